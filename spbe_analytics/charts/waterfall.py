"""A change as a waterfall: from one value over its parts to the other, one row a part."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from spbe_analytics.charts.fit import NARROWEST, listed, number, text_width, word
from spbe_analytics.charts.picture import Picture
from spbe_analytics.charts.rows import SIDE, draw_heading, draw_label, draw_right, heading
from spbe_analytics.charts.theme import TEXT_SIZE, Palette, coloured, describe, style
from spbe_analytics.scoring.display import DISPLAY_DECIMALS, format_change, format_score, round_half_up

LINE: Final = 18
"""Height of a line of a heading."""

BAR: Final = 14
TRACK: Final = 15
"""From the last line of a heading to the middle of the bar below it."""

GAP: Final = 18
"""From the middle of a bar to the top of the next row."""

MARK: Final = 13
FINE_DECIMALS: Final = 4
"""Decimals of a contribution that two decimals would show as zero."""

PAD: Final = 8
"""Pixels between the end of a bar and its number."""


@dataclass(frozen=True)
class _Row:
    """One row with its place: pixels from the top, of the heading and of the middle of its bar."""

    lines: list[tuple[str, str]]
    right: str
    top: float
    middle: float


def waterfall(
    bars: pd.DataFrame, start: tuple[str, float], end: tuple[str, float], palette: Palette, *, own: bool = True
) -> Picture:
    """Draw the way from one value to another.

    Args:
        bars: One row a part in the order shown; columns ``label``, ``contribution``, and, if there are any, ``note``
            (a remark beside the label), ``right`` (text at the right end of the heading) and ``aside`` (whether the
            part is neither better nor worse, such as rounding). They lead from the first value to the second.
        start: Name and value where it begins.
        end: Name and value where it ends.
        palette: Colours of the viewer's theme.
        own: Whether it is the viewer's own region, which the accent marks.

    Returns:
        The figure, about 51 px a part. The scale shows the change only, not the zero of the values.
    """
    cells = [
        (word(label), number(by) or 0.0, word(note), word(right), bool(aside))
        for label, by, note, right, aside in zip(
            bars["label"],
            bars["contribution"],
            bars["note"] if "note" in bars else [""] * len(bars),
            bars["right"] if "right" in bars else [""] * len(bars),
            bars["aside"] if "aside" in bars else [False] * len(bars),
            strict=True,
        )
    ]
    rows = _placed(
        [(start[0], "", ""), *((label, note, right) for label, _, note, right, _ in cells), (end[0], "", "")]
    )
    height = int(rows[-1].middle + GAP)
    ways = [start[1]]
    for _, by, *_ in cells:
        ways.append(ways[-1] + by)
    low, high = _range([*ways, end[1]], [_signed(by) for _, by, *_ in cells])

    figure = Picture()
    style(figure, palette, height, (SIDE, SIDE, 0, 0))
    for value, colour in ((start[1], palette.axis), (end[1], palette.ring)):
        figure.add_shape(
            type="line", layer="below", x0=value, x1=value, y0=rows[0].middle, y1=rows[-1].middle,
            line={"color": colour, "width": 1, "dash": "dot"},
        )  # fmt: skip
    for row in rows:
        draw_heading(figure, row.lines, row.top, palette, opaque=True)
        if row.right:
            draw_right(figure, row.right, row.top, palette, opaque=True)
    for (label, by, note, _, aside), row, nxt, came in zip(cells, rows[1:-1], rows[2:], ways, strict=False):
        rounded = round_half_up(by)
        quiet = aside or not by
        fill = palette.other if quiet else palette.better if by > 0 else palette.worse
        ink = palette.muted if quiet or not rounded else fill
        figure.add_bar(
            x=[by], base=[came], y=[row.middle], orientation="h", width=BAR,
            marker={"color": fill, "line": {"width": 0}},
            hovertemplate=f"{label}{f' ({note})' if note else ''}<br>{_signed(by)}<extra></extra>",
        )  # fmt: skip
        figure.add_shape(
            type="line", layer="below", x0=came + by, x1=came + by, y0=row.middle, y1=nxt.middle,
            line={"color": palette.axis, "width": 1},
        )  # fmt: skip
        text = coloured(_signed(by), ink, bold=True)
        draw_label(figure, text, came + by, row.middle, "left" if by < 0 else "right", PAD, palette)
    for (name, value), row, solid in ((start, rows[0], False), (end, rows[-1], True)):
        colour = palette.accent if own else palette.muted
        figure.add_scatter(
            x=[value], y=[row.middle], mode="markers", cliponaxis=False,
            marker={
                "size": MARK, "symbol": "circle", "color": colour if solid else palette.ground,
                "line": {"width": 2, "color": colour},
            },
            hovertemplate=f"{name}<br>{format_score(value)}<extra></extra>",
        )  # fmt: skip
        side = "left" if (value - low) * 2 > high - low else "right"
        draw_label(figure, coloured(format_score(value), colour, bold=True), value, row.middle, side, 12, palette)
    figure.update_layout(barmode="overlay")
    figure.update_xaxes(range=[low, high], visible=False)
    figure.update_yaxes(range=[height, 0], visible=False)
    parts = [f"{label} {_signed(by)}" for label, by, *_ in cells]
    return describe(
        figure,
        f"Diagram air terjun dari {start[0]} {format_score(start[1])} ke {end[0]} {format_score(end[1])}: "
        f"{listed(parts)}.",
    )


def _signed(by: float) -> str:
    """Write a contribution, a tiny one with as many decimals as show that it is not zero."""
    return format_change(by, DISPLAY_DECIMALS if round_half_up(by) else FINE_DECIMALS) if by else format_change(by)


def _placed(texts: list[tuple[str, str, str]]) -> list[_Row]:
    rows, top = [], 0.0
    for label, note, right in texts:
        lines = heading(label, note, right)
        middle = top + LINE * len(lines) + TRACK
        rows.append(_Row(lines, right, top, middle))
        top = middle + GAP
    return rows


def _range(ways: list[float], numbers: list[str]) -> tuple[float, float]:
    """Return the ends of the scale, with room for the numbers outside the bars on the narrowest screen."""
    low, high = min(ways), max(ways)
    span = (high - low) or 1.0
    room = max((text_width(text, TEXT_SIZE + 0.5, bold=True) for text in (*numbers, "0,00")), default=0.0) + PAD + 6
    side = max(room - SIDE, MARK / 2 + 2)
    a_pixel = span / (NARROWEST - 2 * SIDE - 2 * side)
    return low - side * a_pixel, high + side * a_pixel
