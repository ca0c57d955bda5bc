"""Bars, one a row: changes from a common zero, lost points, how far the follow-up is, a change as a waterfall."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from spbe_analytics.charts.picture import Picture
from spbe_analytics.charts.room import NARROWEST, SIDE, listed, number, shorten, text_width, word, wrap
from spbe_analytics.charts.rows import LINE, draw_heading, draw_label, draw_right, heading
from spbe_analytics.charts.theme import NAME_SIZE, TEXT_SIZE, Palette, coloured, describe, style
from spbe_analytics.scoring.display import DISPLAY_DECIMALS, MISSING, format_change, format_score, round_half_up

CHANGE_ROW: Final = 32
CHANGE_LINE: Final = 17
CHANGE_ROOM: Final = 112.0
"""Most pixels of one line of a label."""

LOSS_BAR: Final = 18
ABOVE: Final = 5
"""Pixels between a heading and its bar."""

BELOW: Final = 13
"""Pixels between a bar and the next heading."""

PROGRESS_ROW: Final = 48
"""Height of a row: its heading, and the bar below it."""

GROUP_HEAD: Final = 30
"""Height of the name of a group of rows."""

PROGRESS_BAR: Final = 12
NOT_BEGUN: Final = "belum ada tindakan"

STEP_BAR: Final = 14
STEP_TRACK: Final = 15
"""From the last line of a heading to the middle of the bar below it."""

STEP_GAP: Final = 18
"""From the middle of a bar to the top of the next row."""

STEP_MARK: Final = 13
FINE_DECIMALS: Final = 4
"""Decimals of a contribution that two decimals would show as zero."""

PAD: Final = 8
"""Pixels between the end of a bar and its number."""


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
    lines = [wrap(label, TEXT_SIZE, CHANGE_ROOM, lines=2) for label, *_ in cells]
    left = int(max((text_width(line, TEXT_SIZE) for row in lines for line in row), default=0)) + 12
    heights = [CHANGE_ROW + CHANGE_LINE * (len(row) - 1) for row in lines]
    places = [sum(heights[:at]) + heights[at] / 2 for at in range(len(cells))]
    low, high = _change_range([change for _, change, _ in cells if change is not None], NARROWEST - left)

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
    height = max(CHANGE_ROW, sum(heights))
    style(figure, palette, height, (left, 0, 0, 0))
    figure.add_shape(type="line", x0=0, x1=0, y0=0, y1=height, line={"color": palette.axis, "width": 1})
    figure.update_layout(barmode="overlay")
    figure.update_xaxes(range=[low, high], visible=False)
    figure.update_yaxes(range=[height, 0], visible=False)
    parts = [
        f"{label} {format_change(change, decimals)}{f' ({note})' if note else ''}" for label, change, note in cells
    ]
    return describe(figure, f"Diagram batang {what}: {listed(parts)}.")


def _change_range(known: list[float], room: float) -> tuple[float, float]:
    """Return the ends of the scale, with room for the numbers outside the bars on the narrowest screen."""
    low, high = min([0.0, *known]), max([0.0, *known])
    span = (high - low) or 1.0
    number_room = text_width("+0,00", TEXT_SIZE + 0.5, bold=True) + 12
    left = number_room if low < 0 else 2.0
    a_pixel = span / max(room - left - number_room, 1.0)
    return low - left * a_pixel, high + number_room * a_pixel


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
        middle = top + LINE * len(lines) + ABOVE + LOSS_BAR / 2
        colour = palette.accent if lost == most else palette.other
        number = coloured(format_score(float(lost)), palette.accent if lost == most else palette.text, bold=True)
        figure.add_bar(
            x=[float(lost)], y=[middle], orientation="h", width=LOSS_BAR,
            marker={"color": colour, "line": {"width": 0}},
            hovertemplate=f"{label}<br>{format_score(float(lost))} poin hilang<extra></extra>",
        )  # fmt: skip
        figure.add_annotation(
            text=number, x=float(lost), y=middle, xanchor="left", xshift=6, showarrow=False, borderpad=0,
            font={"size": TEXT_SIZE + 1},
        )  # fmt: skip
        top = middle + LOSS_BAR / 2 + BELOW
        parts.append(f"{label} {format_score(float(lost))}")
    height = int(max(top, 2 * LOSS_BAR))
    style(figure, palette, height, (0, 0, 0, 0))
    figure.update_layout(barmode="overlay")
    figure.update_xaxes(range=[0, most * NARROWEST / (NARROWEST - room)], visible=False)
    figure.update_yaxes(range=[height, 0], visible=False)
    return describe(figure, f"Diagram batang poin yang hilang: {listed(parts)}.")


def progress_bars(progress: pd.DataFrame, palette: Palette) -> Picture:
    """Draw one bar a row, as long as it has actions, done ones first.

    Args:
        progress: Rows in the order shown; columns ``group, label, total, done, running, open, overdue``. Rows of one
            group stand together under its name.
        palette: Colours of the viewer's theme.

    Returns:
        The figure, about 48 px a row.
    """
    figure = Picture()
    parts, places, top, before = [], [], 0, None
    widest = max(int(progress["total"].max()) if len(progress) else 0, 1)
    for row in progress.to_dict("records"):
        if row["group"] != before:
            before = row["group"]
            _write(figure, coloured(before, palette.muted), top + 4, TEXT_SIZE, palette)
            top += GROUP_HEAD
        parts.append(f"{row['label']} {said_of(row)}")
        late = f", {coloured(late_of(row, short=True), palette.worse, bold=True)}" if row["overdue"] else ""
        room = NARROWEST - text_width(said_of(row, short=True), TEXT_SIZE) - 8
        name = shorten(row["label"], TEXT_SIZE + 1, room, bold=True)
        _write(figure, f"<b>{name}</b>", top, TEXT_SIZE + 1, palette)
        done = said_of({**row, "overdue": 0})
        _write(figure, coloured(done, palette.muted) + late, top + 1, TEXT_SIZE, palette, right=True)
        places.append((top + LINE + 4 + PROGRESS_BAR / 2, row))
        top += PROGRESS_ROW
    height = max(top, PROGRESS_ROW)
    style(figure, palette, height, (1, 1, 0, 0))
    for key, state, fill, line in (
        ("done", "selesai", palette.better, palette.better),
        ("running", "berjalan", palette.other, palette.other),
        ("open", "belum", palette.ground, palette.other),
    ):
        drawn = [(row[key], place) for place, row in places if row[key]]
        figure.add_bar(
            x=[count for count, _ in drawn], y=[place for _, place in drawn], orientation="h", width=PROGRESS_BAR,
            marker={"color": fill, "line": {"color": line, "width": 1}}, name=state,
            hovertemplate=f"%{{x}} {state}<extra></extra>",
        )  # fmt: skip
    figure.update_layout(barmode="stack")
    figure.update_xaxes(range=[0, widest * 1.005], visible=False)
    figure.update_yaxes(range=[height, 0], visible=False)
    return describe(figure, f"Diagram batang tindak lanjut: {listed(parts)}.")


def said_of(row: dict[object, object], *, short: bool = False) -> str:
    """Say how far a row is: ``3 dari 7 selesai, 1 lewat tenggat``."""
    if not row["total"]:
        return NOT_BEGUN
    done = f"{row['done']} dari {row['total']} selesai"
    return f"{done}, {late_of(row, short=short)}" if row["overdue"] else done


def late_of(row: dict[object, object], *, short: bool = False) -> str:
    """Say how many actions of a row are late, in fewer words beside a bar."""
    return f"{row['overdue']} lewat" if short else f"{row['overdue']} lewat tenggat"


def _write(figure: Picture, text: str, top: float, size: float, palette: Palette, *, right: bool = False) -> None:
    side = "right" if right else "left"
    figure.add_annotation(
        text=text, x=int(right), xref="paper", xanchor=side, y=top, yanchor="top", align=side,
        showarrow=False, borderpad=0, font={"size": size, "color": palette.text},
    )  # fmt: skip


@dataclass(frozen=True)
class _Step:
    """One row with its place: pixels from the top, of the heading and of the middle of its bar."""

    lines: list[tuple[str, str]]
    right: str
    top: float
    middle: float


def waterfall(
    bars: pd.DataFrame, start: tuple[str, float], end: tuple[str, float], palette: Palette, *, own: bool = True
) -> Picture:
    """Draw the way from one value to another.

    Args:
        bars: One row a part in the order shown; columns ``label``, ``contribution``, and, if there are any, ``note``
            (a remark beside the label), ``right`` (text at the right end of the heading) and ``aside`` (whether the
            part is neither better nor worse, such as rounding). They lead from the first value to the second.
        start: Name and value where it begins.
        end: Name and value where it ends.
        palette: Colours of the viewer's theme.
        own: Whether it is the viewer's own region, which the accent marks.

    Returns:
        The figure, about 51 px a part. The scale shows the change only, not the zero of the values.
    """
    cells = [
        (word(label), number(by) or 0.0, word(note), word(right), bool(aside))
        for label, by, note, right, aside in zip(
            bars["label"],
            bars["contribution"],
            bars["note"] if "note" in bars else [""] * len(bars),
            bars["right"] if "right" in bars else [""] * len(bars),
            bars["aside"] if "aside" in bars else [False] * len(bars),
            strict=True,
        )
    ]
    rows = _placed(
        [(start[0], "", ""), *((label, note, right) for label, _, note, right, _ in cells), (end[0], "", "")]
    )
    height = int(rows[-1].middle + STEP_GAP)
    ways = [start[1]]
    for _, by, *_ in cells:
        ways.append(ways[-1] + by)
    low, high = _step_range([*ways, end[1]], [_signed(by) for _, by, *_ in cells])

    figure = Picture()
    style(figure, palette, height, (SIDE, SIDE, 0, 0))
    for value, colour in ((start[1], palette.axis), (end[1], palette.ring)):
        figure.add_shape(
            type="line", layer="below", x0=value, x1=value, y0=rows[0].middle, y1=rows[-1].middle,
            line={"color": colour, "width": 1, "dash": "dot"},
        )  # fmt: skip
    for row in rows:
        draw_heading(figure, row.lines, row.top, palette, opaque=True)
        if row.right:
            draw_right(figure, row.right, row.top, palette, opaque=True)
    for (label, by, note, _, aside), row, nxt, came in zip(cells, rows[1:-1], rows[2:], ways, strict=False):
        rounded = round_half_up(by)
        quiet = aside or not by
        fill = palette.other if quiet else palette.better if by > 0 else palette.worse
        ink = palette.muted if quiet or not rounded else fill
        figure.add_bar(
            x=[by], base=[came], y=[row.middle], orientation="h", width=STEP_BAR,
            marker={"color": fill, "line": {"width": 0}},
            hovertemplate=f"{label}{f' ({note})' if note else ''}<br>{_signed(by)}<extra></extra>",
        )  # fmt: skip
        figure.add_shape(
            type="line", layer="below", x0=came + by, x1=came + by, y0=row.middle, y1=nxt.middle,
            line={"color": palette.axis, "width": 1},
        )  # fmt: skip
        text = coloured(_signed(by), ink, bold=True)
        draw_label(figure, text, came + by, row.middle, "left" if by < 0 else "right", PAD, palette)
    for (name, value), row, solid in ((start, rows[0], False), (end, rows[-1], True)):
        colour = palette.accent if own else palette.muted
        figure.add_scatter(
            x=[value], y=[row.middle], mode="markers", cliponaxis=False,
            marker={
                "size": STEP_MARK, "symbol": "circle", "color": colour if solid else palette.ground,
                "line": {"width": 2, "color": colour},
            },
            hovertemplate=f"{name}<br>{format_score(value)}<extra></extra>",
        )  # fmt: skip
        side = "left" if (value - low) * 2 > high - low else "right"
        draw_label(figure, coloured(format_score(value), colour, bold=True), value, row.middle, side, 12, palette)
    figure.update_layout(barmode="overlay")
    figure.update_xaxes(range=[low, high], visible=False)
    figure.update_yaxes(range=[height, 0], visible=False)
    parts = [f"{label} {_signed(by)}" for label, by, *_ in cells]
    return describe(
        figure,
        f"Diagram air terjun dari {start[0]} {format_score(start[1])} ke {end[0]} {format_score(end[1])}: "
        f"{listed(parts)}.",
    )


def _signed(by: float) -> str:
    """Write a contribution, a tiny one with as many decimals as show that it is not zero."""
    return format_change(by, DISPLAY_DECIMALS if round_half_up(by) else FINE_DECIMALS) if by else format_change(by)


def _placed(texts: list[tuple[str, str, str]]) -> list[_Step]:
    rows, top = [], 0.0
    for label, note, right in texts:
        lines = heading(label, note, right)
        middle = top + LINE * len(lines) + STEP_TRACK
        rows.append(_Step(lines, right, top, middle))
        top = middle + STEP_GAP
    return rows


def _step_range(ways: list[float], numbers: list[str]) -> tuple[float, float]:
    """Return the ends of the scale, with room for the numbers outside the bars on the narrowest screen."""
    low, high = min(ways), max(ways)
    span = (high - low) or 1.0
    room = max((text_width(text, TEXT_SIZE + 0.5, bold=True) for text in (*numbers, "0,00")), default=0.0) + PAD + 6
    side = max(room - SIDE, STEP_MARK / 2 + 2)
    a_pixel = span / (NARROWEST - 2 * SIDE - 2 * side)
    return low - side * a_pixel, high + side * a_pixel
