"""Figures on two straight axes: shapes, bars, squares, points, ticks and words."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from spbe_analytics.reports.drawing.marks import (
    Point,
    draw_line,
    draw_marks,
    element,
    fill,
    number,
    one_of,
    path,
    rectangle,
    stroke,
)
from spbe_analytics.reports.drawing.texts import MIDDLE, draw_block, draw_rows, read

BESIDE: Final = 4.0
"""Pixels between the plot and the names of its rows."""


@dataclass(frozen=True)
class Plane:
    """Where values lie: the plot's left and upper edge and its size in pixels, and both axes' ranges."""

    left: float
    top: float
    width: float
    height: float
    across: tuple[float, float]
    up: tuple[float, float]

    def x(self, value: float) -> float:
        """Return the pixel of a value on the horizontal axis."""
        low, high = self.across
        return self.left + self.width * (value - low) / (high - low)

    def y(self, value: float) -> float:
        """Return the pixel of a value on the vertical axis."""
        low, high = self.up
        return self.top + self.height * (high - value) / (high - low)

    def point(self, x: float | None, y: float | None) -> Point | None:
        """Return the pixel of a point; ``None`` where a value is missing."""
        return None if x is None or y is None else (self.x(x), self.y(y))

    def on_paper(self, x: float, y: float) -> Point:
        """Return the pixel of a place in shares of the plot."""
        return self.left + self.width * x, self.top + self.height * (1 - y)


def draw_plane(content: Mapping[str, Any], width: float) -> list[str]:
    """Draw all but the key of a figure on straight axes, what lies below first."""
    layout, data = content["layout"], content["data"]
    margin, axes = layout["margin"], (layout["xaxis"], layout["yaxis"])
    plane = Plane(
        margin["l"],
        margin["t"],
        width - margin["l"] - margin["r"],
        layout["height"] - margin["t"] - margin["b"],
        *((float(axis["range"][0]), float(axis["range"][1])) for axis in axes),
    )
    shapes = layout.get("shapes", [])
    out = [_shape(shape, plane) for shape in shapes if "layer" in shape]
    for trace in data:
        if trace["type"] == "heatmap":
            out += _squares(trace, plane)
    out += _bars([trace for trace in data if trace["type"] == "bar"], plane, layout.get("barmode", ""))
    for trace in data:
        if trace["type"] == "scatter":
            out += draw_series(trace, [plane.point(x, y) for x, y in zip(trace["x"], trace["y"], strict=True)])
    out += _ticks(axes, plane)
    out += [_shape(shape, plane) for shape in shapes if "layer" not in shape]
    for annotation in layout.get("annotations", []):
        out += _words(annotation, plane, layout["font"])
    return out


def _shape(shape: Mapping[str, Any], plane: Plane) -> str:
    line = stroke(shape["line"])
    if shape["type"] == "path":
        drawn = "".join(
            f"{kind}{path([(plane.x(float(x)), plane.y(float(y)))])[1:]}"
            for kind, x, y in re.findall(r"([ML])([^,]+),([^ML]+)", shape["path"])
        )
        return element("path", {"d": drawn, "fill": "none", **line})
    ends: list[Point] = []
    for at in "01":
        x, y = shape[f"x{at}"], shape[f"y{at}"]
        ends.append((plane.x(x), plane.on_paper(0, y)[1] if "yref" in shape else plane.y(y)))
    if shape["type"] == "rect":
        return rectangle(ends[0], ends[1], {**fill(shape.get("fillcolor")), **line})
    return element("path", {"d": path(ends), "fill": "none", **line})


def _edges(places: Sequence[float], count: int) -> list[float]:
    """Return where squares begin and end: given, or in the middle between their middles."""
    if len(places) == count + 1:
        return [float(place) for place in places]
    inner = [(a + b) / 2 for a, b in pairwise(places)]
    step = (places[1] - places[0]) if count > 1 else 1.0
    return [places[0] - step / 2, *inner, places[-1] + step / 2]


def _squares(trace: Mapping[str, Any], plane: Plane) -> list[str]:
    """Draw the squares of a value as one element: hundreds of their own would take longer than all else."""
    rows = trace["z"]
    if not rows:
        return []
    xs = [plane.x(edge) for edge in _edges(trace["x"], len(rows[0]))]
    ys = [plane.y(edge) for edge in _edges(trace["y"], len(rows))]
    across, down = trace.get("xgap", 0) / 2, trace.get("ygap", 0) / 2
    columns = [(number(left + across), number(right - across)) for left, right in pairwise(xs)]
    alike: dict[float, list[str]] = defaultdict(list)
    for row, ends in zip(rows, pairwise(ys), strict=True):
        top, bottom = number(min(ends) + down), number(max(ends) - down)
        for value, (left, right) in zip(row, columns, strict=True):
            if value is not None:
                alike[value].append(f"M{left},{top}L{right},{top}L{right},{bottom}L{left},{bottom}Z")
    low, high, scale = trace["zmin"], trace["zmax"], trace["colorscale"]
    return [
        element("path", {"d": "".join(ways), **fill(_tone(scale, (value - low) / (high - low)))})
        for value, ways in alike.items()
    ]


def _tone(scale: Sequence[tuple[float, str]], share: float) -> str:
    """Return the colour of a share of the scale, between two of its steps a mixture."""
    for (low, before), (high, after) in pairwise(scale):
        if low <= share <= high and low < high:
            part = (share - low) / (high - low)
            pairs = [(int(before[at : at + 2], 16), int(after[at : at + 2], 16)) for at in (1, 3, 5)]
            return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)
    return scale[0][1] if share < scale[0][0] else scale[-1][1]


def _bars(traces: Sequence[Mapping[str, Any]], plane: Plane, mode: str) -> list[str]:
    out = []
    reached: dict[float, float] = defaultdict(float)
    for trace in traces:
        lying = trace.get("orientation") == "h"
        lengths, places = (trace["x"], trace["y"]) if lying else (trace["y"], trace["x"])
        marker = trace["marker"]
        for at, (length, place) in enumerate(zip(lengths, places, strict=True)):
            start = reached[place] if mode == "stack" else one_of(trace.get("base", 0), at)
            reached[place] += length
            half = one_of(trace["width"], at) / 2
            corners = [(start, place - half), (start + length, place + half)]
            first, second = (
                (plane.x(along), plane.y(beside)) if lying else (plane.x(beside), plane.y(along))
                for along, beside in corners
            )
            look = {**fill(one_of(marker["color"], at)), **stroke(marker["line"], marker["color"])}
            out.append(rectangle(first, second, look))
    return out


def draw_series(trace: Mapping[str, Any], points: Sequence[Point | None]) -> list[str]:
    """Draw line, marks or texts of a series through its points."""
    if trace["mode"] == "text":
        return _texts(trace, points)
    out = draw_line(points, trace["line"]) if "lines" in trace["mode"] else []
    return out + (draw_marks(points, trace["marker"]) if "markers" in trace["mode"] else [])


def _texts(trace: Mapping[str, Any], points: Sequence[Point | None]) -> list[str]:
    """Write a text over the middle of each point."""
    out = []
    for at, (text, point) in enumerate(zip(trace["text"], points, strict=True)):
        if point is not None:
            font = {name: one_of(trace["textfont"][name], at) for name in ("size", "color")}
            out += draw_rows(read(text), point[0], point[1] + MIDDLE * font["size"], "center", font)
    return out


def _ticks(axes: tuple[Mapping[str, Any], Mapping[str, Any]], plane: Plane) -> list[str]:
    out = []
    for axis, lying in zip(axes, (True, False), strict=True):
        if not axis.get("visible", True):
            continue
        font = axis["tickfont"]
        for value, text in zip(axis["tickvals"], axis["ticktext"], strict=True):
            x, y = (
                (plane.x(value), plane.top + plane.height + font["size"])
                if lying
                else (plane.left - BESIDE, plane.y(value) + MIDDLE * font["size"])
            )
            out += draw_rows(read(text), x, y, "center" if lying else "right", font)
    return out


def _words(annotation: Mapping[str, Any], plane: Plane, font: Mapping[str, Any]) -> list[str]:
    """Write an annotation; without an anchor it keeps to the near edge of the plot, or else to its own middle."""
    x, y = annotation["x"], annotation["y"]
    paper = plane.on_paper(x if "xref" in annotation else 0, y if "yref" in annotation else 0)
    point = (
        paper[0] if "xref" in annotation else plane.x(x),
        paper[1] if "yref" in annotation else plane.y(y),
    )
    anchors = {
        "xanchor": _near(x, ("left", "center", "right")) if "xref" in annotation else "center",
        "yanchor": _near(y, ("bottom", "middle", "top")) if "yref" in annotation else "middle",
    }
    return draw_block(annotation["text"], point, anchors | dict(annotation), {**font, **annotation["font"]})


def _near(share: float, sides: tuple[str, str, str]) -> str:
    return sides[0] if share < 1 / 3 else sides[2] if share > 2 / 3 else sides[1]
