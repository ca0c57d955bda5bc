"""What a batch changes: the current values of some assessments, with it and without it."""

from collections.abc import Collection
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd

from spbe_analytics.analysis.assess import assess
from spbe_analytics.analysis.sources import settle
from spbe_analytics.instruments import Catalogue
from spbe_analytics.schema import ASSESSMENT, BATCH, INSTRUMENT, KEY, KIND, NAME, NODE, VALUE

COLUMNS: Final = (*KEY, NAME, KIND, "before", "after", "state")


class State(StrEnum):
    """What becomes of one value."""

    NEW = "new"
    CHANGED = "changed"
    EQUAL = "equal"
    GONE = "gone"

    @property
    def label(self) -> str:
        """The Indonesian word."""
        return {"new": "baru", "changed": "berubah", "equal": "tetap", "gone": "hilang"}[self.value]


def states(before: pd.Series, after: pd.Series) -> pd.Series:
    """Name what becomes of each value; a missing one is NaN on its side."""
    same = (before - after).abs() < 1e-9
    found = np.select(
        [before.isna(), after.isna(), same], [State.NEW.value, State.GONE.value, State.EQUAL.value], State.CHANGED.value
    )
    return pd.Series(found, index=before.index)


def changes(
    catalogue: Catalogue,
    values: pd.DataFrame,
    records: pd.DataFrame,
    before: Collection[int],
    after: Collection[int],
) -> pd.DataFrame:
    """Compare what is current while two sets of batches count.

    Args:
        catalogue: The instruments.
        values: Values of any batch, those that outrank others first, as :meth:`Store.beside` gives them.
        records: Records of any batch, the highest authority first.
        before: Batches that count before.
        after: Batches that count after.

    Returns:
        One row a node that has a value on either side, computed nodes too: columns :data:`COLUMNS`; ``state`` is a
        :class:`State`. In the order of the assessments, then of the regulation.
    """
    old, new = (_scores(catalogue, values, records, chosen) for chosen in (before, after))
    both = pd.concat({"before": old, "after": new}, axis=1).reset_index()
    if both.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    nodes = {(item.id, node.code): node for item in catalogue.values() for node in item.nodes}
    places = {key: place for place, key in enumerate(nodes)}
    keys = list(zip(both[INSTRUMENT], both[NODE], strict=True))
    both = both.assign(
        **{NAME: [nodes[key].name for key in keys], KIND: [nodes[key].kind.value for key in keys]},
        state=states(both["before"], both["after"]),
        place=[places[key] for key in keys],
    )
    return both.sort_values([*ASSESSMENT, "place"], ignore_index=True)[list(COLUMNS)]


def _scores(
    catalogue: Catalogue, values: pd.DataFrame, records: pd.DataFrame, batches: Collection[int]
) -> "pd.Series[float]":
    """Score what is current among some batches; index :data:`KEY`, only known nodes."""
    counting = records[records[BATCH].isin(batches)]
    current, _ = settle(values[values[BATCH].isin(batches)], counting, catalogue)
    parts = []
    for instrument_id in current[INSTRUMENT].unique():
        scores = assess(catalogue[instrument_id], current, counting).scores
        long = scores.melt(var_name=NODE, value_name=VALUE, ignore_index=False).dropna().reset_index()
        parts.append(long.assign(**{INSTRUMENT: instrument_id}))
    joined = pd.concat(parts) if parts else pd.DataFrame(columns=[*KEY, VALUE])
    return joined.set_index(list(KEY))[VALUE].astype(float)
