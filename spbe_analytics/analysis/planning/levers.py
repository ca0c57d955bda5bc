"""What a government can raise: its indicators, or, where only domains are published, the sums of levels behind them.

Where a printed domain leaves open which sums stand behind it, the domain itself is what can be raised: so many
levels, in the indicators that weigh most first. Whoever knows the levels can do that, whatever is true.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

import pandas as pd

from spbe_analytics.analysis.planning.goal import Goal, goal_above, next_goal
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.standing.presence import nothing
from spbe_analytics.errors import AnalysisError, UnansweredError, quoted
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, Basis, Key, Stage
from spbe_analytics.scoring import LevelSum, Reconstruction, trace

Case = Mapping[str, Fraction]
"""One possible combination: the sum of levels of each lever or part of which only a sum is known, by its code."""

Room = Callable[["Lever", Fraction], Fraction]
"""By how much a part of a lever may surely rise from a sum of levels, under the rules of a plan."""


@dataclass(frozen=True)
class Lever:
    """One thing that can be raised: an indicator, or indicators of which only the sum of levels is known.

    Attributes:
        node: Code of the indicator, or of the topmost node that has exactly these indicators.
        name: Short name.
        indicators: Codes of the indicators; several where only their sum is known.
        now: Level, or sum of levels; the least possible one where several can stand behind what is printed.
        highest: Greatest possible level, or sum of levels.
        worth: Points of the index for one level more; of several parts, in the part that rises first.
        room: By how much it can surely rise, whichever of the possible sums is the true one.
        parts: Where indicators weigh differently and their sums are open: each weight's sum, in the order in which
            they are to rise, the greatest worth first.
    """

    node: str
    name: str
    indicators: tuple[str, ...]
    now: Fraction
    highest: Fraction
    worth: Fraction
    room: Fraction
    parts: tuple["Lever", ...] = ()

    @property
    def is_sum(self) -> bool:
        """Whether only the sum of several levels is known."""
        return len(self.indicators) > 1

    @property
    def most(self) -> Fraction:
        """Level, or sum of levels; the greatest possible one where several can stand behind what is printed."""
        return self.highest - self.room

    @property
    def is_open(self) -> bool:
        """Whether several sums can stand behind what is printed."""
        return self.most > self.now

    @property
    def lowest(self) -> Fraction:
        """The least that can be tried: of several parts nobody knows which would fall, so they only rise."""
        return self.now if self.parts else Fraction(0)


@dataclass(frozen=True, eq=False)
class Position:
    """Where a government stands, and what it can raise.

    Attributes:
        instrument: The instrument of the year.
        region: Code of the government.
        year: Result year.
        stage: Stage.
        basis: ``OBSERVED`` where every level is known, ``PUBLISHED`` where there are reconstructed sums.
        levers: In the regulation's order.
        goal: The predicate that stands, and those above it.
        cases: Every combination of sums that can stand behind what is printed; one where all is certain.
    """

    instrument: Instrument
    region: str
    year: int
    stage: str
    basis: Basis
    levers: tuple[Lever, ...]
    goal: Goal
    cases: tuple[Case, ...] = field(default=({},))

    @property
    def key(self) -> Key:
        """The assessment."""
        return Key(self.region, self.year, self.stage, self.instrument.id)

    @cached_property
    def starts(self) -> tuple[Fraction, ...]:
        """The exact index of each case."""
        return self._indices({})

    @cached_property
    def index(self) -> Fraction:
        """The exact index; the least possible one where several can stand behind what is printed."""
        return min(self.starts)

    @cached_property
    def upper(self) -> Fraction:
        """The greatest possible exact index; equal to ``index`` where it is known."""
        return max(self.starts)

    @property
    def possible(self) -> int:
        """How many combinations of sums can stand behind what is printed; 1 where every level is known."""
        return len(self.cases)

    @cached_property
    def by_node(self) -> Mapping[str, Lever]:
        """The levers by their code, and the parts of those that have some."""
        return {found.node: found for lever in self.levers for found in (*lever.parts, lever)}

    @cached_property
    def pillar_of(self) -> Mapping[str, Node]:
        """The node right below the index that each lever or part belongs to, by its code."""
        return {node: self.instrument.path(lever.indicators[0])[1] for node, lever in self.by_node.items()}

    def after(self, levels: Mapping[str, Fraction], room: Room | None = None) -> Fraction:
        """Return the least possible exact index with some levers at other levels; see :meth:`bounds`."""
        return self.bounds(levels, room)[0]

    def bounds(self, levels: Mapping[str, Fraction], room: Room | None = None) -> tuple[Fraction, Fraction]:
        """Return the least and the greatest possible exact index with some levers at other levels.

        What exceeds the room of a case is left out of it.

        Args:
            levels: New level, or sum of levels, by the code of a lever or part. Of a lever with parts: the least
                possible sum before, and what is added; its parts rise in their order.
            room: How far each part may rise before the next one does; to its top by default.

        Raises:
            AnalysisError: A code is none of the levers, or a level lies outside of the scale.
        """
        for node, level in levels.items():
            lever = self.by_node.get(node)
            if lever is None:
                raise AnalysisError(f"Butir “{node}” tidak dapat dinaikkan pada {self.named}.")
            lowest = max(lever.lowest, self.instrument.scale.lowest * len(lever.indicators))
            if not lowest <= level <= lever.highest:
                raise AnalysisError(
                    f"Tingkat {node} harus antara {float(lowest):g} dan {float(lever.highest):g}, bukan "
                    f"{float(level):g}."
                )
        found = self._indices(levels, room)
        return min(found), max(found)

    def _indices(self, levels: Mapping[str, Fraction], room: Room | None = None) -> tuple[Fraction, ...]:
        certain = [lever for lever in self.levers if not (lever.parts or lever.is_open)]
        base = sum((self.points(lever, {}, levels) for lever in certain), Fraction(0))
        others = [lever for lever in self.levers if lever.parts or lever.is_open]
        return tuple(
            base + sum((self.points(lever, case, levels, room) for lever in others), Fraction(0)) for case in self.cases
        )

    def points(self, lever: Lever, case: Case, levels: Mapping[str, Fraction], room: Room | None = None) -> Fraction:
        """Return what a lever brings to the index in one case, with some levers at other levels; see :meth:`bounds`.

        A rise beyond what the rules leave room for in every case has its parts rise to their tops.
        """
        rise = levels.get(lever.node, lever.now) - lever.now
        found, left = Fraction(0), rise
        within = room if lever.parts and room and rise <= self._most(lever, room) else None
        for part in lever.parts or (lever,):
            own = levels.get(part.node, part.now) - part.now if lever.parts else Fraction(0)
            before = case.get(part.node, part.now)
            total = min(part.highest, before + own)
            step = min(left, part.highest - total)
            if within is not None:
                step = min(step, max(Fraction(0), within(part, before) - own))
            left -= step
            found += (total + step) * part.worth
        return found

    def _most(self, lever: Lever, room: Room) -> Fraction:
        return max(
            sum((room(part, case.get(part.node, part.now)) for part in lever.parts), Fraction(0)) for case in self.cases
        )

    def whole(self, node: str) -> bool:
        """Tell whether a lever has all indicators of the node that names it."""
        return len(self.by_node[node].indicators) == len(self.instrument.leaves(node))

    @property
    def named(self) -> str:
        """Whose position it is, for messages: ``Kabupaten Luwu Utara 2024``."""
        return f"{gazetteer()[self.region].name} {self.year}"

    def members(self, codes: Collection[str]) -> frozenset[str]:
        """Return the indicators that some codes (of indicators, aspects or domains) stand for.

        Raises:
            AnalysisError: A code is not the instrument's, or it is the index.
        """
        unknown = [code for code in codes if code not in self.instrument or code == INDEX_NODE]
        if unknown:
            raise AnalysisError(
                f"Butir {quoted(unknown[0])} tidak ada dalam {self.instrument.name}. Pakai kode seperti "
                f"{self.instrument.indicator_codes[0]} atau {self.instrument.pillars[0].code}."
            )
        return frozenset(leaf.code for code in codes for leaf in self.instrument.leaves(code))


def position(snapshot: Snapshot, instrument: Instrument, region: str, year: int, stage: str) -> Position:
    """Find what a government can raise.

    Args:
        snapshot: Everything known.
        instrument: The instrument of the year.
        region: Code of a government.
        year: Result year.
        stage: Stage.

    Returns:
        Its indicators where every level is known; else the sums of levels behind its printed domains.

    Raises:
        UnansweredError: Neither is known, or no sums of levels agree with what is printed.
    """
    scores = snapshot.scores(instrument.id)
    key: Any = (region, year, stage)
    whose = f"{gazetteer()[region].name} {year}, {Stage(stage).label}"
    if key not in scores.index:
        raise UnansweredError(nothing(snapshot.standings, region, year, stage))
    row = scores.loc[key]
    levels = row[list(instrument.indicator_codes)]
    if levels.notna().all():
        return _observed(instrument, region, year, stage, levels)
    pillars = row[[pillar.code for pillar in instrument.pillars]]
    if pillars.isna().any() or not instrument.scale.whole:
        known = int(levels.notna().sum())
        raise UnansweredError(
            f"{whose}: {known} dari {len(levels)} tingkat indikator diketahui, dan nilai domain tidak cukup untuk "
            "menelusuri sisanya. Unggah semua tingkat indikator di halaman Unggah data."
        )
    return _published(instrument, region, year, stage, row, next_goal(snapshot, instrument, region, year, stage))


def _observed(instrument: Instrument, region: str, year: int, stage: str, levels: pd.Series) -> Position:
    highest = instrument.scale.highest
    exact = {code: Fraction(repr(float(level))) for code, level in levels.items()}
    levers = tuple(_lever_of(instrument, leaf, exact[leaf.code], highest) for leaf in instrument.indicators)
    index = sum((lever.now * lever.worth for lever in levers), Fraction(0))
    goal = goal_above(instrument, (region, year, stage), Basis.COMPUTED, (index, index))
    return Position(instrument, region, year, stage, Basis.OBSERVED, levers, goal)


def _lever_of(instrument: Instrument, leaf: Node, level: Fraction, highest: Fraction) -> Lever:
    worth = leaf.weight / instrument.node(INDEX_NODE).weight
    return Lever(leaf.code, leaf.short, (leaf.code,), level, highest, worth, highest - level)


def _published(
    instrument: Instrument, region: str, year: int, stage: str, row: pd.Series, goal: Goal | None
) -> Position:
    found = trace(instrument, {str(code): figure for code, figure in row.dropna().items()})
    if not found.solutions:
        raise UnansweredError(
            f"{gazetteer()[region].name} {year}: tidak ada tingkat yang cocok dengan nilai domain dan indeks "
            "tercetak; ada salah cetak. Unggah tingkat indikatornya untuk menyusun rencana."
        )
    levers, cases = _reconstructed(instrument, found)
    if goal is None:  # domains are printed, an index is not
        indices = found.indices
        goal = goal_above(instrument, (region, year, stage), Basis.PUBLISHED, (indices[0], indices[-1]))
    return Position(instrument, region, year, stage, Basis.PUBLISHED, levers, goal, cases)


def _reconstructed(instrument: Instrument, found: Reconstruction) -> tuple[tuple[Lever, ...], tuple[Case, ...]]:
    """Make levers of the sums and the known levels behind printed figures; what is open in a pillar becomes one."""
    sums = [solution for _, solution in found.solutions]
    nodes = _nodes_of(instrument, sums[0])
    own = [_lever_of_sums(instrument, nodes[place], [parts[place] for parts in sums]) for place in range(len(sums[0]))]
    by_pillar: dict[str, list[Lever]] = {}
    for part, lever in zip(sums[0], own, strict=True):
        by_pillar.setdefault(part.pillar, []).append(lever)
    levers: list[Lever] = []
    for pillar, inside in by_pillar.items():
        if len(inside) > 1 and any(lever.is_open for lever in inside):
            totals = [sum(part.total for part in parts if part.pillar == pillar) for parts in sums]
            levers.append(_joined(instrument, pillar, inside, totals))
        else:
            levers += inside
    cases = tuple({lever.node: Fraction(part.total) for lever, part in zip(own, parts, strict=True)} for parts in sums)
    highest = instrument.scale.highest
    levers += [_lever_of(instrument, instrument.node(code), level, highest) for code, level in found.levels.items()]
    order = {leaf.code: place for place, leaf in enumerate(instrument.indicators)}
    return tuple(sorted(levers, key=lambda lever: order[lever.indicators[0]])), cases


def _lever_of_sums(instrument: Instrument, named: tuple[str, str], sums: Sequence[LevelSum]) -> Lever:
    codes, totals = sums[0].indicators, [part.total for part in sums]
    top = instrument.scale.highest * len(codes)
    worth = instrument.node(codes[0]).weight / instrument.node(INDEX_NODE).weight
    return Lever(*named, codes, Fraction(min(totals)), top, worth, top - max(totals))


def _joined(instrument: Instrument, pillar: str, parts: Sequence[Lever], totals: Sequence[int]) -> Lever:
    """Join the sums of a pillar to one lever, whose levels rise where they are worth most first."""
    codes = tuple(code for part in parts for code in part.indicators)
    order = {leaf.code: place for place, leaf in enumerate(instrument.indicators)}
    ranked = sorted(parts, key=lambda part: -part.worth)
    top = sum((part.highest for part in parts), Fraction(0))
    return Lever(
        pillar, instrument.node(pillar).short, tuple(sorted(codes, key=order.__getitem__)), Fraction(min(totals)), top,
        ranked[0].worth, top - max(totals), tuple(ranked),
    )  # fmt: skip


def _nodes_of(instrument: Instrument, sums: Sequence[LevelSum]) -> list[tuple[str, str]]:
    """Name each sum by the topmost node that has exactly its indicators, else by the lowest that has them all.

    Returns:
        Code and short name; a node that two sums would share names neither, nor does a pillar one of its several sums:
        each then has the code of its first indicator.
    """
    found = [_node_of(instrument, part) for part in sums]
    shared = Counter(node.code for node in found) + Counter({part.pillar for part in sums})
    inside = Counter(part.pillar for part in sums)
    return [
        (
            node.code if shared[node.code] == 1 or inside[part.pillar] == 1 else part.indicators[0],
            node.short
            if len(part.indicators) == len(instrument.leaves(node.code))
            else f"{node.short} ({len(part.indicators)} indikator)",
        )
        for node, part in zip(found, sums, strict=True)
    ]


def _node_of(instrument: Instrument, part: LevelSum) -> Node:
    inside = set(part.indicators)
    having = [
        (len(below), node)
        for node in instrument.nodes
        if node.code != INDEX_NODE and inside <= (below := {leaf.code for leaf in instrument.leaves(node.code)})
    ]
    return min(having, key=lambda found: found[0])[1]  # of equals the topmost, which comes first
