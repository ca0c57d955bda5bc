"""Meanings that no heading tells by itself: its cells, its neighbours or the instruments do."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from spbe_analytics.ingest.files.workbook import Cell, Sheet
from spbe_analytics.ingest.tables.cells import is_blank, level, raw_text
from spbe_analytics.ingest.tables.columns import FEWEST_NUMBERS, Column
from spbe_analytics.ingest.tables.indicators import number_text
from spbe_analytics.ingest.tables.meaning import (
    INDEX_NAME,
    NODE,
    NUMBER,
    OTHER,
    REGION,
    REGION_CODE,
    Meaning,
    heading_text,
)
from spbe_analytics.ingest.tables.nodes import heading_node, names_node
from spbe_analytics.ingest.tables.places import region_code
from spbe_analytics.ingest.tables.vocabulary import Figure, plain
from spbe_analytics.instruments import Instrument
from spbe_analytics.regions import gazetteer
from spbe_analytics.regions.gazetteer import split_kind
from spbe_analytics.schema import Kind

LOOKED_AT: Final = 12
"""Rows below headings that are looked at to tell what stands in a column."""

SHORTEST_TEXT: Final = 12
"""Letters from which a text below the number of a level describes it, and marks nothing."""


def by_the_whole(
    sheet: Sheet, start: int, columns: Mapping[int, Column], catalogue: Sequence[Instrument]
) -> dict[int, Column]:
    """Return the columns of a table with what their cells, the other columns and the instruments tell of them.

    Args:
        sheet: The sheet.
        start: First row below the headings.
        columns: The columns by what their headings mean.
        catalogue: The instruments.

    Returns:
        Nodes, levels and codes of governments that stand as headings or cells; totals of provinces that are no results.
    """
    found = dict(columns)
    rows = sheet.rows[start : start + LOOKED_AT]
    named = any(column.meaning.role in (NODE, INDEX_NAME) for column in columns.values())
    if not named:
        found |= _nodes_as_headings(columns, catalogue)
    found |= _levels_by_name(found, catalogue) | _totals_of_provinces(found)
    for c, column in found.items():
        cells = [row[c] for row in rows]
        if column.meaning.number is not None and _describe(cells):
            found[c] = replace(column, meaning=Meaning(OTHER))
        elif not named and column.meaning.role == OTHER and _name_nodes(cells, catalogue):
            found[c] = replace(column, meaning=Meaning(INDEX_NAME))
    roles = {column.meaning.role for column in found.values()}
    if NUMBER in roles and roles & {REGION, NODE} and REGION_CODE not in roles:
        for c, column in found.items():
            if column.meaning.role == NUMBER and _are_codes([row[c] for row in rows]):
                found[c] = replace(column, meaning=Meaning(REGION_CODE))
    return found


def _nodes_as_headings(columns: Mapping[int, Column], catalogue: Sequence[Instrument]) -> dict[int, Column]:
    """Return the columns that stand below names of nodes; numbers such as 1.2 are names only among several."""
    named = {c: column for c, column in columns.items() if column.meaning.unknown and _names_a_node(column, catalogue)}
    parted = [c for c, column in named.items() if number_text(column.heads[-1][1])]
    return {
        c: replace(column, meaning=replace(column.meaning, unknown=False, node=True))
        for c, column in named.items()
        if c not in parted or len(parted) >= FEWEST_NUMBERS
    }


def _names_a_node(column: Column, catalogue: Sequence[Instrument]) -> bool:
    """Tell whether each heading of a column that says nothing else is the name of a node."""
    cells = [cell for _, cell, meaning in column.heads if meaning.unknown]
    return all(any(heading_node(item, cell) for item in catalogue) for cell in cells)


def _name_nodes(cells: Sequence[Cell], catalogue: Sequence[Instrument]) -> bool:
    names = [cell for cell in cells if not is_blank(cell)]
    return bool(names) and all(any(names_node(item, cell) for item in catalogue) for cell in names)


def _are_codes(cells: Sequence[Cell]) -> bool:
    texts = [text for text in map(raw_text, cells) if text.strip()]
    return bool(texts) and all(map(region_code, texts))


def _totals_of_provinces(columns: Mapping[int, Column]) -> dict[int, Column]:
    """Return the columns with a province's bare name beside those of its kabupaten and kota: it may be their total."""
    regions = {c: gazetteer()[column.meaning.region] for c, column in columns.items() if column.meaning.region}
    inside = {region.province for region in regions.values() if region.kind is not Kind.PROVINCE}
    return {
        c: replace(columns[c], meaning=Meaning(figure=Figure.AVERAGE))
        for c, region in regions.items()
        if region.kind is Kind.PROVINCE and region.code in inside
        if all(split_kind(heading_text(cell))[0] is None for _, cell, meaning in columns[c].heads if meaning.region)
    }


def _levels_by_name(columns: Mapping[int, Column], catalogue: Sequence[Instrument]) -> dict[int, Column]:
    """Return the columns whose headings are the names of levels, or their beginnings: marks stand below them."""
    best: dict[int, int] = {}
    texts = {c: plain(raw_text(column.heads[-1][1])) for c, column in columns.items() if column.meaning.unknown}
    if len(texts) < FEWEST_NUMBERS:
        return {}
    for names in (names for item in catalogue if item.scale.whole for names in item.level_names.values()):
        levels = {
            f"{lead}{plain(name)}": level
            for level, name in names.items()
            for lead in ("", f"{level} ", f"level {level} ", f"tingkat {level} ")
        }
        found = {
            c: {level for name, level in levels.items() if f"{name} ".startswith(f"{text} ")}
            for c, text in texts.items()
            if text and not text.isdigit()
        }
        numbers = {c: next(iter(known)) for c, known in found.items() if len(known) == 1}
        best = max(best, numbers, key=len)
    if len(best) < FEWEST_NUMBERS:
        return {}
    return {c: replace(columns[c], meaning=Meaning(number=level)) for c, level in best.items()}


def _describe(cells: Sequence[Cell]) -> bool:
    """Tell whether texts alone stand below a number: what a level means, no marks and no figures."""
    texts = [cell.strip() for cell in cells if isinstance(cell, str)]
    if len(texts) < len(cells) or any(map(_is_written_figure, texts)):
        return False
    return any(len(text) >= SHORTEST_TEXT for text in texts)


@lru_cache(maxsize=1 << 12)
def _is_written_figure(text: str) -> bool:
    return level(text).value is not None
