"""Who stands where: competition ranks within a year, stage, kind and province."""

from typing import Final

import numpy as np
import pandas as pd

from spbe_analytics.analysis.quorum import QUORUM
from spbe_analytics.schema import (
    CHANGE,
    INDEX_NODE,
    INSTRUMENT,
    KIND,
    NAME,
    OF,
    PREDICATE,
    PROVINCE,
    RANK,
    REGION,
    STAGE,
    YEAR,
    Kind,
)

MISPRINT: Final = "misprint"

_COLUMNS: Final = [REGION, NAME, KIND, PROVINCE, INSTRUMENT, INDEX_NODE, "low", "high", PREDICATE]


def select(
    standings: pd.DataFrame, *, year: int, stage: str, kind: str | None = None, province: str | None = None
) -> pd.DataFrame:
    """Pick the governments with an index in one year and stage; printed averages are never among them.

    Args:
        standings: One row an assessment, with ``region, year, stage, kind, province, index``.
        year: Result year.
        stage: Stage.
        kind: Only this kind, if given.
        province: Only this province (its code), if given.

    Returns:
        The rows, unchanged; empty when there are none.
    """
    mask = (
        (standings[YEAR] == year)
        & (standings[STAGE] == stage)
        & standings[INDEX_NODE].notna()
        & (standings[KIND] == kind if kind else standings[KIND] != Kind.AVERAGE.value)
    )
    if province:
        mask &= standings[PROVINCE] == province
    return standings[mask]


def competition_ranks(low: pd.Series, high: pd.Series) -> pd.Series:
    """Rank 1 + how many others are certainly higher; equals share a rank.

    What is printed with two decimals bounds an exact index. Two governments whose bounds overlap cannot be told apart,
    and neither counts against the other; where all are exact this is the usual competition rank (1, 2, 2, 4).

    Args:
        low: Least possible exact index of each government.
        high: Greatest possible exact index.

    Returns:
        Whole ranks from 1, in the order given.
    """
    lows = np.sort(low.to_numpy())
    certainly_higher = len(lows) - np.searchsorted(lows, high.to_numpy(), side="right")
    return pd.Series(certainly_higher + 1, index=low.index, name=RANK, dtype=np.int64)


def rank(
    standings: pd.DataFrame, *, year: int, stage: str, kind: str | None = None, province: str | None = None
) -> pd.DataFrame:
    """Rank the governments of a group, with the change of index and rank since the year before.

    A misprint has no rank and counts against nobody; see :func:`unranked`.

    Args:
        standings: One row an assessment, with its bounds ``low`` and ``high`` and with ``misprint``.
        year: Result year.
        stage: Stage.
        kind: Only this kind, if given.
        province: Only this province, if given.

    Returns:
        Columns ``rank, of, region, name, kind, province, instrument, index, low, high, predicate, previous_index,
        previous_misprint, change, previous_rank, previous_of, rank_change``, best first. ``change`` and the columns of
        the year before are missing where there is no index of the same instrument; ``previous_misprint`` tells that
        the index before, and so the change, is not to be relied on; a positive ``rank_change`` is a rise. The ranks
        before are missing, too, when the groups of the two years differ so much in size that they say nothing.
    """
    group = select(standings, year=year, stage=stage, kind=kind, province=province)
    earlier = select(standings, year=year - 1, stage=stage, kind=kind, province=province)
    now, before = _ranked(group[~group[MISPRINT]]), _ranked(earlier[~earlier[MISPRINT]])
    ranks = before.rename(columns={RANK: "previous_rank", OF: "previous_of"})
    merged = _with_index_before(now, earlier).merge(
        ranks[[REGION, INSTRUMENT, "previous_rank", "previous_of"]], on=[REGION, INSTRUMENT], how="left"
    )
    if min(len(now), len(before)) < QUORUM * max(len(now), len(before)):
        merged[["previous_rank", "previous_of"]] = float("nan")
    merged["rank_change"] = merged["previous_rank"] - merged[RANK]
    return merged


def unranked(
    standings: pd.DataFrame, *, year: int, stage: str, kind: str | None = None, province: str | None = None
) -> pd.DataFrame:
    """List the misprints of a group: they have an index but no rank.

    Returns:
        The columns of :func:`rank`, everything about ranks missing; by name.
    """
    group = select(standings, year=year, stage=stage, kind=kind, province=province)
    earlier = select(standings, year=year - 1, stage=stage, kind=kind, province=province)
    listed = _with_index_before(group.loc[group[MISPRINT], _COLUMNS].sort_values(NAME, ignore_index=True), earlier)
    nothing = dict.fromkeys([RANK, OF, "previous_rank", "previous_of", "rank_change"], float("nan"))
    return listed.assign(**nothing)


def _with_index_before(group: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """Add the index of the year before, whether it is a misprint, and the change since."""
    renamed = earlier.rename(columns={INDEX_NODE: "previous_index", MISPRINT: "previous_misprint"})
    columns = [REGION, INSTRUMENT, "previous_index", "previous_misprint"]
    merged = group.merge(renamed[columns], on=[REGION, INSTRUMENT], how="left")
    merged["previous_misprint"] = merged["previous_misprint"].eq(True)
    merged[CHANGE] = (merged[INDEX_NODE] - merged["previous_index"]).round(9)
    return merged


def _ranked(group: pd.DataFrame) -> pd.DataFrame:
    ranked = group[_COLUMNS].assign(rank=competition_ranks(group["low"], group["high"]), of=len(group))
    ordered = ranked.sort_values([RANK, INDEX_NODE, NAME], ascending=[True, False, True], ignore_index=True)
    return ordered[[RANK, OF, *_COLUMNS]]


def standing_of(ranked: pd.DataFrame, region: str) -> pd.Series | None:
    """Return a region's row of a ranking, or ``None`` when it is not in it."""
    rows = ranked[ranked[REGION] == region]
    return None if rows.empty else rows.iloc[0]
