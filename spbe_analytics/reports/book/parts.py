"""One sheet a part: its finding, what it says, its tables with filters, its charts, its notes."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
from xlsxwriter.utility import xl_range_abs

from spbe_analytics.parts.part import Column, Figure, Part, Table
from spbe_analytics.reports.book.charts import Charts, Drawn
from spbe_analytics.reports.book.looks import SIZE, Looks
from spbe_analytics.reports.book.page import INDENT, Page, clean, height
from spbe_analytics.reports.tables import number_format

WIDEST: Final = 56
"""Characters of the widest column; longer texts wrap."""

NARROWEST: Final = 9
"""Characters of the narrowest, so that its heading stays whole."""

BESIDE: Final = 84
"""Characters of tables that a chart is printed beside; wider ones are printed without, and it on a sheet of its own."""

GAP: Final = 20
"""Pixels below a chart."""

COLUMNS_OF_CHART: Final = 9
"""Columns, besides its first, that a chart reaches across."""

FILTERED: Final = 8
"""Rows from which a table has a filter, and its headings stay in sight and are printed on every sheet."""

HIGHEST_HEAD: Final = 14
"""The last line (from 0) of headings that can stay in sight without hiding the rows."""


def write(book: Any, sheet: Any, looks: Looks, part: Part, about: str, charts: Charts) -> None:  # noqa: ANN401
    """Write the sheet of a part.

    Args:
        book: The workbook.
        sheet: An empty sheet of it.
        looks: Formats of its workbook.
        part: The part.
        about: Whom and when it is about.
        charts: Draws its pictures.
    """
    widths = _widths(part.tables)
    page = Page(sheet, looks, widths, about)
    page.opening(part.title, f"{part.heading} · {about}")
    for said in part.beside_charts:
        page.text(said)
    for figure in part.figures:
        page.text(told(figure), "label")
    page.line += 1
    top = page.line
    for table in part.tables:
        _table(page, table, "" if table.title == part.title else table.title, only=len(part.tables) == 1)
    drawn = [made for picture in part.pictures if (made := charts.of(picture, picture.title != part.title))]
    down = sum(tall + GAP for _, (_, tall), _ in drawn)
    beside = bool(widths) and sum(widths) <= BESIDE
    if drawn and (beside or page.on_one_sheet(page.pixels(0, page.line) + down)):
        bottom = _draw(page, drawn, top if beside else page.line, len(widths) + 1 if beside else 0)
        page.line = max(page.line, bottom)
        drawn = []
    for said in part.notes:
        page.text(said, "muted")
    if drawn:
        across, column = max(len(widths), page.span), len(widths) + 1
        bottom = _draw(page, drawn, top, column)
        apart = xl_range_abs(top, column, bottom - 1, column + COLUMNS_OF_CHART)
        _print(book, sheet, xl_range_abs(0, 0, page.line, across - 1), apart)


def told(figure: Figure) -> str:
    """Write a figure in a line: what it is, and in brackets what it is compared with."""
    return f"{figure.label}: {figure.value}{f' ({figure.delta})' if figure.delta else ''}"


def _draw(page: Page, drawn: Sequence[Drawn], top: int, column: int) -> int:
    """Put charts below one another; return the line below them."""
    for made, (_, tall), told in drawn:
        page.sheet.insert_chart(top, column, made, {"description": told, "object_position": 2})
        top = page.past(top, tall + GAP)
    return top


def _print(book: Any, sheet: Any, *areas: str) -> None:  # noqa: ANN401 - xlsxwriter has no types
    """Print some areas, each on sheets of its own, so that none is made small by the others."""
    name = f"'{sheet.get_name()}'"
    book.define_name(f"{name}!_xlnm.Print_Area", f"={','.join(f'{name}!{area}' for area in areas)}")


def _widths(tables: tuple[Table, ...]) -> list[float]:
    """Return the widths of columns that tables below one another share, in characters."""
    found: list[float] = []
    for table in tables:
        for place, (key, column) in enumerate(table.all_columns.items()):
            wide = _width(table.rows[key], column)
            if place < len(found):
                found[place] = max(found[place], wide)
            else:
                found.append(wide)
    return found


def _width(values: "pd.Series[Any]", column: Column) -> float:
    longest = max((len(word) for word in column.heading.split()), default=0)
    if column.decimals is not None:
        return max(NARROWEST, longest + 4)
    texts = [str(value) for value in values.dropna().tolist()]
    return min(WIDEST, max(NARROWEST, longest + 4, max((len(text) for text in texts), default=0) + INDENT + 1))


def _table(page: Page, table: Table, title: str, only: bool) -> None:
    """Write a table with its title, where it has one of its own."""
    sheet, looks, columns = page.sheet, page.looks, table.all_columns
    if not columns:
        return
    page.text(title, "heading", size=SIZE + 1)
    head, rows = page.line, table.rows
    last = head + len(rows)
    headings = [clean(column.heading) for column in columns.values()]
    if len(rows) >= FILTERED and len({heading.casefold() for heading in headings}) == len(headings):
        named = [{"header": heading, "header_format": looks("head")} for heading in headings]
        sheet.add_table(head, 0, last, len(columns) - 1, {"columns": named, "style": None})
    for place, (heading, column) in enumerate(zip(headings, columns.values(), strict=True)):
        sheet.write_string(head, place, heading, looks("head", *(() if column.decimals is None else ("end",))))
        page.tall(head, height(heading, page.widths[place] - 3))
    for place, (key, column) in enumerate(columns.items()):
        for line, value in enumerate(rows[key].tolist(), start=head + 1):
            own = ("own",) if line - head - 1 in table.own else ()
            _cell(page, line, place, value, column, own)
    if only and len(rows) >= FILTERED:
        sheet.repeat_rows(head)
        if head <= HIGHEST_HEAD:
            sheet.freeze_panes(head + 1, 0)
    page.line = last + 2


def _cell(page: Page, line: int, place: int, value: Any, column: Column, own: tuple[str, ...]) -> None:  # noqa: ANN401
    if column.decimals is not None:
        look = page.looks("cell", "right", *own, number=number_format(column.decimals, column.signed))
    else:
        look = page.looks("cell", *own)
    if pd.isna(value):
        page.sheet.write_blank(line, place, None, look)
    elif column.decimals is not None:
        page.sheet.write_number(line, place, float(value), look)
    else:
        said = clean(str(value))
        page.sheet.write_string(line, place, said, look)
        page.tall(line, height(said, page.widths[place] - INDENT))
