"""How far the cells of a sheet's XML reach: a quick upper bound, and the exact answer where the bound is too large.

The quick way asks one regular expression, again and again, for a cell *outside* a box; the box grows until there is
none. The exact way looks at every cell and leaves out the empty ones, which spreadsheets write down to the last row.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_COLUMNS: Final = (
    (4, "[A-D]"),
    (8, "[A-H]"),
    (14, "[A-N]"),
    (26, "[A-Z]"),
    (52, "A?[A-Z]"),
    (130, "[A-D]?[A-Z]"),
    (286, "[A-J]?[A-Z]"),
    (702, "[A-Z]{1,2}"),
    (2_054, "[A-B]?[A-Z]{1,2}"),
)
"""Widths a box may have, each with the columns it holds."""

_ROWS: Final = tuple(
    (
        lead * 10**digits - 1,
        f"[0-9]{{1,{digits}}}" if lead == 1 else f"(?:[0-9]{{1,{digits}}}|[1-{lead - 1}][0-9]{{{digits}}})",
    )
    for digits in range(4, 7)
    for lead in (1, 2, 3, 4, 6, 8)
)
"""Heights a box may have, each with the rows it holds."""

_PREFIXED: Final = re.compile(rb":c[\s/>]")
_PLAIN: Final = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_TAG: Final = re.compile(rb"""<(?:[\w.-]+:)?(row|c)(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>(</)?""")
_PLACE: Final = re.compile(rb"""(?:^|\s)r\s*=\s*["']\s*([A-Za-z]{0,9})([0-9]{0,9})""")


@lru_cache(maxsize=64)
def _outside(width: int, height: int) -> re.Pattern[bytes]:
    """Return the pattern of a cell that is not, or not plainly, inside a box."""
    inside = f' r="{_COLUMNS[width][1]}{_ROWS[height][1]}"'
    return re.compile(rf"<c(?!{inside})(?=[\s/>])".encode())


class CellBox:
    """A box around all cells seen so far; ``None`` as its size once a cell cannot be placed plainly."""

    def __init__(self) -> None:
        """Start with the smallest box."""
        self._width = 0
        self._height = 0
        self._plain = True

    @property
    def size(self) -> tuple[int, int] | None:
        """Rows and columns of the box, ``None`` when only the exact way can tell."""
        return (_ROWS[self._height][0], _COLUMNS[self._width][0]) if self._plain else None

    def take(self, text: bytes) -> None:
        """Grow the box until it holds all cells of a piece of XML that cuts no tag."""
        self._plain = self._plain and _PREFIXED.search(text) is None
        place = 0
        while self._plain:
            found = _outside(self._width, self._height).search(text, place)
            if found is None:
                return
            place = found.start()
            self._plain = self._grow(_PLAIN.match(text, place))

    def _grow(self, cell: re.Match[bytes] | None) -> bool:
        """Make the box hold a cell; tell whether one of its sizes can."""
        if cell is None:
            return False
        row, column = int(cell[2]), column_number(cell[1])
        height = next((step for step, (last, _) in enumerate(_ROWS) if last >= row), None)
        width = next((step for step, (last, _) in enumerate(_COLUMNS) if last >= column), None)
        if height is None or width is None or (height <= self._height and width <= self._width):
            return False
        self._height, self._width = max(height, self._height), max(width, self._width)
        return True


def column_number(letters: bytes) -> int:
    """Return the number from 1 of a column: ``A`` → 1, ``XFD`` → 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


@dataclass
class Extent:
    """The area of the cells that hold something, rows and columns from 1; nothing seen yet by default."""

    top: int = 1 << 60
    left: int = 1 << 60
    bottom: int = 0
    right: int = 0

    def add(self, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        """Widen the area by a cell, or by one that is repeated."""
        self.top, self.left = min(self.top, row), min(self.left, column)
        self.bottom, self.right = max(self.bottom, row + rows - 1), max(self.right, column + columns - 1)

    @property
    def cells(self) -> int:
        """Size of the area."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1) if self.bottom else 0


def exact_extent(pieces: Iterable[bytes]) -> Extent:
    """Find the area of the cells that hold something; a cell without an address follows the one before it.

    Args:
        pieces: The sheet's XML, no tag cut.
    """
    extent, row, column = Extent(), 0, 0
    for text in pieces:
        for tag in _TAG.finditer(text):
            name, attributes, closed = tag.groups()
            place = _PLACE.search(attributes)
            if name == b"row":
                row, column = (int(place[2]) if place and place[2] else row + 1), 0
                continue
            column += 1
            at = row
            if place and place[1]:
                column = column_number(place[1])
                at = int(place[2] or row)
            if closed is None and not attributes.endswith(b"/"):
                extent.add(max(at, 1), column)
    return extent
