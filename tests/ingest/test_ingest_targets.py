"""Tables of targets: what is certain is read, what is not is a finding at its cell."""

from typing import Any

import pytest
from ingest_workbooks import workbook

from spbe_analytics.entries.target import Target
from spbe_analytics.ingest.processes.isolated import ReaderPool
from spbe_analytics.ingest.reader import first_rows
from spbe_analytics.ingest.target_table import MOST_ROWS, TargetReading, read_targets
from spbe_analytics.schema import LAST_PLANNED_YEAR

SPBE, PEMDI = "spbe-59-2020", "pemdi-8-2026"
PLAN = "RPJMD 2025–2029"
HEADING = ["Tahun", "Target", "Dokumen"]


def read(
    *rows: list[Any], heading: list[str] | None = None, region: str | None = "73.22", document: str = ""
) -> TargetReading:
    data = workbook([heading or HEADING, *rows])
    return read_targets("target.xlsx", first_rows(data, "target.xlsx", MOST_ROWS + 10), region, document)


def found(reading: TargetReading) -> list[tuple[str, str | None]]:
    return [(item.code, item.cell) for item in reading.findings]


def test_a_plain_table_is_the_home_regions() -> None:
    reading = read([2025, 3.45, PLAN], [2026, "2,5", PLAN])
    assert reading.findings == ()
    assert [(row.target, row.sheet) for row in reading.rows] == [
        (Target("73.22", 2025, SPBE, 3.45, PLAN), "Data"),
        (Target("73.22", 2026, PEMDI, 2.5, PLAN), "Data"),
    ]
    assert [row.cell for row in reading.rows] == ["B2", "B3"]
    assert reading.committable


def test_titles_above_and_remarks_below_do_not_matter() -> None:
    below = [[], ["Sumber: Bappeda"], ["Rata-rata", "", ""]]
    data = workbook([["Target indeks"], [], HEADING, ["2025", 3.45, PLAN], *below])
    sheets = first_rows(data, "x.xlsx", 99)
    reading = read_targets("x.xlsx", sheets, "73.22")
    assert reading.findings == ()
    assert [row.cell for row in reading.rows] == ["B4"]


def test_many_regions_stand_in_a_column_of_their_own() -> None:
    heading = ["Nama Daerah", "Tahun", "Target Indeks", "Sumber"]
    reading = read(["Kab. Luwu Utara", 2025, 3.4, PLAN], ["Kota Palopo", 2025, 3.1, PLAN], heading=heading, region=None)
    assert reading.findings == ()
    assert [row.target.region for row in reading.rows] == ["73.22", "73.73"]


def test_the_document_may_be_said_beside_the_file() -> None:
    reading = read([2025, 3.4, ""], [2026, 2.5, "Renstra"], document=f" {PLAN} ")
    assert [row.target.document for row in reading.rows] == [PLAN, "Renstra"]
    assert [row.target.document for row in read([2025, 3.4], heading=HEADING[:2], document=PLAN).rows] == [PLAN]


def test_another_instrument_is_taken_as_said_with_a_warning() -> None:
    heading = [*HEADING, "Instrumen"]
    reading = read([2027, 3.6, PLAN, "SPBE 2021–2025"], [2028, 2.8, PLAN, PEMDI], heading=heading)
    assert [row.target.instrument for row in reading.rows] == [SPBE, PEMDI]
    assert found(reading) == [("target-instrument-differs", "D2")]
    assert "Pemdi 2026" in reading.findings[0].message
    assert reading.committable


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        ([2025, 0.5, PLAN], "target-value", "B2"),
        ([2025, 5.5, PLAN], "target-value", "B2"),
        ([2025, "Baik", PLAN], "target-value", "B2"),
        ([2025, "65%", PLAN], "target-value", "B2"),
        ([2025, "3.450", PLAN], "target-value", "B2"),
        ([2025, True, PLAN], "target-value", "B2"),
        ([1999, 3.4, PLAN], "target-year", "A2"),
        ([2025.5, 3.4, PLAN], "target-year", "A2"),
        (["TA lalu", 3.4, PLAN], "target-year", "A2"),
        ([LAST_PLANNED_YEAR + 1, 3.4, PLAN], "target-year", "A2"),
        ([2025, 3.4, " "], "target-document", "C2"),
        ([2025, 3.4, "a" * 201], "target-document-long", "C2"),
    ],
)
def test_a_doubt_is_an_error_at_its_cell(row: list[Any], code: str, cell: str) -> None:
    reading = read(row, [2026, 2.5, PLAN])
    assert found(reading) == [(code, cell)]
    assert [item.target.year for item in reading.rows] == [2026]
    assert not reading.committable


def test_a_predicate_in_the_place_of_a_figure_says_where_it_begins() -> None:
    assert "Baik mulai dari 2,6" in read([2025, "Baik", PLAN]).findings[0].message


def test_an_empty_target_is_passed_over_and_told() -> None:
    reading = read([2025, 3.4, PLAN], [2026, "", ""], [2027, "-", PLAN])
    assert found(reading) == [("target-empty", "B3"), ("target-empty", "B4")]
    assert reading.committable
    assert not read([2025, "", PLAN]).committable


def test_a_year_twice_is_an_error_that_names_the_first() -> None:
    reading = read([2025, 3.4, PLAN], [2025, 3.5, PLAN])
    assert found(reading) == [("target-twice", "B3")]
    assert "sel B2" in reading.findings[0].message
    assert not reading.committable


def test_a_region_that_is_not_certain_is_an_error() -> None:
    heading = ["Daerah", *HEADING]
    reading = read(["Luwu Utra", 2025, 3.4, PLAN], ["", 2026, 2.5, PLAN], heading=heading)
    assert [code for code, _ in found(reading)] == ["unknown-region", "target-region"]
    assert found(read([2025, 3.4, PLAN], region=None)) == [("target-region", "A2")]


def test_an_unknown_instrument_names_the_known_ones() -> None:
    reading = read([2025, 3.4, PLAN, "SPBE 1999"], heading=[*HEADING, "Instrumen"])
    assert found(reading) == [("target-instrument", "D2")]
    assert "SPBE 2021–2025" in reading.findings[0].message


def test_a_file_that_could_not_be_read_is_said() -> None:
    assert found(read_targets("x.xlsx", [], "73.22")) == [("targets-unreadable", None)]


@pytest.mark.parametrize("rows", [[["Tahun", "Nilai"], [2025, 3.4]], [["Daftar hadir"], ["Ani"]]])
def test_a_file_without_such_a_table_says_what_is_missing(rows: list[list[Any]]) -> None:
    reading = read_targets("x.xlsx", first_rows(workbook(rows), "x.xlsx", 99), "73.22")
    assert found(reading) == [("no-targets", None)]
    assert "“Dokumen”" in reading.findings[0].message


def test_too_many_rows_are_refused() -> None:
    reading = read(*([2025, 3.4, PLAN] for _ in range(MOST_ROWS + 1)))
    assert [code for code, _ in found(reading)] == ["too-many-targets"]
    assert reading.rows == ()


@pytest.mark.xdist_group("isolated")
def test_delimited_text_comes_through_a_reading_process() -> None:
    data = f"Tahun;Target;Dokumen\n2025;3,45;{PLAN}\n".encode("utf-8-sig")
    with ReaderPool(1) as pool:
        sheets = pool.first_rows(data, "target.csv", 99)
    reading = read_targets("target.csv", sheets, "73.22")
    assert [row.target for row in reading.rows] == [Target("73.22", 2025, SPBE, 3.45, PLAN)]
