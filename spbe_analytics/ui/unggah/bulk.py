"""Many files at once on *Unggah data*: one result table, a commit of the sound ones, findings of the rest."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.preview import Preview
from spbe_analytics.reports import Column, to_csv
from spbe_analytics.schema import INDEX_NODE, Severity, Stage
from spbe_analytics.scoring.display import MISSING, format_score
from spbe_analytics.ui.kit import cache, components, form
from spbe_analytics.ui.unggah.caution import caution, decided

COLUMNS: Final = {
    "file": Column("Berkas", width=40),
    "found": Column("Penilaian", width=46),
    "index": Column("Indeks berkas"),
    "predicate": Column("Predikat berkas"),
    "remarks": Column("Catatan", 0),
    "errors": Column("Kesalahan", 0),
    "others": Column("Peringatan", 0),
    "state": Column("Keadaan", width=28),
}
WINDOW: Final = 420
SHORT: Final = 12
"""Rows up to which a table is shown whole."""


def results(previews: Sequence[Preview]) -> pd.DataFrame:
    """Return one row a file, in the order of the files; columns as in :data:`COLUMNS`."""
    stored = st.session_state.setdefault("tersimpan", {})
    return pd.DataFrame([_row(item, stored.get(item.reading.sha256, "")) for item in previews])


def _row(item: Preview, stored: str) -> dict[str, object]:
    found = item.evaluated
    first = f"{found[0].region_name}, {Stage(found[0].stage).label} {found[0].year}" if found else MISSING
    errors = sum(finding.severity is Severity.ERROR for finding in item.reading.findings)
    return {
        "file": item.reading.name,
        "found": first if len(found) < 2 else f"{first} dan {len(found) - 1} lainnya",
        "index": format_score(found[0].nodes.get(INDEX_NODE)) if len(found) == 1 else MISSING,
        "predicate": (found[0].predicate or MISSING) if len(found) == 1 else MISSING,
        "remarks": len(item.reading.remarks),
        "errors": errors,
        "others": len(item.reading.findings) - errors,
        "state": stored or ("siap disimpan" if item.committable else "perlu diperbaiki"),
    }


def recognised(previews: Sequence[Preview]) -> None:
    """Show what was recognised in each file, with a download of the table."""
    table = results(previews)
    ready = int((table["errors"] == 0).sum())
    components.subheading(
        f"3. {len(table)} berkas terbaca: {ready} tanpa kesalahan, {len(table) - ready} perlu diperbaiki"
    )
    shown = table.rename(columns={key: column.heading for key, column in COLUMNS.items()})
    components.grid(
        shown,
        height="content" if len(shown) <= SHORT else WINDOW,
        alt="Hasil pembacaan setiap berkas",
    )
    st.download_button(
        "Unduh hasil pembacaan (CSV)",
        lambda: to_csv(table, COLUMNS),
        "hasil-pembacaan.csv",
        "text/csv",
        on_click="ignore",
        key="hasil-csv",
    )


def choose(previews: Sequence[Preview]) -> Preview | None:
    """Let a person choose the file whose findings are shown, those with errors first."""
    faulty = [item for item in previews if item.reading.findings]
    if not faulty:
        return None
    faulty.sort(key=lambda item: not item.reading.has_errors)
    names = {item.reading.sha256: item.reading.name for item in faulty}
    chosen = st.selectbox(
        "Temuan berkas", list(names), format_func=lambda key: names[key], filter_mode="contains", key="temuan_berkas"
    )
    return next((item for item in faulty if item.reading.sha256 == chosen), None)


def commit(previews: Sequence[Preview]) -> None:
    """Store all files without errors together at the press of a button; the rest stay with their findings."""
    components.subheading("4. Simpan")
    stored = st.session_state.setdefault("tersimpan", {})
    ready = [item for item in previews if item.committable and item.reading.sha256 not in stored]
    done = sum(item.reading.sha256 in stored for item in previews)
    if done:
        st.success(f"{done} berkas tersimpan.", icon=":material/check_circle:")
        st.page_link("pages/peringkat.py", label="Buka peringkat", icon=":material/arrow_forward:")
    if not ready:
        components.note("Tidak ada lagi berkas tanpa kesalahan yang belum disimpan.")
        return
    caution(ready)
    if not decided(ready):
        return
    with st.form("simpan-banyak", border=False):
        who = form.who("simpan-banyak")
        pressed = st.form_submit_button(f"Simpan {len(ready)} berkas", type="primary", icon=":material/save:")
    if pressed and not who:
        st.warning("Isi nama Anda dahulu, supaya riwayat tahu siapa yang menyimpan.", icon=":material/edit:")
    elif pressed:
        with st.status("Menyimpan…") as status:
            status.write(f"Menyimpan {len(ready)} berkas dalam satu transaksi.")
            outcomes = cache.workspace().commit_many(ready, who)
            status.write("Menghitung ulang indeks, peringkat, dan median.")
            cache.snapshot()
            status.update(label="Tersimpan", state="complete")
        form.know(who)
        for item, outcome in zip(ready, outcomes, strict=True):
            word = "tersimpan" if outcome.created else "sudah ada"
            stored[item.reading.sha256] = f"{word}, nomor {outcome.batch}"
        st.rerun()
