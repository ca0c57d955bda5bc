"""A workbook of the follow-up → rows of actions and findings; inspected like any other upload before it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, assert_never

from spbe_analytics.entries.action import FIELDS, IDENTITY_LABELS, LIST_SHEET, NAME, NUMBER, VERSION, columns
from spbe_analytics.entries.fields import Field, FieldType, clean, figure, is_link
from spbe_analytics.formulas import FORMULA_STARTS
from spbe_analytics.ingest.checks.findings import Finding, finding
from spbe_analytics.ingest.files.guard import DEFAULT_LIMITS, inspect
from spbe_analytics.ingest.files.limits import Limits
from spbe_analytics.ingest.files.workbook import LAST_HEADER_ROW, Cell, Sheet, UnreadableError, open_workbook
from spbe_analytics.ingest.tables.cells import is_blank, raw_text
from spbe_analytics.ingest.tables.dates import read_date
from spbe_analytics.ingest.tables.indicators import index_of, split_name
from spbe_analytics.ingest.tables.vocabulary import plain
from spbe_analytics.instruments import Instrument, instruments
from spbe_analytics.schema import Severity, Stage

MOST_ROWS: Final = 5_000
"""Most rows of one table of actions."""

_CHOICES: Final = {"state": "action-state", "theme": "action-theme"}
"""Codes of findings about choices that have one of their own."""

_STAGES: Final = {plain(text): stage.value for stage in Stage for text in (stage.value, stage.label)}


@dataclass(frozen=True)
class ActionRow:
    """One row of the table.

    Attributes:
        number: Number of an action that is there, ``None`` for a new one.
        seen: Id of the version that the file was made of, ``None`` where it does not say.
        said: Values by name of field; a field without a column, an empty state, or what cannot be
            read, is absent.
        sheet: Name of the sheet.
        cells: Address by name of field, for findings.
    """

    number: int | None
    seen: int | None
    said: Mapping[str, object]
    sheet: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class ActionReading:
    """What a file holds of the follow-up.

    Attributes:
        name: Name of the file.
        region: Code in its head, empty without.
        year: Result year in its head, ``None`` without.
        stage: Stage in its head, empty without.
        instrument: Id in its head, empty without.
        rows: Its rows.
        findings: Everything worth knowing, errors too.
    """

    name: str
    region: str = ""
    year: int | None = None
    stage: str = ""
    instrument: str = ""
    rows: tuple[ActionRow, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether a finding forbids to store it."""
        return any(item.severity is Severity.ERROR for item in self.findings)


def read_actions(data: bytes, name: str, instrument: str, limits: Limits = DEFAULT_LIMITS) -> ActionReading:
    """Understand a workbook, or delimited text, of the follow-up.

    Args:
        data: The bytes of the file.
        name: Its name, for messages.
        instrument: Id of the instrument whose indicators it speaks of.
        limits: The most it may hold.

    Returns:
        Rows and findings; bad input of any kind ends in findings, never in an exception.
    """
    try:
        said = list(inspect(data, name, limits))
        book = open_workbook(data, name)
    except UnreadableError as error:
        return ActionReading(name, findings=(error.finding,))
    said.extend(book.findings)
    for sheet in book.sheets:
        place = None if sheet.name == LIST_SHEET else _heading_row(sheet)
        if place is not None:
            return _Reader(sheet, place, instruments()[instrument], said).read(name)
    return ActionReading(name, findings=(*said, finding("no-actions", file=name)))


def _roles(cells: list[Cell]) -> dict[str, int]:
    """Return the columns that a row of headings names, the first of equals."""
    keys = {plain(heading): key for key, heading in columns().items()} | {"nomor": NUMBER}
    keys |= {plain(alias): key for key, field in FIELDS.items() for alias in field.aliases}
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        key = keys.get(plain(cell)) if isinstance(cell, str) and cell else None
        if key:
            found.setdefault(key, place)
    return found


def _heading_row(sheet: Sheet) -> int | None:
    for place, cells in enumerate(sheet.rows[:LAST_HEADER_ROW]):
        roles = _roles(list(cells))
        if "action" in roles and ("node" in roles or "name" in roles):
            return place
    return None


class _Reader:
    """Reads the table of one sheet."""

    def __init__(self, sheet: Sheet, heading: int, instrument: Instrument, said: list[Finding]) -> None:
        self._sheet, self._heading, self._instrument, self._said = sheet, heading, instrument, said
        self._roles = _roles(list(sheet.rows[heading]))
        self._codes = {plain(code): code for code in instrument.codes}
        self._lines: dict[int, int] = {}

    def read(self, name: str) -> ActionReading:
        head = self._head()
        body = self._sheet.rows[self._heading + 1 :]
        filled = [place for place, cells in enumerate(body, start=self._heading + 1) if self._filled(list(cells))]
        if len(filled) > MOST_ROWS:
            self._said.append(finding("too-many-actions", self._sheet.name, count=len(filled), limit=MOST_ROWS))
            filled = []
        rows = tuple(self._row(place) for place in filled)
        year = head.get("Tahun", "")
        return ActionReading(
            name,
            region=head.get("Daerah", "").split(" ")[0],
            year=int(year) if year.isdigit() and len(year) == 4 else None,
            stage=_STAGES.get(plain(head.get("Tahap", "")), ""),
            instrument=head.get("Instrumen", "").split(" ")[0],
            rows=rows,
            findings=tuple(self._said),
        )

    def _head(self) -> dict[str, str]:
        """Return what stands beside the labels above the table."""
        found: dict[str, str] = {}
        for cells in self._sheet.rows[: self._heading]:
            if len(cells) > 1 and isinstance(cells[0], str) and cells[0] in IDENTITY_LABELS:
                found[cells[0]] = raw_text(cells[1]).strip()
        return found

    def _cell(self, row: int, key: str) -> Cell:
        cells, place = self._sheet.rows[row], self._roles.get(key)
        return cells[place] if place is not None and place < len(cells) else ""

    def _filled(self, cells: list[Cell]) -> bool:
        """Tell whether a row holds more than its number and version."""
        own = [place for key, place in self._roles.items() if key not in (NUMBER, VERSION)]
        return any(place < len(cells) and not is_blank(cells[place]) for place in own)

    def _row(self, row: int) -> ActionRow:
        cells = {key: self._sheet.address(row, place) for key, place in self._roles.items()}
        number = self._whole(row, NUMBER, cells)
        line = row + self._sheet.top + 1
        if number is not None:
            first = self._lines.setdefault(number, line)
            if first != line:
                self._say("action-number-twice", cells["number"], number=number, line=first)
        said: dict[str, object] = {}
        for key, field in FIELDS.items():
            if key not in self._roles or field.holds is FieldType.NODE:
                continue
            match field.holds:
                case FieldType.LINE | FieldType.TEXT | FieldType.LINK | FieldType.NUMBER | FieldType.FIGURE:
                    said[key] = self._text(row, key, field, cells[key])
                case FieldType.DATE:
                    self._date(row, key, cells[key], said)
                case FieldType.CHOICE:
                    self._choice(row, key, field, cells[key], said)
                case _:
                    assert_never(field.holds)
        if not said["action"]:
            self._say("action-empty", cells["action"])
        node = self._node(row, cells)
        if node:
            said["node"] = node
        return ActionRow(number, self._whole(row, VERSION, cells), said, self._sheet.name, cells)

    def _say(self, rule: str, cell: str, /, **fields: object) -> None:
        self._said.append(finding(rule, self._sheet.name, cell, **fields))

    def _whole(self, row: int, key: str, cells: Mapping[str, str]) -> int | None:
        """Read a number of an action or version; an unreadable one is a finding of the former."""
        cell = self._cell(row, key)
        text = raw_text(cell).strip()
        if text.isascii() and text.isdigit() and len(text) < 10 and int(text):
            return int(text)
        if text and key == NUMBER:
            self._say("action-number", cells[key], written=text)
        return None

    def _text(self, row: int, key: str, field: Field, cell: str) -> str:
        text = clean(raw_text(self._cell(row, key)))
        if text.startswith("'") and text[1:].startswith(FORMULA_STARTS):
            text = text[1:]  # as the product itself writes such a text
        if len(text) > field.longest:
            self._say("action-too-long", cell, field=field.heading, count=len(text), limit=field.longest)
        elif field.holds is FieldType.LINK and text and not is_link(text):
            self._say("action-link", cell, written=text)
        elif field.holds is FieldType.FIGURE and text and figure(text) is None:
            self._say("action-figure", cell, field=field.heading, written=text)
        return field.tidy(text)

    def _date(self, row: int, key: str, address: str, said: dict[str, object]) -> None:
        """Read a date; an unreadable one is a finding and not said."""
        cell = self._cell(row, key)
        day = read_date(cell)
        if day is not None or is_blank(cell) or raw_text(cell).strip() in ("-", "–"):
            said[key] = day
        else:
            self._say("action-date", address, written=raw_text(cell))

    def _choice(self, row: int, key: str, field: Field, address: str, said: dict[str, object]) -> None:
        """Read a choice by its value or label; an empty one is not said where there is always one."""
        cell = self._cell(row, key)
        known = {plain(text): str(one) for one in field.choices or () for text in (one, field.shown(one))}
        if is_blank(cell):
            if not field.default:
                said[key] = ""
        elif plain(raw_text(cell)) in known:
            said[key] = known[plain(raw_text(cell))]
        elif key in _CHOICES:
            self._say(_CHOICES[key], address, written=raw_text(cell))
        else:
            self._say("action-choice", address, written=raw_text(cell), field=field.heading)

    def _node(self, row: int, cells: Mapping[str, str]) -> str:
        """Return the code a row means, by its code or else by its name; empty with a finding."""
        code, name = raw_text(self._cell(row, "node")).strip(), raw_text(self._cell(row, NAME)).strip()
        found = self._codes.get(plain(code)) if code else None
        named = index_of(self._instrument).by_name.get(split_name(name)[1]) or () if name else ()
        if found:
            if name and named and found not in {node.code for node in named}:
                expected = self._instrument.node(found).name
                self._say("action-name-differs", cells["name"], written=name, code=found, expected=expected)
            return found
        if not code and len(named) == 1:
            return named[0].code
        place = cells["name"] if "name" in cells and name and not code else cells.get("node", cells["action"])
        if code or name:
            index = self._instrument.index_name
            self._say("action-unknown-node", place, written=code or name, instrument=index)
        else:
            self._say("action-without-node", place)
        return ""
