"""The sentences about a change: what contributed most, and what went the other way."""

from fractions import Fraction

import pytest

from spbe_analytics.analysis.decomposition import Change, decompose
from spbe_analytics.analysis.decomposition.cautions import cautions, moment
from spbe_analytics.instruments import Catalogue
from spbe_analytics.schema import NodeKind, Stage
from spbe_analytics.ui.change_text import finding, reading
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
    ],
)  # fmt: skip
def test_the_finding_of_a_change(catalogue: Catalogue, after: dict[str, float], said: str) -> None:
    found = change_of(catalogue, levels(catalogue, 3), levels(catalogue, 3, **after))
    assert finding(found, found.bars(NodeKind.DOMAIN)) == said


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
    assert finding(found, found.parts) == "Indeks naik 1,00"
    assert cautions(change_of(catalogue, first, first | {"D1": 3.1, "index": 3.01})) == []
