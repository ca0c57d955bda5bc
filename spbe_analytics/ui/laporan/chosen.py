"""*Laporan*: which document, of whom, and which of its parts."""

from collections.abc import Callable
from hashlib import sha256
from typing import Final

import streamlit as st

from spbe_analytics.analysis.planning.proposal import Proposal
from spbe_analytics.documents.making import kept_of, of_province, of_region, of_several, only
from spbe_analytics.parts.view import View
from spbe_analytics.parts.words import standing
from spbe_analytics.parts.words.way_up import way_up
from spbe_analytics.reports.document import Document, Kept
from spbe_analytics.reports.manifest import Kind
from spbe_analytics.ui.kit import cache, clock, components
from spbe_analytics.ui.kit.choice import pressed, unknown
from spbe_analytics.ui.plan import held
from spbe_analytics.ui.words import compared, nobody

KIND: Final = "dokumen"
PARTS: Final = "isi_dokumen"
"""Names of the choices in the address."""


def answer(view: View) -> Document | None:
    """Ask which document, say what is in it, and return it; ``None`` where something must be chosen first."""
    top = st.container()
    kind = Kind(pressed("Dokumen", KIND, {item.value: item.label for item in Kind}, Kind.REGION.value))
    made = MAKERS[kind](view)
    with top:
        if made is None:
            components.headline(
                "Dokumen untuk rapat", "Slide, buku kerja, dan rapor, dari angka yang sama dengan halaman."
            )
        else:
            told = f"{len(made.parts)} bagian, {made.moment}, revisi data {made.revision}"
            components.headline(made.title, f"{told}. Slide, buku kerja, dan rapor memuat hal yang sama.")
    return None if made is None else _parts(made)


def _region(view: View) -> Document | None:
    home = view.home
    if home is None:
        components.empty("Belum ada daerah yang dipilih.", "Pilih “Daerah saya” di atas.")
        return None
    if view.own_scores is None or view.own_scores.isna().all():
        components.empty(standing.absent(view)[1], "Isi templatnya, lalu unggah.", *nobody.way_to_fill(view))
    start = way_up(view).start
    plan = held.current(start).proposal if start is not None else Proposal()
    kept = kept_of(cache.workspace(), home.code, clock.today(), plan)
    return view.keep((KIND, _version(kept)), lambda: of_region(view.snapshot, home.code, view.year, view.stage, kept))


def _version(kept: Kept) -> str:
    """Name what people keep of the region at this moment: another name once any of it changes."""
    said = (
        len(kept.actions),
        kept.actions["id"].max(),
        kept.targets.to_csv(),
        len(kept.remarks),
        kept.today,
        kept.plan,
    )
    return sha256(repr(said).encode()).hexdigest()


def _several(view: View) -> Document | None:
    names = compared.choose(view).names
    if len(names) < 2:
        components.empty("Belum ada dua daerah yang dipilih.", "Pilih dua sampai lima daerah yang mempunyai nilai.")
        return None
    today = clock.today()
    key = (KIND, tuple(names), today)
    return view.keep(key, lambda: of_several(view.snapshot, list(names), view.year, view.stage, today))


def _province(view: View) -> Document | None:
    province = view.province
    if province is None:
        components.empty("Belum ada provinsi yang dipilih.", "Pilih provinsi di saringan.")
        return None
    today = clock.today()
    key = (KIND, province.code, today)
    return view.keep(key, lambda: of_province(view.snapshot, province.code, view.kind, view.year, view.stage, today))


MAKERS: Final[dict[Kind, Callable[[View], Document | None]]] = {
    Kind.REGION: _region,
    Kind.COMPARISON: _several,
    Kind.PROVINCE: _province,
}


def _parts(made: Document) -> Document:
    """Let a person leave parts out; as long as nobody chose, all are in."""
    names = {part.key: part.heading for part in made.parts}
    unknown("Bagian dokumen", PARTS, list(names.values()), "semua bagian")
    chosen = st.pills(
        "Bagian yang dimuat; tanpa pilihan, semuanya",
        list(names),
        selection_mode="multi",
        format_func=lambda key: names.get(key, key),
        key=PARTS,
        wrap=True,
        bind="query-params",
        persist_state="session",
    )
    return only(made, chosen)
