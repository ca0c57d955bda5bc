"""Calamine and openpyxl agree on every cell of every workbook that the tests and the samples give."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from ingest_workbooks import governments, levels, report, workbook
from layout_workbooks import all_cases

from spbe_analytics.ingest import template
from spbe_analytics.ingest.files.workbook import Sheet, open_workbook
from spbe_analytics.instruments import instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Stage

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
MIXED = [
    ["teks", " spasi ", "1,5", "1.234", "=1+1", "'x", "baris\nbaru", "<b>&amp;</b>", "日本 é"],
    [0, -1, 3, 2.5, 0.1 + 0.2, 1e-7, 1e15, 123456789.123, 45.5],
    [True, False, datetime(2024, 5, 3), datetime(2024, 5, 3, 12, 30), "", None, "", "", "akhir"],
]


def is_ooxml(data: bytes) -> bool:
    return data.startswith(b"PK") and "xl/workbook.xml" in ZipFile(io.BytesIO(data)).namelist()


def fixtures() -> dict[str, bytes]:
    """Every .xlsx at hand by a name."""
    files = {path.name: path.read_bytes() for path in sorted(SAMPLES.glob("*.xlsx"))}
    files |= {f"layout {name}": case.data for name, case in all_cases().items() if is_ooxml(case.data)}
    for item in instruments().values():
        filled = template(item, gazetteer()["73.22"], item.first_year, Stage.FINAL, levels(item))
        files[f"template {item.id}"] = filled
        files[f"report {item.id}"] = workbook(report(code=item.id))
    files["governments"] = workbook(governments(("Kota Palopo", 3.1, "3,2", "", "3.40", 3.25, "Baik")))
    files["merged"] = workbook(report(), merges=["A1:C1"])
    files["away from the corner"] = workbook(report(), start=(7, 3))
    files["hidden sheet"] = workbook({"Data": report(), "Lain": [["x"]]}, hidden=["Lain"])
    files["mixed"] = workbook(MIXED)
    return files


FIXTURES = fixtures()


def plain(cell: object) -> object:
    """Bring a cell of either reader to one shape: numbers as floats, empties as nothing, midnights as days."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool | str | time):
        return cell
    if isinstance(cell, int | float):
        return float(cell)
    if isinstance(cell, datetime):
        return cell
    return datetime(cell.year, cell.month, cell.day) if isinstance(cell, date) else cell


def ours(data: bytes) -> dict[str, dict[tuple[int, int], object]]:
    return {sheet.name: dict(_filled(sheet)) for sheet in open_workbook(data, "x.xlsx").sheets}


def _filled(sheet: Sheet) -> Iterator[tuple[tuple[int, int], object]]:
    for row, cells in enumerate(sheet.rows, start=sheet.top + 1):
        for column, cell in enumerate(cells, start=sheet.left + 1):
            if plain(cell) is not None:
                yield (row, column), plain(cell)


def theirs(data: bytes) -> dict[str, dict[tuple[int, int], object]]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return {
        sheet.title: {
            (cell.row, cell.column): plain(cell.value)
            for row in sheet.iter_rows()
            for cell in row
            if plain(cell.value) is not None
        }
        for sheet in book.worksheets
        if sheet.sheet_state == "visible"
    }


def first_difference(data: bytes) -> str:
    """Say where the readers first differ; empty if they do not."""
    left, right = ours(data), theirs(data)
    if list(left) != [name for name, cells in right.items() if cells]:
        return f"sheets: {list(left)} and {list(right)}"
    for name, cells in left.items():
        for place in sorted(cells.keys() | right[name].keys()):
            one, other = cells.get(place), right[name].get(place)
            if one != other or type(one) is not type(other):
                return f"{name}, row {place[0]}, column {place[1]}: {one!r} and {other!r}"
    return ""


@pytest.mark.parametrize("data", FIXTURES.values(), ids=FIXTURES)
def test_both_readers_see_the_same_cells(data: bytes) -> None:
    assert first_difference(data) == ""


def test_a_difference_would_be_reported_with_its_place() -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = "#N/A"
    buffer = io.BytesIO()
    book.active["A1"] = "x"
    book.save(buffer)
    assert first_difference(buffer.getvalue()) == "Sheet, row 2, column 2: None and '#N/A'"


def test_there_is_enough_to_compare() -> None:
    assert len(FIXTURES) > 20
    assert sum(len(cells) for data in FIXTURES.values() for cells in ours(data).values()) > 5000
