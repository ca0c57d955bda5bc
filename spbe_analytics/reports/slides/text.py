"""Text on a slide: made harmless, and measured before it is written, because nobody sees it before it is shown."""

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from spbe_analytics.charts.room import ELLIPSIS, text_width, wrap

WIDER: Final = 1.12
"""Everything is measured so much wider: where Source Sans Pro is not installed a broader sans takes its place."""

WIDER_BOLD: Final = 1.22
"""The same for bold letters, whose widths differ more, and which stand where there is no room for another line."""

LEADING: Final = 1.26
"""Height of a line in sizes of its letters."""

NARROWEST: Final = 0.2
"""No sign is narrower than this, in sizes of the letters."""

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_JOINER: Final = "\u200d"
"""Holds the parts of one picture sign together."""


@dataclass(frozen=True)
class Line:
    """A paragraph.

    Attributes:
        text: What it says.
        size: Height of its letters in points.
        bold: Whether it is bold.
        colour: ``#RRGGBB``; ``None`` for that of the template.
        after: Points below it.
        link: Address that it opens; empty for none.
    """

    text: str
    size: float
    bold: bool = False
    colour: str | None = None
    after: float = 0.0
    link: str = ""

    def high(self, width: float) -> float:
        """Return its height in points within a width, without what follows it."""
        return lines_of(self.text, self.size, width, bold=self.bold) * self.size * LEADING


def clean(text: object) -> str:
    """Write a text in signs that are seen: one space for any, nothing for what steers, hides or turns letters."""
    return _seen(str(text))


@lru_cache(maxsize=4096)
def _seen(text: str) -> str:
    seen = []
    for sign in text:
        if sign.isspace():
            seen.append("\N{NO-BREAK SPACE}" if sign == "\N{NO-BREAK SPACE}" else " ")
        elif sign == _JOINER or unicodedata.category(sign) not in _UNSEEN:
            seen.append(sign)
    return " ".join(filter(None, "".join(seen).split(" ")))


def wide(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text in points, in whatever sans it is shown."""
    return text_width(text, size * _factor(bold), bold=bold)


def _factor(bold: bool) -> float:
    return WIDER_BOLD if bold else WIDER


def lines_of(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """Count the lines that a text takes in a width; a word that is wider is broken, as office programs do."""
    count, used = 1, 0.0
    space = wide(" ", size, bold=bold)
    for word in text.split(" "):
        need = wide(word, size, bold=bold)
        if used and used + space + need > width:
            count, used = count + 1, 0.0
        if need > width:
            more = math.ceil(need / max(width, 1.0))
            count, used = count + more - 1, need - (more - 1) * width
        else:
            used += need + (space if used else 0.0)
    return count


def high(lines: Iterable[Line], width: float) -> float:
    """Return the height in points of paragraphs in a width."""
    stacked = list(lines)
    return sum(line.high(width) + line.after for line in stacked) - (stacked[-1].after if stacked else 0.0)


def fitted(text: str, sizes: Sequence[float], width: float, height: float, *, bold: bool = False) -> float:
    """Return the first of some sizes, the largest first, at which a text fits; else the last."""
    for size in sizes:
        if Line(text, size, bold).high(width) <= height:
            return size
    return sizes[-1]


def cut(text: str, size: float, width: float, lines: int, *, bold: bool = False) -> str:
    """Shorten a text to so many lines of a width, with an ellipsis; one that fits stays as it is."""
    if lines_of(text, size, width, bold=bold) <= lines:
        return text
    most = int(lines * width / (size * NARROWEST)) + 1  # cutting sign by sign from thousands would take seconds
    kept = " ".join(wrap(text[:most], size * _factor(bold), width, bold=bold, lines=lines))
    return kept if kept.endswith(ELLIPSIS) else kept + ELLIPSIS
