"""One sheet to parts of assessments: its tables are read by what their rows are, and each column is accounted for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from spbe_analytics.ingest.checks.findings import Finding
from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.files.workbook import Cell, Sheet
from spbe_analytics.ingest.records.identity import Lines, hold_against, still_counting
from spbe_analytics.ingest.records.node_columns import NodeColumns
from spbe_analytics.ingest.records.node_rows import NodeRows
from spbe_analytics.ingest.records.wholes import Part
from spbe_analytics.ingest.tables.blocks import Block, figure_columns, find_blocks
from spbe_analytics.ingest.tables.cells import is_blank, number, raw_text
from spbe_analytics.ingest.tables.columns import Column
from spbe_analytics.ingest.tables.lines import row_claims
from spbe_analytics.ingest.tables.meaning import (
    INDEX_NAME,
    NODE,
    NUMBER,
    OFFICE,
    PROVINCE,
    REGION,
    REGION_CODE,
    STAGE,
    YEAR,
    heading_text,
    meaning_of,
)
from spbe_analytics.ingest.tables.vocabulary import Figure, plain
from spbe_analytics.ingest.template import FORM_SHEET, HEADINGS
from spbe_analytics.schema import Severity

SHAPES: Final[Mapping[str, str]] = {
    "template": "Templat isian",
    "long-table": "Tabel panjang, satu baris satu tingkat",
    "side-by-side": "Tabel satu daerah, tahun atau tahap berdampingan",
    "report-table": "Tabel laporan satu daerah",
    "government-table": "Tabel banyak daerah",
    "index-table": "Tabel indeks satu daerah",
}
"""Code of a table's shape → how a preview names it. A batch keeps the code."""


FEWEST_ROWS: Final = 5
"""Rows above which one office in all of them is whose the table is."""

MANY_TIMES: Final = 2
"""How many times as many figures the turned sheet must give to be taken with its errors."""

MOST_TURNED: Final = 400
"""Most rows, and most columns, of a sheet that is tried with its rows as columns."""

MOST_IN_A_TITLE: Final = 2
"""Most cells with something in a row of a title, or of a label and its value."""

INDICATOR: Final = "indikator"
"""A word in the heading of numbers that are those of indicators; others may only count the rows."""


@dataclass
class SheetParts:
    """What a sheet gives.

    Attributes:
        parts: Parts of assessments.
        shapes: Codes of the shapes of its tables.
        blocks: Its tables; where rows were read as columns, those of the turned sheet.
        titles: How many rows of titles stand above a turned table.
        turned: Whether its rows were read as columns.
    """

    parts: list[Part] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    titles: int = 0
    turned: bool = False


def read_sheet(context: Context, sheet: Sheet) -> SheetParts:
    """Read all tables of a sheet; where that fails, with rows as columns, if that gives figures without an error."""
    said = len(context.findings)
    found = _read_one_way(context, sheet)
    own = context.findings[said:]
    if (_figures(found) and not _has_errors(own)) or not _can_turn(sheet):
        return found
    texts = list(context.texts)
    del context.findings[said:]
    above = _titles(sheet)
    below = replace(sheet, rows=sheet.rows[above:], top=sheet.top + above)
    lines = tuple(row_claims(sheet, range(above)))
    turned = _read_one_way(context, below.transposed(), lines)
    sound = _figures(turned) > 0 and not _has_errors(context.findings[said:])
    if sound or _figures(turned) > MANY_TIMES * _figures(found):
        turned.turned, turned.titles = True, above
        return turned
    context.findings[said:] = own
    context.texts[:] = texts
    return found


def _figures(found: SheetParts) -> int:
    return sum(len(part.levels) + len(part.published) for part in found.parts)


def _has_errors(findings: Sequence[Finding]) -> bool:
    return any(item.severity is Severity.ERROR for item in findings)


def _can_turn(sheet: Sheet) -> bool:
    """Tell whether a sheet is small enough, and wide enough, to be read with its rows as columns."""
    return bool(sheet.rows) and len(sheet.rows) <= MOST_TURNED and len(sheet.rows[0]) <= MOST_TURNED


def _titles(sheet: Sheet) -> int:
    """Return how many rows of titles and facts a sheet begins with: what is turned stands below them."""
    filled = (sum(not is_blank(cell) for cell in row) for row in sheet.rows)
    return next((place for place, count in enumerate(filled) if count > MOST_IN_A_TITLE), 0)


def _read_one_way(context: Context, sheet: Sheet, titles: Lines = ()) -> SheetParts:
    """Read all tables of a sheet; lines above one hold for those below it until others say otherwise."""
    groups: list[Lines] = [titles] if titles else []
    outer: list[Lines] = []
    found = SheetParts(blocks=find_blocks(sheet, list(context.catalogue.values())))
    top = -1
    tops = Counter(block.top for block in found.blocks)
    for block in found.blocks:
        if block.top != top:
            outer, top = groups, block.top
            _account_above(context, block)
        span = (block.first, block.last) if tops[top] > 1 else None
        lines = tuple(row_claims(sheet, block.above, span)) if block.above else ()
        groups = still_counting([lines, *outer]) if lines else outer
        _account(context, block)
        parts = _read(context, block, groups)
        if _gives_facts(block):
            heads = [column.meaning for column in block.columns.values()]
            hold_against(context, sheet.name, groups, [part.said for part in parts if part.key is not None], heads)
        found.shapes.append(_shape(block, parts))
        found.parts += parts
    return found


def _gives_facts(block: Block) -> bool:
    """Tell whether columns, rows or lines between them say whose figures are; else what stands around alone does."""
    own = block.of_role(REGION, PROVINCE, REGION_CODE, YEAR, STAGE) or block.between
    return bool(own) or any(c.meaning.region or c.meaning.year or c.meaning.stage for c in block.columns.values())


def is_of_nodes(block: Block) -> bool:
    """Tell whether the rows of a table are nodes; else they are assessments."""
    if block.of_role(NODE, INDEX_NAME):
        return True
    numbers = [block.columns[place] for place in block.of_role(NUMBER)]
    if any(INDICATOR in plain(column.text).split() for column in numbers):
        return True
    return bool(numbers) and not block.of_role(REGION, PROVINCE, REGION_CODE, YEAR, STAGE) and not _unknown_texts(block)


def _is_of_an_office(context: Context, block: Block) -> bool:
    """Tell whether all rows of a table of nodes name the same office: then the table is the office's."""
    for place in block.of_role(OFFICE):
        names = [block.sheet.rows[row][place] for row in block.body if row not in block.between]
        words = {plain(str(cell)) for cell in names if _is_words(cell)}
        if len(words) == 1 and len(names) > FEWEST_ROWS:
            column = block.columns[place]
            at = block.address(column.row, place)
            context.say("office-no-government", block.sheet.name, at, written=next(str(cell) for cell in names if cell))
            return True
    return False


def _unknown_texts(block: Block) -> list[Column]:
    """Return the columns of texts whose heading says nothing known: they may say what the rows are about."""
    rows = block.sheet.rows
    return [
        column
        for place, column in block.columns.items()
        if column.meaning.unknown or column.meaning.role == OFFICE
        if any(_is_words(rows[row][place]) for row in block.body)
    ]


def _is_words(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(cell.strip()) and number(cell).value is None


def _rows_are_known(context: Context, block: Block) -> bool:
    """Tell whether rows that are no nodes say whose they are: by governments, or by years or stages alone."""
    offices = [column for column in _unknown_texts(block) if column.meaning.role == OFFICE]
    if offices:
        at = block.address(offices[0].row, offices[0].place)
        context.say("office-no-government", block.sheet.name, at, written=offices[0].text)
        return False
    if block.of_role(REGION, PROVINCE, REGION_CODE):
        return True
    if all(block.columns[place].meaning.region for place in figure_columns(block)) and block.of_role(YEAR, STAGE):
        return True
    unknown = _unknown_texts(block)
    if block.of_role(YEAR, STAGE) and not unknown:
        return True
    column = next(iter(unknown), next(iter(block.columns.values())))
    at = block.address(max(column.row, 0), column.place)
    context.say("rows-without-meaning", block.sheet.name, at, heading=column.text or "(kosong)")
    return False


def _read(context: Context, block: Block, groups: Sequence[Lines]) -> list[Part]:
    if is_of_nodes(block):
        if _is_of_an_office(context, block):
            return []
        return NodeRows(context, block, groups).read()
    if not _rows_are_known(context, block):
        return []
    return NodeColumns(context, block, list(groups)).read()


def _account(context: Context, block: Block) -> None:
    """Name every column whose heading resembles a known one, says nothing known, or is missing over figures."""
    sheet, rows = block.sheet, block.sheet.rows
    for column in block.columns.values():
        if column.meaning.similar:
            row, cell, _ = next(head for head in reversed(column.heads) if head[2].similar)
            fields = {"heading": heading_text(cell), "meant": column.meaning.similar}
            context.say("heading-similar", sheet.name, sheet.address(row, column.place), **fields)
        if column.meaning.figure is Figure.AVERAGE and (named := [c for _, c, m in column.heads if m.region]):
            at = sheet.address(column.row, column.place)
            context.say("province-row", sheet.name, at, written=heading_text(named[0]))
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


def _account_above(context: Context, block: Block) -> None:
    """Name a row above a table that holds figures and is no row of another one; a year or one figure is a title's."""
    for row in block.above:
        cells = block.sheet.rows[row]
        figures = [place for place, cell in enumerate(cells) if _is_figure(cell) and meaning_of(cell).year is None]
        if len(figures) > 1:
            at = block.address(row, figures[0])
            context.say("figures-outside", block.sheet.name, at, written=raw_text(cells[figures[0]]))


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
