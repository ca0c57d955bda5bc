"""The sentences about a change: what contributed most, and what went the other way."""

from fractions import Fraction

import pytest

from spbe_analytics.analysis.change.change import Change, cautions, moment
from spbe_analytics.analysis.change.decompose import decompose
from spbe_analytics.instruments import Catalogue
from spbe_analytics.parts.words.change_words import finding, reading
from spbe_analytics.schema import NodeKind, Stage
from tests.analysis.assessments import snapshot_of

REGION = "18.01"


def change_of(catalogue: Catalogue, before: dict[str, float], after: dict[str, float]) -> Change:
    given = {(REGION, 2023, "final"): before, (REGION, 2024, "final"): after}
    return decompose(snapshot_of(catalogue, given), REGION, (2023, Stage.FINAL), (2024, Stage.FINAL))


def levels(catalogue: Catalogue, level: float, **others: float) -> dict[str, float]:
    return dict.fromkeys(catalogue["spbe-59-2020"].indicator_codes, level) | others


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ({}, "Indeks tetap"),
        ({"I1": 4}, "Kebijakan menyumbang +0,01 dari kenaikan 0,01"),
        ({"I1": 1}, "Kebijakan menyumbang −0,03 dari penurunan 0,03"),
        ({"I47": 5, "I1": 2}, "Layanan menyumbang +0,06 dari kenaikan 0,05, tetapi Kebijakan −0,01"),
        (
            {"I11": 4, "I12": 4, "I1": 2, "I2": 2, "I3": 2, "I4": 2},
            "Indeks tetap: Tata Kelola +0,05 dan Kebijakan −0,05 saling menutup",
        ),
        (
            {"I11": 4, "I1": 2, "I2": 2},
            "Indeks tetap: Tata Kelola +0,03 dan Kebijakan −0,03 saling menutup",
        ),
        (
            {"I11": 4, "I21": 4, "I1": 2, "I2": 2, "I3": 2},
            "Indeks tetap: 2 domain menambah 0,04 dan Kebijakan mengurangi 0,04, saling menutup",
        ),
    ],
)  # fmt: skip
def test_the_finding_of_a_change(catalogue: Catalogue, after: dict[str, float], said: str) -> None:
    found = change_of(catalogue, levels(catalogue, 3), levels(catalogue, 3, **after))
    assert finding(found, found.bars(NodeKind.DOMAIN)) == said


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (
            {"I21": 4, "I22": 4},
            "I21 Risiko dan I22 Keamanan Informasi masing-masing menyumbang +0,02 dari kenaikan 0,03",
        ),
        (
            {"I21": 2, "I22": 2},
            "I21 Risiko dan I22 Keamanan Informasi masing-masing menyumbang −0,02 dari penurunan 0,03",
        ),
        ({"I21": 4, "I22": 4, "I23": 4, "I24": 4}, "4 indikator masing-masing menyumbang +0,02 dari kenaikan 0,06"),
        (
            {"I42": 5, "I21": 2, "I22": 2},
            "I42 Layanan menyumbang +0,06 dari kenaikan 0,03, tetapi I21 Risiko dan I22 Keamanan Informasi "
            "masing-masing −0,02",
        ),
    ],
)
def test_all_that_contributed_most_are_said(catalogue: Catalogue, after: dict[str, float], said: str) -> None:
    found = change_of(catalogue, levels(catalogue, 3), levels(catalogue, 3, **after))
    shorts = {f"I{number}": catalogue["spbe-59-2020"].node(f"I{number}").short for number in (21, 22, 42)}
    for code, name in {"I21": "Risiko", "I22": "Keamanan Informasi", "I42": "Layanan"}.items():
        said = said.replace(f"{code} {name}", f"{code} {shorts[code]}")
    assert finding(found, found.bars(NodeKind.INDICATOR)) == said


def test_printed_parts_are_equal_as_shown(catalogue: Catalogue) -> None:
    """0.30 × 13% = 0.039 and 0.27 × 16.5% = 0.04455 both show as 0,04."""
    first = {"index": 3.0, "D1": 3.0, "D2": 3.0, "D3": 3.0, "D4": 3.0}
    found = change_of(catalogue, first, first | {"index": 3.08, "D1": 3.3, "D3": 3.27})
    assert finding(found, found.parts) == ("Kebijakan dan Manajemen masing-masing menyumbang +0,04 dari kenaikan 0,08")


def test_single_indicators_newly_answered_alike(catalogue: Catalogue) -> None:
    before = {code: level for code, level in levels(catalogue, 3).items() if code not in ("I46", "I47")}
    found = change_of(catalogue, before, levels(catalogue, 3))
    told = finding(found, found.bars(NodeKind.INDICATOR))
    assert told.startswith("I46 ")
    assert told.endswith(" baru dijawab, masing-masing +0,09 dari kenaikan poin 0,18")


def test_a_printed_average_is_said_to_be_of_two_groups(catalogue: Catalogue) -> None:
    first = {"index": 3.0, "D1": 3.0, "D2": 3.0, "D3": 3.0, "D4": 3.0}
    given = {("nasional", 2023, "final"): first, ("nasional", 2024, "final"): first | {"D1": 3.3, "index": 3.04}}
    found = decompose(snapshot_of(catalogue, given), "nasional", (2023, Stage.FINAL), (2024, Stage.FINAL))
    assert cautions(found) == ["Rata-rata sebagaimana tercetak: yang dinilai tiap tahun dapat berbeda."]


def test_an_indicator_is_named_with_its_code(catalogue: Catalogue) -> None:
    found = change_of(catalogue, levels(catalogue, 3), levels(catalogue, 3, I47=5))
    assert finding(found, found.bars(NodeKind.INDICATOR)).startswith("I47 ")


def test_what_is_newly_answered_is_said_to_be(catalogue: Catalogue) -> None:
    before = {code: level for code, level in levels(catalogue, 3).items() if code not in ("I46", "I47")}
    found = change_of(catalogue, before, levels(catalogue, 3))
    assert found.change == Fraction(18, 100)
    assert finding(found, found.parts) == "2 indikator baru dijawab: +0,18 dari kenaikan poin 0,18"
    assert "(45 dan 47 dari 47 indikator)" in reading(found, NodeKind.DOMAIN)


def test_how_to_read_says_what_is_printed(catalogue: Catalogue) -> None:
    printed = {"index": 3.0, "D1": 3.0, "D2": 3.0, "D3": 3.0, "D4": 3.0}
    both = change_of(catalogue, printed, printed | {"index": 3.06, "D4": 3.13})
    assert "sisanya pembulatan" in reading(both, NodeKind.DOMAIN)
    one = change_of(catalogue, printed, levels(catalogue, 3, I1=4))
    assert "2023 tercetak dua desimal, sisi lain dihitung dari tingkat." in reading(one, NodeKind.DOMAIN)
    none = change_of(catalogue, levels(catalogue, 3), levels(catalogue, 4))
    assert reading(none, NodeKind.ASPECT) == (
        "Batang: bobot × perubahan nilai aspek; jumlahnya tepat sama dengan perubahan sebelum dibulatkan."
    )
    assert moment(none.after) == "2024, Nilai akhir"


def test_cautions_name_misprints_and_what_rounding_does_not_explain(catalogue: Catalogue) -> None:
    first = {"index": 3.0, "D1": 3.0, "D2": 3.0, "D3": 3.0, "D4": 3.0}
    given = {(REGION, 2023, "final"): first, (REGION, 2024, "final"): first | {"index": 4.0}}
    wrong = snapshot_of(catalogue, given, frozenset({(REGION, 2024, "final")}))
    found = decompose(wrong, REGION, (2023, Stage.FINAL), (2024, Stage.FINAL))
    said = cautions(found)
    assert said[0].startswith("Angka 2024, Nilai akhir ditandai salah cetak")
    assert said[1].startswith("Pembulatan tidak menjelaskan seluruh selisih")
    assert finding(found, found.parts) == "Indeks naik 1,00 (angka 2024 salah cetak)"
    assert cautions(change_of(catalogue, first, first | {"D1": 3.1, "index": 3.01})) == []
