"""Dots on one scale, one row a node: the own region beside a reference, or several regions beside each other."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import nan
from typing import Any, Final

import pandas as pd

from spbe_analytics.charts import rows as layout
from spbe_analytics.charts.picture import Picture
from spbe_analytics.charts.room import (
    GAP,
    NARROWEST,
    NEAR,
    REFERENCE,
    SIDE,
    SIZE,
    Label,
    Placed,
    listed,
    narrow_x,
    number,
    pair,
    place,
    text_width,
    word,
)
from spbe_analytics.charts.theme import TEXT_SIZE, Palette, coloured, describe, style, translucent
from spbe_analytics.errors import SpbeError
from spbe_analytics.scoring.display import MISSING, format_change, format_score, format_weight, round_half_up

OWN_SIZE: Final = 14
REFERENCE_SIZE: Final = 11
AROUND_SIZE: Final = 18
"""Size of a reference that would otherwise hide behind the own mark."""

SHAPES: Final = ("circle", "diamond", "square", "triangle-up", "cross")
HOLLOW: Final = (False, True, False, True, False)
MARK_SIZE: Final = 12
LANE: Final = 14
"""Pixels between two marks stacked in one row."""

APART: Final = 13.0
"""Pixels on the narrowest screen below which two marks are stacked."""

KEY_LINE: Final = 22
KEY_MARK: Final = 46
"""Pixels of a mark in the key and the space around its name."""


@dataclass(frozen=True)
class _Row:
    code: str
    label: str
    weight: float | None
    own: float | None
    reference: float | None
    change: float | None
    right: str = ""
    y: float = 0.0

    @property
    def note(self) -> str:
        """What stands in muted letters behind the name."""
        parts = [f"bobot {format_weight(self.weight)}"] if self.weight is not None else []
        if self.own is None:
            parts.append("belum ada nilai")
        return ", ".join(parts)


def dot_plot(
    rows: pd.DataFrame,
    palette: Palette,
    *,
    own_name: str,
    reference_name: str,
    change_from: str | None,
    lowest: float = 1,
    maximum: float = 5,
    height: int | None = None,
) -> Picture:
    """Draw own value and reference of each node on one scale.

    Args:
        rows: Index node codes; columns ``label``, ``weight`` (a percent number), ``own``, ``reference``,
            ``change``. Any number may be missing: no weight is not mentioned, no own value is said in words, no
            reference has no mark, no change is a dash.
        palette: Colours of the viewer's theme.
        own_name: Name of the own region, written once.
        reference_name: Name of the reference, for example "median kabupaten", written once.
        change_from: What the change counts from, for example "2023", written once; ``None`` hides changes.
        lowest: Left end of the scale.
        maximum: Right end of the scale.
        height: Pixels; at least what the rows need, which is also the default.

    Returns:
        The figure. Labels stand on the outer sides of the marks and move where there is no room.
    """
    scale = (lowest, maximum)
    cells = _with_changes([_row(str(code), row) for code, row in rows.iterrows()], change_from)
    labels = _labels(cells, own_name, reference_name)
    key = any(place(row, *scale) is None for row in labels)
    if key:
        labels = _labels(cells, "", "")
    names = _key(own_name, reference_name, palette) if key else []
    top = layout.LINE * len(names) + 8 if key else 0
    heads = [layout.heading(row.label, row.note, row.right) for row in cells]
    needed = top + layout.FOOT + sum(len(head) * layout.LINE + layout.TRACK + layout.GAP for head in heads)
    total = max(height or 0, needed)
    slack = (total - needed) / max(1, len(cells))

    figure = Picture()
    ticks = layout.levels(*scale)
    shapes: list[dict[str, Any]] = []
    below = slack / 2
    drawn = []
    for row, head, texts in zip(cells, heads, labels, strict=True):
        layout.draw_heading(figure, head, below, palette)
        _draw_change(figure, row, below, palette)
        y = below + len(head) * layout.LINE + layout.TRACK
        shapes += [*layout.guide(y, ticks, palette), *_connector(row, y, palette)]
        for label in place(texts, *scale) or _anywhere(texts):
            layout.draw_label(figure, label.text(palette), label.value, y, label.side, label.gap, palette)
        drawn.append(replace(row, y=y))
        below = y + layout.GAP + slack
    figure.update_layout(shapes=shapes)
    _draw_marks(figure, drawn, palette, (own_name, reference_name), scale)
    style(figure, palette, int(total), (SIDE, SIDE, top, layout.FOOT))
    layout.set_scale(figure, ticks, int(total), top)
    if key:
        _draw_key(figure, names, palette)
    parts = [f"{row.label} {format_score(row.own)} dan {format_score(row.reference)}" for row in cells]
    return describe(figure, f"Diagram titik, {own_name} dan {reference_name}: {listed(parts)}.")


def _row(code: str, cells: "pd.Series[Any]") -> _Row:
    weight, own, reference, change = (number(cells[name]) for name in ("weight", "own", "reference", "change"))
    return _Row(code, word(cells["label"]), weight, own, reference, change)


def _with_changes(cells: list[_Row], change_from: str | None) -> list[_Row]:
    known = [row for row in cells if row.change is not None]
    if change_from is None or not known:
        return cells
    tail = f" dari {change_from}"
    return [replace(row, right=format_change(row.change) + (tail if row is known[0] else "")) for row in cells]


def _labels(cells: list[_Row], own_name: str, reference_name: str) -> list[list[Label]]:
    """Return each row's labels; the first row with a value of a kind carries its name."""
    out = []
    for row in cells:
        out.append(pair(row.own, row.reference, own_name, reference_name))
        own_name = own_name if row.own is None else ""
        reference_name = reference_name if row.reference is None else ""
    return out


def _anywhere(labels: list[Label]) -> list[Placed]:
    return [Placed((label,), "right", label.value) for label in labels]


def _connector(row: _Row, y: float, palette: Palette) -> list[dict[str, Any]]:
    if row.own is None or row.reference is None:
        return []
    line = {"color": translucent(palette.accent, 0.4), "width": 4}
    return [{"type": "line", "layer": "below", "x0": row.own, "x1": row.reference, "y0": y, "y1": y, "line": line}]


def _draw_change(figure: Picture, row: _Row, top: float, palette: Palette) -> None:
    if not row.right:
        return
    fell = row.change is not None and round_half_up(row.change) < 0
    text = coloured(row.right, palette.worse, bold=True) if fell else row.right
    layout.draw_right(figure, text, top, palette)


def _key(own_name: str, reference_name: str, palette: Palette) -> list[str]:
    """Return the names with their marks, in one line or in two if a phone has no room for both in one."""
    own, reference = f"● {own_name}", f"{REFERENCE} {reference_name}"
    marked = [coloured(own, palette.accent, bold=True), reference]
    width = text_width(own, TEXT_SIZE, bold=True) + text_width(reference, TEXT_SIZE) + 24
    return ["&nbsp;&nbsp; ".join(marked)] if width <= NARROWEST else marked


def _draw_key(figure: Picture, names: list[str], palette: Palette) -> None:
    figure.add_annotation(
        text="<br>".join(names), x=0, xref="paper", xanchor="left", xshift=-SIDE, y=1, yref="paper",
        yanchor="bottom", yshift=6, align="left", showarrow=False, borderpad=0,
        font={"size": TEXT_SIZE, "color": palette.muted},
    )  # fmt: skip


def _draw_marks(
    figure: Picture, cells: list[_Row], palette: Palette, names: tuple[str, str], scale: tuple[float, float]
) -> None:
    own_name, reference_name = names
    for name, own in ((reference_name, False), (own_name, True)):
        shown = [(row, row.own if own else row.reference) for row in cells]
        shown = [(row, value) for row, value in shown if value is not None]
        figure.add_scatter(
            x=[value for _, value in shown],
            y=[row.y for row, _ in shown],
            mode="markers",
            name=name,
            marker={
                "size": [OWN_SIZE if own else _reference_size(row, scale) for row, _ in shown],
                "symbol": "circle" if own else "diamond",
                "color": palette.accent if own else palette.ground,
                "opacity": 1,
                "line": {"color": palette.accent if own else palette.muted, "width": 0 if own else 2},
            },
            cliponaxis=False,
            customdata=[[row.code, row.label, format_score(value)] for row, value in shown],
            hovertemplate=f"%{{customdata[1]}}<br>{name} %{{customdata[2]}}<extra></extra>",
        )


def _reference_size(row: _Row, scale: tuple[float, float]) -> int:
    if row.own is None or row.reference is None:
        return REFERENCE_SIZE
    apart = abs(narrow_x(row.own, *scale) - narrow_x(row.reference, *scale))
    return AROUND_SIZE if apart < NEAR else REFERENCE_SIZE


def compare_dots(
    values: pd.DataFrame,
    labels: Mapping[str, str],
    palette: Palette,
    *,
    lowest: float = 1,
    maximum: float = 5,
    height: int | None = None,
) -> Picture:
    """Draw up to five regions, one mark each in every row.

    Args:
        values: Index node codes in the regulation's order; one column a region, its name as column name, the own
            region first. A missing value has no mark; a row without any says so.
        labels: Name of each node code; a code without a name stands for itself.
        palette: Colours of the viewer's theme.
        lowest: Left end of the scale.
        maximum: Right end of the scale.
        height: Pixels; at least what the rows need, which is also the default.

    Returns:
        The figure: a key above that wraps on a phone, the own value at the right of each heading, the lowest and
        the highest value beside their marks.

    Raises:
        SpbeError: If there are no regions or more than five.
    """
    names = [str(name) for name in values.columns]
    if not 1 <= len(names) <= len(SHAPES):
        raise SpbeError(
            f"Diagram ini membandingkan 1 sampai {len(SHAPES)} daerah, bukan {len(names)}. Kurangi pilihan."
        )
    cells = {
        str(code): [number(value) for value in row] for code, row in zip(values.index, values.to_numpy(), strict=True)
    }
    lanes = {code: _lanes(row, lowest, maximum) for code, row in cells.items()}
    rights = {code: f"{names[0]} {format_score(row[0])}" for code, row in cells.items()}
    heads = {
        code: layout.heading(labels.get(code, code), "" if _known(row) else "belum ada nilai", rights[code])
        for code, row in cells.items()
    }
    top = _key_height(names)
    needed = (
        top
        + layout.FOOT
        + sum(
            len(heads[code]) * layout.LINE + layout.TRACK + layout.GAP + LANE * max(lanes[code], default=0)
            for code in cells
        )
    )
    total = max(height or 0, needed)
    slack = (total - needed) / max(1, len(cells))

    figure = Picture()
    ticks = layout.levels(lowest, maximum)
    shapes = []
    place: dict[str, float] = {}
    below = slack / 2
    for code, row in cells.items():
        layout.draw_heading(figure, heads[code], below, palette)
        layout.draw_right(figure, coloured(rights[code], palette.accent, bold=True), below, palette)
        place[code] = y = below + len(heads[code]) * layout.LINE + layout.TRACK
        shapes += layout.guide(y, ticks, palette)
        _draw_ends(figure, row, lanes[code], y, palette, lowest, maximum)
        below = y + LANE * max(lanes[code], default=0) + layout.GAP + slack
    figure.update_layout(shapes=shapes)
    for at in reversed(range(len(names))):
        _draw_region(figure, at, names[at], cells, lanes, place, labels, palette)
    style(figure, palette, int(total), (SIDE, SIDE, top, layout.FOOT))
    layout.set_scale(figure, ticks, int(total), top)
    _set_key(figure, palette, len(names))
    parts = [
        f"{labels.get(code, code)} {', '.join(format_score(value) for value in row)}" for code, row in cells.items()
    ]
    return describe(figure, f"Diagram titik {', '.join(names)}: {listed(parts)}.")


def _known(row: list[float | None]) -> list[float]:
    return [value for value in row if value is not None]


def _lanes(row: list[float | None], lowest: float, maximum: float) -> list[int]:
    """Give every mark of a row a lane from 0 down, the first region first, so that none covers another."""
    taken: list[list[float]] = []
    out = []
    for value in row:
        if value is None:
            out.append(0)
            continue
        x = narrow_x(value, lowest, maximum)
        lane = next((at for at, xs in enumerate(taken) if all(abs(x - other) >= APART for other in xs)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append(x)
        out.append(lane)
    return out


def _draw_ends(
    figure: Picture,
    row: list[float | None],
    lanes: list[int],
    y: float,
    palette: Palette,
    lowest: float,
    maximum: float,
) -> None:
    known = [(value, lane) for value, lane in zip(row, lanes, strict=True) if value is not None]
    if not known:
        return
    low, high = min(known), max(known, key=lambda mark: (mark[0], -mark[1]))
    ends = [(high, "right", "left")] if low[0] == high[0] else [(low, "left", "right"), (high, "right", "left")]
    placed = [
        (mark, outer, inner, narrow_x(mark[0], lowest, maximum), text_width(format_score(mark[0]), SIZE) + GAP)
        for mark, outer, inner in ends
    ]
    inward = sum(room > (x if outer == "left" else NARROWEST - x) for _, outer, _, x, room in placed)
    for (value, lane), outer, inner, x, room in placed:
        others = [narrow_x(other, lowest, maximum) for other, at in known if at == lane and other != value]
        beside = min((abs(x - other) for other in others), default=NARROWEST / 2)
        outside = x if outer == "left" else NARROWEST - x
        side = outer if room <= outside else inner if beside >= inward * room + 2 * GAP else ""
        if side:
            draw = (format_score(value), value, y + LANE * lane, side, GAP - 1, palette)
            layout.draw_label(figure, *draw)


def _draw_region(
    figure: Picture,
    at: int,
    name: str,
    cells: dict[str, list[float | None]],
    lanes: dict[str, list[int]],
    place: dict[str, float],
    labels: Mapping[str, str],
    palette: Palette,
) -> None:
    codes = [code for code, row in cells.items() if row[at] is not None]
    colour = palette.series[at]
    figure.add_scatter(
        x=[cells[code][at] for code in codes] or [nan],
        y=[place[code] + LANE * lanes[code][at] for code in codes] or [nan],
        mode="markers",
        name=name if codes else f"{name} {MISSING}",
        legendrank=at + 1,
        showlegend=True,
        marker={
            "size": MARK_SIZE + (2 if at == 0 else 0),
            "symbol": SHAPES[at],
            "color": palette.ground if HOLLOW[at] else colour,
            "opacity": 1,
            "line": {"color": colour, "width": 2 if HOLLOW[at] else 0},
        },
        cliponaxis=False,
        customdata=[[labels.get(code, code), format_score(cells[code][at])] for code in codes],
        hovertemplate=f"%{{customdata[0]}}<br>{name} %{{customdata[1]}}<extra></extra>",
    )


def _key_height(names: list[str]) -> int:
    widest = max(text_width(name, TEXT_SIZE) for name in names) + KEY_MARK
    a_line = max(1, int(NARROWEST // widest))
    return -(-len(names) // a_line) * KEY_LINE + 10


def _set_key(figure: Picture, palette: Palette, count: int) -> None:
    figure.update_layout(
        showlegend=count > 1,
        legend={
            "orientation": "h", "x": 0, "xref": "container", "xanchor": "left", "y": 1, "yref": "container",
            "yanchor": "top", "itemclick": False, "itemdoubleclick": False, "bgcolor": "rgba(0,0,0,0)",
            "font": {"size": TEXT_SIZE, "color": palette.text}, "traceorder": "normal",
        },
    )  # fmt: skip
