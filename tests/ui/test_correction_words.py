"""The sentences about corrections: lowered, raised, unchanged, tie, unknown."""

from fractions import Fraction

import pandas as pd
import pytest

from spbe_analytics.analysis.change.corrections import Corrections, corrections
from spbe_analytics.instruments import Catalogue
from spbe_analytics.ui.tren import correction_words as text
from tests.analysis.assessments import snapshot_of

REGION = "18.71"
SPBE = "spbe-59-2020"
DOMAINS = {"D1": "Kebijakan", "D2": "Tata Kelola", "D3": "Manajemen", "D4": "Layanan"}


def told(catalogue: Catalogue, before: dict[str, float], after: dict[str, float]) -> Corrections:
    given = {(REGION, 2024, "mandiri"): before, (REGION, 2024, "final"): after}
    return corrections(snapshot_of(catalogue, given), catalogue[SPBE], REGION, 2024)


def printed(**changed: float) -> dict[str, float]:
    return dict.fromkeys(("index", *DOMAINS), 3.0) | changed


@pytest.mark.parametrize(
    ("after", "said"),
    [
        pytest.param(printed(), "asesor tidak mengubah nilainya", id="unchanged"),
        pytest.param(
            printed(index=2.9, D1=2.2), "asesor menurunkan 0,10, paling banyak Kebijakan (−0,80)", id="lowered"
        ),
        pytest.param(
            printed(index=3.1, D1=3.8), "asesor menaikkan 0,10, paling banyak Kebijakan (+0,80)", id="raised"
        ),
        pytest.param(
            printed(index=2.9, D1=2.2, D3=2.2),
            "asesor menurunkan 0,10, paling banyak Kebijakan dan Manajemen (masing-masing −0,80)",
            id="two lowered alike",
        ),
        pytest.param(
            printed(index=2.2, D1=2.2, D2=2.2, D3=2.2, D4=2.2),
            "asesor menurunkan 0,80, paling banyak 4 domain (masing-masing −0,80)",
            id="all lowered alike",
        ),
        pytest.param(
            printed(index=2.9, D1=2.2, D2=3.3, D3=3.3),
            "asesor menurunkan 0,10, paling banyak Kebijakan (−0,80), tetapi Tata Kelola dan Manajemen masing-masing "
            "+0,30",
            id="two the other way",
        ),
        pytest.param(
            printed(index=2.9, D1=2.2, D2=3.05),
            "asesor menurunkan 0,10, paling banyak Kebijakan (−0,80)",
            id="the other way by less than the whole",
        ),
        pytest.param(
            printed(D1=2.2, D2=3.4),
            "asesor tidak mengubah nilainya: Kebijakan −0,80, tetapi Tata Kelola +0,40",
            id="the whole unchanged, its parts not",
        ),
        pytest.param(
            {code: value for code, value in printed(D1=2.2).items() if code != "index"},
            "nilai belum lengkap pada salah satu tahap: Kebijakan −0,80",
            id="the whole unknown",
        ),
    ],
)  # fmt: skip
def test_finding(catalogue: Catalogue, after: dict[str, float], said: str) -> None:
    assert text.finding(told(catalogue, printed(), after), "index") == f"Nilai akhir 2024: {said}"


def test_less_than_two_decimals_show_is_said_in_words(catalogue: Catalogue) -> None:
    """Raised by 0.026, lowered by 0.0275: together 0.0015 less."""
    levels = dict.fromkeys(catalogue[SPBE].indicator_codes, 3.0)
    found = told(catalogue, levels, levels | {"I1": 4.0, "I2": 4.0, "I32": 2.0})
    assert found.changes["index"].value == Fraction(-15, 10000)
    assert text.finding(found, "index").startswith("Nilai akhir 2024: asesor menurunkan kurang dari 0,01")


def test_course(catalogue: Catalogue) -> None:
    found = told(catalogue, printed(), printed(index=2.86))
    assert text.course(found, "index") == "2024: Penilaian Mandiri 3,00, Nilai akhir 2,86 (−0,14)"
    assert text.course(found, "A1") == ""


@pytest.mark.parametrize(
    ("hundredths", "said"),
    [
        ({2024: -10}, "Koreksi 2024: −0,10; tahun lain belum dapat dibandingkan"),
        ({2023: -185, 2024: -8}, "Koreksi mengecil dari −1,85 (2023) ke −0,08 (2024)"),
        ({2022: -8, 2023: 0, 2024: -10}, "Koreksi membesar dari −0,08 (2022) ke −0,10 (2024)"),
        ({2023: 10, 2024: -30}, "Koreksi berbalik dari +0,10 (2023) ke −0,30 (2024)"),
        ({2023: 10, 2024: -10}, "Koreksi berbalik dari +0,10 (2023) ke −0,10 (2024)"),
        ({2023: -10, 2024: -10}, "Koreksi 2024 sama dengan 2023: −0,10"),
        ({2023: 0, 2024: 0}, "Koreksi 2024 sama dengan 2023: 0,00"),
    ],
)
def test_years(hundredths: dict[int, int], said: str) -> None:
    rows = pd.DataFrame({"year": hundredths.keys(), "exact": [Fraction(by, 100) for by in hundredths.values()]})
    assert text.years(rows) == said


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ({"I1": 2.0, "I2": 4.0, "I3": 2.0}, "2024: terlalu tinggi pada 2 indikator, terlalu rendah pada 1"),
        ({"I1": 2.0}, "2024: terlalu tinggi pada 1 indikator, tidak ada yang terlalu rendah"),
        ({"I1": 4.0}, "2024: terlalu rendah pada 1 indikator, tidak ada yang terlalu tinggi"),
        ({}, "2024: semua 47 indikator yang diketahui dinilai sama"),
    ],
)
def test_indicators(catalogue: Catalogue, after: dict[str, float], said: str) -> None:
    levels = dict.fromkeys(catalogue[SPBE].indicator_codes, 3.0)
    found = told(catalogue, levels, levels | after)
    assert text.indicators(found, found.indicators("index")) == said


def test_the_nation_pools_no_unlike_stages() -> None:
    rows = pd.DataFrame({"year": [2024, 2023], "median": [-0.5, -1.0], "count": [3, 1]})
    assert text.nation(rows, 4) == "4 daerah dengan beberapa tahap; median koreksi 2024 −0,50 (3 daerah)"
    later = pd.concat([rows, pd.DataFrame({"year": [2026], "median": [-0.2], "count": [1]})])
    assert text.nation(later, 5) == "5 daerah dengan beberapa tahap; median koreksi 2024 −0,50 (3 daerah)"
    assert text.nation(later.iloc[2:], 1) == "1 daerah dengan beberapa tahap; koreksi 2026 −0,20 (1 daerah)"
    assert text.nation(rows.assign(year=2024, count=[3, 2]), 4) == "4 daerah dengan beberapa tahap pada tahun yang sama"
