"""On which side of its mark a value stands, so that no label leaves the figure or covers another."""

from dataclasses import dataclass, replace
from typing import Final

from spbe_analytics.charts.fit import NARROWEST, text_width
from spbe_analytics.charts.rows import narrow_x
from spbe_analytics.charts.theme import TEXT_SIZE, Palette, coloured
from spbe_analytics.scoring.display import format_score, round_half_up

NEAR: Final = 11.0
"""Pixels on the narrowest screen below which two marks cover each other."""

GAP: Final = 12.0
"""Pixels from the middle of a mark to its label."""

WIDE_GAP: Final = 16.0
"""The same beside a mark that surrounds another."""

REFERENCE: Final = "◇"
"""Stands before a reference's number that is not beside its own mark."""

SIZE: Final = TEXT_SIZE + 0.5


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
