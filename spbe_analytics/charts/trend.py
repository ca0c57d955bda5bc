"""The trend: one line a series inside each instrument, over the predicates' bands, never across a change of rules."""

from typing import Final

import pandas as pd

from spbe_analytics.charts.fit import NARROWEST, listed
from spbe_analytics.charts.picture import Picture
from spbe_analytics.charts.theme import TICK_SIZE, Palette, describe, style
from spbe_analytics.charts.timeline import Band, Line, Segment, bands_of, read_lines, segments, ticks
from spbe_analytics.charts.trend_labels import (
    RIGHT,
    cut_text,
    draw_band_names,
    draw_breaks,
    draw_ends,
    draw_values,
    point_boxes,
)  # fmt: skip
from spbe_analytics.scoring.display import MISSING, format_score

LEFT: Final = 30
FOOT: Final = 26
HEAD: Final = 6
BREAK_HEAD: Final = 24
"""Room above the plot for the words at a break between two instruments."""

AROUND: Final = 0.35
"""How much of the neighbouring band is shown beyond the bands that hold data, in points of the index."""


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
