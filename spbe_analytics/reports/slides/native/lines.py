"""Lines and radars that an office program draws: one dash and mark a series, missing years left open."""

from typing import Any, Final

import numpy as np
from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE

from spbe_analytics.parts.native import Chart, ChartKind
from spbe_analytics.reports.slides.area import Area
from spbe_analytics.reports.slides.canvas import Canvas
from spbe_analytics.reports.slides.native.marks import (
    NAME,
    PLAIN,
    colours,
    in_turn,
    label,
    legend_height,
    plot_in,
    rgb,
    set_ends,
)  # fmt: skip
from spbe_analytics.reports.slides.text import clean, wide

DASHES: Final = (MSO_LINE.SOLID, MSO_LINE.DASH, MSO_LINE.ROUND_DOT, MSO_LINE.LONG_DASH, MSO_LINE.DASH_DOT)
MARKERS: Final = (
    XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.DIAMOND, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.TRIANGLE,
    XL_MARKER_STYLE.X,
)  # fmt: skip
"""Dash and mark of each series in its turn, as the pictures of the pages have them and their sentences name them."""

NEAR_AXIS: Final = 0.25
"""Below this distance from the lowest value of the scale, figures under a line would stand on the names of the axis."""

RADAR_GAP: Final = 12.0
"""Points between a radar and the names at its sides."""

RADAR_NAMES: Final = 38.0
"""Points above and below a radar for the names of its axes."""


def draw_radar(canvas: Canvas, drawn: Any, chart: Chart, area: Area, *, numbered: bool) -> None:  # noqa: ANN401 - untyped
    """Draw a radar: rings at whole levels, a square of room, names around it."""
    axis = drawn.value_axis
    set_ends(axis, chart)
    axis.major_unit = 1
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb(canvas.palette.ring)
    axis.format.line.color.rgb = rgb(canvas.palette.ring)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0", False
    axis.tick_labels.font.size = canvas.size(10)
    drawn.category_axis.tick_labels.font.size = canvas.size(NAME)
    drawn.category_axis.tick_labels.font.color.rgb = rgb(canvas.palette.text)
    if numbered:
        axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    _series(canvas, drawn, chart, numbered=numbered)
    top = legend_height(chart, area.width) + RADAR_NAMES
    names = max((wide(clean(name), NAME) for name in chart.values.index), default=0.0) + RADAR_GAP
    names += wide("0,00", PLAIN, bold=True) / 2 if numbered else 0.0
    side = max(min(area.width - 2 * names, area.height - top - RADAR_NAMES), 1.0)
    edge = (area.width - side) / 2
    plot_in(drawn, area, (edge, top, edge, area.height - top - side))


def draw_lines(canvas: Canvas, drawn: Any, chart: Chart) -> None:  # noqa: ANN401
    """Draw lines over the years, on the whole scale."""
    axis = drawn.value_axis
    set_ends(axis, chart)
    axis.major_unit = 1
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb(canvas.palette.hairline)
    axis.format.line.fill.background()
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0", False
    drawn.category_axis.format.line.color.rgb = rgb(canvas.palette.axis)
    drawn.category_axis.tick_labels.font.size = canvas.size(NAME)
    _series(canvas, drawn, chart, numbered=True)


def _series(canvas: Canvas, drawn: Any, chart: Chart, *, numbered: bool) -> None:  # noqa: ANN401
    """Give each line its colour, dash and mark; the own one its figures too."""
    for at, series in enumerate(drawn.plots[0].series):
        colour = rgb(in_turn(colours(canvas.palette), at))
        series.smooth = False
        series.format.line.width = canvas.size(2.75 if at == 0 else 2.0)
        series.format.line.color.rgb = colour
        series.format.line.dash_style = in_turn(DASHES, at)
        series.marker.style, series.marker.size = in_turn(MARKERS, at), 8 if at == 0 else 7
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = colour
        series.marker.format.line.color.rgb = colour
    if numbered and len(drawn.plots[0].series):
        label(canvas, drawn.plots[0].series[0].data_labels, chart, PLAIN, canvas.palette.accent, bold=True)
        if chart.kind is ChartKind.LINES:
            place = XL_LABEL_POSITION.BELOW if _below_others(chart) else XL_LABEL_POSITION.ABOVE
            drawn.plots[0].series[0].data_labels.position = place


def _below_others(chart: Chart) -> bool:
    """Tell whether the first line ends below the others, so that its figures have more room there.

    Not where it comes close to the axis: its figures would stand on the years.
    """
    lines = [known for line in chart.values.to_numpy(dtype=float).T if len(known := line[~np.isnan(line)])]
    if len(lines) < 2 or lines[0].min() < (chart.low or 0.0) + NEAR_AXIS:
        return False
    return bool(lines[0][-1] < np.mean([line[-1] for line in lines[1:]]))
