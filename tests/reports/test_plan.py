"""The plan as a workbook: numbers are numbers, and no text is ever a formula."""

import io

import openpyxl
import pandas as pd

from spbe_analytics.reports.plan import PLAN, plan_xlsx

ROWS = pd.DataFrame(
    [
        (
            1,
            "I12",
            "Peta Rencana",
            "Tata Kelola",
            "=HYPERLINK(1)",
            "Bappeda",
            1,
            1.0,
            3.0,
            0.05,
            3.0295,
            "31 Desember 2025",
            "Ada kriteria",
            "SK",
        ),
        (2, "I45", "Layanan", "Layanan", "Naikkan", "", None, 2.0, 3.0, 0.03, 3.0595, "", "", ""),
    ],
    columns=list(PLAN),
)


def test_a_plan_is_a_workbook_ready_to_print() -> None:
    content = plan_xlsx(ROWS, "Rencana Kota Bandar Lampung", [("Predikat", "Baik menjadi Sangat Baik")], ["Catatan"])
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Rencana"]
    assert sheet["A1"].value == "Rencana Kota Bandar Lampung"
    assert (sheet["A2"].value, sheet["C2"].value) == ("Predikat", "Baik menjadi Sangat Baik")
    assert [cell.value for cell in sheet[4]] == [heading for heading, _, _ in PLAN.values()]
    first = [cell.value for cell in sheet[5]]
    assert first[:11] == [1, "I12", "Peta Rencana", "Tata Kelola", "=HYPERLINK(1)", "Bappeda", 1, 1, 3, 0.05, 3.0295]
    assert first[11:] == ["31 Desember 2025", "Ada kriteria", "SK"]
    assert sheet["E5"].data_type == "s"
    assert [sheet["F6"].value, sheet["G6"].value] == [None, None]
    assert sheet["J5"].number_format == "+0.0000;-0.0000"
    assert sheet["A8"].value == "Catatan"
    assert sheet.freeze_panes == "D5"


def test_an_empty_plan_is_a_workbook_too() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(plan_xlsx(ROWS.iloc[:0], "Rencana", [], []))).active
    assert sheet is not None
    assert sheet["A3"].value == "No."
