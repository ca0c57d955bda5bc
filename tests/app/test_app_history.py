"""*Riwayat* from a commit to its revert and back, and the way from a figure to where it comes from."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from spbe_analytics.ingest import template
from spbe_analytics.instruments import Catalogue, Instrument
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Stage
from spbe_analytics.ui.kit import cache
from spbe_analytics.ui.kit.menu import MENU
from tests.app.conftest import OpenPage, open_page, product
from tests.app.reading import faults, headline, said, subheadings
from tests.previewing import preview

pytestmark = pytest.mark.xdist_group("app-history")

HOME = {"daerah": "Kabupaten Luwu Utara", "tahun": "2024"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HOSTILE = "<img src=x onerror=alert(1)>_tebal_.xlsx"


@pytest.fixture
def own(use_database: Callable[..., str], published_database: Path, tmp_path: Path) -> Iterator[OpenPage]:
    """Opens pages of an app on a database that this test alone may change."""
    use_database(published_database)
    with product(tmp_path / "own.db", load_published=True):
        yield open_page


@pytest.fixture
def spbe(catalogue: Catalogue) -> Instrument:
    return catalogue["spbe-59-2020"]


def store(spbe: Instrument, level: float, name: str = "isian.xlsx", stage: Stage = Stage.FINAL) -> int:
    """Commit the template of Luwu Utara 2024 with one level throughout; return the batch's number."""
    content = template(spbe, gazetteer()["73.22"], 2024, stage, dict.fromkeys(spbe.indicator_codes, level))
    return cache.workspace().commit(preview(content, name), "Sari").batch


def press(app: AppTest, start: str) -> AppTest:
    (button,) = [button for button in app.button if button.label.startswith(start)]
    return button.click().run()


def sign(app: AppTest, who: str, reason: str) -> AppTest:
    app.text_input(key="nama-riwayat").input(who)
    app.text_input(key="riwayat_alasan").input(reason)
    return app


def pages_told(app: AppTest) -> str:
    return next(text for text in subheadings(app) if text.startswith("Saat disimpan"))


def states() -> list[str]:
    return list(cache.workspace().history()["state"])


def test_a_revert_shows_its_effect_first_needs_a_reason_and_can_be_taken_back(own: OpenPage, spbe: Instrument) -> None:
    number = store(spbe, 4.0)
    app = own("riwayat", **HOME)
    assert faults(app) == []
    assert headline(app) == "2 unggahan tersimpan, semuanya berlaku"
    assert app.query_params["unggahan"] == str(number)
    assert f"Unggahan nomor {number}: isian.xlsx" in subheadings(app)
    assert "Saat disimpan: 55 nilai baru, 5 berubah" in subheadings(app)
    assert "Bila dibatalkan: 5 nilai berubah, 55 hilang" in subheadings(app)
    assert app.dataframe[-1].value.iloc[0].tolist() == [
        "Kabupaten Luwu Utara", "Nilai akhir 2024", "Indeks SPBE", "4,00", "3,26", "berubah"
    ]  # fmt: skip

    app = press(sign(app, "Budi", " "), "Batalkan")
    assert "Isi nama dan alasan dahulu" in said(app)
    assert states() == ["aktif", "aktif"]

    app = press(sign(app, "Budi", "salah berkas"), "Batalkan")
    assert faults(app) == []
    assert f"Unggahan nomor {number} dibatalkan" in said(app)
    assert headline(app) == "2 unggahan tersimpan, 1 di antaranya dibatalkan"
    assert "oleh Budi: salah berkas" in said(app)
    assert states() == ["dibatalkan", "aktif"]

    app = press(sign(app, "Wati", "ternyata benar"), "Pulihkan")
    assert faults(app) == []
    assert f"Unggahan nomor {number} dipulihkan" in said(app)
    assert states() == ["aktif", "aktif"]
    assert list(cache.workspace().events_of(number)["kind"]) == ["commit", "revert", "restore"]
    app.switch_page("pages/profil.py").run()
    assert headline(app).startswith("Luwu Utara 4,00")


def test_an_address_opens_its_batch_and_one_without_a_batch_is_told(own: OpenPage, spbe: Instrument) -> None:
    number = store(spbe, 4.0)
    store(spbe, 5.0)
    app = own("riwayat", unggahan=str(number))
    assert f"Unggahan nomor {number}: isian.xlsx" in subheadings(app)
    app = own("riwayat", unggahan="99")
    assert faults(app) == []
    assert [item.value for item in app.info] == [f"Unggahan nomor “99” tidak ada; yang tampil {number + 1}."]


def test_the_published_data_can_be_seen_and_downloaded_but_not_reverted(published: OpenPage) -> None:
    app = published("riwayat", unggahan="1")
    assert faults(app) == []
    assert "aplikasi memuatnya lagi setiap kali dibuka" in said(app)
    assert [button.label for button in app.button if button.label.startswith(("Batalkan", "Pulihkan"))] == []
    assert [item.proto.label for item in app.get("download_button")] == ["Unduh berkas asli"]


def test_a_large_batch_is_looked_at_a_page_at_a_time(published: OpenPage) -> None:
    app = published("riwayat", unggahan="1")
    first = pages_told(app)
    assert first.startswith("Saat disimpan, penilaian 1–25: ")
    assert app.query_params["bagian"] == "1–25"
    app.selectbox(key="bagian").select("2").run()
    assert faults(app) == []
    assert pages_told(app).startswith("Saat disimpan, penilaian 26–50: ")
    again = published("riwayat", unggahan="1", bagian="1–25")
    assert pages_told(again) == first


def test_the_pages_of_a_large_batch_are_together_the_whole(published: OpenPage) -> None:
    published("riwayat", unggahan="1")
    workspace = cache.workspace()
    count = int(workspace.history({1})["assessments"].iloc[0])
    pages = [workspace.changes_of(1, slice(first, first + 400)) for first in range(0, count, 400)]
    pd.testing.assert_frame_equal(pd.concat(pages, ignore_index=True), workspace.changes_of(1))


def test_what_a_file_is_called_is_shown_as_text(own: OpenPage, spbe: Instrument) -> None:
    store(spbe, 4.0, HOSTILE)
    bodies = [part.proto.body for part in own("riwayat", **HOME).get("html")]
    assert all("<img" not in body for body in bodies)
    assert any("&lt;img src=x onerror=alert(1)&gt;_tebal_.xlsx" in body for body in bodies)


def test_an_upload_of_an_earlier_stage_and_one_against_a_published_figure_are_warned_of(
    own: OpenPage, spbe: Instrument
) -> None:
    for stage, text in ((Stage.INTERVIEW, "tidak ditimpa"), (Stage.FINAL, "5 angka terbitan tidak lagi dipakai")):
        levels = dict.fromkeys(spbe.indicator_codes, 4.0)
        app = own("unggah")
        content = template(spbe, gazetteer()["73.22"], 2024, stage, levels)
        app.get("file_uploader")[0].upload("isian.xlsx", content, XLSX)
        app.run()
        if stage is not Stage.FINAL:  # the page looks at the final stage
            app = press(app, "Pakai isi berkas")
        app = press(app, "Lanjut: yang berubah")
        assert faults(app) == []
        (warning,) = app.warning
        assert text in warning.value


def ask(app: AppTest, node: str | None = None) -> str:
    """Press the question, choose a figure, and return what is said."""
    if node is not None:
        app.session_state["asal_butir"] = node  # a test runs the whole page anew, which closes the dialog
    app = press(app, "Dari mana angka ini?")
    assert faults(app) == []
    return said(app)


FIGURES = [entry.file for entry in MENU if entry.file not in ("unggah", "riwayat", "metodologi", "laporan")]
"""Pages whose figures are those of the home region and others; of the rest each has its own test."""


@pytest.mark.parametrize("page", FIGURES)
def test_a_figure_leads_to_its_publication(published: OpenPage, page: str) -> None:
    text = ask(published(page, **HOME))
    assert "Kabupaten Luwu Utara, Nilai akhir 2024: Indeks SPBE = 3,26" in text
    assert "Tercetak dalam KemenPANRB" in text
    assert "Sebelum dibulatkan nilai ini 3,255 atau 3,2575" in text


def test_a_figure_of_the_profile_leads_to_its_formula(published: OpenPage) -> None:
    home = {"daerah": "Kota Bandar Lampung", "tahun": "2024", "isi": "Semua nilai"}
    assert "A2 = (2,5·1 + 2,5·1 + 2,5·2 + 2,5·2) / 10 = 1,50" in ask(published("profil", **home), "A2")


def test_every_page_answers_for_the_nation_too(published: OpenPage) -> None:
    for page in ("ringkasan", "peringkat", "perbandingan", "tren", "prioritas"):
        text = ask(published(page, tahun="2024"))
        assert "Tercetak dalam KemenPANRB" in text, page


def test_the_printed_average_of_the_nation_is_explained(published: OpenPage) -> None:
    text = ask(published("tren", tahun="2024"))
    assert "Nilai akhir 2024: Indeks SPBE = 3,12" in text


def test_the_worked_example_leads_to_its_cells(published: OpenPage) -> None:
    app = published("metodologi", tahun="2024", bagian="Rumus dan predikat")
    assert "Dihitung dari tingkat di bawahnya: Indeks = (" in ask(app)


def test_the_figures_of_an_upload_are_explained_in_the_history(own: OpenPage, spbe: Instrument) -> None:
    number = store(spbe, 4.0)
    assert "Kabupaten Luwu Utara, Nilai akhir 2024: Indeks SPBE = 4,00" in ask(own("riwayat", unggahan=str(number)))
    stored = own("unggah", langkah="tersimpan", nomor=str(number))
    assert "Kabupaten Luwu Utara, Nilai akhir 2024: Indeks SPBE = 4,00" in ask(stored)


def test_a_profile_of_all_levels_is_explained_in_every_tab(own: OpenPage, spbe: Instrument) -> None:
    store(spbe, 4.0)
    for tab in ("Domain terlemah", "Semua domain", "Semua nilai"):
        assert "= 4,00" in ask(own("profil", isi=tab, **HOME))


def test_nothing_is_explained_before_somebody_asks(published: OpenPage) -> None:
    for page in FIGURES:
        assert "Sebelum dibulatkan nilai ini" not in said(published(page, **HOME))


def test_an_uploaded_figure_leads_to_its_cell(own: OpenPage, spbe: Instrument) -> None:
    number = store(spbe, 4.0, HOSTILE)
    app = own("profil", isi="Semua nilai", **HOME)
    text = ask(app, "I3")
    assert "lembar Isian, sel E11, isi sel “4”" in text
    assert f"unggahan nomor {number}, disimpan oleh Sari" in text
    assert all("<img" not in part.proto.body for part in app.get("html"))
