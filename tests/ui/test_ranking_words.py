"""The sentences and the search of *Peringkat*: up, down, equal, tie, one government, none, unknown."""

import re
from fractions import Fraction

import pandas as pd
import pytest

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.standing import rank_facts
from spbe_analytics.analysis.standing.rank_facts import Farthest, Neighbour, Place, Rivals
from spbe_analytics.analysis.standing.ranking import rank
from spbe_analytics.instruments import Catalogue, Instrument
from spbe_analytics.parts.words import ranking_words as text
from spbe_analytics.parts.words.headlines import NBSP
from spbe_analytics.store import NewBatch, Store
from spbe_analytics.ui.peringkat import ranking_table

NAN = float("nan")
WHERE = "kabupaten di Sulawesi Selatan"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory, published_batch: NewBatch, catalogue: Catalogue) -> Snapshot:
    """Everything that ships."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('ranking') / 'spbe.db'}")
    store.commit(published_batch)
    found = Snapshot.of(1, store.values(), store.records(), catalogue, store.cells)
    store.close()
    return found


def group_of(
    snapshot: Snapshot, province: str | None, kind: str | None = "kabupaten", year: int = 2024
) -> pd.DataFrame:
    found = rank(snapshot.standings, year=year, stage="final", kind=kind, province=province)
    return found.assign(shown_name=found["name"].str.removeprefix("Kabupaten "))


@pytest.fixture(scope="module")
def province(snapshot: Snapshot) -> pd.DataFrame:
    """The kabupaten of Sulawesi Selatan in 2024."""
    return group_of(snapshot, "73")


@pytest.fixture(scope="module")
def instrument(catalogue: Catalogue) -> Instrument:
    """The one of 2021 to 2025."""
    return catalogue["spbe-59-2020"]


def own(group: pd.DataFrame, region: str = "73.22", **changed: float) -> str:
    group = group.assign(**{key: group[key].where(group["region"] != region, value) for key, value in changed.items()})
    row = group[group["region"] == region].iloc[0]
    return text.own_sentence(row["shown_name"], row, group, WHERE, 2024).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("change", "said"), [(3, "naik 3"), (-2, "turun 2"), (0, "tetap"), (NAN, "–"), (-192, "turun 192")]
)
def test_a_change_of_rank_is_said_in_words(change: float, said: str) -> None:
    assert text.steps(change).replace(NBSP, " ") == said


UP, STILL = {"rank_change": 2.0, "previous_rank": 6.0}, {"rank_change": 0.0, "previous_rank": 4.0}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param({}, ": turun 3 peringkat dari 2023 meski indeks naik 0,08", id="fell although it rose"),
        pytest.param(UP, ": naik 2 peringkat dari 2023, indeks naik 0,08", id="both rose"),
        pytest.param(
            UP | {"change": -0.1}, ": naik 2 peringkat dari 2023 meski indeks turun 0,10", id="rose although it fell"
        ),
        pytest.param({"change": -0.1}, ": turun 3 peringkat dari 2023, indeks turun 0,10", id="both fell"),
        pytest.param(UP | {"change": -0.001}, ": naik 2 peringkat dari 2023 meski indeks tetap", id="up, index still"),
        pytest.param({"change": 0.0}, ": turun 3 peringkat dari 2023 meski indeks tetap", id="fell, index still"),
        pytest.param(STILL, ": peringkat tetap sejak 2023, indeks naik 0,08", id="still, index up"),
        pytest.param(STILL | {"change": -0.1}, ": peringkat tetap sejak 2023 meski indeks turun 0,10", id="fell"),
        pytest.param(STILL | {"change": 0.0}, ": peringkat tetap sejak 2023, begitu pula indeksnya", id="both still"),
        pytest.param({"rank_change": NAN}, ", 0,23 di bawah Pinrang", id="nothing to compare with"),
        pytest.param(
            {"previous_rank": 2.0},
            ": turun 3 peringkat dari 2023 di antara 21 yang dinilai pada kedua tahun meski indeks naik 0,08",
            id="ranks of two groups do not tell the move",
        ),
    ],
)  # fmt: skip
def test_own_sentence(province: pd.DataFrame, changed: dict[str, float], said: str) -> None:
    assert own(province, **changed) == f"Luwu Utara peringkat 4 dari 21 {WHERE}{said}"


def test_the_first_is_measured_against_the_second(province: pd.DataFrame) -> None:
    assert own(province, "73.03", rank_change=NAN) == f"Bantaeng peringkat 1 dari 21 {WHERE}, 0,01 di atas Gowa"


def test_one_alone_is_measured_against_nobody(province: pd.DataFrame) -> None:
    assert own(province.head(1), "73.03", rank_change=NAN) == f"Bantaeng peringkat 1 dari 21 {WHERE}"


def test_those_sharing_the_rank_are_said(snapshot: Snapshot) -> None:
    nation = group_of(snapshot, None)
    row = nation[nation["name"] == "Kabupaten Belitung Timur"].iloc[0]
    said = text.own_sentence("Belitung Timur", row, nation, "kabupaten di Indonesia", 2024)
    assert said.startswith("Belitung Timur peringkat 18 dari 392 kabupaten di Indonesia, bersama Mojokerto: ")


def test_last_both_times_has_not_moved(snapshot: Snapshot) -> None:
    said = own(group_of(snapshot, "11"), "11.08")
    assert said.startswith(f"Aceh Utara peringkat 17 dari 17 {WHERE}: peringkat tetap sejak 2023 di antara 17 yang ")


def test_group_sentence_names_the_leader_and_the_but(province: pd.DataFrame, instrument: Instrument) -> None:
    said = text.group_sentence(province, "kabupaten", WHERE, instrument)
    assert said == f"Bantaeng memimpin 21 {WHERE} (3,64), tetapi 11 kabupaten turun peringkat meski indeksnya naik"


def test_group_sentence_without_movement_counts_those_below_the_target(
    province: pd.DataFrame, instrument: Instrument
) -> None:
    still = province.assign(rank_change=NAN)
    below = int((province["predicate"] == "Cukup").sum())
    said = text.group_sentence(still, "kabupaten", WHERE, instrument)
    assert said == f"Bantaeng memimpin 21 {WHERE} (3,64); {below} masih di bawah Baik"
    top = text.group_sentence(still.head(5), "kabupaten", WHERE, instrument)
    assert top == f"Bantaeng memimpin 5 {WHERE} (3,64); semua sudah Baik atau lebih"


@pytest.mark.parametrize(
    ("tied", "said"),
    [
        (1, "Bantaeng memimpin"),
        (2, "Bantaeng dan Gowa bersama-sama memimpin"),
        (3, "Bantaeng, Gowa, dan Pinrang bersama-sama memimpin"),
        (4, "4 kabupaten bersama-sama memimpin"),
    ],
)
def test_leaders_that_tie_are_all_said(province: pd.DataFrame, instrument: Instrument, tied: int, said: str) -> None:
    group = province.assign(rank=[1] * tied + list(range(tied + 1, 22)))
    assert text.group_sentence(group, "kabupaten", WHERE, instrument).startswith(f"{said} 21 {WHERE} (")


def test_a_leader_that_led_before_still_leads(province: pd.DataFrame, instrument: Instrument) -> None:
    again = province.assign(previous_rank=province["rank"])
    assert text.group_sentence(again, "kabupaten", WHERE, instrument).startswith("Bantaeng tetap memimpin")


def test_one_government_leads_nobody(province: pd.DataFrame, instrument: Instrument) -> None:
    said = text.group_sentence(province.head(1), "kabupaten", WHERE, instrument)
    assert said == f"Bantaeng 3,64 (Sangat Baik): hanya satu {WHERE} yang mempunyai nilai"


def test_a_misprint_is_no_part_of_a_ranking_and_so_of_no_sentence(snapshot: Snapshot) -> None:
    names = text.names_of(group_of(snapshot, "16", year=2023))
    assert "16.07" not in names
    assert names["16.06"] == "Musi Banyuasin"


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [
        (Fraction(23, 100), Fraction(23, 100), "0,23"),
        (Fraction(865, 1000), Fraction(865, 1000), "0,87"),
        (Fraction(0), Fraction(0), "kurang dari 0,01"),
        (Fraction(4, 1000), Fraction(4, 1000), "kurang dari 0,01"),
        (Fraction(4, 1000), Fraction(9, 1000), "paling banyak 0,01"),
    ],
)
def test_a_gap_below_the_printed_digits_is_not_shown_as_zero(least: Fraction, most: Fraction, said: str) -> None:
    assert text.gap(Neighbour(Place(1, ("a",), Fraction(4), Fraction(4)), least, most)) == said


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ((Farthest(9, ("a",)), Farthest(-7, ("b", "c"))), "A naik 9; B dan C turun 7 peringkat"),
        ((Farthest(1, ("a", "b", "c", "d")), None), "4 daerah naik 1 peringkat"),
        ((None, Farthest(-7, ("b",))), "B turun 7 peringkat"),
    ],
)
def test_who_moved_farthest(ends: tuple[Farthest | None, Farthest | None], said: str) -> None:
    names = {code: code.upper() for code in "abcd"}
    assert text.farthest_sentence(ends, names).replace(NBSP, " ") == said


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ((21, 21, 21), "2023, 2024: peringkat dari 21 kabupaten."),
        (
            (398, 392, 385),
            "2023, 2024: peringkat dari 398 dan 392 kabupaten. Naik dan turun: di antara 385 yang dinilai pada kedua "
            "tahun.",
        ),
    ],
)
def test_the_basis_of_moves(sizes: tuple[int, int, int], said: str) -> None:
    group = pd.DataFrame([(NAN, *sizes[1:]), sizes], columns=["previous_of", "of", "common_of"])
    assert text.basis(group, "kabupaten", 2024) == said


def test_how_many_are_lower() -> None:
    assert text.higher_than(17, 21) == "Lebih tinggi dari 17 dari 21 daerah"
    assert text.higher_than(0, 21) == "Tidak pasti di atas satu pun dari 21 daerah"


def passed(*hundredths: int) -> Rivals:
    rises = tuple(Fraction(rise, 100) for rise in hundredths)
    return Rivals(9, 5, (), tuple(f"r{place}" for place in range(len(rises))), rises)


@pytest.mark.parametrize(
    ("rivals", "said"),
    [
        pytest.param(passed(60, 90), "2 kota menyalip, naik 0,60 sampai 0,90", id="all rose"),
        pytest.param(passed(60, 60), "2 kota menyalip, masing-masing naik 0,60", id="all rose alike"),
        pytest.param(passed(60), "1 kota menyalip, naik 0,60", id="one rose"),
        pytest.param(passed(-41, 89), "2 kota menyalip, indeksnya berubah −0,41 sampai +0,89", id="one fell"),
        pytest.param(passed(0, 89), "2 kota menyalip, indeksnya berubah 0,00 sampai +0,89", id="one stood still"),
        pytest.param(passed(-41, -10), "2 kota menyalip meski turun 0,10 sampai 0,41", id="all fell"),
        pytest.param(passed(-41), "1 kota menyalip meski turun 0,41", id="one, and it fell"),
        pytest.param(passed(0, 0), "2 kota menyalip dengan indeks tetap", id="all stood still"),
        pytest.param(Rivals(9, 2, (), (), ()), "2 kota lebih tinggi", id="nobody passed"),
        pytest.param(Rivals(9, 0, (), (), ()), "Tertinggi di antara 9 kota", id="highest"),
        pytest.param(
            Rivals(9, 0, ("a",), (), ()), "Berbagi peringkat 1 dengan 1 kota lain", id="shares the first rank"
        ),
        pytest.param(Rivals(1, 0, (), (), ()), "Satu-satunya kota yang dinilai", id="alone"),
        pytest.param(None, "Kota teratas", id="not ranked"),
    ],
)
def test_rivals(rivals: Rivals | None, said: str) -> None:
    assert text.rivals_sentence(rivals, "kota") == said


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
            "shown_name": ["A", "B", "C", "D"], "rank": [1, 2, 2, 4], "index": [4.23, 4.23, 4.2, 4.1],
            "low": [4.229, 4.225, 4.22, 4.1], "high": [4.229, 4.225, 4.2275, 4.1], "rank_change": [0.0, NAN, NAN, NAN],
        }
    )  # fmt: skip
    lines = ranking_table.method(group, whole=True)
    assert (
        "Contoh: A (4,23; sebenarnya 4,2290) dan B (4,23; sebenarnya 4,2250) tercetak sama, tetapi berbeda peringkat."
    ) in lines
    assert lines[-1] == (
        "Contoh: B (4,23; sebenarnya 4,2250) dan C (4,20; sebenarnya antara 4,2200 dan 4,2275) tidak dapat dibedakan "
        "dan berbagi peringkat 2; sesudahnya peringkat 4."
    )
    assert "Naik dan turun dihitung di antara daerah yang dinilai pada kedua tahun." in lines
    alone = group.head(1).assign(rank_change=NAN)
    assert len(ranking_table.method(alone, whole=True)) == 2
    assert len(ranking_table.method(alone, whole=False)) == 1


def test_no_sentence_of_any_group_names_one_of_several_equals(snapshot: Snapshot, instrument: Instrument) -> None:
    """Over all provinces and kinds; and no number is negative or a distance of nothing."""
    provinces = [None, *sorted(set(snapshot.standings["province"]) - {""})]
    groups = [
        group_of(snapshot, province, kind) for kind in ("kabupaten", "kota", "provinsi") for province in provinces
    ]
    told = 0
    for group in groups:
        if group.empty:
            continue
        names = text.names_of(group)
        said = [text.group_sentence(group, "daerah", "daerah", instrument)]
        leaders = {names[code] for code in group.loc[group["rank"] == 1, "region"]}
        assert all(name in said[0] for name in leaders) or said[0].startswith(f"{len(leaders)} daerah ")
        for _, row in group.iloc[:: max(1, len(group) // 4)].iterrows():
            sentence = text.own_sentence(names[row["region"]], row, group, "daerah", 2024)
            shares = int((group["rank"] == row["rank"]).sum()) > 1
            assert (", bersama " in sentence) == shares
            said += [sentence, text.rivals_sentence(rank_facts.rivals(group, row["region"]), "daerah")]
        told += len(said)
        assert not [line for line in said if re.search(r"(naik|turun) (−|0,00)|0,00 di", line)]
    assert told > 300
