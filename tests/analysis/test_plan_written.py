"""A whole plan in words: what is written is read again, and what makes no sense is told and mended or left out."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from spbe_analytics.analysis.planning.levers import position
from spbe_analytics.analysis.planning.proposal import (
    Aim,
    Item,
    Proposal,
    Wish,
    come_to,
    first_wish,
    lines,
    plans,
    settled,
)
from spbe_analytics.analysis.planning.rules import Rules
from spbe_analytics.analysis.planning.written import read, write
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Catalogue
from tests.analysis.small import small_position, sum_position

START = small_position([Fraction(2)] * 4, [Fraction(1)] * 4)
NODES = ["I1", "I2", "I3", "I4"]
NODE = some.sampled_from(NODES)
SIZES = some.fractions(Fraction(1, 10), 9, max_denominator=10)

RULES = some.builds(
    Rules,
    max_step=some.sampled_from([None, 1, 2, 4]),
    years=some.integers(1, 3),
    locked=some.frozensets(some.sampled_from([*NODES, "D1"])),
    required=some.frozensets(NODE),
    preset=some.sampled_from(["sama", "tinggi", "layanan"]),
    factors=some.dictionaries(NODE, SIZES.filter(lambda size: size != 1)),
    margin=some.sampled_from([Fraction(0), Fraction(1, 100), Fraction(1, 5)]),
)
AIMS = some.one_of(
    some.just({"predicate": "Baik"}),
    some.fractions(1, 5, max_denominator=100).map(lambda index: {"aim": Aim.INDEX, "index": index}),
    some.just({"aim": Aim.INDEX, "index": None}),
    some.integers(1, 500).map(lambda budget: {"aim": Aim.BUDGET, "budget": Fraction(budget)}),
)
ITEMS = some.lists(
    some.builds(Item, NODE, some.sampled_from([Fraction(3), Fraction(4), Fraction(5)]), some.integers(1, 3)),
    unique_by=lambda item: (item.node, item.year), max_size=6,
)  # fmt: skip
NAMES = ["Dinas Kominfo", "Bappeda & Litbang", "=1+1", "I5-I6 Bidang", "é ü"]
UNITS = some.dictionaries(NODE, some.sampled_from(NAMES))
NAMED = ["sasaran", "kunci", "ubah", "upaya_butir", "pelaksana", "lama", "indeks"]


@given(AIMS, RULES, some.integers(0, 2), ITEMS, UNITS)
def test_what_is_written_is_read_again(
    aim: Mapping[str, object], rules: Rules, option: int, items: list[Item], units: dict[str, str]
) -> None:
    wish = Wish(**aim, rules=rules, option=option)  # type: ignore[arg-type]
    chosen = Proposal(wish, tuple(items), units)
    found, wrong = read(START, write(chosen))
    assert wrong == ()
    assert (found.items, found.units) == (chosen.items, chosen.units)
    assert (found.wish.binding, found.wish.option) == (wish.binding, option)
    assert found.wish.target(START) == wish.target(START)
    assert write(found) == write(chosen)


def test_a_plan_is_written_short_and_readable() -> None:
    rules = Rules(years=2, locked=frozenset({"I10", "I2"}), factors={"I1": Fraction(2), "I3": Fraction(1, 2)})
    items = (Item("I1", Fraction(3)), Item("I1", Fraction(4), 2))
    chosen = Proposal(Wish(predicate="Baik", rules=rules), items, {"I1": "Dinas Kominfo"})
    assert write(chosen) == {
        "sasaran": ["Baik"], "upaya": ["sama"], "upaya_butir": ["I1.2-I3.0_5"], "kunci": ["I2-I10"], "lama": ["2"],
        "ubah": ["I1.3-I1.4.2"], "pelaksana": ["I1 Dinas Kominfo"],
    }  # fmt: skip


def test_fractional_levels_are_written_and_read(catalogue: Catalogue) -> None:
    scale = catalogue["pemdi-8-2026"].scale
    start = small_position([Fraction("2.25")] * 2, [Fraction(1)] * 2, scale)
    chosen = Proposal(items=(Item("I1", Fraction("3.05"), 2), Item("I2", Fraction(4))))
    assert write(chosen)["ubah"] == ["I1.3_05.2-I2.4"]
    assert read(start, write(chosen))[0].items == chosen.items


@pytest.mark.parametrize(
    ("said", "same"),
    [
        ({"sasaran": ["Baik, mulai 3,00"]}, {"sasaran": ["Baik"]}),
        ({"sasaran": ["Indeks tertentu"], "indeks": ["3,2"]}, {"sasaran": ["3.2"]}),
        ({"sasaran": ["Sebanyak mungkin dengan anggaran upaya"], "anggaran": ["12"]}, {"anggaran": ["12"]}),
        ({"upaya": ["Tingkat tinggi lebih berat"]}, {"upaya": ["tinggi"]}),
        ({"kunci": ["I1 Butir 1", "D1 Domain"]}, {"kunci": ["D1-I1"]}),
        ({"lama": ["2 tahun"], "langkah": ["paling banyak 2"]}, {"lama": ["2"], "langkah": ["2"]}),
        ({"cadangan": ["+0,05"]}, {"cadangan": ["0_05"]}),
        ({"langkah": ["Tanpa batas"], "cadangan": ["Tanpa cadangan"]}, {}),
    ],
)
def test_addresses_of_before_are_understood(said: dict[str, list[str]], same: dict[str, list[str]]) -> None:
    assert read(START, said) == read(START, same)
    assert read(START, said)[1] == ()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"sasaran": ["hebat"]}, "Sasaran “hebat” tidak ada; dipakai Baik."),
        ({"sasaran": ["Cukup"]}, "Sasaran “Cukup” tidak ada; dipakai Baik."),
        ({"sasaran": ["9"]}, "Sasaran “9” tidak ada; dipakai Baik."),
        ({"upaya": ["mudah"]}, "Anggapan upaya “mudah” tidak ada; dipakai Semua kenaikan sama."),
        ({"kunci": ["I1-I99"]}, "Kunci: “I99” tidak cocok"),
        ({"kunci": ["index"]}, "Kunci: “index” tidak cocok"),
        ({"wajib": ["<script>"]}, "Wajib naik: “<script>” tidak cocok"),
        ({"lama": ["9"]}, "Lama rencana “9” tidak ada; dipakai 1 tahun."),
        ({"lama": ["-1"]}, "Lama rencana"),
        ({"langkah": ["0"]}, "Kenaikan per tahun “0” tidak ada; dipakai tanpa batas."),
        ({"besar_langkah": ["0,5"]}, "Besar langkah “0,5” tidak ada; dipakai 1."),
        ({"cadangan": ["7"]}, "Cadangan “7” tidak ada"),
        ({"anggaran": ["1/0"]}, "Anggaran upaya “1/0” tidak ada; dipakai 10."),
        ({"indeks": ["nan"]}, "Indeks yang dituju “nan” tidak ada; dipakai 5."),
        ({"pilihan": ["Z"]}, "Pilihan rencana “Z” tidak ada; dipakai A."),
        ({"upaya_butir": ["I1.0-I9.2-I2.2"]}, "Upaya butir: “I1.0”, “I9.2” tidak cocok"),
        ({"ubah": ["I1.3-I9.4-I2.6"]}, "Perubahan tingkat: “I9.4”, “I2.6” tidak cocok"),
        ({"ubah": ["I1.2_5"]}, "“I1.2_5”"),
        ({"ubah": ["I1.3.4"]}, "“I1.3.4”"),
        ({"ubah": ["I1.5/0"]}, "“I1.5/0”"),
        ({"ubah": [f"X{number}.3" for number in range(9)]}, "dan 4 lainnya"),
        ({"pelaksana": ["I99 Bappeda"]}, "Perangkat daerah: “I99 Bappeda” tidak cocok"),
        ({"pelaksana": ["I1"]}, "Perangkat daerah: “I1” tidak cocok"),
        ({"pelaksana": ["I1 " + "x" * 201]}, "Perangkat daerah"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_told_and_mended(said: dict[str, list[str]], told: str) -> None:
    found, wrong = read(START, said)
    assert len(wrong) == 1
    assert told in wrong[0]
    assert read(START, write(found)) == (found, ())


@given(some.dictionaries(some.sampled_from(NAMED), some.lists(some.text(max_size=30), max_size=3)))
def test_no_text_is_too_strange(said: dict[str, list[str]]) -> None:
    found, _ = read(START, said)
    assert read(START, write(found)) == (found, ())


def test_without_a_word_the_next_predicate_is_wanted() -> None:
    assert read(START, {}) == (Proposal(first_wish(START)), ())
    assert first_wish(START).predicate == "Baik"
    assert first_wish(small_position([Fraction(4)] * 2, [Fraction(1)] * 2)).aim is Aim.INDEX


@pytest.mark.parametrize("years", [1, 2, 3])
@pytest.mark.parametrize("start", [START, sum_position([([2, 2, 3], 2), ([1, 1], 3)])], ids=["levels", "sums"])
def test_a_plan_taken_over_is_the_plan(start, years: int) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    wish = Wish(Aim.INDEX, index=Fraction(4), rules=Rules(years=years, max_step=1))
    for option, plan in enumerate(plans(start, wish)):
        chosen = settled(start, Proposal(Wish(Aim.INDEX, index=Fraction(4), rules=wish.rules, option=option)))
        made = [(line.node, line.start, line.to, line.year, line.gain) for line in lines(start, chosen)]
        assert made == [(move.node, move.start, move.to, move.year, move.gain) for move in plan.moves]
        assert read(start, write(chosen))[0] == chosen


def test_other_levels_keep_years_and_order() -> None:
    chosen = Proposal(items=(Item("I2", Fraction(3)), Item("I1", Fraction(3)), Item("I2", Fraction(5), 2)))
    higher = chosen.at(START, dict(chosen.levels) | {"I4": Fraction(4)})
    assert higher.items == (*chosen.items, Item("I4", Fraction(4)))
    lower = chosen.at(START, dict(chosen.levels) | {"I2": Fraction(3)})
    assert lower.levels == {"I2": 3, "I1": 3}
    assert lines(START, lower)[-1].index == START.index + Fraction(2, 4)
    assert chosen.at(START, {"I1": Fraction(2)}).items == ()
    assert chosen.at(START, {}).items == ()
    assert chosen.charged("I1", "Bappeda").charged("I1", "").units == {}
    assert chosen.in_year(0, 3).items[0] == Item("I2", Fraction(3), 3)


@pytest.mark.parametrize("region", ["19.04", "14.71", "95.08", "73.22", "61.05", "18.71"])
@pytest.mark.parametrize("years", [1, 2])
def test_a_plan_of_printed_domains_taken_over_gains_what_it_promised(
    published: Snapshot, region: str, years: int
) -> None:
    """With a limit a year a part of a domain fills up before its top; what follows it is worth less."""
    start = position(published, published.catalogue["spbe-59-2020"], region, 2024, "final")
    wish = Wish(Aim.INDEX, index=Fraction(9, 2), rules=Rules(years=years, max_step=1))
    (plan,) = plans(start, wish, 1)
    chosen = Proposal(wish).taking(plan)
    assert [line.gain for line in lines(start, chosen)] == [move.gain for move in plan.moves]
    assert come_to(start, chosen).index == plan.end
    assert read(start, write(chosen)) == (chosen, ())
