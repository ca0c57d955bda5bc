"""The key of a figure: a mark and a name for each series, side by side as far as there is room."""

from collections.abc import Mapping
from typing import Any, Final

from spbe_analytics.reports.drawing.marks import draw_line, draw_marks, one_of
from spbe_analytics.reports.drawing.texts import MIDDLE, draw_rows, read, width

LONG: Final = 30.0
"""Pixels that the line of an entry takes, its mark in the middle."""

SHORT: Final = 16.0
"""Pixels that a mark without a line takes."""

GAP: Final = 6.0
"""Pixels between the mark and the name."""

APART: Final = 16.0
"""Pixels between two entries."""

LINE: Final = 19.0
EDGE: Final = 5.0
"""Pixels between the key and the edge of the figure."""


def draw_key(content: Mapping[str, Any], wide: float) -> list[str]:
    """Draw the key, if the figure shows one, along its upper or lower edge."""
    layout = content["layout"]
    if not layout.get("showlegend"):
        return []
    legend = layout["legend"]
    size = float(legend["font"]["size"])
    shown = [trace for trace in content["data"] if trace.get("showlegend", True)]
    lines: list[list[tuple[float, Mapping[str, Any]]]] = [[]]
    edge = 0.0
    for trace in sorted(shown, key=lambda trace: trace["legendrank"]):
        room = _room(trace, size)
        if edge and edge + room > wide:
            lines.append([])
            edge = 0.0
        lines[-1].append((edge, trace))
        edge += room + APART
    out: list[str] = []
    for at, line in enumerate(lines):
        total = line[-1][0] + _room(line[-1][1], size)
        left = (wide - total) / 2 if legend["xanchor"] == "center" else 0.0
        place = at if legend["yanchor"] == "top" else at - len(lines)
        middle = (place + 0.5) * LINE + (EDGE if legend["yanchor"] == "top" else layout["height"] - EDGE)
        for edge, trace in line:
            out += _entry(trace, left + edge, middle, legend["font"])
    return out


def _room(trace: Mapping[str, Any], size: float) -> float:
    return _mark(trace) + GAP + max(width(row, size) for row in read(trace["name"]))


def _mark(trace: Mapping[str, Any]) -> float:
    return LONG if "lines" in trace["mode"] else SHORT


def _entry(trace: Mapping[str, Any], x: float, y: float, font: Mapping[str, Any]) -> list[str]:
    marker = dict(trace["marker"])
    marker["line"] = {name: one_of(value, 0) for name, value in marker["line"].items()}
    marker = {name: one_of(value, 0) for name, value in marker.items()}
    mark = _mark(trace)
    out = draw_line([(x, y), (x + mark, y)], trace["line"]) if "lines" in trace["mode"] else []
    out += draw_marks([(x + mark / 2, y)], marker)
    return out + draw_rows(read(trace["name"]), x + mark + GAP, y + MIDDLE * font["size"], "left", font)
