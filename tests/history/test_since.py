"""What moved since a revision, of some regions: what came, changed and went, by whom."""

import pandas as pd
import pytest

from spbe_analytics.schema import Authority, Basis, Stage
from spbe_analytics.store import NewBatch, NewFigure, NewRecord
from spbe_analytics.workspace import Workspace

INSTRUMENT = "spbe-59-2020"


def upload(workspace: Workspace, region: str, year: int, value: float, who: str = "Sari") -> int:
    figure = NewFigure("index", value, Basis.PUBLISHED, "Lembar", "A1", str(value))
    record = NewRecord(region, year, Stage.FINAL.value, INSTRUMENT, (figure,), Authority.UPLOAD)
    batch = NewBatch(f"{region}-{year}-{value}.xlsx", f"{region}{year}{value}".encode(), "long", who, (record,))
    return workspace.store.commit(batch).batch


def told(workspace: Workspace, revision: int, *regions: str) -> list[tuple[object, ...]]:
    found = workspace.since(revision, regions, workspace.snapshot())
    return [
        (row["region"], row["year"], row["turn"], row["who"], None if pd.isna(row["after"]) else row["after"])
        for row in found.to_dict("records")
    ]


def test_what_came_changed_and_went_is_told_with_who(workspace: Workspace) -> None:
    start = workspace.store.revision()
    assert told(workspace, start, "73.22", "73.17") == []
    upload(workspace, "73.22", 2024, 3.5)
    new = upload(workspace, "73.22", 2025, 3.6, "Budi")
    upload(workspace, "73.17", 2024, 3.1)
    assert told(workspace, start, "73.22") == [
        ("73.22", 2025, "came", "Budi", 3.6),
        ("73.22", 2024, "changed", "Sari", 3.5),
    ]
    assert told(workspace, start + 2, "73.22") == []
    assert [row[0] for row in told(workspace, start + 2, "73.22", "73.17")] == ["73.17"]
    seen = workspace.store.revision()
    workspace.store.revert(new, "Tini", "keliru")
    assert told(workspace, seen, "73.22") == [("73.22", 2025, "gone", "Tini", None)]
    assert told(workspace, start, "73.22") == [("73.22", 2024, "changed", "Sari", 3.5)]


def test_a_file_without_another_index_changed_the_details(workspace: Workspace) -> None:
    start = workspace.store.revision()
    index = workspace.snapshot().standings.set_index(["region", "year", "stage"])["index"]["73.22", 2024, "final"]
    upload(workspace, "73.22", 2024, float(index))
    assert [row[2] for row in told(workspace, start, "73.22")] == ["detail"]


@pytest.mark.parametrize("revision", [-5, 10**9])
def test_a_revision_that_never_was_is_no_fault(workspace: Workspace, revision: int) -> None:
    assert isinstance(told(workspace, revision, "73.22"), list)
