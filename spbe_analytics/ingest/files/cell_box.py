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
    *((last, f"[A-{chr(64 + last)}]") for last in range(4, 27, 2)),
    *((26 * (last + 1), f"[A-{chr(64 + last)}]?[A-Z]") for last in (1, 2, 3, 4, 6, 8, 10, 16, 26)),
    (2_054, "[AB]?[A-Z]{1,2}"),
)
"""Widths a box may have, each with the columns it holds."""

_LOWEST: Final = 9_999
"""The least height of a box."""

_PREFIXED: Final = re.compile(rb":c[\s/>]")
_PLAIN: Final = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_STATED: Final = re.compile(rb'<dimension ref="[A-Z0-9]*:?([A-Z]{1,3})([0-9]{1,6})"')
_TAG: Final = re.compile(rb"""<(?:[\w.-]+:)?(row|c)(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>(</)?""")
_PLACE: Final = re.compile(rb"""(?:^|\s)r\s*=\s*["']\s*([A-Za-z]{0,9})([0-9]{0,9})""")


@lru_cache(maxsize=256)
def _outside(width: int, height: int) -> re.Pattern[bytes]:
    """Return the pattern of a cell that is not, or not plainly, inside a box of a height ending in nines."""
    above = str(height + 1)
    first, second, nines = int(above[0]), int(above[1]), len(above) - 2
    rows = [f"[0-9]{{1,{nines + 1}}}"]
    if first > 1:
        rows.append(f"[1-{first - 1}][0-9]{{{nines + 1}}}")
    if second > 0:
        rows.append(f"{first}[0-{second - 1}][0-9]{{{nines}}}")
    return re.compile(rf'<c(?! r="{_COLUMNS[width][1]}(?:{"|".join(rows)})")(?=[\s/>])'.encode())


def _height(row: int) -> int:
    """Return the least height of a box that holds a row: two figures and nines."""
    unit = int("1" + "0" * max(len(str(row)) - 2, 0))
    return max(_LOWEST, (row // unit + 1) * unit - 1)


class CellBox:
    """A box around all cells seen so far, at first that of the sheet's own statement."""

    def __init__(self) -> None:
        """Start with the smallest box."""
        self._width = 0
        self._height = _LOWEST
        self._plain = True
        self._asked = False

    @property
    def size(self) -> tuple[int, int] | None:
        """Rows and columns of the box, ``None`` when only the exact way can tell."""
        return (self._height, _COLUMNS[self._width][0]) if self._plain else None

    def take(self, text: bytes) -> None:
        """Grow the box until it holds all cells of a piece of XML that cuts no tag."""
        if not self._asked:
            self._asked = True
            stated = _STATED.search(text[:4096])
            if stated:
                self._grow(stated)
        self._plain = self._plain and _PREFIXED.search(text) is None
        place = 0
        while self._plain:
            found = _outside(self._width, self._height).search(text, place)
            if found is None:
                return
            place = found.start()
            self._plain = self._grow(_PLAIN.match(text, place))

    def _grow(self, cell: re.Match[bytes] | None) -> bool:
        """Make the box hold a cell; tell whether it had to and could."""
        if cell is None:
            return False
        column = column_number(cell[1])
        width = next((step for step, (last, _) in enumerate(_COLUMNS) if last >= column), None)
        height = _height(int(cell[2]))
        if width is None or (height <= self._height and width <= self._width):
            return False
        self._height, self._width = max(height, self._height), max(width, self._width)
        return True


@lru_cache(maxsize=1 << 12)
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
        for name, attributes, closed in _TAG.findall(text):
            place = _PLACE.search(attributes)
            letters, digits = place.groups() if place else (b"", b"")
            if name == b"row":
                row, column = int(digits or row + 1), 0
                continue
            column = column_number(letters) if letters else column + 1
            at = int(digits) if letters and digits else max(row, 1)
            if closed or attributes.endswith(b"/"):
                continue
            if not (extent.top <= at <= extent.bottom and extent.left <= column <= extent.right):
                extent.add(at, column)
    return extent
