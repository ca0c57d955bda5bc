"""How far the follow-up is: one bar a domain or theme, done before running before not begun."""

from typing import Final

import pandas as pd

from spbe_analytics.charts.fit import NARROWEST, listed, shorten, text_width
from spbe_analytics.charts.picture import Picture
from spbe_analytics.charts.rows import LINE
from spbe_analytics.charts.theme import TEXT_SIZE, Palette, coloured, describe, style

ROW: Final = 48
"""Height of a row: its heading, and the bar below it."""

HEAD: Final = 30
"""Height of the name of a group of rows."""

BAR: Final = 12
NONE: Final = "belum ada tindakan"


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
            top += HEAD
        parts.append(f"{row['label']} {said_of(row)}")
        late = f", {coloured(late_of(row, short=True), palette.worse, bold=True)}" if row["overdue"] else ""
        room = NARROWEST - text_width(said_of(row, short=True), TEXT_SIZE) - 8
        name = shorten(row["label"], TEXT_SIZE + 1, room, bold=True)
        _write(figure, f"<b>{name}</b>", top, TEXT_SIZE + 1, palette)
        done = said_of({**row, "overdue": 0})
        _write(figure, coloured(done, palette.muted) + late, top + 1, TEXT_SIZE, palette, right=True)
        places.append((top + LINE + 4 + BAR / 2, row))
        top += ROW
    height = max(top, ROW)
    style(figure, palette, height, (1, 1, 0, 0))
    for key, word, fill, line in (
        ("done", "selesai", palette.better, palette.better),
        ("running", "berjalan", palette.other, palette.other),
        ("open", "belum", palette.ground, palette.other),
    ):
        drawn = [(row[key], place) for place, row in places if row[key]]
        figure.add_bar(
            x=[count for count, _ in drawn], y=[place for _, place in drawn], orientation="h", width=BAR,
            marker={"color": fill, "line": {"color": line, "width": 1}}, name=word,
            hovertemplate=f"%{{x}} {word}<extra></extra>",
        )  # fmt: skip
    figure.update_layout(barmode="stack")
    figure.update_xaxes(range=[0, widest * 1.005], visible=False)
    figure.update_yaxes(range=[height, 0], visible=False)
    return describe(figure, f"Diagram batang tindak lanjut: {listed(parts)}.")


def said_of(row: dict[object, object], *, short: bool = False) -> str:
    """Say how far a row is: ``3 dari 7 selesai, 1 lewat tenggat``."""
    if not row["total"]:
        return NONE
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
