"""The cases of ``tests/cases``: levels, or printed domains, and the figures and predicates that follow."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from ruamel.yaml import YAML

from spbe_analytics.instruments import Catalogue, Instrument
from spbe_analytics.schema import INDEX_NODE, NodeKind
from spbe_analytics.scoring import predicates, reconcile, reconstruct, score
from spbe_analytics.scoring.display import format_score, round_half_up

CASES = Path(__file__).resolve().parent.parent / "cases"
LEVEL_FILES = ("laporan_bandar_lampung.yaml", "tingkat_buatan.yaml")


def read(*names: str) -> list[Any]:
    """The cases of some files, each under its own name."""
    texts = [(CASES / name).read_text(encoding="utf-8") for name in names]
    cases = [case for text in texts for case in YAML(typ="safe", pure=True).load(text)]
    return [pytest.param(case, id=case["case"].replace(" ", "-")) for case in cases]


def number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def code_of(instrument: Instrument, heading: str) -> str:
    """The code that a heading such as ``A6 Pelaksanaan Audit TIK`` opens with; its name must be the regulation's."""
    code, _, name = heading.partition(" ")
    assert instrument.node(code).name == name
    return code


def levels_of(instrument: Instrument, case: dict[str, Any]) -> dict[str, Fraction]:
    levels: dict[str, Fraction] = {}
    for heading, given in case["levels"].items():
        leaves = instrument.leaves(code_of(instrument, heading))
        levels |= {leaf.code: Fraction(str(level)) for leaf, level in zip(leaves, given, strict=True)}
    return levels


def published_figures(values: pd.DataFrame, case: dict[str, Any]) -> dict[str, str]:
    same = (values["region"] == case["region"]) & (values["year"] == str(case["year"]))
    rows = values[same & (values["source"] == case["source"])]
    return dict(zip(rows["node"], rows["printed"], strict=True))


@pytest.mark.parametrize("case", read(*LEVEL_FILES))
def test_levels_give_the_printed_figures(catalogue: Catalogue, case: dict[str, Any]) -> None:
    instrument = catalogue[case["instrument"]]
    levels = levels_of(instrument, case)
    scores = score(instrument, pd.DataFrame([levels], dtype=float))
    exact = scores.exact(0)
    printed = {code_of(instrument, heading): figure for heading, figure in case["printed"].items()}
    assert set(printed) == {node.code for node in instrument.nodes if node.kind is not NodeKind.INDICATOR}
    assert {code: format_score(exact[code]) for code in printed} == printed
    assert {code: format_score(scores.values[code].iloc[0]) for code in printed} == printed
    assert {code: exact[code] for code in levels} == levels
    assert scores.predicates.tolist() == [case["predicate"]]
    assert instrument.predicate(exact[INDEX_NODE]).name == case["predicate"]
    if "exact" in case:
        assert exact[INDEX_NODE] == Fraction(case["exact"])
    assert reconcile(instrument, exact, {code: number(figure) for code, figure in printed.items()}) == ()


@pytest.mark.parametrize("case", read(*LEVEL_FILES))
def test_one_other_level_no_longer_gives_the_printed_index(catalogue: Catalogue, case: dict[str, Any]) -> None:
    instrument = catalogue[case["instrument"]]
    levels = levels_of(instrument, case)
    heaviest = max(instrument.indicators, key=lambda leaf: leaf.weight).code
    changed = levels | {heaviest: levels[heaviest] % instrument.scale.highest + 1}
    exact = score(instrument, pd.DataFrame([changed], dtype=float)).exact(0)
    printed = {code_of(instrument, heading): number(figure) for heading, figure in case["printed"].items()}
    wrong = [mismatch.node for mismatch in reconcile(instrument, exact, printed)]
    assert wrong == [node.code for node in instrument.path(heaviest)[:-1]]


@pytest.mark.parametrize("case", read(LEVEL_FILES[0]))
def test_a_case_with_a_source_is_what_that_source_prints(
    catalogue: Catalogue, published_values: pd.DataFrame, case: dict[str, Any]
) -> None:
    instrument = catalogue[case["instrument"]]
    given = {code: str(level) for code, level in levels_of(instrument, case).items()}
    given |= {code_of(instrument, heading): figure.replace(",", ".") for heading, figure in case["printed"].items()}
    assert published_figures(published_values, case) == given


def test_rounding_the_domains_first_would_print_another_index(catalogue: Catalogue) -> None:
    case = next(p.values[0] for p in read(LEVEL_FILES[0]) if p.values[0]["year"] == 2023)
    instrument = catalogue[case["instrument"]]
    exact = score(instrument, pd.DataFrame([levels_of(instrument, case)], dtype=float)).exact(0)
    early = sum((Fraction(round_half_up(exact[p.code])) * p.weight for p in instrument.pillars), Fraction(0)) / 100
    assert (format_score(early), format_score(exact[INDEX_NODE])) == ("2,16", "2,15")


@pytest.mark.parametrize("case", read("domain_tercetak.yaml"))
def test_printed_domains_give_the_exact_index_and_predicate(catalogue: Catalogue, case: dict[str, Any]) -> None:
    instrument = catalogue[case["instrument"]]
    printed = {pillar.code: number(d) for pillar, d in zip(instrument.pillars, case["domains"], strict=True)}
    printed[INDEX_NODE] = number(case["index"])
    found = reconstruct(instrument, printed)
    if "exact" in case:
        assert found.indices == tuple(Fraction(str(index)) for index in case["exact"])
    series = pd.Series([float(index) for index in found.indices], dtype=float)
    assert list(dict.fromkeys(predicates(instrument, series))) == case["follows"]
    assert {format_score(index) for index in found.indices} <= {case["index"]}
    if found.indices:
        assert reconcile(instrument, {}, printed) == ()


@pytest.mark.parametrize("case", read("domain_tercetak.yaml"))
def test_printed_domains_are_what_their_source_prints(
    catalogue: Catalogue, published_values: pd.DataFrame, published_records: pd.DataFrame, case: dict[str, Any]
) -> None:
    pillars = [pillar.code for pillar in catalogue[case["instrument"]].pillars]
    figures = published_figures(published_values, case)
    expected = dict(zip((INDEX_NODE, *pillars), (case["index"], *case["domains"]), strict=True))
    assert {code: figures[code].replace(".", ",") for code in expected} == expected
    records = published_records
    same = (records["region"] == case["region"]) & (records["year"] == str(case["year"]))
    row = records[same & (records["source"] == case["source"])].iloc[0]
    assert (row["instrument"], row["predicate"]) == (case["instrument"], case.get("predicate", ""))
