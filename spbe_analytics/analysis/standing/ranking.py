"""Who stands where: competition ranks within a year, stage, kind and province."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from spbe_analytics.analysis.snapshot import Snapshot, once
from spbe_analytics.analysis.standing.presence import QUORUM
from spbe_analytics.schema import (
    CHANGE,
    EXACT,
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

_COLUMNS: Final = [REGION, NAME, KIND, PROVINCE, INSTRUMENT, INDEX_NODE, EXACT, "low", "high", PREDICATE]


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
        standings: One row an assessment, with fraction ``exact``, bounds ``low`` and ``high``, and ``misprint``.
        year: Result year.
        stage: Stage.
        kind: Only this kind, if given.
        province: Only this province, if given.

    Returns:
        Columns ``rank, of, region, name, kind, province, instrument, index, exact, low, high, predicate,
        previous_index, previous_exact, previous_misprint, change, previous_rank, previous_of, common_of,
        rank_change``, best first.

        What belongs to the year before is missing where there is no index of the same instrument; ``change`` is taken
        exactly, and ``previous_misprint`` tells that it is not to be relied on. ``previous_rank`` and ``previous_of``
        are those of the whole ranking of that year; they are missing, too, when the groups of the two years differ so
        much in size that they say nothing. ``rank_change`` is taken among the ``common_of`` governments that are ranked
        in both years, so that nobody rises because another was not evaluated; a positive one is a rise.
    """
    group = select(standings, year=year, stage=stage, kind=kind, province=province)
    earlier = select(standings, year=year - 1, stage=stage, kind=kind, province=province)
    now, before = _ranked(group[~group[MISPRINT]]), _ranked(earlier[~earlier[MISPRINT]])
    names = {RANK: "previous_rank", OF: "previous_of", "low": "previous_low", "high": "previous_high"}
    ranks = before.rename(columns=names)[[REGION, INSTRUMENT, *names.values()]]
    merged = _with_index_before(now, earlier).merge(ranks, on=[REGION, INSTRUMENT], how="left")
    if min(len(now), len(before)) < QUORUM * max(len(now), len(before)):
        merged[["previous_rank", "previous_of"]] = float("nan")
    common = merged[merged["previous_rank"].notna()]
    if len(common) < 2:
        common = merged.iloc[:0]
    steps = competition_ranks(common["previous_low"], common["previous_high"]) - competition_ranks(
        common["low"], common["high"]
    )
    merged["rank_change"] = steps.reindex(merged.index).astype(float)
    merged["common_of"] = float(len(common)) if len(common) else float("nan")
    return merged.drop(columns=["previous_low", "previous_high"])


@once
def ranked(
    snapshot: Snapshot, year: int, stage: str, kind: str | None = None, province: str | None = None
) -> pd.DataFrame:
    """Rank the governments of a group as :func:`rank` does, once a snapshot."""
    return rank(snapshot.standings, year=year, stage=stage, kind=kind, province=province)


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
    missing = [RANK, OF, "previous_rank", "previous_of", "common_of", "rank_change"]
    nothing = dict.fromkeys(missing, float("nan"))
    return listed.assign(**nothing)


def _with_index_before(group: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """Add the index of the year before, whether it is a misprint, and the change since."""
    names = {INDEX_NODE: "previous_index", EXACT: "previous_exact", MISPRINT: "previous_misprint"}
    renamed = earlier.rename(columns=names)[[REGION, INSTRUMENT, *names.values()]]
    merged = group.merge(renamed, on=[REGION, INSTRUMENT], how="left")
    merged["previous_misprint"] = merged["previous_misprint"].eq(True)
    known = merged["previous_index"].notna()
    merged[CHANGE] = [
        float(after - begin) if found else float("nan")
        for after, begin, found in zip(merged[EXACT], merged["previous_exact"], known, strict=True)
    ]
    return merged


def _ranked(group: pd.DataFrame) -> pd.DataFrame:
    ranked = group[_COLUMNS].assign(rank=competition_ranks(group["low"], group["high"]), of=len(group))
    ordered = ranked.sort_values([RANK, INDEX_NODE, NAME], ascending=[True, False, True], ignore_index=True)
    return ordered[[RANK, OF, *_COLUMNS]]


@dataclass(frozen=True)
class RankMove:
    """How a government's rank moved since the year before.

    Attributes:
        steps: Places gained among those that are ranked in both years; below 0 places lost.
        before: Rank in the whole ranking of the year before.
        now: Rank in the whole ranking of this year.
        before_of: How many were ranked the year before.
        now_of: How many are ranked now.
        common_of: How many are in both rankings.
    """

    steps: int
    before: int
    now: int
    before_of: int
    now_of: int
    common_of: int

    @property
    def plain(self) -> bool:
        """Whether the two ranks of the whole rankings differ by just these steps, so that they tell the move."""
        return self.before - self.now == self.steps


def rank_move(row: pd.Series) -> RankMove | None:
    """Return how the rank of a row of :func:`rank` moved; ``None`` where ranks of the two years say nothing."""
    if pd.isna(row["rank_change"]):
        return None
    return RankMove(
        int(row["rank_change"]), int(row["previous_rank"]), int(row[RANK]), int(row["previous_of"]), int(row[OF]),
        int(row["common_of"]),
    )  # fmt: skip


def standing_of(ranked: pd.DataFrame, region: str) -> pd.Series | None:
    """Return a region's row of a ranking, or ``None`` when it is not in it."""
    rows = ranked[ranked[REGION] == region]
    return None if rows.empty else rows.iloc[0]
