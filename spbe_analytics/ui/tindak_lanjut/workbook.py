"""The follow-up out of the product and back in as a workbook."""

from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis import followup
from spbe_analytics.entries.action import FIELDS, Action
from spbe_analytics.ingest.follow_up_changes import Incoming, compare
from spbe_analytics.parts.part import Column
from spbe_analytics.parts.region.follow_up import Board
from spbe_analytics.reports import followup_book
from spbe_analytics.store.shelf.actions import Edit
from spbe_analytics.ui.kit import cache, components, form, upload
from spbe_analytics.ui.kit.boundary import answering
from spbe_analytics.ui.plan import documents

FORM: Final = "tindak-excel"
_CHANGES: Final = {"what": Column("Tindakan"), "said": Column("Akibat")}
_FINDINGS: Final = {"kind": Column("Jenis"), "cell": Column("Sel"), "said": Column("Temuan")}
MOST: Final = 100
"""Rows of a preview; all of them are kept."""


def show(board: Board) -> None:
    """Offer the workbook, take it back, and show what it would do before anything is kept."""
    view, home = board.view, board.home
    components.subheading("1. Unduh")
    components.note(
        "Buku kerja memuat semua tindakan, dengan pilihan untuk keadaan dan tema. Ubah, tambah baris, lalu unggah lagi."
    )
    st.download_button(
        "Unduh XLSX",
        lambda: followup_book(board.actions, view.instrument, home, view.year, view.stage),
        f"tindak-lanjut-{home.code}-{view.year}.xlsx",
        on_click="ignore",
        icon=":material/download:",
        key="tindak-xlsx",
    )
    if len(board.actions):
        components.note("Untuk dibagikan, satu lembar setiap perangkat daerah dengan kriteria dan bukti yang diminta:")
        documents.offer_sheets(
            lambda: [Action.of_row(row) for row in board.actions.to_dict("records")],
            view.instrument, home, f"tindak lanjut hasil {view.instrument.index_name}",
        )  # fmt: skip
    components.subheading("2. Unggah dan periksa")
    reading = upload.one(
        FORM,
        "Berkas tindak lanjut (.xlsx, .xls, .ods, atau CSV)",
        view.instrument.id,
        lambda content, name: cache.readers().read_actions(content, name, view.instrument.id),
    )
    form.message(FORM)
    if reading is None:
        return
    found = compare(reading, board.versions, home.code, view.year, view.stage.value, view.instrument)
    _preview(board, found)


def _preview(board: Board, found: Incoming) -> None:
    counts = f"{len(found.added)} baru, {len(found.changed)} berubah, {found.unchanged} tetap"
    components.subheading(f"3. Hasil pemeriksaan: {counts}")
    if found.findings:
        rows = pd.DataFrame(
            [(item.severity.label, item.cell or "", item.message) for item in found.findings[:MOST]],
            columns=list(_FINDINGS),
        )
        components.plain_table(rows, _FINDINGS)
    rows = pd.DataFrame(told(board, found)[:MOST], columns=list(_CHANGES))
    if len(rows):
        components.plain_table(rows, _CHANGES)
    if found.has_errors:
        components.note("Belum dapat disimpan: perbaiki kesalahan di atas, lalu unggah lagi. Tidak ada yang tersimpan.")
    elif found.added or found.changed:
        form.who(FORM)
        st.button(
            f"Simpan {len(found.added) + len(found.changed)} tindakan", type="primary", icon=":material/save:",
            key="tindak-excel-simpan", on_click=_keep, args=(found,),
        )  # fmt: skip
    elif not found.findings:
        components.note("Isi berkas sama dengan yang tersimpan; tidak ada yang perlu disimpan.")


def told(board: Board, found: Incoming) -> list[tuple[str, str]]:
    """Say what the file would do, action by action."""
    instrument = board.view.instrument
    rows = []
    for item in found.changed:
        parts = [
            f"{FIELDS[name].heading}: {followup.shown(name, item.before[name], instrument)} menjadi "
            f"{followup.shown(name, item.after[name], instrument)}"
            for name in item.before.differing(item.after)
        ]
        rows.append((f"No. {item.number} {item.before.action}", "; ".join(parts)))
    return rows + [(f"Baru: {item.action}", followup.shown("node", item.node, instrument)) for item in found.added]


@answering
def _keep(found: Incoming) -> None:
    edits = [Edit(item.number, item.seen, item.after) for item in found.changed]

    def do(name: str) -> str:
        cache.workspace().actions.write(found.added, edits, name)
        return f"{len(found.added)} tindakan baru dan {len(edits)} perubahan tersimpan."

    if form.attempt(FORM, do):
        upload.kept(FORM)
