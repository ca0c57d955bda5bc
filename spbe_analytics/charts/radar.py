"""The radar: closed polygons over the nodes of one level of the tree, in the regulation's order.

Rings and spokes are drawn as lines of their own: plotly's straight grid does nothing on numeric angles.
"""

from collections.abc import Mapping, Sequence
from math import cos, pi, sin
from typing import Final

import pandas as pd

from spbe_analytics.charts.picture import Picture
from spbe_analytics.charts.room import listed, number, text_width, wrap
from spbe_analytics.charts.theme import RING_SIZE, TEXT_SIZE, Palette, coloured, describe, style, translucent
from spbe_analytics.errors import SpbeError
from spbe_analytics.scoring.display import format_level, format_number

LABEL_ROOM: Final = 86.0
"""Pixels of one line of a label beside the circle."""

SMALLEST_RADIUS: Final = 70.0
"""Radius in pixels that the narrowest figure leaves; labels above and below may use the space beside it."""

LINE: Final = 17

MOST_SERIES: Final = 3
FEWEST_AXES: Final = 3
ROOM_BESIDE: Final = 0.5
"""Radius beyond the last ring, which keeps points there off the labels."""

LEGEND: Final = 26


def closed(items: Sequence[float | None]) -> list[float | None]:
    """Repeat the first point at the end, so that a polygon closes."""
    return [*items, items[0]]


def draw_grid(
    figure: Picture, angles: list[float], lowest: float, maximum: float, target: float | None, palette: Palette
) -> None:
    """Draw rings as closed lines, spokes, and the rings' numbers half a step beside the first spoke."""
    rings = [float(ring) for ring in range(int(lowest), int(maximum) + 1)]
    strong = {rings[-1], target if target in rings else rings[len(rings) // 2]}
    quiet = {"mode": "lines", "hoverinfo": "skip", "showlegend": False}
    figure.add_scatterpolar(  # all spokes are one trace with gaps: every further trace costs the page time
        r=[0, maximum, None] * len(angles),
        theta=[turn for angle in angles for turn in (angle, angle, None)],
        line={"color": palette.hairline, "width": 1},
        **quiet,
    )
    for name, colour in (("ring", palette.ring), ("ring kuat", palette.axis)):
        shown = [ring for ring in rings if (ring in strong) == (colour == palette.axis)]
        figure.add_scatterpolar(  # rings of one colour are one trace, too
            r=[radius for ring in shown for radius in (*[ring] * (len(angles) + 1), None)],
            theta=[angle for _ in shown for angle in (*closed(angles), None)],
            name=name, line={"color": colour, "width": 1}, **quiet,
        )  # fmt: skip
    beside = cos(pi / len(angles))
    figure.add_scatterpolar(
        r=[ring * beside for ring in rings],
        theta=[angles[1] / 2] * len(rings),
        mode="text",
        text=[format_level(ring) for ring in rings],
        textfont={"size": RING_SIZE, "color": palette.muted},
        hoverinfo="skip",
        showlegend=False,
    )


def axis_labels(
    names: Sequence[str], values: Sequence[str], angles: Sequence[float], below: Sequence[bool], palette: Palette
) -> tuple[list[str], tuple[int, int, int, int]]:
    """Set the names around a radar and measure the room for them.

    Args:
        names: One name an axis.
        values: One value an axis, shown below the name; empty for none.
        angles: Degrees clockwise from the top.
        below: Whether the name is to be bold and brown.
        palette: Colours.

    Returns:
        Texts with markup, and pixels left, right, top, bottom around the circle.
    """
    lines = [_lines(name, angle, len(names)) for name, angle in zip(names, angles, strict=True)]
    texts = [_text(*parts, palette) for parts in zip(lines, values, below, strict=True)]
    sizes = [
        (max(text_width(line, TEXT_SIZE, bold=low or line == value) for line in [*row, value]), _height(row, value))
        for row, value, low in zip(lines, values, below, strict=True)
    ]
    return texts, _margin(sizes, angles)


def _lines(name: str, angle: float, count: int) -> list[str]:
    alone = abs(sin(angle * pi / 180)) < 0.2 and count <= 6
    room = max(2 * LABEL_ROOM if alone else LABEL_ROOM, _longest_word(name))
    return wrap(name, TEXT_SIZE, room, bold=True, lines=3)


def _longest_word(name: str) -> float:
    """Return the room for a name's longest word, which is not broken unless it is very long."""
    return min(max((text_width(part, TEXT_SIZE, bold=True) for part in name.split()), default=0.0), 1.2 * LABEL_ROOM)


def _height(lines: Sequence[str], value: str) -> float:
    return float(LINE * (len(lines) + bool(value)))


def _text(lines: list[str], value: str, below: bool, palette: Palette) -> str:
    name = "<br>".join(lines)
    text = coloured(name, palette.worse, bold=True) if below else name
    if not value:
        return text
    return f"{text}<br>{coloured(value, palette.worse if below else palette.text, bold=True)}"


def _margin(sizes: list[tuple[float, float]], angles: Sequence[float]) -> tuple[int, int, int, int]:
    """Return the room that the axis labels need on each side of the circle."""
    left = right = top = bottom = 10.0
    for (width, height), angle in zip(sizes, angles, strict=True):
        across, up = sin(angle * pi / 180), cos(angle * pi / 180)
        beside = width / 2 if abs(across) < 0.2 else width
        spare = SMALLEST_RADIUS * (1 - abs(across))
        if across > -0.2:
            right = max(right, beside + 8 - spare)
        if across < 0.2:
            left = max(left, beside + 8 - spare)
        above = height * (1 + abs(up)) / 2 + 6 - SMALLEST_RADIUS * (1 - abs(up))
        top, bottom = (max(top, above), bottom) if up >= 0 else (top, max(bottom, above))
    sides = int(max(left, right)) + 1
    return sides, sides, int(top) + 1, int(bottom) + 1


def radar(
    values: pd.DataFrame,
    labels: Mapping[str, str],
    palette: Palette,
    *,
    lowest: float = 1,
    maximum: float = 5,
    target: float | None = None,
    height: int = 320,
    label_values: bool = False,
    legend: bool = False,
) -> Picture:
    """Draw one to three series as polygons.

    Args:
        values: Index node codes in the regulation's order, at least three; one column a series, its name as
            column name, the own one first. At a missing value the polygon stays open and unfilled, without mark.
        labels: Short name of each node code; a code without a name stands for itself.
        palette: Colours of the viewer's theme.
        lowest: The first ring.
        maximum: The last ring.
        target: Own values below it get a hollow brown mark and a bold brown label; ``None`` marks none.
        height: Pixels.
        label_values: Whether the own value stands under each name.
        legend: Whether the names of the series stand below the radar.

    Returns:
        The figure.

    Raises:
        SpbeError: If there are fewer than three axes, no series or more than three.
    """
    codes = [str(code) for code in values.index]
    names = [str(name) for name in values.columns]
    if len(codes) < FEWEST_AXES:
        raise SpbeError(
            f"Radar memerlukan paling sedikit {FEWEST_AXES} sumbu, hanya ada {len(codes)}. Pakai diagram titik."
        )
    if not 1 <= len(names) <= MOST_SERIES:
        raise SpbeError(f"Radar memuat 1 sampai {MOST_SERIES} deret, bukan {len(names)}. Kurangi pilihan daerah.")
    table = values.to_numpy()
    series = [[number(value) for value in table[:, at]] for at in range(len(names))]
    own = series[0]
    angles = [360 * at / len(codes) for at in range(len(codes))]
    below = [target is not None and value is not None and value < target for value in own]
    full_names = [labels.get(code, code) for code in codes]

    figure = Picture()
    draw_grid(figure, angles, lowest, maximum, target, palette)
    for at in reversed(range(1, len(names))):
        _draw_reference(figure, at, names[at], series[at], angles, full_names, palette)
    _draw_own(figure, names[0], own, angles, full_names, below, palette)
    shown = [format_number(value) if label_values else "" for value in own]
    texts, (left, right, top, bottom) = axis_labels(full_names, shown, angles, below, palette)
    style(figure, palette, height, (left, right, top, bottom + (LEGEND if legend else 0)))
    figure.update_layout(
        polar={
            "bgcolor": "rgba(0,0,0,0)",
            "radialaxis": {"visible": False, "range": [0, maximum + ROOM_BESIDE]},
            "angularaxis": {
                "direction": "clockwise", "rotation": 90, "tickvals": angles, "ticktext": texts, "ticks": "",
                "showline": False, "showgrid": False, "tickfont": {"size": TEXT_SIZE, "color": palette.text},
            },
        },
        showlegend=legend,
        legend={
            "orientation": "h", "x": 0.5, "xanchor": "center", "y": 0, "yref": "container", "yanchor": "bottom",
            "itemclick": False, "itemdoubleclick": False, "traceorder": "normal", "bgcolor": "rgba(0,0,0,0)",
            "font": {"size": TEXT_SIZE, "color": palette.text},
        },
    )  # fmt: skip
    parts = [f"{name} {format_level(value)}" for name, value in zip(full_names, own, strict=True)]
    versus = f", dibandingkan dengan {' dan '.join(names[1:])}" if len(names) > 1 else ""
    return describe(figure, f"Radar {names[0]}{versus}: {listed(parts)}.")


def _draw_own(
    figure: Picture,
    name: str,
    values: list[float | None],
    angles: list[float],
    labels: list[str],
    below: list[bool],
    palette: Palette,
) -> None:
    size = 9 if len(angles) <= 8 else 8
    whole = all(value is not None for value in values)
    figure.add_scatterpolar(
        r=closed(values),
        theta=closed(angles),
        mode="lines+markers",
        name=name,
        legendrank=1,
        connectgaps=False,
        fill="toself" if whole else "none",
        fillcolor=translucent(palette.accent, 0.12),
        line={"color": palette.accent, "width": 2.5},
        marker={
            "size": size,
            "opacity": 1,
            "color": [palette.ground if low else palette.accent for low in [*below, below[0]]],
            "line": {"width": 2, "color": [palette.worse if low else palette.accent for low in [*below, below[0]]]},
        },
        cliponaxis=False,
        customdata=[[label, format_level(value)] for label, value in zip(labels, values, strict=True)]
        + [[labels[0], format_level(values[0])]],
        hovertemplate=f"%{{customdata[0]}}<br>{name} %{{customdata[1]}}<extra></extra>",
        hoveron="points",
    )


def _draw_reference(
    figure: Picture,
    at: int,
    name: str,
    values: list[float | None],
    angles: list[float],
    labels: list[str],
    palette: Palette,
) -> None:
    colour = (palette.muted, palette.series[2])[at - 1]
    figure.add_scatterpolar(
        r=closed(values),
        theta=closed(angles),
        mode="lines+markers",
        name=name,
        legendrank=at + 1,
        connectgaps=False,
        line={"color": colour, "width": 1.8, "dash": ("dash", "dot")[at - 1]},
        marker={
            "size": (7, 6)[at - 1],
            "symbol": ("diamond", "square")[at - 1],
            "opacity": 1,
            "color": palette.ground,
            "line": {"width": 1.6, "color": colour},
        },
        cliponaxis=False,
        customdata=[[label, format_level(value)] for label, value in zip(labels, values, strict=True)]
        + [[labels[0], format_level(values[0])]],
        hovertemplate=f"%{{customdata[0]}}<br>{name} %{{customdata[1]}}<extra></extra>",
        hoveron="points",
    )
