"""The sentences and the search of *Peringkat*."""

import pandas as pd
import pytest

from spbe_analytics.analysis.ranking import rank
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Catalogue
from spbe_analytics.store import NewBatch, Store
from spbe_analytics.ui import ranking, ranking_table
from spbe_analytics.ui.headlines import NBSP

NAN = float("nan")
WHERE = "kabupaten di Sulawesi Selatan"


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory, published_batch: NewBatch, catalogue: Catalogue) -> pd.DataFrame:
    """The kabupaten of Sulawesi Selatan in 2024."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('ranking') / 'spbe.db'}")
    store.commit(published_batch)
    snapshot = Snapshot(1, store.values(), store.records(), catalogue)
    store.close()
    found = rank(snapshot.standings, year=2024, stage="final", kind="kabupaten", province="73")
    return found.assign(shown_name=found["name"].str.removeprefix("Kabupaten "))


def own(group: pd.DataFrame, region: str = "73.22", **changed: float) -> str:
    group = group.assign(**{key: group[key].where(group["region"] != region, value) for key, value in changed.items()})
    row = group[group["region"] == region].iloc[0]
    return ranking.own_sentence("Luwu Utara", row, group, WHERE, 2024).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("change", "said"), [(3, "naik 3"), (-2, "turun 2"), (0, "tetap"), (NAN, "–"), (-192, "turun 192")]
)
def test_a_change_of_rank_is_said_in_words(change: float, said: str) -> None:
    assert ranking.steps(change).replace(NBSP, " ") == said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param({}, ": turun 3 peringkat dari 2023 meski indeks naik 0,08", id="fell although it rose"),
        pytest.param({"rank_change": 2.0}, ": naik 2 peringkat dari 2023, indeks naik 0,08", id="both rose"),
        pytest.param(
            {"rank_change": 2.0, "change": -0.1},
            ": naik 2 peringkat dari 2023 meski indeks turun 0,10",
            id="rose although it fell",
        ),
        pytest.param({"rank_change": 0.0}, ": peringkat tetap sejak 2023, indeks naik 0,08", id="stood still"),
        pytest.param({"rank_change": NAN}, ", 0,23 di bawah Pinrang", id="nothing to compare with"),
    ],
)  # fmt: skip
def test_own_sentence(province: pd.DataFrame, changed: dict[str, float], said: str) -> None:
    assert own(province, **changed) == f"Luwu Utara peringkat 4 dari 21 {WHERE}{said}"


def test_the_first_is_measured_against_the_second(province: pd.DataFrame) -> None:
    said = own(province, "73.03", rank_change=NAN)
    assert said == f"Luwu Utara peringkat 1 dari 21 {WHERE}, 0,01 di atas Gowa"


def test_group_sentence_names_the_leader_and_the_but(province: pd.DataFrame) -> None:
    said = ranking.group_sentence(province, "kabupaten", WHERE, 2.6, "Baik")
    assert said == f"Bantaeng memimpin 21 {WHERE} (3,64), tetapi 11 kabupaten turun peringkat meski indeksnya naik"


def test_group_sentence_without_movement_counts_those_below_the_target(province: pd.DataFrame) -> None:
    still = province.assign(rank_change=NAN)
    said = ranking.group_sentence(still, "kabupaten", WHERE, 2.6, "Baik")
    assert said == f"Bantaeng memimpin 21 {WHERE} (3,64); 4 masih di bawah Baik"
    top = ranking.group_sentence(still.head(5), "kabupaten", WHERE, 2.6, "Baik")
    assert top == f"Bantaeng memimpin 5 {WHERE} (3,64); semua sudah Baik atau lebih"


def test_a_leader_that_led_before_still_leads(province: pd.DataFrame) -> None:
    again = province.assign(previous_rank=province["rank"])
    assert ranking.group_sentence(again, "kabupaten", WHERE, 2.6, "Baik").startswith("Bantaeng tetap memimpin")


def test_one_government_leads_nobody(province: pd.DataFrame) -> None:
    said = ranking.group_sentence(province.head(1), "kabupaten", WHERE, 2.6, "Baik")
    assert said == f"Bantaeng 3,64 (Sangat Baik): hanya satu {WHERE} yang mempunyai nilai"


def test_a_gap_below_the_printed_digits_is_not_shown_as_zero() -> None:
    higher, lower = pd.Series({"index": 4.23}), pd.Series({"index": 4.23})
    assert ranking.gap(higher, lower) == "kurang dari 0,01"
    assert ranking.gap(pd.Series({"index": 3.49}), pd.Series({"index": 3.26})) == "0,23"


@pytest.mark.parametrize(
    ("written", "predicates", "found"),
    [
        ("", [], 21),
        ("LUWU", [], 3),
        (" luwu  utara ", [], 1),
        ("toraja", ["Baik"], 1),
        ("", ["Sangat Baik", "Cukup"], 6),
        ("tidak ada", [], 0),
        (".*", [], 21),
    ],
)
def test_search_and_predicates_narrow(province: pd.DataFrame, written: str, predicates: list[str], found: int) -> None:
    assert len(ranking_table.narrow(province, written, predicates)) == found


def test_ranks_stay_those_of_the_whole_group(province: pd.DataFrame) -> None:
    assert ranking_table.narrow(province, "luwu utara", [])["rank"].tolist() == [4]


def test_the_method_shows_examples_from_the_ranking_itself() -> None:
    group = pd.DataFrame(
        {
            "shown_name": ["A", "B", "C"], "rank": [1, 2, 2], "index": [4.23, 4.23, 4.2],
            "low": [4.229, 4.225, 4.22], "high": [4.229, 4.225, 4.2275],
        }
    )  # fmt: skip
    lines = ranking_table.method(group, whole=True)
    assert "Contoh: A (4,23; sebenarnya 4,2290) dan B (4,23; sebenarnya 4,2250) berbeda peringkat." in lines
    assert any("C (4,20; sebenarnya antara 4,2200 dan 4,2275) tidak dapat dibedakan" in line for line in lines)
    assert len(ranking_table.method(group.head(1), whole=True)) == 2
    assert len(ranking_table.method(group.head(1), whole=False)) == 1
