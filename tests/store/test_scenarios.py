"""Of one name the newest scenario counts; each assessment has its own; nothing raises the revision."""

import json
from datetime import UTC, datetime

import pytest

from spbe_analytics.errors import StoreError
from spbe_analytics.schema import Key
from spbe_analytics.store import Store, tables
from spbe_analytics.store.shelf.scenarios import Scenarios

KEY = Key("73.22", 2024, "final", "spbe-59-2020")


def test_the_newest_of_a_name_counts_and_comes_first(store: Store) -> None:
    kept, before = Scenarios(store), store.revision()
    kept.keep(KEY, "Menuju 3,50", {"ubah": ["D1.40"]}, "Sari")
    hemat = {"sasaran": ["Baik"], "ubah": ["D2.27.2"], "pelaksana": ["D2 Bappeda", "D1 Diskominfo"]}
    kept.keep(KEY, "Hemat", hemat, "Budi")
    kept.keep(KEY, " Menuju   3,50 ", {"ubah": ["D1.41"]}, "Budi")
    first, second = kept.of(KEY)
    assert (first.name, first.plan, first.kept_by) == ("Menuju 3,50", {"ubah": ["D1.41"]}, "Budi")
    assert (second.name, second.plan) == ("Hemat", hemat)
    assert first.kept_at >= second.kept_at
    assert kept.of(KEY._replace(year=2023)) == ()
    assert kept.of(KEY._replace(region="73.17")) == ()
    assert store.revision() == before


def test_a_removed_scenario_is_gone_until_it_is_kept_again(store: Store) -> None:
    kept = Scenarios(store)
    kept.keep(KEY, "Hemat", {"ubah": ["D2.27"]}, "Sari")
    kept.remove(KEY, "Hemat", "Budi")
    assert kept.of(KEY) == ()
    with pytest.raises(StoreError, match="Tidak ada skenario bernama “Hemat”"):
        kept.remove(KEY, "Hemat", "Budi")
    kept.keep(KEY, "Hemat", {"ubah": ["D2.28"]}, "Sari")
    assert [scenario.plan for scenario in kept.of(KEY)] == [{"ubah": ["D2.28"]}]


def test_a_scenario_of_before_whole_plans_is_still_there(store: Store) -> None:
    """Levels, units and years alone were kept; they are read as the plan that they are."""
    old = {"levels": {"I12": "3", "D2": "55/2"}, "units": {"I12": "Dinas Kominfo-SP"}, "years": {"D2": 2}}
    row = {
        "kind": "scenario", "key": json.dumps([*KEY, "Lama"]), "region": KEY.region, "content": json.dumps(old),
        "at": datetime(2026, 1, 2, tzinfo=UTC), "who": "Sari",
    }  # fmt: skip
    with store.writing() as connection:
        connection.execute(tables.shelf.insert(), row)
    (found,) = Scenarios(store).of(KEY)
    assert (found.name, found.kept_by) == ("Lama", "Sari")
    assert found.plan == {"ubah": ["I12.3.1-D2.55/2.2"], "pelaksana": ["I12 Dinas Kominfo-SP"]}


@pytest.mark.parametrize(
    ("name", "plan", "who", "message"),
    [
        (" ", {"ubah": ["D1.40"]}, "Sari", "Isi nama skenario"),
        ("Hemat", {"ubah": ["D1.40"]}, " ", "nama Anda"),
        ("Hemat", {"sasaran": ["Baik"]}, "Sari", "belum mengubah apa pun"),
        ("x" * 81, {"ubah": ["D1.40"]}, "Sari", "paling panjang 80"),
    ],
)
def test_what_is_incomplete_is_not_kept(
    store: Store, name: str, plan: dict[str, list[str]], who: str, message: str
) -> None:
    with pytest.raises(StoreError, match=message):
        Scenarios(store).keep(KEY, name, plan, who)
    assert Scenarios(store).of(KEY) == ()
