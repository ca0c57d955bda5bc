"""Of one name the newest mapping counts; a mapping can be taken away; nothing else changes."""

from spbe_analytics.store import Store
from spbe_analytics.store.shelf.mappings import Mappings

FIRST = {"row": 2, "signature": [[0, "butir"]], "meanings": [[0, "nomor"]]}
SECOND = {"row": 3, "signature": [[1, "skor"]], "meanings": [[1, "tingkat"]]}


def test_the_newest_of_a_name_counts_and_the_last_kept_comes_first(store: Store) -> None:
    before, kept = store.revision(), Mappings(store)
    kept.keep("a", FIRST, "Sari")
    kept.keep("b", FIRST, "Sari")
    kept.keep("a", SECOND, "Budi")
    assert list(kept.current().items()) == [("a", SECOND), ("b", FIRST)]
    kept.keep("a", None, "Budi")
    assert kept.current() == {"b": FIRST}
    assert store.revision() == before
