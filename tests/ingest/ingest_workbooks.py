"""Small workbooks built in code: one place for the tables that the tests vary."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from spbe_analytics.ingest import Reading
from spbe_analytics.instruments import Instrument, instruments
from spbe_analytics.schema import NodeKind

Row = Sequence[Any]

SPBE = "spbe-59-2020"
TITLE = "HASIL EVALUASI SPBE PEMERINTAH KABUPATEN LUWU UTARA TAHUN 2024"
STAGE_TITLE = "Penilaian Interviu"


def workbook(
    sheets: Mapping[str, Sequence[Row]] | Sequence[Row],
    start: tuple[int, int] = (0, 0),
    hidden: Sequence[str] = (),
    merges: Sequence[str] = (),
) -> bytes:
    """Write rows of cells as an .xlsx file; ``None`` and ``""`` leave a cell empty.

    Args:
        sheets: Rows by name of sheet, or the rows of the only sheet ``Data``.
        start: Row and column (from 0) where the rows begin.
        hidden: Names of the sheets to hide.
        merges: Ranges of the first sheet to merge, such as ``A1:C1``; the text of the first cell stays.
    """
    named = sheets if isinstance(sheets, Mapping) else {"Data": sheets}
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for place, (name, rows) in enumerate(named.items()):
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows, start=start[0]):
            for column, cell in enumerate(row, start=start[1]):
                if isinstance(cell, datetime | date):
                    sheet.write_datetime(number, column, cell, day)
                elif isinstance(cell, str) and cell:
                    sheet.write_string(number, column, cell)
                elif cell is not None and cell != "":
                    sheet.write(number, column, cell)
        if place == 0:
            for area in merges:
                sheet.merge_range(area, rows[0][0])
        if name in hidden:
            sheet.hide()
    book.close()
    return buffer.getvalue()


def instrument(code: str = SPBE) -> Instrument:
    """Return an instrument that ships."""
    return instruments()[code]


def levels(item: Instrument) -> dict[str, float]:
    """Return a level for each indicator: whole ones in a fixed pattern, or fractional ones."""
    whole = {code: float(place % 5 + 1) for place, code in enumerate(item.indicator_codes)}
    return whole if item.scale.whole else {code: min(level + 0.25, 5.0) for code, level in whole.items()}


def report(
    cells: Mapping[int, Any] | None = None,
    names: Mapping[int, Any] | None = None,
    numbers: Mapping[int, Any] | None = None,
    titles: Sequence[Row] = ((TITLE,), (STAGE_TITLE,), ()),
    heading: Row = ("No", "Indikator", "Nilai Tingkat Kematangan"),
    below: Sequence[Row] = (),
    code: str = SPBE,
) -> list[list[Any]]:
    """Return the rows of one government's report, every level 3 but for the changes.

    Args:
        cells: Place of an indicator (from 1) → its level cell.
        names: Place → its name cell.
        numbers: Place → its number cell.
        titles: Rows above the headings.
        heading: The headings.
        below: Rows after the last indicator.
        code: Id of the instrument.
    """
    rows: list[list[Any]] = [list(row) for row in titles] + [list(heading)]
    for place, node in enumerate(instrument(code).of_kind(NodeKind.INDICATOR), start=1):
        number = (numbers or {}).get(place, place)
        name = (names or {}).get(place, node.name)
        rows.append([number, name, (cells or {}).get(place, 3)])
    return rows + [list(row) for row in below]


LEVEL_1 = "C5"
"""Where :func:`report` puts the level of the first indicator."""


def governments(*rows: Row, titles: Sequence[Row] = (("Indeks SPBE Tahun 2024 (nilai akhir)",), ())) -> list[list[Any]]:
    """Return a table of many governments with four domains, index and predicate."""
    heading = ["No", "Nama Instansi", "D1", "D2", "D3", "D4", "Indeks", "Predikat"]
    return [list(row) for row in titles] + [heading] + [[n, *row] for n, row in enumerate(rows, start=1)]


def found(reading: Reading) -> list[tuple[str, str | None]]:
    """Return code and cell of each finding."""
    return [(item.code, item.cell) for item in reading.findings]


def values(reading: Reading) -> dict[str, float]:
    """Return the value of each node."""
    return {item.node: item.value for item in reading.values}
