"""The sound workbooks that are spoilt, as grids of cells, and how a grid is written."""

import csv
import io
from functools import cache
from random import Random

from python_calamine import CalamineWorkbook

from tests.fuzz.mutate import Grid
from tests.ingest.ingest_workbooks import workbook
from tests.ingest.layout_workbooks import all_cases

SKIPPED = ("csv",)


@cache
def grids() -> tuple[tuple[str, str, Grid], ...]:
    """Return name of file, name of sheet and cells from A1 on of the last sheet of every layout's workbook."""
    found = []
    for name, case in all_cases().items():
        if any(word in name for word in SKIPPED):
            continue
        book = CalamineWorkbook.from_filelike(io.BytesIO(case.data))
        sheet = book.get_sheet_by_index(len(book.sheet_names) - 1)
        found.append((case.name.rsplit(".", 1)[0], sheet.name, sheet.to_python(skip_empty_area=False)))
    return tuple(found)


def as_workbook(grid: Grid, sheet: str) -> bytes:
    """Write a grid as an .xlsx file of one sheet."""
    return workbook({sheet: grid})


def as_csv(grid: Grid, chance: Random) -> bytes:
    """Write a grid as delimited text, delimiter and encoding by chance."""
    text = io.StringIO()
    csv.writer(text, delimiter=chance.choice(";,\t")).writerows(grid)
    return text.getvalue().encode(chance.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16")), errors="replace")
