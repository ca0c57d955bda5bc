"""Bars that an office program draws: the first category on top, each bar with its figure."""

from dataclasses import replace
from typing import Any, Final

import numpy as np
from pptx.enum.chart import XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from spbe_analytics.parts.native import Chart, ChartKind
from spbe_analytics.reports.slides.area import Area
from spbe_analytics.reports.slides.canvas import Canvas
from spbe_analytics.reports.slides.native.marks import (
    PLAIN,
    colours,
    format_of,
    in_turn,
    label,
    legend_height,
    plot_in,
    rgb,
    set_ends,
)  # fmt: skip
from spbe_analytics.reports.slides.text import clean, wide

TINY: Final = 7.0
"""The smallest size in points to which bars shrink their letters."""

TALL_BARS: Final = 10
"""More bars than this want the height of the slide."""

THICKEST: Final = 28.0
"""Most points of height of a bar."""

LEAST_GAP: Final = 0.45
"""Least gap between two categories, in bars."""

SHARE: Final = 0.67
"""Share of a category's room that its letters may take."""

WIDEST_NAMES: Final = 0.6
"""Share of the width that the names of bars may take."""

FOR_LABEL: Final = 0.14
FOR_SMALL: Final = 0.26
"""Share of the span that the label of a bar below nought gets, and one of more places."""

SMALL: Final = 4
"""Places of a change that would read as nought with fewer."""


def bars_of(chart: Chart) -> int:
    """Count the bars below each other."""
    return len(chart.values) if chart.stacked else int(chart.values.size)


def scaled(chart: Chart) -> Chart:
    """Give bars an axis with room for their labels where it has no ends of its own."""
    if chart.kind is not ChartKind.BARS or chart.values.empty:
        return chart
    values = chart.values.to_numpy(dtype=float)
    lengths = np.nansum(values, axis=1) if chart.stacked else values
    least, most = (float(end.reduce(lengths, axis=None, initial=0.0)) for end in (np.fmin, np.fmax))
    span = (most - least) or 1.0
    small = chart.signed and -least < _nought(chart)
    below = (FOR_SMALL if small else FOR_LABEL) if least < 0 else 0.0
    low = chart.low if chart.low is not None else least - span * below
    high = chart.high if chart.high is not None else most + (span * 0.04 if most > 0 else 0.0)
    return replace(chart, low=low, high=high)


def draw_bars(canvas: Canvas, drawn: Any, chart: Chart, whole: Chart, area: Area) -> None:  # noqa: ANN401
    """Draw bars: names at the left, figures at the ends, no axis; letters as large as the bars allow."""
    count = 1 if chart.stacked else len(chart.values.columns)
    legend = legend_height(chart, area.width)
    room = (area.height - legend) / max(len(chart.values), 1)
    each = min(room / (count + LEAST_GAP), THICKEST)
    gap = room / each - count
    size = max(min(PLAIN, room * SHARE), TINY)
    longest = max((wide(clean(name), 1.0) for name in whole.values.index), default=0.0)
    left = min(longest * size + 8, area.width * WIDEST_NAMES)
    size = max(min(size, (left - 6) / max(longest, 1.0)), TINY)
    plot = drawn.plots[0]
    plot.gap_width, plot.overlap = round(gap * 100), 100 if chart.stacked else 0
    names, values = drawn.category_axis, drawn.value_axis
    names.reverse_order = True
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.tick_labels.font.size = canvas.size(size)
    names.tick_labels.font.color.rgb = rgb(canvas.palette.text)
    names.format.line.color.rgb = rgb(canvas.palette.axis)
    names.has_major_gridlines = False
    _name_all(names)
    set_ends(values, chart)
    values.has_major_gridlines = False
    values.visible = False
    number = size if count == 1 else max(min(size, each), TINY)
    for at, series in enumerate(plot.series):
        dark = chart.stacked and at == 0
        label(canvas, series.data_labels, chart, number, canvas.palette.ground if dark else canvas.palette.text)
        place = XL_LABEL_POSITION.CENTER if chart.stacked else XL_LABEL_POSITION.OUTSIDE_END
        series.data_labels.position = place
    if chart.stacked:
        _fill_parts(canvas, plot)
    else:
        _fill_bars(canvas, plot, chart, some_own=bool(whole.own))
    _small_ones(canvas, plot, chart)
    right = wide("+0,00 ", number) + 4
    plot_in(drawn, area, (left, legend + 2, right, 2.0))


def _fill_bars(canvas: Canvas, plot: Any, chart: Chart, *, some_own: bool) -> None:  # noqa: ANN401
    """Colour bars by series; of a single series the own ones, and those below nought."""
    palette, own = canvas.palette, set(chart.own)
    for at, (series, (_, values)) in enumerate(zip(plot.series, chart.values.items(), strict=True)):
        base = palette.other if some_own else in_turn(colours(palette), at)
        series.invert_if_negative = False
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(base)
        for place, value in enumerate(values):
            special = palette.accent if place in own else palette.worse if value < 0 and at == 0 else ""
            if special:
                point = series.points[place]
                point.format.fill.solid()
                point.format.fill.fore_color.rgb = rgb(special)


def _fill_parts(canvas: Canvas, plot: Any) -> None:  # noqa: ANN401
    """Colour the parts of bars from full to empty."""
    palette = canvas.palette
    for at, series in enumerate(plot.series):
        series.invert_if_negative = False
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(in_turn((palette.accent, palette.other, palette.surface), at))
        series.format.line.color.rgb = rgb(palette.other)


def _name_all(axis: Any) -> None:  # noqa: ANN401
    """Keep the names of all bars, where office programs leave every second one out."""
    element = axis._element
    skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    following = element.find("{*}noMultiLvlLbl")
    element.append(skip) if following is None else following.addprevious(skip)


def _small_ones(canvas: Canvas, plot: Any, chart: Chart) -> None:  # noqa: ANN401
    """Give a change that would read as nought the places it needs: ``-0,0008``, as the pictures of the pages do."""
    if not chart.signed:
        return
    least = _nought(chart)
    for series, (_, values) in zip(plot.series, chart.values.items(), strict=True):
        for at, value in enumerate(values):
            if 0 < abs(value) < least:
                special = series.points[at].data_label
                special.position = XL_LABEL_POSITION.OUTSIDE_END
                special.font.size, special.font.color.rgb = canvas.size(PLAIN), rgb(canvas.palette.text)
                written = format_of(replace(chart, decimals=SMALL))
                more = parse_xml(f'<c:numFmt {nsdecls("c")} formatCode="{written}" sourceLinked="0"/>')
                special._dLbl.find("{*}idx").addnext(more)


def _nought(chart: Chart) -> float:
    """Return the size below which a figure of a chart reads as nought."""
    return float(0.5 / 10**chart.decimals)
