"""The ground of a radar: rings, spokes, ring numbers, and the names around it with the room that they need."""

from collections.abc import Sequence
from math import cos, pi, sin
from typing import Final

from spbe_analytics.charts.fit import text_width, wrap
from spbe_analytics.charts.picture import Picture
from spbe_analytics.charts.theme import RING_SIZE, TEXT_SIZE, Palette, coloured
from spbe_analytics.scoring.display import format_level

LABEL_ROOM: Final = 86.0
"""Pixels of one line of a label beside the circle."""

SMALLEST_RADIUS: Final = 70.0
"""Radius in pixels that the narrowest figure leaves; labels above and below may use the space beside it."""

LINE: Final = 17


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
