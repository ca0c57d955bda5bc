"""A plan as a workbook: what rises, who is in charge, from which level to which, and what it gains."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import xlsxwriter

from spbe_analytics.formulas import plain

A4 = 9

PLAN: Mapping[str, tuple[str, int, str]] = {
    "number": ("No.", 6, "0"),
    "node": ("Kode", 8, ""),
    "name": ("Indikator", 52, ""),
    "pillar": ("Domain", 20, ""),
    "action": ("Tindakan", 60, ""),
    "unit": ("Perangkat daerah", 30, ""),
    "year": ("Tahun ke-", 10, "0"),
    "now": ("Tingkat kini", 12, "0.##"),
    "then": ("Tingkat rencana", 12, "0.##"),
    "gain": ("Tambahan indeks", 12, "+0.0000;-0.0000"),
    "index": ("Indeks setelahnya", 12, "0.0000"),
    "due": ("Tenggat", 18, ""),
    "criterion": ("Kriteria tingkat yang dituju", 60, ""),
    "wanted": ("Bukti yang diminta", 48, ""),
}
"""Heading, width in characters and number format of each column; without a format it is text."""


def plan_xlsx(rows: pd.DataFrame, title: str, facts: Sequence[tuple[str, str]], notes: Sequence[str]) -> bytes:
    """Write a plan as a workbook that is ready to print.

    Args:
        rows: Columns of :data:`PLAN`; a missing value is an empty cell. A level that is not certain is a text.
        title: First line.
        facts: What the plan starts from and comes to, as pairs of label and text, above the table.
        notes: Assumptions and sources, below it.

    Returns:
        The file's bytes; numbers are numbers, and no text is ever taken for a formula.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet = book.add_worksheet("Rencana")
        bold = book.add_format({"bold": True, "font_size": 13})
        label = book.add_format({"bold": True})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        sheet.write_string(0, 0, plain(title), bold)
        for line, (name, text) in enumerate(facts, start=1):
            sheet.write_string(line, 0, name, label)
            sheet.write_string(line, 2, plain(text))
        top = len(facts) + 2
        for place, (key, (heading, width, number)) in enumerate(PLAN.items()):
            look: dict[str, Any] = {"valign": "top", "text_wrap": not number}
            cell = book.add_format(look | ({"num_format": number} if number else {}))
            sheet.set_column(place, place, width)
            sheet.write_string(top, place, heading, head)
            for line, value in enumerate(rows[key], start=top + 1):
                if pd.isna(value) or value == "":
                    sheet.write_blank(line, place, None, cell)
                elif number and not isinstance(value, str):
                    sheet.write_number(line, place, float(value), cell)
                else:
                    sheet.write_string(line, place, plain(str(value)), cell)
        last = top + max(1, len(rows))
        sheet.autofilter(top, 0, last, len(PLAN) - 1)
        sheet.freeze_panes(top + 1, 3)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top)
        for line, note in enumerate(notes, start=last + 2):
            sheet.write_string(line, 0, plain(note))
    return buffer.getvalue()
