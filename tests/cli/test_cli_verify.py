"""``verify``: the same, changed and unreadable documents, as text and as data."""

from pathlib import Path

import pytest

from spbe_analytics.reports.rapor import report
from spbe_analytics.settings import settings
from spbe_analytics.workspace import Workspace
from tests.cli.conftest import Run
from tests.conftest import PUBLISHED
from tests.reports import drafts


@pytest.fixture
def rapor(run: Run, tmp_path: Path) -> Path:  # noqa: ARG001 - it says which database
    """A report of what is stored now."""
    path = tmp_path / "rapor.pdf"
    workspace = Workspace(settings().database_url, PUBLISHED)
    path.write_bytes(report(drafts.document(workspace, "73.22")))
    workspace.store.close()
    return path


def commit() -> None:
    workspace = Workspace(settings().database_url, PUBLISHED)
    drafts.commit_levels(workspace, 2024)
    workspace.store.close()


def test_a_document_is_the_same_until_something_is_stored(run: Run, rapor: Path) -> None:
    done = run("verify", rapor)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == "Semua 5 angka sama dengan yang tersimpan sekarang (revisi 1)."
    commit()
    done = run("verify", rapor)
    assert (done.code, done.err) == (1, "")
    assert "angka berubah sejak 1 Desember 2026: " in done.out
    assert "SPBE 3,26 → " in done.out


def test_several_are_told_by_their_names(run: Run, rapor: Path, tmp_path: Path) -> None:
    other = tmp_path / "lain.pdf"
    other.write_bytes(b"%PDF-1.7")
    done = run("verify", rapor, other)
    assert done.code == 1
    assert all(line.startswith("rapor.pdf: ") for line in done.out.splitlines())
    assert done.err == "lain.pdf: PDF ini rusak, jadi tidak dapat diperiksa. Pakai berkas aslinya.\n"
    assert run("verify", rapor, rapor).code == 0


def test_it_prints_data(run: Run, rapor: Path, tmp_path: Path) -> None:
    other = tmp_path / "lain.txt"
    other.write_text("x")
    same, unread = run("verify", rapor, other, "--json").json
    assert (same["same"], same["intact"], same["unchanged"], same["changed"]) == (True, True, 5, [])
    assert (same["made"], same["kind"], same["regions"]) == ("2026-12-01", "daerah", ["Kabupaten Luwu Utara"])
    assert (unread["same"], unread["intact"]) == (False, None)
    assert "tidak dapat diperiksa" in unread["said"][0]
    commit()
    done = run("verify", rapor, "--json")
    assert done.code == 1
    index = next(one for one in done.json[0]["changed"] if one["node"] == "Indeks SPBE")
    assert (index["region"], index["moment"], index["then"]) == ("Kabupaten Luwu Utara", "Nilai akhir 2024", 3.26)


@pytest.mark.parametrize(("name", "said"), [("tidak-ada.pdf", "tidak ada"), (".", "folder")])
def test_a_file_that_is_not_there_is_wrong_use(run: Run, name: str, said: str, tmp_path: Path) -> None:
    done = run("verify", tmp_path / name)
    assert done.code == 2
    assert said in done.err
    assert run("verify").code == 2
