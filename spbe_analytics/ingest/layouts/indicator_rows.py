"""The rows of an indicator table: indicators, sections, totals, remarks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from spbe_analytics.ingest.cells import is_blank, number, raw_text
from spbe_analytics.ingest.checks import (
    Printed,
    check_coverage,
    check_predicate,
    check_printed,
    weight_agrees,
)
from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.identity import Said
from spbe_analytics.ingest.indicators import exact, match
from spbe_analytics.ingest.layouts.base import Extract
from spbe_analytics.ingest.levels import LevelReader, level_reader
from spbe_analytics.ingest.reading import Assessment, Remark, Value
from spbe_analytics.ingest.remarks import Remarks, remark_columns
from spbe_analytics.ingest.vocabulary import plain, vocabulary
from spbe_analytics.ingest.workbook import Cell, HeadingRow, Sheet, column_letters
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.schema import Basis, NodeKind

NUMBER: Final = "number"
INDICATOR: Final = "indicator"
LEVEL: Final = "level"
WEIGHT: Final = "weight"
LEVEL_NAME: Final = "level_name"


@dataclass
class IndicatorRows:
    """The rows of one table, read one after the other, and what they add up to.

    ``places`` are the rows that count, where a table holds several assessments; ``None`` for all below the headings.
    """

    context: Context
    sheet: Sheet
    header: HeadingRow
    instrument: Instrument
    said: Said
    places: Sequence[int] | None = None
    levels: dict[str, tuple[float, str, Cell]] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)
    printed: list[Printed] = field(default_factory=list)
    predicate: tuple[str, str] | None = None
    remarks: Remarks = field(default_factory=Remarks)

    def __post_init__(self) -> None:
        roles = self.header.roles
        self.number = roles.get(NUMBER, [-1])[0]
        self.name = roles[INDICATOR][0]
        self.level = roles[LEVEL][0]
        self.weight = roles.get(WEIGHT, [-1])[0]
        self.level_name = roles.get(LEVEL_NAME, [-1])[0]
        self.remark_columns = remark_columns(roles)

    def read(self) -> None:
        """Go through the rows below the headings, to the end or to the remarks."""
        sheet, instrument = self.sheet, self.instrument
        reader = level_reader(instrument)
        usual = reader.usual if self.level_name < 0 else frozenset[float]()
        letters, offset = column_letters(self.level + sheet.left), sheet.top + 1
        weights_differ: list[tuple[str, Cell, Node]] = []
        start = self.header.row + 1
        for place in range(start, len(sheet.rows)) if self.places is None else self.places:
            cells = sheet.rows[place]
            number_cell = cells[self.number] if self.number >= 0 else ""
            name_cell = cells[self.name]
            node = exact(instrument, number_cell, name_cell)
            if node is None:
                if place == start and _counts_columns(cells):
                    continue
                if self._ends(cells):
                    break
                node = self._other(place, cells, number_cell, name_cell)
                if node is None:
                    continue
            if self.weight >= 0 and not weight_agrees(instrument, node, cells[self.weight]):
                weights_differ.append((sheet.address(place, self.weight), cells[self.weight], node))
            for kind, column in self.remark_columns:
                if cells[column]:
                    self.remarks.add(kind, node, cells[column], sheet.address(place, column))
            written = cells[self.level]
            if type(written) is float and written in usual and node.code not in self.cells:
                cell = f"{letters}{place + offset}"
                self.cells[node.code] = cell
                self.levels[node.code] = (written, cell, written)
            else:
                self._take(reader, node, place, cells)
        for cell, written, node in weights_differ:
            weight = f"{float(node.weight):.4g}".replace(".", ",")
            fields = {"number": node.number, "written": raw_text(written), "expected": weight}
            self.context.say("weight-differs", sheet.name, cell, **fields)

    def _take(self, reader: LevelReader, node: Node, place: int, cells: Sequence[Cell]) -> None:
        cell = self.sheet.address(place, self.level)
        code = node.code
        if code in self.cells:
            self.repeated.add(code)
            fields = {"number": node.number, "name": node.name, "other": self.cells[code]}
            self.context.say("duplicate-indicator", self.sheet.name, cell, **fields)
            return
        self.cells[code] = cell
        written = cells[self.level]
        level = reader.read(self.context, self.sheet.name, cell, node, written)
        if level is None:
            return
        self.levels[code] = (level, cell, written)
        if self.level_name >= 0:
            name = cells[self.level_name]
            if not is_blank(name):
                place_of_name = self.sheet.address(place, self.level_name)
                reader.check_name(
                    self.context, self.sheet.name, place_of_name, node, Fraction(repr(level)), raw_text(name)
                )

    def _ends(self, cells: Sequence[Cell]) -> bool:
        """Tell whether the row opens the remarks below the table."""
        label_column = next((c for c, cell in enumerate(cells) if not is_blank(cell)), None)
        if label_column is None:
            return False
        label = cells[label_column]
        if not isinstance(label, str):
            return False
        role = vocabulary().footers.get(plain(label.partition(":")[0]))
        return role == "notes" and is_blank(cells[self.level])

    def _other(self, place: int, cells: Sequence[Cell], number_cell: Cell, name_cell: Cell) -> Node | None:
        """Deal with a row that is not plainly an indicator; return the indicator if it is one after all."""
        texts = [(column, cell) for column, cell in enumerate(cells) if not is_blank(cell)]
        if not texts:
            return None
        if self._footer(place, cells, texts):
            return None
        sheet = self.sheet
        written = cells[self.level]
        cell = sheet.address(place, self.name)
        if is_blank(name_cell):
            name_cell = self._merged_name(number_cell)
            if name_cell:
                number_cell = ""
        row = match(self.instrument, number_cell, name_cell, sheet.name, cell)
        if row.node is not None and row.node.kind is not NodeKind.INDICATOR:
            self._print(row.node.code, place, self.level, written)
            return None
        if row.node is None and is_blank(written) and not self._numbered(number_cell):
            first, text = texts[0]
            context_cell = sheet.address(place, first)
            self.context.say("row-ignored", sheet.name, context_cell, text=raw_text(text))
            return None
        if row.finding:
            self.context.findings.append(row.finding)
        return row.node

    def _merged_name(self, number_cell: Cell) -> Cell:
        """Return the text of a section whose cells are merged from the number's column on."""
        return number_cell if self.number >= 0 and isinstance(number_cell, str) and len(number_cell) > 4 else ""

    def _numbered(self, number_cell: Cell) -> bool:
        return exact(self.instrument, number_cell, "") is not None

    def _footer(self, place: int, cells: Sequence[Cell], texts: list[tuple[int, Cell]]) -> bool:
        column, label = texts[0]
        if not isinstance(label, str) or column > self.name:
            return False
        head, _, tail = label.partition(":")
        role = vocabulary().footers.get(plain(head))
        if role is None or role == "notes":
            return False
        at = self.level
        written: Cell = cells[at]
        if is_blank(written):
            rest = [(c, cell) for c, cell in texts[1:] if c != self.weight]
            at, written = rest[0] if rest else (column, tail.strip())
        if role == "predicate":
            if not is_blank(written):
                self.predicate = (raw_text(written).strip(), self.sheet.address(place, at))
        elif not is_blank(written):
            self._print(self.instrument.nodes[0].code, place, at, written, is_total=role == "total")
        return True

    def _print(self, code: str, place: int, column: int, written: Cell, is_total: bool = False) -> None:
        """Remember a printed figure of a node above the indicators."""
        read = number(written)
        if read.missing:
            return
        cell = self.sheet.address(place, column)
        node = self.instrument.node(code)
        if read.value is None:
            scale = self.instrument.scale
            if read.ambiguous:
                self.context.say("ambiguous-number", self.sheet.name, cell, written=raw_text(written))
            else:
                fields = {"node": node.short, "written": raw_text(written)}
                span = {"lowest": scale.lowest, "highest": scale.highest}
                self.context.say("value-unreadable", self.sheet.name, cell, **fields, **span)
            return
        self.printed.append(Printed(code, read.value, cell, is_total))

    def result(self) -> Extract:
        """Check the whole and return it; without a full identity nothing is returned but the findings."""
        context, sheet, said = self.context, self.sheet, self.said
        for code in self.repeated:
            self.levels.pop(code, None)
        header_cell = sheet.address(self.places[0] if self.places else self.header.row, self.level)
        check_coverage(context, sheet.name, header_cell, self.instrument, set(self.cells))
        judged = self.printed or self.predicate
        levels = {code: level for code, (level, _, _) in self.levels.items()} if judged else {}
        if self.printed:
            check_printed(context, sheet.name, self.instrument, levels, self.printed)
        index = next((item.value for item in self.printed if item.code == self.instrument.nodes[0].code), None)
        if self.predicate:
            written, cell = self.predicate
            check_predicate(context, sheet.name, cell, self.instrument, written, index, levels)
        if said.region is None or said.year is None or said.stage is None or said.instrument is None:
            return Extract()
        if self.remarks.found and not self.levels:
            context.say("remarks-without-levels", sheet.name, header_cell, count=len(self.remarks.found))
            self.remarks.found.clear()
        region, year, stage, instrument = said.region.code, said.year, said.stage, said.instrument.id
        basis, name = Basis.OBSERVED, sheet.name
        values = [
            Value(region, year, stage, instrument, code, level, basis, name, cell, raw_text(written))
            for code, (level, cell, written) in self.levels.items()
        ]
        predicate, predicate_cell = self.predicate or (None, None)
        remarks = [
            Remark(region, year, stage, instrument, code, kind, text, name, cell)
            for code, kind, text, cell in self.remarks.cut(context, name)
        ]
        return Extract([Assessment(region, year, stage, instrument, name, predicate, predicate_cell)], values, remarks)


def _counts_columns(cells: Sequence[Cell]) -> bool:
    """Tell whether a row only numbers the columns: ``1 2 3`` or ``(1) (2) (3)``."""
    marks = [raw_text(cell).strip(" ()") for cell in cells if not is_blank(cell)]
    return len(marks) > 1 and marks == [str(place) for place in range(1, len(marks) + 1)]
