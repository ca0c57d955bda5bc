"""Of one name the newest mapping counts; a mapping can be taken away; nothing else changes."""

from spbe_analytics.store import Store

FIRST = {"row": 2, "signature": [[0, "butir"]], "meanings": [[0, "nomor"]]}
SECOND = {"row": 3, "signature": [[1, "skor"]], "meanings": [[1, "tingkat"]]}


def test_the_newest_of_a_name_counts_and_the_last_kept_comes_first(store: Store) -> None:
    before = store.revision()
    store.keep_mapping("a", FIRST, "Sari")
    store.keep_mapping("b", FIRST, "Sari")
    store.keep_mapping("a", SECOND, "Budi")
    assert list(store.mappings().items()) == [("a", SECOND), ("b", FIRST)]
    store.keep_mapping("a", None, "Budi")
    assert store.mappings() == {"b": FIRST}
    assert store.revision() == before
