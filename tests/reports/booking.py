"""Documents of real figures, and what a workbook of one holds, for the tests of workbooks."""

import io
from collections.abc import Iterator
from datetime import date

import openpyxl
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from spbe_analytics.charts import palette
from spbe_analytics.parts.view import View
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports.document import Document, Kept
from spbe_analytics.reports.region_document import region_document
from spbe_analytics.schema import Kind, Stage
from spbe_analytics.workspace import Workspace

TODAY = date(2026, 12, 1)


def view(workspace: Workspace, year: int, region: str | None = None, province: str | None = None) -> View:
    """Look at a year as somebody at home in a region does, or at a province from outside."""
    snapshot, places = workspace.snapshot(), gazetteer()
    home = places[region] if region else None
    instrument = snapshot.catalogue.for_year(year)
    assert instrument is not None
    within = places[province or region[:2]] if province or (region and home.kind is not Kind.PROVINCE) else None
    return View(
        snapshot, palette(False), instrument, year, Stage.FINAL, home, home.kind.value if home else None, within
    )


def document(workspace: Workspace, region: str, year: int) -> Document:
    """Make the document of a region."""
    kept = Kept(
        workspace.actions.all_versions(region),
        workspace.targets.current(region),
        workspace.store.remarks(region),
        TODAY,
    )
    return region_document(view(workspace, year, region), kept)


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
