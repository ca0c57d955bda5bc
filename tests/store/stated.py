"""All that a store states, with where it stood."""

import pandas as pd

from spbe_analytics.store import Store


def stated(store: Store) -> pd.DataFrame:
    """Return the values with ``sheet``, ``cell`` and ``raw``, in the order of the values."""
    values = store.values()
    cells = pd.concat([store.cells(region) for region in values["region"].unique()])
    return values.merge(cells, on=["record", "node"], how="left", validate="one_to_one")
