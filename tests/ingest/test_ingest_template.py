"""The template: written, filled in by a spreadsheet program, read back."""

import io

import openpyxl
import pytest
from ingest_workbooks import levels

from spbe_analytics.ingest import Identity, read, template
from spbe_analytics.instruments import Instrument, instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Stage

REGION = gazetteer()["73.22"]
FIRST_ROW = 9
ALL = list(instruments().values())


def blank(item: Instrument, stage: Stage = Stage.INTERVIEW) -> bytes:
    return template(item, REGION, item.first_year, stage)


def filled(item: Instrument, cells: dict[str, object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(blank(item)))
    for place, value in cells.items():
        book["Isian"][place] = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.id)
def test_a_filled_template_comes_back_to_the_last_digit(item: Instrument) -> None:
    wanted = levels(item)
    cells = {f"E{FIRST_ROW + place}": wanted[code] for place, code in enumerate(item.indicator_codes)}
    reading = read(filled(item, cells), "isian.xlsx")
    assert reading.layout == "template"
    assert reading.findings == ()
    assert {value.node: value.value for value in reading.values} == wanted
    assert {value.cell for value in reading.values} == set(cells)
    assert reading.assessments[0][:4] == ("73.22", item.first_year, Stage.INTERVIEW, item.id)


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.id)
def test_levels_can_be_filled_in_by_us(item: Instrument) -> None:
    wanted = levels(item)
    data = template(item, REGION, item.first_year, Stage.FINAL, wanted)
    reading = read(data, "isian.xlsx")
    assert reading.findings == ()
    assert {value.node: value.value for value in reading.values} == wanted
    assert data == template(item, REGION, item.first_year, Stage.FINAL, wanted)


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.id)
def test_cells_offer_and_check_what_may_stand_in_them(item: Instrument) -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank(item)))
    rules = {str(rule.sqref): rule for rule in book["Isian"].data_validations.dataValidation}
    last = FIRST_ROW - 1 + len(item.indicators)
    level = rules[f"E{FIRST_ROW}:E{last}"]
    assert level.type == ("whole" if item.scale.whole else "decimal")
    assert (float(level.formula1), float(level.formula2)) == (float(item.scale.lowest), float(item.scale.highest))
    lists = book["Daftar"]
    assert lists.sheet_state == "hidden"
    assert rules["C3"].formula1 == "Daftar!$A$1:$A$552"
    assert lists["A552"].value
    assert lists["A553"].value is None
    years = [cell.value for cell in lists["B"] if cell.value]
    assert all(item.covers(year) for year in years)
    assert rules["C4"].formula1 == f"Daftar!$B$1:$B${len(years)}"
    assert [cell.value for cell in lists["C"] if cell.value] == [stage.label for stage in Stage]


def test_the_lists_offer_what_is_read_back() -> None:
    item = instruments()["spbe-59-2020"]
    book = openpyxl.load_workbook(io.BytesIO(blank(item)))
    offered = [cell.value for cell in book["Daftar"]["A"]]
    assert [text.split(" – ")[0] for text in offered] == [region.code for region in gazetteer().governments()]
    for text in (offered[0], offered[100], offered[-1]):
        reading = read(filled(item, {"C3": text, "E9": 3}), "x.xlsx")
        assert reading.assessments[0].region == text.split(" – ")[0]


def test_an_empty_template_says_what_is_missing() -> None:
    item = instruments()["spbe-59-2020"]
    reading = read(blank(item), "x.xlsx")
    codes = [finding.code for finding in reading.findings]
    assert codes.count("missing-level") == len(item.indicators)
    assert codes[0] == "no-values"


def test_a_partly_filled_template_is_allowed() -> None:
    item = instruments()["spbe-59-2020"]
    reading = read(filled(item, {"E9": 3, "E10": 4}), "x.xlsx")
    assert not reading.has_errors
    assert len(reading.values) == 2


def test_an_emptied_identity_cell_is_named() -> None:
    item = instruments()["spbe-59-2020"]
    reading = read(filled(item, {"C3": None, "C5": None, "E9": 3}), "x.xlsx")
    found = [(finding.code, finding.cell) for finding in reading.findings if finding.severity == "error"]
    assert found == [("missing-identity", "C3"), ("missing-identity", "C5")]


def test_rows_may_be_sorted_anew() -> None:
    item = instruments()["spbe-59-2020"]
    wanted = levels(item)
    book = openpyxl.load_workbook(io.BytesIO(template(item, REGION, 2024, Stage.FINAL, wanted)))
    sheet = book["Isian"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST_ROW)]
    for place, row in enumerate(reversed(rows), start=FIRST_ROW):
        for column, value in enumerate(row, start=1):
            sheet.cell(place, column).value = value
    buffer = io.BytesIO()
    book.save(buffer)
    reading = read(buffer.getvalue(), "x.xlsx")
    assert reading.findings == ()
    assert {value.node: value.value for value in reading.values} == wanted


def test_the_frame_has_the_columns_of_the_schema() -> None:
    item = instruments()["spbe-59-2020"]
    frame = read(template(item, REGION, 2024, Stage.FINAL, levels(item)), "x.xlsx").frame()
    assert list(frame.columns) == [
        "region", "year", "stage", "instrument", "node", "value", "basis", "sheet", "cell", "raw",
    ]  # fmt: skip
    assert frame.iloc[0].tolist() == ["73.22", 2024, "final", item.id, "I1", 1.0, "observed", "Isian", "E9", "1"]
    assert read(b"", "x.xlsx").frame().empty


def test_a_template_of_one_government_does_not_take_another_one_unasked() -> None:
    item = instruments()["spbe-59-2020"]
    cells = {f"E{FIRST_ROW + place}": 3 for place in range(len(item.indicators))}
    place = next(f"C{row}" for row in range(1, FIRST_ROW) if str(read_cell(item, row)).startswith("73.22"))
    data = filled(item, {**cells, place: "73.17 – Kabupaten Luwu"})
    reading = read(data, "isian.xlsx")
    assert [item.code for item in reading.findings] == ["template-of-another"]
    assert "Kabupaten Luwu Utara" in reading.findings[0].message
    assert read(data, "isian.xlsx", Identity("73.17")).findings == ()


def read_cell(item: Instrument, row: int) -> object:
    return openpyxl.load_workbook(io.BytesIO(blank(item)))["Isian"][f"C{row}"].value
