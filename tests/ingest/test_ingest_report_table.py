"""One government's report: each oddity in a workbook of its own, with the findings and values it must give."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from ingest_workbooks import LEVEL_1, STAGE_TITLE, TITLE, found, instrument, report, values, workbook

from spbe_analytics.ingest import Identity, read
from spbe_analytics.schema import Basis, Severity, Stage


def test_a_plain_report_is_read_whole() -> None:
    reading = read(workbook(report({1: 4})), "laporan.xlsx")
    first = reading.values[0]
    assert reading.layout == "report-table"
    assert reading.findings == ()
    assert (first.region, first.year, first.stage, first.instrument) == (
        "73.22",
        2024,
        Stage.INTERVIEW,
        "spbe-59-2020",
    )
    assert (first.node, first.value, first.basis, first.sheet, first.cell, first.raw) == (
        "I1",
        4.0,
        Basis.OBSERVED,
        "Data",
        LEVEL_1,
        "4",
    )
    assert len(reading.values) == len(instrument().indicators)


LEVELS_READ = {
    "number": (2, 2.0),
    "text": ("2", 2.0),
    "decimal comma": ("2,0", 2.0),
    "spaces": (" 2 ", 2.0),
    "word level": ("Level 2", 2.0),
    "word tingkat": ("Tingkat 2", 2.0),
    "with name": ("2 - Terkelola", 2.0),
    "with name and dot": ("2. terkelola", 2.0),
}


@pytest.mark.parametrize(("cell", "value"), LEVELS_READ.values(), ids=LEVELS_READ)
def test_a_level_in_a_usual_spelling_needs_no_remark(cell: object, value: object) -> None:
    reading = read(workbook(report({1: cell})), "x.xlsx")
    assert reading.findings == ()
    assert values(reading)["I1"] == value


LEVELS_REFUSED = {
    "too high": (6, "level-out-of-range"),
    "zero": (0, "level-out-of-range"),
    "negative": ("-1", "level-out-of-range"),
    "half": (3.5, "level-not-whole"),
    "half as text": ("3,5", "level-not-whole"),
    "word": ("tiga", "level-unreadable"),
    "truth value": (True, "level-unreadable"),
    "date": (date(2024, 3, 1), "date-instead-of-number"),
    "level name alone": ("Terdefinisi", "level-unreadable"),
    "thousands or decimals": ("1.234", "ambiguous-number"),
}


@pytest.mark.parametrize(("cell", "code"), LEVELS_REFUSED.values(), ids=LEVELS_REFUSED)
def test_a_level_that_is_not_certain_is_a_finding_at_its_cell(cell: object, code: str) -> None:
    reading = read(workbook(report({1: cell})), "x.xlsx")
    assert found(reading) == [(code, LEVEL_1)]
    assert reading.has_errors
    assert "I1" not in values(reading)
    assert LEVEL_1 in reading.findings[0].message


@pytest.mark.parametrize("cell", ["", "-", "–", "n/a"])
def test_a_missing_level_is_a_warning_and_no_zero(cell: object) -> None:
    reading = read(workbook(report({1: cell})), "x.xlsx")
    assert found(reading) == [("missing-level", LEVEL_1)]
    assert not reading.has_errors
    assert "I1" not in values(reading)


def test_the_message_names_thing_place_and_cure() -> None:
    item = read(workbook(report({8: 6})), "x.xlsx").findings[0]
    assert item.message == "Tingkat 6 di luar 1–5 (lembar Data, sel C12). Isi bilangan bulat 1 sampai 5."
    assert item.cure == "Isi bilangan bulat 1 sampai 5."
    assert item.as_dict() == {
        "code": "level-out-of-range",
        "severity": "error",
        "sheet": "Data",
        "cell": "C12",
        "message": item.message,
    }


def test_the_name_of_a_level_must_be_that_level_s() -> None:
    reading = read(workbook(report({1: "3 - Terkelola", 32: "3 - Transaksi"})), "x.xlsx")
    assert found(reading) == [("level-name-differs", LEVEL_1)]
    assert values(reading)["I1"] == 3


ROWS = {
    "prefix and line break": (
        {"names": {21: "Tingkat Kematangan  Penerapan Manajemen\nRisiko SPBE"}},
        [],
        {"I21": 3},
    ),
    "number inside the name": (
        {"names": {22: "Indikator 22. Penerapan Manajemen Keamanan Informasi"}, "numbers": {22: ""}},
        [],
        {"I22": 3},
    ),
    "alias": ({"names": {9: "Kebijakan Internal Audit Teknologi Informasi dan Komunikasi"}}, [], {"I9": 3}),
    "numbers with dot and word": (
        {"numbers": {1: "1.", 2: "Indikator 2", 3: "IND-03"}},
        [],
        {"I1": 3, "I2": 3, "I3": 3},
    ),
    "number alone": ({"names": {1: ""}}, [], {"I1": 3}),
    "misspelt": (
        {"names": {19: "Pelaksanaan Tim Kordinasi SPBE Instansi Pusat/Pemerintah Daerah"}},
        [("indicator-name-differs", "B23")],
        {"I19": 3},
    ),
    "another's name": (
        {"names": {12: "Arsitektur SPBE Instansi Pusat/Pemerintah Daerah"}},
        [("missing-indicator", "C4"), ("number-name-differ", "B16")],
        {"I12": None, "I11": 3},
    ),
    "nobody's name": (
        {"names": {20: "Sesuatu yang lain"}},
        [("missing-indicator", "C4"), ("unknown-indicator", "B24")],
        {"I20": None},
    ),
    "nobody's number": ({"numbers": {3: 99}}, [("indicator-number-differs", "B7")], {"I3": 3}),
    "twice": (
        {"below": [(5, "Kebijakan Internal Layanan Pusat Data", 4)]},
        [("duplicate-indicator", "C52")],
        {"I5": None},
    ),
    "columns numbered": (
        {"titles": ((TITLE,), (STAGE_TITLE,), ("No", "Indikator", "Tingkat")), "heading": ("(1)", "(2)", "(3)")},
        [],
        {"I1": 3},
    ),
    "section rows": (
        {"below": [("", "Kebijakan Internal SPBE", "3,00"), ("D.", "Domain Layanan", 3)]},
        [],
        {"I1": 3},
    ),
    "total that follows": ({"below": [("TOTAL", "", 3), ("INDEKS SPBE", "", "3,00")]}, [], {}),
    "total as sum": ({"below": [("JUMLAH", "", 141)]}, [], {}),
    "sum that does not follow": ({"below": [("JUMLAH", "", 140)]}, [("printed-total-differs", "C52")], {}),
    "total that does not follow": (
        {"below": [("TOTAL", "", 3), ("INDEKS SPBE", "", 3.1)]},
        [("printed-total-differs", "C53")],
        {},
    ),
    "domain that does not follow": (
        {"below": [("", "Kebijakan Internal SPBE", 2.5)]},
        [("printed-total-differs", "C52")],
        {},
    ),
    "total beside its label": ({"below": [("Indeks SPBE", 3.5)]}, [("printed-total-differs", "B52")], {}),
    "total unreadable": ({"below": [("Indeks", "", "baik")]}, [("value-unreadable", "C52")], {}),
    "predicate": ({"below": [("Predikat", "", "Baik")]}, [], {}),
    "predicate that does not follow": ({"below": [("Predikat", "", "Cukup")]}, [("predicate-differs", "C52")], {}),
    "predicate of nobody": ({"below": [("Predikat", "", "Bagus")]}, [("predicate-unknown", "C52")], {}),
    "remarks end the table": ({"below": [("Keterangan:",), (1, "Rintisan", ""), ("x", "y", 7)]}, [], {}),
    "signature": ({"below": [("", "Mengetahui, Kepala Dinas", "")]}, [("row-ignored", "B52")], {}),
    "level without indicator": ({"below": [("", "", 4)]}, [("row-without-node", "C52")], {}),
}


@pytest.mark.parametrize(("changes", "findings", "expected"), ROWS.values(), ids=ROWS)
def test_odd_rows(changes: dict[str, Any], findings: list[tuple[str, str]], expected: dict[str, float | None]) -> None:
    reading = read(workbook(report(**changes)), "x.xlsx")
    assert found(reading) == findings
    assert {node: values(reading).get(node) for node in expected} == expected


def test_all_findings_come_at_once_in_the_order_of_the_cells() -> None:
    reading = read(workbook(report({1: 6, 2: "x", 3: "", 40: 9})), "x.xlsx")
    assert found(reading) == [
        ("level-out-of-range", "C5"),
        ("level-unreadable", "C6"),
        ("missing-level", "C7"),
        ("level-out-of-range", "C44"),
    ]
    assert len(reading.values) == 43


@pytest.mark.parametrize("start", [(0, 0), (3, 0), (0, 2), (6, 4)])
def test_addresses_are_those_of_the_sheet(start: tuple[int, int]) -> None:
    data = workbook(report({1: 4, 47: 5}), start=start)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    reading = read(data, "x.xlsx")
    assert len(reading.values) == 47
    for item in reading.values:
        assert sheet[item.cell].value == item.value


def test_merged_titles_are_titles() -> None:
    reading = read(workbook(report(), merges=["A1:C1"]), "x.xlsx")
    assert reading.findings == ()
    assert reading.assessments[0].region == "73.22"


def test_two_columns_of_levels_are_not_chosen_from() -> None:
    heading = ("No", "Indikator", "Nilai Tingkat Kematangan", "Tingkat Kematangan")
    reading = read(workbook(report(heading=heading, titles=((STAGE_TITLE,),))), "x.xlsx", Identity(region="73.22"))
    assert ("ambiguous-column", "D2") in found(reading)
    assert reading.values == ()


def test_a_year_in_the_heading_counts() -> None:
    heading = ("No", "Indikator", "Nilai Tingkat Kematangan 2023")
    titles = (("Kota Palopo",), (STAGE_TITLE,))
    reading = read(workbook(report(heading=heading, titles=titles)), "x.xlsx")
    assert {item.year for item in reading.values} == {2023}


def test_a_weight_of_another_regulation_is_named() -> None:
    rows = [[*row, 1.3] for row in report(heading=("No", "Indikator", "Tingkat"))]
    rows[3][3] = "Bobot (%)"
    rows = rows[:14]
    rows[5][3] = "1,30"
    rows[6][3] = "1,3%"
    rows[7][3] = 0.013
    rows[8][3] = 13
    reading = read(workbook(rows), "x.xlsx")
    assert [item for item in found(reading) if item[0] == "weight-differs"] == [("weight-differs", "D9")]


def test_an_unknown_column_is_listed() -> None:
    rows = report(heading=("No", "Indikator", "Tingkat", "Penanggung jawab", "Catatan"))
    assert found(read(workbook(rows), "x.xlsx")) == [("column-ignored", "D4")]


def test_rows_of_another_instrument_are_refused_as_a_whole() -> None:
    reading = read(workbook(report(code="spbe-5-2018")), "x.xlsx")
    assert found(reading) == [("instrument-mismatch", "B4")]
    assert reading.values == ()


def test_fractional_levels_where_the_scale_has_them() -> None:
    titles = (("Kota Palopo 2026, penilaian mandiri",),)
    rows = report({1: 2.75, 2: "3,25", 3: 2.755, 4: 0.99}, titles=titles, code="pemdi-8-2026")
    reading = read(workbook(rows), "x.xlsx")
    assert found(reading) == [("level-decimals", "C5"), ("level-out-of-range", "C6")]
    assert values(reading)["I1"] == 2.75
    assert values(reading)["I2"] == 3.25


def test_codes_and_sections_of_the_newest_instrument() -> None:
    item = instrument("pemdi-8-2026")
    rows = [["Kota Palopo 2026, penilaian mandiri"], ["No", "Indikator", "Nilai Capaian"]]
    for aspect in item.pillars:
        rows.append([float(aspect.number), aspect.name, ""])
        rows.extend([float(node.number), node.name, 2.5] for node in item.children(aspect.code))
    reading = read(workbook(rows), "x.xlsx")
    assert reading.findings == ()
    assert len(reading.values) == len(item.indicators)


def test_the_three_rows_of_one_indicator_of_the_oldest_instrument() -> None:
    numbers = {35: "35-1", 36: "35-2", 37: "35-3"}
    titles = (("Kota Palopo 2019, penilaian mandiri",),)
    reading = read(workbook(report(titles=titles, numbers=numbers, code="spbe-5-2018")), "x.xlsx")
    assert reading.findings == ()
    assert {"I35", "I36", "I37"} <= set(values(reading))


def test_hidden_and_unknown_sheets_are_listed() -> None:
    data = workbook({"Nilai": report(), "Lain": [["apa", "saja"]], "Rahasia": [["x", 1]]}, hidden=["Rahasia"])
    reading = read(data, "x.xlsx")
    assert [(item.code, item.sheet, item.severity) for item in reading.findings] == [
        ("hidden-sheet", "Rahasia", Severity.INFO),
        ("sheet-ignored", "Lain", Severity.INFO),
    ]
    assert len(reading.values) == 47


def test_two_sheets_that_say_the_same_are_one_assessment() -> None:
    reading = read(workbook({"Satu": report(), "Dua": report()}), "x.xlsx")
    assert found(reading) == []
    assert len(reading.values) == len(instrument().indicators)
    assert {item.sheet for item in reading.values} == {"Satu"}


def test_two_sheets_that_differ_in_one_level_are_refused() -> None:
    reading = read(workbook({"Satu": report(), "Dua": report({5: 4})}), "x.xlsx")
    assert [(item.code, item.sheet) for item in reading.findings] == [("duplicate-assessment", "Dua")]
    assert reading.values == ()
    assert reading.assessments == ()


def test_two_years_on_two_sheets_are_two_assessments() -> None:
    older = report(titles=((TITLE.replace("2024", "2023"),), (STAGE_TITLE,)))
    reading = read(workbook({"2024": report(), "2023": older}), "x.xlsx")
    assert reading.findings == ()
    assert [item.year for item in reading.assessments] == [2024, 2023]


def test_nothing_filled_in_is_an_error() -> None:
    reading = read(workbook(report(dict.fromkeys(range(1, 48), "-"))), "x.xlsx")
    assert "no-values" in {item.code for item in reading.findings}
    assert reading.has_errors
