"""One value a node: levels before printed figures, unless a higher authority prints what rounding cannot explain."""

from typing import Any

import pandas as pd
import pytest

from spbe_analytics.analysis.assess import Assessed, assess
from spbe_analytics.analysis.evidence.sources import settle
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Catalogue, Instrument
from spbe_analytics.schema import Authority

KEY = ("73.22", 2024, "final")
LEVELS = Authority.REPORT


@pytest.fixture
def instrument(catalogue: Catalogue) -> Instrument:
    return catalogue["spbe-59-2020"]


def given(
    instrument: Instrument,
    levels: dict[str, float],
    printed: dict[str, float],
    authority: Authority = Authority.TABLE,
    predicate: str | None = None,
    misprint: bool = False,
) -> Assessed:
    """Assess one government from levels of a report and printed figures of another source."""
    region, year, stage = KEY
    rows = [(node, value, int(LEVELS), 1) for node, value in levels.items()]
    rows += [(node, value, int(authority), 2) for node, value in printed.items()]
    values = pd.DataFrame(rows, columns=["node", "value", "authority", "record"]).assign(
        region=region, year=year, stage=stage, instrument=instrument.id
    )
    records = pd.DataFrame({"id": [1, 2], "predicate": [None, predicate], "misprint": [False, misprint]})
    ordered = records.iloc[[1, 0]] if authority > LEVELS else records
    used, _ = settle(values, ordered, {instrument.id: instrument})
    return assess(instrument, used, ordered)


def all_levels(instrument: Instrument, level: float = 3.0) -> dict[str, float]:
    return dict.fromkeys(instrument.indicator_codes, level)


def at(frame: pd.DataFrame, node: str) -> Any:  # noqa: ANN401 - a number or a word
    return frame.loc[KEY, node]


def test_all_levels_are_computed_and_say_so(instrument: Instrument) -> None:
    found = given(instrument, all_levels(instrument), {})
    assert [at(found.scores, node) for node in ("index", "D4", "A1", "I47")] == [3.0, 3.0, 3.0, 3.0]
    assert [at(found.basis, node) for node in ("index", "D4", "A1", "I47")] == [
        "computed", "computed", "computed", "observed",
    ]  # fmt: skip
    assert found.standings.loc[KEY, ["low", "high", "answered", "of", "predicate"]].tolist() == [3, 3, 47, 47, "Baik"]


@pytest.mark.parametrize("authority", list(Authority))
def test_a_printed_figure_that_rounding_explains_gives_way_to_the_exact_one(
    instrument: Instrument, authority: Authority
) -> None:
    levels = all_levels(instrument) | {"I1": 4.0}
    found = given(instrument, levels, {"index": 3.01}, authority)
    assert at(found.scores, "index") == pytest.approx(3.013)
    assert at(found.basis, "index") == "computed"


def test_a_higher_authority_that_disagrees_stands_alone(instrument: Instrument) -> None:
    found = given(instrument, all_levels(instrument), {"index": 3.5, "D1": 3.0}, Authority.TABLE, "Baik")
    assert (at(found.scores, "index"), at(found.basis, "index")) == (3.5, "published")
    assert (at(found.scores, "D1"), at(found.basis, "D1")) == (3.0, "published")
    assert found.scores.loc[KEY].notna().sum() == 2
    assert found.standings.loc[KEY, ["predicate", "answered"]].tolist() == ["Baik", 0]


@pytest.mark.parametrize("authority", [Authority.PRESS, Authority.AGENCY, LEVELS])
def test_a_lower_or_equal_authority_that_disagrees_is_outranked(instrument: Instrument, authority: Authority) -> None:
    found = given(instrument, all_levels(instrument), {"index": 3.5}, authority, "Sangat Baik")
    assert (at(found.scores, "index"), at(found.basis, "index")) == (3.0, "computed")
    assert found.standings.loc[KEY, "predicate"] == "Baik"
    assert pd.isna(found.standings.loc[KEY, "printed_predicate"])


def test_partial_levels_keep_a_printed_figure_that_they_allow(instrument: Instrument) -> None:
    levels = all_levels(instrument)
    del levels["I47"]
    found = given(instrument, levels, {"index": 2.97, "D4": 2.93}, Authority.PRESS)
    assert (at(found.scores, "index"), at(found.basis, "index")) == (2.97, "published")
    assert (at(found.scores, "D4"), at(found.basis, "D4")) == (2.93, "published")
    assert (at(found.scores, "D1"), at(found.basis, "D1")) == (3.0, "computed")
    assert pd.isna(at(found.scores, "I47"))
    assert pd.isna(at(found.basis, "I47"))
    assert found.standings.loc[KEY, "answered"] == 46


def test_partial_levels_take_no_printed_figure_that_they_rule_out(instrument: Instrument) -> None:
    levels = all_levels(instrument)
    del levels["I47"]
    found = given(instrument, levels, {"index": 2.9, "D4": 2.95}, Authority.PRESS)
    assert pd.isna(at(found.scores, "index"))
    assert pd.isna(at(found.scores, "D4"))
    assert at(found.scores, "D1") == 3.0


def test_partial_levels_without_a_printed_figure_leave_it_missing_with_bounds(instrument: Instrument) -> None:
    levels = all_levels(instrument)
    del levels["I47"]
    found = given(instrument, levels, {})
    assert pd.isna(at(found.scores, "index"))
    assert pd.isna(found.standings.loc[KEY, "predicate"])
    assert at(found.lower, "index") == pytest.approx(3 - 2 * 0.03)
    assert at(found.upper, "index") == pytest.approx(3 + 2 * 0.03)


def test_a_printed_figure_alone_has_no_bounds_of_levels(instrument: Instrument) -> None:
    found = given(instrument, {}, {"index": 2.9})
    assert pd.isna(at(found.lower, "index"))
    standing = found.standings.loc[KEY]
    assert standing["low"] == pytest.approx(2.895)
    assert standing["low"] < 2.9 < standing["high"] < 2.905
    assert (standing["answered"], standing["predicate"]) == (0, "Baik")


def test_a_misprint_is_carried_along(instrument: Instrument) -> None:
    assert given(instrument, {}, {"index": 2.9}, misprint=True).standings.loc[KEY, "misprint"]
    assert not given(instrument, {}, {"index": 2.9}).standings.loc[KEY, "misprint"]


def test_values_of_another_instrument_are_left_out(instrument: Instrument, catalogue: Catalogue) -> None:
    region, year, stage = KEY
    row = {"region": region, "year": year, "stage": stage, "node": "index", "value": 2.9, "record": 1}
    values = pd.DataFrame([row | {"instrument": instrument.id}])
    records = pd.DataFrame([{"id": 1, "predicate": None, "misprint": False}])
    assert assess(catalogue["pemdi-8-2026"], values, records).standings.empty
    assert len(assess(instrument, values, records).standings) == 1


@pytest.mark.parametrize(
    ("region", "year", "low", "high", "predicate"),
    [
        pytest.param("12.25", 2023, 1.795, 1.7975, "Cukup", id="Nias Barat 2023: below the edge, printed Cukup"),
        pytest.param("12.25", 2024, 1.7975, 1.8, "Kurang", id="Nias Barat 2024: at or below the edge, printed Kurang"),
        pytest.param("73.17", 2024, 2.596, 2.5985, "Cukup", id="Luwu 2024 prints 2,60"),
        pytest.param("35.01", 2024, 3.4985, 3.4985, "Baik", id="Pacitan 2024 prints 3,50"),
        pytest.param("73.22", 2024, 3.255, 3.2575, "Baik", id="Luwu Utara 2024"),
        pytest.param("18.71", 2024, 2.9795, 2.9795, "Baik", id="Bandar Lampung 2024 from its levels"),
    ],
)
def test_bounds_and_predicates_of_published_records(
    published: Snapshot, region: str, year: int, low: float, high: float, predicate: str
) -> None:
    row = published.assessed("spbe-59-2020").standings.loc[(region, year, "final")]
    assert (row["low"], row["high"]) == (pytest.approx(low), pytest.approx(high))
    assert row["predicate"] == predicate


def test_aceh_tengah_2025_keeps_what_is_printed(published: Snapshot) -> None:
    found = published.assessed("spbe-59-2020")
    key = ("11.04", 2025, "final")
    assert found.standings.loc[key, ["index", "answered", "of"]].tolist() == [2.59, 37, 47]
    assert found.basis.loc[key, "index"] == "published"
    assert found.lower.loc[key, "index"] < 2.59 < found.upper.loc[key, "index"]
