"""What is current with a batch and without it, computed nodes included."""

import pandas as pd
import pytest

from spbe_analytics.analysis.effect import COLUMNS, changes
from spbe_analytics.instruments import Catalogue
from spbe_analytics.schema import Authority, Basis
from spbe_analytics.store import NewBatch, NewFigure, NewRecord, Store


def batch(instrument: str, levels: dict[str, float], content: bytes, region: str = "73.22") -> NewBatch:
    figures = tuple(NewFigure(node, level, Basis.OBSERVED, "Isian", "D8", str(level)) for node, level in levels.items())
    record = NewRecord(region, 2024, "final", instrument, figures, Authority.UPLOAD)
    return NewBatch("isian.xlsx", content, "template", "Sari", (record,))


@pytest.fixture
def filled(store: Store, catalogue: Catalogue) -> Store:
    """Two uploads: all levels 3, then the first indicator 5 and nothing else."""
    spbe = catalogue["spbe-59-2020"]
    store.commit(batch(spbe.id, dict.fromkeys(spbe.indicator_codes, 3.0), b"a"))
    store.commit(batch(spbe.id, {"I1": 5.0}, b"b"))
    store.commit(batch(spbe.id, {"I1": 1.0}, b"c", region="73.05"))
    return store


def test_one_level_moves_its_aspect_domain_and_index(filled: Store, catalogue: Catalogue) -> None:
    found = changes(catalogue, *filled.beside(2), {1}, {1, 2})
    spbe = catalogue["spbe-59-2020"]
    assert tuple(found.columns) == COLUMNS
    assert found["node"].tolist() == list(spbe.codes)
    moved = found[found["state"] != "equal"].set_index("node")
    assert moved.index.tolist() == [node.code for node in spbe.path("I1")]
    assert moved.loc["I1", ["before", "after", "state"]].tolist() == [3.0, 5.0, "changed"]
    weight = spbe.node("I1").weight
    assert moved.loc["index", "after"] == float(3 + 2 * weight / 100)


def test_the_first_batch_is_all_new_and_without_it_all_is_gone(filled: Store, catalogue: Catalogue) -> None:
    values, records = filled.beside(1)
    assert set(changes(catalogue, values, records, set(), {1})["state"]) == {"new"}
    gone = changes(catalogue, values, records, {1}, set())
    assert set(gone["state"]) == {"gone"}
    assert gone["after"].isna().all()


def test_an_outweighed_batch_changes_nothing(filled: Store, catalogue: Catalogue) -> None:
    values, records = filled.beside(2)
    found = changes(catalogue, values, records, {1, 2}, {2})
    assert found.set_index("node").loc["I1", "state"] == "equal"
    assert found.set_index("node").loc["I2", "state"] == "gone"


def test_forward_and_back_are_mirror_images(filled: Store, catalogue: Catalogue) -> None:
    values, records = filled.beside(2)
    there, back = (changes(catalogue, values, records, *pair) for pair in (({1}, {1, 2}), ({1, 2}, {1})))
    pd.testing.assert_series_equal(there["before"], back["after"], check_names=False)
    pd.testing.assert_series_equal(there["after"], back["before"], check_names=False)


def test_no_batches_on_either_side_is_an_empty_frame(filled: Store, catalogue: Catalogue) -> None:
    found = changes(catalogue, *filled.beside(1), set(), set())
    assert (found.empty, tuple(found.columns)) == (True, COLUMNS)
