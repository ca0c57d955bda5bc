"""One assessment, one set of figures: who leads, who joins, and what the others state instead."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest

from spbe_analytics.analysis.effect import would_be
from spbe_analytics.analysis.evidence.outranked import outranked
from spbe_analytics.analysis.evidence.sources import possible
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Catalogue, Instrument
from spbe_analytics.schema import Authority
from tests.analysis.assessments import nowhere

KEY: Any = ("73.22", 2024, "final")
Nodes = Mapping[str, float]

PRINTED = {"index": 3.26, "D1": 3.5, "D2": 3.2, "D3": 1.82, "D4": 3.74}
"""As the official table prints Luwu Utara 2024."""


@pytest.fixture
def spbe(catalogue: Catalogue) -> Instrument:
    return catalogue["spbe-59-2020"]


def known(catalogue: Catalogue, *sources: tuple[Authority, Nodes]) -> Snapshot:
    """Return what is known from several sources, those that outrank others first."""
    region, year, stage = KEY
    values = pd.DataFrame(
        [
            (node, value, int(rank), number)
            for number, (rank, nodes) in enumerate(sources, 1)
            for node, value in nodes.items()
        ],
        columns=["node", "value", "authority", "record"],
    ).assign(region=region, year=year, stage=stage, instrument="spbe-59-2020")
    names = [f"sumber {number}" for number in range(1, len(sources) + 1)]
    records = pd.DataFrame(
        {"id": range(1, len(sources) + 1), "predicate": None, "misprint": False, "title": names, "file_name": "a.xlsx"}
    )
    return Snapshot.of(1, values, records, catalogue, nowhere)


def shown(snapshot: Snapshot) -> dict[str, float]:
    row: dict[str, float] = snapshot.scores("spbe-59-2020").loc[KEY].dropna().to_dict()
    return row


def beside(snapshot: Snapshot, spbe: Instrument) -> dict[str, tuple[Fraction | None, Fraction]]:
    return {one.node: (one.used, one.other) for one in outranked(snapshot, spbe, "final", year=2024)}


def levels(spbe: Instrument, level: float = 3.0, **other: float) -> dict[str, float]:
    return dict.fromkeys(spbe.indicator_codes, level) | other


def test_all_levels_of_an_upload_stand_over_the_table(catalogue: Catalogue, spbe: Instrument) -> None:
    found = known(catalogue, (Authority.UPLOAD, levels(spbe)), (Authority.TABLE, PRINTED))
    assert set(shown(found).values()) == {3.0}
    other = outranked(found, spbe, "final", region="73.22")
    assert [one.node for one in other] == ["index", "D1", "D2", "D3", "D4"]
    assert (other[0].used, other[0].other, other[0].difference) == (3, Fraction("3.26"), Fraction("-0.26"))
    assert all(one.official for one in other)


def test_46_levels_that_contradict_the_table_leave_the_index_unknown(catalogue: Catalogue, spbe: Instrument) -> None:
    given = levels(spbe)
    del given["I47"]
    found = known(catalogue, (Authority.UPLOAD, given), (Authority.TABLE, PRINTED))
    seen = shown(found)
    assert {"index", "D4", "A8", "I47"}.isdisjoint(seen)
    assert [seen[code] for code in ("D1", "D2", "D3", "A7")] == [3.0] * 4
    assessed = found.assessed(spbe.id)
    assert assessed.lower.loc[KEY, "index"] == pytest.approx(2.94)
    assert assessed.upper.loc[KEY, "index"] == pytest.approx(3.06)
    assert beside(found, spbe)["index"] == (None, Fraction("3.26"))


def test_46_levels_that_the_table_allows_are_joined_by_it(catalogue: Catalogue, spbe: Instrument) -> None:
    given = levels(spbe)
    del given["I47"]
    table = {"index": 2.97, "D1": 3.0, "D2": 3.0, "D3": 3.0, "D4": 2.93}
    found = known(catalogue, (Authority.UPLOAD, given), (Authority.TABLE, table))
    assert (shown(found)["index"], shown(found)["D4"], shown(found)["I1"]) == (2.97, 2.93, 3.0)
    assert beside(found, spbe) == {}


def test_domains_of_an_upload_do_not_stand_below_the_index_of_the_table(catalogue: Catalogue, spbe: Instrument) -> None:
    given = {"D1": 3.0, "D2": 3.0, "D3": 3.0, "D4": 3.0}
    found = known(catalogue, (Authority.UPLOAD, given), (Authority.TABLE, PRINTED))
    assert shown(found) == given
    bounds = found.assessed(spbe.id)
    assert bounds.lower.loc[KEY, "index"] < 3 < bounds.upper.loc[KEY, "index"] < 3.02
    assert known_index(catalogue, given | {"D1": 3.5, "D2": 3.2, "D3": 1.82, "D4": 3.74}) == 3.26


def known_index(catalogue: Catalogue, given: Nodes) -> float:
    return shown(known(catalogue, (Authority.UPLOAD, given), (Authority.TABLE, PRINTED)))["index"]


def test_the_press_gives_way_to_the_table_and_is_named(catalogue: Catalogue, spbe: Instrument) -> None:
    found = known(catalogue, (Authority.TABLE, PRINTED), (Authority.PRESS, {"index": 3.3, "A1": 3.5}))
    assert shown(found) == PRINTED
    assert beside(found, spbe)["index"] == (Fraction("3.26"), Fraction("3.3"))
    assert not any(one.official for one in outranked(found, spbe, "final"))


def test_a_report_adds_aspects_to_a_table_it_agrees_with(catalogue: Catalogue, spbe: Instrument) -> None:
    report = PRINTED | {"A1": 3.5, "A5": 1.5, "A6": 2.67}
    found = known(catalogue, (Authority.TABLE, PRINTED), (Authority.REPORT, report))
    assert shown(found) == report
    wrong = known(catalogue, (Authority.TABLE, PRINTED), (Authority.REPORT, report | {"A6": 4.5}))
    assert shown(wrong) == PRINTED
    assert beside(wrong, spbe)["A6"] == (None, Fraction("4.5"))


def test_levels_that_print_as_the_table_are_shown_with_it(catalogue: Catalogue, spbe: Instrument) -> None:
    given = levels(spbe, I1=4.0)
    table = {"index": 3.01, "D1": 3.1, "D2": 3.0, "D3": 3.0, "D4": 3.0}
    found = known(catalogue, (Authority.TABLE, table), (Authority.REPORT, given))
    assert shown(found)["index"] == pytest.approx(3.013)
    assert found.assessed(spbe.id).basis.loc[KEY, "index"] == "computed"
    assert beside(found, spbe) == {}


def test_a_newer_upload_corrects_single_levels_of_an_older_one(catalogue: Catalogue, spbe: Instrument) -> None:
    found = known(catalogue, (Authority.UPLOAD, {"I5": 5.0}), (Authority.UPLOAD, levels(spbe, index=3.0)))
    assert shown(found)["index"] == pytest.approx(3.026)
    assert shown(found)["I5"] == 5.0
    assert beside(found, spbe)["I5"] == (5, 3)


def test_a_level_is_not_corrected_by_what_another_kind_of_source_says(catalogue: Catalogue, spbe: Instrument) -> None:
    found = known(catalogue, (Authority.UPLOAD, {"I5": 5.0}), (Authority.REPORT, levels(spbe)))
    assert shown(found) == {"I5": 5.0}


@pytest.mark.parametrize(
    ("claims", "answer"),
    [
        pytest.param([{"index": 2.68}, {"index": 2.69}], False, id="two prints of one exact figure are equal"),
        pytest.param([{"index": 2.68}, {"index": 2.684}], True, id="more decimals print alike"),
        pytest.param([{"index": 3.26}, {"D1": 3.5, "D2": 3.2, "D3": 1.82, "D4": 3.74}], True, id="weighs to it"),
        pytest.param([{"index": 3.28}, {"D1": 3.5, "D2": 3.2, "D3": 1.82, "D4": 3.74}], False, id="does not"),
        pytest.param([{"I1": 3.0}, {"I1": 4.0}], False, id="two levels"),
        pytest.param([{"D1": 0.3}], False, id="below the scale"),
        pytest.param([], True, id="nothing"),
    ],
)
def test_what_can_be_true_together(spbe: Instrument, claims: list[dict[str, float]], answer: bool) -> None:
    assert possible(spbe, claims) is answer


def test_a_record_that_no_levels_print_is_a_misprint_whoever_gives_it(catalogue: Catalogue) -> None:
    for authority in (Authority.UPLOAD, Authority.PRESS):
        wrong = known(catalogue, (authority, {"index": 1.05, "D1": 2.4, "D2": 1.7, "D3": 1.09, "D4": 0.3}))
        assert wrong.standings["misprint"].tolist() == [True]
        right = known(catalogue, (authority, PRINTED))
        assert right.standings["misprint"].tolist() == [False]


def test_only_one_published_record_of_a_government_is_a_misprint(published: Snapshot) -> None:
    standings = published.standings
    wrong = standings[standings["misprint"] & (standings["kind"] != "rerata")]
    assert ("16.07", 2023) in set(zip(wrong["region"], wrong["year"], strict=True))
    assert [code for code in wrong["region"] if "." in code] == ["16.07"]


def test_what_would_be_is_what_is_after_storing(catalogue: Catalogue, spbe: Instrument) -> None:
    table = known(catalogue, (Authority.TABLE, PRINTED))
    given = levels(spbe)
    del given["I47"]
    region, year, stage = KEY
    upload = pd.DataFrame([{"node": node, "value": value} for node, value in given.items()]).assign(
        region=region, year=year, stage=stage, instrument=spbe.id
    )
    stored = known(catalogue, (Authority.UPLOAD, given), (Authority.TABLE, PRINTED)).assessed(spbe.id)
    after = would_be(table, upload)[spbe.id]
    pd.testing.assert_frame_equal(after.scores, stored.scores)
    assert after.standings["answered"].tolist() == [46]
    assert table.scores(spbe.id).loc[KEY, "index"] == 3.26
