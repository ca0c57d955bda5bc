"""Regions beside each other: where they differ, and where sources disagree."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

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
