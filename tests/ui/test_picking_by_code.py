"""A code typed into a field finds its own node first, and alone where it is whole."""

import re
from pathlib import Path

import pytest

from spbe_analytics.analysis.followup import node_label
from spbe_analytics.instruments import Catalogue
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.settings import ROOT
from spbe_analytics.ui.plan.asking import named
from tests.analysis.small import small_position

FIELDS = re.compile(r"(?:selectbox|multiselect)\((?:[^()]|\([^()]*\))*\)")
PICKS = [
    "spbe_analytics/ui/plan/asking.py", "spbe_analytics/ui/kit/form.py", "spbe_analytics/ui/words/origin.py",
    "spbe_analytics/ui/tindak_lanjut/action_list.py",
]  # fmt: skip


def offered(labels: list[str], typed: str) -> list[str]:
    """Return what a field offers for what is typed: all labels that contain it, in their order."""
    return [label for label in labels if typed.casefold() in label.casefold()]


@pytest.mark.parametrize("name", ["spbe-5-2018", "spbe-59-2020", "pemdi-8-2026"])
def test_a_code_finds_its_node_first(catalogue: Catalogue, name: str) -> None:
    instrument = catalogue[name]
    lists = [
        [node_label(instrument, node.code) for node in instrument.nodes if node.code != INDEX_NODE],
        list(named(instrument, {}).values()),
    ]
    for labels in lists:
        for leaf in instrument.indicators:
            found = offered(labels, leaf.code.lower())
            assert found[0].startswith(f"{leaf.code} ")
            assert len(offered(labels, f"{leaf.code} ")) == 1
            longer = [node.code for node in instrument.nodes if node.code.startswith(leaf.code)]
            assert len(found) == len(longer)


def test_a_lever_has_its_own_name() -> None:
    start = small_position([1, 1], [1, 1])  # type: ignore[list-item]
    names = {node: lever.name for node, lever in start.by_node.items()}
    assert list(named(start.instrument, names).values()) == ["D1 Domain", "I1 Butir 1", "I2 Butir 2"]


@pytest.mark.parametrize("path", PICKS)
def test_fields_of_nodes_find_what_contains_the_text(path: str) -> None:
    source = Path(ROOT / path).read_text(encoding="utf-8")
    fields = [field for field in FIELDS.findall(source) if re.search(r"nodes|names|codes|offered|options", field)]
    assert fields
    assert [field for field in fields if 'filter_mode="contains"' not in field and "presets" not in field] == []
