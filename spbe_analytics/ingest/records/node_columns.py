"""Tables whose rows are assessments: a government (or a year, a stage) a row, a node a column, or the index alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from spbe_analytics.ingest.checks.checks import check_predicate, exact_scores
from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.files.workbook import Cell
from spbe_analytics.ingest.records.facts import contradicts, read_stage, read_year, unclear_stage
from spbe_analytics.ingest.records.government_rows import GovernmentRows, Row
from spbe_analytics.ingest.records.identity import Lines, Said, complete, identify, states_stage
from spbe_analytics.ingest.records.levels import level_reader, read_printed, show_number, span_of
from spbe_analytics.ingest.records.wholes import Part
from spbe_analytics.ingest.tables.blocks import Block, figure_columns
from spbe_analytics.ingest.tables.cells import is_blank, is_missing, raw_text
from spbe_analytics.ingest.tables.columns import Column
from spbe_analytics.ingest.tables.indicators import exact
from spbe_analytics.ingest.tables.lines import Claim, Source
from spbe_analytics.ingest.tables.meaning import (
    FIGURE,
    PREDICATE,
    REGION,
    STAGE,
    YEAR,
)
from spbe_analytics.ingest.tables.nodes import heading_node
from spbe_analytics.ingest.tables.vocabulary import Figure
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, Stage
from spbe_analytics.scoring import reconcile
from spbe_analytics.scoring.display import DISPLAY_DECIMALS, format_score

Moment = tuple[str, int | None, Stage | None]
"""What the headings of some columns say: code of a government, year, stage."""


@dataclass
class NodeColumns:
    """One table whose rows are assessments."""

    context: Context
    block: Block
    groups: list[Lines]
    seen: dict[object, str] = field(default_factory=dict)
    repeated: set[object] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.sheet = self.block.sheet.name
        self.rows = GovernmentRows(self.context, self.block)

    def read(self) -> list[Part]:
        """Return what the table gives, an assessment a part."""
        if self._ambiguous():
            return []
        rows = self.rows.read()
        parts: list[Part] = []
        columns: dict[str, dict[Moment, dict[int, Node]] | None] = {}
        said: dict[Lines, Said] = {}
        if not rows:
            instrument = self._identify(()).instrument or self._likely()
            if instrument is not None:
                self._nodes(instrument)
        for row in rows:
            if row.section not in said:
                said[row.section] = self._identify(row.section)
            parts += self._row(row, said[row.section], columns)
        parts = [part for part in parts if part.key is None or part.key not in self.repeated]
        self._against_hints(parts)
        return parts

    def _identify(self, section: Lines) -> Said:
        block = self.block
        meanings = [block.columns[c].meaning for c in figure_columns(block)]
        figures = [meaning for meaning in meanings if meaning.figure in (None, Figure.RESULT)]
        given = {REGION} if self.rows.region >= 0 or all(m.region for m in figures) else set()
        given |= {fact for fact in (YEAR, STAGE) if fact in self.rows.facts}
        groups = [section, *self.groups] if section else self.groups
        stated = states_stage(self.context, self.sheet, groups)
        stages = [None if stated and m.soft else m.stage for m in figures]
        given |= {fact for fact, known in ((YEAR, [m.year for m in figures]), (STAGE, stages)) if None not in known}
        results = FIGURE in self.rows.facts or any(m.figure is Figure.RESULT for m in figures) or block.tells_kinds
        return identify(self.context, self.sheet, groups, frozenset(given), results)

    def _ambiguous(self) -> bool:
        block = self.block
        labels = {REGION: "daerah", PREDICATE: "predikat", YEAR: "tahun", STAGE: "tahap"}
        for role, label in labels.items():
            seen: dict[Moment, Column] = {}
            for column in (block.columns[c] for c in block.of_role(role) if c != self.rows.province):
                first = seen.setdefault((column.meaning.region, column.meaning.year, column.meaning.stage), column)
                if first is not column:
                    self._twice(label, [first, column])
                    return True
        unclear = next((c for c in block.columns.values() if c.meaning.unclear), None)
        if unclear is not None:
            unclear_stage(self.context, self.sheet, block.address(unclear.row, unclear.place), unclear.text)
        return unclear is not None

    def _twice(self, what: str, columns: Sequence[Column]) -> None:
        cells = ", ".join(self.block.address(column.row, column.place) for column in columns)
        at = self.block.address(columns[1].row, columns[1].place)
        self.context.say("ambiguous-column", self.sheet, at, what=what, cells=cells)

    def _nodes(self, instrument: Instrument) -> dict[Moment, dict[int, Node]] | None:
        """Return which column holds which node, by what its headings say of whose it is; ``None`` where unsound."""
        block = self.block
        found: dict[Moment, dict[int, Node]] = {}
        sound = True
        numbered = [c for c in figure_columns(block) if block.columns[c].meaning.number is not None]
        enough = 2 * len(numbered) > len(instrument.indicators)
        for place in figure_columns(block):
            column = block.columns[place]
            meaning = column.meaning
            if meaning.figure not in (None, Figure.RESULT):
                continue
            node = self._node(instrument, column, enough)
            if node is None:
                heading = str(column.heads[-1][1])
                if meaning.node:
                    names = ", ".join(f"{pillar.code} {pillar.name}" for pillar in instrument.pillars)
                    fields = {"heading": heading, "instrument": instrument.id, "names": names}
                    self.context.say("unknown-domain", self.sheet, block.address(column.row, place), **fields)
                else:
                    at = block.address(column.row, place)
                    self.context.say("figures-without-meaning", self.sheet, at, heading=heading)
                sound = False
                continue
            nodes = found.setdefault((meaning.region, meaning.year, meaning.stage), {})
            first = next((c for c, known in nodes.items() if known is node), None)
            if first is not None:
                self._twice(node.name, [block.columns[first], column])
                sound = False
            else:
                nodes[place] = node
        return found if sound else None

    def _node(self, instrument: Instrument, column: Column, numbers: bool) -> Node | None:
        """Return the node of a column by its lowest heading with one; a level, year or stage alone is the index's."""
        for _, cell, meaning in reversed(column.heads):
            if meaning.number is not None:
                return exact(instrument, str(meaning.number), "") if numbers else None
            node = heading_node(instrument, cell)
            if node is not None:
                return node
        meaning = column.meaning
        alone = not any(self.block.columns[c].meaning.names_node for c in figure_columns(self.block))
        index = not meaning.node and not meaning.unknown and (alone or bool(meaning.role))
        return instrument.node(INDEX_NODE) if index else None

    def _likely(self) -> Instrument | None:
        """Return the instrument whose nodes most headings name, to check the rows while the year is open."""
        columns = [self.block.columns[c] for c in figure_columns(self.block)]
        counts = {
            item.id: sum(
                bool(column.meaning.node) and heading_node(item, column.heads[-1][1]) is not None for column in columns
            )
            + sum(
                exact(item, str(column.meaning.number), "") is not None for column in columns if column.meaning.number
            )
            for item in self.context.catalogue.values()
        }
        best = max(counts, key=lambda code: counts[code], default="")
        return self.context.catalogue.get(best)

    def _row(self, row: Row, said: Said, columns: dict[str, dict[Moment, dict[int, Node]] | None]) -> list[Part]:
        """Return the assessments of one row: one, or one for each year, stage or government of the columns."""
        context, sheet = self.context, self.sheet
        year = stage = None
        if YEAR in row.facts:
            year = read_year(context, sheet, self._claim(YEAR, row))
        if STAGE in row.facts:
            stage = read_stage(context, sheet, self._claim(STAGE, row))
        if any(fact in row.facts and read is None for fact, read in ((YEAR, year), (STAGE, stage))):
            return []
        parts = []
        groups = [row.section, *self.groups] if row.section else self.groups
        stated = states_stage(context, sheet, groups)
        for moment in self._moments():
            region_code_, column_year, column_stage = moment
            if stated and moment in self._soft():
                column_stage = None
            region = gazetteer()[region_code_] if region_code_ else row.region
            own = complete(
                context, sheet, said, region, year or column_year, stage or column_stage, self._year_cell(row, moment)
            )
            instrument = own.instrument or self._likely()
            if instrument is None:
                continue
            if instrument.id not in columns:
                columns[instrument.id] = self._nodes(instrument)
            nodes = (columns[instrument.id] or {}).get(moment)
            if nodes:
                part = self._part(row, own, instrument, nodes, moment)
                if part is not None:
                    parts.append(part)
        return parts

    def _claim(self, fact: str, row: Row) -> Claim:
        cell, address = row.facts[fact]
        return Claim(fact, None if is_blank(cell) else cell, Source.BLOCK, address)

    def _moments(self) -> list[Moment]:
        block = self.block
        meanings = [block.columns[c].meaning for c in figure_columns(block)]
        return list(dict.fromkeys((m.region, m.year, m.stage) for m in meanings if m.figure in (None, Figure.RESULT)))

    def _soft(self) -> set[Moment]:
        """Return what headings say with a stage that they only suggest."""
        meanings = [self.block.columns[c].meaning for c in figure_columns(self.block)]
        return {(m.region, m.year, m.stage) for m in meanings if m.soft}

    def _year_cell(self, row: Row, moment: Moment) -> str:
        if YEAR in row.facts:
            return row.facts[YEAR][1]
        block = self.block
        column = next((c for c in figure_columns(block) if block.columns[c].meaning.year == moment[1]), self.rows.key)
        return block.address(max(block.columns[column].row, 0), column)

    def _part(
        self, row: Row, said: Said, instrument: Instrument, nodes: dict[int, Node], moment: Moment
    ) -> Part | None:
        """Read the figures of one assessment of a row, and check them against each other."""
        context, sheet, block = self.context, self.sheet, self.block
        cells = block.sheet.rows[row.place]
        region = said.region
        name = region.name if region is not None else ""
        if all(is_missing(cells[column]) for column in nodes):
            context.say("missing-value", sheet, row.cell, node="Nilai", name=name)
            return None
        part = Part(said, instrument, sheet, row.cell, checked=True)
        identity = part.key or (region.code if region else "", row.section, tuple(row.facts.items()), moment)
        if identity in self.seen:
            self.repeated.add(identity)
            if region is not None:
                context.say("duplicate-region", sheet, row.cell, name=name, other=self.seen[identity])
            return None
        self.seen[identity] = row.cell
        merged = next((m for m in block.sheet.merged_rows if m[2] in nodes and m[0] <= row.place <= m[1]), None)
        if merged is not None:
            cells_ = f"{block.address(merged[0], merged[2])}:{block.address(merged[1], merged[2])}"
            context.say("merged-figure", sheet, block.address(merged[0], merged[2]), cells=cells_)
            return None
        leaves = frozenset(instrument.indicator_codes)
        figures: dict[str, tuple[Fraction, str]] = {}
        for column, node in nodes.items():
            cell = block.address(row.place, column)
            if isinstance(written := cells[column], str):
                context.texts.append((sheet, cell, written))
            value = self._figure(instrument, node, node.code in leaves, cells[column], cell, name)
            if value is not None:
                figures[node.code] = (value, cell)
                given = (float(value), cell, cells[column])
                (part.levels if node.code in leaves else part.published)[node.code] = given
        levels = {code: level for code, (level, _, _) in part.levels.items()}
        printed = {code: value for code, (value, _) in figures.items() if code not in leaves}
        for miss in reconcile(instrument, exact_scores(instrument, levels) if levels else {}, printed):
            context.say(
                "printed-total-differs",
                sheet,
                figures[miss.node][1],
                node=f"{instrument.node(miss.node).name} {name}",
                printed=show_number(miss.printed),
                basis="tingkat di baris yang sama" if miss.from_levels else "nilai di baris yang sama",
                expected=format_score(miss.expected),
                reason="",
            )
        part.predicate = self._predicate(row.place, cells, instrument, printed.get(INDEX_NODE), moment)
        return part

    def _predicate(
        self, place: int, cells: Sequence[Cell], instrument: Instrument, index: Fraction | None, moment: Moment
    ) -> tuple[str, str] | None:
        """Return the printed predicate of a moment; one for several years is nobody's."""
        meanings = {c: self.block.columns[c].meaning for c in self.block.of_role(PREDICATE)}
        columns = [c for c, m in meanings.items() if (m.region, m.year, m.stage) == moment]
        if not columns and len(self._moments()) == 1:
            columns = list(meanings)
        if not columns or is_missing(cells[columns[0]]):
            return None
        written, cell = raw_text(cells[columns[0]]).strip(), self.block.address(place, columns[0])
        check_predicate(self.context, self.sheet, cell, instrument, written, index)
        return written, cell

    def _figure(
        self, instrument: Instrument, node: Node, leaf: bool, written: Cell, cell: str, region: str
    ) -> Fraction | None:
        """Read one printed figure; what is missing, unreadable or off the scale is said."""
        context, name, scale = self.context, self.sheet, instrument.scale
        if leaf and not is_missing(written):
            level = level_reader(instrument).read(context, name, cell, node, written)
            return None if level is None else Fraction(repr(level))
        read = read_printed(context, name, cell, instrument, node.name, written)
        if read.missing:
            context.say("missing-value", name, cell, node=node.name, name=region)
        elif read.value is None:
            return None
        elif not scale.lowest <= read.value <= scale.highest:
            context.say(
                "domain-out-of-range", name, cell, node=node.name, value=show_number(read.value), **span_of(instrument)
            )
        else:
            if (read.value * 10**DISPLAY_DECIMALS).denominator != 1:
                context.say("more-decimals", name, cell, node=node.name, value=show_number(read.value))
            return read.value
        return None

    def _against_hints(self, parts: Sequence[Part]) -> None:
        """Say where what the person said is not among what the rows and columns give for each government."""
        hints = self.context.hints
        known = [part for part in parts if part.key is not None]
        named = [(part, part.said.region) for part in known if part.said.region and self.rows.region >= 0]
        other = next(((part, region) for part, region in named if hints.region not in (None, region.code)), None)
        if other is not None:
            contradicts(self.context, self.sheet, other[0].cell, REGION, hints.region or "", other[1])
        for what, hint in ((YEAR, hints.year), (STAGE, hints.stage)):
            if hint is None:
                continue
            groups: dict[str, list[Part]] = {}
            for part in known:
                groups.setdefault(part.said.region.code if part.said.region else "", []).append(part)
            for group in groups.values():
                values = [part.said.year if what == YEAR else part.said.stage for part in group]
                if hint not in values:
                    contradicts(self.context, self.sheet, group[0].cell, what, hint, values[0] or "")
                    break
