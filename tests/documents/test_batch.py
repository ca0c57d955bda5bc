"""Many documents into a folder: whole or not at all, one list, only what changed; and a run in a process of its own."""

import json
import os
import signal
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from spbe_analytics.documents import batch, running
from spbe_analytics.documents.batch import INDEX, Made, Order, make_all
from spbe_analytics.documents.making import Format
from spbe_analytics.documents.running import Running
from spbe_analytics.entries.action import Action
from spbe_analytics.errors import SettingError, SpbeError
from spbe_analytics.schema import Stage
from spbe_analytics.workspace import Workspace
from tests.documents.conftest import TODAY

REGIONS = ("73.22", "73.24")
ORDER = Order(REGIONS, 2024, Stage.FINAL, (Format.REPORT,), TODAY)
FILES = ["rapor-kabupaten-luwu-timur-2024.pdf", "rapor-kabupaten-luwu-utara-2024.pdf"]
SECONDS = 90


def run(lasting: Workspace, order: Order, folder: Path) -> list[Made]:
    return list(make_all(lasting, lasting.snapshot(), order, folder))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_each_government_gets_its_files_and_the_folder_a_list(lasting: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    made = run(lasting, replace(ORDER, formats=tuple(Format)), folder)
    assert [(item.about, item.fault) for item in made] == [
        ("Kabupaten Luwu Utara", ""), ("Kabupaten Luwu Timur", ""),
    ]  # fmt: skip
    assert names(folder) == [INDEX, *sorted(f"{Path(name).stem}.{kind}" for name in FILES for kind in Format)]
    listed = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    assert len(listed["baru"]) == len(listed["dokumen"]) == 6
    assert {entry["daerah"][0] for entry in listed["dokumen"]} == set(REGIONS)
    assert all((folder / name).stat().st_mode & 0o444 == 0o444 for name in listed["baru"])


def test_only_what_tells_something_else_is_written_again(lasting: Workspace, tmp_path: Path) -> None:
    run(lasting, ORDER, tmp_path)
    before = {name: (tmp_path / name).stat().st_mtime_ns for name in FILES}
    again = replace(ORDER, changed_only=True, today=TODAY.replace(day=2))
    assert [made.files for made in run(lasting, again, tmp_path)] == [(), ()]
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in FILES} == before
    assert json.loads((tmp_path / INDEX).read_text(encoding="utf-8"))["baru"] == []
    action = Action("73.24", 2024, "final", "spbe-59-2020", "I10", "Tetapkan SK tim", unit="Bagian Hukum")
    lasting.actions.add_many([action], "Sari")
    assert [made.files for made in run(lasting, again, tmp_path)] == [(), (FILES[0],)]
    (tmp_path / FILES[1]).unlink()
    assert [made.files for made in run(lasting, again, tmp_path)] == [(FILES[1],), ()]


def test_a_comparison_and_the_overview_of_a_province_are_documents_too(lasting: Workspace, tmp_path: Path) -> None:
    order = replace(ORDER, regions=(), compared=REGIONS, province="73", kind="kabupaten")
    assert len(order) == 2
    assert [made.fault for made in run(lasting, order, tmp_path)] == ["", ""]
    assert names(tmp_path) == [
        INDEX, "perbandingan-2024-luwu-utara-luwu-timur.pdf", "spbe-kabupaten-di-sulawesi-selatan-2024.pdf",
    ]  # fmt: skip


def test_one_that_fails_does_not_keep_the_others_from_being_made(
    lasting: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = batch.written

    def written(document, *given):  # noqa: ANN001, ANN002, ANN202
        if document.regions == ("73.22",):
            raise SpbeError("Templat ini bukan .pptx.")
        return right(document, *given)

    monkeypatch.setattr(batch, "written", written)
    first, second = run(lasting, ORDER, tmp_path)
    assert (first.files, first.fault) == ((), "Templat ini bukan .pptx.")
    assert second.files == (FILES[0],)
    assert names(tmp_path) == [INDEX, FILES[0]]


@pytest.mark.parametrize("spoiled", ["", "{", "[]", '{"dokumen": 3}', '{"dokumen": [{"x": 1}]}'])
def test_a_list_that_is_damaged_is_made_anew(lasting: Workspace, tmp_path: Path, spoiled: str) -> None:
    (tmp_path / INDEX).write_text(spoiled, encoding="utf-8")
    order = replace(ORDER, regions=REGIONS[:1], changed_only=True)
    assert [made.files for made in run(lasting, order, tmp_path)] == [(FILES[1],)]
    assert len(json.loads((tmp_path / INDEX).read_text(encoding="utf-8"))["dokumen"]) == 1


def test_a_folder_that_cannot_be_is_named_and_nothing_is_left(lasting: Workspace, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("x", encoding="utf-8")
    with pytest.raises(SettingError, match="tidak dapat dibuat"):
        run(lasting, ORDER, tmp_path / "berkas" / "dalam")


def test_a_template_that_cannot_be_used_is_told_before_anything_is_made(lasting: Workspace, tmp_path: Path) -> None:
    slides = replace(ORDER, formats=(Format.SLIDES,))
    with pytest.raises(SpbeError, match=r"bukan berkas \.pptx"):
        next(make_all(lasting, lasting.snapshot(), slides, tmp_path / "hasil", b"bukan slide"))
    assert not (tmp_path / "hasil").exists()


def test_a_full_disk_leaves_what_is_there_whole(
    lasting: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(lasting, ORDER, tmp_path)
    whole = {name: (tmp_path / name).read_bytes() for name in names(tmp_path)}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(SettingError, match="ruang penyimpanannya"):
        run(lasting, replace(ORDER, today=TODAY.replace(day=3)), tmp_path)
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == whole


def test_an_order_is_the_same_after_it_was_written() -> None:
    order = replace(ORDER, compared=REGIONS, province="73", kind="kota", changed_only=True)
    assert Order.read(json.loads(json.dumps(order.write()))) == order


@pytest.fixture
def own(use_database: Callable[..., str], published_database: Path) -> None:
    """A database that the run's own process finds by the settings."""
    use_database(published_database)


def wait(one: Running, until: Callable[[], object]) -> None:
    end = time.monotonic() + SECONDS
    while not until():
        assert time.monotonic() < end, (one.done, one.fault)
        time.sleep(0.05)


@pytest.mark.usefixtures("own")
def test_a_run_of_its_own_ends_in_one_zip() -> None:
    made = Running.start(ORDER)
    assert made.seconds_left is None
    wait(made, lambda: not made.alive)
    assert (made.finished, made.fault, made.faults, made.made) == (
        True, "", [], ["Kabupaten Luwu Utara", "Kabupaten Luwu Timur"],
    )  # fmt: skip
    with zipfile.ZipFile(made.place) as packed:
        assert packed.testzip() is None
        assert sorted(packed.namelist()) == [INDEX, *FILES]
    folder = made.place.parent
    assert folder.is_dir()


@pytest.mark.usefixtures("own")
def test_a_run_that_is_stopped_or_killed_leaves_no_zip_and_says_so() -> None:
    many = replace(ORDER, regions=REGIONS * 20)
    stopped, killed = Running.start(many), Running.start(many)
    with pytest.raises(SettingError, match="sedang berjalan"):
        Running.start(many)
    wait(stopped, lambda: stopped.done)
    assert (stopped.seconds_left or 0) > 0
    stopped.stop()
    assert not stopped.alive
    assert not stopped.place.exists()
    os.kill(killed._process.pid, signal.SIGKILL)
    wait(killed, lambda: not killed.alive)
    assert "berhenti sebelum selesai" in killed.fault
    assert not killed.place.exists()
    assert sum(other.alive for other in running._all) == 0
