"""The first runs of ``make fuzz``, and proof that it would notice a wrong level."""

from random import Random

import pytest

from spbe_analytics.ingest import read
from spbe_analytics.ingest.records.levels import LevelReader
from tests.fuzz.mutate import spoil_bytes, spoil_cells
from tests.fuzz.run import one
from tests.fuzz.samples import as_workbook, grids

RUNS = 160


@pytest.mark.parametrize("first", range(0, RUNS, 20))
def test_spoilt_workbooks_end_in_values_or_findings(first: int) -> None:
    assert [found for seed in range(first, first + 20) if (found := one(seed)) is not None] == []


def test_spoiling_is_the_same_for_the_same_seed_and_changes_something() -> None:
    for name, sheet, grid, said in grids():
        assert spoil_cells(grid, Random(3)) == spoil_cells(grid, Random(3)), name
        data = as_workbook(grid, sheet)
        assert spoil_bytes(data, Random(3)) == spoil_bytes(data, Random(3)) != data
        assert read(data, f"{name}.xlsx", said).values, name


def test_a_reader_that_guesses_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LevelReader, "read", lambda *_: 3.0)
    assert any(one(seed) is not None for seed in range(40))
