"""Changes from year to year, as bars from a common zero with their sign in words of colour and number."""

from typing import Final

import pandas as pd

from spbe_analytics.charts.fit import NARROWEST, listed, number, text_width, word, wrap
from spbe_analytics.charts.picture import Picture
from spbe_analytics.charts.theme import TEXT_SIZE, Palette, coloured, describe, style
from spbe_analytics.scoring.display import DISPLAY_DECIMALS, MISSING, format_change, round_half_up

ROW: Final = 32
LINE: Final = 17
LABEL_ROOM: Final = 112.0
"""Most pixels of one line of a label."""


def change_bars(
    changes: pd.DataFrame, palette: Palette, *, decimals: int = DISPLAY_DECIMALS, what: str = "perubahan"
) -> Picture:
    """Draw one bar a change, better to the right and worse to the left.

    Args:
        changes: One row a change in the order shown; columns ``label``, ``change`` and, if there is one, ``note``:
            why a change is missing. A missing change has a dash and its note instead of a bar.
        palette: Colours of the viewer's theme.
        what: What is drawn, for the alternative text: ``perubahan``, ``jarak ke median``.
        decimals: Places shown: none for changes of whole levels.

    Returns:
        The figure, about 32 px a row.
    """
    notes = changes["note"] if "note" in changes else [None] * len(changes)
    cells = [
        (word(label), number(change), word(note))
        for label, change, note in zip(changes["label"], changes["change"], notes, strict=True)
    ]
    lines = [wrap(label, TEXT_SIZE, LABEL_ROOM, lines=2) for label, *_ in cells]
    left = int(max((text_width(line, TEXT_SIZE) for row in lines for line in row), default=0)) + 12
    heights = [ROW + LINE * (len(row) - 1) for row in lines]
    places = [sum(heights[:at]) + heights[at] / 2 for at in range(len(cells))]
    low, high = _range([change for _, change, _ in cells if change is not None], NARROWEST - left)

    figure = Picture()
    for at, (label, change, note) in enumerate(cells):
        figure.add_annotation(
            text="<br>".join(lines[at]), x=0, xref="paper", xanchor="left", xshift=-left, y=places[at], align="left",
            showarrow=False, borderpad=0, font={"size": TEXT_SIZE, "color": palette.text},
        )  # fmt: skip
        rounded = None if change is None else round_half_up(change, decimals)
        colour = palette.muted if not rounded else palette.better if rounded > 0 else palette.worse
        text = coloured(format_change(change, decimals), colour, bold=change is not None)
        if change is None and note:
            text = coloured(f"{MISSING}&nbsp; {note}", palette.muted)
        falls = rounded is not None and rounded < 0
        where = {"x": 0, "xref": "paper"} if change is None else {"x": change}  # a note needs the whole width
        figure.add_annotation(
            text=text, xanchor="right" if falls else "left", xshift=-6 if falls else 6, y=places[at],
            showarrow=False, borderpad=1, bgcolor=palette.ground, font={"size": TEXT_SIZE + 0.5}, **where,
        )  # fmt: skip
        if change is not None:
            figure.add_bar(
                x=[change], y=[places[at]], orientation="h", width=14, marker={"color": colour, "line": {"width": 0}},
                hovertemplate=f"{label}<br>{format_change(change, decimals)}<extra></extra>",
            )  # fmt: skip
    height = max(ROW, sum(heights))
    style(figure, palette, height, (left, 0, 0, 0))
    figure.add_shape(type="line", x0=0, x1=0, y0=0, y1=height, line={"color": palette.axis, "width": 1})
    figure.update_layout(barmode="overlay")
    figure.update_xaxes(range=[low, high], visible=False)
    figure.update_yaxes(range=[height, 0], visible=False)
    parts = [
        f"{label} {format_change(change, decimals)}{f' ({note})' if note else ''}" for label, change, note in cells
    ]
    return describe(figure, f"Diagram batang {what}: {listed(parts)}.")


def _range(known: list[float], room: float) -> tuple[float, float]:
    """Return the ends of the scale, with room for the numbers outside the bars on the narrowest screen."""
    low, high = min([0.0, *known]), max([0.0, *known])
    span = (high - low) or 1.0
    number_room = text_width("+0,00", TEXT_SIZE + 0.5, bold=True) + 12
    left = number_room if low < 0 else 2.0
    a_pixel = span / max(room - left - number_room, 1.0)
    return low - left * a_pixel, high + number_room * a_pixel
