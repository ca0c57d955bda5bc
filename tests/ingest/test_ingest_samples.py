"""The workbooks to try do what they are there for."""

from pathlib import Path

from spbe_analytics.ingest import Reading, read
from spbe_analytics.schema import RemarkKind, Stage

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"


def sample(start: str) -> Reading:
    (path,) = SAMPLES.glob(f"{start}*.xlsx")
    return read(path.read_bytes(), path.name)


def test_the_filled_template_is_ready_to_commit() -> None:
    reading = sample("isian")
    assert reading.layout == "template"
    assert reading.findings == ()
    assert reading.assessments[0][:3] == ("73.22", 2024, Stage.INTERVIEW)
    assert {item.node: item.text for item in reading.remarks if item.kind is RemarkKind.RECOMMENDATION}["I27"] == (
        "SK tim koordinasi SPBE direviu agar pembagian tugas jelas."
    )
    assert len(reading.remarks) == 9


def test_the_report_shows_what_a_check_finds() -> None:
    reading = sample("laporan")
    assert reading.layout == "report-table"
    assert {item.code for item in reading.findings} >= {
        "level-out-of-range",
        "level-not-whole",
        "level-unreadable",
        "missing-level",
        "level-name-differs",
        "indicator-name-differs",
        "number-name-differ",
        "duplicate-indicator",
    }
    assert reading.has_errors


def test_the_table_of_governments_is_ready_to_commit() -> None:
    reading = sample("tabel")
    assert reading.layout == "government-table"
    assert reading.findings == ()
    assert len(reading.assessments) == 5
    assert len(reading.values) == 25


def test_the_samples_say_that_they_are_examples() -> None:
    for path in SAMPLES.glob("*.xlsx"):
        cells = [cell for sheet in _texts(path) for cell in sheet]
        assert any("bukan data resmi" in cell for cell in cells)


def _texts(path: Path) -> list[list[str]]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    rows = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    return [[cell for row in sheet for cell in row if isinstance(cell, str)] for sheet in rows]
