"""A table as the template takes it: its cells as text, and the width of each column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Final

from spbe_analytics.charts.room import text_width
from spbe_analytics.parts.part import Column, Table, cell_text
from spbe_analytics.reports.rapor.letters import LONGEST_WORD, written

SIZE: Final = 8.5
HEAD_SIZE: Final = 8.0
"""Points of the letters of a table, and of its headings."""

PADDING: Final = 7.2
"""Points left and right of a cell, together."""

LETTER: Final = 0.53
"""Width of a usual letter, in sizes of the letters."""

AIR: Final = 0.5
"""How much wider than its text a column may be where there is room; any more and rows are hard to follow."""

TWO_LINES: Final = 0.62
"""Share of its width in which a heading of some words stands in two lines."""

LINE: Final = 12.0
"""Points of a row of one line."""


@dataclass(frozen=True)
class Cells:
    """A table as text.

    Attributes:
        title: Its finding.
        columns: What stands in each column, in order.
        rows: Its cells.
        own: Positions of rows that stand out.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    own: Sequence[int] = ()

    @property
    def least(self) -> float:
        """Points that the table takes at least."""
        return sum(_least(column, cells) for column, cells in self._by_column())

    @property
    def height(self) -> float:
        """Points down, about, where each column is as wide as it would like, with two lines of headings."""
        widths = [max(_least(*one), _wished(*one)) - PADDING for one in self._by_column()]
        return (2 + sum(max(map(_lines, row, widths), default=1) for row in self.rows)) * LINE

    @property
    def wished(self) -> float:
        """Points in which no number and no usual text takes a second line."""
        return sum(max(_least(*one), _wished(*one)) for one in self._by_column())

    def content(self, room: float) -> dict[str, Any]:
        """Return what the template takes.

        Args:
            room: Points across.
        """
        return {
            "title": written(self.title),
            "widths": [round(width, 2) for width in self._widths(room)],
            "numbers": [column.decimals is not None for column in self.columns],
            "heads": [written(column.heading) for column in self.columns],
            "sizes": [SIZE, HEAD_SIZE],
            "rows": [[written(cell) for cell in row] for row in self.rows],
            "own": [*self.own],
        }

    def _by_column(self) -> list[tuple[Column, list[str]]]:
        return [(column, [row[at] for row in self.rows]) for at, column in enumerate(self.columns)]

    def _widths(self, room: float) -> list[float]:
        """Share the room: each column what it needs, then what it would like, the smallest wishes first."""
        least = [_least(*one) for one in self._by_column()]
        if sum(least) >= room:
            return [width * room / sum(least) for width in least]
        more = [max(0.0, _wished(*one) - small) for small, one in zip(least, self._by_column(), strict=True)]
        spare, widths = room - sum(least), [*least]
        for turn, at in enumerate(sorted(range(len(more)), key=more.__getitem__)):
            given = min(more[at], spare / (len(more) - turn))
            widths[at] += given
            spare -= given
        texts = sum(width for width, column in zip(widths, self.columns, strict=True) if column.decimals is None)
        ease = min(AIR, spare / texts) if texts else 0.0
        return [
            width * (1 + ease * (column.decimals is None)) for width, column in zip(widths, self.columns, strict=True)
        ]


def cells_of(table: Table) -> Cells:
    """Write the cells of a table that have a column with any value.

    A missing number is a dash, a missing text an empty cell.
    """
    shown: Mapping[str, Column] = table.known_columns
    columns = [[cell_text(value, column, "") for value in table.rows[key]] for key, column in shown.items()]
    return Cells(table.title, list(shown.values()), [list(row) for row in zip(*columns, strict=True)], table.own)


def _lines(cell: str, width: float) -> int:
    return sum(max(1, ceil(text_width(line, SIZE) / width - 0.01)) for line in cell.split("\n"))


def _least(column: Column, cells: Sequence[str]) -> float:
    """Return the points of the longest word, of a number the whole."""
    words = [word for cell in cells for word in ([cell] if column.decimals is not None else cell.split())]
    longest = max((text_width(word[:LONGEST_WORD], SIZE) for word in words), default=0.0)
    heads = max((text_width(word, HEAD_SIZE, bold=True) for word in column.heading.split()), default=0.0)
    return max(longest, heads) + PADDING


def _wished(column: Column, cells: Sequence[str]) -> float:
    """Return the points of the longest cell, of text at most the width its column names."""
    longest = max((text_width(cell, SIZE) for cell in cells), default=0.0)
    head = text_width(column.heading, HEAD_SIZE, bold=True)
    if column.decimals is not None:
        return max(longest, min(head, max(1.6 * longest, TWO_LINES * head))) + PADDING
    return min(max(longest, head), column.width * LETTER * SIZE * 1.25) + PADDING
