"""The newest snapshot is the same whether it is made, renewed by what changed, or read from disk."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from spbe_analytics import newest
from spbe_analytics.analysis.effect import cautions
from spbe_analytics.analysis.frozen import DamagedError, frozen, label_of, thawed
from spbe_analytics.analysis.snapshot import FRAMES, Parts, Snapshot
from spbe_analytics.instruments import Catalogue
from spbe_analytics.schema import Authority, Basis
from spbe_analytics.settings import ROOT
from spbe_analytics.store import NewBatch, NewFigure, NewRecord
from spbe_analytics.workspace import Workspace

SPBE = "spbe-59-2020"


def same(one: Parts, other: Parts) -> None:
    for name in ("values", "outvoted", "records"):
        equal(getattr(one, name), getattr(other, name), name)
    assert list(one.assessed) == list(other.assessed)
    for code, item in one.assessed.items():
        for name in FRAMES:
            equal(getattr(item, name), getattr(other.assessed[code], name), f"{code} {name}")


def equal(one: pd.DataFrame, other: pd.DataFrame, name: str) -> None:
    """Hold two frames against each other; a frame of nothing that never held anything has no types to compare."""
    typed = len(one) + len(other) > 0
    kind = "equiv" if typed else False
    pd.testing.assert_frame_equal(one, other, check_dtype=typed, check_index_type=kind, obj=name)


def made_at_once(workspace: Workspace) -> Parts:
    store = workspace.store
    return Snapshot.of(0, store.values(), store.records(), workspace.catalogue, store.cells).parts


@pytest.fixture
def url(published_database: Path, tmp_path: Path) -> str:
    shutil.copy(published_database, tmp_path / "spbe.db")
    return f"sqlite:///{tmp_path / 'spbe.db'}"


@pytest.fixture
def workspace(url: str) -> Iterator[Workspace]:
    opened = Workspace(url, ROOT / "data" / "published")
    yield opened
    opened.store.close()


def upload(region: str, year: int, levels: dict[str, float], stage: str = "final", who: str = "Sari") -> NewBatch:
    figures = tuple(
        NewFigure(node, level, Basis.OBSERVED, "Isian", "D9", f"{level:g}") for node, level in levels.items()
    )
    record = NewRecord(region, year, stage, SPBE, figures, Authority.UPLOAD)
    return NewBatch(f"{region}.xlsx", f"{region}{year}{levels}".encode(), "template", who, (record,))


def test_a_snapshot_renewed_by_what_changed_is_that_of_everything(workspace: Workspace, catalogue: Catalogue) -> None:
    store, codes = workspace.store, catalogue[SPBE].indicator_codes
    workspace.snapshot()
    steps: list[Callable[[], object]] = [
        lambda: store.commit(upload("73.22", 2024, dict.fromkeys(codes, 3.0))),  # over a published assessment
        lambda: store.commit(upload("11", 2025, dict.fromkeys(codes[:7], 2.0))),  # the first of all regions, in part
        lambda: store.commit(upload("96.71", 2023, dict.fromkeys(codes, 5.0), "mandiri")),  # the last, a new stage
        lambda: store.commit(upload("73.22", 2024, {"I1": 5.0})),  # amends what was uploaded
        lambda: store.revert(2, "Sari", "salah berkas"),
        lambda: store.commit_many([upload("32.04", 2022, {"I3": 1.0}), upload("32.73", 2024, {"I3": 4.0})]),
        lambda: store.restore(2, "Sari", "ternyata benar"),
    ]
    for step in steps:
        before = workspace.snapshot()
        step()
        after = workspace.snapshot()
        assert after.revision == store.revision() > before.revision
        same(after.parts, made_at_once(workspace))
    for batch in store.batches()["id"]:
        store.revert(int(batch), "Sari", "semua")
    same(workspace.snapshot().parts, made_at_once(workspace))
    assert workspace.snapshot().empty


def test_an_assessment_that_goes_again_leaves_every_type_as_it_was(workspace: Workspace, catalogue: Catalogue) -> None:
    before = workspace.snapshot()
    levels = dict.fromkeys(catalogue[SPBE].indicator_codes, 3.0)
    workspace.store.commit(upload("73.22", 2025, levels))  # nothing else is known of it
    workspace.snapshot()
    workspace.store.revert(2, "Sari", "salah berkas")
    after = workspace.snapshot()
    assert after.revision > before.revision
    for name in ("standings", "values", "outvoted", "records"):
        pd.testing.assert_frame_equal(getattr(after, name), getattr(before, name), obj=name)
    same(after.parts, before.parts)
    again = pd.DataFrame(upload_values("73.24", 2025, levels))
    assert cautions(after, again) == cautions(before, again) == []


def upload_values(region: str, year: int, levels: dict[str, float]) -> list[dict[str, object]]:
    """The values of an upload as the long frame of the schema has them."""
    return [
        {"region": region, "year": year, "stage": "final", "instrument": SPBE, "node": node, "value": level}
        for node, level in levels.items()
    ]


def test_the_same_revision_gives_the_same_snapshot(workspace: Workspace) -> None:
    assert workspace.snapshot() is workspace.snapshot()


def test_the_next_process_reads_it_from_disk(workspace: Workspace, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace.store.commit(upload("73.22", 2024, {"I1": 5.0}))
    made = workspace.snapshot()
    monkeypatch.setattr(Snapshot, "of", lambda *_: pytest.fail("assessed again"))
    other = Workspace(url, ROOT / "data" / "published")
    same(other.snapshot().parts, made.parts)
    pd.testing.assert_frame_equal(other.snapshot().standings, made.standings)
    monkeypatch.undo()
    workspace.store.commit(upload("73.22", 2023, {"I1": 5.0}))
    same(other.snapshot().parts, made_at_once(workspace))
    other.store.close()


@pytest.mark.parametrize("spoil", ["cut", "flipped", "empty", "foreign", "other code", "other database"])
def test_what_does_not_belong_or_is_damaged_is_not_used(
    workspace: Workspace, url: str, spoil: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = workspace.snapshot()
    file = Path(url.removeprefix("sqlite:///") + newest.SUFFIX)
    content = file.read_bytes()
    middle = content.index(b"73.22", len(content) // 3)
    file.write_bytes(
        {
            "cut": content[: len(content) // 2],
            "flipped": content[:middle] + b"99.99" + content[middle + 5 :],
            "empty": b"",
            "foreign": b"PK\x03\x04" * 100,
        }.get(spoil, content)
    )
    if spoil == "other code":
        monkeypatch.setattr(newest, "code_version", lambda: "another")
    if spoil == "other database":
        with workspace.store.writing() as connection:
            connection.exec_driver_sql("UPDATE events SET at = '2001-01-01 00:00:00.000000'")
    assessed: list[int] = []
    whole = Snapshot.of

    def counted(*arguments: object) -> Snapshot:
        assessed.append(1)
        return whole(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Snapshot, "of", counted)
    other = Workspace(url, ROOT / "data" / "published")
    same(other.snapshot().parts, made.parts)
    assert assessed == [1]
    other.store.close()


def test_a_snapshot_in_bytes_is_the_same_and_says_what_it_belongs_to(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    parts = workspace.snapshot().parts
    content = frozen(parts, "label")
    assert label_of(content) == "label"
    same(thawed(content, catalogue), parts)
    with pytest.raises(DamagedError):
        thawed(content[:-100], catalogue)


def test_no_unfinished_file_is_left(workspace: Workspace, url: str) -> None:
    workspace.snapshot()
    folder = Path(url.removeprefix("sqlite:///")).parent
    assert sorted(path.name for path in folder.glob("*.snapshot*")) == ["spbe.db.snapshot"]


def test_published_figures_that_are_in_place_are_not_read_again(
    workspace: Workspace, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.snapshot()
    monkeypatch.setattr("spbe_analytics.workspace.read_published", lambda *_: pytest.fail("read again"))
    Workspace(url, ROOT / "data" / "published").store.close()
    monkeypatch.undo()
    workspace.store.revert(1, "Sari", "tanpa terbitan")
    again = Workspace(url, ROOT / "data" / "published")
    assert again.store.batches()["reverted_at"].isna().tolist() == [True, False]
    again.store.close()


def test_a_database_in_a_folder_that_cannot_be_written_is_read(workspace: Workspace, url: str, tmp_path: Path) -> None:
    """Root may write everywhere, so it lays that right down first."""
    workspace.store.close()
    folder = tmp_path / "tetap"
    folder.mkdir()
    file = folder / "spbe.db"
    shutil.copy(url.removeprefix("sqlite:///"), file)
    rights = ["setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override"] if os.geteuid() == 0 else []
    environment = {**os.environ, "SPBE_DATABASE_URL": f"sqlite:///{file}"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [*rights, sys.executable, "-m", "spbe_analytics", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)

    file.chmod(0o444)
    folder.chmod(0o555)
    try:
        done = run("rank", "--year", "2024", "--json")
        assert done.returncode == 0, done.stderr
        assert len(done.stdout) > 1000
        refused = run("revert", "1", "--by", "Sari", "--reason", "coba")
        assert refused.returncode != 0
        sample = run("import", "data/samples/isian_luwu_utara_2024.xlsx", "--by", "Sari")
        assert "tidak dapat ditulisi" in sample.stderr
        assert sorted(path.name for path in folder.iterdir()) == ["spbe.db"]
    finally:
        folder.chmod(0o755)
