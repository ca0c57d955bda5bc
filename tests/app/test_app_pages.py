"""Every page of the menu opens with its answer: with a home region, and without one."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from spbe_analytics.settings import ROOT
from spbe_analytics.ui.kit.menu import MENU
from tests.app.reading import faults, figures, headline, plain, said

pytestmark = pytest.mark.xdist_group("app-published")

OpenPage = Callable[..., AppTest]
LUWU_UTARA = {"daerah": "Kabupaten Luwu Utara", "tahun": "2024"}


@dataclass(frozen=True)
class Row:
    """What a page must say.

    Attributes:
        page: Its file.
        opens: How its headline begins.
        figures: Some of the figures at its top.
        charts: How many charts it has at least.
        says: A text somewhere on the page.
    """

    page: str
    opens: str
    figures: dict[str, str] = field(default_factory=dict)
    charts: int = 0
    says: str = ""


INDEX = {"Indeks SPBE (1–5)": "3,26", "Predikat": "Baik", "Peringkat nasional": "130 dari 392"}

AT_HOME = (
    Row(
        "ringkasan",
        "Luwu Utara 3,26 (Baik): naik 0,08 dari 2023, tetapi turun dari peringkat 1 ke 4 di Sulawesi Selatan",
        INDEX | {"Peringkat provinsi": "4 dari 21"},
        3,
        "392 kabupaten",
    ),
    Row("peringkat", "Luwu Utara peringkat 4 dari 21 kabupaten", {"Peringkat provinsi": "4 dari 21"}, 1),
    Row("peta", "17 dari 21 kabupaten sudah Baik atau lebih", {}, 0, "Kota tidak diwarnai."),
    Row("profil", "Luwu Utara 3,26 (Baik): naik 0,08 dari 2023", INDEX, 2, "Manajemen"),
    Row("perbandingan", "Luwu Utara ", {}, 2, "Bantaeng"),
    Row("tren", "Luwu Utara 3,26 pada 2024", {}, 5, "Manajemen turun 0,36 sejak 2022"),
    Row("laporan", "Rapor SPBE Kabupaten Luwu Utara 2024", {}, 0, "Layanan menyumbang +0,09 dari kenaikan 0,08"),
    Row(
        "prioritas",
        "Luwu Utara kurang 0,24–0,25 poin untuk Sangat Baik; sembilan kenaikan tingkat di Layanan (Layanan Publik "
        "dulu) sudah cukup",
        {"Jarak ke Sangat Baik": "0,24–0,25", "Poin yang hilang": "1,74", "Rencana teringan": "9 kenaikan"},
        2,
        "Domain terlemah: Manajemen, 1,82",
    ),
    Row("simulasi", "Luwu Utara 3,26: 9 kenaikan tingkat lagi untuk Sangat Baik", {}, 0, "D4"),
    Row(
        "tindak_lanjut",
        "Luwu Utara: belum ada tindakan yang dicatat",
        {"Tindakan": "0", "Catatan tanpa tindakan": "0"},
        0,
        "Tekan Tambah tindakan",
    ),
    Row("unggah", "Unggah hasil, periksa, lalu simpan", {}, 0, "Unduh templat"),
    Row("riwayat", "1 unggahan tersimpan, semuanya berlaku", {"Nilai tersimpan": "6.087"}, 0, "Data terbitan"),
    Row("metodologi", "Indeks SPBE", {"Indikator": "47"}, 0, "PermenPANRB"),
)

FOR_THE_NATION = (
    Row(
        "ringkasan",
        "Rata-rata kabupaten di Indonesia 2,97 pada 2024: naik 0,34 dari 2,63 pada 2023, tetapi 122 dari 392 kabupaten "
        "masih di bawah Baik",
        {"Rata-rata kabupaten": "2,97", "Baik atau lebih": "270"},
        3,
        "Sebelas kabupaten terendah di Indonesia",
    ),
    Row("peringkat", "Banyuwangi", {"Indeks tertinggi": "4,77"}, 1),
    Row("peta", "270 dari 392 kabupaten sudah Baik atau lebih", {}, 0, "Kota tidak diwarnai."),
    Row("profil", "Profil satu daerah", {}, 0, "Pilih “Daerah saya” di atas."),
    Row("perbandingan", "Banyuwangi tertinggi", {}, 2),
    Row("tren", "Indeks nasional tercetak 3,12 pada 2024", {}, 5),
    Row("laporan", "Dokumen untuk rapat", {}, 0, "Pilih “Daerah saya” di atas."),
    Row(
        "prioritas",
        "Manajemen bernilai terendah atau sama rendah di 374 dari 392 kabupaten di Indonesia; poin terbanyak hilang di "
        "Tata Kelola",
        {"Poin hilang terbanyak": "Tata Kelola"},
        2,
        "Manajemen bernilai terendah atau sama rendah di 34 dari 36 provinsi, median kabupaten",
    ),
    Row("simulasi", "Simulasi dan rencana satu daerah", {}, 0, "Pilih “Daerah saya” di atas."),
    Row("tindak_lanjut", "Tindak lanjut satu daerah", {}, 0, "Pilih “Daerah saya” di atas."),
    Row("unggah", "Unggah hasil, periksa, lalu simpan", {}, 0, "Pilih daerah untuk mengunduh templatnya."),
    Row("riwayat", "1 unggahan tersimpan", {"Dibatalkan": "0"}, 0, "SPBE_LOAD_PUBLISHED=false"),
    Row("metodologi", "Indeks SPBE", {"Domain": "4"}),
)


def test_every_page_of_the_menu_has_its_rows() -> None:
    pages = [entry.file for entry in MENU]
    assert [row.page for row in AT_HOME] == pages
    assert [row.page for row in FOR_THE_NATION] == pages


def check(app: AppTest, row: Row) -> None:
    """Hold a page against its row."""
    assert faults(app) == []
    assert headline(app).startswith(row.opens)
    assert row.figures.items() <= figures(app).items()
    assert len(app.get("plotly_chart")) >= row.charts
    for chart in app.get("plotly_chart"):
        go.Figure(json.loads(chart.proto.spec))  # plotly refuses what its schema does not know
    assert row.says in said(app)


@pytest.mark.parametrize("row", AT_HOME, ids=lambda row: row.page)
def test_a_page_with_a_home_region(published: OpenPage, row: Row) -> None:
    check(published(row.page, **LUWU_UTARA), row)


@pytest.mark.parametrize("row", FOR_THE_NATION, ids=lambda row: row.page)
def test_a_page_for_the_nation(published: OpenPage, row: Row) -> None:
    check(published(row.page, tahun="2024"), row)


@pytest.mark.parametrize("year", ["2018", "2020", "2021", "2025"])
@pytest.mark.parametrize("page", [entry.file for entry in MENU])
def test_a_page_in_a_year_of_which_less_is_known(published: OpenPage, page: str, year: str) -> None:
    app = published(page, daerah="Kabupaten Luwu Utara", tahun=year)
    assert faults(app) == []
    assert headline(app)
    assert app.query_params["tahun"] == year


def radars(app: AppTest) -> int:
    """Return how many radars a page draws."""
    return sum("scatterpolar" in chart.proto.spec for chart in app.get("plotly_chart"))


def test_a_region_whose_levels_are_known_has_a_radar_for_each_domain(published: OpenPage) -> None:
    home = {"daerah": "Kota Bandar Lampung", "tahun": "2024"}
    app = published("profil", **home)
    assert (
        headline(app)
        == "Bandar Lampung 2,98 (Baik): naik 0,83 dari 2023; 12 dari 47 indikator masih di bawah tingkat 3"
    )
    assert figures(app)["Indikator tingkat 3–5"] == "35 dari 47"
    assert radars(app) == 2  # the domains, and the indicators of the weakest domain
    assert radars(published("profil", **home, isi="Semua domain")) == 5
    values = published("profil", **home, isi="Semua nilai")
    assert radars(values) == 1
    assert "Semua nilai: 60 dari 60 butir" in said(values)


def test_an_address_with_nonsense_falls_back_to_the_defaults(published: OpenPage) -> None:
    app = published("ringkasan", daerah="Kabupaten Antah Berantah", tahun="1899", jenis="desa", provinsi="Atlantis")
    assert faults(app) == []
    assert headline(app).startswith("Rata-rata kabupaten di Indonesia 2,97 pada 2024")
    assert app.selectbox(key="tahun").value == "2024"


@pytest.mark.usefixtures("published")
def test_an_address_with_nonsense_says_what_is_shown_instead() -> None:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.query_params.update({"daerah": "Kabupaten Antah Berantah", "tahun": "1899"})
    app.run()
    (told,) = [plain(item.value) for item in app.info]
    assert set(told.replace("\\:", ":").split("\n\n")) == {
        "Tahun “1899” tidak ada; yang tampil 2024.",
        "Daerah “Kabupaten Antah Berantah” tidak dikenal. Yang mirip: Kabupaten Berau (64.03).",
    }


def test_a_year_of_which_little_is_known_has_no_leader(published: OpenPage) -> None:
    app = published("peringkat", tahun="2025")
    assert headline(app) == "Nilai akhir 2025: baru 10 dari 416 kabupaten di Indonesia mempunyai nilai"


def test_a_predicate_below_the_rounded_index_is_noted(published: OpenPage) -> None:
    app = published("peringkat", tahun="2024", jenis="Kabupaten", provinsi="Sulawesi Selatan")
    notes = app.dataframe[0].value.set_index("Daerah")["Catatan"]
    assert notes["Luwu"] == "di bawah 2,60 sebelum dibulatkan"
    assert set(notes) == {"", "di bawah 2,60 sebelum dibulatkan"}


def test_a_choice_on_one_page_holds_on_the_next(published: OpenPage) -> None:
    app = published("ringkasan")
    app.selectbox(key="daerah").select("73.22").run()
    assert headline(app).startswith("Luwu Utara 3,26 (Baik)")
    assert (app.selectbox(key="jenis").value, app.selectbox(key="provinsi").value) == ("kabupaten", "73")
    app.switch_page("pages/profil.py").run()
    assert headline(app).startswith("Luwu Utara 3,26 (Baik)")
    app.selectbox(key="tahun").select("2023").run()
    app.switch_page("pages/ringkasan.py").run()
    assert headline(app).startswith("Luwu Utara 3,18 (Baik)")
