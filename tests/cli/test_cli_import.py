"""Many files at once: the sound ones are stored together, the rest are listed with their findings."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from spbe_analytics.ingest import template
from spbe_analytics.instruments import instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Stage
from tests.cli.conftest import Run

CODES = ("73.22", "73.73", "18.71", "11.04")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three sound workbooks, one of them in a zip, one broken, and something else."""
    spbe = instruments()["spbe-59-2020"]
    made = {
        code: template(spbe, gazetteer()[code], 2024, Stage.FINAL, dict.fromkeys(spbe.indicator_codes, level))
        for code, level in zip(CODES, (2.0, 3.0, 4.0, 9.0), strict=True)
    }
    inner = tmp_path / "masuk" / "dalam"
    inner.mkdir(parents=True)
    (inner.parent / "a.xlsx").write_bytes(made["73.22"])
    (inner / "b.xlsx").write_bytes(made["73.73"])
    (inner / "rusak.xlsx").write_bytes(made["11.04"])
    (inner / "catatan.pdf").write_bytes(b"%PDF")
    with zipfile.ZipFile(inner / "c.zip", "w") as archive:
        archive.writestr("Lampung/../../c.xlsx", made["18.71"])
    return inner.parent


def test_a_folder_is_stored_but_for_what_has_errors(run: Run, folder: Path) -> None:
    done = run("import", folder, "--json", "--by", "Sari")
    assert done.code == 1
    files = {report["file"]: report for report in done.json["files"]}
    assert list(files) == ["a.xlsx", "b.xlsx", "c.xlsx", "rusak.xlsx"]
    assert [report["created"] for report in files.values()] == [True, True, True, False]
    assert files["rusak.xlsx"]["batch"] is None
    assert {finding["code"] for finding in files["rusak.xlsx"]["findings"]} == {"level-out-of-range"}
    ranked = {row["region"]: row["index"] for row in run("rank", "--year", 2024, "--json").json}
    assert [ranked[code] for code in CODES[:3]] == [2.0, 3.0, 4.0]

    again = run("import", folder, "--by", "Sari")
    assert again.code == 1
    assert "3 dari 4 berkas tersimpan." in again.out
    assert again.out.count("sudah ada sebagai") == 3
    assert "rusak.xlsx belum disimpan" in again.err


def test_a_zip_of_one_file_and_a_folder_without_any(run: Run, folder: Path, tmp_path: Path) -> None:
    stored = run("import", folder / "dalam" / "c.zip", "--json")
    assert stored.code == 0
    assert stored.json["created"] is True
    assert list(tmp_path.glob("**/c.xlsx")) == []  # names never become paths
    (tmp_path / "kosong").mkdir()
    assert run("import", tmp_path / "kosong").code == 1


def test_a_zip_that_unpacks_to_too_much_is_refused(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPBE_MAX_UPLOAD_MB", "1")
    with zipfile.ZipFile(tmp_path / "bom.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xlsx", b"0" * (2 << 20))
    done = run("import", tmp_path / "bom.zip")
    assert done.code == 2
    assert "terlalu besar" in done.err


def test_hidden_parts_ask_for_a_decision(run: Run, folder: Path, tmp_path: Path) -> None:
    book = load_workbook(folder / "a.xlsx")
    book.worksheets[0].row_dimensions[14].hidden = True
    path = tmp_path / "tersembunyi.xlsx"
    book.save(path)
    left = run("import", path, "--by", "Sari")
    assert left.code == 1
    assert "--accept-hidden" in left.err
    assert "hidden-rows" in left.err
    assert run("import", path, "--by", "Sari", "--accept-hidden").code == 0
