"""The remarks of an upload: how many, and what they say, before anything is stored."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.ingest import Reading, Remark
from spbe_analytics.instruments import instruments
from spbe_analytics.parts.part import Column
from spbe_analytics.regions import gazetteer
from spbe_analytics.scoring.display import format_number
from spbe_analytics.ui.kit import components

MOST: Final = 60
"""Remarks that are shown; all of them are stored."""

LONGEST: Final = 240
"""Characters of a remark that are shown."""

WHOSE: Final = {"whose": Column("Penilaian", width=30)}
COLUMNS: Final = {
    "number": Column("No."),
    "name": Column("Indikator", width=40),
    "kind": Column("Jenis"),
    "text": Column("Isi", width=80),
}


def counted(reading: Reading) -> str:
    """Say how many remarks a file holds: ``12 catatan asesor``; empty without one."""
    count = len(reading.remarks)
    return f"{format_number(count, 0)} catatan asesor" if count else ""


def show_remarks(reading: Reading) -> None:
    """List what assessors wrote, behind a fold; nothing where nothing was found."""
    found = reading.remarks
    if not found:
        return
    several = len({item[:4] for item in found}) > 1
    with st.expander(f"{counted(reading)}, ikut disimpan bersama nilainya", icon=":material/comment:"):
        components.plain_table(remark_rows(found[:MOST]), (WHOSE if several else {}) | COLUMNS)
        if len(found) > MOST:
            components.note(f"Yang tampil {MOST} pertama; semua {format_number(len(found), 0)} ikut disimpan.")


def remark_rows(found: Sequence[Remark]) -> pd.DataFrame:
    """Return one row a remark; columns ``whose, number, name, kind, text``, long texts cut."""
    rows = []
    for item in found:
        node = instruments()[item.instrument].node(item.node)
        whose = f"{gazetteer()[item.region].bare}, {item.stage.label} {item.year}"
        text = item.text if len(item.text) <= LONGEST else f"{item.text[: LONGEST - 1].rstrip()}…"
        rows.append((whose, node.number, node.short, item.kind.label, text))
    return pd.DataFrame(rows, columns=[*WHOSE, *COLUMNS])
