"""How a file is read: which cells of its first rows mean what, for a person to see and to correct."""

from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from spbe_analytics.ingest.checks.findings import lists_findings
from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.files.guard import DEFAULT_LIMITS, inspect
from spbe_analytics.ingest.files.limits import Limits
from spbe_analytics.ingest.files.workbook import Sheet, UnreadableError, open_workbook
from spbe_analytics.ingest.mapping import apply_mappings
from spbe_analytics.ingest.reading import Identity
from spbe_analytics.ingest.records.sheets import read_sheet
from spbe_analytics.ingest.tables.blocks import Block, figure_columns
from spbe_analytics.ingest.tables.lines import row_claims
from spbe_analytics.ingest.tables.meaning import KEYS, STAGE, YEAR, Meaning
from spbe_analytics.ingest.tables.vocabulary import Figure
from spbe_analytics.instruments import instruments
from spbe_analytics.schema import REGION, Labelled

ROWS: Final = 30
"""How many rows of a sheet are shown."""


class Part(Labelled):
    """What a cell is in a reading."""

    NAME = "nama", "Butir atau daerah yang dinilai"
    FIGURE = "nilai", "Nilai yang disimpan"
    FACT = "fakta", "Daerah, tahun, atau tahap"
    BESIDE = "pendamping", "Dikenali, tidak disimpan sebagai nilai"
    UNKNOWN = "tidak-dikenal", "Tidak dikenali"


class Marked(NamedTuple):
    """One cell of the sheet (row and column from 0) and what it is."""

    row: int
    column: int
    part: Part


@dataclass(frozen=True)
class SheetPlan:
    """The first rows of a sheet and what their cells mean.

    Attributes:
        sheet: The rows as they stand in the file.
        marks: What is known of their cells.
        row: Row of the sheet (from 0) with the lowest headings of the first table; -1 where there is no table.
        mapped: Name of the mapping by which it was read; empty without one.
        turned: Whether its columns are read as rows, so that its headings cannot be mapped.
    """

    sheet: Sheet
    marks: tuple[Marked, ...]
    row: int
    mapped: str
    turned: bool


def reading_plan(data: bytes, name: str, hints: Identity, limits: Limits = DEFAULT_LIMITS) -> list[SheetPlan]:
    """Return how the visible sheets of a file are read; none where it cannot be opened.

    Args:
        data: The bytes of the file.
        name: Its name.
        hints: What the person said beside the file, corrections among it.
        limits: The most the file may hold.
    """
    try:
        inspect(data, name, limits)
        book = open_workbook(data, name)
    except UnreadableError:
        return []
    catalogue = instruments()
    plans = []
    for sheet in book.sheets:
        if lists_findings(sheet.name, sheet.rows[0]):
            continue
        mapped, mapping = apply_mappings(sheet, hints.mappings)
        found = read_sheet(Context(name, hints, catalogue), mapped)
        marks = [*_titles(sheet, found.titles), *(mark for block in found.blocks for mark in _marks(block))]
        shown = tuple(mark for mark in marks if mark.row < sheet.top + ROWS)
        row = max((column.row for block in found.blocks[:1] for column in block.columns.values()), default=-1)
        head = -1 if row < 0 or found.turned else row + sheet.top
        rows = replace(sheet, rows=sheet.rows[:ROWS])
        plans.append(SheetPlan(rows, shown, head, mapping.name if mapping else "", found.turned))
    return plans


def _titles(sheet: Sheet, count: int) -> list[Marked]:
    """Say which rows above a turned table name facts."""
    return [
        Marked(*sheet.place(row, column), Part.FACT)
        for row in range(count)
        if row_claims(sheet, [row])
        for column, cell in enumerate(sheet.rows[row])
        if cell != ""
    ]


def _marks(block: Block) -> list[Marked]:
    """Say what the cells of one table and of the lines around it are."""
    found: dict[tuple[int, int], Part] = {}
    for row in (*block.above, *block.between):
        if row_claims(block.sheet, [row]):
            found |= {(row, c): Part.FACT for c, cell in enumerate(block.sheet.rows[row]) if cell != ""}
    figures = frozenset(figure_columns(block))
    for place, column in block.columns.items():
        part = _part(column.meaning)
        for row, cell, meaning in column.heads:
            if block.sheet.rows[row][place] != "" or not cell:
                found[row, place] = Part.FACT if part is Part.FIGURE and _states_fact(meaning) else part
        if part in (Part.FIGURE, Part.NAME, Part.FACT):
            below = part if place in figures or part is not Part.FIGURE else Part.BESIDE
            for row in _rows_shown(block):
                if block.sheet.rows[row][place] != "" and row not in block.between:
                    found.setdefault((row, place), below)
    for place in range(block.first, min(block.last, len(block.sheet.rows[block.top]))):
        if place not in block.columns:  # figures without a heading
            found |= {(row, place): Part.UNKNOWN for row in _rows_shown(block) if block.sheet.rows[row][place] != ""}
    return [Marked(*block.sheet.place(row, column), part) for (row, column), part in found.items()]


def _rows_shown(block: Block) -> list[int]:
    """Return the rows that may be shown: the first ones, or all where they are the columns of the sheet."""
    return block.body if block.sheet.turned else block.body[:ROWS]


def _states_fact(meaning: Meaning) -> bool:
    return not meaning.role and bool(meaning.year or meaning.stage or meaning.region)


def _part(meaning: Meaning) -> Part:
    """Return what a column is by the meaning of its headings."""
    if meaning.unknown:
        return Part.UNKNOWN
    if meaning.role in (YEAR, STAGE, REGION):
        return Part.FACT if meaning.role != REGION else Part.NAME
    if meaning.role in KEYS:
        return Part.NAME
    if meaning.holds_figures and meaning.figure in (None, Figure.RESULT):
        return Part.FIGURE
    return Part.BESIDE
