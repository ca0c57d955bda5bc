"""What the fast reader does not see: looked for in the file's own words, and only where they can change an answer."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from fractions import Fraction
from typing import Final

from spbe_analytics.ingest.checks.findings import Finding, finding
from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.files.number_format import NOTHING, shown_decimals
from spbe_analytics.ingest.files.ooxml import DAMAGE, ERROR, FORMULA, Look, Package, Stored
from spbe_analytics.ingest.files.other_looks import OtherLook, look_at_ods, look_at_xls
from spbe_analytics.ingest.files.spans import address_of, column_spans, place_of, row_spans
from spbe_analytics.ingest.files.workbook import Cell, Sheet
from spbe_analytics.ingest.reading import Value
from spbe_analytics.ingest.records.levels import show_number
from spbe_analytics.ingest.tables.cells import is_blank, raw_text
from spbe_analytics.ingest.template import FORM_SHEET
from spbe_analytics.regions import gazetteer
from spbe_analytics.scoring.display import format_number

EMPTY: Final = frozenset({"missing-level", "missing-value"})
UNREADABLE: Final = frozenset({"level-unreadable", "value-unreadable"})
OFF_THE_SCALE: Final = frozenset({"level-not-whole", "level-decimals", "level-out-of-range", "domain-out-of-range"})
TOO_EXACT: Final = "more-decimals"
MOST_DECIMALS: Final = 15
"""A spreadsheet keeps so many digits."""


def raised_texts(data: bytes) -> dict[str, str]:
    """Return the texts of an .xlsx of which a part is raised → the rest; nothing for another format."""
    try:
        return Package(data).raised if data.startswith(b"PK") else {}
    except DAMAGE:
        return {}


def look_again(context: Context, data: bytes, sheets: Sequence[Sheet], values: Sequence[Value]) -> None:
    """Complete the findings of an .xlsx by what is hidden, not computed, in error, a date, or shown otherwise.

    Args:
        context: Findings about single cells are replaced by more exact ones; others are added.
        data: The bytes of the file. Of a format without anything to hide nothing is said; where one that can hide
            cannot be looked at, that is said.
        sheets: The sheets that were read.
        values: What was read from them.
    """
    if not sheets or not data.startswith((b"PK", b"\xd0\xcf")):
        return
    fractions: dict[str, set[str]] = {}
    for value in values:
        if not value.value.is_integer():
            fractions.setdefault(value.sheet, set()).add(value.cell)
    said: dict[str, list[Finding]] = {}
    for item in context.findings:
        if item.sheet is not None and item.cell is not None:
            said.setdefault(item.sheet, []).append(item)
    if data.startswith(b"\xd0\xcf"):
        looks = look_at_xls(data)
        if looks is None:
            context.say("hidden-unchecked")
        else:
            _other(context, sheets, said, fractions, looks)
        return
    try:
        package = Package(data)
        if package.is_open_document:
            _other(context, sheets, said, fractions, look_at_ods(package, any(fractions.values())))
            return
        if not package.parts:  # an .xlsb
            context.say("hidden-unchecked")
            return
        _held_against_template(context, package, sheets, values)
        for sheet in sheets:
            part = package.parts.get(sheet.name)
            if part is not None:
                seen = _SheetLook(context, sheet, said.get(sheet.name, ()), fractions.get(sheet.name, set()))
                odd = package.struck | package.hiding
                figures = {value.cell for value in values if value.sheet == sheet.name} if odd else set()
                seen.look(package, part, figures)
    except DAMAGE:  # the values were read without it
        context.say("hidden-unchecked")


def _held_against_template(
    context: Context, package: Package, sheets: Sequence[Sheet], values: Sequence[Value]
) -> None:
    """Say where a template made for one government holds another one, unless the person said so as well."""
    form = next((sheet for sheet in sheets if sheet.name == FORM_SHEET), None)
    subject = package.subject if form is not None and values else ""
    if form is None or subject not in gazetteer():
        return
    other = next((value.region for value in values if value.region not in (subject, context.hints.region)), None)
    if other is not None:
        fields = {"name": gazetteer()[subject].name, "other": gazetteer()[other].name}
        context.say("template-of-another", form.name, **fields)


def _other(
    context: Context,
    sheets: Sequence[Sheet],
    said: Mapping[str, Sequence[Finding]],
    fractions: Mapping[str, set[str]],
    looks: Mapping[str, OtherLook],
) -> None:
    """Say what the sheets of an .ods or .xls hold beyond their values."""
    for sheet in sheets:
        look = looks.get(sheet.name)
        if look is not None:
            _SheetLook(context, sheet, said.get(sheet.name, ()), fractions.get(sheet.name, set())).take(look)


class _SheetLook:
    """One sheet looked at again."""

    def __init__(self, context: Context, sheet: Sheet, said: Iterable[Finding], fractions: set[str]) -> None:
        self._context = context
        self._sheet = sheet
        said = list(said)
        self._empty = [item for item in said if item.code in EMPTY]
        self._dates = [
            item for item in said if item.code in UNREADABLE and isinstance(self._written(item), date | datetime | time)
        ]
        off = {item.cell for item in said if item.code in OFF_THE_SCALE and item.cell}
        exact = {item.cell: item for item in said if item.code == TOO_EXACT and item.cell}
        self._exact: Mapping[str, Finding] = exact
        self._numbers = fractions | off | exact.keys()

    def look(self, package: Package, part: str, figures: set[str]) -> None:
        """Read the sheet's own words if they can hold anything to say, and say it."""
        marks = [f's="{place}"'.encode() for place in package.struck | package.hiding]
        if self._empty:
            marks += [*FORMULA, *ERROR]
        if self._numbers:
            narrow = [place for place, code in enumerate(package.formats) if _hides(code, MOST_DECIMALS)]
            marks += [f's="{place}"'.encode() for place in narrow if place]
            if 0 in narrow:
                marks += [b"<c "]
        if not self._dates and not package.holds(part, marks):
            return
        beside = {item: self._beside(item) for item in self._empty}
        dates = {item.cell for item in self._dates if item.cell}
        wanted = self._numbers | dates | {cell for cells in beside.values() for cell in cells}
        wanted |= figures
        seen = package.look(part, wanted)
        self._hidden(seen)
        better: dict[Finding, list[Finding]] = {}
        for item, cells in beside.items():
            better[item] = [new for cell in cells if (new := self._unseen(seen.cells.get(cell), cell))]
        for item in self._dates:
            better[item] = [self._date(seen.cells.get(item.cell or ""), item)]
        hiding = {cell for cell, stored in seen.cells.items() if cell in figures and stored.style in package.hiding}
        for cell in sorted((self._numbers | hiding) & seen.cells.keys()):
            self._shown(package, seen.cells[cell], cell, better)
        for cell in sorted(figures & seen.cells.keys()):
            if seen.cells[cell].style in package.struck:
                self._context.say("struck-figure", self._sheet.name, cell)
        better = {item: new for item, new in better.items() if new}
        if better:
            self._context.findings[:] = [new for item in self._context.findings for new in better.get(item, [item])]

    def take(self, look: OtherLook) -> None:
        """Say what a look at another format found."""
        self._hidden(look)
        better: dict[Finding, list[Finding]] = {}
        for item in self._empty:
            cells = self._beside(item)
            better[item] = [new for cell in cells if (new := self._unseen(look.cells.get(cell), cell))]
        for cell in sorted(self._numbers & look.shown.keys()):
            row, column = place_of(cell)
            value = self._sheet.rows[row - self._sheet.top][column - self._sheet.left]
            fields = {"shown": look.shown[cell], "value": raw_text(value).replace(".", ",")}
            new = finding("display-hides-value", self._sheet.name, cell, **fields)
            if cell in self._exact:
                better[self._exact[cell]] = [new]
            else:
                self._context.findings.append(new)
        better = {item: new for item, new in better.items() if new}
        if better:
            self._context.findings[:] = [new for item in self._context.findings for new in better.get(item, [item])]

    def _written(self, item: Finding) -> Cell:
        row, column = place_of(item.cell or "")
        row, column = row - self._sheet.top, column - self._sheet.left
        rows = self._sheet.rows
        return rows[row][column] if 0 <= row < len(rows) and 0 <= column < len(rows[row]) else ""

    def _beside(self, item: Finding) -> list[str]:
        """Return the cells a finding of emptiness speaks of: its own, or, at a name, those right of the name."""
        cell = item.cell or ""
        if is_blank(self._written(item)):
            return [cell]
        row, column = place_of(cell)
        right = self._sheet.left + len(self._sheet.rows[row - self._sheet.top])
        return [address_of(row, place) for place in range(column + 1, right)]

    def _unseen(self, stored: Stored | None, cell: str) -> Finding | None:
        if stored is None:
            return None
        if stored.kind == "e":
            return finding("error-cell", self._sheet.name, cell, written=stored.value or "")
        return finding("formula-without-value", self._sheet.name, cell) if stored.lacks_value else None

    def _date(self, stored: Stored | None, item: Finding) -> Finding:
        """Say what number a date is where that is certain: a day of January 1900 is nobody's date."""
        written = self._written(item)
        shown = written.isoformat() if isinstance(written, time) else ""
        if isinstance(written, date):
            shown = f"{written.day}/{written.month}/{written.year}"
        number = _number(stored)
        scales = [instrument.scale for instrument in self._context.catalogue.values()]
        origin, fix = "", "Ketik ulang angkanya dalam sel berformat Angka."
        if number is not None and any(scale.lowest <= number <= scale.highest for scale in scales):
            origin = f"; angka semulanya {show_number(number)}"
            fix = f"Ubah format sel menjadi Angka sehingga tampak {show_number(number)}, lalu simpan."
        return finding("date-instead-of-number", self._sheet.name, item.cell, shown=shown, origin=origin, fix=fix)

    def _shown(self, package: Package, stored: Stored, cell: str, better: dict[Finding, list[Finding]]) -> None:
        number = _number(stored)
        code = package.formats[stored.style] if stored.style < len(package.formats) else ""
        decimals = shown_decimals(code)
        if number is None or decimals is None or not _hides(code, _decimals(number)):
            return
        shown = "bukan angkanya" if decimals == NOTHING else format_number(number, decimals)
        new = finding("display-hides-value", self._sheet.name, cell, shown=shown, value=show_number(number))
        if cell in self._exact:
            better[self._exact[cell]] = [new]
        else:
            self._context.findings.append(new)

    def _hidden(self, seen: Look) -> None:
        """List hidden rows and columns that hold something inside the used area."""
        sheet = self._sheet
        rows = [row for row in seen.rows if any(not is_blank(cell) for cell in self._row(row))]
        if rows:
            self._context.say("hidden-rows", sheet.name, rows=row_spans(rows))
        columns = [
            column
            for first, last in seen.columns
            for column in range(max(first - 1, sheet.left), min(last, sheet.left + len(sheet.rows[0])))
            if any(not is_blank(row[column - sheet.left]) for row in sheet.rows)
        ]
        if columns:
            self._context.say("hidden-columns", sheet.name, columns=column_spans(columns))

    def _row(self, number: int) -> Sequence[Cell]:
        place = number - 1 - self._sheet.top
        return self._sheet.rows[place] if 0 <= place < len(self._sheet.rows) else ()


def _number(stored: Stored | None) -> Fraction | None:
    """Return a stored number with the 15 digits a spreadsheet keeps."""
    if stored is None or stored.kind not in ("", "n") or not stored.value:
        return None
    return Fraction(f"{float(stored.value):.{MOST_DECIMALS}g}")


def _decimals(number: Fraction) -> int:
    places = 0
    while places < MOST_DECIMALS and (number * 10**places).denominator != 1:
        places += 1
    return places


def _hides(code: str, decimals: int) -> bool:
    """Tell whether a format shows less than a number with so many decimals has."""
    shown = shown_decimals(code)
    return shown is not None and shown < decimals
