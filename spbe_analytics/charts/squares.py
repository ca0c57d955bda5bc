"""The list beside a radar: name, five squares and number of each indicator."""

from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from spbe_analytics.charts.fit import listed, number, shorten, text_width, word
from spbe_analytics.charts.theme import TEXT_SIZE, Palette, coloured, describe, style
from spbe_analytics.scoring.display import format_level

ROW: Final = 22
SQUARE: Final = 8
STEP: Final = 10
LIST_WIDTH: Final = 226
"""Narrowest width of the list in pixels: half of half a page."""


def level_squares(
    rows: pd.DataFrame, palette: Palette, *, target: float | None, maximum: int = 5, width: int = LIST_WIDTH
) -> go.Figure:
    """Draw a list of levels: code, short label, one square a level, number.

    Args:
        rows: Index node codes; columns ``label`` (short) and ``level``. A missing level has empty squares and a
            dash; a fractional one fills its last square in part.
        palette: Colours of the viewer's theme.
        target: Levels below it are bold and brown; ``None`` marks none.
        maximum: Squares a row.
        width: Narrowest width in pixels; longer labels are cut with an ellipsis, the tooltip has them whole.

    Returns:
        The figure, 22 px a row; the squares keep their size at any width.
    """
    cells = [(str(code), word(row["label"]), number(row["level"])) for code, row in rows.iterrows()]
    figure = go.Figure()
    outlines: dict[str, list[str]] = {palette.hairline: [], palette.accent: [], palette.worse: []}
    digits = max((text_width(format_level(level), TEXT_SIZE, bold=True) for *_, level in cells), default=0) + 6
    indent = max((text_width(code, TEXT_SIZE, bold=True) for code, *_ in cells), default=0) + 6
    start = -digits - STEP * maximum
    room = width - indent + start - 6
    for at, (code, label, level) in enumerate(cells):
        y = ROW * at + ROW / 2
        below = target is not None and level is not None and level < target
        colour = palette.worse if below else palette.text
        texts = (
            (code, {"x": 0, "xanchor": "left"}, below),
            (shorten(label, TEXT_SIZE, room, bold=below), {"x": 0, "xanchor": "left", "xshift": indent}, below),
            (format_level(level), {"x": 1, "xanchor": "right"}, True),
        )
        for text, where, bold in texts:
            figure.add_annotation(
                text=coloured(text, colour, bold=bold), xref="paper", y=y, yanchor="middle", showarrow=False,
                borderpad=0, font={"size": TEXT_SIZE}, **where,
            )  # fmt: skip
        fill = palette.worse if below else palette.accent
        for step in range(maximum):
            left = start + STEP * step
            outlines[palette.hairline].append(_square(left, y, SQUARE))
            share = 0.0 if level is None else min(max(level - step, 0.0), 1.0)
            if share > 0:
                outlines[fill].append(_square(left, y, SQUARE * share))
    figure.update_layout(shapes=[_filled(colour, squares) for colour, squares in outlines.items() if squares])
    figure.add_scatter(
        x=[0.5] * len(cells),
        y=[ROW * at + ROW / 2 for at in range(len(cells))],
        mode="markers",
        marker={"size": ROW - 2, "opacity": 0},
        customdata=[[code, label, format_level(level)] for code, label, level in cells],
        hovertemplate="%{customdata[0]} %{customdata[1]}<br>tingkat %{customdata[2]}<extra></extra>",
    )
    height = max(ROW, ROW * len(cells))
    style(figure, palette, height, (0, 2, 0, 0))
    figure.update_xaxes(range=[0, 1], visible=False)
    figure.update_yaxes(range=[height, 0], visible=False)
    parts = [f"{code} {label} {format_level(level)}" for code, label, level in cells]
    return describe(figure, f"Daftar tingkat dari {maximum}: {listed(parts)}.")


def _square(left: float, y: float, width: float) -> str:
    """Outline a rectangle ``left`` pixels from the right edge, ``width`` wide and as high as a square."""
    return f"M{left:g},{y - SQUARE / 2:g}H{left + width:g}V{y + SQUARE / 2:g}H{left:g}Z"


def _filled(colour: str, squares: list[str]) -> dict[str, Any]:
    """Return one shape for all squares of a colour: many shapes cost the page time."""
    return {
        "type": "path", "xref": "paper", "xsizemode": "pixel", "xanchor": 1, "path": "".join(squares),
        "fillcolor": colour, "line": {"width": 0},
    }  # fmt: skip
