"""The trend: one line a series inside each instrument, over the predicates' bands, never across a change of rules.

Also the words in it: values at points, names of bands, breaks between instruments, names at the right end.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

import pandas as pd

from spbe_analytics.charts.picture import Picture
from spbe_analytics.charts.room import NARROWEST, listed, spread, text_width, wrap
from spbe_analytics.charts.theme import TEXT_SIZE, TICK_SIZE, Palette, coloured, describe, style
from spbe_analytics.charts.timeline import BREAK, Band, Line, Segment, bands_of, read_lines, segments, thinned, ticks
from spbe_analytics.scoring.display import MISSING, format_number, format_score

RIGHT: Final = 92
"""Margin at the right, for the names of the lines."""

END_GAP: Final = 34.0
"""Least distance in pixels between the middles of two names at the right."""

END_LINE: Final = 17.0

OFFSET: Final = 16.0
"""From a point to the middle of its value, in pixels."""

Box = tuple[float, float, float, float]
"""Left, right, bottom, top in pixels of the narrowest figure, up from zero of the scale."""

LEFT: Final = 30
FOOT: Final = 26
HEAD: Final = 6
BREAK_HEAD: Final = 24
"""Room above the plot for the words at a break between two instruments."""

AROUND: Final = 0.35
"""How much of the neighbouring band is shown beyond the bands that hold data, in points of the index."""


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


def trend(lines: pd.DataFrame, bands: pd.DataFrame, palette: Palette, *, height: int = 310) -> Picture:
    """Draw values over the years.

    Args:
        lines: Long frame with columns ``series``, ``year``, ``value``, ``segment`` (the instrument), ``hollow``
            (a value computed by us), ``own`` and, if there are several segments, ``segment_label`` (words at the
            break before a segment). A year without a value interrupts its line. A series with ``goal`` is one of
            targets, whose years may lie ahead.
        bands: Predicates in ascending order; columns ``segment``, ``predicate``, ``lower``, ``upper``.
        palette: Colours of the viewer's theme.
        height: Pixels.

    Returns:
        The figure. Each trace lies inside one segment; the own series carries its values, every series its name
        and last value at the right end.
    """
    width = float(NARROWEST - LEFT - RIGHT)
    places = segments(lines, bands, width)
    drawn = read_lines(lines, palette)
    rows = {segment.name: bands_of(bands, segment.name) for segment in places}
    top = BREAK_HEAD if len(places) > 1 else HEAD
    span = _span([value for line in drawn for points in line.points.values() for value, _ in points.values()], rows)
    pixels = (height - top - FOOT) / (span[1] - span[0])

    figure = Picture()
    for segment in places:
        _draw_bands(figure, segment, rows[segment.name], span, palette)
        for line in drawn:
            _draw_line(figure, line, segment, palette)
    taken = point_boxes(drawn, places, pixels)
    taken += draw_values(figure, drawn, places, pixels, taken)
    draw_band_names(figure, places, rows, span, pixels, taken, palette)
    draw_breaks(figure, places, -LEFT, width + RIGHT, palette)
    draw_ends(figure, drawn, places, span, pixels)
    style(figure, palette, height, (LEFT, RIGHT, top, FOOT))
    years = ticks(places)
    figure.update_xaxes(range=[0, width], tickvals=[x for x, _ in years], ticktext=[str(year) for _, year in years])
    first = [lower for _, lower, _ in rows[places[0].name] if span[0] < lower < span[1]] if places else []
    figure.update_yaxes(range=list(span), tickvals=first, ticktext=[cut_text(value) for value in first])
    return describe(figure, f"Diagram garis: {listed([_sentence(line, places) for line in reversed(drawn)])}.")


def _span(values: list[float], cuts: dict[str, list[Band]]) -> tuple[float, float]:
    """Return the part of the scale that is shown: the bands that hold data, and a piece of their neighbours."""
    limits = sorted({limit for rows in cuts.values() for _, lower, upper in rows for limit in (lower, upper)})
    low, high = (min(values), max(values)) if values else (limits[0], limits[-1]) if limits else (0.0, 1.0)
    low_edge = max((limit for limit in limits if limit <= low), default=low)
    high_edge = min((limit for limit in limits if limit > high), default=high)
    floor, roof = (limits[0], limits[-1]) if limits else (low - AROUND, high + AROUND)
    low, high = max(low_edge - AROUND, floor, low - 1.0), min(high_edge + AROUND, roof)
    return (low, high + 0.06 if high == roof else high) if high > low else (low - AROUND, high + AROUND)


def _draw_line(figure: Picture, line: Line, segment: Segment, palette: Palette) -> None:
    points = line.points.get(segment.name, {})
    if not points:
        return
    years = [year for year in segment.years if min(points) <= year <= max(points)]
    hollow = [year in points and points[year][1] for year in years]
    figure.add_scatter(
        x=[segment.x(year) for year in years],
        y=[points[year][0] if year in points else None for year in years],
        mode="lines+markers",
        name=line.name,
        meta={"series": line.name, "segment": segment.name},
        connectgaps=False,
        line={"color": line.colour, "width": 2.5 if line.own else 2, "dash": line.dash},
        marker={
            "size": 10 if line.own else 11,
            "symbol": line.symbol,
            "color": [palette.ground if empty else line.colour for empty in hollow],
            "opacity": 1,
            "line": {"color": line.colour, "width": [2 if empty else 0 for empty in hollow]},
        },
        cliponaxis=False,
        customdata=[[str(year), format_score(points[year][0] if year in points else None)] for year in years],
        hovertemplate=f"{line.name} %{{customdata[0]}}<br>%{{customdata[1]}}<extra></extra>",
    )


def _draw_bands(
    figure: Picture, segment: Segment, rows: list[Band], span: tuple[float, float], palette: Palette
) -> None:
    low, high = span
    for (_, lower, upper), colour in zip(rows, palette.bands(len(rows)) if rows else (), strict=True):
        bottom, roof = max(lower, low), min(upper, high)
        if bottom >= roof:
            continue
        sides = {"layer": "below", "x0": segment.left, "x1": segment.right}
        figure.add_shape(type="rect", y0=bottom, y1=roof, fillcolor=colour, line={"width": 0}, **sides)
        if lower <= low:
            continue
        line = {"color": palette.axis, "width": 1, "dash": "2px,3px"}
        figure.add_shape(type="line", y0=lower, y1=lower, line=line, **sides)
        if segment.new_cuts:
            figure.add_annotation(
                text=cut_text(lower), x=segment.left, xanchor="right", xshift=-3, y=lower, showarrow=False,
                borderpad=0, font={"size": TICK_SIZE, "color": palette.muted},
            )  # fmt: skip


def _sentence(line: Line, places: list[Segment]) -> str:
    known = [
        f"{year} {format_score(line.points[segment.name][year][0])}"
        for segment in places
        for year in segment.years
        if year in line.points.get(segment.name, {})
    ]
    return f"{line.name} {', '.join(known) or MISSING}"
