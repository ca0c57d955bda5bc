"""The figures of one assessment in a table whose rows are nodes: one column, or one for each level that is marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from spbe_analytics.ingest.checks.checks import Printed, weight_agrees
from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.files.workbook import Cell, column_letters
from spbe_analytics.ingest.reading import Remark
from spbe_analytics.ingest.records.identity import Said
from spbe_analytics.ingest.records.levels import LevelReader, level_reader, read_printed, show_number, span_of
from spbe_analytics.ingest.records.node_lines import Line, LineKind, footer_cell
from spbe_analytics.ingest.records.remarks import Remarks
from spbe_analytics.ingest.records.wholes import Given, Part
from spbe_analytics.ingest.tables.blocks import Block
from spbe_analytics.ingest.tables.cells import ROMANS, bare, is_blank, is_missing, number, raw_text
from spbe_analytics.ingest.tables.columns import Column
from spbe_analytics.ingest.tables.meaning import (
    LEVEL_NAME,
    WEIGHT,
)
from spbe_analytics.ingest.tables.vocabulary import vocabulary
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.schema import NodeKind, RemarkKind
from spbe_analytics.scoring.reconcile import HALF_UNIT

LONE_ROMANS: Final = frozenset({"I", "V"})
"""Roman levels that a stroke or a tick looks like."""


@dataclass(frozen=True)
class Slot:
    """Where the figures of one assessment stand: one column, or one for each level, whose marks are read.

    Attributes:
        column: The column; that of the first level where there are several.
        marks: Column → level, where levels are headings.
    """

    column: Column
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def place(self) -> int:
        """Place of its column."""
        return self.column.place


class NodeFigures:
    """The figures of one column, or of one set of marks, in some rows."""

    def __init__(
        self,
        context: Context,
        block: Block,
        slot: Slot,
        instrument: Instrument,
        said: Said,
        remarks: Mapping[RemarkKind, list[int]],
        row: int,
    ) -> None:
        self.context = context
        self.block = block
        self.sheet = block.sheet.name
        self.row = row
        self.slot = slot
        self.instrument = instrument
        self.said = said
        self.reader: LevelReader = level_reader(instrument)
        self.remark_columns = [(kind, column) for kind, columns in remarks.items() for column in columns]
        self.level_name = next(iter(self.block.of_role(LEVEL_NAME)), -1)
        self.weight = next(iter(self.block.of_role(WEIGHT)), -1)
        self.levels: dict[str, Given] = {}
        self.cells: dict[str, str] = {}
        self.repeated: set[str] = set()
        self.above: list[tuple[Node, Line]] = []
        self.printed: list[Printed] = []
        self.predicate: tuple[str, str] | None = None
        self.remarks = Remarks()
        self.since: list[float] = []

    def read(self, lines: Sequence[Line]) -> Part:
        """Go through the rows and return what they give."""
        rows, sheet, column = self.block.sheet.rows, self.block.sheet, self.slot.place
        lines = self.apart(lines)
        plain = self.level_name < 0 and not self.slot.marks and not sheet.turned
        usual = self.reader.usual if plain else frozenset[float]()
        letters, offset = column_letters(column + sheet.left), sheet.top + 1
        weights: list[tuple[str, Cell, Node]] = []
        own, levels, since = self.cells, self.levels, self.since
        beside = self.weight >= 0 or bool(self.remark_columns)
        for line in lines:
            place, kind, node = line
            if kind is not LineKind.NODE or node is None or node.kind is not NodeKind.INDICATOR:
                self._not_an_indicator(line)
                continue
            cells, code = rows[place], node.code
            if beside:
                if self.weight >= 0 and not weight_agrees(self.instrument, node, cells[self.weight]):
                    weights.append((sheet.address(place, self.weight), cells[self.weight], node))
                for what, remark in self.remark_columns:
                    if cells[remark]:
                        self.remarks.add(what, node, cells[remark], sheet.address(place, remark))
            written = cells[column]
            if type(written) is float and written in usual and code not in own:
                own[code] = cell = f"{letters}{place + offset}"
                levels[code] = (written, cell, written)
                since.append(written)
            else:
                self._take(node, place, cells)
                if code in levels:
                    since.append(levels[code][0])
        for cell, written, node in weights:
            weight = f"{float(node.weight):.4g}".replace(".", ",")
            fields = {"number": node.number, "written": raw_text(written), "expected": weight}
            self.context.say("weight-differs", self.sheet, cell, **fields)
        return self._part()

    def apart(self, lines: Sequence[Line]) -> Sequence[Line]:
        """Return the rows without those that share one merged cell, which is a finding."""
        shared: set[int] = set()
        for first, last, column in self.block.sheet.merged_rows:
            if column != self.slot.place:
                continue
            inside = [line.place for line in lines if first <= line.place <= last]
            if len(inside) > 1:
                shared.update(inside)
                cells = f"{self.block.address(first, column)}:{self.block.address(last, column)}"
                self.context.say("merged-figure", self.sheet, self.block.address(first, column), cells=cells)
        return [line for line in lines if line.place not in shared] if shared else lines

    def _take(self, node: Node, place: int, cells: Sequence[Cell]) -> None:
        column = self.slot.place
        if self.slot.marks:
            found = self._marked(node, place, cells)
            if found is None:
                return
            column, level, written = found
        else:
            written, level = cells[column], None
        cell = self.block.address(place, column)
        if node.code in self.cells:
            self.repeated.add(node.code)
            fields = {"number": node.number, "name": node.name, "other": self.cells[node.code]}
            self.context.say("duplicate-indicator", self.sheet, cell, **fields)
            return
        self.cells[node.code] = cell
        if level is None and isinstance(written, str) and bare(written) in LONE_ROMANS and not self._counts_in_roman():
            self.context.say("level-unreadable", self.sheet, cell, written=written, fill="Isi angkanya, bukan tanda.")
            return
        if level is None:
            level = self.reader.read(self.context, self.sheet, cell, node, written)
        if level is None:
            return
        if isinstance(written, str):
            self.context.texts.append((self.sheet, cell, written))
        self.levels[node.code] = (level, cell, written)
        if self.level_name >= 0 and not is_blank(cells[self.level_name]):
            at = self.block.address(place, self.level_name)
            name = raw_text(cells[self.level_name])
            self.reader.check_name(self.context, self.sheet, at, node, Fraction(repr(level)), name)

    def _counts_in_roman(self) -> bool:
        """Tell whether the column has Roman levels that no tick looks like."""
        rows, column = self.block.sheet.rows, self.slot.place
        return any(
            isinstance(c := rows[row][column], str) and bare(c) in ROMANS - LONE_ROMANS for row in self.block.body
        )

    def _marked(self, node: Node, place: int, cells: Sequence[Cell]) -> tuple[int, float, Cell] | None:
        """Return column, level and sign of the one marked level of a row."""
        marks = vocabulary().marks
        found = []
        for column, level in self.slot.marks:
            cell = cells[column]
            if is_missing(cell) or cell in (0, 0.0, False):
                continue
            sign = raw_text(cell).strip().casefold()
            if sign not in marks and sign not in ("1", "true", str(level)):
                at, fill = self.block.address(place, column), "Beri satu tanda, misalnya √, di bawah tingkatnya."
                self.context.say("level-unreadable", self.sheet, at, written=raw_text(cell), fill=fill)
                return None
            found.append((column, float(level), cell))
        if len(found) == 1:
            return found[0]
        self.cells.setdefault(node.code, self.block.address(place, self.slot.place))
        if found:
            cell = self.block.address(place, found[1][0])
            fields = {"number": node.number, "name": node.name, "count": len(found)}
            self.context.say("several-marks", self.sheet, cell, **fields)
        else:
            fields = {"number": node.number, "name": node.name, "fill": "Beri satu tanda di bawah tingkatnya."}
            self.context.say("missing-level", self.sheet, self.block.address(place, self.slot.place), **fields)
        return None

    def _not_an_indicator(self, line: Line) -> None:
        column, written = self.slot.place, self.block.sheet.rows[line.place][self.slot.place]
        if self.slot.marks:
            return
        if (
            line.kind is LineKind.PREDICATE
            or (line.kind is LineKind.TOTAL and is_blank(written))
            or (line.node is not None and line.node.kind is NodeKind.INDEX and is_blank(written))
        ):
            column, written = footer_cell(self.block, line, column)
        cell = self.block.address(line.place, column)
        if line.kind is LineKind.PREDICATE:
            if not is_blank(written):
                self.predicate = (raw_text(written).strip(), cell)
        elif line.kind is LineKind.AVERAGE:
            self._average(cell, written)
        elif line.kind is LineKind.TOTAL:
            self._total(line, cell, written)
        elif line.node is not None:
            self.above.append((line.node, line))
            self._figure(line.node, cell, written)

    def _figure(self, node: Node, cell: str, written: Cell, is_total: bool = False) -> None:
        """Remember a printed figure of a node above the indicators."""
        read = read_printed(self.context, self.sheet, cell, self.instrument, node.short, written)
        if read.value is not None:
            if isinstance(written, str):
                self.context.texts.append((self.sheet, cell, written))
            self.printed.append(Printed(node.code, read.value, cell, is_total, written))

    def _total(self, line: Line, cell: str, written: Cell) -> None:
        """Compare a total with the rows since the one before it; one of all rows is compared with the whole."""
        value = number(written).value
        partial = value is not None and self.since and value == sum(Fraction(repr(level)) for level in self.since)
        self.since.clear()
        if not partial and line.node is not None:
            self._figure(line.node, cell, written, is_total=True)

    def _average(self, cell: str, written: Cell) -> None:
        """Compare an average with the rows since the one before it, and with all rows; say where it is neither."""
        read = number(written)
        given = [[level for level, _, _ in self.levels.values()], self.since]
        means = [sum((Fraction(repr(level)) for level in some), Fraction(0)) / len(some) for some in given if some]
        self.since.clear()
        if read.missing or (read.value is not None and any(abs(mean - read.value) <= 2 * HALF_UNIT for mean in means)):
            return
        self.context.say("average-not-stored", self.sheet, cell, written=raw_text(written))

    def _part(self) -> Part:
        """Return what the rows give: printed figures are kept where there are no indicators, else only compared."""
        for code in self.repeated:
            self.levels.pop(code, None)
        self._said_once()
        at = self.block.address(self.row, self.slot.place)
        part = Part(
            self.said, self.instrument, self.sheet, at, self.levels, rows=set(self.cells), predicate=self.predicate
        )
        if self.cells:
            part.printed = self.printed
        else:
            part.published = self._published()
        if self.remarks.found and not self.levels:
            self.context.say("remarks-without-levels", self.sheet, at, count=len(self.remarks.found))
            self.remarks.found.clear()
        if part.key is not None:
            part.remarks = [
                Remark(*part.key, code, kind, text, self.sheet, cell)  # type: ignore[arg-type]
                for code, kind, text, cell in self.remarks.cut(self.context, self.sheet)
            ]
        return part

    def _said_once(self) -> None:
        """Say which printed nodes are blank in a table of printed figures alone."""
        if self.cells:
            return
        known = {item.code for item in self.printed}
        for node, line in self.above:
            if node.code in known or not is_missing(self.block.sheet.rows[line.place][self.slot.place]):
                continue
            if self.printed and node.kind is not NodeKind.INDEX:
                cell = self.block.address(line.place, self.slot.place)
                self.context.say("missing-value", self.sheet, cell, node=node.kind.label, name=node.name)

    def _published(self) -> dict[str, Given]:
        """Return the printed figures of a table without indicators; two of one node are a finding."""
        scale = self.instrument.scale
        found: dict[str, Given] = {}
        for item in self.printed:
            node = self.instrument.node(item.code)
            if item.code in found:
                fields = {"name": node.name, "other": found[item.code][1]}
                self.context.say("duplicate-value", self.sheet, item.cell, **fields)
            elif not scale.lowest <= item.value <= scale.highest:
                fields = {"node": node.name, "value": show_number(item.value), **span_of(self.instrument)}
                self.context.say("domain-out-of-range", self.sheet, item.cell, **fields)
            else:
                found[item.code] = (float(item.value), item.cell, item.written)
        return found
