"""What a workbook of a document holds, for the tests of workbooks."""

import io
from collections.abc import Iterator

import openpyxl
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet


def opened(content: bytes, *, results: bool = False) -> openpyxl.Workbook:
    """Open a workbook: its formulas, or what they came to when it was written."""
    return openpyxl.load_workbook(io.BytesIO(content), data_only=results)


def cells(book: openpyxl.Workbook) -> Iterator[Cell]:
    """Yield every cell of every sheet that holds anything."""
    for sheet in book:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.value is not None)


def rows_of(sheet: Worksheet) -> dict[str, int]:
    """Return the row of every node of the sheet of values, by code."""
    found = {str(cell.value): cell.row for cell in sheet["A"] if cell.value and cell.row > 11}
    return {"index": found.pop("Indeks"), **found}
