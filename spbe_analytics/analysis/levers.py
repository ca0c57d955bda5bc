"""What a government can raise: its indicators, or, where only domains are published, the sums of levels behind them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import pandas as pd

from spbe_analytics.analysis.absence import nothing
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.errors import AnalysisError, UnansweredError, quoted
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, Basis, Stage
from spbe_analytics.scoring import reconstruct
from spbe_analytics.scoring.display import round_half_up


@dataclass(frozen=True)
class Lever:
    """One thing that can be raised: an indicator, or indicators of which only the sum of levels is known.

    Attributes:
        node: Code of the indicator, or of the topmost node that has exactly these indicators.
        name: Short name.
        indicators: Codes of the indicators; several where only their sum is known.
        now: Level, or sum of levels; the least possible one where several can stand behind what is printed.
        highest: Greatest possible level, or sum of levels.
        worth: Points of the index for one level more.
        room: By how much it can surely rise, whichever of the possible sums is the true one.
        chance: By how much it can rise at the most, if the least of the possible sums is the true one.
    """

    node: str
    name: str
    indicators: tuple[str, ...]
    now: Fraction
    highest: Fraction
    worth: Fraction
    room: Fraction
    chance: Fraction

    @property
    def is_sum(self) -> bool:
        """Whether only the sum of several levels is known."""
        return len(self.indicators) > 1


@dataclass(frozen=True, eq=False)
class Position:
    """Where a government stands, and what it can raise.

    Attributes:
        instrument: The instrument of the year.
        region: Code of the government.
        year: Result year.
        stage: Stage.
        basis: ``OBSERVED`` where every level is known, ``PUBLISHED`` where the levers are reconstructed sums.
        levers: In the regulation's order.
        index: The exact index; the least possible one where several can stand behind what is printed.
        upper: The greatest possible exact index; equal to ``index`` where it is known.
        possible: How many combinations of sums can stand behind what is printed; 1 where every level is known.
    """

    instrument: Instrument
    region: str
    year: int
    stage: str
    basis: Basis
    levers: tuple[Lever, ...]
    index: Fraction
    upper: Fraction
    possible: int = 1

    @cached_property
    def by_node(self) -> Mapping[str, Lever]:
        """The levers by their code."""
        return {lever.node: lever for lever in self.levers}

    @cached_property
    def pillar_of(self) -> Mapping[str, Node]:
        """The node right below the index that each lever belongs to, by the lever's code."""
        return {lever.node: self.instrument.path(lever.indicators[0])[1] for lever in self.levers}

    def after(self, levels: Mapping[str, Fraction]) -> Fraction:
        """Return the exact index with some levers at other levels, the others as they are.

        Args:
            levels: New level, or sum of levels, by the lever's code.

        Returns:
            The index from the least possible one; add ``upper - index`` for the greatest.

        Raises:
            AnalysisError: A code is none of the levers, or a level lies outside of the scale.
        """
        index = self.index
        for node, level in levels.items():
            lever = self.by_node.get(node)
            if lever is None:
                raise AnalysisError(f"Butir “{node}” tidak dapat dinaikkan pada {self.named}.")
            lowest = self.instrument.scale.lowest * len(lever.indicators)
            if not lowest <= level <= lever.highest:
                raise AnalysisError(
                    f"Tingkat {node} harus antara {float(lowest):g} dan {float(lever.highest):g}, bukan "
                    f"{float(level):g}."
                )
            index += (level - lever.now) * lever.worth
        return index

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
    return _published(instrument, region, year, stage, row)


def _observed(instrument: Instrument, region: str, year: int, stage: str, levels: pd.Series) -> Position:
    root, highest = instrument.node(INDEX_NODE).weight, instrument.scale.highest
    exact = {code: Fraction(repr(float(level))) for code, level in levels.items()}
    levers = tuple(
        Lever(
            node=leaf.code,
            name=leaf.short,
            indicators=(leaf.code,),
            now=exact[leaf.code],
            highest=highest,
            worth=leaf.weight / root,
            room=highest - exact[leaf.code],
            chance=highest - exact[leaf.code],
        )
        for leaf in instrument.indicators
    )
    index = sum((lever.now * lever.worth for lever in levers), Fraction(0))
    return Position(instrument, region, year, stage, Basis.OBSERVED, levers, index, index)


def _published(instrument: Instrument, region: str, year: int, stage: str, row: pd.Series) -> Position:
    codes = [pillar.code for pillar in instrument.pillars] + [INDEX_NODE] * bool(pd.notna(row[INDEX_NODE]))
    solutions = reconstruct(instrument, {code: Fraction(round_half_up(row[code])) for code in codes}).solutions
    if not solutions:
        raise UnansweredError(
            f"{gazetteer()[region].name} {year}: tidak ada tingkat yang cocok dengan nilai domain dan indeks "
            "tercetak; ada salah cetak. Unggah tingkat indikatornya untuk menyusun rencana."
        )
    root, highest = instrument.node(INDEX_NODE).weight, instrument.scale.highest
    (index, sums), most = solutions[0], solutions[-1][0]
    levers = []
    for place, part in enumerate(sums):
        top = highest * len(part.indicators)
        totals = [parts[place].total for _, parts in solutions]
        node = _node_of(instrument, part.indicators, part.pillar)
        weight = instrument.node(part.indicators[0]).weight
        levers.append(
            Lever(
                node=node.code,
                name=node.short,
                indicators=part.indicators,
                now=Fraction(part.total),
                highest=top,
                worth=weight / root,
                room=top - max(totals),
                chance=top - min(totals),
            )
        )
    return Position(instrument, region, year, stage, Basis.PUBLISHED, tuple(levers), index, most, len(solutions))


def _node_of(instrument: Instrument, indicators: tuple[str, ...], pillar: str) -> Node:
    """Return the topmost node that has exactly these indicators; without one the pillar."""
    below = [node for node in instrument.nodes if instrument.path(node.code)[1:2] == (instrument.node(pillar),)]
    exact = [node for node in below if tuple(leaf.code for leaf in instrument.leaves(node.code)) == indicators]
    return exact[0] if exact else instrument.node(pillar)
