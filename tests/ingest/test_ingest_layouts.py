"""Every layout seen in the wild gives the figures that the official reports print."""

from collections.abc import Callable
from typing import Any

import pytest

from spbe_analytics.ingest import Identity, read
from spbe_analytics.schema import Stage
from spbe_analytics.scoring.display import format_score
from tests.ingest.ingest_workbooks import found, report, values, workbook
from tests.ingest.layout_workbooks import (
    Case,
    all_cases,
    as_ods,
    as_xls,
    as_xlsb,
    instrument,
    levels,
    years_side_by_side,
)
from tests.previewing import preview

CASES = all_cases()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_layout_gives_the_printed_figures(case: Case) -> None:
    found = preview(case.data, case.name)
    assert [(item.code, item.message) for item in found.reading.findings if item.code not in case.findings] == []
    assert {item.code for item in found.reading.findings} == case.findings
    assert found.reading.layout == case.layout
    shown = {(one.region, one.year, one.stage): one for one in found.evaluated}
    assert set(shown) == set(case.expected)
    for key, figures in case.expected.items():
        nodes = {code: format_score(shown[key].nodes.get(code)) for code in figures}
        assert nodes == figures, key


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_value_names_the_cell_it_stands_in(case: Case) -> None:
    values = preview(case.data, case.name).reading.values
    assert values
    assert all(item.sheet and item.cell and item.raw for item in values)
    places = [(item.sheet, item.cell) for item in values]
    assert len(set(places)) == len(places)


def test_a_misspelt_heading_is_read_and_said() -> None:
    reading = read(workbook(report(heading=("No", "Indikator", "Nilai Tingkat Kematngan"))), "x.xlsx")
    assert found(reading) == [("heading-similar", "C4")]
    assert "nilai tingkat kematangan" in reading.findings[0].message
    assert len(values(reading)) == len(instrument().indicators)


def test_a_heading_of_another_meaning_is_not_taken_for_a_similar_one() -> None:
    reading = read(workbook(report(heading=("No", "Indikator", "Nilai Tingkat Kepuasan"))), "x.xlsx")
    assert values(reading) == {}
    assert [code for code, _ in found(reading)] == ["foreign-workbook"]


def test_a_misspelt_name_without_a_number_is_read_and_said() -> None:
    name = instrument().indicators[4].name
    rows = report(names={5: name.replace("Kebijakan", "Kebijkan")}, numbers={5: ""})
    reading = read(workbook(rows), "x.xlsx")
    assert found(reading) == [("indicator-name-similar", "B9")]
    assert name in reading.findings[0].message
    assert values(reading)["I5"] == 3


def test_a_name_between_two_indicators_is_not_taken() -> None:
    names = [node.name for node in instrument().indicators]
    close = names[44].replace("1", "I")
    reading = read(workbook(report(names={45: close}, numbers={45: ""})), "x.xlsx")
    assert "I45" not in values(reading)
    assert reading.has_errors


def test_weights_of_another_making_are_refused_one_by_one() -> None:
    heading = ("No", "Indikator", "Nilai", "Bobot")
    rows = [[place, node.name, 3, 27.5 if 32 <= place <= 41 else float(node.weight)]
            for place, node in enumerate(instrument().indicators, start=1)]  # fmt: skip
    titles = [["Kota Bandar Lampung tahun 2024"], ["Nilai akhir"], []]
    reading = read(workbook([*titles, list(heading), *rows]), "x.xlsx")
    assert found(reading) == [("weight-differs", f"D{row}") for row in range(36, 46)]
    assert reading.has_errors
    assert "27.5" in reading.findings[0].message
    assert "2,75" in reading.findings[0].message


def test_a_stage_or_year_said_beside_the_file_must_not_contradict_a_column() -> None:
    case = years_side_by_side()
    said = read(case.data, case.name, Identity(year=2023))
    places = [cell for code, cell in found(said) if code == "hint-contradicts-file"]
    assert places == ["C4", "E4"]
    assert found(read(case.data, case.name, Identity(stage=Stage.FINAL))) == [("column-empty", "F4")]


def test_a_year_without_an_instrument_in_one_column_spoils_the_file() -> None:
    rows = [[place, node.name, 3, 3] for place, node in enumerate(instrument().indicators, start=1)]
    titles = [["Kota Bandar Lampung, nilai akhir"], ["No", "Indikator", "Tingkat 2016", "Tingkat 2024"]]
    reading = read(workbook([*titles, *rows]), "x.xlsx")
    assert ("year-without-instrument", "C2") in found(reading)
    assert reading.has_errors


def test_years_of_two_instruments_side_by_side_are_not_read_by_one() -> None:
    rows = [[place, node.name, 3, 3] for place, node in enumerate(instrument().indicators, start=1)]
    titles = [["Kota Bandar Lampung, nilai akhir"], ["No", "Indikator", "Tingkat 2020", "Tingkat 2024"]]
    reading = read(workbook([*titles, *rows]), "x.xlsx")
    assert "instrument-mismatch" in [code for code, _ in found(reading)]
    assert {item.year for item in reading.values} <= {2024}


def test_a_damaged_row_spoils_its_own_column_alone() -> None:
    case = years_side_by_side()
    good = read(case.data, case.name)
    given = zip(instrument().indicators, levels(2024), strict=True)
    rows = [
        [place, node.name, level, "x" if place == 1 else level] for place, (node, level) in enumerate(given, start=1)
    ]
    titles = [["Kota Bandar Lampung, nilai akhir"], ["No", "Indikator", "Tingkat 2023", "Tingkat 2024"]]
    reading = read(workbook([*titles, *rows]), "x.xlsx")
    assert found(reading) == [("level-unreadable", "D3")]
    assert len(good.assessments) == 3
    assert {item.year: item.value for item in reading.values if item.node == "I1"} == {2023: float(levels(2024)[0])}


@pytest.mark.parametrize("write", [as_ods, as_xls, as_xlsb], ids=["ods", "xls", "xlsb"])
def test_other_formats_are_read_by_their_content_whatever_the_name(write: Callable[[list[list[Any]]], bytes]) -> None:
    rows = report(cells={1: 5, 2: "4,0", 3: "Level 2"})
    reading = read(write(rows), "hasil.xlsx")
    unseen = [("hidden-unchecked", None)] if write is as_xlsb else []  # of an .xlsb nobody tells what is hidden
    assert found(reading) == unseen
    assert [values(reading)[f"I{place}"] for place in range(1, 5)] == [5, 4, 2, 3]
    assert len(values(reading)) == len(instrument().indicators)


def test_a_table_of_governments_without_a_government_is_empty_not_nothing() -> None:
    heading = ["No", "Nama Instansi", *(f"I{place}" for place in range(1, 48))]
    reading = read(workbook([["Nilai akhir SPBE 2024"], heading]), "x.xlsx")
    assert [code for code, _ in found(reading)] == ["no-values"]
