"""A field more is one row: form, card, history, workbook out and in, and store have it."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from spbe_analytics.entries import action, target
from spbe_analytics.entries.action import Action
from spbe_analytics.entries.fields import Field, FieldType
from spbe_analytics.ingest import first_rows
from spbe_analytics.ingest.follow_up import read_actions
from spbe_analytics.ingest.follow_up_changes import compare
from spbe_analytics.ingest.target_table import read_targets
from spbe_analytics.instruments import Instrument
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports import followup_book, to_xlsx
from spbe_analytics.reports.followup import HEADER_ROW
from spbe_analytics.schema import Labelled, Stage
from spbe_analytics.ui.kit import cache
from spbe_analytics.ui.tren import target_upload
from tests.app.conftest import open_page, product
from tests.app.reading import faults, said

OpenPage = Callable[..., AppTest]
HOME = {"daerah": "Kabupaten Luwu Utara", "tahun": "2024"}
SPBE = "spbe-59-2020"
ABOUT = ("73.22", 2024, "final", SPBE)


class Urgency(Labelled):
    HIGH = "tinggi", "Mendesak"
    LOW = "rendah", "Dapat menunggu"


@pytest.fixture
def own(
    use_database: Callable[..., str], published_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenPage]:
    """Opens pages of an app whose actions and targets have fields that this test adds."""
    monkeypatch.setitem(action.FIELDS, "budget", Field("Anggaran", example="Misalnya: APBD 2026", half=True))
    monkeypatch.setitem(action.FIELDS, "urgency", Field("Urgensi", FieldType.CHOICE, 12, choices=Urgency, half=True))
    monkeypatch.setitem(target.FIELDS, "page", Field("Halaman", width=10))
    use_database(published_database)
    with product(tmp_path / "own.db", load_published=True):
        yield open_page


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_a_field_of_an_action(own: OpenPage, catalogue: dict[str, Instrument]) -> None:
    own("tindak_lanjut", **HOME)
    actions = cache.workspace().actions
    actions.add(Action(*ABOUT, "I10", "Susun SK"), "Sari")

    app = press(own("tindak_lanjut", **HOME), "Ubah dan riwayat")
    app.text_input(key="tindak-1-budget").input("APBD 2026")
    app.selectbox(key="tindak-1-urgency").select("tinggi")
    app.text_input(key="nama-1").input("Budi")
    app = press(app, "Simpan perubahan")
    assert faults(app) == []
    assert actions.current("73.22")[["budget", "urgency"]].to_numpy().tolist() == [["APBD 2026", "tinggi"]]
    assert "Anggaran: APBD 2026 · Urgensi: Mendesak" in said(app)
    assert "Anggaran: kosong menjadi APBD 2026; Urgensi: kosong menjadi Mendesak" in said(
        press(app, "Ubah dan riwayat")
    )

    instrument, place = catalogue[SPBE], gazetteer()["73.22"]
    content = followup_book(actions.current("73.22"), instrument, place, 2024, Stage.FINAL)
    book = load_workbook(BytesIO(content))
    sheet = book.active
    assert sheet is not None
    head = {cell.value: cell.column_letter for cell in sheet[HEADER_ROW + 1]}
    assert sheet[f"{head['Anggaran']}{HEADER_ROW + 2}"].value == "APBD 2026"
    assert any(head["Urgensi"] in str(rule.sqref) for rule in sheet.data_validations.dataValidation)
    sheet[f"{head['Anggaran']}{HEADER_ROW + 2}"] = "APBN"
    sheet[f"{head['Urgensi']}{HEADER_ROW + 2}"] = "segera"
    found = _incoming(book, actions.all_versions("73.22"), instrument)
    assert [(item.code, item.cell) for item in found.findings] == [("action-choice", f"{head['Urgensi']}9")]
    sheet[f"{head['Urgensi']}{HEADER_ROW + 2}"] = "dapat menunggu"
    found = _incoming(book, actions.all_versions("73.22"), instrument)
    assert found.findings == ()
    assert (found.changed[0].after.budget, found.changed[0].after.urgency) == ("APBN", "rendah")


def _incoming(book, versions, instrument: Instrument):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    written = BytesIO()
    book.save(written)
    return compare(read_actions(written.getvalue(), "x.xlsx", SPBE), versions, *ABOUT[:3], instrument)


def test_a_field_of_a_target(own: OpenPage) -> None:
    app = own("tren", isi="Target", **HOME)
    app.number_input(key="target_tahun").set_value(2025)
    app.text_input(key="target_value").input("3,4")
    app.text_input(key="target_document").input("RPJMD")
    app.text_input(key="target_page").input("hlm. 12")
    app.text_input(key="nama-target").input("Sari")
    app = press(app, "Simpan target")
    assert faults(app) == []
    kept = cache.workspace().targets.current("73.22")
    assert kept[["value", "page"]].to_numpy().tolist() == [[3.4, "hlm. 12"]]
    columns = target_upload.form_columns()
    assert [columns[name].heading for name in ("value", "document", "page")] == ["Target", "Dokumen", "Halaman"]
    content = to_xlsx(kept.assign(name="Kabupaten Luwu Utara"), columns, "Target indeks")
    (row,) = read_targets("x.xlsx", first_rows(content, "x.xlsx", 99)).rows
    assert row.target.page == "hlm. 12"
    assert "page" in target_upload.preview_columns()
