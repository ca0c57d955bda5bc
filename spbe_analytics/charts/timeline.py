"""The years of a trend on one axis: a stretch for each instrument, and a gap between two that nothing crosses.

Positions are pixels of the narrowest figure; a wider one only stretches them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from spbe_analytics.charts.room import number, text_width, word
from spbe_analytics.charts.theme import TEXT_SIZE, TICK_SIZE, Palette

PAD: Final = 13.0
"""From the edge of a segment to its first and last year."""

LONE: Final = 46.0
"""Width of a segment that has one year only."""

BREAK: Final = 16.0
"""Width of the gap between two segments."""

CUT_ROOM: Final = 20.0
"""Room in a gap for the cut-offs of the segment after it, where they are other ones."""


DASHES: Final = ("dash", "dot", "dashdot", "longdash")
SYMBOLS: Final = ("diamond", "square", "pentagon", "cross")
GOAL_DASH: Final = "6px,4px"
GOAL_SYMBOL: Final = "triangle-up"

Band = tuple[str, float, float]
"""Predicate, lower and upper limit."""


@dataclass(frozen=True)
class Line:
    """A series and how it is drawn."""

    name: str
    own: bool
    colour: str
    dash: str
    symbol: str
    goal: bool
    """Whether the values are wanted, not reached."""
    points: dict[str, dict[int, tuple[float, bool]]]
    """For each segment, value and hollowness of each year that has one."""

    @property
    def last(self) -> tuple[str, int] | None:
        """Segment and year of the newest value."""
        known = [(year, segment) for segment, points in self.points.items() for year in points]
        return (max(known)[1], max(known)[0]) if known else None


@dataclass(frozen=True)
class Segment:
    """The years of one instrument and where they lie."""

    name: str
    label: str
    years: tuple[int, ...]
    left: float
    right: float
    new_cuts: bool

    def x(self, year: int) -> float:
        """Return the position of a year of this segment."""
        if len(self.years) == 1:
            return (self.left + self.right) / 2
        step = (self.right - self.left - 2 * PAD) / (len(self.years) - 1)
        return self.left + PAD + step * self.years.index(year)


def segments(lines: pd.DataFrame, bands: pd.DataFrame, width: float) -> list[Segment]:
    """Lay out the segments of a long frame from left to right.

    Args:
        lines: Columns ``segment``, ``year`` and, if there is one, ``segment_label``.
        bands: Columns ``segment``, ``predicate``, ``lower``, ``upper``.
        width: Pixels in all.

    Returns:
        Segments in the order of their first year; the years of each run without a hole, whether or not there are
        values.
    """
    spans = {str(name): (int(years.min()), int(years.max())) for name, years in lines.groupby("segment")["year"]}
    names = sorted(spans, key=lambda name: spans[name])
    cuts = {name: bands_of(bands, name) for name in names}
    new = [at > 0 and cuts[name] != cuts[names[at - 1]] for at, name in enumerate(names)]
    gaps = [0.0 if at == 0 else BREAK + (CUT_ROOM if new[at] else 0.0) for at in range(len(names))]
    steps = [spans[name][1] - spans[name][0] for name in names]
    fixed = sum(gaps) + sum(LONE if step == 0 else 2 * PAD for step in steps)
    step_width = max(width - fixed, 0.0) / sum(steps) if sum(steps) else 0.0
    lone = LONE if sum(steps) else (width - sum(gaps)) / max(1, len(names))
    out = []
    edge = 0.0
    for at, name in enumerate(names):
        left = edge + gaps[at]
        edge = left + (steps[at] * step_width + 2 * PAD if steps[at] else lone)
        years = tuple(range(spans[name][0], spans[name][1] + 1))
        out.append(Segment(name, _label(lines, name), years, left, edge, new[at]))
    return out


def bands_of(bands: pd.DataFrame, segment: str) -> list[Band]:
    """Return a segment's bands in the order given; none if it has none."""
    rows = bands[bands["segment"].astype(str) == segment] if "segment" in bands else bands
    return [
        (word(name), float(lower), float(upper))
        for name, lower, upper in zip(rows["predicate"], rows["lower"], rows["upper"], strict=True)
    ]


def read_lines(lines: pd.DataFrame, palette: Palette) -> list[Line]:
    """Read the series of a long frame; the own one comes last, so that it is drawn on top.

    Args:
        lines: Columns ``series``, ``year``, ``value``, ``segment``, ``hollow``, ``own`` and, where there are
            targets, ``goal``; rows without a value are passed over.
        palette: Colours; other series also differ in dash and symbol.

    Returns:
        One line a series.
    """
    out: list[Line] = []
    colours = (palette.muted, *palette.series[1:-1])
    for name, rows in lines.groupby("series", sort=False):
        points: dict[str, dict[int, tuple[float, bool]]] = {}
        for segment, year, value, hollow in zip(
            rows["segment"], rows["year"], rows["value"], rows["hollow"], strict=True
        ):
            read = number(value)
            if read is not None:
                points.setdefault(str(segment), {})[int(year)] = (read, bool(hollow))
        others = sum(not line.own and not line.goal for line in out)
        look = (colours[others % len(colours)], DASHES[others % len(DASHES)], SYMBOLS[others % len(SYMBOLS)])
        own = bool(rows["own"].astype(bool).any())
        goal = "goal" in rows and bool(rows["goal"].astype(bool).any())
        if own or goal:
            look = (palette.accent, "solid", "circle") if own else (palette.better, GOAL_DASH, GOAL_SYMBOL)
        out.append(Line(str(name), own, *look, goal, points))
    return sorted(out, key=lambda line: line.own)


def ticks(places: Sequence[Segment]) -> list[tuple[float, int]]:
    """Choose the years that are written below the axis: each one, or as many as there is room for."""
    marks = [(segment.x(year), year) for segment in places for year in segment.years]
    room = text_width("2024", TICK_SIZE) + 5
    kept: list[tuple[float, int]] = []
    for x, year in reversed(marks):
        if not kept or kept[-1][0] - x >= room:
            kept.append((x, year))
    return kept[::-1]


def thinned(xs: Sequence[float], text: str = "3,26") -> set[int]:
    """Choose the points that carry their value: last and first, then those between that have room."""
    room = text_width(text, TEXT_SIZE, bold=True) + 4
    kept: list[int] = []
    for at in [len(xs) - 1, 0, *range(len(xs) - 2, 0, -1)]:
        if 0 <= at < len(xs) and all(abs(xs[at] - xs[other]) >= room for other in kept):
            kept.append(at)
    return set(kept)


def _label(lines: pd.DataFrame, segment: str) -> str:
    if "segment_label" not in lines:
        return ""
    texts = [word(text) for text in lines.loc[lines["segment"].astype(str) == segment, "segment_label"]]
    return next((text for text in texts if text), "")
