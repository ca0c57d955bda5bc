"""The figures of pictures as office programs take them: native charts that can be edited."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from spbe_analytics.scoring.display import format_level


class ChartKind(StrEnum):
    """How an office program draws a picture's figures natively."""

    RADAR = "radar"
    BARS = "batang"
    """Horizontal bars, the first category on top."""
    LINES = "garis"


@dataclass(frozen=True, eq=False)
class Chart:
    """The figures of a picture as an office program takes them.

    Attributes:
        kind: How they are drawn.
        values: Index the categories as text, in their order; one column a series under its name, the own one first.
            A missing value is a gap, never nought; series of two instruments are two columns.
        low: Where the axis begins; ``None`` leaves it to the program.
        high: Where it ends.
        decimals: Places of the figures.
        signed: Whether a figure carries its sign.
        own: Positions of the categories that are the own region's, or hold it.
        stacked: Whether the series of bars are the parts of one whole.
        text: The sentence below it, where the picture's own names marks that this has not; ``None`` for the picture's.
    """

    kind: ChartKind
    values: pd.DataFrame
    low: float | None = None
    high: float | None = None
    decimals: int = 2
    signed: bool = False
    own: tuple[int, ...] = ()
    stacked: bool = False
    text: str | None = None


def from_lowest(lowest: float) -> str:
    """Say where bars of values begin: at the lowest value of the scale, since there is nothing below it."""
    return f"Batang mulai dari {format_level(lowest)}."


def bar_chart(
    rows: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    label: str = "label",
    low: float | None = None,
    high: float | None = None,
    decimals: int = 2,
    signed: bool = False,
    own: Iterable[bool] = (),
    stacked: bool = False,
    text: str | None = None,
) -> Chart:
    """Return bars as an office program takes them; a column without any value is left out.

    Args:
        rows: One row a category.
        columns: Columns that are drawn, with the names of their series.
        label: Column of the categories' names.
        low: Where the axis begins.
        high: Where it ends.
        decimals: Places of the figures.
        signed: Whether a figure carries its sign.
        own: Of each row whether it is the own region's, or holds it.
        stacked: Whether the columns are the parts of one whole.
        text: The sentence below it, where the picture's own does not fit.
    """
    values = rows[list(columns)].astype(float).set_axis(list(columns.values()), axis=1)
    named = values.set_axis([str(text) for text in rows[label]]).dropna(axis=1, how="all")
    mine = tuple(at for at, found in enumerate(own) if found)
    return Chart(ChartKind.BARS, named, low, high, decimals, signed, mine, stacked, text)


def line_chart(
    lines: pd.DataFrame, low: float | None = None, high: float | None = None, text: str | None = None
) -> Chart:
    """Return lines over the years as an office program takes them.

    Args:
        lines: Columns ``series, year, value, segment, segment_label, own``; the years of two instruments are two lines.
        low: Where the axis begins.
        high: Where it ends.
        text: The sentence below it, where the picture's own does not fit.
    """
    known = lines[lines["value"].notna()]
    years = sorted({int(year) for year in known["year"]})
    several = known["segment"].nunique() > 1
    found: dict[str, pd.Series] = {}
    for (_, series, segment), rows in known.assign(behind=~known["own"].astype(bool)).groupby(
        ["behind", "series", "segment"], sort=False
    ):
        label = next((str(text) for text in rows["segment_label"] if isinstance(text, str) and text), str(segment))
        name = f"{series} ({label})" if several else str(series)
        found[name] = rows.drop_duplicates("year").set_index(rows["year"].astype(int))["value"].reindex(years)
    order = sorted(found, key=lambda name: list(found).index(name))
    values = pd.DataFrame({name: found[name] for name in order}, index=years)
    return Chart(ChartKind.LINES, values.set_axis([str(year) for year in years]), low, high, text=text)
