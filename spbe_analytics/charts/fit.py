"""Room for text: how wide it is, where it is cut or broken, how labels step aside for one another.

The server never knows how wide a figure will be. Everything is measured for the narrowest phone; what fits there
fits everywhere.
"""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from spbe_analytics.scoring.display import MISSING

NARROWEST: Final = 330
"""Width in pixels that every figure must fit into."""

ELLIPSIS: Final = "…"

_LETTERS = {
    0.26: " .,:;'|!iIjl·",
    0.36: 'frt"-/*()[]{}',
    0.46: "cksvxyzJL?_",
    0.505: "0123456789",
    0.57: "ABCDEFGKPRSTVXYZ&",
    0.68: "HNOQU",
    0.84: "mwMW%@—…◇",
}
_EM = {letter: em for em, letters in _LETTERS.items() for letter in letters}
_OTHER_EM = 0.53
_BOLD = 1.06


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate the width of one line of text in pixels, a little generously.

    Args:
        text: Text without markup.
        size: Font size in pixels.
        bold: Whether the text is set in bold.

    Returns:
        Pixels.
    """
    em = sum(_EM.get(letter, _OTHER_EM) for letter in text)
    return em * size * (_BOLD if bold else 1.0)


def shorten(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """Cut text to the room it has, with an ellipsis; text that fits is returned as it is."""
    if text_width(text, size, bold=bold) <= room:
        return text
    end = len(text)
    while end > 1 and text_width(text[:end].rstrip() + ELLIPSIS, size, bold=bold) > room:
        end -= 1
    return text[:end].rstrip() + ELLIPSIS


def wrap(text: str, size: float, room: float, *, bold: bool = False, lines: int | None = None) -> list[str]:
    """Break text between words into lines that fit.

    Args:
        text: Text without markup.
        size: Font size in pixels.
        room: Pixels of one line.
        bold: Whether the text is set in bold.
        lines: At most so many lines; what is left over is cut with an ellipsis.

    Returns:
        The lines, at least one; a word wider than a line is cut.
    """
    out: list[str] = []
    for word in text.split():
        longer = f"{out[-1]} {word}" if out else word
        if out and text_width(longer, size, bold=bold) <= room:
            out[-1] = longer
        else:
            out.append(word)
    if lines is not None and len(out) > lines:
        out = [*out[: lines - 1], " ".join(out[lines - 1 :])]
    return [shorten(line, size, room, bold=bold) for line in out] or [""]


def spread(centres: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Move labels along a line until none covers another, as little as needed.

    Args:
        centres: Where each label would like its middle to be.
        sizes: Room that each takes along the line.
        low: Where the line begins.
        high: Where the line ends; if the labels need more, they run past it.

    Returns:
        The middles in the order given.
    """
    order = sorted(range(len(centres)), key=lambda at: centres[at])
    groups: list[tuple[list[int], float]] = []
    for at in order:
        members, middle = [at], min(max(centres[at], low + sizes[at] / 2), high - sizes[at] / 2)
        while groups:
            before, other = groups[-1]
            if other + _total(before, sizes) / 2 <= middle - _total(members, sizes) / 2:
                break
            groups.pop()
            members = before + members
            middle = sum(centres[member] for member in members) / len(members)
            half = _total(members, sizes) / 2
            middle = max(min(middle, high - half), low + half)
        groups.append((members, middle))
    placed = [0.0] * len(centres)
    for members, middle in groups:
        edge = middle - _total(members, sizes) / 2
        for member in members:
            placed[member] = edge + sizes[member] / 2
            edge += sizes[member]
    return placed


def number(value: object) -> float | None:
    """Read a cell: a finite number, or ``None`` for every way of saying that there is none."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    read = float(value)  # type: ignore[arg-type]
    return None if read != read else read


def word(value: object) -> str:
    """Read a cell as text; a missing one is empty."""
    if value is None or value is pd.NA or value != value:
        return ""
    return str(value)


def listed(parts: Sequence[str]) -> str:
    """Join parts of a sentence with semicolons; none at all is a dash."""
    return "; ".join(parts) if parts else MISSING


def _total(members: Sequence[int], sizes: Sequence[float]) -> float:
    return sum(sizes[member] for member in members)
