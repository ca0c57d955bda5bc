"""Room for text: how wide it is, where it is cut or broken, how labels step aside, on which side of a mark one stands.

The server never knows how wide a figure will be. Everything is measured for the narrowest phone; what fits there
fits everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import pandas as pd

from spbe_analytics.charts.theme import TEXT_SIZE, Palette, coloured
from spbe_analytics.scoring.display import MISSING, format_score, round_half_up

NARROWEST: Final = 330
"""Width in pixels that every figure must fit into."""

SIDE: Final = 20
"""Margin left and right of the scale; headings reach into it."""

NARROW_PLOT: Final = NARROWEST - 2 * SIDE


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

NEAR: Final = 11.0
"""Pixels on the narrowest screen below which two marks cover each other."""

GAP: Final = 12.0
"""Pixels from the middle of a mark to its label."""

WIDE_GAP: Final = 16.0
"""The same beside a mark that surrounds another."""

REFERENCE: Final = "◇"
"""Stands before a reference's number that is not beside its own mark."""

SIZE: Final = TEXT_SIZE + 0.5


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate the width of one line of text in pixels, a little generously.

    Args:
        text: Text without markup.
        size: Font size in pixels.
        bold: Whether the text is set in bold.

    Returns:
        Pixels.
    """
    return _ems(text) * size * (_BOLD if bold else 1.0)


@lru_cache(maxsize=4096)
def _ems(text: str) -> float:
    """Return the width of a text in sizes of its letters."""
    return sum(_EM.get(letter, _OTHER_EM) for letter in text)


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


@dataclass(frozen=True)
class Label:
    """A value beside its mark, and the name that it may carry."""

    own: bool
    value: float
    number: str
    name: str = ""

    @property
    def width(self) -> float:
        """Pixels of the text."""
        return text_width(f"{self.number} {self.name}".strip(), SIZE, bold=self.own) + 3

    def text(self, side: str, palette: Palette) -> str:
        """Return the text with the number next to the mark."""
        parts = (self.number, self.name) if side == "right" else (self.name, self.number)
        return coloured(" ".join(parts).strip(), palette.accent if self.own else palette.muted, bold=self.own)


@dataclass(frozen=True)
class Placed:
    """Labels that stand together, beside the mark of ``value``."""

    labels: tuple[Label, ...]
    side: str
    value: float
    gap: float = GAP

    def text(self, palette: Palette) -> str:
        """Return the text with markup."""
        return "&nbsp; ".join(label.text(self.side, palette) for label in self.labels)


def narrow_x(value: float, lowest: float, maximum: float) -> float:
    """Return the pixel, from the left edge of the narrowest figure, at which a value lies."""
    share = (value - lowest) / (maximum - lowest)
    return SIDE + NARROW_PLOT * min(max(share, 0.0), 1.0)


def pair(own: float | None, reference: float | None, own_name: str, reference_name: str) -> list[Label]:
    """Return the labels of a row: none, one or two; a reference that reads like the own value says so."""
    out = []
    if own is not None:
        out.append(Label(True, own, format_score(own), own_name))
    if reference is not None:
        same = own is not None and round_half_up(own) == round_half_up(reference)
        equal = (
            Label(False, reference, "sama dengan", reference_name)
            if reference_name
            else Label(False, reference, "sama")
        )
        out.append(equal if same else Label(False, reference, format_score(reference), reference_name))
    return out


def place(labels: list[Label], lowest: float, maximum: float) -> list[Placed] | None:
    """Choose a side for each label as if the figure were as narrow as it can be.

    The outer sides come first, then the space between the marks, then both labels together on the freer side.

    Args:
        labels: One or two labels of a row.
        lowest: Left end of the scale.
        maximum: Right end of the scale.

    Returns:
        The labels with their sides, or ``None`` if they fit nowhere.
    """
    if not labels:
        return []
    low, high = (labels[0], labels[-1]) if labels[0].value <= labels[-1].value else (labels[-1], labels[0])
    left = narrow_x(low.value, lowest, maximum) - GAP
    right = NARROWEST - narrow_x(high.value, lowest, maximum) - GAP
    if len(labels) == 1:
        return _alone(low, left, right)
    apart = narrow_x(high.value, lowest, maximum) - narrow_x(low.value, lowest, maximum)
    gap = WIDE_GAP if apart < NEAR else GAP
    same = labels[1].number != format_score(labels[1].value)
    if not same:
        left, right = left - gap + GAP, right - gap + GAP
        if low.width <= left and high.width <= right:
            return [Placed((low,), "left", low.value, gap), Placed((high,), "right", high.value, gap)]
        inside = apart - 2 * GAP
        if high.width <= right and low.width <= inside:
            return [Placed((low,), "right", low.value), Placed((high,), "right", high.value)]
        if low.width <= left and high.width <= inside:
            return [Placed((low,), "left", low.value), Placed((high,), "left", high.value)]
        if low.width + high.width + GAP <= inside:
            return [Placed((low,), "right", low.value), Placed((high,), "left", high.value)]
    own, reference = labels
    reference = reference if same else replace(reference, number=f"{REFERENCE} {reference.number}")
    both = own.width + reference.width + 10
    if both <= right:
        return [Placed((own, reference), "right", high.value, WIDE_GAP)]
    if both <= left:
        return [Placed((reference, own), "left", low.value, WIDE_GAP)]
    return None


def _alone(label: Label, left: float, right: float) -> list[Placed] | None:
    side = "right" if label.width <= right else "left" if label.width <= left else None
    return None if side is None else [Placed((label,), side, label.value)]
