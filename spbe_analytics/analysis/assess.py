"""What is known of each assessment: one value a node, its basis, and the bounds of its exact index."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from spbe_analytics.analysis.exact import exact as exact_of
from spbe_analytics.instruments import Instrument
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import (
    ASSESSMENT,
    EXACT,
    INDEX_NODE,
    INSTRUMENT,
    NODE,
    PREDICATE,
    REGION,
    VALUE,
    Basis,
    Kind,
)
from spbe_analytics.scoring import predicates, score, trace
from spbe_analytics.scoring.reconcile import HALF_UNIT

HALF: Final = float(HALF_UNIT)
SLACK: Final = 1e-9
"""Far below any step of an index, far above the noise of a float."""


@dataclass(frozen=True, eq=False)
class Assessed:
    """All assessments of one instrument; every frame is indexed by ``(region, year, stage)``.

    Attributes:
        instrument: The instrument.
        scores: One column a node; NaN where nothing is known.
        basis: Same shape: ``observed``, ``computed``, ``published``, missing where the score is.
        lower: Same shape, least possible score of nodes with missing levels; NaN where no level is known.
        upper: Same shape, greatest possible score.
        answered: Same shape, indicators with a level below each node.
        standings: Columns ``instrument, index, exact, low, high, predicate, printed_predicate, exact_predicates,
            answered, of, misprint``; ``exact`` is the fraction that the index stands for, ``low`` and ``high`` bound
            the index behind a printed one (equal when it is known); a ``misprint`` is flagged by its source, or cannot
            be printed by any levels.
    """

    instrument: Instrument
    scores: pd.DataFrame
    basis: pd.DataFrame
    lower: pd.DataFrame
    upper: pd.DataFrame
    answered: pd.DataFrame
    standings: pd.DataFrame


def assess(instrument: Instrument, values: pd.DataFrame, records: pd.DataFrame) -> Assessed:
    """Score what is in use: a node whose levels are all known is computed, another keeps its printed figure.

    Args:
        instrument: The instrument.
        values: Values in use, long, with ``record``, as :func:`~spbe_analytics.analysis.evidence.sources.settle`
            chooses them; rows of other instruments are left out.
        records: Records with ``id``, those that outrank others first, with ``predicate`` and ``misprint``.

    Returns:
        The assessed instrument; its frames are empty when there are no values.
    """
    mine = values[values[INSTRUMENT] == instrument.id]
    given = _wide(mine, VALUE, list(instrument.codes))
    scored = score(instrument, given[list(instrument.indicator_codes)])
    is_level = np.broadcast_to(given.columns.isin(instrument.indicator_codes), given.shape)
    take = scored.values.notna()
    scores = scored.values.where(take, given.mask(is_level))
    basis = pd.DataFrame(
        np.select(
            [scores.isna(), take & is_level, take],
            ["", Basis.OBSERVED.value, Basis.COMPUTED.value],
            Basis.PUBLISHED.value,
        ),
        index=scores.index,
        columns=scores.columns,
    )
    known = scored.answered[INDEX_NODE] > 0
    lower, upper = scored.lower.where(known, axis=0), scored.upper.where(known, axis=0)
    _bound_by_pillars(instrument, scores, lower, upper)
    return Assessed(
        instrument=instrument,
        scores=scores,
        basis=basis.mask(scores.isna()),
        lower=lower,
        upper=upper,
        answered=scored.answered,
        standings=_standings(instrument, scores, basis, scored.answered[INDEX_NODE], mine, records),
    )


def _bound_by_pillars(instrument: Instrument, scores: pd.DataFrame, lower: pd.DataFrame, upper: pd.DataFrame) -> None:
    """Narrow the bounds of an unknown index, in place, where everything right below it is known."""
    pillars = [pillar.code for pillar in instrument.pillars]
    rows = scores.loc[scores[INDEX_NODE].isna() & scores[pillars].notna().all(axis=1), pillars]
    weights = np.array([float(pillar.weight) for pillar in instrument.pillars])
    middle = (rows.to_numpy() * weights).sum(axis=1) / weights.sum()
    lower.loc[rows.index, INDEX_NODE] = np.fmax(lower.loc[rows.index, INDEX_NODE], middle - HALF)
    upper.loc[rows.index, INDEX_NODE] = np.fmin(upper.loc[rows.index, INDEX_NODE], middle + HALF)


def _wide(values: pd.DataFrame, column: str, codes: list[str]) -> pd.DataFrame:
    wide = values.pivot(index=list(ASSESSMENT), columns=NODE, values=column).reindex(columns=codes)
    wide.columns.name = None
    return wide.astype(np.float64)


def _standings(
    instrument: Instrument,
    scores: pd.DataFrame,
    basis: pd.DataFrame,
    answered: pd.Series,
    values: pd.DataFrame,
    records: pd.DataFrame,
) -> pd.DataFrame:
    computed, nodes = basis[INDEX_NODE] == Basis.COMPUTED, list(scores.columns)
    leading = _leading(instrument, values, records, computed)
    averages = {code for code in scores.index.unique(REGION) if gazetteer()[code].kind is Kind.AVERAGE}
    mean = scores.index.get_level_values(REGION).isin(averages)
    bounds = [
        Bounds(value, value) if exact or np.isnan(value) else _bounds(instrument, _known(nodes, row), value)
        for exact, value, row in zip(computed, scores[INDEX_NODE], scores.to_numpy(), strict=True)
    ]
    low, high, exact_predicates, sound = map(list, zip(*bounds, strict=True)) if bounds else ([], [], [], [])
    scale = instrument.scale
    outside = ((scores < float(scale.lowest)) | (scores > float(scale.highest))) & (basis == Basis.PUBLISHED)
    wrong = (outside.any(axis=1) | ~np.array(sound, dtype=bool)) & ~mean
    frame = pd.DataFrame(
        {
            INSTRUMENT: instrument.id,
            INDEX_NODE: scores[INDEX_NODE],
            EXACT: pd.Series(
                [None if np.isnan(value) else exact_of(instrument, INDEX_NODE, value) for value in scores[INDEX_NODE]],
                index=scores.index,
                dtype=object,
            ),
            "low": pd.Series(low, index=scores.index, dtype=np.float64),
            "high": pd.Series(high, index=scores.index, dtype=np.float64),
            "printed_predicate": leading[PREDICATE].mask(computed),
            "exact_predicates": pd.Series(exact_predicates, index=scores.index, dtype=str),
            "answered": answered.astype(int),
            "of": len(instrument.indicators),
            "misprint": leading["misprint"].eq(True) | wrong,
        },
        index=scores.index,
    )
    from_index = predicates(instrument, scores[INDEX_NODE])
    certain = frame["exact_predicates"].where(
        (frame["exact_predicates"] != "") & ~frame["exact_predicates"].str.contains("|", regex=False)
    )
    frame[PREDICATE] = frame["printed_predicate"].fillna(certain).fillna(from_index)
    return frame


def _known(nodes: list[str], row: NDArray[np.float64]) -> tuple[tuple[str, float], ...]:
    """Return what is known of a row of scores, by node code and without what is missing."""
    return tuple((nodes[place], float(value)) for place, value in enumerate(row) if not np.isnan(value))


def _leading(instrument: Instrument, values: pd.DataFrame, records: pd.DataFrame, computed: pd.Series) -> pd.DataFrame:
    """Return the record each index rests on: that of its levels where computed, else the one that prints it.

    Without an index it is the record of the highest authority in use.
    """
    order = {record: place for place, record in enumerate(records["id"].tolist())}
    keys = pd.MultiIndex.from_frame(values[list(ASSESSMENT)])
    from_levels = computed.reindex(keys).to_numpy(dtype=bool)
    carries = np.where(from_levels, values[NODE].isin(instrument.indicator_codes), values[NODE] == INDEX_NODE)
    used = values.assign(beside=~carries, order=values["record"].map(order))
    first = used.sort_values(["beside", "order"]).drop_duplicates(list(ASSESSMENT)).set_index(list(ASSESSMENT))
    found = records.set_index("id")[[PREDICATE, "misprint"]].reindex(first["record"].reindex(computed.index))
    return found.set_axis(computed.index)


class Bounds(NamedTuple):
    """What the exact index behind a record can be.

    Attributes:
        low: The least; ``high`` the greatest.
        predicates: The predicates it can have, split by ``|``; empty where they do not follow.
        sound: Whether any levels can print the record; true where that cannot be told.
    """

    low: float
    high: float
    predicates: str = ""
    sound: bool = True


@lru_cache(maxsize=65536)
def _bounds(instrument: Instrument, known: tuple[tuple[str, float], ...], index: float) -> Bounds:
    """Bound the exact index behind a printed record."""
    figures = dict(known)
    exact = trace(instrument, figures).indices
    if exact:
        names = dict.fromkeys(instrument.predicate(value).name for value in exact)
        return Bounds(float(exact[0]), float(exact[-1]), "|".join(names))
    told = instrument.scale.whole and all(pillar.code in figures for pillar in instrument.pillars)
    return Bounds(index - HALF, index + HALF - SLACK, sound=not told)
