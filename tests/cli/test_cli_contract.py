"""What scripts may rely on: exit codes, JSON on stdout, messages on stderr, and figures that agree everywhere."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from spbe_analytics.ingest.template import HEADER_ROW, LEVEL_COLUMN
from spbe_analytics.instruments import Catalogue, Instrument
from spbe_analytics.settings import ROOT
from tests.cli.conftest import Run

LUWU_UTARA = "73.22"


@pytest.fixture
def spbe(catalogue: Catalogue) -> Instrument:
    return catalogue["spbe-59-2020"]


@pytest.fixture
def levels(spbe: Instrument) -> dict[str, int]:
    """Levels that make sums with thirds and halves."""
    return {code: (place * 7) % 5 + 1 for place, code in enumerate(spbe.indicator_codes)}


def fill(path: Path, levels: Mapping[str, object], instrument: Instrument) -> None:
    """Write levels into a template as a person would; those not named stay empty."""
    book = load_workbook(path)
    sheet = book["Isian"]
    for place, code in enumerate(instrument.indicator_codes):
        sheet.cell(HEADER_ROW + 2 + place, LEVEL_COLUMN + 1).value = levels.get(code)
    book.save(path)


def by_hand(instrument: Instrument, levels: Mapping[str, int]) -> dict[str, str]:
    """Work out every node with fractions, leaf by leaf."""
    scores = {}
    for code in instrument.codes:
        leaves = instrument.leaves(code)
        total = sum((leaf.weight * levels[leaf.code] for leaf in leaves), Fraction(0))
        scores[code] = str(total / sum(leaf.weight for leaf in leaves))
    return scores


@pytest.fixture
def form(run: Run, tmp_path: Path, spbe: Instrument, levels: dict[str, int]) -> Path:
    """The template of Luwu Utara 2024, filled in."""
    path = tmp_path / "isian.xlsx"
    made = run("template", "--region", LUWU_UTARA, "--year", 2024, "--out", path)
    assert (made.code, made.out) == (0, "")
    assert "Kabupaten Luwu Utara 2024" in made.err
    fill(path, levels, spbe)
    return path


def test_template_check_score_import_show_and_rank_agree_to_the_last_digit(
    run: Run, form: Path, spbe: Instrument, levels: dict[str, int]
) -> None:
    checked = run("check", form, "--json")
    assert (checked.code, checked.json, checked.err) == (0, {"findings": []}, "")

    (scored,) = run("score", form, "--json").json["assessments"]
    expected = by_hand(spbe, levels)
    assert {code: node["exact"] for code, node in scored["nodes"].items()} == expected
    assert {code: node["value"] for code, node in scored["nodes"].items()} == {
        code: float(Fraction(exact)) for code, exact in expected.items()
    }
    assert {key: scored[key] for key in ("region", "region_name", "year", "stage", "instrument", "answered", "of")} == {
        "region": LUWU_UTARA,
        "region_name": "Kabupaten Luwu Utara",
        "year": 2024,
        "stage": "final",
        "instrument": "spbe-59-2020",
        "answered": 47,
        "of": 47,
    }

    imported = run("import", form, "--json", "--by", "Sari")
    assert (imported.code, imported.json["created"], imported.json["findings"]) == (0, True, [])

    shown = run("show", LUWU_UTARA, "--year", 2024, "--json").json
    assert {code: node["value"] for code, node in shown["nodes"].items()} == {
        code: node["value"] for code, node in scored["nodes"].items()
    }
    assert {code: node["display"] for code, node in shown["nodes"].items()} == {
        code: node["display"] for code, node in scored["nodes"].items()
    } | {code: f"{level},00" for code, level in levels.items()}
    assert shown["predicate"] == scored["predicate"]

    ranked = run("rank", "--year", 2024, "--kind", "kabupaten", "--province", 73, "--json").json
    (mine,) = [row for row in ranked if row["region"] == LUWU_UTARA]
    assert (mine["index"], mine["predicate"]) == (scored["nodes"]["index"]["value"], scored["predicate"])


def test_the_same_file_is_stored_once(run: Run, form: Path) -> None:
    first, second = (run("import", form, "--json") for _ in range(2))
    assert (first.code, second.code) == (0, 0)
    assert (first.json["created"], second.json["created"]) == (True, False)
    assert first.json["batch"] == second.json["batch"]


def test_rank_lists_the_21_kabupaten_of_sulawesi_selatan(run: Run) -> None:
    found = run("rank", "--year", 2024, "--kind", "kabupaten", "--province", 73, "--json")
    assert (found.code, found.err) == (0, "")
    rows = found.json
    assert len(rows) == 21
    assert {row["of"] for row in rows} == {21}
    assert {tuple(row) for row in rows} == {("rank", "of", "region", "name", "index", "predicate", "change", "note")}
    assert [row for row in rows if row["region"] == LUWU_UTARA] == [
        {
            "rank": 4,
            "of": 21,
            "region": LUWU_UTARA,
            "name": "Kabupaten Luwu Utara",
            "index": 3.26,
            "predicate": "Baik",
            "change": 0.08,
            "note": None,
        }
    ]
    assert [row["rank"] for row in rows] == sorted(row["rank"] for row in rows)


def test_a_missing_level_leaves_its_nodes_out(run: Run, form: Path, spbe: Instrument, levels: dict[str, int]) -> None:
    gone = spbe.indicator_codes[0]
    fill(form, {code: level for code, level in levels.items() if code != gone}, spbe)
    scored = run("score", form, "--json")
    assert scored.code == 0
    assert scored.codes == ["missing-level"]
    (found,) = scored.json["assessments"]
    assert (found["answered"], found["of"], found["predicate"]) == (46, 47, None)
    lost = {node.code for node in spbe.path(gone)}
    assert set(found["nodes"]) == set(spbe.codes) - lost
    assert "index" in lost
    expected = by_hand(spbe, levels)
    assert {code: node["exact"] for code, node in found["nodes"].items()} == {
        code: expected[code] for code in found["nodes"]
    }


@pytest.mark.parametrize(
    "hint",
    [("--region", "73.73"), ("--year", 2023), ("--stage", "interviu"), ("--instrument", "pemdi-8-2026")],
    ids=lambda hint: hint[0],
)
def test_a_hint_that_the_file_contradicts_is_a_finding(run: Run, form: Path, hint: tuple[str, object]) -> None:
    scored = run("score", form, "--json", *hint)
    assert scored.code == 1
    assert "hint-contradicts-file" in scored.codes
    assert run("import", form, "--json", *hint).json["created"] is False


def test_a_level_out_of_range_is_an_error_with_its_cell_and_nothing_is_stored(
    run: Run, form: Path, spbe: Instrument, levels: dict[str, int]
) -> None:
    before = run("show", LUWU_UTARA, "--year", 2024, "--json").json
    fill(form, levels | {spbe.indicator_codes[1]: 7}, spbe)
    for command in ("check", "score", "import"):
        found = run(command, form, "--json")
        assert found.code == 1
        (finding,) = [item for item in found.json["findings"] if item["severity"] == "error"]
        assert finding.keys() >= {"code", "severity", "sheet", "cell", "message"}
        assert (finding["code"], finding["sheet"], finding["cell"]) == ("level-out-of-range", "Isian", "E10")
        assert "7" in finding["message"]
    assert run("show", LUWU_UTARA, "--year", 2024, "--json").json == before


def test_check_writes_the_annotated_copy_and_leaves_the_file_alone(
    run: Run, form: Path, tmp_path: Path, spbe: Instrument, levels: dict[str, int]
) -> None:
    fill(form, levels | {spbe.indicator_codes[1]: 7}, spbe)
    before, out = form.read_bytes(), tmp_path / "temuan.xlsx"
    checked = run("check", form, "--json", "--annotate", out)
    assert checked.code == 1
    assert checked.codes == ["level-out-of-range"]
    assert str(out) in checked.err
    assert form.read_bytes() == before
    book = load_workbook(out)
    assert book.sheetnames[0] == "Temuan"
    assert "Tingkat 7" in book["Isian"]["E10"].comment.text
    again = run("check", out, "--json")
    assert (again.code, again.json) == (1, checked.json)


def test_check_writes_no_annotated_copy_without_findings(run: Run, form: Path, tmp_path: Path) -> None:
    out = tmp_path / "temuan.xlsx"
    checked = run("check", form, "--annotate", out)
    assert (checked.code, out.exists()) == (0, False)
    assert "tidak ditulis: tidak ada temuan" in checked.err


def test_check_annotates_neither_the_file_itself_nor_an_unreadable_one(run: Run, form: Path, tmp_path: Path) -> None:
    before = form.read_bytes()
    for out in (form, tmp_path / "tidak-ada" / "temuan.xlsx"):
        refused = run("check", form, "--annotate", out)
        assert (refused.code, refused.out) == (2, "")
        assert ("--annotate" in refused.err) is (out == form)
        assert (f"Folder {out.parent} tidak ada" in refused.err) is (out != form)
    assert form.read_bytes() == before
    broken, out = tmp_path / "rusak.xlsx", tmp_path / "temuan.xlsx"
    broken.write_bytes(before[:1000])
    checked = run("check", broken, "--json", "--annotate", out)
    assert (checked.code, checked.codes, out.exists()) == (1, ["not-a-workbook"], False)
    assert "Salinan beranotasi tidak dapat dibuat" in checked.err


def test_messages_go_to_stderr_and_data_to_stdout(
    run: Run, form: Path, spbe: Instrument, levels: dict[str, int]
) -> None:
    fill(form, levels | {spbe.indicator_codes[1]: 7}, spbe)
    scored = run("score", form)
    assert "E10" in scored.err
    assert "E10" not in scored.out
    assert scored.out.startswith("73.22\tKabupaten Luwu Utara\t2024\tfinal\t46/47\t")


def test_a_file_that_says_nothing_is_completed_by_the_options(run: Run) -> None:
    file = ROOT / "data" / "samples" / "laporan_palopo_2024_bermasalah.xlsx"
    assert run("check", file, "--json").code == 1
    table = ROOT / "data" / "samples" / "tabel_daerah_2024.xlsx"
    assert len(run("score", table, "--json").json["assessments"]) == 5


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "99.99", "--year", 2024), "99.99"),
        (("template", "--region", "99.99", "--year", 2024, "--out", "x.xlsx"), "99.99"),
        (("template", "--region", LUWU_UTARA, "--year", 1999, "--out", "x.xlsx"), "1999"),
        (("rank", "--year", 2024, "--province", "00"), "00"),
        (("show", LUWU_UTARA), "--year"),
        (("rank", "--year", 2024, "--kind", "desa"), "desa"),
        (("check", "tidak-ada.xlsx"), "tidak-ada.xlsx"),
        (("hapus",), "hapus"),
    ],
)
def test_wrong_use_is_told_on_stderr_with_code_2(run: Run, arguments: tuple[object, ...], said: str) -> None:
    found = run(*arguments)
    assert (found.code, found.out) == (2, "")
    assert said in found.err
    assert "Traceback" not in found.err


def test_an_unknown_region_as_a_hint_is_wrong_use(run: Run, form: Path) -> None:
    found = run("score", form, "--json", "--region", "99.99")
    assert (found.code, found.out) == (2, "")


def test_a_fresh_machine_needs_no_preparation(tmp_path: Path) -> None:
    """The real command on no database at all: it makes one, and loads the published figures once."""
    database = tmp_path / "new" / "spbe.db"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SPBE_")}
    command = [sys.executable, "-m", "spbe_analytics", "rank", "--year", "2024", "--kind", "kota", "--json"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment | {"SPBE_DATABASE_URL": f"sqlite:///{database}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    rows = json.loads(done.stdout)
    assert len(rows) > 80
    assert {row["predicate"] for row in rows} >= {"Baik", "Sangat Baik"}
    assert database.exists()
