"""Lost points as ranked bars, each under its heading, so that one figure works from a phone to a wide screen."""

from typing import Final

import pandas as pd

from spbe_analytics.charts.fit import NARROWEST, listed, text_width
from spbe_analytics.charts.picture import Picture
from spbe_analytics.charts.rows import LINE, heading
from spbe_analytics.charts.theme import NAME_SIZE, TEXT_SIZE, Palette, coloured, describe, style
from spbe_analytics.scoring.display import format_score

BAR: Final = 18
ABOVE: Final = 5
"""Pixels between a heading and its bar."""

BELOW: Final = 13
"""Pixels between a bar and the next heading."""


def loss_bars(rows: pd.DataFrame, palette: Palette) -> Picture:
    """Draw one bar a node; what loses most stands out, all of several equals.

    Args:
        rows: One row a node in the order shown; columns ``label``, ``note`` (value and weight) and ``lost``.
        palette: Colours of the viewer's theme.

    Returns:
        The figure, about 54 px a row.
    """
    most = max([float(value) for value in rows["lost"]], default=0.0) or 1.0
    room = text_width("0,00", TEXT_SIZE + 1, bold=True) + 10
    figure, top, parts = Picture(), 0.0, []
    for label, note, lost in zip(rows["label"], rows["note"], rows["lost"], strict=True):
        lines = heading(str(label), str(note), "")
        text = "<br>".join(
            (f"<b>{name}</b>" if name else "")
            + ("&nbsp; " if name and said else "")
            + (coloured(said, palette.muted) if said else "")
            for name, said in lines
        )
        figure.add_annotation(
            text=text, x=0, xref="paper", xanchor="left", y=top, yanchor="top", align="left", showarrow=False,
            borderpad=0, font={"size": NAME_SIZE, "color": palette.text},
        )  # fmt: skip
        middle = top + LINE * len(lines) + ABOVE + BAR / 2
        colour = palette.accent if lost == most else palette.other
        number = coloured(format_score(float(lost)), palette.accent if lost == most else palette.text, bold=True)
        figure.add_bar(
            x=[float(lost)], y=[middle], orientation="h", width=BAR, marker={"color": colour, "line": {"width": 0}},
            hovertemplate=f"{label}<br>{format_score(float(lost))} poin hilang<extra></extra>",
        )  # fmt: skip
        figure.add_annotation(
            text=number, x=float(lost), y=middle, xanchor="left", xshift=6, showarrow=False, borderpad=0,
            font={"size": TEXT_SIZE + 1},
        )  # fmt: skip
        top = middle + BAR / 2 + BELOW
        parts.append(f"{label} {format_score(float(lost))}")
    height = int(max(top, 2 * BAR))
    style(figure, palette, height, (0, 0, 0, 0))
    figure.update_layout(barmode="overlay")
    figure.update_xaxes(range=[0, most * NARROWEST / (NARROWEST - room)], visible=False)
    figure.update_yaxes(range=[height, 0], visible=False)
    return describe(figure, f"Diagram batang poin yang hilang: {listed(parts)}.")
