"""What a comparison group looks like: medians by node, and printed or computed averages."""

import numpy as np
import pandas as pd

from spbe_analytics.analysis.ranking import select
from spbe_analytics.schema import ASSESSMENT, INDEX_NODE, REGION, STAGE, YEAR


def medians(
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
        scores: Wide scores of one instrument, indexed by ``(region, year, stage)``.
        standings: One row an assessment, with ``misprint``.
        year: Result year.
        stage: Stage.
        kind: Only this kind, if given.
        province: Only this province, if given.

    Returns:
        One row a node, columns ``median`` (NaN where nobody has a value) and ``count`` of governments with one.
    """
    group = select(standings, year=year, stage=stage, kind=kind, province=province)
    keys = pd.MultiIndex.from_frame(group.loc[~group["misprint"], list(ASSESSMENT)])
    rows = scores.loc[scores.index.intersection(keys)]
    return pd.DataFrame({"median": rows.median(), "count": rows.notna().sum()}, index=scores.columns)


def yearly(
    standings: pd.DataFrame,
    scores: pd.DataFrame,
    *,
    node: str,
    stage: str,
    kind: str | None = None,
    province: str | None = None,
) -> pd.DataFrame:
    """Summarise one node of a group by year.

    Args:
        standings: One row an assessment.
        scores: Wide scores of one instrument.
        node: Node code.
        stage: Stage.
        kind: Only this kind, if given.
        province: Only this province, if given.

    Returns:
        Index ``year``, columns ``median, mean, count``; only years with at least one value. The governments with a
        value differ from year to year: show the count.
    """
    years = sorted(set(scores.index.get_level_values(YEAR)))
    rows = []
    for year in years:
        group = select(standings, year=year, stage=stage, kind=kind, province=province)
        keys = pd.MultiIndex.from_frame(group.loc[~group["misprint"], list(ASSESSMENT)])
        found = scores.loc[scores.index.intersection(keys), node].dropna()
        if len(found):
            rows.append((year, found.median(), found.mean(), len(found)))
    return pd.DataFrame(rows, columns=[YEAR, "median", "mean", "count"]).set_index(YEAR)


def printed_average(scores: pd.DataFrame, code: str, stage: str) -> pd.DataFrame:
    """Return the printed averages of one group (``nasional``, ``rerata-kabupaten``) by year.

    Args:
        scores: Wide scores of one instrument, averages among its regions.
        code: Code of the average.
        stage: Stage.

    Returns:
        Index ``year``, one column a node; empty when none is printed.
    """
    at = scores.index.get_level_values
    rows = scores[(at(REGION) == code) & (at(STAGE) == stage)]
    return rows.droplevel([REGION, STAGE]).sort_index()


def history(scores: pd.DataFrame, region: str, stage: str) -> pd.DataFrame:
    """Return a region's scores by year under one instrument: index ``year``, one column a node."""
    return printed_average(scores, region, stage)


def changes(history_frame: pd.DataFrame) -> pd.DataFrame:
    """Return the change of each node since the year before; missing where that year has no value.

    Args:
        history_frame: Index ``year``, one column a node, of one instrument.

    Returns:
        Same shape; the first year is missing, and so is a year after a gap.
    """
    if history_frame.empty:
        return history_frame
    years = pd.RangeIndex(int(history_frame.index.min()), int(history_frame.index.max()) + 1)
    return history_frame.reindex(years).diff().reindex(history_frame.index).round(9)


def share_below(scores: pd.Series, value: float) -> int:
    """Count the governments of a series whose value is below ``value``; missing ones do not count."""
    return int((scores < value).sum()) if not np.isnan(value) else 0


def spread(standings: pd.DataFrame, predicates: tuple[str, ...]) -> pd.Series:
    """Count governments by predicate, in the scale's order; a predicate nobody has is 0."""
    counts = standings.loc[standings[INDEX_NODE].notna(), "predicate"].value_counts()
    return counts.reindex(list(predicates), fill_value=0)
