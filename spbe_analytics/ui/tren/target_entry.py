"""Targets typed one by one, and taken away."""

from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.errors import StoreError
from spbe_analytics.ingest.cells import number
from spbe_analytics.schema import INSTRUMENT, LAST_PLANNED_YEAR, YEAR
from spbe_analytics.scoring.display import format_score
from spbe_analytics.store.targets import LONGEST_DOCUMENT, LONGEST_NAME, NewTarget
from spbe_analytics.ui.kit import cache, components
from spbe_analytics.ui.kit.view import View

DONE: Final = "target_tersimpan"
"""Where a session keeps what to tell after it stored something."""


def told() -> None:
    """Tell once what was stored in the run before."""
    if DONE in st.session_state:
        st.success(components.escape(st.session_state.pop(DONE)), icon=":material/check_circle:")


def done(text: str) -> None:
    """Run the page anew and tell what was stored."""
    st.session_state[DONE] = text
    st.rerun()


def refused(error: StoreError) -> None:
    """Say why something was not stored."""
    st.warning(components.escape(str(error)), icon=":material/edit:")


def entry(view: View) -> None:
    """Let a person type one target of the home region."""
    catalogue = view.snapshot.catalogue
    first = min(item.first_year for item in catalogue.values())
    with (
        st.expander("Ketik target", icon=":material/edit:"),
        st.form("target-ketik", border=False, enter_to_submit=False),
    ):
        left, right = st.columns([1, 1], gap="small", wrap=False)
        year = left.number_input(
            "Tahun", first, LAST_PLANNED_YEAR, max(view.year + 1, first), step=1, format="%d", key="target_tahun"
        )
        written = right.text_input("Target indeks", placeholder="Misalnya 2,75", max_chars=12, key="target_nilai")
        document = st.text_input(
            "Dokumen", placeholder="RPJMD 2025–2029", max_chars=LONGEST_DOCUMENT, key="target_dokumen"
        )
        left, right = st.columns(2, gap="small")
        instrument = left.selectbox(
            "Instrumen target",
            list(catalogue),
            index=None,
            format_func=lambda name: catalogue[name].short,
            placeholder="Instrumen tahun itu",
            help="Isi hanya bila dokumen menulis target menurut instrumen lain, misalnya indeks SPBE untuk tahun yang "
            "kelak dinilai dengan Pemdi. Capaian target seperti itu tidak dihitung.",
            key="target_instrumen",
        )
        who = right.text_input("Nama Anda", placeholder="Dicatat bersama target", max_chars=80, key="target_nama")
        pressed = st.form_submit_button("Simpan target", type="primary", icon=":material/save:")
    if pressed and view.home is not None:
        due = catalogue.for_year(int(year))
        _keep(view.home.code, int(year), instrument or (due.id if due else ""), written, document, who)


def _keep(region: str, year: int, instrument: str, written: str, document: str, who: str) -> None:
    value = number(written).value
    if value is None:
        text = written.strip()
        reason = f"Target “{text}” bukan angka" if text else "Isi angka target"
        st.warning(components.escape(f"{reason}, misalnya 2,75."), icon=":material/edit:")
        return
    try:
        kept = cache.workspace().targets.keep([NewTarget(region, year, instrument, float(value), document)], who)
    except StoreError as error:
        refused(error)
        return
    done(f"Target {year} tersimpan: {format_score(value)}." if kept else f"Target {year} sudah tercatat seperti itu.")


def removal(view: View, kept: pd.DataFrame) -> None:
    """Let a person take a target away; it stays in the history."""
    if kept.empty or view.home is None:
        return
    catalogue = view.snapshot.catalogue
    rows = {
        f"{year} · {format_score(value)} · {catalogue[name].short} · {document}": (int(year), str(name))
        for year, name, value, document in zip(
            kept[YEAR], kept[INSTRUMENT], kept["value"], kept["document"], strict=True
        )
    }
    with st.expander("Hapus target", icon=":material/delete:"), st.form("target-hapus", border=False):
        chosen = st.selectbox("Target yang dihapus", list(rows), index=None, placeholder="Pilih", key="target_pilih")
        who = st.text_input("Nama Anda", placeholder="Dicatat dalam riwayat", max_chars=LONGEST_NAME, key="target_oleh")
        pressed = st.form_submit_button("Hapus", icon=":material/delete:")
    if not pressed:
        return
    if chosen is None:
        st.warning("Pilih dahulu target yang dihapus.", icon=":material/edit:")
        return
    try:
        cache.workspace().targets.remove(view.home.code, *rows[chosen], who)
    except StoreError as error:
        refused(error)
        return
    done(f"Target {rows[chosen][0]} dihapus.")
