"""The follow-up of one region as a workbook that can be changed in Excel and read again."""

import io
from collections.abc import Sequence
from datetime import date
from string import ascii_uppercase
from typing import Any, Final

import pandas as pd
import xlsxwriter

from spbe_analytics.entries.action import FIELDS, IDENTITY_LABELS, LIST_SHEET, NAME, NUMBER, SHEET, VERSION, columns
from spbe_analytics.entries.fields import FieldType
from spbe_analytics.formulas import defuse, plain
from spbe_analytics.instruments import Instrument
from spbe_analytics.regions import Region
from spbe_analytics.schema import INDEX_NODE, Stage

WIDTHS: Final = {NUMBER: 7, NAME: 38, VERSION: 9}
"""Widths in characters of the columns that nobody fills in."""

SPARE_ROWS: Final = 200
"""Empty rows with drop-downs below the last action."""

HEADER_ROW: Final = 7
"""Row (from 0) of the headings."""

_QUIET, _INPUT, _LINE, _ACCENT = "#F3F5F8", "#FFF8DC", "#C9CED6", "#0B4F8A"
_GUIDE: Final = (
    "Ubah atau tambah baris, lalu unggah lagi di halaman Tindak lanjut. Baris baru: kosongkan No. dan Versi. "
    "Baris yang dihapus di sini tidak menghapus tindakannya."
)


def followup_book(actions: pd.DataFrame, instrument: Instrument, region: Region, year: int, stage: Stage) -> bytes:
    """Write the actions of one region under one instrument.

    Args:
        actions: The newest versions, one row an action; columns of the table ``actions``.
        instrument: Their instrument.
        region: The government.
        year: Result year that a new row gets; also written at the top.
        stage: Its stage.

    Returns:
        An .xlsx file: drop-downs for code, state and theme, real dates, and no text that could run as a formula.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": f"Tindak lanjut {region.name}"})
        sheet, lists = book.add_worksheet(SHEET), book.add_worksheet(LIST_SHEET)
        formats = _formats(book)
        facts = (region.code, str(year), stage.label, instrument.id)
        sheet.write_string(0, 0, f"Tindak lanjut {region.name}, {instrument.index_name}", formats["title"])
        sheet.write_string(1, 0, _GUIDE, formats["note"])
        for line, (label, fact) in enumerate(zip(IDENTITY_LABELS, facts, strict=True), start=2):
            sheet.write_string(line, 0, label, formats["label"])
            sheet.write_string(line, 1, fact, formats["label"])
            if label == IDENTITY_LABELS[0]:
                sheet.write_string(line, 2, region.name)
        for place, (key, heading) in enumerate(columns().items()):
            sheet.set_column(place, place, WIDTHS.get(key) or FIELDS[key].width)
            sheet.write_string(HEADER_ROW, place, heading, formats["head"])
        rows = actions.to_dict("records")
        for line, row in enumerate(rows, start=HEADER_ROW + 1):
            _write_row(sheet, line, row, instrument, formats)
        last = HEADER_ROW + len(rows) + SPARE_ROWS
        for line in range(HEADER_ROW + len(rows) + 1, last + 1):
            for place, key in enumerate(columns()):
                sheet.write_blank(line, place, None, formats[_look(key)])
        _drop_downs(sheet, lists, instrument, last)
        sheet.freeze_panes(HEADER_ROW + 1, 2)
        sheet.autofilter(HEADER_ROW, 0, last, len(columns()) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER_ROW)
        lists.hide()
        sheet.activate()
    return buffer.getvalue()


def _formats(book: Any) -> dict[str, Any]:  # noqa: ANN401 - xlsxwriter has no types
    cell = {"border": 1, "border_color": _LINE, "text_wrap": True, "valign": "top"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14, "font_color": _ACCENT}),
        "note": book.add_format({"font_color": "#55626F"}),
        "label": book.add_format({"bold": True, "bg_color": _QUIET}),
        "head": book.add_format(cell | {"bold": True, "bg_color": _ACCENT, "font_color": "#FFFFFF"}),
        "fixed": book.add_format(cell | {"bg_color": _QUIET}),
        "input": book.add_format(cell | {"bg_color": _INPUT, "num_format": "@"}),
        "date": book.add_format(cell | {"bg_color": _INPUT, "num_format": "dd/mm/yyyy"}),
    }


def _look(key: str) -> str:
    if key in WIDTHS:
        return "fixed"
    return "date" if FIELDS[key].holds is FieldType.DATE else "input"


def _write_row(sheet: Any, line: int, row: dict[Any, Any], instrument: Instrument, formats: dict[str, Any]) -> None:  # noqa: ANN401
    node = instrument.node(row["node"])
    said = {**row, NAME: node.name, VERSION: row["id"]}
    for place, key in enumerate(columns()):
        value, look = said[key], formats[_look(key)]
        if key in FIELDS and FIELDS[key].choices is not None:
            value = FIELDS[key].shown(value)
        if isinstance(value, date):
            sheet.write_datetime(line, place, value, look)
        elif key in (NUMBER, VERSION):
            sheet.write_number(line, place, int(value), look)
        elif value:
            sheet.write_string(line, place, plain(str(defuse(str(value)))), look)
        else:
            sheet.write_blank(line, place, None, look)


def _drop_downs(sheet: Any, lists: Any, instrument: Instrument, last: int) -> None:  # noqa: ANN401
    """Write the lists on a sheet of their own, and tell their columns of them."""
    codes = [node.code for node in instrument.nodes if node.code != INDEX_NODE]
    choices: dict[str, Sequence[str]] = {"node": codes}
    choices |= {
        name: [field.shown(one) for one in field.choices] for name, field in FIELDS.items() if field.choices is not None
    }
    for column, (key, texts) in enumerate(choices.items()):
        lists.write_column(0, column, texts)
        letter = ascii_uppercase[column]
        place = list(columns()).index(key)
        heading = columns()[key]
        sheet.data_validation(
            HEADER_ROW + 1, place, last, place,
            {
                "validate": "list", "source": f"={LIST_SHEET}!${letter}$1:${letter}${len(texts)}",
                "ignore_blank": True, "error_title": heading, "error_message": f"{heading}: pilih dari daftar.",
            },
        )  # fmt: skip
