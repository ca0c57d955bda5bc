"""The headings over a table: which rows they are, how far upper ones reach, what those over a column mean together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from spbe_analytics.ingest.files.workbook import Cell, Sheet
from spbe_analytics.ingest.tables.cells import is_blank, is_missing, number, raw_text
from spbe_analytics.ingest.tables.meaning import (
    FIGURES,
    INDEX_NAME,
    KEYS,
    LEVEL,
    NODE,
    NOTHING,
    NUMBER,
    REGION,
    UNKNOWN,
    WEIGHT,
    Meaning,
    heading_text,
    meaning_of,
)
from spbe_analytics.ingest.tables.vocabulary import Figure, plain, vocabulary
from spbe_analytics.schema import Stage

UPPER_ROWS: Final = 3
"""Most rows of headings above the one that says what rows are about."""

LOWER_ROWS: Final = 3
"""Most rows of headings below the first."""

_UNIT: Final = re.compile(r"\([^()]{1,20}\)|%|[0-9]\s*[-–]\s*[0-9]")
"""A cell below a heading that gives its unit or range by its form."""

_REACHING: Final = frozenset({"", REGION, WEIGHT, *FIGURES})
"""Roles of upper headings that hold for the columns to the right; notes and the like head one column."""

FEWEST_NUMBERS: Final = 3
"""Fewer bare numbers in a row are no headings."""


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        place: Column in the used area, from 0.
        heads: Its headings from top to bottom: row, text as it stands, and what it means.
        meaning: What they mean together; nothing without a heading.
    """

    place: int
    heads: tuple[tuple[int, Cell, Meaning], ...]
    meaning: Meaning

    @property
    def text(self) -> str:
        """The headings as one text."""
        return " / ".join(dict.fromkeys(heading_text(cell) for _, cell, _ in self.heads))

    @property
    def row(self) -> int:
        """Row of the lowest heading; -1 without one."""
        return self.heads[-1][0] if self.heads else -1


def lower_rows(sheet: Sheet, base: int, keys: Sequence[int]) -> Iterator[int]:
    """Yield the rows of headings below one: nothing stands below what rows are about, all else means something."""
    labels = {column: plain(raw_text(sheet.rows[base][column])[:200]) for column in keys}
    for place in range(base + 1, min(base + 1 + LOWER_ROWS, len(sheet.rows))):
        cells = sheet.rows[place]
        if any(not is_blank(cells[c]) and plain(raw_text(cells[c])[:200]) != labels[c] for c in keys):
            return
        others = [cell for column, cell in enumerate(cells) if column not in keys and not is_blank(cell)]
        if not others or not _all_heads(others):
            return
        yield place


def _all_heads(cells: Sequence[Cell]) -> bool:
    """Tell whether all cells are headings: texts, years, or numbers that count up."""
    numbers = [found.number for cell in cells if (found := meaning_of(cell)).number is not None]
    if numbers and (len(numbers) < FEWEST_NUMBERS or numbers != list(range(numbers[0], numbers[0] + len(numbers)))):
        return False
    known = [found for cell in cells if (found := meaning_of(cell)) not in (NOTHING, UNKNOWN)]
    texts = [cell for cell in cells if isinstance(cell, str) and not number(cell).value and not is_missing(cell)]
    return len(known) + len([cell for cell in texts if meaning_of(cell) == UNKNOWN]) == len(cells) and bool(known)


def upper_rows(sheet: Sheet, base: int, meanings: Mapping[int, Meaning]) -> Iterator[int]:
    """Yield the rows above one of headings that head some of its columns and none of those that rows are about."""
    keys = [column for column, meaning in meanings.items() if meaning.role in KEYS]
    for place in range(base - 1, max(base - 1 - UPPER_ROWS, -1), -1):
        cells = sheet.rows[place]
        filled = [column for column, cell in enumerate(cells) if not is_blank(cell)]
        if not filled or min(filled) <= min(keys) or any(column in keys for column in filled):
            return
        meanings_above = [meaning_of(cells[column]) for column in filled]
        if not any(found.known for found in meanings_above) or not all(
            found.known or isinstance(cells[column], str) for column, found in zip(filled, meanings_above, strict=True)
        ):
            return
        yield place


def columns_of(
    sheet: Sheet, rows: Sequence[int], known: Mapping[int, Mapping[int, Meaning]], keys: set[int]
) -> dict[int, Column]:
    """Put the headings of every column together; those of upper rows reach to the right until the next one."""
    width = len(sheet.rows[rows[0]])
    found: dict[int, Column] = {}
    reach: dict[int, tuple[int, Cell, Meaning]] = {}
    rekap = vocabulary().rekap_marks <= {plain(heading_text(cell)) for row in rows for cell in sheet.rows[row]}
    for column in range(width):
        heads = []
        for row in rows:
            cell = sheet.rows[row][column]
            if not is_blank(cell):
                meaning = known.get(row, {}).get(column) or meaning_of(cell)
                meaning = _rekap(cell) or meaning if rekap else meaning
                head = (row, cell, meaning)
                heads.append(head)
                reach[row] = head
            elif row != rows[-1] and row in reach and _reaches(sheet, row, rows, column, reach[row][2], keys):
                heads.append(reach[row])
        if not heads and column in keys:
            heads = [(rows[0], "", known[rows[0]][column])] if column in known.get(rows[0], {}) else []
        if heads:
            found[column] = Column(column, tuple(heads), _together([meaning for _, _, meaning in heads]))
    return _settled(found)


def _rekap(cell: Cell) -> Meaning | None:
    """Read a heading of the recapitulation of 2018."""
    text = plain(heading_text(cell))
    if text in vocabulary().rekap_other:
        return Meaning("other")
    stage = vocabulary().rekap_stages.get(text)
    return Meaning(stage=stage) if stage is not None else None


def _reaches(sheet: Sheet, row: int, rows: Sequence[int], column: int, meaning: Meaning, keys: set[int]) -> bool:
    """Tell whether a heading to the left reaches over a blank cell: something must stand below it in this column."""
    if column in keys or meaning.role not in _REACHING:
        return False
    below = rows[rows.index(row) + 1 :]
    return any(not is_blank(sheet.rows[lower][column]) for lower in below)


def _together(meanings: Sequence[Meaning]) -> Meaning:
    """Put the meanings of headings above each other together: the lower one counts where both say something."""
    result = meanings[0]
    for lower in meanings[1:]:
        if lower == NOTHING:
            continue
        if lower.role in KEYS and result.role in KEYS:
            result = lower
            continue
        figure = next((m.figure for m in (result, lower) if m.figure not in (None, Figure.RESULT)), None)
        result = Meaning(
            role=lower.role if lower.role not in ("", *FIGURES) else result.role or lower.role,
            year=lower.year or result.year,
            stage=lower.stage or result.stage,
            region=lower.region or result.region,
            figure=figure or lower.figure or result.figure,
            number=lower.number if lower.number is not None else result.number,
            unclear=lower.unclear or result.unclear,
            node=lower.node or result.node,
            similar=lower.similar or result.similar,
            unknown=lower.unknown or result.unknown,
        )
    return result


def _settled(columns: dict[int, Column]) -> dict[int, Column]:
    """Assume the final stage for a column of none beside columns of earlier ones, and where a level is just called so.

    *Nilai akhir* and *Capaian* are usual names of a level: they mean the final stage only beside earlier stages.
    """
    level = {c: column for c, column in columns.items() if column.meaning.holds_figures and not column.meaning.number}
    stages = {c: (m.region, m.year, m.stage) for c, column in level.items() for m in [column.meaning] if _is_result(m)}
    kinds = {column.meaning.figure for column in columns.values()}
    if {Figure.TARGET, Figure.RESULT} <= kinds:
        ratios = [c for c, column in level.items() if plain(heading_text(column.heads[-1][1])) in vocabulary().ratios]
        stages = {c: known for c, known in stages.items() if c not in ratios}
        columns |= {c: replace(columns[c], meaning=Meaning(figure=Figure.OTHER)) for c in ratios}
    early = any(stage not in (None, Stage.FINAL) for _, _, stage in stages.values())
    found = dict(columns)
    for c, (region, year, stage) in stages.items():
        others = {s for other, (r, y, s) in stages.items() if (r, y) == (region, year) and other != c}
        meaning = columns[c].meaning
        if stage is None and others and None not in others and Stage.FINAL not in others:
            found[c] = replace(columns[c], meaning=replace(meaning, stage=Stage.FINAL, soft=True))
        elif stage is Stage.FINAL and not early and meaning.role == LEVEL:
            found[c] = replace(columns[c], meaning=replace(meaning, stage=None))
    return found


def _is_result(meaning: Meaning) -> bool:
    return meaning.figure in (None, Figure.RESULT)


def after_numbering(sheet: Sheet, start: int, columns: Mapping[int, Column]) -> int:
    """Return the first row below those that only count the columns or give their units: ``1 2 3``, ``(a)``, ``(%)``."""
    counted = _after_counting(sheet, start, columns)
    if counted < len(sheet.rows):
        texts = [raw_text(cell).strip() for cell in sheet.rows[counted] if not is_blank(cell)]
        if texts and all(_UNIT.fullmatch(text) or plain(text) in vocabulary().units for text in texts):
            return _after_counting(sheet, counted + 1, columns)
    return counted


def _after_counting(sheet: Sheet, start: int, columns: Mapping[int, Column]) -> int:
    """Return the first row below one that only counts the columns: ``1 2 3``, ``(1) (2)``, ``a b c``, ``5=3x4``."""
    if start >= len(sheet.rows):
        return start
    filled = [(column, raw_text(cell).strip()) for column, cell in enumerate(sheet.rows[start]) if not is_blank(cell)]
    marks = [text.partition("=")[0].strip(" ()").casefold() for _, text in filled]
    counted = [str(n + 1) for n in range(len(marks))]
    if len(marks) < 2 or (marks != counted and marks != [chr(97 + n) for n in range(len(marks))]):
        return start
    plainly = any("(" in text or "=" in text for _, text in filled) or not marks[0].isdigit()
    names = [c for c, column in columns.items() if column.meaning.role in (NODE, INDEX_NAME, REGION)]
    numbers = [c for c, column in columns.items() if column.meaning.role == NUMBER]
    if plainly or (numbers and any(c in dict(filled) for c in names)):
        return start + 1
    below = raw_text(sheet.rows[start + 1][filled[0][0]]).strip() if start + 1 < len(sheet.rows) else ""
    return start + 1 if below == marks[0] else start
