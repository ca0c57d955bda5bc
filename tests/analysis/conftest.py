"""The published figures, assessed once for all tests of the analysis."""

from collections.abc import Iterator

import pandas as pd
import pytest

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Catalogue
from spbe_analytics.store import NewBatch, Store


@pytest.fixture(scope="session")
def published_store(tmp_path_factory: pytest.TempPathFactory, published_batch: NewBatch) -> Iterator[Store]:
    """A store of what ships; nothing is written to it."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('analysis') / 'spbe.db'}")
    store.commit(published_batch)
    yield store
    store.close()


@pytest.fixture(scope="session")
def published(published_store: Store, catalogue: Catalogue) -> Snapshot:
    """Everything that ships, as the pages see it."""
    return Snapshot.of(
        published_store.revision(),
        published_store.values(),
        published_store.records(),
        catalogue,
        published_store.cells,
    )


@pytest.fixture(scope="session")
def scores(published: Snapshot) -> pd.DataFrame:
    """Wide scores under the instrument of 2021 to 2025."""
    return published.scores("spbe-59-2020")
