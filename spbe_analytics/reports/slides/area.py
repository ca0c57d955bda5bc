"""Rectangles on a slide, in points of a slide 540 points high, and how they are divided."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Area:
    """A rectangle.

    Attributes:
        left: Points from the left edge of the slide.
        top: Points from the top.
        width: Points.
        height: Points.
    """

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Points from the left edge of the slide to its right side."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Points from the top of the slide to its lower side."""
        return self.top + self.height

    def columns(self, first: float, gap: float = 0.0) -> tuple[Self, Self]:
        """Divide it into a left part of so many points and, after a gap, the rest."""
        rest = first + gap
        return (
            type(self)(self.left, self.top, first, self.height),
            type(self)(self.left + rest, self.top, max(self.width - rest, 0.0), self.height),
        )

    def rows(self, first: float, gap: float = 0.0) -> tuple[Self, Self]:
        """Divide it into an upper part of so many points and, after a gap, the rest."""
        rest = first + gap
        return (
            type(self)(self.left, self.top, self.width, first),
            type(self)(self.left, self.top + rest, self.width, max(self.height - rest, 0.0)),
        )

    def beside(self, count: int, gap: float) -> list[Self]:
        """Divide it into equal parts beside each other."""
        width = (self.width - gap * (count - 1)) / count
        return [type(self)(self.left + at * (width + gap), self.top, width, self.height) for at in range(count)]

    def without(self, other: "Area", gap: float) -> Self:
        """Return the largest part of it that keeps clear of another rectangle."""
        if not (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        ):
            return self
        sides = (
            type(self)(self.left, self.top, other.left - gap - self.left, self.height),
            type(self)(other.right + gap, self.top, self.right - other.right - gap, self.height),
            type(self)(self.left, self.top, self.width, other.top - gap - self.top),
            type(self)(self.left, other.bottom + gap, self.width, self.bottom - other.bottom - gap),
        )
        return sorted(sides, key=lambda side: max(side.width, 0.0) * max(side.height, 0.0))[-1]
