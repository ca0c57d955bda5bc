"""The sentences of *Perbandingan*: the first region against the highest, then the opposite movement."""

from fractions import Fraction

import pytest

from spbe_analytics.analysis.standing.side_by_side import SideBySide
from spbe_analytics.parts.words import comparison_words
from spbe_analytics.regions import gazetteer
from tests.analysis.beside import beside

LABELS = {"index": "Indeks SPBE", "D1": "Kebijakan", "D2": "Tata Kelola"}
MORE = LABELS | {"D3": "Manajemen", "D4": "Layanan"}
NODES = ["index", "D1", "D2"]


def table(printed: bool = True, **regions: list[float | None]) -> SideBySide:
    return beside(NODES, printed=printed, **regions)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        pytest.param(
            table(A=[3.0, 2.0, 3.5], B=[3.4, 2.8, 3.2]),
            "A tertinggal 0,40 dari B, paling jauh 0,80 di Kebijakan, tetapi unggul 0,30 di Tata Kelola",
            id="behind, but ahead somewhere",
        ),
        pytest.param(
            table(A=[3.0, 2.0, 3.0], B=[3.4, 2.8, 3.2]),
            "A tertinggal 0,40 dari B di semua domain, paling jauh 0,80 di Kebijakan",
            id="behind everywhere",
        ),
        pytest.param(
            table(A=[3.0, 2.0, 3.0], B=[3.4, 2.8, 3.8]),
            "A tertinggal 0,40 dari B di semua domain, paling jauh 0,80 di Kebijakan dan Tata Kelola",
            id="behind everywhere alike",
        ),
        pytest.param(
            table(A=[3.0, 2.0, 3.0], B=[3.4, 2.8, 3.0]),
            "A tertinggal 0,40 dari B, paling jauh 0,80 di Kebijakan",
            id="behind, level somewhere",
        ),
        pytest.param(
            table(A=[3.0, 2.0, 3.0], B=[3.4, 1.8, 2.8]),
            "A tertinggal 0,40 dari B, tetapi unggul 0,20 di Kebijakan dan Tata Kelola",
            id="behind, ahead alike in two",
        ),
        pytest.param(
            table(A=[3.0, 2.0, 3.0], B=[3.4, 1.8, 2.5]),
            "A tertinggal 0,40 dari B, tetapi unggul paling jauh 0,50 di Tata Kelola",
            id="behind, ahead in two",
        ),
        pytest.param(
            table(A=[3.0, 2.0, 3.0], B=[3.4, 2.8, 3.0], C=[2.7, 2.8, 2.5], D=[2.1, 1.0, 1.0]),
            "A tertinggal 0,40 dari B, paling jauh 0,80 di Kebijakan, tetapi 0,30 di atas C",
            id="behind one, ahead of others",
        ),
        pytest.param(
            table(A=[3.0, 2.0, 3.0], B=[3.4, 2.8, 3.0], C=[3.4, 2.8, 2.5], D=[2.7, 1.0, 1.0], E=[2.7, 1.0, 1.0]),
            "A tertinggal 0,40 dari B dan C, tetapi 0,30 di atas D dan E",
            id="behind two alike, ahead of two alike",
        ),
        pytest.param(
            table(A=[3.4, 2.0, 3.0], B=[3.0, 2.5, 2.0], C=[2.0, 2.9, 1.0]),
            "A tertinggi dari 3 daerah (3,40), tetapi tertinggal paling jauh 0,90 di Kebijakan dari C",
            id="highest, but behind somewhere",
        ),
        pytest.param(
            table(A=[3.4, 2.0, 3.0], B=[3.0, 2.5, 2.0], C=[2.0, 2.5, 1.0]),
            "A tertinggi dari 3 daerah (3,40), tetapi tertinggal 0,50 di Kebijakan dari B dan C",
            id="highest, but behind two alike",
        ),
        pytest.param(
            table(A=[3.4, 2.0, 3.0], B=[3.0, 2.5, 2.0], C=[2.0, 1.5, 3.5]),
            "A tertinggi dari 3 daerah (3,40), tetapi tertinggal 0,50 di Kebijakan dari B dan di Tata Kelola dari C",
            id="highest, but behind two alike in two domains",
        ),
        pytest.param(
            table(A=[3.4, 2.0, 3.0], B=[3.0, 2.0, 2.0]),
            "A tertinggi dari 2 daerah (3,40) dan tidak tertinggal di domain mana pun",
            id="highest everywhere",
        ),
        pytest.param(
            table(A=[3.4, 2.0, 3.0], B=[3.0, 2.0, None]),
            "A tertinggi dari 2 daerah (3,40)",
            id="highest, a domain is not known",
        ),
        pytest.param(
            table(A=[3.0, 2.0, None], B=[3.4, 2.8, 3.2]),
            "A tertinggal 0,40 dari B, paling jauh 0,80 di Kebijakan (dari 1 domain yang diketahui)",
            id="behind, a domain is not known",
        ),
        pytest.param(
            table(A=[3.4, 2.0, 3.0], B=[3.4, 2.0, 2.0], C=[3.0, 1.0, 1.0]),
            "A dan B sama-sama tertinggi dari 3 daerah (3,40) dan A tidak tertinggal di domain mana pun",
            id="two highest",
        ),
        pytest.param(
            table(A=[3.4, 2.0, 3.0], B=[3.4, 2.5, 2.0]),
            "Indeks A dan B sama, 3,40, tetapi A tertinggal 0,50 di Kebijakan dari B",
            id="all equal",
        ),
        pytest.param(
            table(A=[3.4, 2.0, 3.0], B=[3.0, 2.0, 2.0], C=[None, 1.0, 1.0]),
            "A tertinggi dari 2 daerah yang indeksnya diketahui (3,40) dan tidak tertinggal di domain mana pun",
            id="highest of those known",
        ),
        pytest.param(
            table(printed=False, A=[3.401, 2.0, 3.0], B=[3.404, 2.0, 3.0]),
            "A tertinggal kurang dari 0,01 dari B",
            id="computed, apart by less than two decimals show",
        ),
        pytest.param(
            table(A=[3.4, None, None], B=[3.0, None, None]), "A tertinggi dari 2 daerah (3,40)", id="only the index"
        ),
        pytest.param(
            table(A=[3.0, None, None], B=[3.4, None, None]), "A tertinggal 0,40 dari B", id="behind, no domains"
        ),
        pytest.param(
            table(A=[None, 2.0, 3.0], B=[3.0, 2.0, 2.0]),
            "Indeks A tidak dapat dibandingkan dengan B",
            id="no own index",
        ),
        pytest.param(
            table(A=[3.0, 2.0, 3.0], B=[None, 2.0, 2.0]),
            "Indeks A tidak dapat dibandingkan dengan B",
            id="no other index",
        ),
        pytest.param(table(A=[3.0, 2.0, 3.0]), "A 3,00: pilih daerah lain untuk dibandingkan", id="alone"),
        pytest.param(
            table(A=[None, 2.0, 3.0]),
            "Indeks A belum diketahui: pilih daerah lain untuk dibandingkan",
            id="alone, no index",
        ),
    ],
)
def test_finding(values: SideBySide, said: str) -> None:
    assert comparison_words.finding(values, LABELS, "domain") == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (table(A=[3.0, 2.0, 3.0], B=[3.4, 2.8, 3.2]), "Jarak terlebar 0,80 di Kebijakan"),
        (table(A=[3.0, 2.0, 3.0], B=[3.0, 2.8, 3.8]), "Jarak terlebar 0,80 di Kebijakan dan Tata Kelola"),
        (table(A=[3.0, 2.0, 3.0], B=[3.8, 2.8, 3.8]), "Jarak terlebar 0,80 di 3 nilai"),
        (table(A=[3.0, 2.0, 3.0], B=[3.0, 2.0, 3.0]), "Semua nilai sama"),
        (table(A=[3.0, 2.0, None], B=[3.0, 2.0, 3.0]), "Semua nilai yang dapat dibandingkan sama"),
        (table(A=[3.0, 2.0, 3.0]), "Nilai A"),
        (table(A=[3.0, None, None], B=[None, 2.0, 3.0]), "Nilai A dan B"),
    ],
)
def test_widest(values: SideBySide, said: str) -> None:
    assert comparison_words.widest(values, LABELS) == said


def test_ends_of_the_spans_and_who_stands_there() -> None:
    values = table(A=[3.0, 2.0, 3.0], B=[3.4, 2.8, 3.0], C=[3.4, 2.0, 3.0])
    far, near = comparison_words.ends(values)
    assert [comparison_words.width(spans[0]) for spans in (far, near)] == ["0,80", "0,00"]
    assert comparison_words.who(far, LABELS) == "Kebijakan: tertinggi B, terendah A dan C."
    assert comparison_words.who(near, LABELS) == "Tata Kelola: semuanya sama."
    assert comparison_words.who(far * 3, LABELS) is None
    assert comparison_words.ends(table(A=[3.0, 2.0, 3.0])) == ((), ())


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (table(A=[3.0, 2.0, 3.0], B=[3.4, 2.8, 3.2]), "B tertinggi di semua domain"),
        (table(A=[3.0, 2.9, 3.9], B=[3.4, 2.8, 3.2]), "A tertinggi di 2 dari 3 domain"),
        (table(A=[3.0, 2.9, 3.2], B=[3.0, 2.8, 3.3]), "A dan B masing-masing tertinggi atau setara di 2 dari 3 domain"),
        (table(A=[3.0, 2.9, 3.2], B=[3.0, 2.8, 3.1]), "A tertinggi atau setara di semua domain"),
        (table(A=[3.0, 2.9, 3.2], B=[2.0, 2.8, None]), "A tertinggi di 2 dari 2 domain yang diketahui"),
        (table(A=[3.0, 2.9, 3.2], B=[3.0, 2.9, 3.2]), "Semua domain sama"),
        (table(A=[3.0, 2.9, 3.2], B=[3.0, 2.9, None]), "2 domain yang diketahui sama"),
        (table(A=[3.0, 2.0, 3.5]), "Terkuat di Tata Kelola, terlemah di Kebijakan"),
        (table(A=[2.0, 2.0, 3.5]), "Terkuat di Tata Kelola, terlemah di Indeks SPBE dan Kebijakan"),
        (table(A=[2.0, 2.0, 2.0]), "3 domain sama kuat, 2,00"),
        (table(A=[2.0, None, None]), "Indeks SPBE 2,00"),
        (table(A=[3.0, None, None], B=[None, 2.0, 3.0]), "Nilai domain tidak lengkap"),
    ],
)
def test_most_highest(values: SideBySide, said: str) -> None:
    assert comparison_words.most_highest(values, LABELS, "domain") == said


def test_the_highest_of_those_drawn_are_said_to_be_that() -> None:
    values = table(A=[3.0, 2.0, 3.0], B=[3.4, 2.8, 3.2])
    told = comparison_words.most_highest(values, LABELS, "domain", some=True)
    assert told == "Di antara yang digambar, B tertinggi di semua domain"
    same = table(A=[3.0, 2.0, 3.0], B=[3.0, 2.0, 3.0])
    assert comparison_words.most_highest(same, LABELS, "domain", some=True) == (
        "Di antara yang digambar semua domain sama"
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (table(A=[3.0, 2.0, 3.0], B=[3.4, 1.8, 3.2], C=[3.0, 1.0, None]), "A unggul di 2 dari 5 selisih domain"),
        (table(A=[3.0, 2.0, 3.0], B=[3.0, 2.0, 3.0]), "A unggul di 0 dari 3 selisih domain"),
        (table(A=[None, None, None], B=[3.0, 2.0, 3.0]), "Selisih indeks A"),
    ],
)
def test_in_how_many_differences_the_first_is_ahead(values: SideBySide, said: str) -> None:
    assert comparison_words.ahead(values, "domain") == said


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ({"A": [3, 1, 2], "B": [3, 5, 4]}, "beda terjauh 4 tingkat di Peta Rencana"),
        ({"A": [3, 1, 2], "B": [3, 3, 4]}, "beda terjauh 2 tingkat di Peta Rencana dan Manajemen Data"),
        ({"A": [1, 1, 2], "B": [3, 3, 4]}, "beda terjauh 2 tingkat di 3 indikator"),
        ({"A": [3, 1, 2], "B": [3, 1, 2]}, "tidak ada beda tingkat"),
        ({"A": [3, 1, None], "B": [3, 1, 2]}, "tidak ada beda di antara tingkat yang diketahui"),
        ({"A": [3, 1, None], "B": [None, None, 4]}, "tidak ada tingkat yang dapat dibandingkan"),
        ({"A": [3, 1, 2]}, "2 dari 3 indikator di bawah tingkat 3"),
        ({"A": [3, 1, None]}, "1 dari 2 indikator yang diketahui di bawah tingkat 3"),
        ({"A": [3.5, 1.25, 2.0], "B": [3.0, 3.5, 2.0]}, "beda terjauh 2,25 tingkat di Peta Rencana"),
    ],
)
def test_levels_finding(levels: dict[str, list[float | None]], said: str) -> None:
    shorts = {"I1": "Arsitektur", "I2": "Peta Rencana", "I3": "Manajemen Data"}
    values = beside(list(shorts), printed=False, **levels)
    assert comparison_words.levels_finding(values, shorts, Fraction(3)) == said


@pytest.mark.parametrize(
    ("codes", "names"),
    [
        (["73.22", "73.03"], ["Luwu Utara", "Bantaeng"]),
        (["32.04", "32.73"], ["Kabupaten Bandung", "Kota Bandung"]),
        (["32.73", "32.05"], ["Kota Bandung", "Garut"]),
        (["18.71", "18", "18.12"], ["Bandar Lampung", "Provinsi Lampung", "Tulang Bawang Barat"]),
        (["73", "74"], ["Sulawesi Selatan", "Sulawesi Tenggara"]),
        ([], []),
    ],
)
def test_names_are_short_and_unique(codes: list[str], names: list[str]) -> None:
    found = comparison_words.names_of([gazetteer()[code] for code in codes])
    assert list(found.items()) == list(zip(codes, names, strict=True))
