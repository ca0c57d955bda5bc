"""The table of findings and the registry of layouts keep their promises."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from ingest_workbooks import levels

import spbe_analytics.ingest as package
from spbe_analytics.ingest import RULES, read, template
from spbe_analytics.ingest.checks.findings import LONGEST_QUOTE, finding
from spbe_analytics.ingest.tables.indicators import index_of
from spbe_analytics.instruments import Instrument, instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Stage

SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in Path(package.__file__).parent.rglob("*.py"))
FIELD = re.compile(r"{(\w+)}")


@pytest.mark.parametrize("code", RULES)
def test_each_rule_is_used_and_says_what_to_do(code: str) -> None:
    rule = RULES[code]
    fields = dict.fromkeys(FIELD.findall(rule.message + rule.cure), "x")
    item = finding(code, "Data", "D12", **fields)
    assert SOURCE.count(f'"{code}"')
    assert item.severity is rule.severity
    assert "(lembar Data, sel D12)" in item.message
    assert item.message.endswith(item.cure)
    assert item.cure


def test_a_long_text_is_cut_in_messages() -> None:
    item = finding("level-unreadable", "Data", "D12", written="baris\n" * 100, fill="Isi.")
    assert "\n" not in item.message
    assert len(item.message) < LONGEST_QUOTE + 100


@pytest.mark.parametrize("item", instruments().values(), ids=lambda item: item.id)
def test_every_indicator_is_found_by_number_and_by_name(item: Instrument) -> None:
    index = index_of(item)
    for place, node in enumerate(item.indicators, start=1):
        assert node in index.by_number[node.number]
        assert node in index.by_number[str(place)]
        assert any(node in nodes for nodes in index.by_name.values())


def test_a_fourth_instrument_needs_nothing_here() -> None:
    fourth = replace(instruments()["pemdi-8-2026"], id="uji-2040", first_year=2040)
    data = template(fourth, gazetteer()["73.22"], 2040, Stage.FINAL, levels(fourth))
    reading = read(data, "x.xlsx", catalogue={fourth.id: fourth})
    assert reading.findings == ()
    assert {item.instrument for item in reading.values} == {"uji-2040"}
    assert len(reading.values) == len(fourth.indicators)
