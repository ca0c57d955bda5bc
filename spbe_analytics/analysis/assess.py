"""What is known of each assessment: one value a node, its basis, and the bounds of its exact index."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from spbe_analytics.analysis.exact import exact as exact_of
from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import (
    ASSESSMENT,
    EXACT,
    INDEX_NODE,
    INSTRUMENT,
    NODE,
    PREDICATE,
    VALUE,
    Basis,
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
            the index behind a printed one (equal when it is known).
    """

    instrument: Instrument
    scores: pd.DataFrame
    basis: pd.DataFrame
    lower: pd.DataFrame
    upper: pd.DataFrame
    answered: pd.DataFrame
    standings: pd.DataFrame


def assess(instrument: Instrument, values: pd.DataFrame, records: pd.DataFrame) -> Assessed:
    """Settle one value a node from levels and printed figures.

    A node whose levels are all known is computed; the printed figure stands only where it comes from a higher
    authority and rounding does not explain the difference. A node without all its levels keeps its printed figure.

    Args:
        instrument: The instrument.
        values: Current values, long, with ``authority``; rows of other instruments are left out.
        records: Records, the highest authority of each assessment first, with ``predicate`` and ``misprint``.

    Returns:
        The assessed instrument; its frames are empty when there are no values.
    """
    mine = values[values[INSTRUMENT] == instrument.id]
    codes = list(instrument.codes)
    given = _wide(mine, VALUE, codes)
    authority = _wide(mine, "authority", codes)
    levels = given[list(instrument.indicator_codes)]
    scored = score(instrument, levels)
    computed = scored.values
    is_level = np.broadcast_to(given.columns.isin(instrument.indicator_codes), given.shape)
    printed = given.mask(is_level)
    level_authority = authority[list(instrument.indicator_codes)].min(axis=1)
    agree = (computed - printed).abs() <= HALF + SLACK
    outranked = authority.gt(level_authority, axis=0) & printed.notna() & ~agree
    take = computed.notna() & ~outranked
    scores = computed.where(take, printed)
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
    return Assessed(
        instrument=instrument,
        scores=scores,
        basis=basis.mask(scores.isna()),
        lower=scored.lower.where(known, axis=0),
        upper=scored.upper.where(known, axis=0),
        answered=scored.answered,
        standings=_standings(instrument, scores, basis, scored.answered[INDEX_NODE], records),
    )


def _wide(values: pd.DataFrame, column: str, codes: list[str]) -> pd.DataFrame:
    wide = values.pivot(index=list(ASSESSMENT), columns=NODE, values=column).reindex(columns=codes)
    wide.columns.name = None
    return wide.astype(np.float64)


def _standings(
    instrument: Instrument, scores: pd.DataFrame, basis: pd.DataFrame, answered: pd.Series, records: pd.DataFrame
) -> pd.DataFrame:
    mine = records[records[INSTRUMENT] == instrument.id]
    leading = mine.drop_duplicates(list(ASSESSMENT)).set_index(list(ASSESSMENT)).reindex(scores.index)
    computed, nodes = basis[INDEX_NODE] == Basis.COMPUTED, list(scores.columns)
    bounds = [
        (value, value, "") if exact or np.isnan(value) else _bounds(instrument, _known(nodes, row), value)
        for exact, value, row in zip(computed, scores[INDEX_NODE], scores.to_numpy(), strict=True)
    ]
    low, high, exact_predicates = map(list, zip(*bounds, strict=True)) if bounds else ([], [], [])
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
            "misprint": leading["misprint"].fillna(False).astype(bool),
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


@lru_cache(maxsize=65536)
def _bounds(instrument: Instrument, known: tuple[tuple[str, float], ...], index: float) -> tuple[float, float, str]:
    """Bound the exact index behind a printed record; name the predicates it can have, split by ``|``."""
    exact = trace(instrument, dict(known)).indices
    if exact:
        names = dict.fromkeys(instrument.predicate(value).name for value in exact)
        return float(exact[0]), float(exact[-1]), "|".join(names)
    return index - HALF, index + HALF - SLACK, ""
