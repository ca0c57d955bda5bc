"""What the renderer knows of a figure: each property with what it may be. Whatever is not here is refused."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from spbe_analytics.reports.drawing.marks import DASHES, SYMBOLS

Known = Mapping[str, "Known | frozenset[Any] | Callable[[Any], bool] | None"]
"""Properties by name: what they hold in turn, the values they may have, a test of these, or ``None`` for any value."""

CLEAR: Final = "rgba(0,0,0,0)"
_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}|rgba\(\d+,\d+,\d+,[\d.]+\)")
_WAY: Final = re.compile(r"([ML][\d.e+-]+,[\d.e+-]+)+")
_DASH: Final = re.compile(r"\d+px(,\d+px)*")


def _always(*values: object) -> frozenset[Any]:
    return frozenset(values)


def _colours(value: Any) -> bool:  # noqa: ANN401 - whatever JSON holds
    every = value if isinstance(value, list) else [value]
    return all(isinstance(one, str) and bool(_COLOUR.fullmatch(one)) for one in every)


def _dash(value: Any) -> bool:  # noqa: ANN401 - whatever JSON holds
    return value in DASHES or bool(_DASH.fullmatch(str(value)))


def _way(value: Any) -> bool:  # noqa: ANN401 - whatever JSON holds
    return bool(_WAY.fullmatch(value))


def _from_nought(value: Any) -> bool:  # noqa: ANN401 - whatever JSON holds
    return bool(value[0] == 0)


FONT: Final[Known] = {"family": None, "size": None, "color": _colours}
LINE: Final[Known] = {"color": _colours, "width": None, "dash": _dash}
OUTLINE: Final[Known] = {"color": _colours, "width": None}
SCREEN: Final[Known] = {"customdata": None, "hovertemplate": None, "hoverinfo": None, "hoveron": None}
"""What only a pointer finds."""

POINTS: Final[Known] = {
    "mode": _always("markers", "lines", "lines+markers", "text"),
    "name": None,
    "line": LINE,
    "marker": {
        "size": None,
        "symbol": frozenset(SYMBOLS),
        "color": _colours,
        "opacity": _always(1),
        "line": OUTLINE,
    },
    "text": None,
    "textfont": FONT,
    "connectgaps": _always(False),
    "cliponaxis": _always(False),
    "showlegend": None,
    "legendrank": None,
    **SCREEN,
}

TRACES: Final[Mapping[str, Known]] = {
    "scatter": {"x": None, "y": None, **POINTS},
    "scatterpolar": {
        "r": None, "theta": None, "fill": _always("toself", "none"), "fillcolor": _colours, **POINTS,
    },
    "bar": {
        "x": None, "y": None, "base": None, "width": None, "orientation": _always("h"), "name": None,
        "marker": {"color": _colours, "line": OUTLINE}, **SCREEN,
    },
    "heatmap": {
        "x": None, "y": None, "z": None, "zmin": None, "zmax": None, "colorscale": None, "showscale": _always(False),
        "xgap": None, "ygap": None, "hoverongaps": None, **SCREEN,
    },
}  # fmt: skip

AXIS: Final[Known] = {
    "range": None, "tickvals": None, "ticktext": None, "tickfont": FONT, "visible": None, "fixedrange": None,
    "showgrid": _always(False), "zeroline": _always(False), "showline": _always(False), "ticks": _always(""),
    "automargin": _always(False), "ticklabelposition": _always("outside"),
}  # fmt: skip

LAYOUT: Final[Known] = {
    "height": None, "autosize": _always(False), "separators": None, "dragmode": None, "hovermode": None,
    "hoverlabel": None, "datarevision": None, "showlegend": None, "font": FONT, "bargap": None,
    "margin": {"l": None, "r": None, "t": None, "b": None, "pad": _always(0), "autoexpand": _always(False)},
    "paper_bgcolor": _always(CLEAR), "plot_bgcolor": _always(CLEAR), "barmode": _always("overlay", "stack"),
    "xaxis": AXIS, "yaxis": AXIS, "shapes": None, "annotations": None,
    "polar": {
        "bgcolor": _always(CLEAR),
        "radialaxis": {"visible": _always(False), "range": _from_nought},
        "angularaxis": {
            "direction": _always("clockwise"), "rotation": _always(90), "tickvals": None, "ticktext": None,
            "ticks": _always(""), "showline": _always(False), "showgrid": _always(False), "tickfont": FONT,
        },
    },
    "legend": {
        "orientation": _always("h"), "x": None, "xref": _always("container"), "xanchor": _always("left", "center"),
        "y": _always(0, 1), "yref": _always("container"), "yanchor": _always("top", "bottom"), "font": FONT,
        "itemclick": None, "itemdoubleclick": None, "traceorder": _always("normal"), "bgcolor": _always(CLEAR),
    },
}  # fmt: skip

SHAPE: Final[Known] = {
    "type": _always("line", "rect", "path"), "layer": _always("below"), "x0": None, "x1": None, "y0": None,
    "y1": None, "path": _way, "line": LINE,
    "fillcolor": _colours, "yref": _always("paper"), "name": None,
}  # fmt: skip

ANNOTATION: Final[Known] = {
    "text": None, "x": None, "y": None, "xref": _always("paper"), "yref": _always("paper"), "showarrow": _always(False),
    "xanchor": _always("left", "center", "right"), "yanchor": _always("top", "middle", "bottom"), "xshift": None,
    "yshift": None, "align": _always("left", "center", "right"), "textangle": _always(0, -90), "bgcolor": _colours,
    "borderpad": None, "font": FONT,
}  # fmt: skip


def check(content: Mapping[str, Any]) -> None:
    """Refuse a figure that holds anything the renderer does not draw.

    Args:
        content: Data and layout as plotly's JSON has them.

    Raises:
        ValueError: With every place that is not known.
    """
    faults = [
        fault
        for at, trace in enumerate(content["data"])
        for fault in _faults(
            {name: value for name, value in trace.items() if name != "type"},
            TRACES.get(trace["type"], {}),
            f"data[{at}] ({trace['type']})",
        )
    ]
    layout = content["layout"]
    faults += _faults(layout, LAYOUT, "layout")
    for name, known in (("shapes", SHAPE), ("annotations", ANNOTATION)):
        for at, part in enumerate(layout.get(name, [])):
            faults += _faults(part, known, f"layout.{name}[{at}]")
    if faults:
        raise ValueError(f"not drawn: {'; '.join(faults)}")


def _faults(part: Mapping[str, Any], known: Known, where: str) -> Iterator[str]:
    for name, value in part.items():
        rule, place = known.get(name), f"{where}.{name}"
        if name not in known:
            yield place
        elif isinstance(rule, Mapping):
            yield from _faults(value, rule, place)
        elif isinstance(rule, frozenset):
            every = value if isinstance(value, list) else [value]
            yield from (f"{place} = {one!r}" for one in every if one not in rule)
        elif rule is not None and not rule(value):
            yield f"{place} = {value!r}"
