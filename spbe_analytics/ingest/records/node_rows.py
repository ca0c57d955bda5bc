"""Tables whose rows are nodes: figures in one column, or in one for each year, stage or government."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Final

from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.files.workbook import Cell
from spbe_analytics.ingest.records.facts import (
    contradicts,
    is_result,
    read_region,
    read_stage,
    read_year,
    unclear_stage,
)
from spbe_analytics.ingest.records.identity import Lines, Said, complete, identify, states_stage
from spbe_analytics.ingest.records.node_figures import NodeFigures, Slot
from spbe_analytics.ingest.records.node_lines import Line, NameColumns, NodeLines, name_columns
from spbe_analytics.ingest.records.wholes import Part
from spbe_analytics.ingest.tables.blocks import Block, figure_columns
from spbe_analytics.ingest.tables.cells import is_blank, is_missing
from spbe_analytics.ingest.tables.columns import Column
from spbe_analytics.ingest.tables.indicators import likely
from spbe_analytics.ingest.tables.lines import WHAT_LABELS, Claim, Source, row_claims
from spbe_analytics.ingest.tables.meaning import (
    FIGURE,
    NOTE,
    RECOMMENDATION,
    REGION,
    REGION_CODE,
    STAGE,
    YEAR,
)
from spbe_analytics.ingest.tables.nodes import names_node
from spbe_analytics.ingest.tables.vocabulary import Figure, plain, vocabulary
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.regions import Region
from spbe_analytics.schema import RemarkKind, Stage

SAMPLE: Final = 10
"""Rows looked at to tell whether a table is of the expected instrument; a doubt looks at all of them."""

FACTS: Final = (REGION, YEAR, STAGE)
_ROLES: Final[Mapping[str, RemarkKind]] = {NOTE: RemarkKind.NOTE, RECOMMENDATION: RemarkKind.RECOMMENDATION}
_LAST: Final = len(Stage)


@dataclass
class _Group:
    """Rows of one government, year and stage."""

    section: Lines
    facts: dict[str, tuple[Cell, str]]
    places: list[int] = field(default_factory=list)


class NodeRows:
    """One table whose rows are nodes."""

    def __init__(self, context: Context, block: Block, groups: Sequence[Lines]) -> None:
        self.context = context
        self.block = block
        self.sheet = block.sheet.name
        self.groups = list(groups)
        self._known: dict[str, dict[tuple[Cell, Cell], Node | None]] = {}
        self._sound: set[str] = set()
        self._identified: dict[tuple[frozenset[str], Lines, bool], Said] = {}
        self.columns: NameColumns = name_columns(block, list(context.catalogue.values()))
        self.facts = {role: found[0] for role in (REGION, YEAR, STAGE, FIGURE) if (found := block.of_role(role))}
        if REGION not in self.facts and (codes := block.of_role(REGION_CODE)):
            self.facts[REGION] = codes[0]

    def read(self) -> list[Part]:
        """Return what the table gives, an assessment a part."""
        slots = self._slots()
        if slots is None:
            return []
        groups = self._groups(slots)
        filled = [slot for slot in slots if self._holds(slot)]
        owners = self._remark_owners(filled or slots)
        parts: list[Part] = []
        many = len(slots) > 1
        lines: dict[tuple[str, int], list[Line]] = {}
        for slot in slots:
            if slot not in filled and many:
                cell = self.block.address(slot.column.row, slot.place)
                self.context.say("column-empty", self.sheet, cell, what=_describe(slot.column))
                continue
            for at, group in enumerate(groups):
                said = self._said(slot, group)
                instrument = self._instrument(said, group.places) if said is not None else None
                if said is None or instrument is None:
                    continue
                key = (instrument.id, at)
                if key not in lines:
                    known = self._known.setdefault(instrument.id, {})
                    reader = NodeLines(self.context, self.block, instrument, self.columns, known)
                    lines[key] = reader.read(group.places)
                row = group.places[0] if self.facts and group.places else max(slot.column.row, self.block.top)
                remarks = owners.get(slot.place, {})
                figures = NodeFigures(self.context, self.block, slot, instrument, said, remarks, row)
                parts.append(figures.read(lines[key]))
        return parts

    def _slots(self) -> list[Slot] | None:
        """Return where the figures of each assessment stand; ``None`` when two columns mean the same."""
        block = self.block
        found: list[Slot] = []
        marks: dict[tuple[str, int | None, Stage | None], list[Column]] = {}
        for place in figure_columns(block):
            column = block.columns[place]
            meaning = column.meaning
            if meaning.figure not in (None, Figure.RESULT):
                continue
            if meaning.number is not None:
                marks.setdefault((meaning.region, meaning.year, meaning.stage), []).append(column)
            else:
                found.append(Slot(column))
        for columns in marks.values():
            levels = [column.meaning.number or 0 for column in columns]
            if levels == list(range(levels[0], levels[0] + len(levels))) and len(levels) > 2:
                found.append(
                    Slot(columns[0], tuple((c.place, level) for c, level in zip(columns, levels, strict=True)))
                )
            else:
                self._unknown(columns)
                return None
        return found if self._each_once(found) else None

    def _unknown(self, columns: Sequence[Column]) -> None:
        for column in columns:
            cell = self.block.address(max(column.row, 0), column.place)
            self.context.say("figures-without-meaning", self.sheet, cell, heading=column.text or "(kosong)")

    def _each_once(self, slots: Sequence[Slot]) -> bool:
        seen: dict[tuple[str, int | None, Stage | None], Slot] = {}
        for slot in slots:
            meaning = slot.column.meaning
            if meaning.unclear:
                unclear_stage(
                    self.context, self.sheet, self.block.address(slot.column.row, slot.place), slot.column.text
                )
                return False
            first = seen.setdefault((meaning.region, meaning.year, meaning.stage), slot)
            if first is not slot:
                cells = ", ".join(self.block.address(one.column.row, one.place) for one in (first, slot))
                at = self.block.address(slot.column.row, slot.place)
                self.context.say("ambiguous-column", self.sheet, at, what="tingkat", cells=cells)
                return False
        return True

    def _holds(self, slot: Slot) -> bool:
        places = [place for place, _ in slot.marks] or [slot.place]
        rows = self.block.sheet.rows
        return any(not is_missing(rows[row][place]) for row in self.block.body for place in places)

    def _groups(self, slots: Sequence[Slot]) -> list[_Group]:
        """Part the rows by what lines between them say and by the cells of the columns that say whose they are."""
        rows, block = self.block.sheet.rows, self.block
        between = frozenset(block.between)
        section: Lines = ()
        found: dict[tuple[object, ...], _Group] = {}
        columns = list(self.facts.values())
        last: list[Cell] = ["" for _ in columns]
        figures = [slot.place for slot in slots]
        lone: _Group | None = None
        sections = 0
        before: object = None
        own = itemgetter(*columns) if columns else _nothing
        for place in block.body:
            row = rows[place]
            inside = place in between
            if not inside and lone is not None and own(row) == before:  # the same cells as in the row above
                lone.places.append(place)
                continue
            if inside:
                claims = tuple(row_claims(block.sheet, [place]))
                firm = tuple(claim for claim in claims if not claim.loose and claim.written != "")
                if firm and not self._names_node(row):
                    section, lone, sections = firm, None, sections + 1
                    continue
            if not columns:
                lone = lone or found.setdefault((sections,), _Group(section, {}))
                lone.places.append(place)
                before = own(row)
                continue
            cells = [row[column] for column in columns]
            before = own(row) if not any(map(is_blank, cells)) else None
            for at, cell in enumerate(cells):
                if is_blank(cell) and not inside and last[at] != "":
                    cells[at] = last[at]
                elif not is_blank(cell):
                    last[at] = cell
            if inside and self._nameless(row):
                before = None
                continue
            key = (sections, *map(_same, cells))
            group = found.get(key)
            if group is None:
                if all(map(is_blank, cells)) and all(is_blank(row[c]) for c in figures):
                    before = None
                    continue
                given = {
                    fact: (cell, block.address(place, column))
                    for (fact, column), cell in zip(self.facts.items(), cells, strict=True)
                }
                group = found[key] = _Group(section, given)
            group.places.append(place)
            lone = group
        return list(found.values())

    def _nameless(self, row: Sequence[Cell]) -> bool:
        """Tell whether a row says nothing of which indicator it is about."""
        number_column = self.columns.number
        return is_blank(row[self.columns.name]) and (number_column < 0 or is_blank(row[number_column]))

    def _names_node(self, row: Sequence[Cell]) -> bool:
        return any(names_node(item, row[self.columns.name]) for item in self.context.catalogue.values())

    def _said(self, slot: Slot, group: _Group) -> Said | None:
        """Return whose the figures of a column in a group of rows are; ``None`` when that cannot be read."""
        context, meaning = self.context, slot.column.meaning
        if FIGURE in group.facts and not is_result(context, self.sheet, *group.facts[FIGURE]):
            return None
        groups = [group.section, *self.groups] if group.section else self.groups
        if meaning.soft and (STAGE in group.facts or states_stage(context, self.sheet, groups)):
            meaning = replace(meaning, stage=None)
        given = set(group.facts) & set(FACTS)
        given |= {fact for fact, own in ((REGION, meaning.region), (YEAR, meaning.year), (STAGE, meaning.stage)) if own}
        results = meaning.figure is Figure.RESULT or FIGURE in group.facts or self.block.tells_kinds
        known = (frozenset(given), group.section, results)
        if known not in self._identified:
            self._identified[known] = identify(context, self.sheet, groups, frozenset(given), results)
        said = self._identified[known]
        own = self._own(group)
        if own is None:
            return None
        region, year, stage = own
        at = {fact: group.facts[fact][1] for fact in FACTS if fact in group.facts}
        self._against_hints(region, year, stage, at)
        if meaning.region:
            region = read_region(context, self.sheet, Claim(REGION, meaning.region, Source.BLOCK))
        cell = self.block.address(slot.column.row, slot.place)
        self._against_hints(None, meaning.year, meaning.stage, dict.fromkeys(FACTS, cell))
        year, stage = year or meaning.year, stage or meaning.stage
        if meaning.year and year != meaning.year:
            self._conflict(YEAR, at[YEAR], year, meaning.year, cell)
        where = at.get(YEAR, next(iter(at.values()), cell) if not meaning.year else cell)
        return complete(context, self.sheet, said, region, year, stage, where)

    def _conflict(self, what: str, at: str, own: object, other: object, cell: str) -> None:
        fields = {"what": WHAT_LABELS[what], "this": own, "other": other, "other_place": f"sel {cell}"}
        self.context.say("identity-conflict", self.sheet, at, **fields)

    def _own(self, group: _Group) -> tuple[Region | None, int | None, Stage | None] | None:
        """Read the facts that a group of rows gives for itself; ``None`` when one of them is not readable."""
        context, sheet = self.context, self.sheet

        def claim(fact: str) -> Claim:
            cell, address = group.facts[fact]
            label = plain(self.block.columns[self.facts[fact]].text) if fact in self.facts else ""
            return Claim(fact, None if is_blank(cell) else cell, Source.BLOCK, address, label)

        region = read_region(context, sheet, claim(REGION)) if REGION in group.facts else None
        year = read_year(context, sheet, claim(YEAR)) if YEAR in group.facts else None
        stage = read_stage(context, sheet, claim(STAGE)) if STAGE in group.facts else None
        read = {REGION: region, YEAR: year, STAGE: stage}
        return (region, year, stage) if all(read[fact] is not None for fact in FACTS if fact in group.facts) else None

    def _against_hints(
        self, region: Region | None, year: int | None, stage: Stage | None, cells: Mapping[str, str]
    ) -> None:
        """Say where what the person said contradicts what a column or row gives for itself."""
        hints = self.context.hints
        if region is not None and hints.region not in (None, region.code):
            contradicts(self.context, self.sheet, cells.get(REGION), REGION, hints.region or "", region)
        for what, hint, value in ((YEAR, hints.year, year), (STAGE, hints.stage, stage)):
            if hint is not None and value is not None and hint != value:
                contradicts(self.context, self.sheet, cells.get(what), what, hint, value)

    def _instrument(self, said: Said, places: Sequence[int]) -> Instrument | None:
        """Return the instrument by whose names the rows are read; another one's rows are refused as a whole."""
        rows, column = self.block.sheet.rows, self.columns.name
        if said.instrument is None or said.year is None:
            return likely(self.context.catalogue.values(), [rows[p][column] for p in places])[0] or said.instrument
        if said.instrument.id in self._sound:
            return said.instrument
        sample = list(places)[:SAMPLE]
        reader = NodeLines(self.context, self.block, said.instrument, self.columns)
        if 2 * sum(not reader.plainly(rows[place]) for place in sample) <= len(sample):
            self._sound.add(said.instrument.id)
            return said.instrument
        names = [rows[place][column] for place in places]
        own = likely([said.instrument], names)[1]
        best, count = likely(self.context.catalogue.values(), names)
        if best is None or best is said.instrument or count <= 2 * own or 2 * count < len(best.indicators):
            return said.instrument
        self.context.say(
            "instrument-mismatch",
            self.sheet,
            self.block.address(self.block.columns[column].row, column),
            year=said.year,
            instrument=best.id,
            evidence=f", padahal {count} nama indikatornya dari instrumen itu",
            right=said.instrument.id,
        )
        return None

    def _remark_owners(self, filled: Sequence[Slot]) -> dict[int, dict[RemarkKind, list[int]]]:
        """Give each column of figures the columns of remarks that belong to it.

        A column belongs to the year or stage that its headings name; of several columns of one kind each belongs to the
        figures on its left. One column for the whole table belongs to its last year and stage: assessors write
        at the end.
        """
        owners: dict[int, dict[RemarkKind, list[int]]] = {}
        columns = [column for column in self.block.columns.values() if column.meaning.role in _ROLES]
        for column in columns:
            role, year, stage = column.meaning.role, column.meaning.year, _stage_of_remark(column)
            own = [
                slot
                for slot in filled
                for m in [slot.column.meaning]
                if None in (year, m.year) or year == m.year
                if None in (stage, m.stage) or stage == m.stage
            ]
            alone = sum(other.meaning.role == role for other in columns) == 1
            if year is None and stage is None and not alone:
                own = [slot for slot in filled if slot.place < column.place][-1:]
            if own:
                owner = max(own, key=lambda slot: _order(slot.column))
                owners.setdefault(owner.place, {}).setdefault(_ROLES[role], []).append(column.place)
        return owners


def _nothing(_: Sequence[Cell]) -> tuple[()]:
    """Return what a row says where no column says anything."""
    return ()


def _stage_of_remark(column: Column) -> Stage | None:
    """Return the stage that a heading of remarks names; ``Catatan Interviu`` alone in a table is a usual name."""
    if column.meaning.stage is not None:
        return column.meaning.stage
    words = plain(column.text).split()
    known = vocabulary().column_stages
    for place in range(1, len(words)):
        if " ".join(words[place:]) in known and vocabulary().columns.get(" ".join(words[:place])) in _ROLES:
            return known[" ".join(words[place:])]
    return None


def _order(column: Column) -> tuple[int, int]:
    return (column.meaning.year or 0, _LAST if column.meaning.stage is None else column.meaning.stage.order)


def _same(cell: Cell) -> Cell:
    """Return what makes cells of equal meaning equal: ``2024`` as text and as a number."""
    return (
        str(int(cell))
        if isinstance(cell, float) and cell.is_integer()
        else cell.strip()
        if isinstance(cell, str)
        else cell
    )


def _describe(column: Column) -> str:
    meaning = column.meaning
    return " ".join(filter(None, [meaning.stage.label if meaning.stage else "", str(meaning.year or "")])) or "tingkat"
