"""The published figures, assessed once for all tests of the analysis."""

import pandas as pd
import pytest

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Catalogue
from spbe_analytics.store import NewBatch, Store


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, published_batch: NewBatch, catalogue: Catalogue) -> Snapshot:
    """Everything that ships, as the pages see it."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('analysis') / 'spbe.db'}")
    store.commit(published_batch)
    found = Snapshot(store.revision(), store.values(), store.records(), catalogue)
    store.close()
    return found


@pytest.fixture(scope="session")
def scores(published: Snapshot) -> pd.DataFrame:
    """Wide scores under the instrument of 2021 to 2025."""
    return published.scores("spbe-59-2020")
