"""A table of targets: ``Tahun | Target | Dokumen``, perhaps ``Daerah`` and ``Instrumen``; every doubt is a finding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from spbe_analytics.entries.fields import clean
from spbe_analytics.entries.target import FIELDS, Target
from spbe_analytics.ingest.checks.findings import Finding, finding
from spbe_analytics.ingest.files.workbook import LAST_HEADER_ROW, Cell, Sheet
from spbe_analytics.ingest.records.levels import show_number
from spbe_analytics.ingest.tables.cells import is_blank, is_missing, number, raw_text
from spbe_analytics.ingest.tables.places import match_region, region_finding
from spbe_analytics.ingest.tables.vocabulary import LONGEST_NAME, plain, vocabulary
from spbe_analytics.instruments import Catalogue, Instrument, instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import LAST_PLANNED_YEAR, Severity

MOST_ROWS: Final = 5_000

YEAR, TARGET, DOCUMENT, REGION, INSTRUMENT = "year", "target", "document", "region", "instrument"


class TargetRow(NamedTuple):
    """A target as read; ``cell`` is that of the figure."""

    target: Target
    sheet: str
    cell: str


@dataclass(frozen=True)
class TargetReading:
    """What a file holds of targets: those without a doubt, and findings."""

    name: str
    rows: tuple[TargetRow, ...]
    findings: tuple[Finding, ...]

    @property
    def committable(self) -> bool:
        """Whether there is something to store and no finding forbids it."""
        return bool(self.rows) and not any(item.severity is Severity.ERROR for item in self.findings)


def read_targets(
    name: str,
    sheets: Sequence[Sheet],
    region: str | None = None,
    document: str = "",
    catalogue: Catalogue | None = None,
) -> TargetReading:
    """Understand the first sheet that holds a table of targets.

    Args:
        name: Name of the file, for messages.
        sheets: Its visible sheets, read safely by somebody else; none where it could not be read.
        region: Whose targets they are where no column says so.
        document: What document they come from where no column says so.
        catalogue: The instruments; those that ship by default.

    Returns:
        Targets and findings; nothing is guessed.
    """
    for sheet in sheets:
        for place in range(min(len(sheet.rows), LAST_HEADER_ROW)):
            columns = _columns(sheet.rows[place])
            if YEAR in columns and TARGET in columns:
                table = _Table(sheet, columns, region, document.strip(), catalogue or instruments())
                table.read(place + 1)
                return TargetReading(name, tuple(table.rows.values()), tuple(table.findings))
    return TargetReading(name, (), (finding("no-targets" if sheets else "targets-unreadable", file=name),))


def _columns(cells: Sequence[Cell]) -> dict[str, int]:
    """Return role and place of each heading of a row, the first of each role."""
    further = {plain(text): name for name, field in FIELDS.items() for text in (field.heading, *field.aliases)}
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        if isinstance(cell, str) and 0 < len(cell) <= LONGEST_NAME:
            role = vocabulary().target_columns.get(plain(cell)) or further.get(plain(cell))
            if role:
                found.setdefault(role, place)
    return found


@dataclass
class _Table:
    """The rows below the headings, read one after the other."""

    sheet: Sheet
    columns: Mapping[str, int]
    region: str | None
    document: str
    catalogue: Catalogue
    rows: dict[tuple[str, int, str], TargetRow] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def read(self, start: int) -> None:
        """Read from a row on."""
        rows = self.sheet.rows[start:]
        if len(rows) > MOST_ROWS:
            self.findings.append(finding("too-many-targets", self.sheet.name, limit=MOST_ROWS))
            return
        for place, cells in enumerate(rows, start=start):
            if not all(is_blank(cell) for cell in (self._cell(cells, YEAR), self._cell(cells, TARGET))):
                self._row(place, cells)

    @staticmethod
    def _at(cells: Sequence[Cell], column: int | None) -> Cell:
        return cells[column] if column is not None and column < len(cells) else ""

    def _cell(self, cells: Sequence[Cell], role: str) -> Cell:
        return self._at(cells, self.columns.get(role))

    def _say(self, code: str, place: int, role: str, /, **fields: object) -> None:
        cell = self.sheet.address(place, self.columns.get(role, self.columns[YEAR]))
        self.findings.append(finding(code, self.sheet.name, cell, **fields))

    def _row(self, place: int, cells: Sequence[Cell]) -> None:
        written = raw_text(self._cell(cells, YEAR))[:LONGEST_NAME].strip()
        known = number(self._cell(cells, YEAR)).value
        due = self.catalogue.for_year(int(known)) if known is not None and known.denominator == 1 else None
        due = due if known is not None and known <= LAST_PLANNED_YEAR else None
        if known is None or due is None:
            if is_missing(self._cell(cells, TARGET)) or number(self._cell(cells, TARGET)).value is None:
                return  # a remark below the table
            first = min(item.first_year for item in self.catalogue.values())
            self._say("target-year", place, YEAR, written=written, first=first)
            return
        year = int(known)
        if is_missing(self._cell(cells, TARGET)):
            self._say("target-empty", place, TARGET, year=year)
            return
        instrument = self._instrument(place, cells, year, due)
        value = self._value(place, cells, instrument or due)
        region, document = self._region(place, cells, year), self._document(place, cells, year)
        if instrument is None or value is None or region is None or not document:
            return
        cell = self.sheet.address(place, self.columns[TARGET])
        key = (region, year, instrument.id)
        if key in self.rows:
            fields = {"year": year, "name": gazetteer()[region].bare, "other": self.rows[key].cell}
            self._say("target-twice", place, TARGET, **fields)
            return
        others: dict[str, Any] = {
            name: clean(raw_text(self._cell(cells, name))) for name in FIELDS if name not in ("value", DOCUMENT)
        }
        target = Target(*key, value, document, **others)
        self.rows[key] = TargetRow(target, self.sheet.name, cell)

    def _instrument(self, place: int, cells: Sequence[Cell], year: int, due: Instrument) -> Instrument | None:
        written = raw_text(self._cell(cells, INSTRUMENT))[:LONGEST_NAME]
        if not plain(written):
            return due
        spelt = {plain(text): item for item in self.catalogue.values() for text in (item.id, item.short, item.name)}
        found = spelt.get(plain(written))
        if found is None:
            names = ", ".join(item.short for item in self.catalogue.values())
            self._say("target-instrument", place, INSTRUMENT, written=written, names=names)
        elif found is not due:
            fields = {"year": year, "written": found.short, "due": due.short}
            self._say("target-instrument-differs", place, INSTRUMENT, **fields)
        return found

    def _value(self, place: int, cells: Sequence[Cell], instrument: Instrument) -> float | None:
        cell, scale = self._cell(cells, TARGET), instrument.scale
        read = number(cell)
        if read.value is not None and scale.lowest <= read.value <= scale.highest:
            return float(read.value)
        written = raw_text(cell)[:LONGEST_NAME]
        predicate = instrument.predicate_named(written)
        meaning = f"; {predicate.name} mulai dari {show_number(predicate.lower)}" if predicate else ""
        span = {"lowest": show_number(scale.lowest), "highest": show_number(scale.highest)}
        self._say("target-value", place, TARGET, written=written, meaning=meaning, **span)
        return None

    def _region(self, place: int, cells: Sequence[Cell], year: int) -> str | None:
        written = raw_text(self._cell(cells, REGION))[:LONGEST_NAME].strip()
        if not written:
            if self.region is None or REGION in self.columns:
                self._say("target-region", place, REGION, year=year)
                return None
            return self.region
        found = match_region(written)
        if found.region is None:
            cell = self.sheet.address(place, self.columns[REGION])
            self.findings.append(region_finding(written, found, self.sheet.name, cell))
            return None
        return found.region.code

    def _document(self, place: int, cells: Sequence[Cell], year: int) -> str:
        written = " ".join(raw_text(self._cell(cells, DOCUMENT)).split()) or self.document
        if not written:
            self._say("target-document", place, DOCUMENT, year=year)
        elif len(written) > FIELDS[DOCUMENT].longest:
            self._say("target-document-long", place, DOCUMENT, count=len(written), limit=FIELDS[DOCUMENT].longest)
            return ""
        return written
