"""Rows of a dot plot: heading above, marks below, so that one figure works from a phone to a wide screen.

The vertical axis of such a figure counts pixels from the top, so rows may differ in height.
"""

from collections.abc import Sequence
from typing import Any, Final

from spbe_analytics.charts.fit import NARROWEST, text_width, wrap
from spbe_analytics.charts.picture import Picture
from spbe_analytics.charts.theme import NAME_SIZE, TEXT_SIZE, Palette, coloured
from spbe_analytics.scoring.display import format_level

SIDE: Final = 20
"""Margin left and right of the scale; headings reach into it."""

FOOT: Final = 24
"""Margin below, for the numbers of the scale."""

LINE: Final = 18
"""Height of a line of a heading."""

TRACK: Final = 22
"""From the last line of a heading to the marks below it."""

GAP: Final = 20
"""From the marks of a row to the top of the next."""

NARROW_PLOT: Final = NARROWEST - 2 * SIDE


def heading(label: str, note: str, right: str) -> list[tuple[str, str]]:
    """Break a row's heading into lines of bold name and muted note.

    Args:
        label: Name of the row.
        note: Weight or another remark, may be empty.
        right: Text at the right end of the first line, may be empty.

    Returns:
        Lines as pairs of name part and note part; either part may be empty.
    """
    room = NARROWEST - (text_width(right, TEXT_SIZE, bold=True) + 12 if right else 0)
    names = wrap(label, NAME_SIZE, room, bold=True, lines=3)
    lines = [(name, "") for name in names]
    if not note:
        return lines
    used = text_width(names[-1], NAME_SIZE, bold=True) + text_width(note, NAME_SIZE) + 10
    if used <= (room if len(names) == 1 else NARROWEST):
        lines[-1] = (names[-1], note)
    else:
        lines.append(("", note))
    return lines


def draw_heading(
    figure: Picture, lines: Sequence[tuple[str, str]], top: float, palette: Palette, *, opaque: bool = False
) -> None:
    """Write a heading at the left edge of the figure, its first line beginning at ``top``.

    An opaque one hides the lines that would strike through it.
    """
    text = "<br>".join(
        (f"<b>{name}</b>" if name else "")
        + ("&nbsp; " if name and note else "")
        + (coloured(note, palette.muted) if note else "")
        for name, note in lines
    )
    figure.add_annotation(
        text=text, x=0, xref="paper", xanchor="left", xshift=-SIDE, y=top, yanchor="top",
        align="left", showarrow=False, borderpad=0, font={"size": NAME_SIZE, "color": palette.text},
        bgcolor=palette.ground if opaque else None,
    )  # fmt: skip


def draw_right(figure: Picture, text: str, top: float, palette: Palette, *, opaque: bool = False) -> None:
    """Write text at the right edge of the figure, level with a heading's first line."""
    figure.add_annotation(
        text=text, x=1, xref="paper", xanchor="right", xshift=SIDE, y=top + 1, yanchor="top",
        align="right", showarrow=False, borderpad=0, font={"size": TEXT_SIZE + 0.5, "color": palette.muted},
        bgcolor=palette.ground if opaque else None,
    )  # fmt: skip


def draw_label(figure: Picture, text: str, x: float, y: float, side: str, gap: float, palette: Palette) -> None:
    """Write a label beside a mark; its ground hides the guide line behind it.

    Args:
        figure: The figure, which is changed.
        text: Text with markup.
        x: The mark's value.
        y: The mark's height in pixels from the top.
        side: ``left`` or ``right`` of the mark.
        gap: Pixels between the mark's middle and the text.
        palette: Colours.
    """
    left = side == "left"
    figure.add_annotation(
        text=text, x=x, y=y, xanchor="right" if left else "left", xshift=-gap if left else gap,
        yanchor="middle", showarrow=False, borderpad=1, bgcolor=palette.ground,
        font={"size": TEXT_SIZE + 0.5, "color": palette.muted},
    )  # fmt: skip


def guide(y: float, ticks: Sequence[float], palette: Palette) -> list[dict[str, Any]]:
    """Return the shapes of one row's scale: a hairline and a short tick at every level."""
    line = {
        "type": "line", "layer": "below", "x0": ticks[0], "x1": ticks[-1], "y0": y, "y1": y,
        "line": {"color": palette.hairline, "width": 1.5},
    }  # fmt: skip
    ends, inner = (ticks[0], ticks[-1]), ticks[1:-1]
    marks = [
        {
            "type": "path", "layer": "below", "line": {"color": colour, "width": 1},
            "path": "".join(f"M{tick:g},{y - 9:g}L{tick:g},{y + 9:g}" for tick in places),
        }
        for colour, places in ((palette.ring, ends), (palette.axis, inner)) if places
    ]  # fmt: skip
    return [line, *marks]


def set_scale(figure: Picture, ticks: Sequence[float], height: int, top: int) -> None:
    """Set the axes: values across with the levels as ticks, pixels down."""
    figure.update_xaxes(
        range=[ticks[0], ticks[-1]], tickvals=list(ticks), ticktext=[format_level(tick) for tick in ticks]
    )
    figure.update_yaxes(range=[height - top - FOOT, 0], visible=False)


def levels(lowest: float, maximum: float) -> list[float]:
    """Return the ticks of a scale: its ends and every whole number between."""
    inner = [float(level) for level in range(int(lowest) + 1, int(maximum) + 1) if lowest < level < maximum]
    return [float(lowest), *inner, float(maximum)]


def narrow_x(value: float, lowest: float, maximum: float) -> float:
    """Return the pixel, from the left edge of the narrowest figure, at which a value lies."""
    share = (value - lowest) / (maximum - lowest)
    return SIDE + NARROW_PLOT * min(max(share, 0.0), 1.0)
