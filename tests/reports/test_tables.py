"""Downloads: numbers are numbers, names are never formulas, and Excel in Indonesia reads the CSV as it is."""

import csv
import io

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from spbe_analytics.formulas import FORMULA_STARTS, defuse
from spbe_analytics.parts.part import Column
from spbe_analytics.reports import to_csv, to_xlsx

NAN = float("nan")
COLUMNS = {
    "rank": Column("Peringkat", 0),
    "name": Column("Daerah", width=34),
    "index": Column("Indeks", 2),
    "change": Column("Perubahan", 2, signed=True),
    "steps": Column("Naik", 0, signed=True),
}
FRAME = pd.DataFrame(
    {
        "name": ["Luwu Utara", "=cmd|' /C calc'!A0", "Kupang; Timur"],
        "rank": [1, 2, 1234],
        "index": [3.26, 2.9795, NAN],
        "change": [0.08, -0.45, NAN],
        "steps": [3.0, NAN, -2.0],
        "unused": ["x", "y", "z"],
    }
)


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def sheet_of(content: bytes) -> Worksheet:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def test_csv_has_a_byte_order_mark_and_columns_in_the_order_asked() -> None:
    content = to_csv(FRAME, COLUMNS)
    assert content.startswith(b"\xef\xbb\xbf")
    assert lines(content)[0] == ["Peringkat", "Daerah", "Indeks", "Perubahan", "Naik"]


def test_csv_writes_decimal_commas_whole_ranks_and_empty_cells() -> None:
    first, second, third = lines(to_csv(FRAME, COLUMNS))[1:]
    assert first == ["1", "Luwu Utara", "3,26", "0,08", "3"]
    assert second == ["2", "'=cmd|' /C calc'!A0", "2,9795", "-0,45", ""]
    assert third == ["1234", "Kupang; Timur", "", "", "-2"]


def test_csv_keeps_two_columns_of_one_heading() -> None:
    both = {"rank": Column("Nilai", 0), "index": Column("Nilai", 2)}
    assert lines(to_csv(FRAME, both))[1] == ["1", "3,26"]


def test_csv_defuses_headings() -> None:
    assert lines(to_csv(FRAME, {"name": Column("=1+1")}))[0] == ["'=1+1"]


def test_csv_of_an_empty_frame_has_its_headings() -> None:
    assert lines(to_csv(FRAME.iloc[:0], COLUMNS)) == [["Peringkat", "Daerah", "Indeks", "Perubahan", "Naik"]]


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_a_text_that_would_run_is_defused(start: str) -> None:
    assert defuse(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("value", ["Luwu Utara", "", "1=1", -3.5, 0, None])
def test_anything_else_stays_as_it_is(value: object) -> None:
    assert defuse(value) is value


@given(st.text(max_size=20))
def test_no_cell_of_a_csv_starts_a_formula(name: str) -> None:
    content = to_csv(pd.DataFrame({"name": [name]}), {"name": Column("Daerah")})
    row = content.decode("utf-8-sig").split("\n", 1)[1]
    assert not row.lstrip('"').startswith(FORMULA_STARTS)


def test_xlsx_holds_numbers_as_numbers_and_text_as_text() -> None:
    sheet = sheet_of(to_xlsx(FRAME, COLUMNS, "Peringkat 2024"))
    assert sheet["A1"].value == "Peringkat 2024"
    assert [cell.value for cell in sheet[3]] == ["Peringkat", "Daerah", "Indeks", "Perubahan", "Naik"]
    assert [cell.value for cell in sheet[4]] == [1, "Luwu Utara", 3.26, 0.08, 3]
    assert [cell.value for cell in sheet[6]] == [1234, "Kupang; Timur", None, None, -2]
    assert [cell.data_type for cell in sheet[4]] == ["n", "s", "n", "n", "n"]


def test_xlsx_never_holds_a_formula() -> None:
    sheet = sheet_of(to_xlsx(FRAME, COLUMNS, "=1+1", ["=2+2"]))
    for place, text in (("A1", "=1+1"), ("B5", "=cmd|' /C calc'!A0"), ("A8", "=2+2")):
        assert sheet[place].value == text
        assert sheet[place].data_type == "s"


def test_xlsx_formats_decimals_signs_and_widths() -> None:
    sheet = sheet_of(to_xlsx(FRAME, COLUMNS, "Peringkat"))
    assert [cell.number_format for cell in sheet[4]] == [
        "#,##0", "General", "#,##0.00", "+#,##0.00;-#,##0.00;#,##0.00", "+#,##0;-#,##0;#,##0",
    ]  # fmt: skip
    assert sheet.column_dimensions["B"].width == pytest.approx(34, abs=1)


def test_xlsx_has_a_filter_over_the_rows_and_notes_below_them() -> None:
    sheet = sheet_of(to_xlsx(FRAME, COLUMNS, "Peringkat", ["Sumber: A", "Instrumen: B"]))
    assert sheet.auto_filter.ref == "A3:E6"
    assert sheet.freeze_panes == "A4"
    assert [sheet["A7"].value, sheet["A8"].value, sheet["A9"].value] == [None, "Sumber: A", "Instrumen: B"]


def test_xlsx_of_an_empty_frame_can_be_opened() -> None:
    sheet = sheet_of(to_xlsx(FRAME.iloc[:0], COLUMNS, "Kosong", ["Sumber"]))
    assert [cell.value for cell in sheet[3]] == ["Peringkat", "Daerah", "Indeks", "Perubahan", "Naik"]
    assert "Sumber" in [cell.value for cell in sheet["A"]]
