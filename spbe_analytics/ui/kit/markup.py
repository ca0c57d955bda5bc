"""Short tables as one piece of HTML.

``st.table`` makes every cell a component that reads markdown: three tables then cost a page more than its charts. One
piece of HTML costs next to nothing. Every text is escaped, so whatever a workbook says is shown as text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from spbe_analytics.charts import Palette
from spbe_analytics.reports import Column
from spbe_analytics.scoring.display import MISSING, format_change, format_level, format_number

SIDE = "padding:0 6px"
TEXT = "font-size:14px;line-height:1.45"


def unmarked(text: str) -> str:
    """Keep a text from being read as markdown or HTML."""
    for sign in "\\[]*_`$<>#~:":
        text = text.replace(sign, f"\\{sign}")
    return text


def written(value: object, column: Column) -> str:
    """Write one cell: text as it is, also a range in a column of numbers; a missing value as a dash."""
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return MISSING
    if column.decimals is None or isinstance(value, str):
        return str(value)
    number = float(str(value))
    return format_change(number, column.decimals) if column.signed else format_number(number, column.decimals)


def table(frame: pd.DataFrame, columns: Mapping[str, Column], palette: Palette, own: Sequence[bool] = ()) -> str:
    """Write a table, numbers to the right; marked rows stand out as the own region's.

    Args:
        frame: The figures; a missing one is a dash.
        columns: Columns in order, with headings and decimals.
        palette: Colours of the viewer's theme.
        own: For each row whether it is the own region's; empty for none.

    Returns:
        HTML that scrolls sideways by itself where the screen is too narrow.
    """
    sides = ["left" if column.decimals is None else "right" for column in columns.values()]
    line = f"border-bottom:1px solid {palette.border}"
    head = "".join(
        f'<th scope="col" style="text-align:{side};font-weight:400;color:{palette.muted};padding:4px;{line}">'
        f"{escape(column.heading)}</th>"
        for side, column in zip(sides, columns.values(), strict=True)
    )
    rows = []
    for place, values in enumerate(zip(*(frame[key].tolist() for key in columns), strict=True)):
        marked = place < len(own) and own[place]
        look = f"background:{palette.own_row};color:{palette.accent};font-weight:600" if marked else ""
        cells = "".join(
            f'<td style="text-align:{side};padding:6px 4px;{line}">{escape(written(value, column))}</td>'
            for value, side, column in zip(values, sides, columns.values(), strict=True)
        )
        rows.append(f'<tr style="{look}">{cells}</tr>')
    return (
        f'<div style="overflow-x:auto"><table style="width:100%;border-collapse:collapse;color:{palette.text};{TEXT};'
        f'font-variant-numeric:tabular-nums"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
    )


def heading(text: str) -> str:
    """Write the heading of a part of a page, in the size and weight of the theme's third heading."""
    return (
        f'<h3 style="font-size:1.1875rem;font-weight:600;line-height:1.25;margin:0 0 4px;padding:0">{escape(text)}</h3>'
    )


def note(text: str, palette: Palette) -> str:
    """Write a small muted remark."""
    return f'<div style="color:{palette.muted};{TEXT}">{escape(text)}</div>'


def squares(rows: pd.DataFrame, palette: Palette, *, target: float, maximum: int) -> str:
    """Write a list of levels: code, short label, one square a level, number.

    Args:
        rows: Index node codes; columns ``label`` and ``level``. A missing level has empty squares and a dash; a
            fractional one fills its last square in part.
        palette: Colours of the viewer's theme.
        target: Levels below it are bold and brown.
        maximum: Squares a row.

    Returns:
        HTML of 22 pixels a row.
    """
    lines = []
    for code, label, level in zip(rows.index, rows["label"], rows["level"], strict=True):
        known = bool(pd.notna(level))
        weak = known and level < target
        look = f"color:{palette.worse};font-weight:600" if weak else ""
        fill = palette.worse if weak else palette.accent
        drawn = "".join(
            _square(fill, palette.hairline, min(max(float(level) - step, 0.0), 1.0) if known else 0.0)
            for step in range(maximum)
        )
        number = format_level(float(level)) if known else MISSING
        lines.append(
            f'<tr style="height:22px;{look}"><td style="{SIDE} 0 0">{escape(str(code))}</td>'
            f'<td style="{SIDE};width:100%">{escape(str(label))}</td>'
            f'<td style="white-space:nowrap" aria-hidden="true">{drawn}</td>'
            f'<td style="{SIDE};text-align:right;font-weight:600">{number}</td></tr>'
        )
    return (
        f'<table style="width:100%;border-collapse:collapse;color:{palette.text};font-size:13px;line-height:1.2">'
        f"{''.join(lines)}</table>"
    )


def _square(fill: str, ground: str, share: float) -> str:
    """Write one square, filled from the left by a share of its width."""
    paint = fill if share >= 1 else ground if share <= 0 else f"linear-gradient(90deg,{fill} {share:.0%},{ground} 0)"
    return f'<span style="display:inline-block;width:8px;height:8px;margin-right:2px;background:{paint}"></span>'


@dataclass(frozen=True)
class Fact:
    """One figure at the top of a page that is painted anew at every touch: label, value, remark, and how it moved."""

    label: str
    value: str
    remark: str
    moved: int = 0


def facts(items: Sequence[Fact], palette: Palette) -> str:
    """Write figures in a row on a desktop, two by two on a phone, with an arrow where they moved."""
    tones = {1: palette.better, -1: palette.worse, 0: palette.muted}
    arrows = {1: "↑ ", -1: "↓ ", 0: ""}
    cells = "".join(
        f'<div><div style="font-size:14px;line-height:1.6">{escape(item.label)}</div>'
        f'<div style="font-size:1.625rem;font-weight:600;line-height:1.3">{escape(item.value)}</div>'
        f'<span style="display:inline-block;font-size:14px;padding:0 8px;border-radius:12px;line-height:1.6;'
        f'background:{palette.surface};color:{tones[item.moved]}">{arrows[item.moved]}{escape(item.remark)}</span></div>'
        for item in items
    )
    return (
        f'<div style="display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px 16px;'
        f'margin:14px 0 4px;color:{palette.text}">{cells}</div>'
    )
