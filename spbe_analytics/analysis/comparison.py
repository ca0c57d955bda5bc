"""Whom to compare with, and where values come from."""

import pandas as pd

from spbe_analytics.analysis.sources import source_names
from spbe_analytics.schema import (
    INDEX_NODE,
    REGION,
    SOURCE,
    STAGE,
    YEAR,
)


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


def leading_sources(records: pd.DataFrame, *, year: int, stage: str) -> pd.Series:
    """Name the source of highest authority of each region in one year and stage; index region."""
    mine = records[(records[YEAR] == year) & (records[STAGE] == stage)].drop_duplicates(REGION)
    return pd.Series(source_names(mine).values(), index=pd.Index(mine[REGION]), name=SOURCE, dtype=object)
