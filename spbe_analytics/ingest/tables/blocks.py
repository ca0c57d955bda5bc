"""A sheet to its tables: where each begins, which headings stand over each column, which lines stand around it.

A table begins with a row of headings, one of which says what its rows are about, or below which the names of nodes
stand. Rows of headings above and below belong to it: upper ones reach over the blank cells to their right. Several
tables may stand below or beside each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from spbe_analytics.ingest.files.workbook import Cell, Sheet
from spbe_analytics.ingest.tables.cells import is_blank, is_missing, level, raw_text
from spbe_analytics.ingest.tables.columns import (
    FEWEST_NUMBERS,
    UPPER_ROWS,
    Column,
    after_numbering,
    columns_of,
    lower_rows,
    upper_rows,
)
from spbe_analytics.ingest.tables.meaning import (
    FIGURES,
    INDEX,
    INDEX_NAME,
    KEYS,
    LEVEL,
    NODE,
    NUMBER,
    OTHER,
    REGION,
    STAGE,
    UNKNOWN,
    YEAR,
    Meaning,
    meaning_of,
)
from spbe_analytics.ingest.tables.nodes import names_node
from spbe_analytics.ingest.tables.vocabulary import Figure, plain, vocabulary
from spbe_analytics.ingest.tables.whole import LOOKED_AT, by_the_whole
from spbe_analytics.instruments import Instrument

FEWEST_NAMES: Final = 2
"""Names of nodes below each other that make a column one of names, whatever its heading says."""


@dataclass
class Block:
    """One table.

    Attributes:
        sheet: The sheet.
        top: First row of its headings.
        start: First row below them.
        columns: Its columns with a heading, from left to right.
        above: Rows of text above it, from the top.
        body: Its rows below the headings, those of other tables left out.
        between: Rows of text between them: each holds for the rows below it.
        first: First column of the table, where several stand beside each other.
        last: Column after its last.
    """

    sheet: Sheet
    top: int
    start: int
    columns: dict[int, Column]
    above: tuple[int, ...] = ()
    body: list[int] = field(default_factory=list)
    between: list[int] = field(default_factory=list)
    first: int = 0
    last: int = 1 << 30

    def of_role(self, *roles: str) -> list[int]:
        """Return the columns of some roles, from left to right."""
        return [place for place, column in self.columns.items() if column.meaning.role in roles]

    @property
    def tells_kinds(self) -> bool:
        """Whether a column is of targets or averages, so that the table itself tells them from results."""
        return any(column.meaning.figure in (Figure.TARGET, Figure.AVERAGE) for column in self.columns.values())

    def address(self, row: int, column: int) -> str:
        """Return the address of a cell."""
        return self.sheet.address(row, column)


def find_blocks(sheet: Sheet, catalogue: Sequence[Instrument]) -> list[Block]:
    """Return the tables of a sheet from top to bottom and left to right."""
    blocks: list[Block] = []
    current: list[Block] = []
    lines: list[int] = []
    rows = sheet.rows
    place = 0
    key = figure = -1
    while place < len(rows):
        cells = rows[place]
        if current and type(cells[figure]) is float and cells[key] != "":
            for block in current:
                block.body.append(place)
            place += 1
            continue
        if all(cell == "" for cell in cells) or all(map(is_blank, cells)):
            place += 1
            continue
        if current and not lines and _repeats_heading(current[0], cells):
            place += 1  # the headings are repeated at the top of a page
            continue
        plainly = any(_is_plainly_body(block, cells) for block in current)
        heads = _begin(sheet, place, catalogue) if not plainly and _may_head(cells) else None
        if heads is not None:
            found, place = heads
            for block in found:
                block.above = tuple(line for line in lines if line < block.top)
            lines = []
            current = found
            blocks += found
            key, figure = _quick(found[0])
            continue
        owner = [block for block in current if _is_body(block, cells)]
        for block in owner:
            block.body.append(place)
        if not owner:
            lines.append(place)
            for block in current:
                block.body.append(place)
                block.between.append(place)
        else:
            lines = []
        place += 1
    return blocks


def _quick(block: Block) -> tuple[int, int]:
    """Return a column of what rows are about and one of figures: numbers in the latter make a row the table's."""
    keys = [c for c, column in block.columns.items() if column.meaning.role in KEYS]
    figures = figure_columns(block)
    return (keys[-1] if keys else 0), (figures[0] if figures else 0)


def figure_columns(block: Block) -> list[int]:
    """Return the columns that hold figures."""
    return [place for place, column in block.columns.items() if column.meaning.holds_figures]


@lru_cache(maxsize=1 << 12)
def _is_label(text: str) -> bool:
    meaning = meaning_of(text)
    return not meaning.unknown and any((meaning.role, meaning.year, meaning.stage, meaning.region))


def _may_head(cells: Sequence[Cell]) -> bool:
    """Tell quickly whether a row may be one of headings: two cells that hold something, one a known label or a year."""
    filled = 0
    label = False
    for cell in cells:
        if cell == "":
            continue
        filled += 1
        if not label:
            label = _is_label(cell) if isinstance(cell, str) else meaning_of(cell).year is not None
        if label and filled > 1:
            return True
    return False


def _is_body(block: Block, cells: Sequence[Cell]) -> bool:
    """Tell whether a row holds figures of a table, or a dash where one would stand."""
    return any(not is_blank(cells[place]) for place in figure_columns(block)) and any(
        not is_blank(cell) for cell in cells[block.first : block.last]
    )


def _is_plainly_body(block: Block, cells: Sequence[Cell]) -> bool:
    """Tell whether a row says what it is about, in no word of a heading, and holds numbers under the figures."""
    keys = [cells[place] for place, column in block.columns.items() if column.meaning.role in KEYS]
    named = any(not is_blank(cell) and meaning_of(cell).role not in KEYS for cell in keys)
    return named and any(figure_like(cells[c]) for c in figure_columns(block) if not is_blank(cells[c]))


def _repeats_heading(block: Block, cells: Sequence[Cell]) -> bool:
    """Tell whether a row is one of the headings of the table above it."""
    return any(list(cells) == list(block.sheet.rows[row]) for row in range(block.top, block.start))


def _begin(sheet: Sheet, place: int, catalogue: Sequence[Instrument]) -> tuple[list[Block], int] | None:
    """Return the tables that begin with a row of headings, and the first row below all of their headings."""
    cells = sheet.rows[place]
    meanings = _row_meanings(cells)
    if not meanings or _is_identity(cells, meanings):
        return None
    keys = [column for column, meaning in meanings.items() if meaning.role in KEYS]
    if not keys:
        if not any(meaning.holds_figures and not meaning.similar for meaning in meanings.values()):
            return None
        named = _column_of_names(sheet, place + 1, catalogue)
        if named is None or (named in meanings and meanings[named].role not in ("", OTHER)):
            return None
        if _heads_below(sheet, place + 1, named):
            return None
        if any(names_node(item, cells[named]) for item in catalogue):
            return None
        keys = [named]
        meanings[named] = Meaning(INDEX_NAME)
    rows = [place, *lower_rows(sheet, place, keys)]
    for upper in upper_rows(sheet, place, meanings):
        if _is_identity(sheet.rows[upper], _row_meanings(sheet.rows[upper])):
            break
        rows = [upper, *rows]
    start = rows[-1] + 1
    columns = columns_of(sheet, rows, {place: meanings}, set(keys))
    start = after_numbering(sheet, start, columns)
    blocks = [
        Block(
            sheet,
            rows[0],
            start,
            {c: column for c, column in columns.items() if first <= c < last},
            first=first,
            last=last,
        )
        for first, last in _parts(columns)
    ]
    blocks = [replace(b, columns=by_the_whole(sheet, b.start, b.columns, catalogue)) for b in blocks]
    return (blocks, start) if all(_holds(block, catalogue) for block in blocks) else None


def _row_meanings(cells: Sequence[Cell]) -> dict[int, Meaning]:
    """Return what the cells of a row mean as headings; a bare number is one only among others that count up."""
    found = {column: meaning_of(cell) for column, cell in enumerate(cells) if not is_blank(cell)}
    numbers = [meaning.number for meaning in found.values() if meaning.number is not None]
    if 0 < len(numbers) < FEWEST_NUMBERS:
        found = {column: UNKNOWN if meaning.number is not None else meaning for column, meaning in found.items()}
    return found


def _is_identity(cells: Sequence[Cell], meanings: Mapping[int, Meaning]) -> bool:
    """Tell whether a row is a label and its value (``Tahun | 2024``), which heads nothing."""
    if len(meanings) > 3:
        return False
    first, *rest = meanings
    label = cells[first]
    if not isinstance(label, str) or plain(label.partition(":")[0]) not in vocabulary().identity or not rest:
        return False
    values = [meanings[column] for column in rest if plain(raw_text(cells[column]))]
    if len(values) != 1 or ":" in label:
        return len(values) <= 1
    value, role = values[0], meanings[first].role
    if role == YEAR:
        return value.role not in FIGURES or value.year is not None
    if role == STAGE:
        return value.role not in (LEVEL, INDEX) or value.stage is not None
    return not value.role and not value.year and not value.stage and value.figure is None


def _heads_below(sheet: Sheet, start: int, named: int) -> bool:
    """Tell whether one of the next rows says what rows are about: what stands above it is an upper heading or a title.

    Args:
        sheet: The sheet.
        start: The first of the rows.
        named: Column in which names of nodes stand: a row with one is no heading any more.
    """
    for cells in sheet.rows[start : start + UPPER_ROWS]:
        meanings = _row_meanings(cells)
        keys = [column for column, meaning in meanings.items() if meaning.role in KEYS]
        if keys and (len(keys) > 1 or any(meaning.holds_figures for meaning in meanings.values())):
            return True
        if not is_blank(cells[named]):
            return False
    return False


def _column_of_names(sheet: Sheet, start: int, catalogue: Sequence[Instrument]) -> int | None:
    """Return the column in which names of nodes stand below each other."""
    counts: dict[int, int] = {}
    for cells in sheet.rows[start : start + LOOKED_AT]:
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and cell and any(names_node(item, cell) for item in catalogue):
                counts[column] = counts.get(column, 0) + 1
    best = max(counts, key=lambda column: counts[column], default=None)
    return best if best is not None and counts[best] >= FEWEST_NAMES else None


def _parts(columns: Mapping[int, Column]) -> Iterator[tuple[int, int]]:
    """Yield the first column and the one after the last of each table beside each other: its keys begin anew."""
    first, seen, figures = 0, set[str](), False
    for c, column in columns.items():
        role = column.meaning.role
        if role in (NUMBER, NODE, INDEX_NAME, REGION) and role in seen and figures:
            yield first, c
            first, seen, figures = c, set(), False
        if role in KEYS:
            seen.add(role)
        figures = figures or column.meaning.holds_figures
    yield first, 1 << 30


def _holds(block: Block, catalogue: Sequence[Instrument]) -> bool:
    """Tell whether figures stand below headings, or names of what figures are wanted for."""
    figures = figure_columns(block)
    keys = [c for c, column in block.columns.items() if column.meaning.role in KEYS]
    if not figures or not keys:
        return False
    names = block.of_role(NODE, INDEX_NAME)
    for cells in block.sheet.rows[block.start : block.start + LOOKED_AT]:
        if any(figure_like(cells[c]) for c in figures) and any(not is_blank(cells[c]) for c in keys):
            return True
        if any(isinstance(cells[c], str) and any(names_node(item, cells[c]) for item in catalogue) for c in names):
            return True
    return len(figures) > 1 and len(block.columns) > len(keys) + 1


def figure_like(cell: Cell) -> bool:
    """Tell whether a cell holds a figure, a mark of a level, or a dash where a figure would stand."""
    if isinstance(cell, str):
        return bool(cell) and (
            level(cell).value is not None or is_missing(cell) or cell.strip().casefold() in vocabulary().marks
        )
    return True
