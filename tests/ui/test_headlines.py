"""Every sentence that opens a page or titles a picture: value, change, then the opposite movement."""

import pandas as pd
import pytest

from spbe_analytics.instruments import Catalogue
from spbe_analytics.ui import headlines
from spbe_analytics.ui.story import changes_title, lead_title, pillar_title, sentence

NONE = float("nan")


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
            [("Layanan", 0.56, 2022), ("Layanan", 0.2, 2023)],
            "X 3,26 pada 2024: naik 0,58 sejak 2021, dan semua domain ikut naik",
            id="all rise",
        ),
        pytest.param(
            RISES,
            [("Layanan", 0.56, 2022), ("Layanan", 0.0, 2023)],
            "X 3,26 pada 2024: naik 0,58 sejak 2021",
            id="one stood still last year only",
        ),
        pytest.param(
            RISES,
            [("Layanan", 0.56, 2022), ("Manajemen", 0.0, 2022), ("Manajemen", 0.004, 2023)],
            "X 3,26 pada 2024: naik 0,58 sejak 2021, tetapi Manajemen tetap",
            id="a domain never moved",
        ),
        pytest.param(RISES, [], "X 3,26 pada 2024: naik 0,58 sejak 2021", id="domains unknown"),
        pytest.param(
            {2022: 2.0, 2023: 3.0, 2024: 2.6},
            [("Layanan", -0.9, 2023)],
            "X 2,60 pada 2024: naik 0,60 sejak 2022, tetapi turun 0,40 dari 2023",
            id="the last year goes back",
        ),
        pytest.param(
            {2022: 3.0, 2024: 2.6},
            [("Layanan", -0.9, 2022)],
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
    assert sentence("X", line(values), 2024, "SPBE", parts) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({2024: 1.82}, "Manajemen 1,82, baru satu tahun"),
        ({2022: 2.18, 2023: 2.27, 2024: 1.82}, "Manajemen turun 0,36 sejak 2022"),
        ({2021: 2.18, 2023: 3.45, 2024: 3.27}, "Manajemen naik 1,09, tetapi turun 0,18 pada 2024"),
        ({2021: 1.0, 2024: 1.0}, "Manajemen tetap sejak 2021"),
    ],
)
def test_title_of_a_domain(values: dict[int, float], said: str) -> None:
    assert pillar_title("Manajemen", line(values)) == said


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
    ("own", "other", "said"),
    [
        (
            {2023: 3.2, 2024: 3.3},
            {2023: 2.6, 2024: 2.9},
            "Keunggulan atas M menyusut: 0,60 (2023) menjadi 0,40",
        ),
        (
            {2023: 3.2, 2024: 3.9},
            {2023: 2.6, 2024: 2.9},
            "Keunggulan atas M melebar: 0,60 (2023) menjadi 1,00",
        ),
        (
            {2023: 2.2, 2024: 2.3},
            {2023: 2.6, 2024: 2.9},
            "Ketertinggalan dari M melebar: 0,40 (2023) menjadi 0,60",
        ),
        (
            {2023: 2.0, 2024: 2.8},
            {2023: 2.6, 2024: 2.9},
            "Ketertinggalan dari M menyempit: 0,60 (2023) menjadi 0,10",
        ),
        ({2023: 2.0, 2024: 3.8}, {2023: 2.6, 2024: 2.9}, "Kini di atas median kota, sebaliknya dari 2023"),
        ({2024: 2.0, 2025: 3.8}, {2024: 2.6}, "0,60 di bawah median kota (2024)"),
        ({2022: 2.0, 2025: 3.8}, {2024: 2.6}, "2 nilai, belum ada median pembanding"),
    ],
)
def test_title_against_the_median(own: dict[int, float], other: dict[int, float], said: str) -> None:
    title = lead_title(line(own), line(other, "median kota"), nation=False)
    assert title == said.replace(" M ", " median kota ")


def test_the_nation_neither_leads_nor_lags() -> None:
    title = lead_title(line({2023: 2.79, 2024: 3.12}), line({2023: 2.62, 2024: 2.89}, "median kabupaten"), nation=True)
    assert title == "0,23 di atas median kabupaten pada 2024"


def ranked(change: float = NONE, previous: float = NONE, rank: int = 4) -> pd.Series:
    return pd.Series(
        {
            "index": 3.26, "predicate": "Baik", "rank": rank, "of": 21, "change": change,
            "previous_rank": previous, "rank_change": previous - rank,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "falls", "said"),
    [
        (ranked(0.08, 1), [], "X 3,26 (Baik): naik 0,08 dari 2023, tetapi turun dari peringkat 1 ke 4 di Sulsel"),
        (ranked(0.08, 9), [], "X 3,26 (Baik): naik 0,08 dari 2023, dan naik dari peringkat 9 ke 4 di Sulsel"),
        (ranked(-0.08, 9), [], "X 3,26 (Baik): turun 0,08 dari 2023, tetapi naik dari peringkat 9 ke 4 di Sulsel"),
        (
            ranked(0.08, 4),
            [("Layanan", -0.1), ("Manajemen", -0.45)],
            "X 3,26 (Baik): naik 0,08 dari 2023, tetapi Manajemen turun 0,45",
        ),
        (
            ranked(-0.08, 4),
            [("Layanan", -0.1)],
            "X 3,26 (Baik): turun 0,08 dari 2023, tetap di peringkat 4 dari 21 kabupaten di Sulsel",
        ),
        (ranked(), [], "X 3,26 (Baik): peringkat 4 dari 21 kabupaten di Sulsel"),
    ],
)
def test_headline_of_a_region(row: pd.Series, falls: list[tuple[str, float]], said: str) -> None:
    assert plain(headlines.own_headline("X", row, row, "Sulsel", "kabupaten", 2024, falls)) == said


@pytest.mark.parametrize(
    ("highs", "change", "said"),
    [
        ([2.0, 3.0], 0.3, "Rata-rata kota di Bali 2,50 pada 2024: naik 0,30 dari 2023, tetapi 1 dari 2 kota masih di"),
        ([3.0, 3.0], 0.3, "Rata-rata kota di Bali 2,50 pada 2024: naik 0,30 dari 2023, dan semua 2 kota sudah Baik"),
        ([2.0, 2.0], -0.3, "Rata-rata kota di Bali 2,50 pada 2024: turun 0,30 dari 2023, dan 2 dari 2 kota masih di"),
        ([2.0, 3.0], NONE, "Rata-rata kota di Bali 2,50 pada 2024; 1 dari 2 kota masih di bawah Baik"),
    ],
)
def test_headline_of_a_group(highs: list[float], change: float, said: str, catalogue: Catalogue) -> None:
    group = pd.DataFrame({"high": highs})
    told = headlines.nation_headline(catalogue["spbe-59-2020"], group, 2.5, change, "kota", "Bali", 2024)
    assert told.startswith(said)


@pytest.mark.parametrize(
    ("own", "change", "said"),
    [
        ([3.0, 3.0], [0.1, -0.2], "Semua domain di atas median; hanya B turun"),
        ([3.0, 3.0], [-0.1, -0.2], "Semua domain di atas median"),
        ([1.0, 1.9], [NONE, NONE], "A tertinggal 1,00 dari median"),
        ([3.0, 1.0], [NONE, NONE], "Hanya A di atas median"),
        ([2.0, 2.0], [NONE, NONE], "Tidak ada domain di bawah median"),
        ([NONE, NONE], [NONE, NONE], "Nilai domain tidak tersedia"),
    ],
)
def test_finding_of_domains(own: list[float], change: list[float], said: str) -> None:
    rows = pd.DataFrame({"label": ["A", "B"], "own": own, "reference": [2.0, 2.0], "change": change})
    assert headlines.domains_finding(rows, "median") == said
