"""One sheet for each unit in charge: names that a sheet can have, what it says, how it prints, nothing that can run."""

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from spbe_analytics.entries.action import Action
from spbe_analytics.formulas import FORMULA_STARTS
from spbe_analytics.instruments import Catalogue
from spbe_analytics.reports.unit_sheets import COLUMNS, CONTENTS, HEADER_ROW, NOBODY, sheet_names, unit_sheets

SPBE = "spbe-59-2020"
ABOUT = ("73.22", 2024, "final", SPBE)


def action(node: str, unit: str = "", **said: object) -> Action:
    return Action(*ABOUT, node, "Naikkan", unit=unit, **said)


def book(catalogue: Catalogue, *actions: Action) -> openpyxl.Workbook:
    content = unit_sheets(actions, catalogue[SPBE], "Kabupaten Luwu Utara", "rencana dari hasil 2024")
    return openpyxl.load_workbook(io.BytesIO(content))


def test_a_unit_has_its_own_actions_and_the_rest_comes_last(catalogue: Catalogue) -> None:
    made = book(
        catalogue,
        action("I45", "dinas  kominfo", level_from="2", level_to="3", criterion="Transaksi", wanted="Tangkapan layar",
               due=date(2025, 12, 31)),
        action("I12", "Dinas Kominfo", level_from="1", level_to="3", due=date(2026, 12, 31), state="selesai"),
        action("I1", "Bappeda"),
        action("D4", gain="0,26"),
    )  # fmt: skip
    assert made.sheetnames == [CONTENTS, "Bappeda", "dinas kominfo", NOBODY]
    sheet = made["dinas kominfo"]
    rows = list(sheet.iter_rows(HEADER_ROW + 1, HEADER_ROW + 4, values_only=True))
    assert rows[0] == tuple(heading for heading, _ in COLUMNS.values())
    assert rows[1] == (
        1, f"I45 {catalogue[SPBE].node('I45').name}", "Naikkan", 2, 3, "Transaksi", "Tangkapan layar",
        datetime(2025, 12, 31), "Belum", 0.03,
    )  # fmt: skip
    assert rows[2][3:5] == (1, 3)
    assert rows[2][5].startswith("Teks kriteria tidak tersedia")
    assert rows[2][8] == "Selesai"
    assert rows[3][-2:] == ("Jumlah", 0.08)
    (alone,) = made[NOBODY].iter_rows(HEADER_ROW + 2, HEADER_ROW + 2, values_only=True)
    assert (alone[3], alone[4], alone[-1]) == (None, None, 0.26)
    contents = [row[:5] for row in made[CONTENTS].iter_rows(5, 7, values_only=True)]
    assert contents == [
        ("Bappeda", 1, 0, None, None), ("dinas kominfo", 2, 1, datetime(2025, 12, 31), 0.08),
        (NOBODY, 1, 0, None, 0.26),
    ]  # fmt: skip
    assert made[CONTENTS]["A6"].hyperlink.location == "'dinas kominfo'!A1"


def test_each_sheet_prints_on_a4_across_with_its_headings(catalogue: Catalogue) -> None:
    made = book(catalogue, action("I1", "Bappeda"), action("I2"))
    for sheet in made:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows in (f"${HEADER_ROW + 1}:${HEADER_ROW + 1}", "$4:$4")


@pytest.mark.parametrize(
    "unit",
    [
        "Dinas Komunikasi, Informatika, Statistik, dan Persandian", "Dinas [PU]: jalan/jembatan?*", "'kutip'",
        "History", "=HYPERLINK(1)", "@SUM(A1)", "-", "[]:*?/\\", CONTENTS, NOBODY, "é" * 60, "\t", "😀" * 20,
    ],
)  # fmt: skip
def test_a_strange_name_of_a_unit_is_harmless(catalogue: Catalogue, unit: str) -> None:
    made = book(catalogue, action("I1", unit), action("I2", f"{unit} "), action("I3", f"{unit}{unit}"), action("I4"))
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in made.sheetnames)
    assert len({name.casefold() for name in made.sheetnames}) == len(made.sheetnames)
    cells: list[Any] = [cell for sheet in made for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" for cell in cells)
    assert not [cell.value for cell in cells if str(cell.value).startswith(FORMULA_STARTS)]


def test_many_units_of_the_same_beginning_differ() -> None:
    units = [f"Dinas Komunikasi dan Informatika Bidang {number}" for number in range(30)]
    names = sheet_names(units)
    assert len({name.casefold() for name in names.values()}) == 30
    assert max(map(len, names.values())) <= 31


def test_without_actions_the_contents_say_so(catalogue: Catalogue) -> None:
    made = book(catalogue)
    assert made.sheetnames == [CONTENTS]
    assert made[CONTENTS]["A5"].value == "Belum ada tindakan."
