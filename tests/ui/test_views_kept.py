"""Views are shared by all sessions, bounded, and gone with the revision they looked at."""

from weakref import ref

import pytest

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Catalogue
from spbe_analytics.store import NewBatch, Store
from spbe_analytics.ui.kit.above import filters
from tests.analysis.assessments import nowhere


@pytest.fixture
def published(store: Store, published_batch: NewBatch, catalogue: Catalogue) -> Snapshot:
    store.commit(published_batch)
    return Snapshot.of(-1, store.values(), store.records(), catalogue, store.cells)


def view(snapshot: Snapshot, year: int) -> filters.View:
    return filters.view_of(snapshot, year, "final", None, "kabupaten", None, dark=False)


def test_a_view_is_made_once_and_goes_with_its_revision(published: Snapshot, catalogue: Catalogue) -> None:
    first = Snapshot.of(-2, published.values, published.records, catalogue, nowhere)
    assert view(first, 2024) is view(first, 2024)
    assert view(first, 2024) is not view(first, 2023)
    gone = ref(first)
    del first
    assert gone() is not None
    second = Snapshot.of(-3, published.values, published.records, catalogue, nowhere)
    view(second, 2024)
    assert gone() is None


def test_no_more_views_are_kept_than_asked(published: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = [view(published, year) for year in (2021, 2022)]
    monkeypatch.setattr(filters, "MOST_VIEWS", 2)
    view(published, 2023)
    assert view(published, 2022) is kept[1]
    assert view(published, 2021) is not kept[0]
