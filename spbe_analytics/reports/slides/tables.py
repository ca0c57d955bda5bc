"""Native tables: measured before they are written, so that it is known whether they fit."""

from dataclasses import dataclass
from typing import Any, Final, Self

import pandas as pd
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from spbe_analytics.parts.part import Column, Table
from spbe_analytics.reports.slides.area import Area
from spbe_analytics.reports.slides.canvas import Canvas
from spbe_analytics.reports.slides.text import LEADING, Line, clean, cut, lines_of, wide
from spbe_analytics.scoring.display import MISSING, format_change, format_number

MOST_ROWS: Final = 10
"""Most rows of a table that somebody reads on a wall."""

SIZES: Final = (14.0, 13.0, 12.0, 11.0)
SIDE, ABOVE = 5.0, 2.5
"""Points left and right, and above and below, the text of a cell."""

LINES_OF_CELL: Final = 3
LINES_OF_HEADING: Final = 3
_NO_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""Names the style of tables without ground and lines, which every office program has."""


@dataclass(frozen=True)
class Grid:
    """A table as it will stand on a slide.

    Attributes:
        title: The finding; what a reader of screens says first.
        headings: Texts of the first row.
        cells: Texts of the others.
        numeric: Of each column whether it holds numbers.
        own: Positions of rows that are the own region's.
        size: Size of its letters in points.
        widths: Points of each column.
        heights: Points of each row, that of the headings first.
    """

    title: str
    headings: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    own: frozenset[int]
    size: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]

    @property
    def height(self) -> float:
        """Points from its first line to its last."""
        return sum(self.heights)

    @property
    def width(self) -> float:
        """Points from its left side to its right."""
        return sum(self.widths)

    @classmethod
    def of(cls, table: Table, width: float, size: float) -> Self | None:
        """Measure a table in a width, its letters of a size; a cell that is too long is cut.

        Returns:
            The table; ``None`` where its columns are too many for whole words and figures.
        """
        columns = table.known_columns
        numeric = tuple(column.decimals is not None for column in columns.values())
        headings = tuple(clean(column.heading) for column in columns.values())
        rows = [
            tuple(_written(row[name], column) for name, column in columns.items()) for _, row in table.rows.iterrows()
        ]
        widths = _widths(headings, rows, numeric, size, width)
        if widths is None:
            return None
        inner = [room - 2 * SIDE for room in widths]
        cells = tuple(
            tuple(cut(text, size, room, LINES_OF_CELL) for text, room in zip(row, inner, strict=True)) for row in rows
        )
        heads = tuple(
            cut(text, size, room, LINES_OF_HEADING, bold=True) for text, room in zip(headings, inner, strict=True)
        )
        lines = [max(lines_of(text, size, room, bold=True) for text, room in zip(heads, inner, strict=True))]
        lines += [max(lines_of(text, size, room) for text, room in zip(row, inner, strict=True)) for row in cells]
        heights = tuple(count * size * LEADING + 2 * ABOVE for count in lines)
        return cls(clean(table.title), heads, cells, numeric, frozenset(table.own), size, widths, heights)


def grid_in(table: Table, width: float, height: float) -> Grid | None:
    """Measure a table in the largest letters at which it fits, in even rows if it can; ``None`` where it does not."""
    if not table.known_columns or not 0 < len(table.rows) <= MOST_ROWS:
        return None
    measured = (Grid.of(table, width, size) for size in SIZES)
    fitting = [grid for grid in measured if grid is not None and grid.height <= height]
    even = (grid for grid in fitting if max(grid.heights[1:]) == min(grid.heights[1:]))
    return next(even, fitting[0] if fitting else None)


def _written(value: Any, column: Column) -> str:  # noqa: ANN401 - a cell
    if pd.isna(value):
        return "" if column.decimals is None else MISSING
    if column.decimals is None:
        return clean(value)
    return (format_change if column.signed else format_number)(float(value), column.decimals)


def _widths(
    headings: tuple[str, ...], rows: list[tuple[str, ...]], numeric: tuple[bool, ...], size: float, width: float
) -> tuple[float, ...] | None:
    """Divide a width: columns of numbers get what they need, those of text share the rest by their length.

    Returns:
        Points of each column; ``None`` where not even their longest words have room.
    """
    needs, leasts = [], []
    for at, heading in enumerate(headings):
        words = [wide(word, size, bold=True) for word in heading.split() or [""]]
        texts = [wide(row[at], size) for row in rows]
        full = max([*texts, max(words) if numeric[at] else wide(heading, size, bold=True)])
        least = full if numeric[at] else max([*words, *(wide(word, size) for row in rows for word in row[at].split())])
        needs.append(full * WHOLE + 2 * SIDE)
        leasts.append(min(least * WHOLE + 2 * SIDE, width / 3))
    if sum(leasts) > width:
        return None
    if sum(needs) <= width:
        spare = min((width - sum(needs)) / len(needs), SPARE)
        return tuple(need + spare for need in needs)
    left, longer = width - sum(leasts), [max(need - least, 0.0) for need, least in zip(needs, leasts, strict=True)]
    share = left / (sum(longer) or 1.0)
    return tuple(least + more * share for least, more in zip(leasts, longer, strict=True))


WHOLE: Final = 1.08
"""Words get so much more room than measured, so that none is broken in a font that is broader still."""

SPARE: Final = 36.0
"""Most points that a column gets beyond its need; a wider table is harder to read across."""


def add_table(canvas: Canvas, area: Area, grid: Grid) -> None:
    """Write a table natively: headings, thin lines, numbers to the right, the own row on a quiet ground."""
    unit = canvas.sheet.unit
    place = Area(area.left, area.top, grid.width, grid.height)
    frame: Any = canvas.slide.shapes.add_table(len(grid.cells) + 1, len(grid.headings), *canvas.box(place))
    frame.name = "Tabel"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", grid.title)
    table = frame.table
    table.horz_banding = False
    frame._element.find(".//{*}tableStyleId").text = _NO_STYLE
    for at, width in enumerate(grid.widths):
        table.columns[at].width = round(width * unit)
    palette = canvas.palette
    for row, height in enumerate(grid.heights):
        table.rows[row].height = round(height * unit)
        texts, head = (grid.headings, True) if row == 0 else (grid.cells[row - 1], False)
        own = not head and row - 1 in grid.own
        for column, text in enumerate(texts):
            cell = table.cell(row, column)
            line = Line(text, grid.size, head or own, palette.muted if head else palette.text)
            _cell(canvas, cell, line, grid.numeric[column])
            if own:
                cell.fill.solid()
                cell.fill.fore_color.rgb = RGBColor.from_string(palette.own_row[1:])
            _underline(cell, palette.axis if head else palette.hairline, unit, own=own)


def _cell(canvas: Canvas, cell: Any, line: Line, numeric: bool) -> None:  # noqa: ANN401 - untyped cells
    unit = canvas.sheet.unit
    cell.margin_left = cell.margin_right = round(SIDE * unit)
    cell.margin_top = cell.margin_bottom = round(ABOVE * unit)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.text_frame.word_wrap = True
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if numeric else PP_ALIGN.LEFT
    canvas.run(paragraph, line)


def _underline(cell: Any, colour: str, unit: float, *, own: bool) -> None:  # noqa: ANN401
    properties = cell._tc.get_or_add_tcPr()
    fill = f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'
    line = parse_xml(f'<a:lnB {nsdecls("a")} w="{round(0.75 * unit)}">{fill}</a:lnB>')
    properties.insert(0, line)
    if not own:
        properties.append(parse_xml(f"<a:noFill {nsdecls('a')}/>"))
