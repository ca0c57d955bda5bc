"""``history``, ``revert``, ``restore`` and ``why`` on the command line."""

import pytest

from spbe_analytics.settings import ROOT
from tests.cli.conftest import Run

SAMPLE = ROOT / "data" / "samples" / "isian_luwu_utara_2024.xlsx"


@pytest.fixture
def imported(run: Run) -> int:
    """The number of an upload of the stage of interviews of Luwu Utara 2024."""
    return int(run("import", SAMPLE, "--json", "--by", "Sari").json["batch"])


def test_history_lists_batches_as_json_and_as_lines(run: Run, imported: int) -> None:
    rows = run("history", "--json").json
    assert [row["number"] for row in rows] == [imported, 1]
    assert {key: rows[0][key] for key in ("file", "who", "assessments", "values", "state", "reason")} == {
        "file": SAMPLE.name,
        "who": "Sari",
        "assessments": 1,
        "values": 47,
        "state": "aktif",
        "reason": "",
    }
    assert rows[0]["when"].endswith("+00:00")
    assert (rows[0]["reverted_at"], len(rows[0]["sha256"])) == (None, 64)
    lines = run("history").out.splitlines()
    assert lines[0].startswith(f"{imported}\t")
    assert "1 penilaian, 47 nilai\taktif" in lines[0]


def test_a_revert_and_its_restore_change_what_is_shown(run: Run, imported: int) -> None:
    show = ("show", "73.22", "--year", 2024, "--stage", "interviu", "--json")
    before = run(*show).json
    assert before["nodes"]
    done = run("revert", imported, "--by", "Budi", "--reason", "salah tahap")
    assert (done.code, done.out) == (0, f"Unggahan nomor {imported} dibatalkan; 60 nilai berubah.\n")
    assert run(*show).json["nodes"] == {}
    row = run("history", "--json").json[0]
    assert (row["state"], row["reason"], row["reverted_by"]) == ("dibatalkan", "salah tahap", "Budi")
    assert "dibatalkan oleh Budi: salah tahap" in run("history").out
    done = run("restore", imported, "--by", "Budi", "--reason", "ternyata benar")
    assert (done.code, done.out) == (0, f"Unggahan nomor {imported} dipulihkan; 60 nilai berubah.\n")
    assert run(*show).json == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("revert", 99, "--by", "Budi", "--reason", "x"), "Unggahan nomor 99 tidak ada"),
        (("restore", 99, "--by", "Budi", "--reason", "x"), "Unggahan nomor 99 tidak ada"),
        (("restore", 2, "--by", "Budi", "--reason", "x"), "nomor 2 tidak sedang dibatalkan"),
        (("revert", 1, "--by", "Budi", "--reason", "x"), "SPBE_LOAD_PUBLISHED=false"),
        (("revert", 2, "--by", "Budi", "--reason", " "), "Isi nama dan alasan"),
        (("revert", 2, "--by", "Budi"), "--reason"),
        (("revert", 2, "--reason", "x"), "--by"),
        (("why", "99.99", 2024, "index"), "99.99"),
        (("why", "73.22", 2024, "D9"), "D9"),
        (("why", "73.22", 1999, "index"), "1999"),
    ],
)
def test_wrong_use_is_told_and_changes_nothing(
    run: Run, imported: int, arguments: tuple[object, ...], said: str
) -> None:
    before = run("history", "--json").json
    assert before[0]["number"] == imported == 2
    found = run(*arguments)
    assert (found.code, found.out) == (2, "")
    assert said in found.err
    assert run("history", "--json").json == before


def test_why_of_a_printed_figure(run: Run) -> None:
    found = run("why", "73.22", 2024, "index", "--json").json
    assert (found["value"], found["basis"], found["display"], found["exact"]) == (3.26, "published", "3,26", None)
    assert found["possible"] == ["651/200", "1303/400"]
    (said,) = found["statements"]
    assert (said["sheet"], said["text"], said["authority"]) == ("values.csv", "3.26", "table")
    assert said["url"].startswith("http")
    line = (ROOT / "data" / "published" / "values.csv").read_text().splitlines()[int(said["cell"][1:]) - 1]
    assert line.startswith("73.22,2024,final,")
    assert line.endswith(",index,3.26")


def test_why_of_an_uploaded_level_leads_to_its_cell(run: Run, imported: int) -> None:
    found = run("why", "73.22", 2024, "i3", "--stage", "interviu", "--json").json
    (said,) = found["statements"]
    assert (said["file"], said["sheet"], said["batch"], said["who"]) == (SAMPLE.name, "Isian", imported, "Sari")
    assert found["basis"] == "observed"


def test_why_of_a_computed_node_prints_its_formula(run: Run) -> None:
    found = run("why", "18.71", 2024, "A2")
    assert found.code == 0
    lines = found.out.splitlines()
    assert lines[0] == "Kota Bandar Lampung, Nilai akhir 2024: A2 Perencanaan Strategis SPBE = 1,50"
    assert "A2 = (2,5·1 + 2,5·1 + 2,5·2 + 2,5·2) / 10 = 1,50 (tepat 3/2)" in lines[1]
    assert lines[-1] == "I14\t2\tInovasi Proses Bisnis SPBE"


def test_why_of_what_is_missing_says_so(run: Run) -> None:
    found = run("why", "73.22", 2024, "A1", "--json").json
    assert (found["value"], found["display"], found["statements"]) == (None, "–", [])
    assert "Tidak ada nilai yang diketahui" in found["text"][0]
