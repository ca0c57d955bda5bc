"""The rows of a table of many governments: one assessment each, averages and remarks between them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from spbe_analytics.ingest.cells import is_blank, is_missing, number, raw_text
from spbe_analytics.ingest.checks import check_predicate, exact_scores
from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.layouts.base import Extract
from spbe_analytics.ingest.levels import level_reader, show_number
from spbe_analytics.ingest.places import kind_of_label, match_region, region_finding
from spbe_analytics.ingest.reading import Assessment, Value
from spbe_analytics.ingest.vocabulary import LONGEST_NAME, plain, vocabulary
from spbe_analytics.ingest.workbook import Cell, HeadingRow, Sheet
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.regions import Region
from spbe_analytics.schema import INDEX_NODE, Basis, Kind, Stage
from spbe_analytics.scoring import reconcile
from spbe_analytics.scoring.display import DISPLAY_DECIMALS, format_score

REGION_ROLE: Final = "region"
INDEX_ROLE: Final = "index"
PROVINCE_ROLE: Final = "province"
PREDICATE_ROLE: Final = "predicate"


@dataclass
class _Row:
    """One government as read."""

    region: Region
    figures: dict[str, tuple[Fraction, str, Cell]]
    predicate: str | None
    predicate_cell: str | None


@dataclass
class GovernmentRows:
    """The rows of one table, read one after the other."""

    context: Context
    sheet: Sheet
    header: HeadingRow
    instrument: Instrument
    columns: dict[int, Node]
    rows: dict[str, _Row] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        roles = self.header.roles
        provinces = roles.get(PROVINCE_ROLE, [])
        self.region_column = roles.get(REGION_ROLE, provinces)[0]
        self.province_column = provinces[0] if provinces and REGION_ROLE in roles else -1
        self.leaves = frozenset(self.instrument.indicator_codes)
        self.kind = kind_of_label(self.header.texts[self.region_column])
        self.province: str | None = None

    def read(self) -> None:
        """Go through the rows below the headings."""
        region_column, sheet = self.region_column, self.sheet
        for place in range(self.header.row + 1, len(sheet.rows)):
            cells = sheet.rows[place]
            written = cells[region_column]
            has_figures = any(not is_missing(cells[column]) for column in self.columns)
            if is_blank(written):
                self._nameless(place, cells, has_figures)
                continue
            text = raw_text(written)[:LONGEST_NAME]
            cell = sheet.address(place, region_column)
            if self._is_remark(place, cells, text):
                continue
            self._see_province(cells)
            region = self._region(text, cell, has_figures)
            if region is None:
                continue
            if region.code in self.cells:
                self.repeated.add(region.code)
                fields = {"name": region.name, "other": self.cells[region.code]}
                self.context.say("duplicate-region", sheet.name, cell, **fields)
                continue
            self.cells[region.code] = cell
            self._take(region, place, cells, cell, has_figures)

    def _nameless(self, place: int, cells: Sequence[Cell], has_figures: bool) -> None:
        first = next((column for column, cell in enumerate(cells) if not is_blank(cell)), None)
        if first is None:
            return
        cell = self.sheet.address(place, first)
        text = raw_text(cells[first])
        if self._is_remark(place, cells, text, first):
            return
        if has_figures:
            self.context.say("row-without-region", self.sheet.name, cell)
        else:
            self.context.say("row-ignored", self.sheet.name, cell, text=text)

    def _is_remark(self, place: int, cells: Sequence[Cell], text: str, column: int | None = None) -> bool:
        """Tell whether a row is an average, a remark or a row that numbers the columns; say so."""
        marks = [raw_text(cell).strip(" ()") for cell in cells if not is_blank(cell)]
        if place == self.header.row + 1 and len(marks) > 1 and marks == [str(n + 1) for n in range(len(marks))]:
            return True
        level = plain(text)
        if not any(level == word or level.startswith(f"{word} ") for word in vocabulary().averages):
            return False
        column = self.region_column if column is None else column
        self.context.say("row-ignored", self.sheet.name, self.sheet.address(place, column), text=text)
        return True

    def _see_province(self, cells: Sequence[Cell]) -> None:
        """Take the province beside a name, to tell equal names apart; a merged cell holds for the rows below it."""
        written = cells[self.province_column] if self.province_column >= 0 else ""
        if not is_missing(written):
            found = match_region(raw_text(written)[:LONGEST_NAME], Kind.PROVINCE)
            self.province = found.region.code if found.region else None

    def _region(self, text: str, cell: str, has_figures: bool) -> Region | None:
        found = match_region(text, self.kind, self.province)
        if found.region is None:
            if has_figures:
                self.context.findings.append(region_finding(text, found, self.sheet.name, cell))
            else:
                self.context.say("row-ignored", self.sheet.name, cell, text=text)
        return found.region

    def _take(self, region: Region, place: int, cells: Sequence[Cell], region_cell: str, has_figures: bool) -> None:
        context, sheet = self.context, self.sheet
        if not has_figures:
            fields = {"node": "Nilai", "name": region.name}
            context.say("missing-value", sheet.name, region_cell, **fields)
            return
        figures: dict[str, tuple[Fraction, str, Cell]] = {}
        for column, node in self.columns.items():
            cell = sheet.address(place, column)
            value = self._figure(node, cells[column], cell, region)
            if value is not None:
                figures[node.code] = (value, cell, cells[column])
        levels = {code: float(value) for code, (value, _, _) in figures.items() if code in self.leaves}
        printed = {code: value for code, (value, _, _) in figures.items() if code not in self.leaves}
        computed = exact_scores(self.instrument, levels) if levels else {}
        for miss in reconcile(self.instrument, computed, printed):
            context.say(
                "printed-total-differs",
                sheet.name,
                figures[miss.node][1],
                node=f"{self.instrument.node(miss.node).name} {region.name}",
                printed=show_number(miss.printed),
                basis="tingkat di baris yang sama" if miss.from_levels else "nilai di baris yang sama",
                expected=format_score(miss.expected),
                reason="",
            )
        predicate, predicate_cell = self._predicate(place, cells, printed.get(INDEX_NODE))
        self.rows[region.code] = _Row(region, figures, predicate, predicate_cell)

    def _predicate(self, place: int, cells: Sequence[Cell], index: Fraction | None) -> tuple[str | None, str | None]:
        columns = self.header.roles.get(PREDICATE_ROLE)
        if not columns or is_missing(cells[columns[0]]):
            return None, None
        written, cell = raw_text(cells[columns[0]]).strip(), self.sheet.address(place, columns[0])
        check_predicate(self.context, self.sheet.name, cell, self.instrument, written, index)
        return written, cell

    def _figure(self, node: Node, written: Cell, cell: str, region: Region) -> Fraction | None:
        """Read one printed figure; what is missing, unreadable or off the scale is said."""
        context, name, scale = self.context, self.sheet.name, self.instrument.scale
        label = node.name
        if node.code in self.leaves and not is_missing(written):
            level = level_reader(self.instrument).read(context, name, cell, node, written)
            return None if level is None else Fraction(repr(level))
        span = {"lowest": show_number(scale.lowest), "highest": show_number(scale.highest)}
        read = number(written)
        if read.missing:
            context.say("missing-value", name, cell, node=label, name=region.name)
        elif read.ambiguous:
            context.say("ambiguous-number", name, cell, written=raw_text(written))
        elif read.value is None:
            context.say("value-unreadable", name, cell, node=label, written=raw_text(written), **span)
        elif not scale.lowest <= read.value <= scale.highest:
            context.say("domain-out-of-range", name, cell, node=label, value=show_number(read.value), **span)
        else:
            if (read.value * 10**DISPLAY_DECIMALS).denominator != 1:
                context.say("more-decimals", name, cell, node=label, value=show_number(read.value))
            return read.value
        return None

    def result(self, year: int, stage: Stage) -> Extract:
        """Return the assessments; a hinted region must be the only one."""
        hint = self.context.hints.region
        others = [row.region for row in self.rows.values() if hint and row.region.code != hint]
        if hint and others:
            fields = {"what": "Daerah", "hint": hint, "said": others[0].name}
            cell = self.cells[others[0].code]
            self.context.say("hint-contradicts-file", self.sheet.name, cell, **fields)
        extract = Extract()
        for code, row in self.rows.items():
            if code in self.repeated:
                continue
            key = (code, year, stage, self.instrument.id)
            extract.assessments.append(Assessment(*key, self.sheet.name, row.predicate, row.predicate_cell))
            extract.values.extend(
                Value(*key, node, float(value), self._basis(node), self.sheet.name, cell, raw_text(written))
                for node, (value, cell, written) in row.figures.items()
            )
        return extract

    def _basis(self, node: str) -> Basis:
        return Basis.OBSERVED if node in self.leaves else Basis.PUBLISHED
