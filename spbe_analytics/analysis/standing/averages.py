"""Means and medians of a group of governments by year, and how they moved; always ours, never mixed with printed ones.

A printed average has another definition than ours: its governments are not told, and it is rounded. So what is printed
is a figure of its own (:func:`printed`), and a change is only taken between two of ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

import pandas as pd

from spbe_analytics.analysis.exact import exact, mean, quantile
from spbe_analytics.analysis.snapshot import Snapshot, once
from spbe_analytics.analysis.standing.presence import FEWEST, QUORUM, has_quorum, members
from spbe_analytics.instruments import Instrument
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import (
    INDEX_NODE,
    INSTRUMENT,
    KIND,
    PROVINCE,
    REGION,
    STAGE,
    YEAR,
    Kind,
)
from spbe_analytics.scoring.display import round_half_up

MIDDLE: Final = Fraction(1, 2)


class Statistic(StrEnum):
    """What stands for a group."""

    MEAN = "rata-rata"
    MEDIAN = "median"


@dataclass(frozen=True)
class Members:
    """A group of governments, by what they are and where.

    Attributes:
        kind: Their kind, or ``None`` for all governments.
        province: Code of their province, or ``None`` for the nation.
    """

    kind: str | None
    province: str | None = None

    @property
    def word(self) -> str:
        """What they are, in a sentence: ``kabupaten``, or ``pemerintah daerah``."""
        return self.kind or "pemerintah daerah"

    @property
    def place(self) -> str:
        """Where they are: the province's bare name, or ``Indonesia``."""
        return gazetteer()[self.province].bare if self.province else "Indonesia"

    @property
    def label(self) -> str:
        """What and where: ``kabupaten``, ``kabupaten di Sulawesi Selatan``."""
        return f"{self.word} di {self.place}" if self.province else self.word

    @property
    def of(self) -> int:
        """How many governments the group has."""
        return members(self.kind, self.province)


@dataclass(frozen=True)
class Average:
    """The mean or median of a group in one year.

    Attributes:
        statistic: Which of both.
        group: The group.
        instrument: Id of the instrument.
        node: Code of the node.
        year: Result year.
        stage: Stage.
        value: The exact figure.
        regions: Codes of the governments it is taken over, misprints left out.
    """

    statistic: Statistic
    group: Members
    instrument: str
    node: str
    year: int
    stage: str
    value: Fraction
    regions: frozenset[str]

    @property
    def count(self) -> int:
        """Over how many governments it is taken."""
        return len(self.regions)

    @property
    def name(self) -> str:
        """How a sentence names it: ``rata-rata kabupaten``."""
        return f"{self.statistic.value} {self.group.label}"


@dataclass(frozen=True)
class AverageChange:
    """How an average moved from one year to another.

    Attributes:
        before: The earlier one.
        now: The later one.
        both: How many governments are in both.
        same: The change over these alone.
    """

    before: Average
    now: Average
    both: int
    same: Fraction

    @property
    def by(self) -> Fraction:
        """The difference of the two averages."""
        return self.now.value - self.before.value

    @property
    def sure(self) -> bool:
        """Whether the same governments moved the same way, so that it can be called a rise or a fall."""
        return alike(self.by, self.same)


def alike(one: Fraction, other: Fraction) -> bool:
    """Tell whether two changes go the same way as they are shown."""
    first, second = round_half_up(one), round_half_up(other)
    return (first > 0) == (second > 0) and (first < 0) == (second < 0)


@once
def values_of(snapshot: Snapshot, instrument: Instrument, node: str, stage: str, group: Members) -> pd.Series:
    """Return the known values of a node in a group, misprints left out: index ``region, year``."""
    standings = snapshot.standings
    mine = standings[standings[INSTRUMENT] == instrument.id]
    chosen = (mine[STAGE] == stage) & mine[INDEX_NODE].notna() & ~mine["misprint"].astype(bool)
    chosen &= mine[KIND] == group.kind if group.kind else mine[KIND] != Kind.AVERAGE.value
    if group.province:
        chosen &= mine[PROVINCE] == group.province
    found = snapshot.assessed(instrument.id).scores[node][chosen.to_numpy()].dropna()
    return found.droplevel(STAGE)


@once
def averages(
    snapshot: Snapshot, instrument: Instrument, node: str, stage: str, group: Members, statistic: Statistic
) -> dict[int, Average]:
    """Return our mean or median of a node by year, only for years in which enough of the group are known.

    Args:
        snapshot: Everything known.
        instrument: The instrument.
        node: Code of the node.
        stage: Stage.
        group: Whose average.
        statistic: Mean or median.

    Returns:
        The averages by year, the oldest first.
    """
    known = values_of(snapshot, instrument, node, stage, group)
    found = {}
    for year, rows in known.groupby(level=YEAR, sort=True):
        if not has_quorum(len(rows), group.kind, group.province):
            continue
        value = _taken(instrument, node, rows, statistic)
        if value is not None:
            regions = frozenset(map(str, rows.index.get_level_values(REGION)))
            found[int(str(year))] = Average(
                statistic, group, instrument.id, node, int(str(year)), stage, value, regions
            )
    return found


def _taken(instrument: Instrument, node: str, rows: pd.Series, statistic: Statistic) -> Fraction | None:
    values = rows.tolist()
    if statistic is Statistic.MEAN:
        return mean(instrument, node, values)
    return quantile(instrument, node, values, MIDDLE)


def change(snapshot: Snapshot, instrument: Instrument, before: Average, now: Average) -> AverageChange | None:
    """Compare two averages of one node, group and statistic.

    Returns:
        The change; ``None`` where too few governments are in both for it to say anything of the group.
    """
    both = before.regions & now.regions
    few = len(both) < FEWEST or len(both) < QUORUM * max(before.count, now.count)
    if few or not has_quorum(len(both), now.group.kind, now.group.province):
        return None
    values = values_of(snapshot, instrument, now.node, now.stage, now.group)
    sides = [values[values.index.get_level_values(YEAR) == item.year].droplevel(YEAR) for item in (before, now)]
    first, last = (_taken(instrument, now.node, side[side.index.isin(both)], now.statistic) for side in sides)
    if first is None or last is None:
        return None
    return AverageChange(before, now, len(both), last - first)


@once
def printed(snapshot: Snapshot, instrument: Instrument, node: str, stage: str, kind: str | None) -> dict[int, Fraction]:
    """Return the printed averages of a kind (of the nation without one) by year, known misprints left out."""
    code = f"{Kind.AVERAGE.value}-{kind}" if kind else "nasional"
    assessed = snapshot.assessed(instrument.id)
    at = assessed.scores.index.get_level_values
    rows = assessed.scores[node][(at(REGION) == code) & (at(STAGE) == stage)].dropna()
    sound = ~assessed.standings["misprint"].reindex(rows.index).astype(bool)
    values = rows[sound.to_numpy()].droplevel([REGION, STAGE]).sort_index()
    return {int(str(year)): exact(instrument, node, value) for year, value in values.items()}


@dataclass(frozen=True)
class Lead:
    """How far a government lies above an average of others (below where negative), over the years.

    Attributes:
        region: Code of the government.
        average: The newest average; names statistic, group, node, year and stage.
        by: Its distance by year, the oldest first; the newest is that of ``average``.
        same: The same over the governments that are known in all of these years.
        both: How many these are.
    """

    region: str
    average: Average
    by: Mapping[int, Fraction]
    same: Mapping[int, Fraction]
    both: int


def lead(
    snapshot: Snapshot,
    instrument: Instrument,
    region: str,
    node: str,
    stage: str,
    group: Members,
    statistic: Statistic,
    until: int,
) -> Lead | None:
    """Compare a government with the average of a group, up to a year.

    Args:
        snapshot: Everything known.
        instrument: The instrument; no year under another one is compared.
        region: Code of the government.
        node: Code of the node.
        stage: Stage.
        group: Whom it is compared with.
        statistic: Mean or median.
        until: The last year looked at.

    Returns:
        The distances of the run of years, from the newest backwards, in which enough of the group are known in all of
        them; ``None`` where there is no such year, or the government has no value (or a misprint) in it.
    """
    assessed = snapshot.assessed(instrument.id)
    at = assessed.scores.index.get_level_values
    rows = (at(REGION) == region) & (at(STAGE) == stage) & ~assessed.standings["misprint"].astype(bool).to_numpy()
    own = assessed.scores[node][rows].dropna().droplevel([REGION, STAGE]).to_dict()
    found = averages(snapshot, instrument, node, stage, group, statistic)
    years = [year for year in sorted(found, reverse=True) if year <= until and year in own]
    if not years or found[years[0]].count < FEWEST:
        return None
    run, common = [years[0]], found[years[0]].regions
    for year in years[1:]:
        fewer = common & found[year].regions
        if len(fewer) < FEWEST or not has_quorum(len(fewer), group.kind, group.province):
            break
        run, common = [*run, year], fewer
    values = values_of(snapshot, instrument, node, stage, group)
    by, same = {}, {}
    for year in reversed(run):
        mine = exact(instrument, node, own[year])
        shared = values[values.index.get_level_values(YEAR) == year].droplevel(YEAR)
        panel = _taken(instrument, node, shared[shared.index.isin(common)], statistic)
        by[year] = mine - found[year].value
        same[year] = mine - panel if panel is not None else by[year]
    return Lead(region, found[run[0]], by, same, len(common))
