"""What the index comes to, now and at first: the lines above the table of values, which stay in sight."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from xlsxwriter.utility import xl_cell_to_rowcol

from spbe_analytics.parts.view import View
from spbe_analytics.reports.book.looks import Looks
from spbe_analytics.reports.book.page import clean
from spbe_analytics.reports.book.values.known import EXACT, Known
from spbe_analytics.reports.book.values.scales import Ranges
from spbe_analytics.reports.book.values.tree import DOUBT, INCOMPLETE, VALUE, Formulas
from spbe_analytics.reports.tables import number_format
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.scoring.display import DISPLAY_DECIMALS

LABEL, ORIGINAL, CHANGE = "B", "H", "I"
"""Columns that the lines share with the table, besides that of values."""

TOP: Final = 4
"""Row (from 1) of the headings."""

INDEX, PREDICATE, BEFORE, LEAST, MOST, PRINTED = range(TOP + 1, TOP + 7)
"""Rows (from 1) of what is told."""


class _Line(NamedTuple):
    """A line: its row and label, what it computes, what that is at first, written and known, and how both look."""

    row: int
    label: str
    formula: str
    first: str | None
    told: object
    decimals: int | None
    words: tuple[str, ...]


def write(
    sheet: Any,  # noqa: ANN401 - xlsxwriter has no types
    looks: Looks,
    view: View,
    known: Known,
    scale: Ranges,
    rows: Mapping[str, int],
) -> None:
    """Write the lines.

    Args:
        sheet: The sheet of values.
        looks: Formats of the workbook.
        view: The view of the document.
        known: What the sheet begins with.
        scale: Where the scales stand.
        rows: Row (from 1) of every node, by code.
    """
    for column, heading in ((VALUE, "Sekarang"), (ORIGINAL, "Semula"), (CHANGE, "Selisih")):
        sheet.write_string(f"{column}{TOP}", heading, looks("label", "right"))
    for line in _lines(view, known, scale, rows):
        _line(sheet, looks, line)
        if line.row in (LEAST, MOST) and not known.any_editable:
            sheet.set_row(line.row - 1, None, None, {"hidden": True})
    if INDEX_NODE in known.printed:
        sheet.write_string(f"{LABEL}{PRINTED}", "Indeks tercetak", looks("muted"))
        two = looks("right", number=number_format(DISPLAY_DECIMALS, False))
        sheet.write_number(f"{ORIGINAL}{PRINTED}", known.printed[INDEX_NODE], two)


def _lines(view: View, known: Known, scale: Ranges, rows: Mapping[str, int]) -> tuple[_Line, ...]:
    index, formulas = known.index, Formulas(view.instrument, rows)
    now = f"={VALUE}{rows[INDEX_NODE]}"
    value = INCOMPLETE if index.value is None else index.value
    least, most = index.ends or (INCOMPLETE, INCOMPLETE)
    name = view.instrument.index_name
    strong, small = ("result", "right"), ("aside", "right")
    return (
        _Line(INDEX, name, now, index.written(), value, DISPLAY_DECIMALS, strong),
        _Line(PREDICATE, "Predikat", predicate(scale, rows), None, known.predicate(view), None, strong),
        _Line(BEFORE, f"{name} sebelum dibulatkan", now, index.written(), value, EXACT, ("right",)),
        _Line(LEAST, "Paling rendah, karena pembulatan", formulas.end("-"), index.written(-1), least, EXACT, small),
        _Line(MOST, "Selalu kurang dari", formulas.end("+"), index.written(1), most, EXACT, small),
    )


def _line(sheet: Any, looks: Looks, line: _Line) -> None:  # noqa: ANN401 - as above
    row = line.row
    now, first = f"{VALUE}{row}", f"{ORIGINAL}{row}"
    number = "" if line.decimals is None else number_format(line.decimals, False)
    sheet.write_string(f"{LABEL}{row}", clean(line.label), looks("label" if line.words[0] == "result" else "muted"))
    sheet.write_formula(now, line.formula, looks(*line.words, number=number), line.told)
    put(sheet, row - 1, xl_cell_to_rowcol(first)[1], line.told, looks("right", number=number), line.first)
    if line.decimals is None:
        told = "tetap" if line.told != INCOMPLETE else ""
        compared = f'=IF(ISNUMBER({VALUE}{INDEX}),IF({now}={first},"tetap","berubah"),"")'
        sheet.write_formula(f"{CHANGE}{row}", compared, looks(*line.words), told)
        return
    signed = looks(*line.words, number=number_format(line.decimals, True))
    same = 0 if isinstance(line.told, float) else ""
    sheet.write_formula(f"{CHANGE}{row}", difference(row), signed, same)


def difference(row: int) -> str:
    """Subtract what was at first from what is now; nothing where either is not known."""
    now, first = f"{VALUE}{row}", f"{ORIGINAL}{row}"
    return f'=IF(AND(ISNUMBER({now}),ISNUMBER({first})),{now}-{first},"")'


def predicate(scale: Ranges, rows: Mapping[str, int]) -> str:
    """Name the predicate of the index before rounding; in doubt each that it can have, or as it is known at first."""
    index, doubt = f"{VALUE}{rows[INDEX_NODE]}", f"{DOUBT}{rows[INDEX_NODE]}"
    certain = f"LOOKUP(MAX({index},{scale.lowest}),{scale.lowers},{scale.names})"
    least = f"LOOKUP(MAX({VALUE}{LEAST},{scale.lowest}),{scale.lowers},{scale.names})"
    most = f"INDEX({scale.names},MAX(1,SUMPRODUCT(--({scale.lowers}<{VALUE}{MOST}))))"
    either = f'IF({least}={most},{least},{least}&" atau "&{most})'
    known = f"IF({index}={ORIGINAL}{INDEX},{ORIGINAL}{PREDICATE},{either})"
    return f'=IF(ISNUMBER({index}),IF({doubt}=0,{certain},{known}),"{INCOMPLETE}")'


def put(
    sheet: Any,  # noqa: ANN401 - as above
    line: int,
    place: int,
    told: object,
    look: Any,  # noqa: ANN401 - as above
    formula: str | None = None,
) -> None:
    """Write what a formula comes to, or a number as one, a text as one, and nothing where there is nothing."""
    if formula:
        sheet.write_formula(line, place, formula, look, told)
    elif isinstance(told, int | float) and told == told:
        sheet.write_number(line, place, told, look)
    elif isinstance(told, str) and told:
        sheet.write_string(line, place, clean(told), look)
    else:
        sheet.write_blank(line, place, None, look)
