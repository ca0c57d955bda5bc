"""What holds a government back: lost points, distances and ranks of every node, and the weakest by each measure."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from math import lcm
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from spbe_analytics.analysis.peers import Group, bounds
from spbe_analytics.analysis.quorum import least
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import ASSESSMENT, INDEX_NODE, KIND, NODE, OF, RANK, VALUE, NodeKind

FINEST: Final = 10**6
"""Parts of one level that a printed value may be given in; with the weights still far below 2**53."""

QUARTILE: Final = 0.75

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Parts:
    """Weights as whole numbers: ``points = rint(factors × (highest - value)) / divisor``, both exact."""

    factors: Floats
    divisor: float


@cache
def _parts(instrument: Instrument) -> _Parts:
    scale = lcm(*(node.weight.denominator for node in instrument.nodes)) * lcm(FINEST, instrument.scale.unit)
    factors = np.array([float(node.weight * scale) for node in instrument.nodes])
    return _Parts(factors, float(instrument.node(INDEX_NODE).weight * scale))


class Losses:
    """Lost points of every node of many assessments at once.

    A node's lost points are its weight times the distance of its value to the top of the scale, in points of the index.
    They are whole numbers, divided once: those of all domains, of all aspects and of all indicators sum to the distance
    of the index to the top, where the levels are known.

    Attributes:
        instrument: The instrument.
        scores: Wide scores, one column a node.
    """

    def __init__(self, instrument: Instrument, scores: pd.DataFrame) -> None:
        """Take wide scores of one instrument, any rows, all nodes; NaN is a missing value."""
        self.instrument = instrument
        codes = list(instrument.codes)
        self.scores = scores if list(scores.columns) == codes else scores.reindex(columns=codes)

    @cached_property
    def units(self) -> Floats:
        """The whole numerators, one row an assessment, one column a node; NaN where the value is missing."""
        top = float(self.instrument.scale.highest)
        units: Floats = np.subtract(top, self.scores.to_numpy(dtype=np.float64))
        units *= _parts(self.instrument).factors
        np.rint(units, out=units)
        return units

    @cached_property
    def points(self) -> pd.DataFrame:
        """Lost points, in the shape of the scores; NaN where the value is missing."""
        found = self.units / _parts(self.instrument).divisor
        return pd.DataFrame(found, index=self.scores.index, columns=self.scores.columns, copy=False)

    def exact(self, place: int) -> dict[str, Fraction]:
        """Return the lost points of the assessment in a row as fractions, by node; missing ones are absent."""
        divisor = int(_parts(self.instrument).divisor)
        row = zip(self.instrument.codes, self.units[place].tolist(), strict=True)
        return {code: Fraction(int(units), divisor) for code, units in row if units == units}

    def costliest(self, kind: NodeKind) -> NDArray[np.int64]:
        """Return for each assessment the place (among the nodes of a kind) of the greatest loss; -1 without any."""
        return _argmax(self.units[:, self._places(kind)])

    def lowest(self, kind: NodeKind) -> NDArray[np.int64]:
        """Return for each assessment the place (among the nodes of a kind) of the lowest value; -1 without any."""
        return _argmax(-self.scores.to_numpy(dtype=np.float64)[:, self._places(kind)])

    def _places(self, kind: NodeKind) -> slice | list[int]:
        places = [place for place, node in enumerate(self.instrument.nodes) if node.kind is kind]
        return slice(places[0], places[-1] + 1, 1) if places == list(range(places[0], places[-1] + 1)) else places


def _argmax(values: Floats) -> NDArray[np.int64]:
    """Return the place of the first greatest in each row, -1 where all are missing; column by column, as scores lie."""
    best, found = np.full(len(values), -np.inf), np.full(len(values), -1)
    for place, column in enumerate(values.T):
        np.copyto(found, place, where=column > best)
        np.fmax(best, column, out=best)
    return found


def weakness(snapshot: Snapshot, instrument: Instrument, group: Group) -> pd.DataFrame:
    """Measure every known node of a group's region.

    Args:
        snapshot: Everything known.
        instrument: The instrument of the year.
        group: Whom the region is compared with.

    Returns:
        Index node code (the index left out), in the regulation's order, only nodes with a value; columns ``kind, name,
        short, pillar, weight`` (percent), ``value, lost`` (points of the index), ``target_gap`` (value less the target
        level), ``median, median_gap, quartile, quartile_gap`` (the upper quartile; value less it), ``rank, of``. The
        last six are missing at a node of which too few of the group are known. Empty when nothing is known.
    """
    assessed = snapshot.assessed(instrument.id)
    key: Any = (group.region, group.year, group.stage)
    mine = assessed.scores.reindex(pd.MultiIndex.from_tuples([key], names=list(ASSESSMENT)))
    losses = Losses(instrument, mine)
    low, high = bounds(assessed, group.keys)
    place = group.regions.index(group.region)
    higher = (low.to_numpy() > high.to_numpy()[place]).sum(axis=0)
    misprint = bool(assessed.standings["misprint"].get(key, False))
    rows = assessed.scores.reindex(group.keys.drop([key]) if misprint else group.keys)
    counts = rows.notna().sum()
    frame = pd.DataFrame(
        {
            KIND: [node.kind.value for node in instrument.nodes],
            "name": [node.name for node in instrument.nodes],
            "short": [node.short for node in instrument.nodes],
            "pillar": [instrument.path(code)[min(1, len(instrument.path(code)) - 1)].code for code in instrument.codes],
            "weight": [float(node.weight) for node in instrument.nodes],
            VALUE: mine.iloc[0].to_numpy(),
            "lost": losses.points.iloc[0].to_numpy(),
            "median": rows.median().to_numpy(),
            "quartile": rows.quantile(QUARTILE).to_numpy(),
            RANK: higher + 1.0,
            OF: counts.to_numpy(dtype=float),
        },
        index=pd.Index(instrument.codes, name=NODE),
    )
    frame["target_gap"] = (frame[VALUE] - float(instrument.target_level)).round(9)
    few = (counts < least(group.of)).to_numpy()
    frame.loc[few, ["median", "quartile", RANK, OF]] = float("nan")
    if misprint:
        frame[RANK] = float("nan")
    for name in ("median", "quartile"):
        frame[f"{name}_gap"] = (frame[VALUE] - frame[name]).round(9)
    order = [
        KIND, "name", "short", "pillar", "weight", VALUE, "lost", "target_gap", "median", "median_gap", "quartile",
        "quartile_gap", RANK, OF,
    ]  # fmt: skip
    return frame.loc[frame[VALUE].notna() & (frame.index != INDEX_NODE), order]


@dataclass(frozen=True, eq=False)
class Across:
    """The pillars of several governments beside each other; every frame has one row a region, one column a pillar.

    Attributes:
        values: Values; only regions with any.
        lost: Lost points.
        lowest: Whether it is the lowest value of its region (several where equal).
        costliest: Whether it loses its region most points.
    """

    values: pd.DataFrame
    lost: pd.DataFrame
    lowest: pd.DataFrame
    costliest: pd.DataFrame


def across(instrument: Instrument, scores: pd.DataFrame) -> Across:
    """Find which pillar is weakest where.

    Args:
        instrument: The instrument.
        scores: Wide scores, one row a region (any index).

    Returns:
        Values, lost points and which of them are the weakest, in the order given.
    """
    pillars = [pillar.code for pillar in instrument.pillars]
    known = scores[scores[pillars].notna().any(axis=1)]
    losses = Losses(instrument, known)
    values, lost = known[pillars], losses.points[pillars]
    places = [instrument.codes.index(code) for code in pillars]
    units = pd.DataFrame(losses.units[:, places], index=known.index, columns=pillars)
    return Across(values, lost, values.eq(values.min(axis=1), axis=0), units.eq(units.max(axis=1), axis=0))
