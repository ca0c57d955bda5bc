"""Remarks are stored, told apart and reverted with the batch they came in."""

import pytest

from spbe_analytics.ingest import template
from spbe_analytics.instruments import instruments
from spbe_analytics.preview import Preview
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Stage
from spbe_analytics.workspace import Workspace
from tests.previewing import preview

SK = "SK tim koordinasi SPBE direviu agar pembagian tugas jelas"


@pytest.fixture
def workspace(database_url: str) -> Workspace:
    """The product on an empty database."""
    return Workspace(database_url, None)


def form(notes: dict[str, str], recommendations: dict[str, str] | None = None, levels: bool = True) -> Preview:
    item = instruments()["spbe-59-2020"]
    given = dict.fromkeys(item.indicator_codes[1:], 3.0) if levels else {}
    data = template(item, gazetteer()["73.22"], 2024, Stage.INTERVIEW, given, notes, recommendations)
    return preview(data, "isian.xlsx")


def test_remarks_come_back_with_their_cells_and_go_with_a_revert(workspace: Workspace) -> None:
    first = workspace.commit(form({"I1": SK}, {"I2": "Tetapkan"}), "Sari")
    kept = workspace.store.remarks("73.22")
    assert kept[["region", "year", "stage", "instrument", "node", "kind", "text", "sheet", "cell"]].values.tolist() == [
        ["73.22", 2024, "interviu", "spbe-59-2020", "I1", "catatan", SK, "Isian", "G9"],
        ["73.22", 2024, "interviu", "spbe-59-2020", "I2", "rekomendasi", "Tetapkan", "Isian", "H10"],
    ]
    assert set(kept["batch"]) == {first.batch}
    assert set(kept["file_name"]) == {"isian.xlsx"}

    workspace.store.revert(first.batch, "Sari", "salah berkas")
    assert workspace.store.remarks("73.22").empty
    workspace.store.restore(first.batch, "Sari", "benar juga")
    assert len(workspace.store.remarks("73.22")) == 2


def test_the_same_levels_with_another_remark_are_another_batch(workspace: Workspace) -> None:
    first = workspace.commit(form({"I1": SK}), "Sari")
    again = workspace.commit(form({"I1": SK}), "Sari")
    other = workspace.commit(form({"I1": f"{SK}."}), "Sari")
    assert (again.batch, again.created) == (first.batch, False)
    assert other.created
    assert workspace.store.remarks("73.22")["text"].tolist() == [f"{SK}.", SK]


def test_remarks_alone_cannot_be_stored() -> None:
    assert not form({"I1": SK}, levels=False).committable
