"""A map as a file: the same classes as on the page, drawn without a browser."""

from typing import Final

from spbe_analytics.charts import Palette
from spbe_analytics.parts.painted import COLUMNS, PREDICATE, Painted, painted
from spbe_analytics.parts.part import Picture
from spbe_analytics.parts.view import View, kept
from spbe_analytics.regions.shapes import CREDIT, EAST, SOUTH, outlines, points, shapes, square
from spbe_analytics.regions.tiles import squares as squares_of
from spbe_analytics.reports.drawing import Drawing
from spbe_analytics.reports.drawing.marks import element, rectangle
from spbe_analytics.reports.drawing.texts import Run, draw_rows, width

WIDTH: Final = 512.0
HIGHEST: Final = 560.0
KEY: Final = 11.0
LETTERS: Final = 12.5
LINE: Final = 19.0
NAME: Final = 9.0
HATCH: Final = "tanpa-nilai"


@kept
def map_picture(view: View, by: str = PREDICATE, squares: bool = False) -> Picture:
    """Return the map of a view as a picture for a file.

    Args:
        view: The filters.
        by: What is coloured; see :func:`spbe_analytics.parts.painted.measures`.
        squares: Whether every region is a square of the same size.
    """
    found = painted(view, by)
    text = found.note if squares else f"{found.note} {found.beside} {CREDIT}."
    return Picture(found.title, _drawn(view, found, squares=squares), text, found.rows, COLUMNS)


def _drawn(view: View, found: Painted, *, squares: bool) -> Drawing:
    paths = squares_of(found.layer) if squares else outlines(found.layer)
    left, top, wide, high = _frame(found) if view.province is not None and not squares else (0, 0, *square(EAST, SOUTH))
    scale = min(WIDTH / wide, HIGHEST / high)
    colours = view.palette
    classes = dict(zip(found.rows["code"], found.rows["place"], strict=True))
    body = [_hatch(colours)]
    drawn, above = [], ""
    line = {"stroke": colours.ground, "stroke-width": f"{0.4 / scale:.3g}", "stroke-linejoin": "round"}
    for code, d in paths.items():
        if code not in classes:
            if view.province is None or not squares:
                drawn.append(element("path", {"d": d, "fill": colours.surface, **line, "stroke": colours.border}))
            continue
        at = classes[code]
        fill = f"url(#{HATCH})" if at is None or at != at else found.classes[int(at)].colour
        drawn.append(element("path", {"d": d, "fill": fill, **line}))
        if view.home is not None and code == view.home.code:
            ring = {"fill": "none", "stroke": colours.accent, "stroke-width": f"{2 / scale:.3g}"}
            above = element("path", {"d": d, **ring})
    frame = {"x": (WIDTH - wide * scale) / 2, "y": 0, "width": wide * scale, "height": high * scale}
    shown = {**frame, "viewBox": f"{left} {top} {wide} {high}"}
    body.append(element("svg", shown, "".join([*drawn, above])))
    if view.province is not None and not squares:
        body += _names(found, (left, top, scale, (WIDTH - wide * scale) / 2), colours)
    legend, height = _legend(found, high * scale + LINE, colours)
    return Drawing("".join([*body, *legend]), WIDTH, height, f"{found.title}. {found.note}")


def _frame(found: Painted) -> tuple[int, int, int, int]:
    """Return the frame of some regions: left, top, width and height, with some room around them."""
    rings = [ring for code in found.rows["code"] for polygon in shapes(found.layer)[code] for ring in polygon]
    corners = [square(*point) for ring in rings for point in ring]
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    right, bottom = max(x for x, _ in corners), max(y for _, y in corners)
    edge = round(max(right - left, bottom - top) * 0.03) + 10
    return left - edge, top - edge, right - left + 2 * edge, bottom - top + 2 * edge


def _names(found: Painted, at: tuple[int, int, float, float], colours: Palette) -> list[str]:
    """Write the names at their regions; one that would lie on another is left out."""
    left, top, scale, aside = at
    middles, written = points(found.layer), []
    taken: list[tuple[float, float, float]] = []
    for code, name in zip(found.rows["code"], found.rows["short"], strict=True):
        x, y = (middles[code][0] - left) * scale + aside, (middles[code][1] - top) * scale + 3
        half = width([Run(name)], NAME) / 2
        if any(abs(x - other) < half + room and abs(y - line) < NAME for other, line, room in taken):
            continue
        taken.append((x, y, half))
        written += draw_rows([[Run(name)]], x, y, "center", {"size": NAME, "color": colours.text})
    return written


def _legend(found: Painted, top: float, colours: Palette) -> tuple[list[str], float]:
    entries = [(one.colour, f"{one.label}: {one.count}") for one in found.classes]
    if found.without:
        entries.append((f"url(#{HATCH})", f"tanpa nilai: {found.without}"))
    written, half = [], (len(entries) + 1) // 2
    for at, (fill, text) in enumerate(entries):
        x, y = (at // half) * WIDTH / 2, top + (at % half) * LINE
        written.append(rectangle((x, y - KEY + 2), (x + KEY, y + 2), {"fill": fill, "stroke": colours.border}))
        written += draw_rows([[Run(text)]], x + KEY + 6, y + 1, "left", {"size": LETTERS, "color": colours.text})
    return written, top + half * LINE


def _hatch(colours: Palette) -> str:
    size = {"width": 14, "height": 14}
    lines = element("rect", {**size, "fill": colours.ground}) + element(
        "rect", {"width": 4, "height": 14, "fill": colours.muted}
    )
    return element(
        "defs",
        {},
        element(
            "pattern",
            {"id": HATCH, "patternUnits": "userSpaceOnUse", **size, "patternTransform": "rotate(45)"},
            lines,
        ),
    )
