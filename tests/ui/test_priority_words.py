"""The sentences of *Prioritas*."""

from fractions import Fraction

import pandas as pd
import pytest

from spbe_analytics.instruments import Catalogue
from spbe_analytics.ui import headlines, priority_text

NAN = float("nan")


def row(**figures: float) -> pd.Series:
    known = {"value": 2.4, "median": 3.2, "median_gap": -0.8, "quartile": 3.7, "rank": 64.0, "of": 93.0} | figures
    return pd.Series(known, name="D2")


def said(found: pd.Series, changes: dict[str, float], equals: tuple[str, ...] = ()) -> str:
    return priority_text.weakest_text(
        found, pd.Series(changes), year=2024, word="domain", among="kota", target=3, cause="", equals=equals
    )


@pytest.mark.parametrize(
    ("least", "most", "written"),
    [
        (Fraction(2425, 10000), Fraction(245, 1000), "0,24–0,25"),
        (Fraction(52, 100), Fraction(52, 100), "0,52"),
        (Fraction(0), Fraction(4, 1000), "kurang dari 0,01"),
        (Fraction(3, 1000), Fraction(6, 1000), "0,00–0,01"),
    ],
)
def test_a_distance_is_one_figure_or_an_interval(least: Fraction, most: Fraction, written: str) -> None:
    assert headlines.distance(least, most) == written


def test_small_counts_are_words() -> None:
    assert [priority_text.counted(number) for number in (0, 1, 9, 11, 12)] == [
        "nol",
        "satu",
        "sembilan",
        "sebelas",
        "12",
    ]


@pytest.mark.parametrize(
    ("found", "changes", "text"),
    [
        pytest.param(
            row(),
            {"D1": 0.1, "D2": 0.2, "D3": NAN},
            "Nilai terendah dari tiga domain, 0,80 di bawah median kota (3,20), peringkat 64 dari 93.",
            id="below the median",
        ),
        pytest.param(
            row(median_gap=0.55, median=1.27, quartile=2.18),
            {"D1": 0.1, "D2": -0.45},
            "Nilai terendah dari dua domain dan satu-satunya yang turun (−0,45 dari 2023), tetapi masih 0,55 di atas "
            "median kota (1,27), peringkat 64 dari 93: kelemahan sebagian besar kota.",
            id="above the median, and everybody is weak",
        ),
        pytest.param(
            row(median_gap=0.55, median=1.27),
            {"D1": -0.1, "D2": -0.45},
            "Nilai terendah dari dua domain, tetapi masih 0,55 di atas median kota (1,27), peringkat 64 dari 93.",
            id="above the median, but others are not weak, nor the only one to fall",
        ),
        pytest.param(
            row(median_gap=0.0),
            {"D1": NAN, "D2": -0.45},
            "Nilai terendah dari dua domain, tepat pada median kota, peringkat 64 dari 93.",
            id="at the median; of one known fall nobody says that it is the only one",
        ),
        pytest.param(
            row(median=NAN, median_gap=NAN, rank=NAN, of=NAN),
            {"D1": NAN, "D2": NAN},
            "Nilai terendah dari dua domain.",
            id="nobody to compare with",
        ),
    ],
)
def test_the_weakest_domain_in_a_sentence(found: pd.Series, changes: dict[str, float], text: str) -> None:
    assert said(found, changes) == text


def test_equally_low_domains_are_named() -> None:
    text = said(row(), {"D1": NAN, "D2": NAN}, equals=("Kebijakan", "Manajemen"))
    assert text.startswith("Nilai terendah dari dua domain, sama rendah dengan Kebijakan dan Manajemen, 0,80 di bawah")


def test_what_the_bars_sum_to(catalogue: Catalogue) -> None:
    spbe = catalogue["spbe-59-2020"]
    exact = priority_text.lost_text(spbe, 2.0205, [0.6925, 0.65, 0.405, 0.273])
    assert exact == "Bobot × jarak ke tingkat 5; jumlahnya 2,02, dibulatkan."
    printed = priority_text.lost_text(spbe, 1.74, [0.6, 0.5247, 0.42315, 0.195])
    assert printed == "Bobot × jarak ke tingkat 5; dari nilai tercetak jumlahnya 1,74."
    partly = priority_text.lost_text(spbe, NAN, [0.6])
    assert partly == "Bobot × jarak ke tingkat 5; jumlah yang diketahui 0,60."


@pytest.mark.parametrize(
    ("gaps", "title"),
    [
        ([0.1, 0.0], "Tidak ada yang di bawah median kota"),
        ([-0.1, -0.3], "B 0,30 di bawah median kota"),
        ([-0.3, -0.3], "A dan B 0,30 di bawah median kota"),
        ([NAN, -0.3], "B 0,30 di bawah median kota"),
    ],
)
def test_the_gap_to_the_median_is_a_finding(gaps: list[float], title: str) -> None:
    rows = pd.DataFrame({"short": ["A", "B"], "median_gap": gaps})
    assert priority_text.gap_title(rows, "kota") == title
