"""The dot plot: the own region's value beside a reference, one row a node."""

from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd

from spbe_analytics.charts import rows as layout
from spbe_analytics.charts.fit import NARROWEST, listed, number, text_width, word
from spbe_analytics.charts.picture import Picture
from spbe_analytics.charts.sides import NEAR, REFERENCE, Label, Placed, pair, place
from spbe_analytics.charts.theme import TEXT_SIZE, Palette, coloured, describe, style, translucent
from spbe_analytics.scoring.display import format_change, format_score, format_weight, round_half_up

OWN_SIZE: Final = 14
REFERENCE_SIZE: Final = 11
AROUND_SIZE: Final = 18
"""Size of a reference that would otherwise hide behind the own mark."""


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
    style(figure, palette, int(total), (layout.SIDE, layout.SIDE, top, layout.FOOT))
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
        text="<br>".join(names), x=0, xref="paper", xanchor="left", xshift=-layout.SIDE, y=1, yref="paper",
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
    apart = abs(layout.narrow_x(row.own, *scale) - layout.narrow_x(row.reference, *scale))
    return AROUND_SIZE if apart < NEAR else REFERENCE_SIZE
