"""Columns of remarks in a table with several columns of levels: whose they are.

A column belongs to the year or stage that its heading, or the one above it, names; of several columns of one kind each
belongs to the levels on its left. One column for the whole table belongs to its last year and stage: assessors write
at the end.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from spbe_analytics.ingest.cells import is_blank, raw_text
from spbe_analytics.ingest.layouts.level_columns import Heads, LevelColumn, heading_part, spread_headings
from spbe_analytics.ingest.remarks import ROLES
from spbe_analytics.ingest.vocabulary import LONGEST_NAME, plain, vocabulary
from spbe_analytics.ingest.workbook import Cell, Sheet, heading, strip_year
from spbe_analytics.schema import Stage

_LAST: Final = len(Stage)


def remark_owners(sheet: Sheet, heads: Heads, filled: Sequence[LevelColumn]) -> dict[int, dict[str, list[int]]]:
    """Give each column of levels the columns of remarks that belong to it.

    Args:
        sheet: The sheet.
        heads: Its headings.
        filled: The columns of levels that hold something.

    Returns:
        Column of levels → role → columns of remarks. A column of remarks about a year or stage that has no levels
        belongs to none.
    """
    owners: dict[int, dict[str, list[int]]] = {}
    columns = list(_columns(sheet, heads))
    for column, role, year, stage in columns:
        fitting = [item for item in filled if year in (None, item.year) and stage in (None, item.stage)]
        alone = sum(role == other for _, other, *_ in columns) == 1
        if year is None and stage is None and not alone:
            fitting = [item for item in filled if item.column < column][-1:]
        if fitting:
            owner = max(fitting, key=_order)
            owners.setdefault(owner.column, {}).setdefault(role, []).append(column)
    return owners


def _order(item: LevelColumn) -> tuple[int, int]:
    return (item.year or 0, _LAST if item.stage is None else item.stage.order)


def _columns(sheet: Sheet, heads: Heads) -> Iterator[tuple[int, str, int | None, Stage | None]]:
    """Yield place, role, year and stage of each column of remarks."""
    lower = sheet.rows[heads.base.row]
    upper: Sequence[Cell] = sheet.rows[heads.top.row] if heads.top.row != heads.base.row else [""] * len(lower)
    for column, above in spread_headings(upper, lower):
        own = is_blank(lower[column])
        role, year, stage = _remark(upper[column] if own else lower[column])
        if not role:
            continue
        group = heading_part(plain(raw_text(above)[:LONGEST_NAME])) if not own and is_blank(upper[column]) else None
        if group is not None:
            year, stage = year or group.year, stage or group.stage
        yield column, role, year, stage


def _remark(cell: Cell) -> tuple[str, int | None, Stage | None]:
    """Read a heading such as ``Catatan``, ``Catatan 2024`` or ``Rekomendasi Interviu``."""
    text = plain(raw_text(cell)[:LONGEST_NAME])
    bare = strip_year(text)
    year = int(text.rpartition(" ")[2]) if bare != text else None
    words: Mapping[str, Stage] = vocabulary().column_stages
    for place, sign in enumerate(bare):
        if sign == " " and (role := heading(bare[:place])[1]) in ROLES and bare[place + 1 :] in words:
            return role, year, words[bare[place + 1 :]]
    role = heading(bare)[1]
    return (role, year, None) if role in ROLES else ("", None, None)
