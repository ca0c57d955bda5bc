"""Batches looked back on through the workspace: what they changed, what a revert would, and what to beware of."""

from collections.abc import Iterator, Mapping

import pandas as pd
import pytest

from spbe_analytics.errors import InstrumentError, RegionError, StoreError
from spbe_analytics.history import HISTORY
from spbe_analytics.ingest import template
from spbe_analytics.instruments import Catalogue, Instrument
from spbe_analytics.preview import Preview
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Stage
from spbe_analytics.settings import ROOT
from spbe_analytics.workspace import Workspace
from tests.previewing import preview

PUBLISHED = ROOT / "data" / "published"


@pytest.fixture
def workspace(database_url: str) -> Iterator[Workspace]:
    """A workspace with the published figures, as batch 1."""
    opened = Workspace(database_url, PUBLISHED)
    yield opened
    opened.store.close()


@pytest.fixture
def spbe(catalogue: Catalogue) -> Instrument:
    return catalogue["spbe-59-2020"]


def form(
    spbe: Instrument, levels: Mapping[str, float] | float, stage: Stage = Stage.FINAL, region: str = "73.22"
) -> Preview:
    """The template of a government of 2024, filled in; one number stands for all levels."""
    filled = dict.fromkeys(spbe.indicator_codes, levels) if isinstance(levels, float) else levels
    return preview(template(spbe, gazetteer()[region], 2024, stage, filled), "isian.xlsx")


def index_of(workspace: Workspace) -> float:
    scores = workspace.snapshot().scores("spbe-59-2020")
    return float(scores.loc[("73.22", 2024, "final"), "index"])


def test_what_a_batch_moved_is_told_whatever_came_after(workspace: Workspace, spbe: Instrument) -> None:
    number = workspace.commit(form(spbe, 4.0), "Sari").batch
    workspace.commit(form(spbe, 2.0), "Sari")
    workspace.revert(number, "Budi", "salah tahun")
    found = workspace.moved([number], workspace.snapshot(), 25)
    (move,) = found.moves
    assert (move.region, move.year, move.stage) == ("73.22", 2024, Stage.FINAL)
    assert (move.before.index, move.before.predicate) == (3.26, "Baik")
    assert (move.after.index, move.after.predicate) == (4.0, "Sangat Baik")
    assert (move.before.nation, move.after.nation) == ((130, 392), (28, 392))
    assert (move.before.province, move.after.province) == ((4, 21), (1, 21))
    assert (move.changed, move.new, move.gone) == (5, 55, 0)
    assert [one.printed for one in found.replaced] == [3.26, 3.5, 2.6, 1.82, 4.07]


def test_what_many_batches_moved_is_cut_to_the_first(workspace: Workspace, spbe: Instrument) -> None:
    regions = ["73.22", "73.73", "18.71"]
    done = workspace.commit_many([form(spbe, 5.0, region=region) for region in regions], "Sari")
    numbers = [one.batch for one in done]
    found = workspace.moved(numbers, workspace.snapshot(), 25)
    assert [move.region for move in found.moves] == sorted(regions)
    assert {move.after.index for move in found.moves} == {5.0}
    assert len(workspace.moved(numbers, workspace.snapshot(), 2).moves) == 2
    assert workspace.moved([99], workspace.snapshot(), 25).moves == ()


def test_an_incomplete_upload_moves_a_government_out_of_the_ranking(workspace: Workspace, spbe: Instrument) -> None:
    number = workspace.commit(form(spbe, dict.fromkeys(spbe.indicator_codes[:-1], 3.0)), "Sari").batch
    (move,) = workspace.moved([number], workspace.snapshot(), 25).moves
    assert move.after.index != move.after.index  # not known
    assert (move.after.nation, move.after.province) == (None, None)
    assert move.gone > 0


def test_history_lists_the_newest_first_with_counts_and_state(workspace: Workspace, spbe: Instrument) -> None:
    number = workspace.commit(form(spbe, 4.0), "Sari").batch
    workspace.revert(number, "Budi", "salah tahun")
    found = workspace.history()
    assert tuple(found.columns) == HISTORY
    assert found["number"].tolist() == [number, 1]
    row = found.iloc[0]
    assert (row["file"], row["who"], row["assessments"], row["values"]) == ("isian.xlsx", "Sari", 1, 47)
    assert (row["state"], row["reason"], row["reverted_by"]) == ("dibatalkan", "salah tahun", "Budi")
    assert (row["layout_label"], str(row["when"].tz)) == ("Templat isian", "UTC")
    assert (found.iloc[1]["layout_label"], found.iloc[1]["state"]) == ("Data terbitan", "aktif")
    events = workspace.events_of(number)
    assert events[["kind", "who", "reason"]].values.tolist() == [
        ["commit", "Sari", ""],
        ["revert", "Budi", "salah tahun"],
    ]


def test_what_a_batch_changed_stays_what_it_was(workspace: Workspace, spbe: Instrument) -> None:
    first = workspace.commit(form(spbe, 4.0), "Sari").batch
    before = workspace.changes_of(first)
    second = workspace.commit(form(spbe, 5.0), "Wati").batch
    workspace.revert(first, "Budi", "x")
    pd.testing.assert_frame_equal(workspace.changes_of(first), before)
    index = before.set_index("node").loc["index"]
    assert index[["before", "after", "state"]].tolist() == [3.26, 4.0, "changed"]
    assert workspace.changes_of(second).set_index("node").loc["index", "before"] == 4.0


def test_the_effect_foretold_is_the_effect_had(workspace: Workspace, spbe: Instrument) -> None:
    number = workspace.commit(form(spbe, 4.0), "Sari").batch
    assert index_of(workspace) == 4.0
    foretold = workspace.revert_effect(number).set_index("node")
    assert foretold.loc["index", ["before", "after", "state"]].tolist() == [4.0, 3.26, "changed"]
    assert set(foretold.loc[list(spbe.indicator_codes), "state"]) == {"gone"}
    workspace.revert(number, "Budi", "salah")
    assert index_of(workspace) == 3.26
    back = workspace.restore_effect(number).set_index("node")
    assert back.loc["index", ["before", "after"]].tolist() == [3.26, 4.0]
    workspace.restore(number, "Budi", "benar")
    assert index_of(workspace) == 4.0


def test_a_batch_that_is_outweighed_has_no_effect(workspace: Workspace, spbe: Instrument) -> None:
    first = workspace.commit(form(spbe, 4.0), "Sari").batch
    workspace.commit(form(spbe, 5.0), "Sari")
    assert workspace.revert_effect(first).empty


def test_the_original_comes_back_byte_by_byte(workspace: Workspace, spbe: Instrument) -> None:
    previewed = form(spbe, 4.0)
    number = workspace.commit(previewed, "Sari").batch
    assert workspace.original(number) == ("isian.xlsx", previewed.content)
    name, bundle = workspace.original(1)
    assert name == f"data/published {(PUBLISHED / 'version.txt').read_text(encoding='utf-8').strip()}"
    assert (PUBLISHED / "records.csv").read_bytes() in bundle


@pytest.mark.parametrize("ask", ["changes_of", "revert_effect", "restore_effect", "original", "events_of", "why_kept"])
def test_a_number_that_does_not_exist_is_an_error_for_a_person(workspace: Workspace, ask: str) -> None:
    with pytest.raises(StoreError, match="Unggahan nomor 99 tidak ada"):
        getattr(workspace, ask)(99)
    for act in (workspace.revert, workspace.restore):
        with pytest.raises(StoreError, match="Unggahan nomor 99 tidak ada"):
            act(99, "Budi", "coba")


def test_the_published_data_stay_while_each_start_loads_them(workspace: Workspace, database_url: str) -> None:
    with pytest.raises(StoreError, match="memuatnya lagi setiap kali dibuka"):
        workspace.revert(1, "Budi", "tidak suka")
    assert workspace.history()["state"].tolist() == ["aktif"]
    alone = Workspace(database_url, None)
    assert alone.why_kept(1) == ""
    alone.revert(1, "Budi", "tanpa data terbitan")
    assert alone.snapshot().empty
    alone.store.close()


def test_a_new_edition_of_the_published_data_leaves_the_former_in_the_history(
    workspace: Workspace, spbe: Instrument
) -> None:
    assert (len(workspace.history()), workspace.store.revision()) == (1, len(workspace.store.events()))
    workspace.commit(form(spbe, 4.0), "Sari")
    assert workspace.store.revision() == len(workspace.store.events())


def test_an_earlier_stage_beside_a_final_one_is_told(workspace: Workspace, spbe: Instrument) -> None:
    (text,) = workspace.cautions([form(spbe, 4.0, Stage.INTERVIEW)])
    assert text.startswith("Nilai akhir sudah tersimpan untuk Kabupaten Luwu Utara 2024 (indeks 3,26)")
    assert "Penilaian Interviu" in text
    assert "tidak ditimpa" in text


def test_a_published_figure_that_would_be_replaced_is_told(workspace: Workspace, spbe: Instrument) -> None:
    (text,) = workspace.cautions([form(spbe, 4.0)])
    assert text.startswith("5 angka terbitan tidak lagi dipakai")
    assert "Kabupaten Luwu Utara 2024 indeks 3,26 menjadi 4,00 (KemenPANRB" in text


def test_a_figure_that_is_not_in_use_any_more_is_not_told_again(workspace: Workspace, spbe: Instrument) -> None:
    workspace.commit(form(spbe, 4.0), "Sari")
    assert workspace.cautions([form(spbe, 5.0)]) == []


def test_an_upload_that_nothing_speaks_against_has_no_caution(workspace: Workspace, spbe: Instrument) -> None:
    alone = Workspace("sqlite:///:memory:", None)
    assert alone.cautions([form(spbe, 4.0)]) == []
    assert workspace.cautions([]) == []


def test_a_file_seen_before_is_told(workspace: Workspace, spbe: Instrument) -> None:
    previewed = form(spbe, 4.0)
    number = workspace.commit(previewed, "Sari").batch
    (text,) = workspace.cautions([previewed])
    assert text == f"isian.xlsx sudah ada sebagai unggahan nomor {number}; tidak disimpan lagi."
    workspace.revert(number, "Budi", "salah berkas")
    assert (
        f"pernah disimpan sebagai unggahan nomor {number}, lalu dibatalkan (salah berkas)"
        in (workspace.cautions([previewed])[0])
    )
    again = workspace.commit(previewed, "Wati")
    assert (again.created, again.batch) == (True, number + 1)


def test_why_reads_codes_in_any_case_and_refuses_what_is_unknown(workspace: Workspace) -> None:
    assert workspace.why("73.22", 2024, "d3", "final").node == "D3"
    with pytest.raises(RegionError, match=r"99\.99"):
        workspace.why("99.99", 2024, "index", "final")
    with pytest.raises(InstrumentError, match="1999"):
        workspace.why("73.22", 1999, "index", "final")
