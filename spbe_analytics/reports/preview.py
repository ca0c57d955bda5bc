"""What the first slide of a document looks like, as one picture for a screen."""

from typing import Final
from xml.sax.saxutils import escape

from spbe_analytics.charts.room import shorten, text_width, wrap
from spbe_analytics.parts.part import Figure
from spbe_analytics.reports.document import Document
from spbe_analytics.reports.drawing import FAMILY, draw
from spbe_analytics.reports.drawing.marks import attributes, element, holdable

WIDTH, HEIGHT = 960, 540
SIDE: Final = 48.0
TITLE: Final = 32.0
LINES_OF_TITLE: Final = 3
WORDS: Final = 330.0
"""Pixels of the figures beside the picture."""

DRAWN: Final = 520.0
"""Width in pixels for which the picture is drawn."""

TILE: Final = 118.0
VALUE: Final = 28.0
SMALLEST_VALUE: Final = 18.0
ARROWS: Final = {"up": "▲ ", "down": "▼ ", "off": ""}


def first_slide(document: Document) -> str:
    """Draw what the first slide holds: finding, figures, and its picture as the pages draw it.

    Returns:
        SVG on white, whatever the theme: slides are light.
    """
    part, palette = document.parts[0], document.view.palette
    title = wrap(part.title, TITLE, WIDTH - 2 * SIDE, bold=True, lines=LINES_OF_TITLE)
    out = [
        element("rect", {"width": WIDTH, "height": HEIGHT, "fill": palette.ground}),
        _text(part.heading, SIDE, 50, 17, palette.accent, bold=True),
        *(_text(line, SIDE, 92 + at * 40, TITLE, palette.text, bold=True) for at, line in enumerate(title)),
    ]
    top = 92 + 40 * len(title)
    for at, figure in enumerate(part.figures):
        out += _tile(figure, SIDE + at % 2 * WORDS / 2, top + at // 2 * TILE, document)
    if part.pictures:
        drawn = draw(part.pictures[0].figure, DRAWN)
        left, room = SIDE + WORDS + 24, HEIGHT - top - 50
        scale = min((WIDTH - SIDE - left) / drawn.width, room / drawn.height)
        out.append(element("g", {"transform": f"translate({left} {top - 12}) scale({scale:.3f})"}, drawn.body))
    foot = " · ".join(filter(None, (document.subject, document.moment, document.source_line)))
    out.append(_text(shorten(foot, 12, WIDTH - 2 * SIDE), SIDE, HEIGHT - 22, 12, palette.muted))
    head = {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "font-family": FAMILY}
    return f'<svg xmlns="http://www.w3.org/2000/svg"{attributes(head)}>{"".join(out)}</svg>'


def _tile(figure: Figure, left: float, top: float, document: Document) -> list[str]:
    palette, room = document.view.palette, WORDS / 2 - 12
    tones = {"green": palette.better, "red": palette.worse}
    delta = f"{ARROWS[figure.arrow]}{figure.delta}" if figure.delta else ""
    size = max(SMALLEST_VALUE, min(VALUE, VALUE * room / text_width(figure.value, VALUE, bold=True)))
    return [
        _text(shorten(figure.label, 14, room), left, top + 20, 14, palette.muted),
        _text(shorten(figure.value, size, room, bold=True), left, top + 54, size, palette.text, bold=True),
        _text(shorten(delta, 13, room), left, top + 76, 13, tones.get(figure.tone, palette.muted)),
    ]


def _text(said: str, x: float, y: float, size: float, colour: str, *, bold: bool = False) -> str:
    look = {"x": x, "y": y, "font-size": size, "fill": colour, "font-weight": "bold" if bold else None}
    return element("text", look, escape(holdable(said))) if said else ""
