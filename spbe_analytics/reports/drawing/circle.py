"""Figures around a centre: polygons over axes like the spokes of a wheel, with a name at the end of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Any, Final

from spbe_analytics.reports.drawing.marks import Point, element, fill, path, stretches
from spbe_analytics.reports.drawing.plane import draw_series
from spbe_analytics.reports.drawing.texts import ASCENT, draw_rows, height, read

BESIDE: Final = 5.0
"""Pixels between the circle and the names left and right of it; those above and below bring air of their own."""


@dataclass(frozen=True)
class Circle:
    """Where values lie: the centre, the radius in pixels, and the value at the end of it."""

    x: float
    y: float
    radius: float
    most: float

    def point(self, value: float | None, turn: float | None) -> Point | None:
        """Return the pixel of a value at an angle in degrees clockwise from the top; ``None`` where one is missing."""
        if value is None or turn is None:
            return None
        away = self.radius * value / self.most
        return self.x + away * sin(radians(turn)), self.y - away * cos(radians(turn))


def draw_circle(content: Mapping[str, Any], width: float) -> list[str]:
    """Draw all but the key of a figure around a centre, what lies below first."""
    layout = content["layout"]
    margin = layout["margin"]
    across, down = width - margin["l"] - margin["r"], layout["height"] - margin["t"] - margin["b"]
    most = float(layout["polar"]["radialaxis"]["range"][1])
    circle = Circle(margin["l"] + across / 2, margin["t"] + down / 2, min(across, down) / 2, most)
    out: list[str] = []
    for trace in content["data"]:
        points = [circle.point(value, turn) for value, turn in zip(trace["r"], trace["theta"], strict=True)]
        if trace.get("fill", "none") == "toself":
            ways = "".join(path(stretch, close=True) for stretch in stretches(points))
            out.append(element("path", {"d": ways, **fill(trace["fillcolor"])}))
        out += draw_series(trace, points)
    axis = layout["polar"]["angularaxis"]
    for turn, text in zip(axis["tickvals"], axis["ticktext"], strict=True):
        out += _name(text, turn, circle, axis["tickfont"])
    return out


def _name(text: str, turn: float, circle: Circle, font: Mapping[str, Any]) -> list[str]:
    rows, right, up = read(text), sin(radians(turn)), cos(radians(turn))
    x, y = circle.x + (circle.radius + BESIDE) * right, circle.y - circle.radius * up
    anchor = "center" if abs(right) < 0.1 else "left" if right > 0 else "right"
    top = y - height(rows, font["size"]) * (1 + up) / 2
    return draw_rows(rows, x, top + ASCENT * font["size"], anchor, font)
