"""What pages show as one piece of HTML: short tables, lists of levels, cards.

``st.table`` makes every cell a component that reads markdown: three tables then cost a page more than its charts. One
piece of HTML costs next to nothing. The templates escape every text, so whatever a workbook says is shown as text.
"""

import re
from base64 import b64encode
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from spbe_analytics.charts import Palette
from spbe_analytics.instruments.criteria import Criterion
from spbe_analytics.parts.part import Column, cell_text
from spbe_analytics.scoring.display import MISSING, format_level

TEXT = "font-size:14px;line-height:1.45"
"""Size and height of small text."""

LONG_WORD: Final = re.compile(r"(\S{33,})")
PIECE: Final = 16
"""Characters after which such a word may break."""

Bar = tuple[str, str, float, str]
"""Label, muted note, length (0 or more), number as text."""


@cache
def _template(name: str) -> Template:
    templates = Environment(
        loader=PackageLoader("spbe_analytics.ui.kit"), autoescape=True, undefined=StrictUndefined, auto_reload=False
    )
    templates.globals["TEXT"] = TEXT
    templates.filters["breakable"] = breakable
    return templates.get_template(f"{name}.html")


def breakable(text: str) -> list[str]:
    """Cut a text where it may break: inside words wider than a telephone, which stay whole when copied."""
    pieces: list[str] = []
    for at, piece in enumerate(LONG_WORD.split(text)):
        pieces += [piece[start : start + PIECE] for start in range(0, len(piece), PIECE)] if at % 2 else [piece]
    return pieces


def render(name: str, palette: Palette | None = None, **values: Any) -> str:  # noqa: ANN401 - whatever is shown
    """Fill a template of ``templates/``; every text in it is escaped.

    Args:
        name: The template.
        palette: Colours of the viewer's theme.
        values: What the template shows.
    """
    return _template(name).render(palette=palette, **values)


def unmarked(text: str) -> str:
    """Keep a text from being read as markdown or HTML."""
    for sign in "\\[]*_`$<>#~:":
        text = text.replace(sign, f"\\{sign}")
    return text


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
    texts = [[cell_text(value, column) for value in frame[key].tolist()] for key, column in columns.items()]
    rows = [
        (place < len(own) and own[place], list(zip(cells, sides, strict=True)))
        for place, cells in enumerate(zip(*texts, strict=True))
    ]
    heads = [(column.heading, side) for column, side in zip(columns.values(), sides, strict=True)]
    return render("table", palette, heads=heads, rows=rows)


def paper(frame: pd.DataFrame, right: Collection[str] = (), own: Sequence[bool] = ()) -> str:
    """Write a table that only paper shows, as bare lines of text: a page pays for no table that is not printed.

    Args:
        frame: The cells as they are shown, under their headings; a missing one is a dash.
        right: Headings of the columns that stand to the right.
        own: For each row whether it is the own region's; empty for none.

    Returns:
        HTML that the browser makes a table of when it prints: lines of sides, of headings, and of each row's mark and
        cells.
    """
    heads = [str(name) for name in frame.columns]
    texts = [[_line(value) for value in frame[name].tolist()] for name in frame.columns]
    marks = ["*" if place < len(own) and own[place] else "" for place in range(len(frame))]
    lines = [["kanan" if name in right else "kiri" for name in heads], heads, *zip(marks, *texts, strict=True)]
    return render("paper", text="\n".join("\t".join(line) for line in lines))


def _line(value: object) -> str:
    return " ".join(cell_text(value, Column("")).split())


def heading(text: str) -> str:
    """Write the heading of a part of a page, in the size and weight of the theme's third heading."""
    return render("heading", text=text)


def note(text: str, palette: Palette) -> str:
    """Write a small muted remark."""
    return render("note", palette, text=text)


def criterion(found: Criterion, palette: Palette, *, proof: bool = True) -> str:
    """Write what a level asks for, with the place where it is printed, and the evidence wanted unless left out."""
    return render("criterion", palette, found=found, evidence=proof and bool(found.evidence))


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
    lines = [
        {
            "code": code,
            "label": label,
            "weak": level < target,  # not for a missing one
            "shares": [0.0 if pd.isna(level) else float(level) - step for step in range(maximum)],
            "number": MISSING if pd.isna(level) else format_level(float(level)),
        }
        for code, label, level in zip(rows.index, rows["label"], rows["level"], strict=True)
    ]
    return render("squares", palette, rows=lines)


def bars(rows: Sequence[Bar], palette: Palette, *, marked: Collection[int] = ()) -> str:
    """Write one bar a row under its label, the number at its end: cheaper than a chart, and read as a table.

    Args:
        rows: The bars in order.
        palette: Colours of the viewer's theme.
        marked: Which rows stand out, by position.

    Returns:
        HTML of about 44 pixels a row.
    """
    most = max((length for _, _, length, _ in rows), default=0.0) or 1.0
    lines = [
        (label, note, f"{86 * max(length, 0) / most:.1f}", number, place in marked)
        for place, (label, note, length, number) in enumerate(rows)
    ]
    return render("bars", palette, rows=lines)


@dataclass(frozen=True)
class Fact:
    """One figure at the top of a page that is painted anew at every touch: label, value, remark, and how it moved."""

    label: str
    value: str
    remark: str
    moved: int = 0


def facts(items: Sequence[Fact], palette: Palette) -> str:
    """Write figures in a row on a desktop, two by two on a phone, with an arrow where they moved."""
    return render("facts", palette, items=items)


def sheet(alt: str, content: bytes, kind: str) -> str:
    """Show a slide or a page of a document, drawn as ``svg+xml`` or ``png``, as wide as there is room."""
    return render("sheet", alt=alt, picture=f"data:image/{kind};base64,{b64encode(content).decode()}")


def contents(parts: Sequence[tuple[str, str]], palette: Palette) -> str:
    """List what a document holds: heading and finding of each part."""
    return render("contents", palette, parts=parts)
