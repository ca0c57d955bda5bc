"""One sheet to parts of assessments: its tables are read by what their rows are, and each column is accounted for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.files.workbook import Cell, Sheet
from spbe_analytics.ingest.records.identity import Lines
from spbe_analytics.ingest.records.node_columns import NodeColumns
from spbe_analytics.ingest.records.node_rows import NodeRows
from spbe_analytics.ingest.records.wholes import Part
from spbe_analytics.ingest.tables.blocks import Block, figure_columns, find_blocks
from spbe_analytics.ingest.tables.cells import number
from spbe_analytics.ingest.tables.lines import row_claims
from spbe_analytics.ingest.tables.meaning import (
    INDEX_NAME,
    NODE,
    NUMBER,
    PROVINCE,
    REGION,
    REGION_CODE,
    STAGE,
    YEAR,
    heading_text,
)
from spbe_analytics.ingest.tables.vocabulary import plain
from spbe_analytics.ingest.template import FORM_SHEET, HEADINGS

SHAPES: Final[Mapping[str, str]] = {
    "template": "Templat isian",
    "long-table": "Tabel panjang, satu baris satu tingkat",
    "side-by-side": "Tabel satu daerah, tahun atau tahap berdampingan",
    "report-table": "Tabel laporan satu daerah",
    "government-table": "Tabel banyak daerah",
    "index-table": "Tabel indeks satu daerah",
}
"""Code of a table's shape → how a preview names it. A batch keeps the code."""


INDICATOR: Final = "indikator"
"""A word in the heading of numbers that are those of indicators; others may only count the rows."""


@dataclass
class SheetParts:
    """What a sheet gives, and the shapes of its tables."""

    parts: list[Part]
    shapes: list[str]


def read_sheet(context: Context, sheet: Sheet) -> SheetParts:
    """Read all tables of a sheet; lines above one hold for those below it until others say otherwise."""
    groups: list[Lines] = []
    found = SheetParts([], [])
    top = -1
    for block in find_blocks(sheet, list(context.catalogue.values())):
        if block.top != top:
            lines = tuple(row_claims(sheet, block.above)) if block.above else ()
            groups = [lines, *groups] if lines else groups
            top = block.top
        _account(context, block)
        parts = _read(context, block, groups)
        found.shapes.append(_shape(block, parts))
        found.parts += parts
    return found


def is_of_nodes(block: Block) -> bool:
    """Tell whether the rows of a table are nodes; else they are assessments."""
    if block.of_role(NODE, INDEX_NAME):
        return True
    numbers = [block.columns[place] for place in block.of_role(NUMBER)]
    if any(INDICATOR in plain(column.text).split() for column in numbers):
        return True
    return bool(numbers) and not block.of_role(REGION, PROVINCE, REGION_CODE, YEAR, STAGE)


def _read(context: Context, block: Block, groups: Sequence[Lines]) -> list[Part]:
    if is_of_nodes(block):
        return NodeRows(context, block, groups).read()
    return NodeColumns(context, block, list(groups)).read()


def _account(context: Context, block: Block) -> None:
    """Name every column whose heading resembles a known one, says nothing known, or is missing over figures."""
    sheet, rows = block.sheet, block.sheet.rows
    for column in block.columns.values():
        if column.meaning.similar:
            row, cell, _ = next(head for head in reversed(column.heads) if head[2].similar)
            fields = {"heading": heading_text(cell), "meant": column.meaning.similar}
            context.say("heading-similar", sheet.name, sheet.address(row, column.place), **fields)
    last = min(block.last, len(rows[block.top]))
    for place in range(block.first, last):
        known = block.columns.get(place)
        if known is not None and not known.meaning.unknown:
            continue
        figures = next((row for row in block.body if _is_figure(rows[row][place])), None)
        if figures is not None:
            row = known.row if known is not None else figures
            fields = {"heading": known.text if known is not None else "(kosong)"}
            context.say("figures-without-meaning", sheet.name, sheet.address(row, place), **fields)
        elif known is not None and known.text:
            context.say("column-ignored", sheet.name, sheet.address(known.row, place), heading=known.text)


def _is_figure(cell: Cell) -> bool:
    if isinstance(cell, str):
        return bool(cell) and number(cell).value is not None
    return isinstance(cell, float | int) and not isinstance(cell, bool)


def _shape(block: Block, parts: Sequence[Part]) -> str:
    """Return the code of a table's shape, which a preview names and a batch keeps."""
    if not is_of_nodes(block):
        return "government-table"
    if block.of_role(REGION, REGION_CODE, YEAR, STAGE):
        return "long-table"
    if block.sheet.name == FORM_SHEET and any(column.text == HEADINGS[1][0] for column in block.columns.values()):
        return "template"
    if len(figure_columns(block)) > 1 or block.start - block.top > 1:
        return "side-by-side" if _of_levels(block) else "report-table"
    if parts and not any(part.rows for part in parts):
        return "index-table"
    return "report-table"


def _of_levels(block: Block) -> bool:
    heads = [column for place in figure_columns(block) for column in [block.columns[place]]]
    return len(heads) > 1 or any(len(column.heads) > 1 for column in heads)
