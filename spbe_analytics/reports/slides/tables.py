"""Native tables: measured before they are written, so that it is known whether they fit."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Self

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from spbe_analytics.parts.part import Table, cell_text
from spbe_analytics.reports.slides.area import Area
from spbe_analytics.reports.slides.canvas import Canvas
from spbe_analytics.reports.slides.text import LEADING, Line, clean, cut, lines_of, wide

MOST_ROWS: Final = 14
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
        numeric, headings, rows = _texts(table)
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


@lru_cache(maxsize=8)
def _texts(table: Table) -> tuple[tuple[bool, ...], tuple[str, ...], list[tuple[str, ...]]]:
    """Return of each column whether it holds numbers and its heading, and the cells row by row."""
    columns = table.known_columns
    numeric = tuple(column.decimals is not None for column in columns.values())
    headings = tuple(clean(column.heading) for column in columns.values())
    cells = [[clean(cell_text(value, column, "")) for value in table.rows[key]] for key, column in columns.items()]
    return numeric, headings, list(zip(*cells, strict=True))


@lru_cache(maxsize=32)
def grid_in(table: Table, width: float, height: float) -> Grid | None:
    """Measure a table in the largest letters at which it fits, in even rows if it can; ``None`` where it does not."""
    if not 0 < len(table.rows) <= MOST_ROWS or not table.known_columns:
        return None
    measured = (Grid.of(table, width, size) for size in SIZES)
    fitting = [grid for grid in measured if grid is not None and grid.height <= height]
    even = (grid for grid in fitting if max(grid.heights[1:]) == min(grid.heights[1:]))
    return next(even, fitting[0] if fitting else None)


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
    frame: Any = canvas.slide.shapes.add_table(1, 1, *canvas.box(place))
    frame.name = "Tabel"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", grid.title)
    table = frame._element.find(".//{*}tbl")
    frame.table.horz_banding = False
    table.find(".//{*}tableStyleId").text = _NO_STYLE
    for old in [*table.iterchildren("{*}tblGrid"), *table.iterchildren("{*}tr")]:
        table.remove(old)
    names = nsdecls("a")
    columns = "".join(f'<a:gridCol w="{round(width * unit)}"/>' for width in grid.widths)
    table.append(parse_xml(f"<a:tblGrid {names}>{columns}</a:tblGrid>"))
    for at, height in enumerate(grid.heights):
        table.append(parse_xml(f'<a:tr {names} h="{round(height * unit)}">{_row(canvas, grid, at - 1)}</a:tr>'))


def _row(canvas: Canvas, grid: Grid, at: int) -> str:
    """Return the cells of a row as XML; of the headings for -1."""
    palette, unit = canvas.palette, canvas.sheet.unit
    head, own = at < 0, at in grid.own
    texts = grid.headings if head else grid.cells[at]
    line = f'<a:solidFill><a:srgbClr val="{(palette.axis if head else palette.hairline)[1:]}"/></a:solidFill>'
    ground = f'<a:solidFill><a:srgbClr val="{palette.own_row[1:]}"/></a:solidFill>' if own else "<a:noFill/>"
    side, above = round(SIDE * unit), round(ABOVE * unit)
    look = (
        f'<a:tcPr marL="{side}" marR="{side}" marT="{above}" marB="{above}" anchor="ctr">'
        f'<a:lnB w="{round(0.75 * unit)}">{line}</a:lnB>{ground}</a:tcPr>'
    )
    cells = []
    for text, numeric in zip(texts, grid.numeric, strict=True):
        said = canvas.written(Line(text, grid.size, head or own, palette.muted if head else palette.text))
        body = f'<a:bodyPr wrap="square"/><a:lstStyle/><a:p><a:pPr algn="{"r" if numeric else "l"}"/>{said}</a:p>'
        cells.append(f"<a:tc><a:txBody>{body}</a:txBody>{look}</a:tc>")
    return "".join(cells)
