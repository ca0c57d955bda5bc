"""Of one name the newest scenario counts; each assessment has its own; nothing raises the revision."""

import pytest

from spbe_analytics.errors import StoreError
from spbe_analytics.schema import Key
from spbe_analytics.store import Store
from spbe_analytics.store.shelf.scenarios import Scenarios

KEY = Key("73.22", 2024, "final", "spbe-59-2020")


def test_the_newest_of_a_name_counts_and_comes_first(store: Store) -> None:
    kept, before = Scenarios(store), store.revision()
    kept.keep(KEY, "Menuju 3,50", {"D1": "40"}, {}, {}, "Sari")
    kept.keep(KEY, "Hemat", {"D2": "27"}, {"D2": "Bappeda"}, {"D2": 2}, "Budi")
    kept.keep(KEY, " Menuju   3,50 ", {"D1": "41"}, {}, {}, "Budi")
    first, second = kept.of(KEY)
    assert (first.name, first.levels, first.kept_by) == ("Menuju 3,50", {"D1": "41"}, "Budi")
    assert (second.name, second.units, second.years) == ("Hemat", {"D2": "Bappeda"}, {"D2": 2})
    assert first.kept_at >= second.kept_at
    assert kept.of(KEY._replace(year=2023)) == ()
    assert kept.of(KEY._replace(region="73.17")) == ()
    assert store.revision() == before


def test_a_removed_scenario_is_gone_until_it_is_kept_again(store: Store) -> None:
    kept = Scenarios(store)
    kept.keep(KEY, "Hemat", {"D2": "27"}, {}, {}, "Sari")
    kept.remove(KEY, "Hemat", "Budi")
    assert kept.of(KEY) == ()
    with pytest.raises(StoreError, match="Tidak ada skenario bernama “Hemat”"):
        kept.remove(KEY, "Hemat", "Budi")
    kept.keep(KEY, "Hemat", {"D2": "28"}, {}, {}, "Sari")
    assert [scenario.levels for scenario in kept.of(KEY)] == [{"D2": "28"}]


@pytest.mark.parametrize(
    ("name", "levels", "who", "message"),
    [
        (" ", {"D1": "40"}, "Sari", "Isi nama skenario"),
        ("Hemat", {"D1": "40"}, " ", "nama Anda"),
        ("Hemat", {}, "Sari", "belum mengubah apa pun"),
        ("x" * 81, {"D1": "40"}, "Sari", "paling panjang 80"),
    ],
)
def test_what_is_incomplete_is_not_kept(
    store: Store, name: str, levels: dict[str, str], who: str, message: str
) -> None:
    with pytest.raises(StoreError, match=message):
        Scenarios(store).keep(KEY, name, levels, {}, {}, who)
    assert Scenarios(store).of(KEY) == ()
