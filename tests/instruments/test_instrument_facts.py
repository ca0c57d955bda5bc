"""What the three regulations say, read from the catalogue."""

from collections import Counter
from fractions import Fraction

import pytest

from spbe_analytics.errors import ScoringError
from spbe_analytics.instruments import Catalogue
from spbe_analytics.schema import NodeKind

SHIPPED = ("spbe-5-2018", "spbe-59-2020", "pemdi-8-2026")

TREES = {"spbe-5-2018": (3, 7, 37), "spbe-59-2020": (4, 8, 47), "pemdi-8-2026": (0, 7, 20)}

WEIGHTS = {
    "spbe-5-2018": ["17", "28", "55", "7", "10", "8", "8", "12", "35", "20"],
    "spbe-59-2020": ["13", "25", "16.5", "45.5", "13", "10", "10", "5", "12", "4.5", "27.5", "18"],
    "pemdi-8-2026": ["10", "10", "15", "15", "10", "15", "25"],
}

EDGES = {
    "spbe-5-2018": ["1.8", "2.6", "3.5", "4.2"],
    "spbe-59-2020": ["1.8", "2.6", "3.5", "4.2"],
    "pemdi-8-2026": ["1.5", "2.5", "3.5", "4"],
}

YEARS = {
    2017: None,
    2018: "spbe-5-2018",
    2020: "spbe-5-2018",
    2021: "spbe-59-2020",
    2025: "spbe-59-2020",
    2026: "pemdi-8-2026",
    2031: "pemdi-8-2026",
}

LEVEL_NAMES = {
    ("spbe-5-2018", "I1"): ["Rintisan", "Terkelola", "Terstandardisasi", "Terintegrasi dan Terukur", "Optimum"],
    ("spbe-5-2018", "I37"): ["Informasi", "Interaksi", "Transaksi", "Kolaborasi", "Optimalisasi"],
    ("spbe-59-2020", "I31"): ["Rintisan", "Terkelola", "Terdefinisi", "Terpadu dan Terukur", "Optimum"],
    ("spbe-59-2020", "I32"): ["Informasi", "Interaksi", "Transaksi", "Kolaborasi", "Optimum"],
    ("pemdi-8-2026", "I20"): ["Kurang", "Cukup", "Baik", "Sangat Baik", "Memuaskan"],
}


def plain(text: str) -> str:
    """A name as a careless writer may give it: case, spaces and signs do not count."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def test_the_shipped_instruments_in_the_order_of_their_years(catalogue: Catalogue) -> None:
    assert tuple(catalogue) == SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_the_tree_has_the_regulations_size(catalogue: Catalogue, name: str) -> None:
    instrument = catalogue[name]
    kinds = (NodeKind.DOMAIN, NodeKind.ASPECT, NodeKind.INDICATOR)
    assert tuple(len(instrument.of_kind(kind)) for kind in kinds) == TREES[name]
    assert len(instrument.codes) == 1 + sum(TREES[name])


@pytest.mark.parametrize("name", SHIPPED)
def test_the_weights_are_those_of_the_regulation(catalogue: Catalogue, name: str) -> None:
    instrument = catalogue[name]
    nodes = (*instrument.of_kind(NodeKind.DOMAIN), *instrument.of_kind(NodeKind.ASPECT))
    assert [node.weight for node in nodes] == [Fraction(weight) for weight in WEIGHTS[name]]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_node_weighs_what_its_children_weigh(catalogue: Catalogue, name: str) -> None:
    instrument = catalogue[name]
    for node in instrument.nodes:
        assert sum((leaf.weight for leaf in instrument.leaves(node.code)), Fraction(0)) == node.weight, node.code
    assert instrument.node("index").weight == 100


def test_indicator_weights_of_the_instrument_of_2020(catalogue: Catalogue) -> None:
    weights = [leaf.weight for leaf in catalogue["spbe-59-2020"].indicators]
    runs = [("1.3", 10), ("2.5", 10), ("1.5", 11), ("2.75", 10), ("3", 6)]
    assert weights == [Fraction(weight) for weight, count in runs for _ in range(count)]


def test_a_weight_that_is_no_decimal_stays_exact(catalogue: Catalogue) -> None:
    services = catalogue["spbe-5-2018"].indicators[-6:]
    assert [leaf.weight for leaf in services] == [Fraction(10, 3)] * 6
    assert [leaf.number for leaf in services[-3:]] == ["35-1", "35-2", "35-3"]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_predicate_begins_on_its_edge_and_not_before(catalogue: Catalogue, name: str) -> None:
    instrument = catalogue[name]
    names = ["Kurang", "Cukup", "Baik", "Sangat Baik", "Memuaskan"]
    for below, edge, above in zip(names, EDGES[name], names[1:], strict=False):
        assert instrument.predicate(Fraction(edge)).name == above
        assert instrument.predicate(Fraction(edge) - Fraction(1, 10**9)).name == below
    assert instrument.predicate(instrument.scale.lowest).name == "Kurang"
    assert instrument.predicate(instrument.scale.highest).name == "Memuaskan"


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("outside", ["-0.01", "5.0001"])
def test_an_index_off_the_scale_has_no_predicate(catalogue: Catalogue, name: str, outside: str) -> None:
    with pytest.raises(ScoringError, match="di luar skala"):
        catalogue[name].predicate(Fraction(outside))


@pytest.mark.parametrize(("year", "name"), YEARS.items())
def test_a_year_falls_under_one_instrument(catalogue: Catalogue, year: int, name: str | None) -> None:
    found = catalogue.for_year(year)
    assert (found.id if found else None) == name


@pytest.mark.parametrize(("leaf", "names"), LEVEL_NAMES.items())
def test_levels_are_named_as_in_the_regulation(catalogue: Catalogue, leaf: tuple[str, str], names: list[str]) -> None:
    instrument, code = catalogue[leaf[0]], leaf[1]
    assert [instrument.level_name(code, level) for level in range(1, 6)] == names
    assert instrument.level_name(code, 6) is None


def test_a_fractional_level_has_no_name(catalogue: Catalogue) -> None:
    assert catalogue["pemdi-8-2026"].level_name("I1", 2.5) is None
    assert catalogue["pemdi-8-2026"].level_name("I1", Fraction(3)) == "Baik"


@pytest.mark.parametrize("name", SHIPPED)
def test_short_names_fit_a_chart_and_differ_within_a_radar(catalogue: Catalogue, name: str) -> None:
    instrument = catalogue[name]
    assert [node.short for node in instrument.nodes if not 0 < len(node.short) <= 20] == []
    for pillar in instrument.pillars:
        shorts = Counter(plain(leaf.short) for leaf in instrument.leaves(pillar.code))
        assert [short for short, count in shorts.items() if count > 1] == [], pillar.name
    assert len({plain(pillar.short) for pillar in instrument.pillars}) == len(instrument.pillars)


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("kind", [NodeKind.DOMAIN, NodeKind.ASPECT, NodeKind.INDICATOR])
def test_no_two_nodes_of_a_kind_share_a_name_or_alias(catalogue: Catalogue, name: str, kind: NodeKind) -> None:
    bearers: dict[str, set[str]] = {}
    for node in catalogue[name].of_kind(kind):
        for written in (node.name, *node.aliases):
            bearers.setdefault(plain(written), set()).add(node.code)
    assert {written: codes for written, codes in bearers.items() if len(codes) > 1} == {}


@pytest.mark.parametrize("name", SHIPPED)
def test_numbers_are_used_once_a_kind(catalogue: Catalogue, name: str) -> None:
    for kind in (NodeKind.DOMAIN, NodeKind.ASPECT, NodeKind.INDICATOR):
        numbers = [node.number for node in catalogue[name].of_kind(kind)]
        assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize(
    ("name", "level", "admitted"),
    [
        ("spbe-59-2020", "3", True),
        ("spbe-59-2020", "3.5", False),
        ("spbe-59-2020", "0", False),
        ("spbe-59-2020", "6", False),
        ("spbe-5-2018", "0", True),
        ("pemdi-8-2026", "3.55", True),
        ("pemdi-8-2026", "3.555", False),
        ("pemdi-8-2026", "0.99", False),
        ("pemdi-8-2026", "5", True),
    ],
)
def test_the_scale_admits_only_its_levels(catalogue: Catalogue, name: str, level: str, admitted: bool) -> None:
    assert catalogue[name].scale.admits(Fraction(level)) is admitted


@pytest.mark.parametrize(("name", "target"), [("spbe-5-2018", "2.6"), ("spbe-59-2020", "2.6"), ("pemdi-8-2026", "2.5")])
def test_the_printed_target_is_the_edge_of_baik(catalogue: Catalogue, name: str, target: str) -> None:
    assert (catalogue[name].target, catalogue[name].target_level) == (Fraction(target), 3)


def test_monitoring_years_are_told_from_evaluation_years(catalogue: Catalogue) -> None:
    kinds = catalogue["spbe-59-2020"].year_kinds
    assert [kinds[year] for year in range(2021, 2026)] == [
        "evaluasi", "pemantauan", "evaluasi", "evaluasi", "pemantauan",
    ]  # fmt: skip


def test_the_way_from_the_index_to_an_indicator(catalogue: Catalogue) -> None:
    assert [node.code for node in catalogue["spbe-59-2020"].path("I42")] == ["index", "D4", "A8", "I42"]
    assert [node.code for node in catalogue["pemdi-8-2026"].path("I1")] == ["index", "A1", "I1"]


def test_an_unknown_code_is_named(catalogue: Catalogue) -> None:
    with pytest.raises(ScoringError, match=r"pemdi-8-2026.*D1"):
        catalogue["pemdi-8-2026"].node("D1")
    assert "D1" not in catalogue["pemdi-8-2026"]
