"""The sentences of weakness: one function a pattern, each with its cases: one, equals, all equal, incomplete, none."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from spbe_analytics.analysis.weakness.measures import Measured, Weakness, lost
from spbe_analytics.analysis.weakness.peers import Group, GroupBy
from spbe_analytics.analysis.weakness.weakest import Measure, Weakest, weakest
from spbe_analytics.instruments import Instrument, instruments
from spbe_analytics.parts.words import headlines, weakness_words
from spbe_analytics.schema import INDEX_NODE, Basis

SPBE = instruments()["spbe-59-2020"]
GROUP = Group(GroupBy.KIND, "18.71", 2024, "final", ("18.71", "18.72", "31.71"), 93, "kota", "")
EQUAL = {"D1": 1.0, "D2": 2.0, "D3": 1.0, "D4": 3.0}


def measured(
    values: Mapping[str, float],
    medians: Mapping[str, float] | None = None,
    basis: Basis = Basis.PUBLISHED,
    quartile: float = 3.7,
) -> Weakness:
    """Measure given values by node against given medians, of which all others have one of 3."""
    nodes = []
    for code, value in values.items():
        if code == INDEX_NODE:
            continue
        exact, middle = Fraction(str(value)), (medians or {}).get(code)
        nodes.append(
            Measured(
                node=SPBE.node(code),
                pillar=SPBE.path(code)[1].code,
                value=exact,
                basis=basis,
                lost=lost(SPBE, code, exact),
                target_gap=exact - SPBE.target_level,
                median=None if middle is None else Fraction(str(middle)),
                quartile=None if middle is None else Fraction(str(quartile)),
                rank=None if middle is None else 64,
                of=None if middle is None else 93,
            )
        )
    index = values.get(INDEX_NODE)
    lacking = None if index is None else lost(SPBE, INDEX_NODE, Fraction(str(index)))
    return Weakness(SPBE, GROUP, tuple(nodes), lacking)


def by(found: Weakness, measure: Measure) -> Weakest:
    answer = weakest(found, found.pillars, measure)
    assert answer is not None
    return answer


@pytest.mark.parametrize(
    ("values", "title", "heading", "figure"),
    [
        pytest.param(
            {"D1": 3, "D2": 2, "D3": 1.9, "D4": 3},
            "Manajemen paling lemah, 1,90",
            "Domain terlemah: Manajemen, 1,90",
            ("Domain terlemah", "Manajemen", "1,90"),
            id="one",
        ),
        pytest.param(
            EQUAL,
            "Kebijakan dan Manajemen sama lemah, 1,00",
            "Kebijakan dan Manajemen sama lemah, 1,00",
            ("Domain terlemah", "Kebijakan dan Manajemen", "sama lemah, 1,00"),
            id="two equals",
        ),
        pytest.param(
            {"D1": 1, "D2": 1, "D3": 1, "D4": 3},
            "tiga domain sama lemah, 1,00",
            "Tiga domain sama lemah, 1,00",
            ("Domain terlemah", "Tiga domain", "sama lemah, 1,00"),
            id="three equals",
        ),
        pytest.param(
            {"D1": 1, "D2": 1, "D3": 1, "D4": 1},
            "semua empat domain sama, 1,00",
            "Semua empat domain sama, 1,00",
            ("Domain terlemah", "Semua empat domain", "sama, 1,00"),
            id="all equal",
        ),
        pytest.param(
            {"D1": 3, "D2": 2},
            "Tata Kelola paling lemah dari dua domain yang diketahui, 2,00",
            "Domain terlemah: Tata Kelola, 2,00",
            ("Domain terlemah", "Tata Kelola", "2,00"),
            id="two are not known",
        ),
        pytest.param(
            {"D1": 3},
            "Kebijakan 3,00, satu-satunya domain yang diketahui",
            "Kebijakan 3,00, satu-satunya domain yang diketahui",
            ("Domain terlemah", "Kebijakan", "3,00"),
            id="only one is known",
        ),
    ],
)
def test_the_weakest(values: dict[str, float], title: str, heading: str, figure: tuple[str, str, str]) -> None:
    low = by(measured(values), Measure.VALUE)
    assert weakness_words.weakest_title(low) == title
    assert weakness_words.weakest_heading(low) == heading
    assert weakness_words.weakest_figure(low, "kota") == figure


def test_nothing_known_is_not_weak() -> None:
    assert weakness_words.weakest_title(None) == ""
    assert weakness_words.held_sentence(measured({})) == ""
    assert weakness_words.domains_finding(measured({}), {}) == "Nilai domain tidak tersedia"


def test_computed_values_are_compared_exactly_and_printed_ones_as_they_are_shown() -> None:
    close = {"D1": 1.902, "D2": 1.898, "D3": 3, "D4": 3}
    assert by(measured(close, basis=Basis.COMPUTED), Measure.VALUE).names == ("Tata Kelola",)
    assert by(measured(close), Measure.VALUE).names == ("Kebijakan", "Tata Kelola")


def test_of_equals_the_one_that_loses_most_is_first() -> None:
    assert by(measured(EQUAL), Measure.VALUE).first.node.code == "D3"


@pytest.mark.parametrize(
    ("values", "title", "sentence"),
    [
        pytest.param(
            EQUAL,
            "Layanan paling menahan indeks",
            "Paling menahan indeks: Layanan, 0,91 poin hilang; Kebijakan dan Manajemen sama lemah (1,00).",
            id="the weakest are others",
        ),
        pytest.param(
            {"D1": 3, "D2": 1, "D3": 3, "D4": 4},
            "Tata Kelola paling menahan indeks",
            "Paling menahan indeks: Tata Kelola, 1,00 poin hilang, sekaligus domain terlemah (1,00).",
            id="the same one",
        ),
        pytest.param(
            {"D1": 3, "D2": 2, "D3": 1.5, "D4": 4},
            "Tata Kelola paling menahan indeks",
            "Paling menahan indeks: Tata Kelola, 0,75 poin hilang; domain terlemah Manajemen (1,50).",
            id="another one",
        ),
    ],
)
def test_what_holds_the_index_back(values: dict[str, float], title: str, sentence: str) -> None:
    found = measured(values)
    assert weakness_words.lost_title(weakest(found, found.costs, Measure.LOST)) == title
    assert weakness_words.held_sentence(found) == sentence


def test_equally_costly_aspects_are_all_named() -> None:
    found = measured({"D1": 2, "D2": 2, "D3": 3, "D4": 4, "A2": 2, "A3": 2, "A4": 5})
    costly = weakest(found, found.costs, Measure.LOST)
    assert weakness_words.lost_title(costly) == "Perencanaan dan TIK sama-sama paling menahan indeks"
    said = weakness_words.held_sentence(found)
    assert said.startswith("Paling menahan indeks: Perencanaan dan TIK, masing-masing 0,30 poin hilang; ")


def test_nothing_is_lost_at_the_top() -> None:
    found = measured(dict.fromkeys(("D1", "D2", "D3", "D4"), 5.0))
    assert weakness_words.lost_title(weakest(found, found.costs, Measure.LOST)) == "Tidak ada poin yang hilang"


ONES = dict.fromkeys(("D1", "D2", "D3", "D4"), 3.0)


@pytest.mark.parametrize(
    ("values", "medians", "changes", "said"),
    [
        ({"D1": 4, "D2": 4, "D3": 4, "D4": 4}, ONES, {}, "Semua domain di atas median kota"),
        (
            {"D1": 4, "D2": 4, "D3": 4, "D4": 4},
            ONES,
            {"D1": 0.1, "D2": -0.1, "D3": 0, "D4": 0.2},
            "Semua domain di atas median kota; hanya Tata Kelola turun",
        ),
        (
            {"D1": 4, "D2": 4, "D3": 4, "D4": 4},
            ONES,
            {"D2": -0.1, "D3": 0.1},
            "Semua domain di atas median kota",
        ),
        (
            {"D1": 2, "D2": 1, "D3": 2.5, "D4": 2},
            ONES,
            {},
            "Semua domain di bawah median kota, Tata Kelola paling tertinggal (2,00)",
        ),
        (
            {"D1": 2, "D2": 1, "D3": 1, "D4": 2},
            ONES,
            {},
            "Semua domain di bawah median kota, Tata Kelola dan Manajemen sama-sama paling tertinggal (2,00)",
        ),
        ({"D1": 4, "D2": 1, "D3": 1, "D4": 2}, ONES, {}, "Hanya Kebijakan di atas median kota"),
        ({"D1": 3, "D2": 3, "D3": 3, "D4": 3}, ONES, {}, "Tidak ada domain di bawah median kota"),
        ({"D1": 4, "D2": 4, "D3": 1, "D4": 2}, ONES, {}, "Manajemen dan Layanan di bawah median kota"),
        ({"D1": 4, "D2": 4}, ONES, {}, "Semua dua domain yang diketahui di atas median kota"),
        ({"D1": 4, "D2": 4, "D3": 1, "D4": 2}, {}, {}, "Manajemen paling lemah, 1,00"),
    ],
)
def test_pillars_against_the_median(
    values: dict[str, float], medians: dict[str, float], changes: dict[str, float], said: str
) -> None:
    moved = {code: Fraction(str(change)) for code, change in changes.items()}
    assert weakness_words.domains_finding(measured(values, medians), moved) == said


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ({"D1": 3.1, "D2": 3, "D3": 3, "D4": 3}, "Tidak ada yang di bawah median kota"),
        ({"D1": 3.1}, "Tidak ada dari satu domain yang di bawah median kota"),
        ({"D1": 2.9, "D2": 2.7, "D3": 3, "D4": 3}, "Tata Kelola paling tertinggal: 0,30 di bawah median kota"),
        ({"D1": 2.7, "D2": 2.7, "D3": 3, "D4": 3}, "Kebijakan dan Tata Kelola sama-sama 0,30 di bawah median kota"),
        (dict.fromkeys(ONES, 2.7), "Semua empat domain sama-sama 0,30 di bawah median kota"),
    ],
)
def test_the_gap_to_the_median_is_a_finding(values: dict[str, float], title: str) -> None:
    assert weakness_words.lag_title(measured(values, ONES)) == title


def told(values: dict[str, float], medians: dict[str, float], changes: dict[str, float], quartile: float = 3.7) -> str:
    found = measured(values, medians, quartile=quartile)
    moved = {code: Fraction(str(change)) for code, change in changes.items()}
    return weakness_words.weakest_text(found, by(found, Measure.VALUE), moved, "")


@pytest.mark.parametrize(
    ("medians", "quartile", "changes", "text"),
    [
        pytest.param(
            {"D2": 3.2},
            3.7,
            {"D1": 0.1, "D2": 0.2},
            "Nilai terendah dari empat domain, 0,80 di bawah median kota (3,20), peringkat 64 dari 93.",
            id="below the median",
        ),
        pytest.param(
            {"D2": 1.85},
            2.18,
            {"D1": 0.1, "D2": -0.45, "D3": 0, "D4": 0.3},
            "Nilai terendah dari empat domain dan satu-satunya yang turun (−0,45 dari 2023), tetapi masih 0,55 di atas "
            "median kota (1,85), peringkat 64 dari 93: kelemahan sebagian besar kota.",
            id="above the median, and everybody is weak",
        ),
        pytest.param(
            {"D2": 1.85},
            3.7,
            {"D1": -0.1, "D2": -0.45, "D3": 0, "D4": 0.3},
            "Nilai terendah dari empat domain, tetapi masih 0,55 di atas median kota (1,85), peringkat 64 dari 93.",
            id="above the median, but others are not weak, nor the only one to fall",
        ),
        pytest.param(
            {"D2": 2.4},
            3.7,
            {"D1": 0.1, "D2": -0.45},
            "Nilai terendah dari empat domain, pada median kota (2,40), peringkat 64 dari 93.",
            id="at the median; of two known changes nobody says that it is the only fall",
        ),
        pytest.param({}, 3.7, {}, "Nilai terendah dari empat domain.", id="nobody to compare with"),
    ],
)
def test_the_weakest_domain_in_a_sentence(
    medians: dict[str, float], quartile: float, changes: dict[str, float], text: str
) -> None:
    assert told({"D1": 3, "D2": 2.4, "D3": 2.5, "D4": 3}, medians, changes, quartile) == text


def test_equally_weak_domains_share_the_sentence() -> None:
    assert told(EQUAL, ONES, {}) == "Dari empat domain, yang lain lebih tinggi."
    assert told(dict.fromkeys(ONES, 2.0), ONES, {}) == "Nilai empat domain sama."
    assert told({"D1": 2.0}, {}, {}) == "Satu-satunya domain yang diketahui."


@pytest.mark.parametrize(
    ("values", "said"),
    [
        pytest.param({"D2": 2, "A2": 1.5, "A3": 2, "A4": 3}, "Penyebabnya Perencanaan (1,50).", id="one aspect"),
        pytest.param({"D2": 2, "A2": 1.5, "A3": 1.5, "A4": 3}, "", id="equal aspects, no level"),
        pytest.param({"D2": 2, "A2": 1.5, "A3": 2}, "", id="an aspect is not known"),
        pytest.param(
            {"D2": 2, "A2": 1.5, "A3": 2, "A4": 3, "I11": 1, "I12": 1, "I13": 2, "I14": 2, "I15": 1},
            "Penyebabnya Perencanaan (1,50): Arsitektur (I11) dan Peta Rencana (I12) masih tingkat 1, Rintisan.",
            id="levels of the aspect",
        ),
        pytest.param(
            {"D2": 2, "I11": 2, "I12": 1},
            "Yang terendah dari 2 indikator yang diketahui: Peta Rencana (I12) masih tingkat 1, Rintisan.",
            id="few levels",
        ),
    ],
)
def test_what_pulls_a_pillar_down(values: dict[str, float], said: str) -> None:
    found = measured({"D1": 3, "D3": 3, "D4": 3} | values)
    assert weakness_words.cause_of(found, by(found, Measure.VALUE)) == said


def test_no_single_cause_of_several_equals() -> None:
    found = measured(EQUAL | {"A2": 1, "A3": 2, "A4": 2})
    assert weakness_words.cause_of(found, by(found, Measure.VALUE)) == ""


@pytest.mark.parametrize(
    ("index", "sums", "said"),
    [
        ("2.0205", ["0.6925", "0.65", "0.405", "0.273"], "jumlahnya 2,02, dibulatkan."),
        ("1.74", ["0.6", "0.5247", "0.42315", "0.195"], "dari nilai tercetak jumlahnya 1,74."),
        (
            "1.74",
            ["0.6", "0.5247", "0.41", "0.195"],
            "dari nilai tercetak jumlahnya 1,73, dari indeks tercetak 1,74: bedanya pembulatan.",
        ),
        (None, ["0.6"], "jumlah yang diketahui 0,60."),
    ],
)
def test_what_the_bars_sum_to(index: str | None, sums: list[str], said: str) -> None:
    lacking = None if index is None else Fraction(index)
    text = weakness_words.lost_text(SPBE, lacking, [Fraction(number) for number in sums])
    assert text == f"Bobot × jarak ke tingkat 5; {said}"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"D1": 3, "D2": 2, "D3": 1, "D4": 3}, "Layanan kehilangan 0,91 poin karena bobotnya 45,5%"),
        ({"D1": 4, "D2": 4, "D3": 4, "D4": 2}, "Layanan kehilangan 1,37 poin dan nilainya terendah"),
        ({"D1": 2, "D2": 4, "D3": 4, "D4": 2}, "Layanan kehilangan 1,37 poin dan nilainya termasuk yang terendah"),
    ],
)
def test_why_a_pillar_loses_most(values: dict[str, float], said: str) -> None:
    found = measured(values)
    assert weakness_words.shares_title(by(found, Measure.LOST), by(found, Measure.VALUE)) == said


def test_small_counts_are_words() -> None:
    assert [headlines.counted(number) for number in (0, 1, 9, 11, 12)] == ["nol", "satu", "sembilan", "sebelas", "12"]


def test_the_instrument_of_these_cases() -> None:
    assert isinstance(SPBE, Instrument)
    assert [pillar.short for pillar in SPBE.pillars] == ["Kebijakan", "Tata Kelola", "Manajemen", "Layanan"]
