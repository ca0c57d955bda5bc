"""Levels to scores of every node, exactly and for all assessments at once.

Levels and weights are scaled to whole numbers, summed in float64 (exact below 2**53) and divided once, so that equal
rationals give equal floats and ``>=`` at the edge of a predicate is exact.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from math import lcm
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import INDEX_NODE, PREDICATE, NodeKind

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class _Matrix:
    """The instrument as whole numbers, one row a branch (a node that is no indicator), one column an indicator.

    ``score of a branch = weights @ (levels in whole units) / divisors``; the score of an indicator is its level.
    ``branches`` and ``leaves`` are the places of both among the instrument's codes.
    """

    weights: Floats
    divisors: Floats
    branches: list[int]
    leaves: list[int]

    @cached_property
    def members(self) -> Floats:
        """1 where an indicator lies below a branch."""
        return (self.weights > 0).astype(np.float64)


@cache
def whole_weights(instrument: Instrument) -> Mapping[str, int]:
    """Return the weights of all nodes by code as whole numbers; a branch weighs what the indicators below it do."""
    scale = lcm(*(leaf.weight.denominator for leaf in instrument.indicators))
    own = {leaf.code: int(leaf.weight * scale) for leaf in instrument.indicators}
    return {code: sum(own[leaf.code] for leaf in instrument.leaves(code)) for code in instrument.codes}


@cache
def _matrix(instrument: Instrument) -> _Matrix:
    leaves, whole = instrument.indicators, whole_weights(instrument)
    branches = [node for node in instrument.nodes if node.kind is not NodeKind.INDICATOR]
    weights = np.array(
        [
            [float(whole[leaf.code]) if leaf in below else 0.0 for leaf in leaves]
            for below in (set(instrument.leaves(branch.code)) for branch in branches)
        ]
    )
    places = {code: place for place, code in enumerate(instrument.codes)}
    return _Matrix(
        weights=weights,
        divisors=weights.sum(axis=1) * instrument.scale.unit,
        branches=[places[branch.code] for branch in branches],
        leaves=[places[leaf.code] for leaf in leaves],
    )


class Scores:
    """Scores of many assessments under one instrument; all frames are in the order of the levels given.

    Attributes:
        instrument: The instrument.
        levels: The levels scored, one row an assessment, one column an indicator, NaN where missing.
    """

    def __init__(self, instrument: Instrument, levels: pd.DataFrame) -> None:
        """Score the levels; see :func:`score`."""
        self.instrument = instrument
        self.levels = levels
        given = levels.to_numpy(dtype=np.float64).T
        self._units = given if instrument.scale.unit == 1 else np.rint(given * instrument.scale.unit)
        self._complete = not np.isnan(self._units.sum())

    @property
    def _model(self) -> _Matrix:
        return _matrix(self.instrument)

    @cached_property
    def _missing(self) -> Bools:
        """One row an indicator, one column an assessment."""
        missing: Bools = np.isnan(self._units)
        return missing

    @cached_property
    def _unanswered(self) -> Floats:
        """How many levels are missing below each branch."""
        return self._model.members @ self._missing

    def _frame(self, branches: Floats, leaves: Floats) -> pd.DataFrame:
        """Join what is known of branches and leaves, one row each, into a frame of all nodes."""
        joined = np.empty((len(self.instrument.codes), branches.shape[1]))
        joined[self._model.branches] = branches
        joined[self._model.leaves] = leaves
        return pd.DataFrame(joined.T, index=self.levels.index, columns=list(self.instrument.codes), copy=False)

    def _scored(self, units: Floats) -> pd.DataFrame:
        scores = self._model.weights @ units
        scores /= self._model.divisors[:, None]
        return self._frame(scores, units if self.instrument.scale.unit == 1 else units / self.instrument.scale.unit)

    @cached_property
    def values(self) -> pd.DataFrame:
        """Scores of every node; NaN where any indicator below is missing."""
        if self._complete:
            return self._scored(self._units)
        filled = self._scored(np.where(self._missing, 0.0, self._units))
        return filled.mask(self._frame(self._unanswered, self._missing.astype(np.float64)) > 0)

    @cached_property
    def lower(self) -> pd.DataFrame:
        """The least score each node can have, with every missing level at the bottom of the scale."""
        return self._bound(self.instrument.scale.lowest)

    @cached_property
    def upper(self) -> pd.DataFrame:
        """The greatest score each node can have, with every missing level at the top of the scale."""
        return self._bound(self.instrument.scale.highest)

    def _bound(self, level: Fraction) -> pd.DataFrame:
        unit = float(level * self.instrument.scale.unit)
        return self._scored(self._units if self._complete else np.where(self._missing, unit, self._units))

    @cached_property
    def answered(self) -> pd.DataFrame:
        """How many indicators below each node have a level (of ``self.of``)."""
        below = self._model.members.sum(axis=1)[:, None]
        return self._frame(below - self._unanswered, (~self._missing).astype(np.float64))

    @cached_property
    def of(self) -> pd.Series:
        """How many indicators each node has below it, by node code."""
        return pd.Series({code: len(self.instrument.leaves(code)) for code in self.instrument.codes})

    @cached_property
    def predicates(self) -> pd.Series:
        """The predicate of each assessment from its exact index; missing where the index is."""
        return predicates(self.instrument, self.values[INDEX_NODE])

    @cached_property
    def _totals(self) -> Floats:
        """Whole numerators, one row a branch, one column an assessment; NaN where a level below is missing."""
        totals: Floats = self._model.weights @ np.where(self._missing, 0.0, self._units)
        totals[self._unanswered > 0] = np.nan
        return totals

    def exact(self, key: Hashable) -> dict[str, Fraction]:
        """Return the exact scores of one assessment by node code; nodes that cannot be computed are absent."""
        place: Any = self.levels.index.get_loc(key)
        units, totals = self._units[:, place].tolist(), self._totals[:, place].tolist()
        codes, model, unit = self.instrument.codes, self._model, self.instrument.scale.unit
        if not all(level.is_integer() for level in units if level == level):
            totals = self._exact_totals(units)
        found = {
            codes[branch]: Fraction(total) / int(divisor)
            for branch, total, divisor in zip(model.branches, totals, model.divisors, strict=True)
            if total == total
        }
        leaves = zip(self.instrument.indicator_codes, units, strict=True)
        found |= {leaf: Fraction(repr(level)) / unit for leaf, level in leaves if level == level}
        return {code: found[code] for code in codes if code in found}

    def _exact_totals(self, units: list[float]) -> list[Any]:
        """Sum levels that are no whole units, which may not be exact as floats; NaN where one is missing."""
        exact = [None if unit != unit else Fraction(repr(unit)) for unit in units]
        totals: list[Any] = []
        for weights in self._model.weights.tolist():
            below = [(int(weight), unit) for weight, unit in zip(weights, exact, strict=True) if weight]
            known = [weight * unit for weight, unit in below if unit is not None]
            totals.append(sum(known, Fraction(0)) if len(known) == len(below) else float("nan"))
        return totals


def score(instrument: Instrument, levels: pd.DataFrame) -> Scores:
    """Score levels under one instrument.

    Args:
        instrument: The instrument all rows fall under.
        levels: One row an assessment (any unique index), one column an indicator code; an absent column and NaN are
            missing levels, never 0. Other columns are left out.

    Returns:
        The scores; nothing is rounded.
    """
    codes = list(instrument.indicator_codes)
    return Scores(instrument, levels if list(levels.columns) == codes else levels.reindex(columns=codes))


def predicates(instrument: Instrument, index: pd.Series) -> pd.Series:
    """Classify exact indices.

    Args:
        instrument: Whose predicate scale applies.
        index: Exact index values; NaN is missing.

    Returns:
        Names of predicates, missing where the index is; the lower edge of a predicate belongs to it.
    """
    edges = np.array([float(predicate.lower) for predicate in instrument.predicates])
    names = np.array([predicate.name for predicate in instrument.predicates])
    numbers = index.to_numpy(dtype=np.float64)
    places = np.searchsorted(edges, numbers, side="right") - 1
    named = pd.Series(names[np.clip(places, 0, len(names) - 1)], index=index.index, name=PREDICATE)
    return named.mask(np.isnan(numbers) | (places < 0))
