"""Every sentence that opens a page or titles a picture: value, change, then the opposite movement."""

from collections.abc import Mapping
from fractions import Fraction

import pandas as pd
import pytest

from spbe_analytics.analysis.standing.averages import Average, AverageChange, Lead, Members, Statistic
from spbe_analytics.instruments import Catalogue
from spbe_analytics.parts.words import headlines
from spbe_analytics.parts.words.story import Beside, Moved, changes_title, pillar_title, sentence, span_title

NONE = float("nan")


def exactly(values: Mapping[int, float]) -> dict[int, Fraction]:
    return {year: Fraction(str(value)) for year, value in values.items()}


def moved(*parts: tuple[str, float, int]) -> list[Moved]:
    return [Moved(short, Fraction(str(by)), since) for short, by, since in parts]


def average(value: float, year: int = 2024, kind: str = "kota", province: str | None = None) -> Average:
    group = Members(kind, province)
    regions = frozenset(f"{year}-{place}" for place in range(3))
    return Average(Statistic.MEAN, group, "spbe-59-2020", "index", year, "final", Fraction(str(value)), regions)


def plain(text: str) -> str:
    return text.replace(headlines.NBSP, " ")


def line(values: dict[int, float], series: str = "Luwu Utara") -> pd.DataFrame:
    rows = [(series, year, value, "a") for year, value in values.items()]
    return pd.DataFrame(rows, columns=["series", "year", "value", "segment"])


@pytest.mark.parametrize(
    ("change", "said"),
    [(0.08, "naik 0,08"), (-0.45, "turun 0,45"), (0.004, "tetap"), (-0.004, "tetap"), (NONE, ""), (None, "")],
)
def test_movement(change: float | None, said: str) -> None:
    assert headlines.movement(change) == said


@pytest.mark.parametrize(
    ("names", "said"), [([], ""), (["A"], "A"), (["A", "B"], "A dan B"), (["A", "B", "C"], "A, B, dan C")]
)
def test_joined(names: list[str], said: str) -> None:
    assert headlines.joined(names) == said


RISES = {2021: 2.68, 2022: 2.93, 2023: 3.18, 2024: 3.26}


@pytest.mark.parametrize(
    ("values", "parts", "said"),
    [
        pytest.param(
            RISES,
            [("Layanan", 0.56, 2022), ("Manajemen", -0.36, 2022), ("Manajemen", -0.45, 2023)],
            "X 3,26 pada 2024: naik 0,58 sejak 2021, tetapi Manajemen turun 0,45 sejak 2023",
            id="a domain moves the other way",
        ),
        pytest.param(
            RISES,
            [("Layanan", -0.45, 2023), ("Manajemen", -0.45, 2023)],
            "X 3,26 pada 2024: naik 0,58 sejak 2021, tetapi Layanan dan Manajemen turun 0,45 sejak 2023",
            id="two domains move the other way as far",
        ),
        pytest.param(
            RISES,
            [("Layanan", 0.56, 2021), ("Layanan", 0.2, 2023), ("Manajemen", 0.3, 2021)],
            "X 3,26 pada 2024: naik 0,58 sejak 2021, dan semua domain ikut naik",
            id="all rise",
        ),
        pytest.param(
            RISES,
            [("Layanan", 0.56, 2022), ("Manajemen", 0.3, 2022)],
            "X 3,26 pada 2024: naik 0,58 sejak 2021",
            id="all rise, but only since another year than the index",
        ),
        pytest.param(
            RISES,
            [("Layanan", 0.56, 2021)],
            "X 3,26 pada 2024: naik 0,58 sejak 2021",
            id="all that are known rise, but one is not known",
        ),
        pytest.param(
            RISES,
            [("Layanan", 0.56, 2021), ("Layanan", 0.0, 2023), ("Manajemen", 0.3, 2021)],
            "X 3,26 pada 2024: naik 0,58 sejak 2021",
            id="one stood still last year only",
        ),
        pytest.param(
            RISES,
            [("Layanan", 0.56, 2021), ("Manajemen", 0.004, 2021)],
            "X 3,26 pada 2024: naik 0,58 sejak 2021, tetapi Manajemen tetap",
            id="a domain did not move",
        ),
        pytest.param(RISES, [], "X 3,26 pada 2024: naik 0,58 sejak 2021", id="domains unknown"),
        pytest.param(
            {2022: 2.0, 2023: 3.0, 2024: 2.6},
            [("Layanan", -0.9, 2023)],
            "X 2,60 pada 2024: naik 0,60 sejak 2022, tetapi turun 0,40 dari 2023",
            id="the last year goes back",
        ),
        pytest.param(
            {2022: 2.6, 2023: 3.0, 2024: 2.6},
            [],
            "X 2,60 pada 2024: tetap sejak 2022, tetapi turun 0,40 dari 2023",
            id="back to where it began",
        ),
        pytest.param(
            {2022: 3.0, 2024: 2.6},
            [("Layanan", -0.9, 2022), ("Manajemen", -0.1, 2022)],
            "X 2,60 pada 2024: turun 0,40 sejak 2022, dan semua domain ikut turun",
            id="all fall",
        ),
        pytest.param(
            {2023: 3.0, 2024: 2.996}, [("Layanan", -0.9, 2023)], "X 3,00 pada 2024: tetap sejak 2023", id="no change"
        ),
        pytest.param(
            {2022: 2.0, 2023: 3.0},
            [],
            "X tidak punya nilai 2024; terakhir 3,00 pada 2023: naik 1,00 sejak 2022",
            id="the last year is missing",
        ),
        pytest.param({2024: 3.0}, [], "X 3,00 pada 2024, satu-satunya nilai dengan instrumen SPBE", id="one value"),
        pytest.param({}, [], "X: belum ada nilai dengan instrumen SPBE", id="no value"),
    ],
)
def test_sentence_of_a_line(values: dict[int, float], parts: list[tuple[str, float, int]], said: str) -> None:
    assert sentence("X", exactly(values), 2024, "SPBE", moved(*parts), of=2) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({2024: 1.82}, "Manajemen 1,82 pada 2024, satu-satunya nilai"),
        ({2022: 2.18, 2023: 2.27, 2024: 1.82}, "Manajemen turun 0,36 sejak 2022"),
        ({2021: 2.18, 2023: 3.45, 2024: 3.27}, "Manajemen naik 1,09 sejak 2021, tetapi turun 0,18 pada 2024"),
        ({2021: 1.0, 2024: 1.0}, "Manajemen tetap sejak 2021"),
        ({2022: 1.0, 2023: 2.0, 2024: 1.0}, "Manajemen tetap sejak 2022, tetapi turun 1,00 pada 2024"),
    ],
)
def test_title_of_a_domain(values: dict[int, float], said: str) -> None:
    assert pillar_title("Manajemen", exactly(values)) == said


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        (Beside(), "satu-satunya nilai dengan instrumen SPBE"),
        (Beside(later=True), "nilai pertama dengan instrumen SPBE"),
        (Beside(wrong=(2023,)), "satu-satunya nilai dengan instrumen SPBE selain 2023, yang salah cetak"),
        (
            Beside(later=True, wrong=(2022, 2023)),
            "nilai pertama dengan instrumen SPBE selain 2022 dan 2023, yang salah cetak",
        ),
    ],
)
def test_a_value_that_has_no_other_to_be_held_against(beside: Beside, said: str) -> None:
    assert sentence("X", exactly({2024: 3.0}), 2024, "SPBE", beside=beside) == f"X 3,00 pada 2024, {said}"
    alone = said.replace(" dengan instrumen SPBE", "")
    assert pillar_title("Manajemen", exactly({2024: 1.82}), beside) == f"Manajemen 1,82 pada 2024, {alone}"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Indeks per tahun"),
        ({2024: 3.12}, "Indeks 3,12 (2024)"),
        ({2021: 2.24, 2023: 2.79, 2024: 3.12}, "Indeks naik dari 2,24 (2021) menjadi 3,12 (2024)"),
        ({2021: 3.12, 2024: 2.24}, "Indeks turun dari 3,12 (2021) menjadi 2,24 (2024)"),
        ({2021: 2.24, 2024: 2.24}, "Indeks tetap 2,24 (2021 dan 2024)"),
    ],
)
def test_title_of_a_printed_line(values: dict[int, float], said: str) -> None:
    assert span_title("Indeks", line(values)) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Belum ada dua tahun yang dapat dibandingkan"),
        ({2022: NONE}, "Belum ada dua tahun yang dapat dibandingkan"),
        ({2022: NONE, 2024: 0.16}, "Naik 0,16 pada 2024"),
        ({2024: 0.0}, "Tetap pada 2024"),
        ({2022: 0.2, 2023: -0.1, 2024: 0.3}, "Hanya 2023 yang turun"),
        ({2022: -0.2, 2023: -0.1}, "Turun setiap tahun"),
        ({2022: -0.2, 2023: 0.3, 2024: -0.1}, "Turun pada 2022 dan 2024"),
        ({2022: 0.0, 2023: 0.001}, "Tetap dari tahun ke tahun"),
        ({2022: 0.25, 2023: 0.25, 2024: 0.08}, "Kenaikan 2024 paling kecil"),
        ({2022: 0.25, 2023: 0.25, 2024: 0.0}, "Tidak naik lagi pada 2024"),
        ({2022: 0.25, 2023: 0.1, 2024: 0.25}, "Naik terbanyak pada 2022 dan 2024"),
    ],
)
def test_title_of_changes(changes: dict[int, float], said: str) -> None:
    frame = pd.DataFrame({"year": list(changes), "change": list(changes.values())})
    assert changes_title(frame) == said


@pytest.mark.parametrize(
    ("by", "same", "said"),
    [
        ([0.6, 0.4], [], "Keunggulan atas M menyusut: 0,60 (2023) menjadi 0,40 (2024)"),
        ([0.6, 1], [], "Keunggulan atas M melebar: 0,60 (2023) menjadi 1,00 (2024)"),
        ([-0.4, -0.6], [], "Ketertinggalan dari M melebar: 0,40 (2023) menjadi 0,60 (2024)"),
        ([-0.6, -0.1], [], "Ketertinggalan dari M menyempit: 0,60 (2023) menjadi 0,10 (2024)"),
        ([0.31, 0.314], [], "Keunggulan atas M tetap 0,31 (2023 dan 2024)"),
        ([-0.31, -0.314], [], "Ketertinggalan dari M tetap 0,31 (2023 dan 2024)"),
        ([0.31, 0.32], [0.31, 0.30], "Keunggulan atas M: 0,31 (2023) dan 0,32 (2024)"),
        ([-0.6, 0.9], [], "Kini 0,90 di atas M (2024); pada 2023 0,60 di bawah"),
        ([0.6, -0.9], [], "Kini 0,90 di bawah M (2024); pada 2023 0,60 di atas"),
        ([0.6, 0.004], [], "Kini setara M (2024); pada 2023 0,60 di atas"),
        ([0.0, 0.6], [], "Kini 0,60 di atas M (2024); pada 2023 setara"),
        ([0.0, 0.0], [], "2023 dan 2024 setara M"),
        ([-0.6], [], "0,60 di bawah M (2024)"),
        ([0.0], [], "setara M (2024)"),
        ([9.0, 0.6, 0.4], [], "Keunggulan atas M menyusut: 0,60 (2023) menjadi 0,40 (2024)"),
    ],
)
def test_title_against_an_average(by: list[float], same: list[float], said: str) -> None:
    years = range(2025 - len(by), 2025)
    distances = exactly(dict(zip(years, by, strict=True)))
    shared = exactly(dict(zip(years, same, strict=True))) if same else distances
    found = Lead("73.71", average(3), distances, shared, 3)
    assert headlines.lead_finding(found) == said.replace("M", "rata-rata kota")


def ranked(change: float = NONE, previous: float = NONE, rank: int = 4) -> pd.Series:
    return pd.Series(
        {
            "index": 3.26, "predicate": "Baik", "rank": rank, "of": 21, "change": change,
            "previous_rank": previous, "rank_change": previous - rank, "previous_of": 21, "common_of": 21,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "changes", "said"),
    [
        (ranked(0.08, 1), {}, "X 3,26 (Baik): naik 0,08 dari 2023, tetapi turun dari peringkat 1 ke 4 di Sulsel"),
        (ranked(0.08, 9), {}, "X 3,26 (Baik): naik 0,08 dari 2023, dan naik dari peringkat 9 ke 4 di Sulsel"),
        (ranked(-0.08, 9), {}, "X 3,26 (Baik): turun 0,08 dari 2023, tetapi naik dari peringkat 9 ke 4 di Sulsel"),
        (ranked(0.001, 1), {}, "X 3,26 (Baik): tetap dari 2023, tetapi turun dari peringkat 1 ke 4 di Sulsel"),
        (
            ranked(0.08, 4),
            {"Layanan": -0.1, "Manajemen": -0.45},
            "X 3,26 (Baik): naik 0,08 dari 2023, tetapi Manajemen turun 0,45",
        ),
        (
            ranked(0.08, 4),
            {"Layanan": -0.45, "Tata Kelola": 0.2, "Manajemen": -0.45},
            "X 3,26 (Baik): naik 0,08 dari 2023, tetapi Layanan dan Manajemen turun 0,45",
        ),
        (
            ranked(-0.08, 4),
            {"Layanan": -0.1},
            "X 3,26 (Baik): turun 0,08 dari 2023, tetap di peringkat 4 dari 21 kabupaten di Sulsel",
        ),
        (ranked(), {}, "X 3,26 (Baik): peringkat 4 dari 21 kabupaten di Sulsel"),
    ],
)
def test_headline_of_a_region(row: pd.Series, changes: dict[str, float], said: str) -> None:
    by = {short: Fraction(str(change)) for short, change in changes.items()}
    assert plain(headlines.own_headline("X", row, row, "Sulsel", "kabupaten", 2024, by)) == said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ranked(0.08), "X 3,26 (Baik): naik 0,08 dari 2023, tetapi Layanan turun 0,10"),
        (ranked(-0.08), "X 3,26 (Baik): turun 0,08 dari 2023"),
        (ranked(), "X 3,26 (Baik) pada 2024"),
    ],
)
def test_headline_of_a_region_without_others(row: pd.Series, said: str) -> None:
    assert headlines.lone_headline("X", row, 2024, {"Layanan": Fraction(-1, 10)}) == said


@pytest.mark.parametrize(
    ("before", "same", "below", "said"),
    [
        (2.2, 0.3, 1, "2,50 pada 2024: naik 0,30 dari 2,20 pada 2023, tetapi 1 dari 2 kota masih di bawah Baik"),
        (2.2, 0.3, 0, "2,50 pada 2024: naik 0,30 dari 2,20 pada 2023, dan semua 2 kota sudah Baik atau lebih"),
        (2.8, -0.3, 2, "2,50 pada 2024: turun 0,30 dari 2,80 pada 2023, dan 2 dari 2 kota masih di bawah Baik"),
        (2.8, -0.3, 0, "2,50 pada 2024: turun 0,30 dari 2,80 pada 2023, tetapi semua 2 kota sudah Baik atau lebih"),
        (2.5, 0, 1, "2,50 pada 2024, tetap seperti 2023; 1 dari 2 kota masih di bawah Baik"),
        (2.2, -0.1, 1, "2,50 pada 2024 (2,20 pada 2023); 1 dari 2 kota masih di bawah Baik"),
        (None, 0, 1, "2,50 pada 2024; 1 dari 2 kota masih di bawah Baik"),
    ],
)
def test_headline_of_a_group(before: float | None, same: float, below: int, said: str, catalogue: Catalogue) -> None:
    now = average(2.5, province="51")
    change = AverageChange(average(before, 2023), now, 2, Fraction(str(same))) if before else None
    told = headlines.nation_headline(catalogue["spbe-59-2020"], now, change, below, 2)
    assert told == f"Rata-rata kota di Bali {said}"
