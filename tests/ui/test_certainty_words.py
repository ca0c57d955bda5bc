"""The sentences that say how sure a rank is."""

import pandas as pd
import pytest

from spbe_analytics.analysis.certainty.bands import Alike
from spbe_analytics.parts.words import certainty_words as text

BANDS = pd.DataFrame(
    [
        ("a", "Alfa", 1, 1, 1, 3.5, 3.5, None),
        ("b", "Beta", 2, 2, 3, 3.1, 3.2, "Citra"),
        ("c", "Citra", 2, 2, 3, 3.1, 3.15, "Beta"),
        ("d", "Delta", 4, 4, 4, 3.0, 3.01, None),
    ],
    columns=["region", "shown_name", "rank", "best", "worst", "low", "high", "others"],
)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (0, "Alfa pasti di peringkat 1 dari 4: indeks eksaknya diketahui"),
        (
            1,
            "Beta pasti di antara peringkat 2 dan 3 dari 4: dua desimal tercetak tidak membedakannya dari Citra",
        ),
        (3, "Delta pasti di peringkat 4 dari 4: desimal yang tidak tercetak tidak dapat mengubahnya"),
    ],
)
def test_the_own_rank(row: int, said: str) -> None:
    assert text.sentence(BANDS, BANDS.iloc[row]) == said


def test_all_ranks() -> None:
    assert text.sentence(BANDS, None) == (
        "2 dari 4 peringkat pasti; sisanya terbuka karena dua desimal tercetak tidak membedakan daerah yang "
        "berdekatan, paling lebar Beta (2–3) dan Citra (2–3)"
    )
    wide = BANDS.assign(worst=[2, 4, 3, 4])
    assert text.sentence(wide, None).endswith("yang berdekatan, paling lebar Beta (2–4)")
    many = BANDS.assign(worst=[2, 3, 3, 5])
    assert text.sentence(many, None).endswith("yang berdekatan, paling lebar 4 daerah, masing-masing 2 peringkat")
    assert text.sentence(BANDS.iloc[[0, 3]], None) == (
        "Kedua peringkat pasti: desimal yang tidak tercetak tidak dapat mengubahnya"
    )


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ([0.6, 0.3, 0.1, 0.0], "Alfa memimpin 4 daerah dalam 60% undian"),
        ([0.3, 0.4, 0.3, 0.0], "Beta memimpin 4 daerah dalam 40% undian"),
        ([0.4, 0.4, 0.2, 0.0], "Alfa dan Beta paling sering memimpin 4 daerah, masing-masing dalam 40% undian"),
        ([0.25, 0.25, 0.25, 0.25], "4 daerah paling sering memimpin 4 daerah, masing-masing dalam 25% undian"),
    ],
)
def test_who_leads_most_often(first: list[float], said: str) -> None:
    assert text.drawn_sentence(BANDS.assign(first=first), None) == said


@pytest.mark.parametrize(
    ("region", "said"),
    [("d", "Di Indonesia: pasti di peringkat 4 dari 4."), ("b", "Di Indonesia: di antara peringkat 2 dan 3 dari 4.")],
)
def test_the_rank_in_the_nation(region: str, said: str) -> None:
    assert text.nation_sentence(BANDS, region) == said
    assert text.nation_sentence(BANDS, "x") == ""


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0, "0%"), (0.004, "kurang dari 1%"), (0.006, "1%"), (0.5, "50%"), (0.9949, "99%"),
        (0.9999, "lebih dari 99%"), (1, "100%"),
    ],
)  # fmt: skip
def test_a_share_never_reads_as_all_or_nothing_unless_it_is(share: float, said: str) -> None:
    assert text.percent(share) == said


def test_the_own_index_and_predicate() -> None:
    own = pd.Series(
        {"shown_name": "Beta", "index_low": 3.05, "index_high": 3.31, "predicate": "Baik", "hold": 0.9, "may_hold": 0.9}
    )
    assert text.own_sentence(own) == "Indeks Beta 3,05–3,31; predikat Baik bertahan dalam 90% undian."
    assert "90% sampai 95% undian" in text.own_sentence(
        pd.concat([own.drop("may_hold"), pd.Series({"may_hold": 0.95})])
    )
    nameless = pd.concat([own.drop("hold"), pd.Series({"hold": float("nan")})])
    assert text.own_sentence(nameless) == "Indeks Beta 3,05–3,31."


def test_the_assumption_names_number_seed_and_what_is_not_known() -> None:
    said = text.assumption(3, 2, 9)
    assert "3 indikator acak" in said
    assert "10.000 undian, benih acak 2026" in said
    assert "Tingkat indikator 2 dari 9 daerah tidak lengkap" in said
    assert "semua 9 daerah" in text.assumption(3, 9, 9)
    assert "tidak lengkap" not in text.assumption(3, 0, 9)


def test_groups() -> None:
    names = pd.Series({code: code.upper() for code in "abcdef"})
    pair = Alike(("a", "b"), 3.0, 3.1, 1, 2)
    five = Alike(("a", "b", "c", "d", "e"), 3.0, 3.1, 4, 8)
    assert text.groups_sentence([pair], names) == "Satu kelompok tidak dapat dibedakan: A dan B (peringkat 1–2)."
    assert text.groups_sentence([pair, five], names) == (
        "2 kelompok daerah tidak dapat dibedakan; yang terbesar A, B, C, dan 2 lagi (peringkat 4–8)."
    )
    assert text.groups_sentence([pair, pair], names) == (
        "2 kelompok daerah tidak dapat dibedakan, masing-masing 2 daerah."
    )
    assert text.groups_sentence([pair, five, five], names) == (
        "3 kelompok daerah tidak dapat dibedakan; 2 yang terbesar masing-masing 5 daerah."
    )
