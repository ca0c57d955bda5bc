"""The levels of several regions as a table of colours, the number printed in every cell."""

from typing import Final

import pandas as pd

from spbe_analytics.charts.fit import NARROWEST, number, shorten, text_width, wrap
from spbe_analytics.charts.picture import Picture
from spbe_analytics.charts.theme import TEXT_SIZE, Palette, describe, spread_tones, style
from spbe_analytics.scoring.display import MISSING, format_level

ROW: Final = 22
LABEL_ROOM: Final = 150.0
"""Most pixels of a row's label."""

LINE: Final = 16
UPRIGHT_ROOM: Final = 110.0
"""Most pixels of a column's name that stands upright."""


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
    left = int(max((min(text_width(label, TEXT_SIZE), LABEL_ROOM) for label in rows), default=0)) + 8
    names, upright, top = heads(columns, (NARROWEST - left) / max(1, len(columns)))
    fills, letters = spread_tones(palette.level_fill, maximum), palette.level_text
    if maximum != len(letters):
        letters = tuple(_letter(fill, palette) for fill in fills)

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
    height = top + max(1, len(rows)) * ROW
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
        ticktext=[shorten(label, TEXT_SIZE, LABEL_ROOM) for label in rows],
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
        return across, False, LINE * max((len(head) for head in across), default=1) + 8
    standing = [wrap(name, TEXT_SIZE, UPRIGHT_ROOM, lines=2) for name in columns]
    return standing, True, int(max(text_width(line, TEXT_SIZE) for head in standing for line in head)) + 12


def _letter(fill: str, palette: Palette) -> str:
    """Choose the letter colour that stands out more on a mixed tone."""
    bright = sum(int(fill[at : at + 2], 16) for at in (1, 3, 5)) > 3 * 127
    dark_letter, light_letter = (palette.ground, palette.text) if palette.dark else (palette.text, palette.ground)
    return dark_letter if bright else light_letter
