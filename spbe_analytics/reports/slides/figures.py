"""Figures as tiles on a quiet ground: what it is, its value large, how it compares."""

from collections.abc import Sequence
from typing import Final

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR

from spbe_analytics.parts.part import Figure
from spbe_analytics.reports.slides.area import Area
from spbe_analytics.reports.slides.canvas import Canvas
from spbe_analytics.reports.slides.text import LEADING, Line, clean, cut, fitted, high

LARGE: Final = 80.0
"""Points of height from which a tile is a large one."""

PADDING: Final = 10.0
LARGE_SIZES: Final = (34.0, 31.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 15.0)
SMALL_SIZES: Final = (22.0, 20.0, 18.0, 16.0, 14.0)
"""Sizes of a value in points, in the order in which they are tried."""

LARGE_WORDS: Final = (13.0, 12.0, 11.0)
SMALL_WORDS: Final = (11.0, 10.0)
"""The same of what stands above and below it."""

_ARROWS: Final = {"up": "▲ ", "down": "▼ ", "off": ""}


def add_tiles(canvas: Canvas, areas: Sequence[Area], figures: Sequence[Figure]) -> None:
    """Write figures, their values in one size.

    Args:
        canvas: The slide.
        areas: A place for each.
        figures: The figures.
    """
    large = min(area.height for area in areas) > LARGE
    sizes = LARGE_SIZES if large else SMALL_SIZES
    width = min(area.width for area in areas) - 2 * PADDING
    size = min(fitted(clean(figure.value), sizes, width, sizes[0] * 1.3, bold=True) for figure in figures)
    around = LARGE_WORDS if large else SMALL_WORDS
    small = min(fitted(clean(figure.label), around, width, around[0] * LEADING) for figure in figures)
    for area, figure in zip(areas, figures, strict=True):
        _tile(canvas, area, figure, size, small)


def _tile(canvas: Canvas, area: Area, figure: Figure, size: float, small: float) -> None:
    palette, width = canvas.palette, area.width - 2 * PADDING
    label, value = clean(figure.label), clean(figure.value)
    tones = {"green": palette.better, "red": palette.worse}
    lines = [
        Line(cut(label, small, width, 1), small, False, palette.muted),
        Line(cut(value, size, width, 1, bold=True), size, True, palette.text),
    ]
    if figure.delta:
        lines_left = max(int((area.height - high(lines, width) - 4) / (small * LEADING)), 1)
        below = cut(f"{_ARROWS[figure.arrow]}{clean(figure.delta)}", small, width, lines_left)
        lines.append(Line(below, small, False, tones.get(figure.tone, palette.muted)))
    shape = canvas.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *canvas.box(area))
    style = shape.element.find("{*}style")
    if style is not None:
        shape.element.remove(style)  # the template's would bring a shadow and letters of another colour
    shape.name = f"Angka: {label}"
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(palette.surface[1:])
    shape.line.fill.background()
    canvas.fill(shape.text_frame, lines, MSO_ANCHOR.MIDDLE, PADDING)
