"""What became of assessments between two states of the data."""

import math
from collections.abc import Mapping

import pandas as pd

from spbe_analytics.schema import ASSESSMENT, INDEX_NODE, REGION, STAGE, YEAR, Labelled


class Turn(Labelled):
    """What became of an assessment."""

    CAME = "came", "baru"
    CHANGED = "changed", "berubah"
    GONE = "gone", "tidak berlaku lagi"
    DETAIL = "detail", "rinciannya berubah"


def between(before: pd.DataFrame, after: pd.DataFrame, touched: pd.DataFrame) -> pd.DataFrame:
    """Compare the standings of some assessments before and after.

    Args:
        before: Standings before.
        after: Standings after.
        touched: The assessments that something was done to: ``region, year, stage``, each once.

    Returns:
        ``region, year, stage, before, after, turn``, the newest year first; an index that is not known is missing.
        An assessment that is in neither is left out.
    """
    indices: Mapping[str, pd.Series] = {
        name: frame.drop_duplicates(list(ASSESSMENT)).set_index(list(ASSESSMENT))[INDEX_NODE]
        for name, frame in (("before", before), ("after", after))
    }
    keys = pd.MultiIndex.from_frame(touched[list(ASSESSMENT)])
    rows = pd.DataFrame({name: series.reindex(keys) for name, series in indices.items()}, index=keys)
    there = {name: keys.isin(series.index) for name, series in indices.items()}
    rows["turn"] = [
        _turn(bool(was), bool(is_), old, new)
        for was, is_, old, new in zip(there["before"], there["after"], rows["before"], rows["after"], strict=True)
    ]
    known = rows[there["before"] | there["after"]].reset_index()
    return known.sort_values([YEAR, REGION, STAGE], ascending=[False, True, True], ignore_index=True)


def _turn(was: bool, is_: bool, old: float, new: float) -> Turn:
    if not was:
        return Turn.CAME
    if not is_:
        return Turn.GONE
    return Turn.DETAIL if old == new or (math.isnan(old) and math.isnan(new)) else Turn.CHANGED
