"""Tables of colours with the number in every cell: levels of several regions, and which pillar is weakest where."""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from spbe_analytics.charts.picture import Picture
from spbe_analytics.charts.room import NARROWEST, number, shorten, text_width, wrap
from spbe_analytics.charts.theme import TEXT_SIZE, Palette, describe, spread_tones, style
from spbe_analytics.scoring.display import MISSING, format_level, format_score

LEVEL_ROW: Final = 22
LEVEL_ROOM: Final = 150.0
"""Most pixels of a row's label."""

HEAD_LINE: Final = 16
UPRIGHT_ROOM: Final = 110.0
"""Most pixels of a column's name that stands upright."""

Marks = NDArray[np.bool_]

WEAK_ROW: Final = 24
WEAK_ROOM: Final = 118.0
"""Most pixels of a row's label."""

SIGN: Final = "▼"
"""Stands before the weakest of a row, so that it does not depend on colour or weight of the letters."""


def level_heatmap(levels: pd.DataFrame, palette: Palette, *, maximum: int = 5) -> Picture:
    """Draw levels as coloured cells.

    Args:
        levels: One row a node, its index the text shown (code and short label); one column a region. A missing
            level is an empty cell with a dash; a fractional one has the colour of the level it has reached.
        palette: Colours of the viewer's theme.
        maximum: The highest level; the lowest is 1.

    Returns:
        The figure, 22 px a row; names of columns stand upright where a phone has no room for them across.
    """
    rows = [str(label) for label in levels.index]
    columns = [str(name) for name in levels.columns]
    cells = [[number(value) for value in row] for row in levels.to_numpy()]
    left = int(max((min(text_width(label, TEXT_SIZE), LEVEL_ROOM) for label in rows), default=0)) + 8
    names, upright, top = heads(columns, (NARROWEST - left) / max(1, len(columns)))
    fills, letters = spread_tones(palette.level_fill, maximum), palette.level_text
    if maximum != len(letters):
        letters = tuple(_level_letter(fill, palette) for fill in fills)

    figure = Picture()
    reached = [[None if level is None else min(max(int(level), 1), maximum) for level in row] for row in cells]
    figure.add_heatmap(
        z=reached,
        x=list(range(len(columns))),
        y=list(range(len(rows))),
        zmin=0.5,
        zmax=maximum + 0.5,
        colorscale=[[(step + end) / maximum, fills[step]] for step in range(maximum) for end in (0, 1)],
        showscale=False,
        xgap=2,
        ygap=2,
        hoverongaps=False,
        customdata=[
            [[rows[y], columns[x], format_level(level)] for x, level in enumerate(row)] for y, row in enumerate(cells)
        ],
        hovertemplate="%{customdata[0]}<br>%{customdata[1]} %{customdata[2]}<extra></extra>",
    )
    flat = [(x, y, cells[y][x], reached[y][x]) for y in range(len(rows)) for x in range(len(columns))]
    figure.add_scatter(
        x=[x for x, *_ in flat],
        y=[y for _, y, *_ in flat],
        mode="text",
        text=[MISSING if level is None else format_level(level) for *_, level, _ in flat],
        textfont={
            "size": TEXT_SIZE,
            "color": [palette.muted if rung is None else letters[rung - 1] for *_, rung in flat],
        },
        hoverinfo="skip",
    )
    height = top + max(1, len(rows)) * LEVEL_ROW
    style(figure, palette, height, (left, 0, top, 0))
    for x, head in enumerate(names):
        figure.add_annotation(
            text="<br>".join(head), x=x, y=1, yref="paper", yanchor="bottom", yshift=4, textangle=-90 if upright else 0,
            align="left" if upright else "center", showarrow=False, borderpad=0,
            font={"size": TEXT_SIZE, "color": palette.text},
        )  # fmt: skip
    figure.update_xaxes(range=[-0.5, len(columns) - 0.5], visible=False)
    figure.update_yaxes(
        range=[len(rows) - 0.5, -0.5], tickvals=list(range(len(rows))),
        ticktext=[shorten(label, TEXT_SIZE, LEVEL_ROOM) for label in rows],
        tickfont={"size": TEXT_SIZE, "color": palette.text}, ticklabelposition="outside", ticks="",
    )  # fmt: skip
    missing = sum(level is None for *_, level, _ in flat)
    empty = f"; {missing} tidak ada" if missing else ""
    return describe(figure, f"Tabel tingkat {len(rows)} baris untuk {', '.join(columns)}{empty}.")


def heads(columns: list[str], room: float) -> tuple[list[list[str]], bool, int]:
    """Break the columns' names: across if every word fits, else upright in two lines at most."""
    upright = any(text_width(part, TEXT_SIZE) > room - 6 for name in columns for part in name.split())
    if not upright:
        across = [wrap(name, TEXT_SIZE, room - 4, lines=3) for name in columns]
        return across, False, HEAD_LINE * max((len(head) for head in across), default=1) + 8
    standing = [wrap(name, TEXT_SIZE, UPRIGHT_ROOM, lines=2) for name in columns]
    return standing, True, int(max(text_width(line, TEXT_SIZE) for head in standing for line in head)) + 12


def _level_letter(fill: str, palette: Palette) -> str:
    """Choose the letter colour that stands out more on a mixed tone."""
    bright = sum(int(fill[at : at + 2], 16) for at in (1, 3, 5)) > 3 * 127
    dark_letter, light_letter = (palette.ground, palette.text) if palette.dark else (palette.text, palette.ground)
    return dark_letter if bright else light_letter


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
    left = int(max((min(text_width(name, TEXT_SIZE, bold=True), WEAK_ROOM) for name in names), default=0)) + 10
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
    style(figure, palette, top + max(1, len(names)) * WEAK_ROW, (left, 0, top, 0))
    for x, lines in enumerate(broken):
        figure.add_annotation(
            text="<br>".join(lines), x=x, y=1, yref="paper", yanchor="bottom", yshift=4,
            textangle=-90 if upright else 0, align="left" if upright else "center", showarrow=False, borderpad=0,
            font={"size": TEXT_SIZE, "color": palette.text},
        )  # fmt: skip
    shown = [shorten(name, TEXT_SIZE, WEAK_ROOM, bold=name == own) for name in names]
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
