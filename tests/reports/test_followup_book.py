"""The workbook of the follow-up: what it holds, and that it is safe to open."""

import io
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest

from spbe_analytics.entries.action import Action, columns
from spbe_analytics.formulas import FORMULA_STARTS
from spbe_analytics.instruments import Catalogue
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports import followup_book
from spbe_analytics.reports.followup import HEADER_ROW
from spbe_analytics.schema import Stage
from spbe_analytics.store import Store
from spbe_analytics.store.shelf.actions import Actions

SPBE = "spbe-59-2020"


@pytest.fixture
def rows(store: Store) -> pd.DataFrame:
    actions = Actions(store)
    full = Action(
        "73.22", 2024, "final", SPBE, "I10", "SK tim ditetapkan ulang", remark='=HYPERLINK("x")', unit="@Kominfo",
        level_from="2.0", level_to="3", criterion="Tim ditetapkan", wanted="SK", gain="0.0130",
        due=date(2026, 12, 31), state="berjalan", evidence="https://jdih.go.id/sk", theme="katalog-lokal",
    )  # fmt: skip
    actions.add_many([full, Action("73.22", 2024, "final", SPBE, "D2", "-2 langkah")], "Sari")
    return actions.current("73.22")


@pytest.fixture
def book(rows: pd.DataFrame, catalogue: Catalogue) -> openpyxl.Workbook:
    content = followup_book(rows, catalogue[SPBE], gazetteer()["73.22"], 2024, Stage.FINAL)
    return openpyxl.load_workbook(io.BytesIO(content))


def test_a_row_an_action_with_real_dates(book: openpyxl.Workbook, catalogue: Catalogue) -> None:
    sheet = book["Tindak lanjut"]
    table = list(sheet.iter_rows(HEADER_ROW + 1, HEADER_ROW + 3, values_only=True))
    assert table[0] == tuple(columns().values())
    assert table[1] == (
        1, "I10", catalogue[SPBE].node("I10").name, "'=HYPERLINK(\"x\")", "SK tim ditetapkan ulang", "2", "3",
        "Tim ditetapkan", "SK", "'@Kominfo", datetime(2026, 12, 31), "berjalan", "https://jdih.go.id/sk",
        "Katalog lokal/P3DN", "0,013", 1,
    )  # fmt: skip
    assert table[2][3:] == (None, "'-2 langkah", *[None] * 6, "belum", None, None, None, 2)
    assert sheet["B3"].value == "73.22"


def test_no_cell_can_run(book: openpyxl.Workbook) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" for cell in cells)
    assert not [cell.value for cell in cells if str(cell.value).startswith(FORMULA_STARTS)]


def test_code_state_and_theme_are_chosen_from_lists(book: openpyxl.Workbook, catalogue: Catalogue) -> None:
    lists = {
        next(iter(item.sqref.ranges)).coord.split(":")[0]: item.formula1
        for item in book["Tindak lanjut"].data_validations.dataValidation
    }
    nodes = len(catalogue[SPBE].nodes) - 1
    assert lists == {
        "B9": f"Daftar!$A$1:$A${nodes}", "L9": "Daftar!$B$1:$B$3", "N9": "Daftar!$C$1:$C$6",
    }  # fmt: skip
    assert book["Daftar"].sheet_state == "hidden"
    assert [cell.value for cell in book["Daftar"]["B"][:3]] == ["belum", "berjalan", "selesai"]


def test_a_region_without_actions_has_an_empty_form(rows: pd.DataFrame, catalogue: Catalogue) -> None:
    content = followup_book(rows.head(0), catalogue["pemdi-8-2026"], gazetteer()["73"], 2026, Stage.SELF)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert [cell.value for cell in sheet[HEADER_ROW + 1]] == list(columns().values())
    assert {cell.value for cell in sheet[HEADER_ROW + 2]} == {None}
