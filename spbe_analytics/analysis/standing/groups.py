"""What a comparison group looks like: medians by node, how many lie below a value, and how predicates are spread."""

import numpy as np
import pandas as pd

from spbe_analytics.analysis.exact import quantile
from spbe_analytics.analysis.snapshot import Snapshot, once
from spbe_analytics.analysis.standing.averages import MIDDLE
from spbe_analytics.analysis.standing.ranking import select
from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import ASSESSMENT, INDEX_NODE, PREDICATE, RANK, REGION, STAGE, YEAR


def medians(
    instrument: Instrument,
    scores: pd.DataFrame,
    standings: pd.DataFrame,
    *,
    year: int,
    stage: str,
    kind: str | None = None,
    province: str | None = None,
) -> pd.DataFrame:
    """Take the median of each node over a group; records flagged as misprints are left out.

    Args:
        instrument: The instrument of the scores.
        scores: Wide scores, indexed by ``(region, year, stage)``.
        standings: One row an assessment, with ``misprint``.
        year: Result year.
        stage: Stage.
        kind: Only this kind, if given.
        province: Only this province, if given.

    Returns:
        One row a node, columns ``median`` (the float of the exact one; NaN where nobody has a value) and ``count`` of
        governments with a value.
    """
    group = select(standings, year=year, stage=stage, kind=kind, province=province)
    keys = pd.MultiIndex.from_frame(group.loc[~group["misprint"], list(ASSESSMENT)])
    rows = scores.loc[scores.index.intersection(keys)]
    middle = {node: quantile(instrument, str(node), rows[node].tolist(), MIDDLE) for node in scores.columns}
    found = {node: float("nan") if value is None else float(value) for node, value in middle.items()}
    return pd.DataFrame({"median": found, "count": rows.notna().sum()}, index=scores.columns)


@once
def medians_of(
    snapshot: Snapshot,
    instrument: Instrument,
    year: int,
    stage: str,
    kind: str | None = None,
    province: str | None = None,
) -> pd.DataFrame:
    """Take the medians of a group as :func:`medians` does, once a snapshot."""
    scores = snapshot.scores(instrument.id)
    return medians(instrument, scores, snapshot.standings, year=year, stage=stage, kind=kind, province=province)


@once
def by_year(snapshot: Snapshot, instrument: Instrument, region: str, stage: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a region's scores by year under one instrument, and what each rests on; see :func:`history`."""
    assessed = snapshot.assessed(instrument.id)
    return history(assessed.scores, region, stage), history(assessed.basis, region, stage)


def history(scores: pd.DataFrame, region: str, stage: str) -> pd.DataFrame:
    """Return a region's scores by year under one instrument; a printed average is a region, too.

    Args:
        scores: Wide scores of one instrument, averages among its regions.
        region: Code of a government, or of an average (``nasional``, ``rerata-kabupaten``).
        stage: Stage.

    Returns:
        Index ``year``, one column a node; empty when nothing is known.
    """
    regions, stages, years = (scores.index.get_level_values(name) for name in (REGION, STAGE, YEAR))
    at = np.flatnonzero((regions == region) & (stages == stage))
    at = at[np.argsort(years[at].to_numpy(), kind="stable")]
    return scores.iloc[at].set_axis(years[at])


def share_below(scores: pd.Series, value: float) -> int:
    """Count the governments of a series whose value is below ``value``; missing ones do not count."""
    return int((scores < value).sum()) if not np.isnan(value) else 0


def reached(instrument: Instrument, standings: pd.DataFrame) -> int:
    """Count the governments whose predicate is the target's or a higher one; those without an index do not count."""
    names = [item.name for item in instrument.predicates]
    enough = names[names.index(instrument.target_predicate) :]
    return int((standings[PREDICATE].isin(enough) & standings[INDEX_NODE].notna()).sum())


def ends(ranked: pd.DataFrame, count: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the first and the last of a ranking, best first and worst first; who shares the last place kept is kept.

    Args:
        ranked: A ranking, best first.
        count: How many on each side, and more where more share a rank.
    """
    last = max(0, len(ranked) - count)
    if ranked.empty:
        return ranked, ranked
    top = ranked[ranked[RANK] <= ranked[RANK].iloc[min(count, len(ranked)) - 1]]
    return top, ranked[ranked[RANK] >= ranked[RANK].iloc[last]].iloc[::-1]


def spread(standings: pd.DataFrame, predicates: tuple[str, ...]) -> pd.Series:
    """Count governments by predicate, in the scale's order; a predicate nobody has is 0."""
    counts = standings.loc[standings[INDEX_NODE].notna(), PREDICATE].value_counts()
    return counts.reindex(list(predicates), fill_value=0)
