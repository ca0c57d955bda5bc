"""Of one region, year and instrument the newest target counts; what cannot be right is refused whole."""

import pytest

from spbe_analytics.entries.target import FIELDS, Target
from spbe_analytics.errors import StoreError
from spbe_analytics.store import Store
from spbe_analytics.store.shelf.targets import Targets

SPBE, PEMDI = "spbe-59-2020", "pemdi-8-2026"
PLAN = "RPJMD 2025–2029"


def target(
    year: int = 2025, value: float = 3.4, instrument: str = SPBE, region: str = "73.22", said: str = PLAN
) -> Target:
    """Make a target of Luwu Utara."""
    return Target(region, year, instrument, value, said)


@pytest.fixture
def targets(store: Store) -> Targets:
    return Targets(store)


def counted(targets: Targets, region: str | None = "73.22") -> list[list[object]]:
    return targets.current(region)[["region", "year", "instrument", "value", "document"]].values.tolist()


def test_an_empty_store_has_no_targets(targets: Targets) -> None:
    assert counted(targets) == []
    assert targets.current()["value"].dtype == float


def test_the_newest_counts_and_the_others_are_its_history(targets: Targets, store: Store) -> None:
    before = store.revision()
    assert targets.keep([target(2026, 2.5, PEMDI), target(2025, 3.4)], "Sari") == 2
    assert targets.keep([target(2025, 3.45)], " Budi ") == 1
    assert counted(targets) == [["73.22", 2025, SPBE, 3.45, PLAN], ["73.22", 2026, PEMDI, 2.5, PLAN]]
    assert targets.current("73.22")["kept_by"].tolist() == ["Budi", "Sari"]
    assert targets.history("73.22")["value"].tolist() == [3.45, 3.4, 2.5]
    assert store.revision() == before


def test_targets_of_one_year_under_two_instruments_stand_side_by_side(targets: Targets) -> None:
    targets.keep([target(2027, 3.6, SPBE), target(2027, 2.5, PEMDI)], "Sari")
    assert [row[2] for row in counted(targets)] == [PEMDI, SPBE]


def test_the_same_again_is_not_kept_twice(targets: Targets) -> None:
    targets.keep([target()], "Sari")
    assert targets.keep([target(said=f" {PLAN} "), target(2024, 3.2)], "Sari") == 1
    assert len(targets.history("73.22")) == 2


def test_a_target_is_taken_away_and_may_come_back(targets: Targets) -> None:
    targets.keep([target(), target(2024)], "Sari")
    targets.remove("73.22", 2025, SPBE, "Budi")
    assert [row[1] for row in counted(targets)] == [2024]
    last = targets.history("73.22").iloc[0]
    assert (last["kept_by"], last["document"]) == ("Budi", PLAN)
    with pytest.raises(StoreError, match="Tidak ada target tahun 2025"):
        targets.remove("73.22", 2025, SPBE, "Budi")
    assert targets.keep([target()], "Sari") == 1
    assert [row[1] for row in counted(targets)] == [2024, 2025]


def test_regions_do_not_mix(targets: Targets) -> None:
    targets.keep([target(), target(region="73.73", value=3.0)], "Sari")
    assert [row[0] for row in counted(targets)] == ["73.22"]
    assert [row[0] for row in counted(targets, None)] == ["73.22", "73.73"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (target(value=0.99), "di luar skala 1 sampai 5"),
        (target(value=5.01), "Target 5,01 tahun 2025 di luar skala"),
        (target(value=float("nan")), "di luar skala"),
        (target(value=float("inf")), "di luar skala"),
        (target(year=1999), "Tidak ada instrumen untuk tahun 1999"),
        (target(year=20260), "Tidak ada instrumen untuk tahun 20260"),
        (target(instrument="spbe-1-1900"), "tidak dikenal"),
        (target(region="00.00"), "Tidak ada pemerintah daerah"),
        (target(region="rerata-kota"), "Tidak ada pemerintah daerah"),
        (target(said="  "), "Isi dokumen"),
        (target(said="a" * (FIELDS["document"].longest + 1)), "paling banyak 200"),
    ],
)
def test_what_cannot_be_right_is_refused_with_all_that_came_with_it(targets: Targets, wrong: Target, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        targets.keep([target(2024, 3.1), wrong], "Sari")
    assert counted(targets, None) == []


def test_a_target_may_not_come_twice_at_once_nor_without_a_name(targets: Targets) -> None:
    with pytest.raises(StoreError, match="disebut dua kali"):
        targets.keep([target(value=3.4), target(value=3.5)], "Sari")
    for who in ("", "  ", "a" * 81):
        with pytest.raises(StoreError, match=r"[Nn]ama"):
            targets.keep([target()], who)
    assert counted(targets) == []
