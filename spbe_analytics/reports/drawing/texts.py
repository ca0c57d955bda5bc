"""Text in the few tags that our figures use, and where its lines stand."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape

from spbe_analytics.charts.room import text_width
from spbe_analytics.reports.drawing.marks import element, fill, holdable, rectangle

LINE: Final = 1.3
"""From one baseline to the next, in sizes of the letters, as plotly has it."""

ASCENT: Final = 0.984
DESCENT: Final = 0.273
"""How far the shipped font reaches above and below its baseline."""

MIDDLE: Final = 0.35
"""From the middle of a line of figures to its baseline."""

INSTEAD: Final = {"●": "•", "◇": "◊"}
"""Signs that the shipped font lacks, and its own that look like them."""

DISC: Final = "●"
DISC_SIZE: Final = 1.9
DISC_DROP: Final = 0.14
"""How much larger the bullet must be that stands for a disc, and how much lower, in sizes of the letters."""

ANCHORS: Final = {"left": "start", "center": "middle", "right": "end"}
SHARES: Final = {"left": 0.0, "center": 0.5, "right": 1.0, "top": 0.0, "middle": 0.5, "bottom": 1.0}

_TAGS: Final = re.compile(r'(<br>|</?b>|</?span>|<(?:b|span) style="color:#[0-9A-Fa-f]{6}">)')


@dataclass(frozen=True)
class Run:
    """Text of one look; without a colour it has that of its surroundings."""

    text: str
    bold: bool = False
    colour: str | None = None


Row = list[Run]
"""A line of text."""


def plain(text: str) -> str:
    """Write text for XML with signs that the shipped font has."""
    return escape(holdable("".join(INSTEAD.get(sign, sign) for sign in text)))


def read(text: str) -> list[Row]:
    """Read lines of text with tags; what is no tag of ours is text."""
    rows: list[Row] = [[]]
    looks: list[tuple[bool, str | None]] = [(False, None)]
    for part in _TAGS.split(str(text)):
        if part == "<br>":
            rows.append([])
        elif _TAGS.fullmatch(part) is None:
            if part:
                rows[-1].append(Run(html.unescape(part), *looks[-1]))
        elif part.startswith("</"):
            looks = looks[:-1] or looks
        else:
            bold, colour = looks[-1]
            looks.append((bold or part.startswith("<b"), part[-9:-2] if "style" in part else colour))
    return rows


def width(row: Row, size: float) -> float:
    """Return about how many pixels a line takes."""
    return sum(text_width(run.text.replace("\u00a0", " "), size, bold=run.bold) for run in row)


def height(rows: Sequence[Row], size: float) -> float:
    """Return how many pixels lines take from the top of the first to the bottom of the last."""
    return size * (LINE * (len(rows) - 1) + ASCENT + DESCENT)


def draw_rows(
    rows: Sequence[Row],
    x: float,
    baseline: float,
    anchor: str,
    font: Mapping[str, Any],
    upright_at: tuple[float, float] | None = None,
) -> list[str]:
    """Write lines below one another.

    Args:
        rows: The lines.
        x: Where they begin, have their middle or end, by the anchor.
        baseline: The first line's baseline.
        anchor: ``left``, ``center`` or ``right``.
        font: Size and colour.
        upright_at: The point around which the text is turned to read upwards; ``None`` for none.
    """
    turned = None if upright_at is None else f"rotate(-90 {upright_at[0]:.2f} {upright_at[1]:.2f})"
    out = []
    for at, row in enumerate(rows):
        inner = "".join(_run(run, font["size"]) for run in row)
        place = {"x": x, "y": baseline + at * LINE * font["size"], "transform": turned}
        look = {"font-size": font["size"], **fill(font["color"])}
        side = ANCHORS[anchor]
        if inner:
            out.append(element("text", {**place, "text-anchor": None if side == "start" else side, **look}, inner))
    return out


def _run(run: Run, size: float) -> str:
    first, *others = run.text.split(DISC)
    drop, larger = DISC_DROP * size, DISC_SIZE * size
    disc = element("tspan", {"font-size": larger, "dy": drop}, plain(DISC))
    text = plain(first) + "".join(disc + element("tspan", {"dy": -drop}, plain(other)) for other in others)
    if not run.bold and run.colour is None:
        return text
    return element("tspan", {"font-weight": 700 if run.bold else None, "fill": run.colour}, text) if text else ""


def draw_block(text: str, point: tuple[float, float], how: Mapping[str, Any], font: Mapping[str, Any]) -> list[str]:
    """Write text around a point, as an annotation has it.

    Args:
        text: Text with tags.
        point: Where its anchor lies.
        how: The annotation: anchors, shifts, alignment, ground, angle.
        font: Size and colour.
    """
    rows, size = read(text), float(font["size"])
    pad = how.get("borderpad", 1) + 1
    across, down = max(width(row, size) for row in rows), height(rows, size)
    upright = how.get("textangle", 0) == -90
    wide, tall = (down, across) if upright else (across, down)
    left = point[0] + how.get("xshift", 0) - SHARES[how["xanchor"]] * (wide + 2 * pad) + pad
    top = point[1] - how.get("yshift", 0) - SHARES[how["yanchor"]] * (tall + 2 * pad) + pad
    out = []
    if how.get("bgcolor") is not None:
        out.append(rectangle((left - pad, top - pad), (left + wide + pad, top + tall + pad), fill(how["bgcolor"])))
    align = how["xanchor"] if len(rows) == 1 and not upright else how.get("align", "center")
    if upright:
        foot = (left + ASCENT * size, top + tall)
        start = foot[0] + SHARES[align] * across
        return out + draw_rows(rows, start, foot[1], align, font, upright_at=foot)
    return out + draw_rows(rows, left + SHARES[align] * across, top + ASCENT * size, align, font)
