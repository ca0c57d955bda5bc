"""What a page or a document is made of: figures, pictures with their tables, and parts that hold them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import pandas as pd

from spbe_analytics.parts.native import Chart
from spbe_analytics.scoring.display import MISSING, format_change, format_number

Tone = Literal["green", "red", "gray", "off"]
Arrow = Literal["up", "down", "off"]


@dataclass(frozen=True)
class Column:
    """How a column is headed and written.

    Attributes:
        heading: The heading.
        decimals: Places of a number; ``None`` for text.
        signed: Whether a number carries its sign.
        width: Width in characters, for XLSX.
    """

    heading: str
    decimals: int | None = None
    signed: bool = False
    width: int = 14


@dataclass(frozen=True)
class Figure:
    """One of the few figures at the top of a page.

    Attributes:
        label: What it is.
        value: The figure as text.
        delta: A short comparison below it; empty for none.
        arrow: Direction of the arrow beside the comparison.
        tone: Colour of the comparison.
        help: A longer explanation behind a question mark.
    """

    label: str
    value: str
    delta: str = ""
    arrow: Arrow = "off"
    tone: Tone = "gray"
    help: str | None = None


@dataclass(frozen=True)
class Picture:
    """A chart with its finding, a sentence below it and the figures it draws.

    Attributes:
        title: The finding.
        figure: The chart as the page draws it, or what a file shows that is no chart; with its alternative text.
        text: One sentence below it.
        table: The figures it draws.
        columns: Columns of the table and the download.
        chart: The same for office programs; ``None`` where they have no like of it.
    """

    title: str
    figure: Any
    text: str
    table: pd.DataFrame
    columns: Mapping[str, Column]
    chart: Chart | None = None

    @property
    def known_columns(self) -> dict[str, Column]:
        """The columns that have a value."""
        return known_columns(self.table, self.columns)


@dataclass(frozen=True, eq=False)
class Table:
    """A table under its finding.

    Attributes:
        title: The finding.
        rows: Its rows.
        columns: Columns in order.
        own: Positions of the rows that are the own region's.
        more: All columns, for a workbook, which has room for more of them than a page; empty where these are all.
    """

    title: str
    rows: pd.DataFrame
    columns: Mapping[str, Column]
    own: tuple[int, ...] = ()
    more: Mapping[str, Column] = field(default_factory=dict)

    @cached_property
    def known_columns(self) -> dict[str, Column]:
        """The columns that have a value."""
        return known_columns(self.rows, self.columns)

    @cached_property
    def all_columns(self) -> dict[str, Column]:
        """All columns that have a value."""
        return known_columns(self.rows, self.more or self.columns)


@dataclass(frozen=True)
class Part:
    """One finding of a document, with all that shows it; a slide, a sheet or a section, by the writer.

    Attributes:
        key: Short name, unique in its document; also that of a sheet.
        heading: What it is about, in a word or two.
        title: The finding.
        sentences: What to say about it, in order.
        figures: At most four figures.
        pictures: At most two pictures; a writer with room for one takes the first.
        tables: Tables in order.
        notes: What to beware of: assumptions, misprints, what is missing.
        table_first: Whether the first table matters more than the pictures, where there is no room for both.
    """

    key: str
    heading: str
    title: str
    sentences: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    pictures: tuple[Picture, ...] = field(default=(), repr=False)
    tables: tuple[Table, ...] = field(default=(), repr=False)
    notes: tuple[str, ...] = ()
    table_first: bool = False

    @property
    def beside_charts(self) -> tuple[str, ...]:
        """The sentences as they are true beside office charts, which have not every mark of the pictures."""
        other = {
            drawn.text: drawn.chart.text
            for drawn in self.pictures
            if drawn.chart is not None and drawn.chart.text is not None
        }
        return tuple(filter(None, (other.get(said, said) for said in self.sentences)))


def known_columns(table: pd.DataFrame, columns: Mapping[str, Column]) -> dict[str, Column]:
    """Leave out the columns without a single value."""
    return {name: column for name, column in columns.items() if table[name].count()}


def cell_text(value: object, column: Column, missing: str = MISSING) -> str:
    """Write one cell: text as it is, also a range in a column of numbers; a missing number as a dash.

    Args:
        value: The cell.
        column: How its column is written.
        missing: What a missing text is.
    """
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return missing if column.decimals is None else MISSING
    if column.decimals is None or isinstance(value, str):
        return str(value)
    number = float(str(value))
    return format_change(number, column.decimals) if column.signed else format_number(number, column.decimals)
