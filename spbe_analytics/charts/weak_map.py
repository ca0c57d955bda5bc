"""Which pillar is weakest where: a table of colours, the number in every cell, the weakest of each row marked."""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from spbe_analytics.charts.fit import NARROWEST, number, shorten, text_width
from spbe_analytics.charts.heatmap import heads
from spbe_analytics.charts.picture import Picture
from spbe_analytics.charts.theme import TEXT_SIZE, Palette, describe, style
from spbe_analytics.scoring.display import MISSING, format_score

Marks = NDArray[np.bool_]

ROW: Final = 24
LABEL_ROOM: Final = 118.0
"""Most pixels of a row's label."""

SIGN: Final = "▼"
"""Stands before the weakest of a row, so that it does not depend on colour or weight of the letters."""


def weak_map(
    values: pd.DataFrame, marked: Marks, palette: Palette, *, lowest: float, highest: float, own: str = ""
) -> Picture:
    """Draw values as coloured cells and mark the weakest of each row.

    Args:
        values: One row a region, its index the name shown; one column a pillar under its short name.
        marked: Same shape; whether a cell is the weakest of its row.
        palette: Colours of the viewer's theme.
        lowest: The value with the colour of the weakest.
        highest: The value with the colour of the strongest; it may be less than ``lowest`` where much is bad.
        own: Name of the row that is the viewer's own.

    Returns:
        The figure, 24 px a row.
    """
    names, columns = [str(name) for name in values.index], [str(name) for name in values.columns]
    left = int(max((min(text_width(name, TEXT_SIZE, bold=True), LABEL_ROOM) for name in names), default=0)) + 10
    broken, upright, top = heads(columns, (NARROWEST - left) / max(1, len(columns)))
    fills, letters = palette.level_fill, palette.level_text
    cells = [[number(value) for value in row] for row in values.to_numpy()]
    rungs = [[None if value is None else _rung(value, lowest, highest, len(fills)) for value in row] for row in cells]
    weak = marked

    figure = Picture()
    figure.add_heatmap(
        z=rungs, x=list(range(len(columns))), y=list(range(len(names))), zmin=-0.5, zmax=len(fills) - 0.5,
        colorscale=[[(step + end) / len(fills), fills[step]] for step in range(len(fills)) for end in (0, 1)],
        showscale=False, xgap=2, ygap=2, hoverongaps=False,
        customdata=[[[names[y], columns[x], format_score(value)] for x, value in enumerate(row)]
                    for y, row in enumerate(cells)],
        hovertemplate="%{customdata[0]}<br>%{customdata[1]} %{customdata[2]}<extra></extra>",
    )  # fmt: skip
    places = [(x, y) for y in range(len(names)) for x in range(len(columns))]
    figure.add_scatter(
        x=[x for x, _ in places],
        y=[y for _, y in places],
        mode="text",
        text=[_cell(cells[y][x], marked=bool(weak[y][x])) for x, y in places],
        textfont={"size": TEXT_SIZE, "color": [_letter(rungs[y][x], letters, palette) for x, y in places]},
        hoverinfo="skip",
    )
    style(figure, palette, top + max(1, len(names)) * ROW, (left, 0, top, 0))
    for x, lines in enumerate(broken):
        figure.add_annotation(
            text="<br>".join(lines), x=x, y=1, yref="paper", yanchor="bottom", yshift=4,
            textangle=-90 if upright else 0, align="left" if upright else "center", showarrow=False, borderpad=0,
            font={"size": TEXT_SIZE, "color": palette.text},
        )  # fmt: skip
    shown = [shorten(name, TEXT_SIZE, LABEL_ROOM, bold=name == own) for name in names]
    figure.update_xaxes(range=[-0.5, len(columns) - 0.5], visible=False)
    figure.update_yaxes(
        range=[len(names) - 0.5, -0.5], tickvals=list(range(len(names))),
        ticktext=[f'<b style="color:{palette.accent}">{text}</b>' if name == own else text
                  for name, text in zip(names, shown, strict=True)],
        tickfont={"size": TEXT_SIZE, "color": palette.text}, ticklabelposition="outside", ticks="",
    )  # fmt: skip
    counts = [f"{head} {int(weak[:, x].sum())}" for x, head in enumerate(columns)]
    return describe(figure, f"Tabel warna {len(names)} baris; terlemah di tiap baris: {', '.join(counts)}.")


def _rung(value: float, lowest: float, highest: float, count: int) -> int:
    share = (value - lowest) / ((highest - lowest) or 1.0)
    return min(max(int(share * count), 0), count - 1)


def _cell(value: float | None, *, marked: bool) -> str:
    if value is None:
        return MISSING
    return f"<b>{SIGN} {format_score(value)}</b>" if marked else format_score(value)


def _letter(rung: int | None, letters: tuple[str, ...], palette: Palette) -> str:
    return palette.muted if rung is None else letters[rung]
