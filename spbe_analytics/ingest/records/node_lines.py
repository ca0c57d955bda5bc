"""The rows of a table whose rows are nodes: indicators, printed nodes, totals, averages, sections, names over two rows.

Which node a row means depends on the instrument alone, so it is found out once for all columns of figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, NamedTuple

from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.files.workbook import Cell
from spbe_analytics.ingest.tables.blocks import Block, figure_columns, figure_like
from spbe_analytics.ingest.tables.cells import is_blank, number, raw_text
from spbe_analytics.ingest.tables.indicators import exact, index_of, match, number_text, split_name
from spbe_analytics.ingest.tables.meaning import INDEX_NAME, NODE, NUMBER, WEIGHT
from spbe_analytics.ingest.tables.nodes import node_names
from spbe_analytics.ingest.tables.vocabulary import LONGEST_NAME, opens_with, plain, vocabulary
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.schema import NodeKind

MOST_CONTINUED: Final = 3
"""Most rows that go on with the name of the row above them."""


class LineKind(Enum):
    """What a row holds."""

    NODE = auto()
    TOTAL = auto()
    AVERAGE = auto()
    PREDICATE = auto()


class Line(NamedTuple):
    """One row that holds figures: of a node, a total, an average, or the predicate."""

    place: int
    kind: LineKind
    node: Node | None = None


@dataclass(frozen=True)
class NameColumns:
    """Columns that say which node a row means; -1 where there is none."""

    number: int
    name: int


def name_columns(block: Block, catalogue: Sequence[Instrument]) -> NameColumns:
    """Tell the number from the name; of several numbers that which most rows agree with, of two names the longer."""
    names = block.of_role(NODE, INDEX_NAME)
    numbers = block.of_role(NUMBER)
    rows = [block.sheet.rows[place] for place in block.body[:20]]
    if len(names) == 2 and not numbers:
        lengths = [max((len(raw_text(row[column])) for row in rows), default=0) for column in names]
        short = names[lengths.index(min(lengths))]
        numbers, names = [short], [column for column in names if column != short]
    if not names:
        return NameColumns(-1, numbers[0])
    if len(numbers) > 1:
        counts = [
            sum(exact(item, row[column], row[names[0]]) is not None for item in catalogue for row in rows)
            for column in numbers
        ]
        numbers = [numbers[counts.index(max(counts))]]
    return NameColumns(numbers[0] if numbers else -1, names[0])


class NodeLines:
    """Reads the rows of one table by the names of one instrument."""

    def __init__(
        self,
        context: Context,
        block: Block,
        instrument: Instrument,
        columns: NameColumns,
        known: dict[tuple[Cell, Cell], Node | None] | None = None,
    ) -> None:
        """Prepare for one table; ``known`` remembers what number and name mean, for further rows of it."""
        self.context = context
        self.block = block
        self.instrument = instrument
        self.columns = columns
        self._known = {} if known is None else known
        self._text_rows = frozenset(block.between)
        self._figures = figure_columns(block)
        self._section: Node | None = None
        self._seen: set[str] = set()
        self._noted = False

    def plainly(self, cells: Sequence[Cell]) -> bool:
        """Tell whether a row is an indicator's by number and name, or names a node above the indicators."""
        number_cell = cells[self.columns.number] if self.columns.number >= 0 else ""
        name_cell = cells[self.columns.name]
        named = plain(raw_text(name_cell)[:LONGEST_NAME]) in node_names(self.instrument)
        return named or exact(self.instrument, number_cell, name_cell) is not None

    def read(self, places: Sequence[int]) -> list[Line]:
        """Return the rows with figures; what is unusual is said."""
        rows, instrument = self.block.sheet.rows, self.instrument
        number_column, name_column = self.columns.number, self.columns.name
        lines: list[Line] = []
        known, kind = self._known, LineKind.NODE
        made = tuple.__new__  # of a tuple with names it is three times as fast as its class
        skip = 0
        for at, place in enumerate(places):
            if skip:
                skip -= 1
                continue
            cells = rows[place]
            number_cell = cells[number_column] if number_column >= 0 else ""
            pair = (number_cell, cells[name_column])
            node = known.get(pair)
            if node is None:
                node = known[pair] = exact(instrument, *pair)
            if node is not None and (not self._noted or not is_blank(cells[name_column])):
                self._noted = False
                lines.append(made(Line, (place, kind, node)))
                continue
            node, skip = self._continued(places, at, number_cell, cells[name_column])
            if node is None:
                node = self._restarted(number_cell, cells[name_column])
            if node is not None:
                lines.append(Line(place, LineKind.NODE, node))
                continue
            line = self._other(place, cells, number_cell, cells[name_column])
            if line is not None:
                lines.append(line)
        return lines

    def _continued(self, places: Sequence[int], at: int, number_cell: Cell, name_cell: Cell) -> tuple[Node | None, int]:
        """Return the node of a name that goes on in the rows below, and how many rows that are."""
        rows, (number_column, name_column) = self.block.sheet.rows, (self.columns.number, self.columns.name)
        if not isinstance(name_cell, str) or not name_cell:
            return None, 0
        name = name_cell
        for count in range(1, MOST_CONTINUED + 1):
            if at + count >= len(places) or places[at + count] not in self._text_rows:
                break
            cells = rows[places[at + count]]
            more = cells[name_column]
            if not isinstance(more, str) or not more or (number_column >= 0 and not is_blank(cells[number_column])):
                break
            name = f"{name} {more}"
            node = exact(self.instrument, number_cell, name) if len(name) <= LONGEST_NAME else None
            if node is not None:
                return node, count
        return None, 0

    def _restarted(self, number_cell: Cell, name_cell: Cell) -> Node | None:
        """Return the indicator of a name whose number counts from one again in each section."""
        if self._section is None or not isinstance(name_cell, str) or len(name_cell) > LONGEST_NAME:
            return None
        named = index_of(self.instrument).by_name.get(split_name(name_cell)[1], ())
        leaves = self.instrument.leaves(self._section.code)
        found = [node for node in named if node in leaves]
        if len(found) != 1 or number_text(number_cell) != str(list(leaves).index(found[0]) + 1):
            return None
        return found[0]

    def _other(self, place: int, cells: Sequence[Cell], number_cell: Cell, name_cell: Cell) -> Line | None:
        """Deal with a row that is not plainly an indicator."""
        block, sheet = self.block, self.block.sheet
        last = min(block.last, len(cells))
        texts = [(column, cells[column]) for column in range(block.first, last) if not is_blank(cells[column])]
        if not texts:
            return None
        first, label = texts[0]
        role = vocabulary().footers.get(plain(label.partition(":")[0])) if isinstance(label, str) else None
        figures = [column for column in self._figures if not is_blank(cells[column])]
        if is_blank(name_cell) and is_blank(number_cell) and not any(figure_like(cells[c]) for c in figures):
            self.context.say("row-ignored", sheet.name, sheet.address(place, first), text=raw_text(label))
            return None
        if role == "notes" and not figures:
            self._noted = True
            return None
        if self._noted:
            return None
        if role in ("predicate", "total", "index") and isinstance(label, str) and first <= self.columns.name:
            return self._footer(place, role)
        if isinstance(label, str) and figures and opens_with(label, vocabulary().row_averages):
            return Line(place, LineKind.AVERAGE)
        named = node_names(self.instrument).get(plain(raw_text(name_cell)[:LONGEST_NAME]), ())
        shared = index_of(self.instrument).by_name.get(split_name(raw_text(name_cell)[:LONGEST_NAME])[1], ())
        if named and not any(node.kind is NodeKind.INDICATOR for node in shared):
            return self._above(place, named, bool(figures))
        cell = sheet.address(place, self.columns.name)
        if is_blank(name_cell):
            name_cell = self._merged_name(number_cell)
            number_cell = "" if name_cell else number_cell
        if is_blank(name_cell) and is_blank(number_cell) and figures:
            self.context.say("row-without-node", sheet.name, sheet.address(place, figures[0]))
            return None
        row = match(self.instrument, number_cell, name_cell, sheet.name, cell)
        if row.node is not None and row.node.kind is not NodeKind.INDICATOR:
            return self._above(place, (row.node,), bool(figures))
        if row.node is None and named:
            return self._above(place, named, bool(figures))
        if row.node is None and not figures and exact(self.instrument, number_cell, "") is None:
            self.context.say("row-ignored", sheet.name, sheet.address(place, first), text=raw_text(label))
            return None
        if row.finding:
            self.context.findings.append(row.finding)
        return Line(place, LineKind.NODE, row.node) if row.node is not None else None

    def _above(self, place: int, nodes: Sequence[Node], figures: bool) -> Line:
        """Remember a section; of nodes that share a name the first is the domain, the next time its aspect."""
        node = next((item for item in nodes if item.code not in self._seen), nodes[0])
        if figures:
            self._seen.add(node.code)
        self._section = nodes[-1]
        return Line(place, LineKind.NODE, node)

    def _merged_name(self, number_cell: Cell) -> Cell:
        """Return the text of a section whose cells are merged from the number's column on."""
        long = self.columns.number >= 0 and isinstance(number_cell, str) and len(number_cell) > 4
        return number_cell if long else ""

    def _footer(self, place: int, role: str) -> Line:
        if role == "predicate":
            return Line(place, LineKind.PREDICATE)
        root = self.instrument.nodes[0]
        return Line(place, LineKind.TOTAL if role == "total" else LineKind.NODE, root)


def footer_cell(block: Block, line: Line, column: int) -> tuple[int, Cell]:
    """Return column and cell of a footer's figure: under the figures, else beside its label, else behind its colon."""
    cells = block.sheet.rows[line.place]
    written: Cell = cells[column]
    if not is_blank(written):
        return column, written
    last = min(block.last, len(cells))
    texts = [(c, cells[c]) for c in range(block.first, last) if not is_blank(cells[c])]
    weights = block.of_role(WEIGHT)
    rest = [(c, cell) for c, cell in texts[1:] if c not in weights and (number(cell).value is not None or line.kind)]
    if rest:
        return rest[0]
    first, label = texts[0]
    return first, raw_text(label).partition(":")[2].strip()
