"""Rows of figures that stand under their heading, so that one figure works from a phone to a wide screen.

The vertical axis of such a figure counts pixels from the top, so rows may differ in height. The ground of such rows
is drawn here, and the plainest figure on it: ranges of ranks, one row a government.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any, Final

import pandas as pd

from spbe_analytics.charts.picture import Picture
from spbe_analytics.charts.room import (
    NARROWEST,
    SIDE,
    listed,
    number,
    shorten,
    text_width,
    word,
    wrap,
)
from spbe_analytics.charts.theme import NAME_SIZE, TEXT_SIZE, Palette, coloured, describe, style
from spbe_analytics.scoring.display import format_level, format_number

FOOT: Final = 24
"""Margin below, for the numbers of the scale."""

LINE: Final = 18
"""Height of a line of a heading."""

TRACK: Final = 22
"""From the last line of a heading to the marks below it."""

GAP: Final = 20
"""From the marks of a row to the top of the next."""


RANGE_MARK: Final = 11
RANGE_BAR: Final = 7
RANGE_HEAD: Final = 17
"""Height of a row's heading."""

RANGE_TRACK: Final = 11
"""From a heading to the middle of the marks below it."""

RANGE_GAP: Final = 10
"""From the marks of a row to the next heading."""

RANGE_TICKS: Final = 5
"""Most spaces between the ticks of the scale."""


def heading(label: str, note: str, right: str) -> list[tuple[str, str]]:
    """Break a row's heading into lines of bold name and muted note.

    Args:
        label: Name of the row.
        note: Weight or another remark, may be empty.
        right: Text at the right end of the first line, may be empty.

    Returns:
        Lines as pairs of name part and note part; either part may be empty.
    """
    room = NARROWEST - (text_width(right, TEXT_SIZE, bold=True) + 12 if right else 0)
    names = wrap(label, NAME_SIZE, room, bold=True, lines=3)
    lines = [(name, "") for name in names]
    if not note:
        return lines
    used = text_width(names[-1], NAME_SIZE, bold=True) + text_width(note, NAME_SIZE) + 10
    if used <= (room if len(names) == 1 else NARROWEST):
        lines[-1] = (names[-1], note)
    else:
        lines.append(("", note))
    return lines


def draw_heading(
    figure: Picture, lines: Sequence[tuple[str, str]], top: float, palette: Palette, *, opaque: bool = False
) -> None:
    """Write a heading at the left edge of the figure, its first line beginning at ``top``.

    An opaque one hides the lines that would strike through it.
    """
    text = "<br>".join(
        (f"<b>{name}</b>" if name else "")
        + ("&nbsp; " if name and note else "")
        + (coloured(note, palette.muted) if note else "")
        for name, note in lines
    )
    figure.add_annotation(
        text=text, x=0, xref="paper", xanchor="left", xshift=-SIDE, y=top, yanchor="top",
        align="left", showarrow=False, borderpad=0, font={"size": NAME_SIZE, "color": palette.text},
        bgcolor=palette.ground if opaque else None,
    )  # fmt: skip


def draw_right(figure: Picture, text: str, top: float, palette: Palette, *, opaque: bool = False) -> None:
    """Write text at the right edge of the figure, level with a heading's first line."""
    figure.add_annotation(
        text=text, x=1, xref="paper", xanchor="right", xshift=SIDE, y=top + 1, yanchor="top",
        align="right", showarrow=False, borderpad=0, font={"size": TEXT_SIZE + 0.5, "color": palette.muted},
        bgcolor=palette.ground if opaque else None,
    )  # fmt: skip


def draw_label(figure: Picture, text: str, x: float, y: float, side: str, gap: float, palette: Palette) -> None:
    """Write a label beside a mark; its ground hides the guide line behind it.

    Args:
        figure: The figure, which is changed.
        text: Text with markup.
        x: The mark's value.
        y: The mark's height in pixels from the top.
        side: ``left`` or ``right`` of the mark.
        gap: Pixels between the mark's middle and the text.
        palette: Colours.
    """
    left = side == "left"
    figure.add_annotation(
        text=text, x=x, y=y, xanchor="right" if left else "left", xshift=-gap if left else gap,
        yanchor="middle", showarrow=False, borderpad=1, bgcolor=palette.ground,
        font={"size": TEXT_SIZE + 0.5, "color": palette.muted},
    )  # fmt: skip


def guide(y: float, ticks: Sequence[float], palette: Palette) -> list[dict[str, Any]]:
    """Return the shapes of one row's scale: a hairline and a short tick at every level."""
    line = {
        "type": "line", "layer": "below", "x0": ticks[0], "x1": ticks[-1], "y0": y, "y1": y,
        "line": {"color": palette.hairline, "width": 1.5},
    }  # fmt: skip
    ends, inner = (ticks[0], ticks[-1]), ticks[1:-1]
    marks = [
        {
            "type": "path", "layer": "below", "line": {"color": colour, "width": 1},
            "path": "".join(f"M{tick:g},{y - 9:g}L{tick:g},{y + 9:g}" for tick in places),
        }
        for colour, places in ((palette.ring, ends), (palette.axis, inner)) if places
    ]  # fmt: skip
    return [line, *marks]


def set_scale(figure: Picture, ticks: Sequence[float], height: int, top: int) -> None:
    """Set the axes: values across with the levels as ticks, pixels down."""
    figure.update_xaxes(
        range=[ticks[0], ticks[-1]], tickvals=list(ticks), ticktext=[format_level(tick) for tick in ticks]
    )
    figure.update_yaxes(range=[height - top - FOOT, 0], visible=False)


def levels(lowest: float, maximum: float) -> list[float]:
    """Return the ticks of a scale: its ends and every whole number between."""
    inner = [float(level) for level in range(int(lowest) + 1, int(maximum) + 1) if lowest < level < maximum]
    return [float(lowest), *inner, float(maximum)]


@dataclass(frozen=True)
class _Range:
    name: str
    rank: float
    best: float
    worst: float
    low: float | None
    high: float | None
    own: bool
    y: float

    @property
    def ends(self) -> tuple[float, float]:
        """The widest of the row's ranges."""
        known = [value for value in (self.low, self.high) if value is not None]
        return min([self.best, *known]), max([self.worst, *known])

    @property
    def text(self) -> str:
        """The range in words: that of the draws where there are any."""
        drawn = self.low is not None and self.high is not None
        low, high = (self.low, self.high) if drawn else (self.best, self.worst)
        return format_number(low, 0) if low == high else f"{format_number(low, 0)}–{format_number(high, 0)}"


def rank_ranges(rows: pd.DataFrame, palette: Palette, *, last: int) -> Picture:
    """Draw the range of each government's rank.

    Args:
        rows: Columns ``name, rank, best, worst, own`` (the own region's row is true) and, where ranks were drawn,
            ``rank_low, rank_high``, which may be missing. The best first.
        palette: Colours of the viewer's theme.
        last: The worst rank of the group; the scale never leaves 1 to ``last``.

    Returns:
        The figure: a filled mark at the rank shown elsewhere, a thick bar over the ranks that decimals leave open, a
        thin line with ends over those of the draws; the range in figures at the right of each name.
    """
    cells = [_range(row, place) for place, row in enumerate(rows.to_dict("records"))]
    height = len(cells) * (RANGE_HEAD + RANGE_TRACK + RANGE_GAP) + FOOT
    ticks = _ticks(min(row.ends[0] for row in cells), max(row.ends[1] for row in cells), last)
    figure = Picture()
    shapes: list[dict[str, Any]] = []
    for row in cells:
        colour = palette.accent if row.own else palette.text
        room = NARROWEST - text_width(row.text, TEXT_SIZE, bold=row.own) - 12
        name = shorten(row.name, TEXT_SIZE, room, bold=row.own)
        top = row.y - RANGE_TRACK - RANGE_HEAD
        _write(figure, coloured(name, colour, bold=row.own), top, "left")
        _write(figure, coloured(row.text, colour if row.own else palette.muted, bold=row.own), top, "right")
        shapes += [*guide(row.y, [ticks[0], ticks[-1]], palette)[:1], *_ranges(row, palette)]
    figure.update_layout(shapes=shapes)
    for own in (False, True):
        marked = [row for row in cells if row.own is own]
        figure.add_scatter(
            x=[row.rank for row in marked],
            y=[row.y for row in marked],
            mode="markers",
            marker={"size": RANGE_MARK + 2 * own, "color": palette.accent if own else palette.muted, "opacity": 1},
            cliponaxis=False,
            customdata=[[row.name, row.rank, f"{row.best:g}–{row.worst:g}", row.text] for row in marked],
            hovertemplate=(
                "%{customdata[0]}<br>peringkat %{customdata[1]}<br>rentang %{customdata[3]}"
                "<br>menurut angka tercetak %{customdata[2]}<extra></extra>"
            ),
        )
    style(figure, palette, height, (SIDE, SIDE, 0, FOOT))
    figure.update_xaxes(range=[ticks[0], ticks[-1]], tickvals=ticks, ticktext=[format_number(t, 0) for t in ticks])
    figure.update_yaxes(range=[height - FOOT, 0], visible=False)
    return describe(figure, f"Rentang peringkat: {listed([f'{row.name} {row.text}' for row in cells])}.")


def _range(cells: dict[Any, Any], place: int) -> _Range:
    low, high = number(cells.get("rank_low")), number(cells.get("rank_high"))
    y = place * (RANGE_HEAD + RANGE_TRACK + RANGE_GAP) + RANGE_HEAD + RANGE_TRACK
    rank, best, worst = (float(cells[key]) for key in ("rank", "best", "worst"))
    return _Range(word(cells["name"]), rank, best, worst, low, high, bool(cells["own"]), y)


def _ranges(row: _Range, palette: Palette) -> list[dict[str, Any]]:
    """Return the shapes of a row's ranges: a thin line with ends, a thick bar over it."""
    colour = palette.accent if row.own else palette.other
    found: list[dict[str, Any]] = []
    if row.low is not None and row.high is not None and row.low < row.high:
        path = f"M{row.low:g},{row.y:g}L{row.high:g},{row.y:g}"
        path += "".join(f"M{end:g},{row.y - 5:g}L{end:g},{row.y + 5:g}" for end in (row.low, row.high))
        found.append({"type": "path", "layer": "below", "path": path, "line": {"color": colour, "width": 2}})
    if row.best < row.worst:
        line = {"color": colour, "width": RANGE_BAR}
        ends = {"x0": row.best, "x1": row.worst, "y0": row.y, "y1": row.y}
        found.append({"type": "line", "layer": "below", "line": line, **ends})
    return found


def _write(figure: Picture, text: str, top: float, side: str) -> None:
    left = side == "left"
    figure.add_annotation(
        text=text, x=0 if left else 1, xref="paper", xanchor=side, xshift=-SIDE if left else SIDE,
        y=top, yanchor="top", align=side, showarrow=False, borderpad=0, font={"size": TEXT_SIZE},
    )  # fmt: skip


def _ticks(first: float, final: float, last: int) -> list[int]:
    """Return whole ticks around the ranges, within 1 to the worst rank of the group."""
    wanted = max(1, ceil((final - first) / RANGE_TICKS))
    step = next(size * 10**power for power in range(4) for size in (1, 2, 5) if size * 10**power >= wanted)
    low = max(1, step * floor((first - (step == 1)) / step))
    high = min(last, step * ceil((final + (step == 1)) / step))
    if high <= low:
        return [low, low + 1]
    inner = range(step * ceil((low + 1) / step), high, step)
    return [low, *(tick for tick in inner if 3 * min(tick - low, high - tick) > step), high]
