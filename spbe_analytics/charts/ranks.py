"""One bar a government, the best on top: a whole ranking of a province on one sheet."""

from typing import Final

import pandas as pd

from spbe_analytics.charts.picture import Picture
from spbe_analytics.charts.room import NARROWEST, listed, number, shorten, text_width, word
from spbe_analytics.charts.theme import TEXT_SIZE, Palette, coloured, describe, style
from spbe_analytics.scoring.display import format_number, format_score

ROW: Final = 23
BAR: Final = 13
NAME_ROOM: Final = 150.0
"""Most pixels of a name."""

HEAD: Final = 20
"""Height of the names of the cuts above the bars."""


def rank_bars(
    rows: pd.DataFrame, palette: Palette, *, lowest: float, maximum: float, cut: tuple[str, float]
) -> Picture:
    """Draw the index of every government of a ranking.

    Args:
        rows: Columns ``rank`` (may be missing), ``name``, ``index`` and ``own`` (the own region's row is true), the
            best first.
        palette: Colours of the viewer's theme.
        lowest: Left end of the scale.
        maximum: Right end of the scale.
        cut: Name and value of the minimum target, drawn as a line.

    Returns:
        The figure, 23 px a row.
    """
    cells = [
        (number(rank), word(name), float(value), bool(own))
        for rank, name, value, own in zip(rows["rank"], rows["name"], rows["index"], rows["own"], strict=True)
    ]
    texts = [f"{format_number(rank, 0)}. {name}" if rank is not None else name for rank, name, *_ in cells]
    left = int(max((min(text_width(text, TEXT_SIZE, bold=True), NAME_ROOM) for text in texts), default=0)) + 10
    room = text_width("0,00", TEXT_SIZE + 0.5, bold=True) + 8
    right = lowest + (maximum - lowest) * (NARROWEST - left) / max(NARROWEST - left - room, 1.0)
    figure, height = Picture(), HEAD + max(1, len(cells)) * ROW
    for at, ((_, name, value, own), text) in enumerate(zip(cells, texts, strict=True)):
        middle, colour = HEAD + at * ROW + ROW / 2, palette.accent if own else palette.other
        letters = palette.accent if own else palette.text
        figure.add_annotation(
            text=coloured(shorten(text, TEXT_SIZE, NAME_ROOM, bold=own), letters, bold=own), x=0, xref="paper",
            xanchor="left", xshift=-left, y=middle, align="left", showarrow=False, borderpad=0,
            font={"size": TEXT_SIZE},
        )  # fmt: skip
        figure.add_bar(
            x=[value - lowest], base=[lowest], y=[middle], orientation="h", width=BAR,
            marker={"color": colour, "line": {"width": 0}},
            hovertemplate=f"{name}<br>{format_score(value)}<extra></extra>",
        )  # fmt: skip
        figure.add_annotation(
            text=coloured(format_score(value), letters, bold=True), x=value, y=middle, xanchor="left", xshift=5,
            showarrow=False, borderpad=0, font={"size": TEXT_SIZE + 0.5},
        )  # fmt: skip
    style(figure, palette, height, (left, 0, 0, 0))
    name, at_cut = cut
    figure.add_shape(
        type="line", layer="below", x0=at_cut, x1=at_cut, y0=HEAD, y1=height, line={"color": palette.axis, "width": 1}
    )
    figure.add_annotation(
        text=f"{name} {format_score(at_cut)}", x=at_cut, y=HEAD - 3, xanchor="center", yanchor="bottom",
        showarrow=False, borderpad=0, font={"size": TEXT_SIZE, "color": palette.muted},
    )  # fmt: skip
    figure.update_layout(barmode="overlay")
    figure.update_xaxes(range=[lowest, right], visible=False)
    figure.update_yaxes(range=[height, 0], visible=False)
    return describe(figure, f"Peringkat: {listed([f'{name} {format_score(value)}' for _, name, value, _ in cells])}.")
