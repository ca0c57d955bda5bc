"""The sound workbooks that are spoilt, as grids of cells, and how a grid is written."""

import csv
import io
from functools import cache
from random import Random
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, given, settings
from python_calamine import CalamineWorkbook

from spbe_analytics.ingest import Identity
from tests.fuzz.mutate import Grid
from tests.ingest.grammar import Recap, Table, recaps, tables
from tests.ingest.ingest_workbooks import workbook
from tests.ingest.layout_workbooks import all_cases

SKIPPED = ("csv",)
WRITTEN = 40
"""Pairs of tables that the grammar writes."""


class Sample(NamedTuple):
    """One sound table: name of the file without its ending, name of the sheet, its cells from A1 on, what is said."""

    name: str
    sheet: str
    grid: Grid
    said: Identity


@cache
def grids() -> tuple[Sample, ...]:
    """Return the last sheet of every layout's workbook, and tables that the grammar writes."""
    found = []
    for name, case in all_cases().items():
        if any(word in name for word in SKIPPED):
            continue
        book = CalamineWorkbook.from_filelike(io.BytesIO(case.data))
        sheet = book.get_sheet_by_index(len(book.sheet_names) - 1)
        name = case.name.rsplit(".", 1)[0]
        found.append(Sample(name, sheet.name, sheet.to_python(skip_empty_area=False), Identity()))
    return (*found, *_written())


def _written() -> list[Sample]:
    """Return tables of the grammar, always the same."""
    found: list[Sample] = []

    @settings(max_examples=WRITTEN, phases=[Phase.generate], database=None, derandomize=True, deadline=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(tables(), recaps())
    def draw(table: Table, recap: Recap) -> None:
        for one, name, sheet in ((table, table.file.removesuffix(".xlsx"), table.sheet), (recap, "rekap", "Rekap")):
            if not one.stops:
                found.append(Sample(name, sheet, _even(one.rows), one.said))

    draw()
    return found


def _even(rows: Grid) -> Grid:
    width = max(len(row) for row in rows)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def as_workbook(grid: Grid, sheet: str) -> bytes:
    """Write a grid as an .xlsx file of one sheet."""
    return workbook({sheet: grid})


def as_csv(grid: Grid, chance: Random) -> bytes:
    """Write a grid as delimited text, delimiter and encoding by chance."""
    text = io.StringIO()
    csv.writer(text, delimiter=chance.choice(";,\t")).writerows(grid)
    return text.getvalue().encode(chance.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16")), errors="replace")
