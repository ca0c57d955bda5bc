"""Elements of SVG: lines, areas and the marks of points, with plotly's names for symbols and dashes."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import cos, pi, sin, sqrt
from typing import Any, Final
from xml.sax.saxutils import quoteattr

DASHES: Final[Mapping[str, tuple[int, ...]]] = {
    "solid": (),
    "dot": (1, 1),
    "dash": (3, 3),
    "longdash": (5, 5),
    "dashdot": (3, 1, 1, 1),
}
"""Lengths of strokes and gaps in widths of the line, of which three pixels are the least."""

SYMBOLS: Final = ("circle", "diamond", "square", "pentagon", "cross", "triangle-up")

Point = tuple[float, float]

_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def holdable(text: str) -> str:
    """Leave out the signs that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def element(name: str, properties: Mapping[str, object], inner: str = "") -> str:
    """Write an element; a property that is ``None`` is not written."""
    return f"<{name}{attributes(properties)}>{inner}</{name}>" if inner else f"<{name}{attributes(properties)}/>"


def attributes(properties: Mapping[str, object]) -> str:
    """Write properties as attributes, numbers with two decimals at most and text escaped."""
    return "".join(
        f' {name}="{number(value)}"' if isinstance(value, int | float) else f" {name}={_quoted(str(value))}"
        for name, value in properties.items()
        if value is not None
    )


@lru_cache(maxsize=4096)
def _quoted(text: str) -> str:
    return quoteattr(holdable(text))


def number(value: float) -> str:
    """Write a number with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def fill(colour: str | None, name: str = "fill") -> dict[str, object]:
    """Return the properties of a colour, its opacity apart: not every program reads ``rgba``."""
    if colour is None:
        return {name: "none"}
    if not colour.startswith("rgba("):
        return {name: colour}
    red, green, blue, opacity = (float(part) for part in colour.removeprefix("rgba(").removesuffix(")").split(","))
    if not opacity:
        return {name: "none"}
    return {name: f"#{int(red):02X}{int(green):02X}{int(blue):02X}", f"{name}-opacity": opacity}


def stroke(line: Mapping[str, Any], base: str | None = None) -> dict[str, object]:
    """Return the properties of a line; one without width is none."""
    width = line.get("width", 2 if base is None else 0)
    colour = line.get("color", base)
    if not width or colour is None:
        return {}
    return {**fill(colour, "stroke"), "stroke-width": width, "stroke-dasharray": _dashes(line.get("dash"), width)}


def _dashes(dash: str | None, width: float) -> str | None:
    if dash is None or dash == "solid":
        return None
    if dash in DASHES:
        return ",".join(number(part * max(width, 3)) for part in DASHES[dash])
    return dash.replace("px", "")


def path(points: Sequence[Point], *, close: bool = False) -> str:
    """Write a way through points, as ``d`` has it."""
    return "M" + "L".join(f"{number(x)},{number(y)}" for x, y in points) + ("Z" if close else "")


def rectangle(first: Point, second: Point, properties: Mapping[str, object]) -> str:
    """Draw the rectangle between two corners."""
    (x0, x1), (y0, y1) = sorted((first[0], second[0])), sorted((first[1], second[1]))
    return element("rect", {"x": x0, "y": y0, "width": x1 - x0, "height": y1 - y0, **properties})


def stretches(points: Sequence[Point | None]) -> list[list[Point]]:
    """Cut a line where a point is missing."""
    found: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            found.append([])
        else:
            found[-1].append(point)
    return [stretch for stretch in found if stretch]


def draw_line(points: Sequence[Point | None], line: Mapping[str, Any]) -> list[str]:
    """Draw a line through points, interrupted where one is missing."""
    ways = [path(stretch) for stretch in stretches(points) if len(stretch) > 1]
    look = {"fill": "none", "stroke-linejoin": "round", **stroke(line)}
    return [element("path", {"d": "".join(ways), **look})] if ways else []


def draw_marks(points: Sequence[Point | None], marker: Mapping[str, Any]) -> list[str]:
    """Draw a mark at each point that there is; a property may be a list with one value a point."""
    line = marker.get("line", {})
    return [
        _mark(
            point,
            float(one_of(marker.get("size", 6), at)),
            one_of(marker.get("symbol", "circle"), at),
            {
                **fill(one_of(marker["color"], at)),
                **stroke({"width": one_of(line.get("width", 0), at), "color": one_of(line.get("color"), at)}, None),
            },
        )
        for at, point in enumerate(points)
        if point is not None
    ]


def one_of(value: Any, at: int) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return the value of one point: its own of a list, or the one that all have."""
    return value[at] if isinstance(value, list) else value


def _mark(point: Point, size: float, symbol: str, look: Mapping[str, object]) -> str:
    x, y = point
    if symbol == "circle":
        return element("circle", {"cx": x, "cy": y, "r": size / 2, **look})
    corners = [(x + across, y + down) for across, down in _corners(symbol, size / 2)]
    return element("path", {"d": path(corners, close=True), **look})


def _corners(symbol: str, radius: float) -> list[Point]:
    """Return the corners of a mark around its middle, as large as plotly has them."""
    if symbol == "square":
        return [(-radius, -radius), (radius, -radius), (radius, radius), (-radius, radius)]
    if symbol == "diamond":
        wide = radius * 1.3
        return [(0, -wide), (wide, 0), (0, wide), (-wide, 0)]
    if symbol == "triangle-up":
        half = radius * 2 / sqrt(3)
        return [(-half, radius / 2), (half, radius / 2), (0, -radius)]
    if symbol == "pentagon":
        return [(radius * sin(turn * 2 * pi / 5), -radius * cos(turn * 2 * pi / 5)) for turn in range(5)]
    arm, far = radius * 0.4, radius * 1.2
    quarter = [(arm, -arm), (arm, -far), (-arm, -far)]
    return [
        (x * cos(turn * pi / 2) + y * sin(turn * pi / 2), -x * sin(turn * pi / 2) + y * cos(turn * pi / 2))
        for turn in range(4)
        for x, y in quarter
    ]
