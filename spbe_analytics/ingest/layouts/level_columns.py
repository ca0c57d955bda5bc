"""Columns of levels under one or two rows of headings, each with its own year, its own stage, or both."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from spbe_analytics.ingest.cells import is_blank, raw_text
from spbe_analytics.ingest.layouts.indicator_rows import INDICATOR, LEVEL, NUMBER
from spbe_analytics.ingest.vocabulary import LONGEST_NAME, plain, vocabulary
from spbe_analytics.ingest.workbook import Cell, HeadingRow, Sheet, heading
from spbe_analytics.schema import Stage

_YEAR: Final = re.compile(r"(?:tahun |th |thn )?(20[0-9]{2})")
_BESIDE: Final = frozenset({"", "nilai", "hasil", "tahun"})
"""What may be left of a heading when year, stage and the words for a level are taken off."""


@dataclass(frozen=True, slots=True)
class LevelColumn:
    """One column of levels; ``year`` and ``stage`` are ``None`` where its headings do not say them."""

    column: int
    year: int | None
    stage: Stage | None


@dataclass(frozen=True)
class Heads:
    """The headings of a table whose levels stand in several columns.

    Attributes:
        top: The first row of headings, for what stands above it; without the columns of levels.
        base: The last row of headings; the rows below it are read. Its roles are those of both rows.
        columns: The columns of levels from left to right.
    """

    top: HeadingRow
    base: HeadingRow
    columns: tuple[LevelColumn, ...]


@dataclass(frozen=True, slots=True)
class HeadingPart:
    """What one heading says: ``level`` whether it has a word for a level, ``known`` whether nothing else is in it."""

    year: int | None = None
    stage: Stage | None = None
    level: bool = False
    known: bool = True


def find_heads(sheet: Sheet) -> Heads | None:
    """Find the headings with the most columns of levels; ``None`` where no two rows have any."""
    best: Heads | None = None
    for header in sheet.heading_rows():
        if INDICATOR not in header.roles:
            continue
        for rows in ((header.row,), (header.row, header.row + 1), (header.row - 1, header.row)):
            if rows[0] < 0 or rows[-1] >= len(sheet.rows):
                continue
            found = _heads(sheet, header, rows)
            if found is not None and (
                best is None
                or len(found.columns) > len(best.columns)
                or (len(found.columns) == len(best.columns) and rows[0] == header.row and _goes_on(sheet, found))
            ):
                best = found
    return best


def _goes_on(sheet: Sheet, heads: Heads) -> bool:
    """Tell whether a second row of headings stands below every column of levels."""
    lower = sheet.rows[heads.base.row]
    return heads.base.row != heads.top.row and not any(is_blank(lower[item.column]) for item in heads.columns)


def _heads(sheet: Sheet, header: HeadingRow, rows: Sequence[int]) -> Heads | None:
    lower = sheet.rows[rows[-1]]
    if len(rows) > 1 and rows[0] == header.row and not is_blank(lower[header.roles[INDICATOR][0]]):
        return None  # the row below is already an indicator's
    upper: Sequence[Cell] = sheet.rows[rows[0]] if len(rows) > 1 else [""] * len(lower)
    roles = {role: list(columns) for role, columns in header.roles.items() if role not in (LEVEL, "year", "stage")}
    texts = dict(header.texts)
    taken = {column for role, columns in roles.items() for column in columns if role != "index"}
    rekap = vocabulary().rekap_marks <= set(header.texts.values())
    columns = []
    for column, above in spread_headings(upper, lower):
        if column in taken or (rekap and header.texts.get(column) in vocabulary().rekap_other):
            continue
        under = lower[column]
        parts = [heading_part(_text(above)), heading_part(_text(under), rekap=rekap)]
        if is_blank(under) and (is_blank(above) or is_blank(upper[column])):
            continue
        if not parts[1].known or (not parts[0].known and is_blank(under)):
            continue
        year = parts[1].year or parts[0].year
        stage = parts[1].stage or parts[0].stage
        if year is None and stage is None and not (parts[1].level or parts[0].level):
            continue
        columns.append(LevelColumn(column, year, stage))
        texts.pop(column, None)
    if not columns:
        return None
    settled = tuple(_final_beside_others(columns))
    keys = {(item.year, item.stage) for item in settled}
    if len(keys) < len(settled):
        return None
    if rekap:
        texts = {column: text for column, text in texts.items() if text not in vocabulary().rekap_other}
    return Heads(replace(header, row=rows[0], texts=texts), HeadingRow(rows[-1], roles, texts), settled)


def _final_beside_others(columns: Sequence[LevelColumn]) -> Iterator[LevelColumn]:
    """Read a column without a stage as the final one where other columns of its year are of earlier stages."""
    for item in columns:
        others = {other.stage for other in columns if other.year == item.year and other is not item}
        if item.stage is None and others and None not in others and Stage.FINAL not in others:
            yield replace(item, stage=Stage.FINAL)
        elif item.stage is Stage.FINAL and others == {None}:
            yield item
        elif item.stage is Stage.FINAL and not others and not _explicit(columns):
            yield replace(item, stage=None)
        else:
            yield item


def _explicit(columns: Sequence[LevelColumn]) -> bool:
    """Tell whether any column is of a stage before the final one."""
    return any(item.stage not in (None, Stage.FINAL) for item in columns)


def spread_headings(upper: Sequence[Cell], lower: Sequence[Cell]) -> Iterator[tuple[int, Cell]]:
    """Give each column the heading above it; a merged one holds for the blank cells to its right."""
    last: Cell = ""
    for column in range(len(lower)):
        own = upper[column] if column < len(upper) else ""
        if not is_blank(own):
            last = own
        yield column, last


def _text(cell: Cell) -> str:
    return plain(raw_text(cell)[:LONGEST_NAME])


@lru_cache(maxsize=1 << 12)
def heading_part(text: str, *, rekap: bool = False) -> HeadingPart:
    """Read one levelled heading, such as ``nilai tingkat kematangan 2021`` or ``verif``."""
    if not text:
        return HeadingPart()
    words = vocabulary()
    if rekap and text in words.rekap_stages:
        return HeadingPart(stage=words.rekap_stages[text])
    found = _YEAR.search(text)
    year = int(found[1]) if found else None
    rest = " ".join(_YEAR.sub(" ", text, count=1).split()) if found else text
    if rest in words.column_stages:
        return HeadingPart(year, words.column_stages[rest], heading(rest)[1] == LEVEL)
    if rest in _BESIDE or heading(rest)[1] == LEVEL:
        return HeadingPart(year, None, bool(rest))
    for place, sign in enumerate(rest):
        if sign != " ":
            continue
        head, tail = rest[:place], rest[place + 1 :]
        for name, level in ((head, tail), (tail, head)):
            if name in words.column_stages and (heading(level)[1] == LEVEL or level in _BESIDE):
                return HeadingPart(year, words.column_stages[name], True)
    return HeadingPart(year, known=False)


def number_and_name(roles: dict[str, list[int]], rows: Sequence[Sequence[Cell]]) -> dict[str, list[int]]:
    """Tell the number from the name where two columns are headed *indikator* and none *nomor*.

    The column whose cells are numbers, or short codes, holds the number.
    """
    names = roles.get(INDICATOR, [])
    if len(names) != 2 or NUMBER in roles:
        return roles
    lengths = [max((len(raw_text(row[column])) for row in rows[:20]), default=0) for column in names]
    short = names[lengths.index(min(lengths))]
    return {**roles, NUMBER: [short], INDICATOR: [column for column in names if column != short]}
