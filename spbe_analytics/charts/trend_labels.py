"""The words in a trend: values at points, names of bands, breaks between instruments, names at the right end."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from spbe_analytics.charts.fit import spread, text_width, wrap
from spbe_analytics.charts.picture import Picture
from spbe_analytics.charts.theme import TEXT_SIZE, Palette, coloured
from spbe_analytics.charts.timeline import BREAK, Band, Line, Segment, thinned
from spbe_analytics.scoring.display import format_number, format_score

RIGHT: Final = 92
"""Margin at the right, for the names of the lines."""

END_GAP: Final = 34.0
"""Least distance in pixels between the middles of two names at the right."""

END_LINE: Final = 17.0

OFFSET: Final = 16.0
"""From a point to the middle of its value, in pixels."""

Box = tuple[float, float, float, float]
"""Left, right, bottom, top in pixels of the narrowest figure, up from zero of the scale."""


def cut_text(value: float) -> str:
    """Write a cut-off without needless zeros: ``2,6``."""
    return format_number(value).rstrip("0").rstrip(",")


def point_boxes(lines: Sequence[Line], segments: Sequence[Segment], pixels: float) -> list[Box]:
    """Return the boxes that the points take up."""
    return [
        _box(segment.x(year), value * pixels, 14, 14)
        for line in lines
        for segment in segments
        for year, (value, _) in line.points.get(segment.name, {}).items()
    ]


def draw_values(
    figure: Picture, lines: Sequence[Line], segments: Sequence[Segment], pixels: float, taken: Sequence[Box]
) -> list[Box]:
    """Write values above or below points: the own line's always, another's if there are just two lines.

    Args:
        figure: The figure, which is changed.
        lines: All lines.
        segments: All segments.
        pixels: Height in pixels of one point of the index.
        taken: Boxes of points, which values avoid.

    Returns:
        The boxes of the values. A value is left out where points and other values leave no room, and at the
        last point, where it stands beside the line's name.
    """
    boxes: list[Box] = []
    for line in sorted(lines, key=lambda line: not line.own):
        if not line.own and (len(lines) > 2 or len(segments) > 2):
            continue
        spots = [
            (segment.x(year), *line.points[segment.name][year][:1], (segment.name, year))
            for segment in segments
            for year in sorted(line.points.get(segment.name, {}))
        ]
        kept = thinned([x for x, *_ in spots])
        for at, (x, value, where) in enumerate(spots):
            if at not in kept or where == line.last:
                continue
            first = OFFSET if _above(line, lines, where, value) else -OFFSET
            tries = [(shift, _box(x, value * pixels + shift, 28, 15)) for shift in (first, -first)]
            free = [(shift, box) for shift, box in tries if not _hit(box, [*taken, *boxes])]
            if not free:
                continue
            shift, box = free[0]
            figure.add_annotation(
                text=coloured(format_score(value), line.colour, bold=line.own), x=x, y=value, yshift=shift,
                showarrow=False, borderpad=0, font={"size": TEXT_SIZE},
            )  # fmt: skip
            boxes.append(box)
    return boxes


def draw_band_names(
    figure: Picture,
    segments: Sequence[Segment],
    bands: Mapping[str, Sequence[Band]],
    span: tuple[float, float],
    pixels: float,
    taken: Sequence[Box],
    palette: Palette,
) -> None:
    """Write each predicate once, in a corner of its band where no point and no value is.

    Args:
        figure: The figure, which is changed.
        segments: All segments.
        bands: The bands of each segment.
        span: Lower and upper end of the scale shown.
        pixels: Height in pixels of one point of the index.
        taken: Boxes that names avoid.
        palette: Colours.
    """
    corners: dict[str, list[tuple[bool, Segment, float, str]]] = {}
    for segment in segments:
        rows = bands[segment.name]
        for (name, lower, upper), colour in zip(rows, palette.texts(len(rows)) if rows else (), strict=True):
            bottom, roof = max(lower, span[0]) * pixels, min(upper, span[1]) * pixels
            width = text_width(name, TEXT_SIZE)
            spots = corners.setdefault(name, [])
            if roof - bottom < 16 or width > segment.right - segment.left - 4:
                continue
            spots += [(end, segment, y, colour) for y in (roof - 11, bottom + 10) for end in (False, True)]
    for name, spots in corners.items():
        width = text_width(name, TEXT_SIZE)
        free = [spot for spot in spots if not _hit(_name_box(spot, width), taken)]
        for end, segment, y, colour in (free or spots)[:1]:
            figure.add_annotation(
                text=coloured(name, colour), x=segment.right if end else segment.left, y=y / pixels,
                xanchor="right" if end else "left", xshift=-7 if end else 7, showarrow=False, borderpad=0,
                font={"size": TEXT_SIZE},
            )  # fmt: skip


def draw_breaks(figure: Picture, segments: Sequence[Segment], low: float, high: float, palette: Palette) -> None:
    """Mark each gap between two segments with an upright line and the later segment's words above it.

    Args:
        figure: The figure, which is changed.
        segments: All segments from left to right.
        low: Left edge of the figure in positions of the axis.
        high: Right edge of the figure.
        palette: Colours.
    """
    pairs = list(pairwise(segments))
    middles = [before.right + BREAK / 2 for before, _ in pairs]
    sizes = [text_width(after.label, TEXT_SIZE) + 10 for _, after in pairs]
    for (_, after), x, at in zip(pairs, middles, spread(middles, sizes, low, high), strict=True):
        line = {"color": palette.muted, "width": 1.5, "dash": "dot"}
        figure.add_shape(type="line", x0=x, x1=x, yref="paper", y0=0, y1=1, line=line, name="pemisah")
        if after.label:
            figure.add_annotation(
                text=after.label, x=at, y=1, yref="paper", yanchor="bottom", yshift=3, showarrow=False, borderpad=0,
                font={"size": TEXT_SIZE, "color": palette.muted},
            )  # fmt: skip


def draw_ends(
    figure: Picture, lines: Sequence[Line], segments: Sequence[Segment], span: tuple[float, float], pixels: float
) -> None:
    """Write name and last value of each line at the right, apart from one another.

    Args:
        figure: The figure, which is changed.
        lines: All lines.
        segments: All segments; a line that ends before the last year says when.
        span: Lower and upper end of the scale shown.
        pixels: Height in pixels of one point of the index.
    """
    ends: list[tuple[float, list[str], Line]] = []
    for line in lines:
        if line.last is None:
            continue
        name, year = line.last
        value = line.points[name][year][0]
        late = segments[-1].name == name and segments[-1].years[-1] == year
        head = format_score(value) if late else f"{format_score(value)} ({year})"
        ends.append((value, [head, *wrap(line.name, TEXT_SIZE, RIGHT - 6, bold=line.own, lines=3)], line))
    sizes = [max(END_GAP, END_LINE * len(texts) + 2) for _, texts, _ in ends]
    middles = spread([value * pixels for value, *_ in ends], sizes, span[0] * pixels, span[1] * pixels)
    for (_, texts, line), middle in zip(ends, middles, strict=True):
        figure.add_annotation(
            text=coloured("<br>".join(texts), line.colour, bold=line.own), x=1, xref="paper", xanchor="left", xshift=4,
            y=middle / pixels, align="left", showarrow=False, borderpad=0, font={"size": TEXT_SIZE},
        )  # fmt: skip


def _above(line: Line, lines: Sequence[Line], where: tuple[str, int], value: float) -> bool:
    name, year = where
    points = [other.points.get(name, {}).get(year) for other in lines if other is not line]
    rivals = [point[0] for point in points if point is not None]
    if not rivals:
        return True
    nearest = min(rivals, key=lambda rival: abs(rival - value))
    return value > nearest if value != nearest else line.own


def _name_box(spot: tuple[bool, Segment, float, str], width: float) -> Box:
    end, segment, y, _ = spot
    left = segment.right - 7 - width if end else segment.left + 7
    return left, left + width, y - 9, y + 9


def _box(x: float, y: float, width: float, height: float) -> Box:
    return x - width / 2, x + width / 2, y - height / 2, y + height / 2


def _hit(box: Box, others: Sequence[Box]) -> bool:
    left, right, bottom, top = box
    return any(left < b and right > a and bottom < d and top > c for a, b, c, d in others)
