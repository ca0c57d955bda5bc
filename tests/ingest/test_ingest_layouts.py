"""Every layout seen in the wild gives the figures that the official reports print."""

import pytest
from layout_workbooks import Case, all_cases

from spbe_analytics.scoring.display import format_score
from spbe_analytics.workspace import preview

CASES = all_cases()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_layout_gives_the_printed_figures(case: Case) -> None:
    found = preview(case.data, case.name)
    assert [(item.code, item.message) for item in found.reading.findings if item.code not in case.findings] == []
    assert {item.code for item in found.reading.findings} == case.findings
    assert found.reading.layout == case.layout
    shown = {(one.region, one.year, one.stage): one for one in found.evaluated}
    assert set(shown) == set(case.expected)
    for key, figures in case.expected.items():
        nodes = {code: format_score(shown[key].nodes.get(code)) for code in figures}
        assert nodes == figures, key


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_value_names_the_cell_it_stands_in(case: Case) -> None:
    values = preview(case.data, case.name).reading.values
    assert values
    assert all(item.sheet and item.cell and item.raw for item in values)
    places = [(item.sheet, item.cell) for item in values]
    assert len(set(places)) == len(places)
