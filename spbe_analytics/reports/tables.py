"""A frame as CSV or XLSX bytes, safe to open: no cell of ours is ever taken for a formula."""

import io
from collections.abc import Mapping, Sequence

import pandas as pd
import xlsxwriter

from spbe_analytics.formulas import defuse, plain
from spbe_analytics.parts.part import Column


def to_csv(frame: pd.DataFrame, columns: Mapping[str, Column]) -> bytes:
    """Write chosen columns as CSV the way Indonesian Excel reads it.

    Semicolons, decimal commas, UTF-8 with a byte order mark.

    Args:
        frame: The figures; a missing one is an empty cell.
        columns: Which columns in which order, with their headings.

    Returns:
        The file's bytes; numbers keep all their digits.
    """
    written = pd.DataFrame({key: _cells(frame[key], column) for key, column in columns.items()})
    written.columns = pd.Index([defuse(column.heading) for column in columns.values()])
    return written.to_csv(index=False, sep=";", decimal=",").encode("utf-8-sig")


def _cells(values: pd.Series, column: Column) -> pd.Series:
    """Make text safe, and whole numbers whole: a rank among missing ones is ``4``, not ``4,0``."""
    if column.decimals is None:
        return values.map(defuse)
    numbers = values.astype("float64")
    return numbers.astype("Int64") if column.decimals == 0 and (numbers.dropna() % 1 == 0).all() else numbers


def to_xlsx(frame: pd.DataFrame, columns: Mapping[str, Column], title: str, notes: Sequence[str] = ()) -> bytes:
    """Write chosen columns as a workbook: title, header row with filter, real numbers, notes below.

    Args:
        frame: The figures; a missing one is an empty cell.
        columns: Which columns in which order, with headings, decimals and widths.
        title: First line of the sheet.
        notes: Lines below the table, such as the source.

    Returns:
        The file's bytes.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet = book.add_worksheet("Data")
        bold = book.add_format({"bold": True, "font_size": 13})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        sheet.write_string(0, 0, plain(title), bold)
        for place, (key, column) in enumerate(columns.items()):
            known = column.decimals is not None
            cell = book.add_format({"num_format": number_format(column.decimals or 0, column.signed)} if known else {})
            sheet.set_column(place, place, column.width)
            sheet.write_string(2, place, plain(column.heading), head)
            for line, value in enumerate(frame[key], start=3):
                if pd.isna(value):
                    sheet.write_blank(line, place, None, cell)
                elif column.decimals is None:
                    sheet.write_string(line, place, plain(str(value)), cell)
                else:
                    sheet.write_number(line, place, float(value), cell)
        last = max(3, 2 + len(frame))
        sheet.autofilter(2, 0, last, len(columns) - 1)
        sheet.freeze_panes(3, 0)
        for line, note in enumerate(notes, start=last + 2):
            sheet.write_string(line, 0, plain(note))
    return buffer.getvalue()


def number_format(decimals: int, signed: bool) -> str:
    """Return how a spreadsheet writes a figure: its places, and its sign where it has one."""
    number = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    return f"+{number};-{number};{number}" if signed else number
