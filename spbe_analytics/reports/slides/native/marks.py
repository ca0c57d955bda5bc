"""What all native charts share: formats of numbers, colours in their turn, labels, and room for what is beside."""

from collections.abc import Sequence
from typing import Any, Final, TypeVar

from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from spbe_analytics.charts import Palette
from spbe_analytics.parts.native import Chart, ChartKind
from spbe_analytics.reports.slides.area import Area
from spbe_analytics.reports.slides.canvas import LANGUAGE, Canvas
from spbe_analytics.reports.slides.text import clean, wide

T = TypeVar("T")

PLAIN: Final = 12.0
"""Size of letters where there is room."""

NAME: Final = 13.0
"""Size of the names of axes and years."""

LOCALE: Final = "[$-421]"
"""Asks for Indonesian signs; PowerPoint takes those of the computer, LibreOffice takes these."""

LEGEND_HEIGHT: Final = 22.0
BAR_KEY: Final = 22.0
LINE_KEY: Final = 54.0
"""Points of the mark before a name in a legend, and of the gap behind it."""


def format_of(chart: Chart) -> str:
    """Write how the figures of a chart are shown: ``[$-421]0.00``, with signs for changes."""
    number = "0" + ("." + "0" * chart.decimals if chart.decimals else "")
    if chart.stacked:
        return f"{LOCALE}{number};;"  # a part that is not there has no figure
    return ";".join(LOCALE + part for part in ((f"+{number}", f"-{number}", number) if chart.signed else (number,)))


def colours(palette: Palette) -> list[str]:
    """Return the colours of series in their turn: the own one, what it is measured against, then others."""
    first = [palette.accent, palette.muted]
    return [*first, *(colour for colour in palette.series if colour not in first)]


def rgb(colour: str) -> RGBColor:
    """Return a colour as python-pptx takes it."""
    return RGBColor.from_string(colour[1:])


def label(canvas: Canvas, labels: Any, chart: Chart, size: float, colour: str, *, bold: bool = False) -> None:  # noqa: ANN401
    """Write the figures of a series beside its marks."""
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = format_of(chart), False
    labels.font.size, labels.font.bold = canvas.size(size), bold
    labels.font.color.rgb = rgb(colour)


def set_ends(axis: Any, chart: Chart) -> None:  # noqa: ANN401
    """Say where the axis of a chart begins and ends."""
    if chart.low is not None:
        axis.minimum_scale = chart.low
    if chart.high is not None:
        axis.maximum_scale = chart.high


def legend_height(chart: Chart, width: float) -> float:
    """Return the height of the legend in a width: there is one for several series only."""
    if len(chart.values.columns) < 2:
        return 0.0
    key = BAR_KEY if chart.kind is ChartKind.BARS else LINE_KEY
    longest = max(wide(clean(name), PLAIN) for name in chart.values.columns) + key
    beside = max(int(width // longest), 1)  # office programs set legends in columns of one width
    return LEGEND_HEIGHT * -(-len(chart.values.columns) // beside)


def plot_in(drawn: Any, whole: Area, margins: tuple[float, float, float, float]) -> None:  # noqa: ANN401
    """Leave so many points left, above, right and below what is drawn, so that names and figures have their room."""
    left, top, right, bottom = margins
    corner = left / whole.width, top / whole.height
    size = 1 - (left + right) / whole.width, 1 - (top + bottom) / whole.height
    area = drawn._chartSpace.chart.plotArea
    for old in area.findall("{*}layout"):
        area.remove(old)
    values = {"x": corner[0], "y": corner[1], "w": max(size[0], 0.1), "h": max(size[1], 0.1)}
    inner = "".join(f'<c:{name}Mode val="edge"/>' for name in ("x", "y"))
    inner += "".join(f'<c:{name} val="{value:.4f}"/>' for name, value in values.items())
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>{inner}</c:manualLayout></c:layout>'
        ),
    )


def in_indonesian(drawn: Any) -> None:  # noqa: ANN401
    """Say that the chart's numbers and words are Indonesian."""
    space = drawn._chartSpace
    for old in space.findall("{*}lang"):
        space.remove(old)
    first = space.find("{*}date1904")
    told = parse_xml(f'<c:lang {nsdecls("c")} val="{LANGUAGE}"/>')
    space.insert(0, told) if first is None else first.addnext(told)
    for properties in space.iter("{*}defRPr"):
        properties.set("lang", LANGUAGE)


def name_axes(drawn: Any) -> None:  # noqa: ANN401
    """Give axes the numbers that the standard allows; those of python-pptx are below nought."""
    for element in drawn._chartSpace.iter("{*}axId", "{*}crossAx"):
        element.set("val", element.get("val").lstrip("-"))


def in_turn(some: Sequence[T], at: int) -> T:
    """Return one of some, from the first again after the last."""
    return some[at % len(some)]
