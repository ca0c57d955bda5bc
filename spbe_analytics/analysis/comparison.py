"""Regions beside each other: who stands next, who moved, where they differ."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from spbe_analytics.analysis.sources import source_names
from spbe_analytics.schema import (
    ASSESSMENT,
    CHANGE,
    INDEX_NODE,
    NODE,
    RANK,
    REGION,
    SOURCE,
    STAGE,
    YEAR,
)


def around(ranked: pd.DataFrame, region: str) -> tuple[pd.Series | None, pd.Series | None]:
    """Return the next government above a region and the next below; those sharing its rank are neither.

    Args:
        ranked: A ranking, best first.
        region: Code of a government.

    Returns:
        Their rows; ``None`` where there is nobody, or the region is not ranked.
    """
    mine = ranked.loc[ranked[REGION] == region, RANK]
    if mine.empty:
        return None, None
    above, below = ranked[ranked[RANK] < mine.iloc[0]], ranked[ranked[RANK] > mine.iloc[0]]
    return (None if above.empty else above.iloc[-1], None if below.empty else below.iloc[0])


def movers(ranked: pd.DataFrame, count: int) -> pd.DataFrame:
    """Return the governments whose rank changed most.

    Args:
        ranked: A ranking with ``rank_change``.
        count: How many on each side at the most.

    Returns:
        Rows of the ranking: first those that rose, the farthest first, then those that fell, the farthest first.
    """
    known = ranked.dropna(subset=["rank_change"])
    rose = known[known["rank_change"] > 0].sort_values("rank_change", ascending=False, kind="stable")
    fell = known[known["rank_change"] < 0].sort_values("rank_change", kind="stable")
    return pd.concat([rose.head(count), fell.head(count)])


def overtaken(ranked: pd.DataFrame) -> pd.DataFrame:
    """Return the governments whose index rose while their rank fell."""
    return ranked[(ranked[CHANGE] > 0) & (ranked["rank_change"] < 0)]


def equals(ranked: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Find an example of each oddity that rounding leaves in a ranking.

    Args:
        ranked: A ranking with ``low`` and ``high``, best first.

    Returns:
        The first neighbours that print the same index and rank apart, and the first that share a rank; two rows
        each, or none.
    """
    shown = ranked[INDEX_NODE].map(lambda value: round(value, 9))
    same_print = shown == shown.shift()
    same_rank = ranked[RANK] == ranked[RANK].shift()
    return _pair(ranked, same_print & ~same_rank), _pair(ranked, same_rank)


def _pair(ranked: pd.DataFrame, found: pd.Series) -> pd.DataFrame:
    at = int(found.to_numpy().argmax())
    return ranked.iloc[at - 1 : at + 1] if found.any() else ranked.iloc[:0]


def suggest(ranked: pd.DataFrame, home: str | None) -> list[str]:
    """Propose up to three regions to compare.

    Args:
        ranked: The ranking of the group they come from.
        home: Code of the home region, ranked or not.

    Returns:
        The home region, the best other one and the one nearest to the median; without a home region the best three.
    """
    if home is None:
        return ranked[REGION].head(3).tolist()
    others = ranked[ranked[REGION] != home]
    if others.empty:
        return [home]
    distance = (others[INDEX_NODE] - ranked[INDEX_NODE].median()).abs().iloc[1:]
    return [home, others[REGION].iloc[0], *others.loc[distance.nsmallest(1).index, REGION]]


def side_by_side(
    scores: pd.DataFrame, regions: Mapping[str, str], nodes: Sequence[str], *, year: int, stage: str
) -> pd.DataFrame:
    """Put the values of several regions into one table.

    Args:
        scores: Wide scores of one instrument, indexed by ``(region, year, stage)``.
        regions: Name by code, in the order wanted; names are unique.
        nodes: Node codes, in the order wanted.
        year: Result year.
        stage: Stage.

    Returns:
        Index node code, one column a region under its name; a region of which nothing is known is missing throughout.
    """
    keys: Any = pd.MultiIndex.from_tuples([(code, year, stage) for code in regions], names=list(ASSESSMENT))
    found = scores[list(nodes)].reindex(keys)
    found.index = pd.Index(list(regions.values()))
    return found.T


def differences(values: pd.DataFrame) -> pd.DataFrame:
    """Subtract every other region from the first: positive where the first is ahead, missing where either is."""
    first = values.iloc[:, 0]
    return values.iloc[:, 1:].rsub(first, axis=0).round(9)


def spans(values: pd.DataFrame) -> pd.DataFrame:
    """Return how far the regions lie apart at each node, the widest first.

    Args:
        values: Index node code, one column a region.

    Returns:
        Columns ``node, span, highest, lowest`` (names of regions, the first of several equals), one row a node that
        two regions or more have; equal spans keep the order of the nodes.
    """
    known = values[values.notna().sum(axis=1) > 1]
    frame = pd.DataFrame(
        {
            NODE: known.index,
            "span": (known.max(axis=1) - known.min(axis=1)).round(9).to_numpy(),
            "highest": known.idxmax(axis=1).to_numpy(),
            "lowest": known.idxmin(axis=1).to_numpy(),
        }
    )
    return frame.sort_values("span", ascending=False, kind="stable", ignore_index=True)


def leading_sources(records: pd.DataFrame, *, year: int, stage: str) -> pd.Series:
    """Name the source of highest authority of each region in one year and stage; index region."""
    mine = records[(records[YEAR] == year) & (records[STAGE] == stage)].drop_duplicates(REGION)
    return pd.Series(source_names(mine).values(), index=pd.Index(mine[REGION]), name=SOURCE, dtype=object)
