"""What calamine does not tell is told all the same: hidden, not computed, in error, a date, shown otherwise."""

import io
import re
from collections.abc import Callable
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from ingest_workbooks import LEVEL_1, found, governments, report, values, workbook
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from spbe_analytics.ingest import Reading, read
from spbe_analytics.ingest.files.number_format import NOTHING, shown_decimals
from spbe_analytics.ingest.files.spans import column_spans, place_of, row_spans
from spbe_analytics.schema import Severity

LUWU = ("Kabupaten Luwu Utara", 3.2, 3.26, 3.2, 3.29, 3.26, "Baik")
D1 = "C4"
"""Where :func:`governments` puts the first domain of the first government."""


def changed(data: bytes, change: Callable[[Worksheet], None]) -> bytes:
    """Let openpyxl change the first sheet of a workbook."""
    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    change(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def rewritten(data: bytes, change: Callable[[str], str], part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """Change one part of a workbook as text."""
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()).encode() if name == part else text)
    return buffer.getvalue()


def read_changed(change: Callable[[Worksheet], None], data: bytes | None = None) -> Reading:
    return read(changed(data or workbook(report()), change), "x.xlsx")


def test_a_file_without_oddities_stays_without_findings() -> None:
    reading = read(changed(workbook(report()), Worksheet.calculate_dimension), "x.xlsx")
    assert reading.findings == ()
    assert len(values(reading)) == 47


def test_a_formula_never_computed_is_no_missing_level() -> None:
    def change(sheet: Worksheet) -> None:
        sheet[LEVEL_1] = "=1+2"
        sheet["C6"] = None

    reading = read_changed(change)
    assert found(reading) == [("formula-without-value", LEVEL_1), ("missing-level", "C6")]
    assert reading.has_errors
    assert "hitung ulang" in reading.findings[0].cure
    assert len(reading.values) == 45


def test_formulas_alone_are_no_empty_workbook() -> None:
    def change(sheet: Worksheet) -> None:
        for row in range(5, 52):
            sheet.cell(row, 3).value = "=1+2"

    reading = read_changed(change)
    assert {item.code for item in reading.findings} == {"formula-without-value"}
    assert len(reading.findings) == 47


def test_a_formula_with_its_value_is_a_level() -> None:
    data = changed(workbook(report()), lambda sheet: sheet.__setitem__(LEVEL_1, "=1+2"))
    computed = rewritten(data, lambda text: text.replace("<f>1+2</f><v></v>", "<f>1+2</f><v>4</v>"))
    assert computed != data
    reading = read(computed, "x.xlsx")
    assert reading.findings == ()
    assert values(reading)["I1"] == 4


def test_a_formula_whose_stored_result_is_empty_text_is_a_missing_level() -> None:
    data = changed(workbook(report()), lambda sheet: sheet.__setitem__(LEVEL_1, "=1+2"))
    computed = rewritten(
        data, lambda text: re.sub(r'(<c r="C5"[^>]*)><f>1\+2</f><v></v>', r'\1 t="str"><f>1</f><v></v>', text)
    )
    assert found(read(computed, "x.xlsx")) == [("missing-level", LEVEL_1)]


@pytest.mark.parametrize("written", ["#DIV/0!", "#REF!", "#N/A", "#VALUE!"])
def test_an_error_cell_is_named(written: str) -> None:
    def change(sheet: Worksheet) -> None:
        sheet[LEVEL_1] = written
        assert sheet[LEVEL_1].data_type == "e"

    reading = read_changed(change)
    assert found(reading) == [("error-cell", LEVEL_1)]
    assert written in reading.findings[0].message


def test_the_cells_of_a_government_without_any_figure_are_named_one_by_one() -> None:
    def change(sheet: Worksheet) -> None:
        for column in range(3, 8):
            sheet.cell(5, column).value = "=1+2"
        sheet["G5"] = "#REF!"

    data = workbook(governments(LUWU, ("Kota Palopo", "", "", "", "", "", "")))
    assert found(read(data, "x.xlsx")) == [("missing-value", "B5")]
    reading = read_changed(change, data)
    formulas = [("formula-without-value", f"{column}5") for column in "CDEF"]
    assert found(reading) == [*formulas, ("error-cell", "G5")]


def test_a_number_shown_as_a_date_is_told_with_the_number_it_was() -> None:
    def change(sheet: Worksheet) -> None:
        sheet[LEVEL_1].number_format = "dd/mm/yyyy"

    reading = read_changed(change)
    assert found(reading) == [("date-instead-of-number", LEVEL_1)]
    assert "3/1/1900; angka semulanya 3" in reading.findings[0].message
    assert "tampak 3" in reading.findings[0].cure
    assert len(reading.values) == 46


def test_a_number_that_became_a_date_is_not_guessed() -> None:
    data = workbook(report({1: datetime(2026, 5, 3)}))
    (item,) = read(data, "x.xlsx").findings
    assert (item.code, item.severity) == ("date-instead-of-number", Severity.ERROR)
    assert "3/5/2026" in item.message
    assert "semulanya" not in item.message


@pytest.mark.parametrize(
    ("number", "shape", "shown"), [(2.6, "0", "3"), (2.649, "0.0", "2,6"), (3.256, '"Rp"0.00', "3,26")]
)
def test_a_display_that_hides_the_value_is_told(number: float, shape: str, shown: str) -> None:
    def change(sheet: Worksheet) -> None:
        sheet[D1] = number
        sheet[D1].number_format = shape

    reading = read_changed(change, workbook(governments((*LUWU[:1], number, *LUWU[2:]))))
    (item,) = [item for item in reading.findings if item.code == "display-hides-value"]
    assert (item.cell, item.severity) == (D1, Severity.ERROR)
    assert f"menampilkan {shown}, padahal nilai yang tersimpan {str(number).replace('.', ',')}" in item.message
    assert values(reading)["D1"] == number
    assert "more-decimals" not in {item.code for item in reading.findings}


def test_a_level_that_looks_whole_says_why_it_is_not() -> None:
    def change(sheet: Worksheet) -> None:
        sheet[LEVEL_1] = 2.6
        sheet[LEVEL_1].number_format = "0"
        sheet["C6"].number_format = "0"

    assert found(read_changed(change)) == [("level-not-whole", LEVEL_1), ("display-hides-value", LEVEL_1)]


def test_a_format_that_shows_all_decimals_says_nothing() -> None:
    def change(sheet: Worksheet) -> None:
        for row in sheet["C4:G4"]:
            for cell in row:
                cell.number_format = "0.00"
        sheet["A4"].number_format = "0"

    plain = workbook(governments(LUWU))
    assert found(read_changed(change, plain)) == found(read(plain, "x.xlsx"))


def test_hidden_rows_and_columns_are_listed_and_still_read() -> None:
    def change(sheet: Worksheet) -> None:
        for row in (6, 7, 8, 20, 60):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions["A"].hidden = True
        sheet.column_dimensions["H"].hidden = True

    reading = read_changed(change)
    assert [item.code for item in reading.findings] == ["hidden-rows", "hidden-columns"]
    rows, columns = reading.findings
    assert "baris 6–8, 20 (lembar Data)" in rows.message
    assert "kolom A (lembar Data)" in columns.message
    assert {rows.severity, columns.severity} == {Severity.ERROR}
    assert reading.hides
    assert not reading.has_errors
    assert len(reading.values) == 47


def test_hidden_rows_are_seen_on_the_sheet_that_has_them() -> None:
    data = workbook({"Catatan": [["x"]], "Isi & <nilai>": report()})
    book = load_workbook(io.BytesIO(data))
    book.worksheets[0].row_dimensions[1].hidden = True
    book.worksheets[1].row_dimensions[9].hidden = True
    book.move_sheet("Catatan", 1)
    buffer = io.BytesIO()
    book.save(buffer)
    reading = read(buffer.getvalue(), "x.xlsx")
    assert [(item.code, item.sheet) for item in reading.findings if item.code == "hidden-rows"] == [
        ("hidden-rows", "Isi & <nilai>")
    ]


@pytest.mark.parametrize(
    "spelling",
    [
        lambda text: text.replace('hidden="1"', "hidden='1'"),
        lambda text: text.replace('hidden="1"', 'hidden="true"'),
        lambda text: re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", text).replace("xmlns=", "xmlns:x="),
        lambda text: re.sub(r'<row r="\d+"', "<row", re.sub(r'<c r="[A-Z]+\d+"', "<c", text)),
    ],
    ids=["apostrophes", "true", "prefix", "no addresses"],
)
def test_unusual_spellings_are_seen(spelling: Callable[[str], str]) -> None:
    rows = [*report()[3:]]
    data = changed(workbook(rows), lambda sheet: setattr(sheet.row_dimensions[6], "hidden", True))
    odd = rewritten(data, spelling)
    assert odd != data
    (message,) = [item.message for item in read(odd, "x.xlsx").findings if item.code == "hidden-rows"]
    assert "baris 6 " in message


def test_a_document_type_is_not_followed() -> None:
    data = changed(workbook(report()), lambda sheet: setattr(sheet.row_dimensions[6], "hidden", True))
    odd = rewritten(data, lambda text: '<!DOCTYPE x [<!ENTITY a "b">]>' + text)
    reading = read(odd, "x.xlsx")
    assert "hidden-rows" not in {item.code for item in reading.findings}


@pytest.mark.parametrize(
    ("code", "decimals"),
    [
        ("General", None),
        ("", None),
        ("@", None),
        ("dd/mm/yyyy", None),
        ("# ?/?", None),
        ("[>3]0;0.00", None),
        ("0", 0),
        ("#,##0", 0),
        ("0.00", 2),
        ("0.0#;-0.0", 2),
        ("[Red]0.0", 1),
        ('0.0" dari 5"', 1),
        ("0%", 2),
        ("0.0_);(0.0)", 1),
        (".00", 2),
        (";;;", NOTHING),
        ('"Baik"', NOTHING),
        ("0,", NOTHING),
    ],
)
def test_decimals_of_a_format(code: str, decimals: int | None) -> None:
    assert shown_decimals(code) == decimals


def test_spans_are_short() -> None:
    assert row_spans([14, 12, 13, 20]) == "12–14, 20"
    assert column_spans([1, 3, 4, 5, 26]) == "B, D–F, AA"
    assert row_spans(range(1, 200, 2)).endswith(", 23, dan 88 lainnya")
    assert place_of("AB12") == (11, 27)
    assert place_of("12") == place_of("XFDA1") == place_of("A0") == (-1, -1)
