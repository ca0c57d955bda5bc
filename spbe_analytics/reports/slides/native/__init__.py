"""Native charts: an office program draws them anew from the figures in their sheet, and anybody can change these."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import pandas as pd
import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION

from spbe_analytics.parts.native import Chart, ChartKind
from spbe_analytics.reports.slides.area import Area
from spbe_analytics.reports.slides.canvas import Canvas
from spbe_analytics.reports.slides.native.bars import TALL_BARS, bars_of, draw_bars, scaled
from spbe_analytics.reports.slides.native.lines import draw_lines, draw_radar
from spbe_analytics.reports.slides.native.marks import LEGEND_HEIGHT, PLAIN, format_of, in_indonesian, name_axes, rgb
from spbe_analytics.reports.slides.text import clean

__all__ = ["add_chart", "tall", "wide_row"]

TYPES: Final = {
    ChartKind.RADAR: XL_CHART_TYPE.RADAR_MARKERS,
    ChartKind.BARS: XL_CHART_TYPE.BAR_CLUSTERED,
    ChartKind.LINES: XL_CHART_TYPE.LINE_MARKERS,
}
MOST_IN_COLUMN: Final = 26
"""Most bars below each other that can be read on a wall; more stand in charts beside each other."""

COLUMN_GAP: Final = 16.0
MOST_FOR_BAR: Final = 64.0
"""Most points of height of a bar and the gap around it."""


def add_chart(canvas: Canvas, area: Area, chart: Chart, alt: str, *, numbered: bool = True) -> None:
    """Draw a picture's figures natively; a long row of bars in charts beside each other, on one scale.

    Args:
        canvas: The slide.
        area: Where.
        chart: The figures.
        alt: What a reader of screens says in their place.
        numbered: Whether a radar bears the figures of its first series; otherwise it bears those of its axis.
    """
    whole = scaled(chart)
    panels = list(_panels(whole))
    for part, place in zip(panels, area.beside(len(panels), COLUMN_GAP), strict=True):
        _one(canvas, place, part, whole, alt, numbered=numbered)


def tall(chart: Chart) -> bool:
    """Tell whether a chart wants the height of the slide."""
    return chart.kind is ChartKind.BARS and bars_of(chart) > TALL_BARS


def wide_row(chart: Chart) -> bool:
    """Tell whether a chart is drawn as several beside each other."""
    return chart.kind is ChartKind.BARS and len(chart.values) > MOST_IN_COLUMN


def _panels(chart: Chart) -> Iterator[Chart]:
    count = len(chart.values)
    if not wide_row(chart):
        yield chart
        return
    columns = -(-count // MOST_IN_COLUMN)
    each = -(-count // columns)
    for first in range(0, count, each):
        own = tuple(at - first for at in chart.own if first <= at < first + each)
        yield replace(chart, values=chart.values.iloc[first : first + each], own=own)


def _one(canvas: Canvas, area: Area, chart: Chart, whole: Chart, alt: str, *, numbered: bool) -> None:
    """Draw a chart, or one of the charts of which a long row of bars is made."""
    if chart.kind is ChartKind.BARS:
        area = area.rows(min(area.height, bars_of(chart) * MOST_FOR_BAR + LEGEND_HEIGHT))[0]
    kind = XL_CHART_TYPE.BAR_STACKED if chart.stacked else TYPES[chart.kind]
    frame = canvas.slide.shapes.add_chart(kind, *canvas.box(area), _data(chart))
    frame.name = "Diagram"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(alt))
    drawn: Any = frame.chart
    drawn.font.size, drawn.font.color.rgb = canvas.size(PLAIN), rgb(canvas.palette.muted)
    drawn.has_title = False
    several = len(chart.values.columns) > 1
    drawn.has_legend = several
    if several:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        drawn.legend.font.size, drawn.legend.font.color.rgb = canvas.size(PLAIN), rgb(canvas.palette.text)
    if chart.kind is ChartKind.RADAR:
        draw_radar(canvas, drawn, chart, area, numbered=numbered)
    elif chart.kind is ChartKind.BARS:
        draw_bars(canvas, drawn, chart, whole, area)
    else:
        draw_lines(canvas, drawn, chart)
    in_indonesian(drawn)
    name_axes(drawn)


class _Data(CategoryChartData):  # type: ignore[misc]  # python-pptx has no types
    """The figures of a chart, with a sheet of our own behind it; python-pptx's would run text as formulas."""

    def __init__(self, chart: Chart) -> None:
        super().__init__(number_format=format_of(chart))
        self._chart = chart

    @property
    def xlsx_blob(self) -> bytes:
        """The sheet that anybody edits who changes the chart."""
        return _sheet(self._chart)


def _data(chart: Chart) -> CategoryChartData:
    data = _Data(chart)
    data.categories = [clean(name) for name in chart.values.index]
    for name, values in chart.values.items():
        data.add_series(clean(name), [None if pd.isna(value) else float(value) for value in values])
    return data


def _sheet(chart: Chart) -> bytes:
    """Write the sheet behind a chart: text is text, and nothing bears the hour of its making."""
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        book.set_properties({"created": datetime(1980, 1, 1)})
        sheet = book.add_worksheet("Sheet1")  # the name that python-pptx refers to
        number = book.add_format({"num_format": format_of(chart)})
        words = book.add_format({"quote_prefix": True})  # stays text when somebody edits it
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, len(chart.values.columns), 18)
        for row, name in enumerate(chart.values.index, start=1):
            sheet.write_string(row, 0, clean(name), words)
        for column, (name, values) in enumerate(chart.values.items(), start=1):
            sheet.write_string(0, column, clean(name), words)
            for row, value in enumerate(values, start=1):
                if pd.notna(value):
                    sheet.write_number(row, column, float(value), number)
    return written.getvalue()
