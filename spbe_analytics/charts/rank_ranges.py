"""Ranges of ranks, one row a government: what decimals leave open, and around it what assessors could move."""

from dataclasses import dataclass
from math import ceil, floor
from typing import Any, Final

import pandas as pd

from spbe_analytics.charts import rows as layout
from spbe_analytics.charts.fit import NARROWEST, listed, number, shorten, text_width, word
from spbe_analytics.charts.picture import Picture
from spbe_analytics.charts.theme import TEXT_SIZE, Palette, coloured, describe, style
from spbe_analytics.scoring.display import format_number

MARK: Final = 11
BAR: Final = 7
HEAD: Final = 17
"""Height of a row's heading."""

TRACK: Final = 11
"""From a heading to the middle of the marks below it."""

GAP: Final = 10
"""From the marks of a row to the next heading."""

TICKS: Final = 5
"""Most spaces between the ticks of the scale."""


@dataclass(frozen=True)
class _Row:
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
    cells = [_row(row, place) for place, row in enumerate(rows.to_dict("records"))]
    height = len(cells) * (HEAD + TRACK + GAP) + layout.FOOT
    ticks = _ticks(min(row.ends[0] for row in cells), max(row.ends[1] for row in cells), last)
    figure = Picture()
    shapes: list[dict[str, Any]] = []
    for row in cells:
        colour = palette.accent if row.own else palette.text
        room = NARROWEST - text_width(row.text, TEXT_SIZE, bold=row.own) - 12
        name = shorten(row.name, TEXT_SIZE, room, bold=row.own)
        top = row.y - TRACK - HEAD
        _write(figure, coloured(name, colour, bold=row.own), top, "left")
        _write(figure, coloured(row.text, colour if row.own else palette.muted, bold=row.own), top, "right")
        shapes += [*layout.guide(row.y, [ticks[0], ticks[-1]], palette)[:1], *_ranges(row, palette)]
    figure.update_layout(shapes=shapes)
    for own in (False, True):
        marked = [row for row in cells if row.own is own]
        figure.add_scatter(
            x=[row.rank for row in marked],
            y=[row.y for row in marked],
            mode="markers",
            marker={"size": MARK + 2 * own, "color": palette.accent if own else palette.muted, "opacity": 1},
            cliponaxis=False,
            customdata=[[row.name, row.rank, f"{row.best:g}–{row.worst:g}", row.text] for row in marked],
            hovertemplate=(
                "%{customdata[0]}<br>peringkat %{customdata[1]}<br>rentang %{customdata[3]}"
                "<br>menurut angka tercetak %{customdata[2]}<extra></extra>"
            ),
        )
    style(figure, palette, height, (layout.SIDE, layout.SIDE, 0, layout.FOOT))
    figure.update_xaxes(range=[ticks[0], ticks[-1]], tickvals=ticks, ticktext=[format_number(t, 0) for t in ticks])
    figure.update_yaxes(range=[height - layout.FOOT, 0], visible=False)
    return describe(figure, f"Rentang peringkat: {listed([f'{row.name} {row.text}' for row in cells])}.")


def _row(cells: dict[Any, Any], place: int) -> _Row:
    low, high = number(cells.get("rank_low")), number(cells.get("rank_high"))
    y = place * (HEAD + TRACK + GAP) + HEAD + TRACK
    rank, best, worst = (float(cells[key]) for key in ("rank", "best", "worst"))
    return _Row(word(cells["name"]), rank, best, worst, low, high, bool(cells["own"]), y)


def _ranges(row: _Row, palette: Palette) -> list[dict[str, Any]]:
    """Return the shapes of a row's ranges: a thin line with ends, a thick bar over it."""
    colour = palette.accent if row.own else palette.other
    found: list[dict[str, Any]] = []
    if row.low is not None and row.high is not None and row.low < row.high:
        path = f"M{row.low:g},{row.y:g}L{row.high:g},{row.y:g}"
        path += "".join(f"M{end:g},{row.y - 5:g}L{end:g},{row.y + 5:g}" for end in (row.low, row.high))
        found.append({"type": "path", "layer": "below", "path": path, "line": {"color": colour, "width": 2}})
    if row.best < row.worst:
        line = {"color": colour, "width": BAR}
        ends = {"x0": row.best, "x1": row.worst, "y0": row.y, "y1": row.y}
        found.append({"type": "line", "layer": "below", "line": line, **ends})
    return found


def _write(figure: Picture, text: str, top: float, side: str) -> None:
    left = side == "left"
    figure.add_annotation(
        text=text, x=0 if left else 1, xref="paper", xanchor=side, xshift=-layout.SIDE if left else layout.SIDE,
        y=top, yanchor="top", align=side, showarrow=False, borderpad=0, font={"size": TEXT_SIZE},
    )  # fmt: skip


def _ticks(first: float, final: float, last: int) -> list[int]:
    """Return whole ticks around the ranges, within 1 to the worst rank of the group."""
    wanted = max(1, ceil((final - first) / TICKS))
    step = next(size * 10**power for power in range(4) for size in (1, 2, 5) if size * 10**power >= wanted)
    low = max(1, step * floor((first - (step == 1)) / step))
    high = min(last, step * ceil((final + (step == 1)) / step))
    if high <= low:
        return [low, low + 1]
    inner = range(step * ceil((low + 1) / step), high, step)
    return [low, *(tick for tick in inner if 3 * min(tick - low, high - tick) > step), high]
