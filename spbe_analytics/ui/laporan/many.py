"""*Laporan*: the documents of many governments in one zip, made in a process of its own."""

from typing import Final

import streamlit as st

from spbe_analytics.documents.batch import Order
from spbe_analytics.documents.making import Format
from spbe_analytics.documents.running import Running
from spbe_analytics.parts.view import View
from spbe_analytics.regions import gazetteer
from spbe_analytics.scoring.display import format_number, joined
from spbe_analytics.ui.kit import clock, components
from spbe_analytics.ui.kit.boundary import answering, guarded
from spbe_analytics.ui.laporan.files import TEMPLATE

RUN: Final = "banyak_dokumen"
"""Where the session holds its run."""

WHOM: Final = "banyak_daerah"
FORMATS: Final = "banyak_format"
MOST: Final = 60
"""Most governments of one run: more than any province has."""

EVERY: Final = 1.0
"""Seconds between two looks at a run."""

MINUTE: Final = 60


def block(view: View) -> None:
    """Offer the documents of many governments, show how far they are, and hand out the zip."""
    with st.container(gap="xxsmall"):
        components.subheading("Banyak daerah sekaligus")
        if st.session_state.get(RUN) is None:
            _ask(view)
        else:
            _follow()


def _ask(view: View) -> None:
    province = view.province
    places = gazetteer()
    inside = [place.code for place in places.governments(None, province.code)] if province else []
    components.note(
        f"Dokumen setiap daerah, {view.stage.label} {view.year}, dalam satu zip. Bila kosong: "
        + (f"semua {len(inside)} pemerintah daerah di {province.bare}." if province else "pilih daerahnya di sini.")
    )
    chosen = st.multiselect(
        f"Daerah, paling banyak {MOST}",
        [place.code for place in places.governments()],
        format_func=lambda code: places[code].name,
        max_selections=MOST,
        placeholder="Pilih daerah",
        filter_mode="contains",
        key=WHOM,
    )
    formats = st.pills(
        "Jenis berkas", list(Format), selection_mode="multi", default=list(Format), key=FORMATS, wrap=True,
        format_func=lambda wanted: Format(wanted).label,
    )  # fmt: skip
    regions = tuple(chosen or inside)
    if not regions or not formats:
        components.note("Pilih daerah dan paling sedikit satu jenis berkas.")
        return
    order = Order(
        regions, view.year, view.stage, tuple(Format(wanted) for wanted in formats), clock.today(),
        province="" if chosen or province is None else province.code,
    )  # fmt: skip
    st.button(
        f"Buat dokumen {len(regions)} daerah", on_click=_start, args=(order,), icon=":material/folder_zip:",
        key="banyak-mulai",
    )  # fmt: skip


@answering
def _start(order: Order) -> None:
    kept = st.session_state.get(TEMPLATE)
    st.session_state[RUN] = Running.start(order, kept[1] if kept else None)


@answering
def _forget() -> None:
    run = st.session_state.pop(RUN, None)
    if run is not None and run.alive:
        run.stop()


def _follow() -> None:
    run: Running = st.session_state[RUN]
    if run.alive:
        _progress()
        return
    if run.fault:
        components.warn(run.fault)
    else:
        components.note(_finished(run))
        st.download_button(
            "Unduh zip", run.place.read_bytes, f"dokumen-{run.order.year}.zip", "application/zip", on_click="ignore",
            icon=":material/download:", key="banyak-zip",
        )  # fmt: skip
        for name, fault in run.faults:
            components.warn(f"{name}: {fault}")
    st.button("Buat yang lain", on_click=_forget, key="banyak-lagi", type="tertiary")


@st.fragment(run_every=EVERY)
@guarded
def _progress() -> None:
    run: Running | None = st.session_state.get(RUN)
    if run is None or not run.alive:
        st.rerun()
    done, of = run.done, len(run.order)
    st.progress(done / of, f"{done} dari {of} dokumen{_left(run.seconds_left)}")
    if st.button("Batalkan", key="banyak-batal"):
        _forget()
        st.rerun()


def _left(seconds: float | None) -> str:
    """Say how long it still takes, roughly."""
    if seconds is None:
        return ", menyiapkan"
    if seconds < MINUTE:
        return f", kira-kira {max(1, round(seconds))} detik lagi"
    return f", kira-kira {round(seconds / MINUTE)} menit lagi"


def _finished(run: Running) -> str:
    size = run.place.stat().st_size / 2**20
    kinds = joined([wanted.label for wanted in run.order.formats])
    return f"Selesai: {len(run.made)} dokumen ({kinds}), {format_number(size, 1)} MB."
