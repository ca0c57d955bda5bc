"""With nothing in the database every page says so, and what to do next."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from spbe_analytics.ui.kit.menu import MENU
from tests.app.reading import faults, figures, headline, said

pytestmark = pytest.mark.xdist_group("app-empty")

OpenPage = Callable[..., AppTest]

OPENS = {
    "ringkasan": ("Belum ada data", "halaman Unggah data"),
    "peringkat": ("Belum ada data", "halaman Unggah data"),
    "peta": ("Belum ada data", "halaman Unggah data"),
    "profil": ("Profil satu daerah", "Pilih “Daerah saya” di atas."),
    "perbandingan": ("Belum ada yang dibandingkan", "Pilih dua sampai"),
    "tren": ("Indeks nasional tercetak: belum ada nilai", "lalu unggah"),
    "laporan": ("Dokumen untuk rapat", "Pilih “Daerah saya” di atas."),
    "prioritas": ("Belum ada data", "halaman Unggah data"),
    "simulasi": ("Simulasi dan rencana satu daerah", "Pilih “Daerah saya” di atas."),
    "tindak_lanjut": ("Tindak lanjut satu daerah", "Pilih “Daerah saya” di atas."),
    "unggah": ("Unggah hasil, periksa, lalu simpan", "Unduh templat"),
    "riwayat": ("Belum ada unggahan", "Unggah hasil penilaian lebih dulu."),
    "metodologi": ("Indeks Pemdi", "Dasar hukum"),
}
"""Page → how its headline begins, and what it says to do or show."""


def test_every_page_of_the_menu_has_its_row() -> None:
    assert list(OPENS) == [entry.file for entry in MENU]


@pytest.mark.parametrize("page", OPENS)
def test_a_page_without_any_data(empty: OpenPage, page: str) -> None:
    app = empty(page)
    opens, says = OPENS[page]
    assert faults(app) == []
    assert headline(app).startswith(opens)
    assert says in said(app)
    assert app.get("plotly_chart") == []


@pytest.mark.parametrize("page", OPENS)
def test_a_page_with_a_home_region_but_without_any_data(empty: OpenPage, page: str) -> None:
    app = empty(page, daerah="Kabupaten Luwu Utara")
    assert faults(app) == []
    assert headline(app)
    assert "3,26" not in said(app)
    assert figures(app).keys().isdisjoint({"Predikat", "Peringkat nasional"})


@pytest.mark.parametrize("page", [page for page in OPENS if page not in ("unggah", "tindak_lanjut")])
def test_what_is_missing_of_a_region_leads_to_where_it_is_filled_in(empty: OpenPage, page: str) -> None:
    tab = {"bagian": "Data dan sumber"} if page == "metodologi" else {}
    app = empty(page, daerah="Kabupaten Luwu Utara", **tab)
    links = [link.proto.page for link in app.get("page_link")]
    assert [link for link in links if link != "laporan"][:1] == ["unggah"]  # the one above is on every page
