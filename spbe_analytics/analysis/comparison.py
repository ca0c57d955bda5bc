"""Whom to compare with, and where sources disagree."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from spbe_analytics.analysis.assess import HALF, SLACK
from spbe_analytics.schema import (
    ASSESSMENT,
    BASIS,
    INDEX_NODE,
    INSTRUMENT,
    NODE,
    REGION,
    SOURCE,
    STAGE,
    VALUE,
    YEAR,
    Basis,
)

TITLE: Final = "title"


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


def disagreements(
    values: pd.DataFrame,
    records: pd.DataFrame,
    scores: pd.DataFrame,
    *,
    nodes: Sequence[str],
    instrument: str,
    year: int,
    stage: str,
) -> pd.DataFrame:
    """List the printed figures that rounding does not reconcile with the value in use.

    Args:
        values: Current and outvoted values, long.
        records: Records with ``id``, ``title`` and ``file_name``.
        scores: Wide scores in use.
        nodes: Node codes looked at.
        instrument: Id of the instrument.
        year: Result year.
        stage: Stage.

    Returns:
        Columns ``region, node, used, value, title``, in the order of the regions' codes and of the nodes; ``title``
        names the publication or the uploaded file.
    """
    printed = values[
        (values[INSTRUMENT] == instrument)
        & (values[YEAR] == year)
        & (values[STAGE] == stage)
        & values[NODE].isin(nodes)
        & (values[BASIS] == Basis.PUBLISHED)
    ]
    used = scores[list(nodes)].reset_index().melt(list(ASSESSMENT), var_name=NODE, value_name="used")
    both = printed.merge(used, on=[*ASSESSMENT, NODE])
    apart = both[(both[VALUE] - both["used"]).abs() > HALF + SLACK]
    titles = source_titles(records)
    order = {node: place for place, node in enumerate(nodes)}
    found = apart.assign(title=apart["record"].map(titles), order=apart[NODE].map(order))
    return found.sort_values([REGION, "order"], ignore_index=True)[[REGION, NODE, "used", VALUE, TITLE]]


def source_titles(records: pd.DataFrame) -> pd.Series:
    """Name what each record comes from: the publication, or the uploaded file; index is the record's ``id``."""
    titles = records[TITLE].fillna("unggahan " + records["file_name"].astype(str))
    return pd.Series(titles.to_numpy(), index=pd.Index(records["id"]), name=SOURCE)


def leading_sources(records: pd.DataFrame, *, year: int, stage: str) -> pd.Series:
    """Name the source of highest authority of each region in one year and stage; index region."""
    mine = records[(records[YEAR] == year) & (records[STAGE] == stage)].drop_duplicates(REGION)
    return pd.Series(source_titles(mine).to_numpy(), index=pd.Index(mine[REGION]), name=SOURCE, dtype=object)
