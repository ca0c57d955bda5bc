"""What is to be reached next: the predicate above the one that stands, and how far it is."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from spbe_analytics.analysis.planning.achievement import exact_index
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Instrument, Predicate
from spbe_analytics.schema import INDEX_NODE, PREDICATE, Basis
from spbe_analytics.scoring import trace
from spbe_analytics.scoring.reconcile import HALF_UNIT


@dataclass(frozen=True)
class Goal:
    """The predicate to reach next, of one assessment.

    Attributes:
        region: Code of the government.
        year: Result year.
        stage: Stage.
        basis: ``COMPUTED`` where the index is computed from levels, ``PUBLISHED`` where it is printed.
        standing: The predicate that stands: the printed one, or that of the exact index.
        above: The predicates above it, the next one first; empty at the top of the scale.
        index: The least possible exact index.
        upper: The greatest possible exact index; equal to ``index`` where it is known.
    """

    region: str
    year: int
    stage: str
    basis: Basis
    standing: Predicate
    above: tuple[Predicate, ...]
    index: Fraction
    upper: Fraction

    @property
    def predicate(self) -> Predicate | None:
        """The next predicate; ``None`` at the top of the scale."""
        return self.above[0] if self.above else None

    @property
    def least(self) -> Fraction | None:
        """The least possible distance to the next predicate, 0 or more; ``None`` at the top of the scale."""
        return self._to(self.upper)

    @property
    def most(self) -> Fraction | None:
        """The greatest possible distance to the next predicate, 0 or more; ``None`` at the top of the scale."""
        return self._to(self.index)

    def _to(self, index: Fraction) -> Fraction | None:
        return max(Fraction(0), self.above[0].lower - index) if self.above else None

    def moved(self, instrument: Instrument, least: Fraction, most: Fraction) -> "Goal":
        """Return what is next once the exact index lies between two others, for a plan or a trial.

        The exact index then decides. But what stands is not lost by a rise: only an index below the present one can
        have a predicate below the one that stands.
        """
        reached = instrument.predicate(least)
        if least >= self.index and reached.lower < self.standing.lower:
            reached = self.standing
        above = tuple(found for found in instrument.predicates if found.lower > reached.lower)
        return replace(self, standing=reached, above=above, index=least, upper=most)


def next_goal(snapshot: Snapshot, instrument: Instrument, region: str, year: int, stage: str) -> Goal | None:
    """Find the predicate above the one that stands, and the bounds of the exact index below it.

    Args:
        snapshot: Everything known.
        instrument: The instrument of the year.
        region: Code of a government.
        year: Result year.
        stage: Stage.

    Returns:
        The goal; one without a next predicate at the top of the scale. ``None`` where no index is known.
    """
    standings, key = snapshot.assessed(instrument.id).standings, (region, year, stage)
    named: Any = standings[PREDICATE].get(key)
    standing = instrument.predicate_named(named) if isinstance(named, str) else None
    bounds = exact_bounds(snapshot, instrument, region, year, stage)
    if standing is None or bounds is None:
        return None
    return goal_above(instrument, (region, year, stage), bounds[2], bounds[:2], standing)


def goal_above(
    instrument: Instrument,
    assessment: tuple[str, int, str],
    basis: Basis,
    bounds: tuple[Fraction, Fraction],
    standing: Predicate | None = None,
) -> Goal:
    """Return the goal above a predicate, by default that of the least possible exact index.

    Args:
        instrument: The instrument of the year.
        assessment: Code of a government, result year and stage.
        basis: Whether the index is computed or printed.
        bounds: The least and the greatest possible exact index.
        standing: The predicate that stands.
    """
    stands = standing or instrument.predicate(bounds[0])
    above = tuple(found for found in instrument.predicates if found.lower > stands.lower)
    return Goal(*assessment, basis, stands, above, *bounds)


def exact_bounds(
    snapshot: Snapshot, instrument: Instrument, region: str, year: int, stage: str
) -> tuple[Fraction, Fraction, Basis] | None:
    """Return the least and the greatest possible exact index, and whether it is computed or printed.

    Of a printed index that nothing can be traced behind, all that print alike are possible: half a unit of the last
    decimal to both sides.

    Returns:
        ``None`` where no index is known.
    """
    index = exact_index(snapshot, instrument.id, region, year, stage)
    if index is None:
        return None
    assessed = snapshot.assessed(instrument.id)
    key: Any = (region, year, stage)
    if assessed.basis[INDEX_NODE].get(key) == Basis.COMPUTED.value:
        return index, index, Basis.COMPUTED
    exact = trace(instrument, assessed.scores.loc[key].dropna().to_dict()).indices or (
        index - HALF_UNIT,
        index + HALF_UNIT,
    )
    return exact[0], exact[-1], Basis.PUBLISHED
