"""Several regions on one scale, one row a node: marks of different shape, stacked where they would collide."""

from collections.abc import Mapping
from math import nan
from typing import Final

import pandas as pd

from spbe_analytics.charts import rows as layout
from spbe_analytics.charts.fit import NARROWEST, listed, number, text_width
from spbe_analytics.charts.picture import Picture
from spbe_analytics.charts.sides import GAP, SIZE
from spbe_analytics.charts.theme import TEXT_SIZE, Palette, coloured, describe, style
from spbe_analytics.errors import SpbeError
from spbe_analytics.scoring.display import MISSING, format_score

SHAPES: Final = ("circle", "diamond", "square", "triangle-up", "cross")
HOLLOW: Final = (False, True, False, True, False)
MARK_SIZE: Final = 12
LANE: Final = 14
"""Pixels between two marks stacked in one row."""

APART: Final = 13.0
"""Pixels on the narrowest screen below which two marks are stacked."""

KEY_LINE: Final = 22
KEY_MARK: Final = 46
"""Pixels of a mark in the key and the space around its name."""


def compare_dots(
    values: pd.DataFrame,
    labels: Mapping[str, str],
    palette: Palette,
    *,
    lowest: float = 1,
    maximum: float = 5,
    height: int | None = None,
) -> Picture:
    """Draw up to five regions, one mark each in every row.

    Args:
        values: Index node codes in the regulation's order; one column a region, its name as column name, the own
            region first. A missing value has no mark; a row without any says so.
        labels: Name of each node code; a code without a name stands for itself.
        palette: Colours of the viewer's theme.
        lowest: Left end of the scale.
        maximum: Right end of the scale.
        height: Pixels; at least what the rows need, which is also the default.

    Returns:
        The figure: a key above that wraps on a phone, the own value at the right of each heading, the lowest and
        the highest value beside their marks.

    Raises:
        SpbeError: If there are no regions or more than five.
    """
    names = [str(name) for name in values.columns]
    if not 1 <= len(names) <= len(SHAPES):
        raise SpbeError(
            f"Diagram ini membandingkan 1 sampai {len(SHAPES)} daerah, bukan {len(names)}. Kurangi pilihan."
        )
    cells = {
        str(code): [number(value) for value in row] for code, row in zip(values.index, values.to_numpy(), strict=True)
    }
    lanes = {code: _lanes(row, lowest, maximum) for code, row in cells.items()}
    rights = {code: f"{names[0]} {format_score(row[0])}" for code, row in cells.items()}
    heads = {
        code: layout.heading(labels.get(code, code), "" if _known(row) else "belum ada nilai", rights[code])
        for code, row in cells.items()
    }
    top = _key_height(names)
    needed = (
        top
        + layout.FOOT
        + sum(
            len(heads[code]) * layout.LINE + layout.TRACK + layout.GAP + LANE * max(lanes[code], default=0)
            for code in cells
        )
    )
    total = max(height or 0, needed)
    slack = (total - needed) / max(1, len(cells))

    figure = Picture()
    ticks = layout.levels(lowest, maximum)
    shapes = []
    place: dict[str, float] = {}
    below = slack / 2
    for code, row in cells.items():
        layout.draw_heading(figure, heads[code], below, palette)
        layout.draw_right(figure, coloured(rights[code], palette.accent, bold=True), below, palette)
        place[code] = y = below + len(heads[code]) * layout.LINE + layout.TRACK
        shapes += layout.guide(y, ticks, palette)
        _draw_ends(figure, row, lanes[code], y, palette, lowest, maximum)
        below = y + LANE * max(lanes[code], default=0) + layout.GAP + slack
    figure.update_layout(shapes=shapes)
    for at in reversed(range(len(names))):
        _draw_region(figure, at, names[at], cells, lanes, place, labels, palette)
    style(figure, palette, int(total), (layout.SIDE, layout.SIDE, top, layout.FOOT))
    layout.set_scale(figure, ticks, int(total), top)
    _set_key(figure, palette, len(names))
    parts = [
        f"{labels.get(code, code)} {', '.join(format_score(value) for value in row)}" for code, row in cells.items()
    ]
    return describe(figure, f"Diagram titik {', '.join(names)}: {listed(parts)}.")


def _known(row: list[float | None]) -> list[float]:
    return [value for value in row if value is not None]


def _lanes(row: list[float | None], lowest: float, maximum: float) -> list[int]:
    """Give every mark of a row a lane from 0 down, the first region first, so that none covers another."""
    taken: list[list[float]] = []
    out = []
    for value in row:
        if value is None:
            out.append(0)
            continue
        x = layout.narrow_x(value, lowest, maximum)
        lane = next((at for at, xs in enumerate(taken) if all(abs(x - other) >= APART for other in xs)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append(x)
        out.append(lane)
    return out


def _draw_ends(
    figure: Picture,
    row: list[float | None],
    lanes: list[int],
    y: float,
    palette: Palette,
    lowest: float,
    maximum: float,
) -> None:
    known = [(value, lane) for value, lane in zip(row, lanes, strict=True) if value is not None]
    if not known:
        return
    low, high = min(known), max(known, key=lambda mark: (mark[0], -mark[1]))
    ends = [(high, "right", "left")] if low[0] == high[0] else [(low, "left", "right"), (high, "right", "left")]
    placed = [
        (mark, outer, inner, layout.narrow_x(mark[0], lowest, maximum), text_width(format_score(mark[0]), SIZE) + GAP)
        for mark, outer, inner in ends
    ]
    inward = sum(room > (x if outer == "left" else NARROWEST - x) for _, outer, _, x, room in placed)
    for (value, lane), outer, inner, x, room in placed:
        others = [layout.narrow_x(other, lowest, maximum) for other, at in known if at == lane and other != value]
        beside = min((abs(x - other) for other in others), default=NARROWEST / 2)
        outside = x if outer == "left" else NARROWEST - x
        side = outer if room <= outside else inner if beside >= inward * room + 2 * GAP else ""
        if side:
            draw = (format_score(value), value, y + LANE * lane, side, GAP - 1, palette)
            layout.draw_label(figure, *draw)


def _draw_region(
    figure: Picture,
    at: int,
    name: str,
    cells: dict[str, list[float | None]],
    lanes: dict[str, list[int]],
    place: dict[str, float],
    labels: Mapping[str, str],
    palette: Palette,
) -> None:
    codes = [code for code, row in cells.items() if row[at] is not None]
    colour = palette.series[at]
    figure.add_scatter(
        x=[cells[code][at] for code in codes] or [nan],
        y=[place[code] + LANE * lanes[code][at] for code in codes] or [nan],
        mode="markers",
        name=name if codes else f"{name} {MISSING}",
        legendrank=at + 1,
        showlegend=True,
        marker={
            "size": MARK_SIZE + (2 if at == 0 else 0),
            "symbol": SHAPES[at],
            "color": palette.ground if HOLLOW[at] else colour,
            "opacity": 1,
            "line": {"color": colour, "width": 2 if HOLLOW[at] else 0},
        },
        cliponaxis=False,
        customdata=[[labels.get(code, code), format_score(cells[code][at])] for code in codes],
        hovertemplate=f"%{{customdata[0]}}<br>{name} %{{customdata[1]}}<extra></extra>",
    )


def _key_height(names: list[str]) -> int:
    widest = max(text_width(name, TEXT_SIZE) for name in names) + KEY_MARK
    a_line = max(1, int(NARROWEST // widest))
    return -(-len(names) // a_line) * KEY_LINE + 10


def _set_key(figure: Picture, palette: Palette, count: int) -> None:
    figure.update_layout(
        showlegend=count > 1,
        legend={
            "orientation": "h", "x": 0, "xref": "container", "xanchor": "left", "y": 1, "yref": "container",
            "yanchor": "top", "itemclick": False, "itemdoubleclick": False, "bgcolor": "rgba(0,0,0,0)",
            "font": {"size": TEXT_SIZE, "color": palette.text}, "traceorder": "normal",
        },
    )  # fmt: skip
