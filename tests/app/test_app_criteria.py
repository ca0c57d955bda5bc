"""What a level asks for, on *Profil daerah* behind one tap and on *Metodologi* by address."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import OpenPage
from tests.app.reading import faults, said, subheadings

pytestmark = pytest.mark.xdist_group("app-published")

QUESTION = "Apa yang diminta tingkat berikutnya?"
LAMPUNG = {"daerah": "Kota Bandar Lampung", "tahun": "2023"}
ONLY_DOMAINS = {"daerah": "Kabupaten Luwu Utara", "tahun": "2024"}
PART = {"bagian": "Kriteria tingkat", "instrumen": "SPBE 2021–2025"}


def ask(app: AppTest, **chosen: object) -> AppTest:
    """Press the question; a test runs the whole page anew, which closes the dialog, so choices are made before."""
    for key, value in chosen.items():
        app.session_state[key] = value
    (button,) = [button for button in app.button if button.label == QUESTION]
    app = button.click().run()
    assert faults(app) == []
    return app


def test_the_weakest_indicator_is_told_first_with_the_next_level(published: OpenPage) -> None:
    app = ask(published("profil", **LAMPUNG))
    assert app.selectbox(key="kriteria_indikator").options[0] == "I1 Keb. Arsitektur: tingkat 1"
    told = [title for title in subheadings(app) if "tingkat" in title and title[0] in "SY"]
    assert told[-2:] == ["Sekarang: tingkat 1 Rintisan", "Yang diminta tingkat 2 Terkelola"]
    text = said(app)
    assert "Kebijakan internal Arsitektur SPBE Instansi Pusat/Pemerintah Daerah telah ditetapkan." in text
    assert "Lampiran I huruf E (Kuesioner), hlm. 30" in text
    assert "Bab II huruf C, hlm. 9" in text


def test_a_higher_goal_asks_for_the_levels_between(published: OpenPage) -> None:
    app = ask(published("profil", **LAMPUNG), **{"kriteria_I1_1.0": 3})
    told = [title for title in subheadings(app) if title.startswith("Yang diminta")]
    assert told == ["Yang diminta tingkat 2 Terkelola (lebih dulu)", "Yang diminta tingkat 3 Terdefinisi"]


def test_the_highest_level_asks_for_nothing_more(published: OpenPage) -> None:
    app = published("profil", **(LAMPUNG | {"tahun": "2024"}))
    options = ask(app).selectbox(key="kriteria_indikator").options
    code = options[-1].split()[0]
    assert options[-1].endswith("tingkat 5")
    told = subheadings(ask(app, kriteria_indikator=code))
    assert any(title.startswith("Sekarang: tingkat 5 ") and title.endswith(", yang tertinggi") for title in told)
    assert not any(title.startswith("Yang diminta") for title in told)


def test_without_levels_the_way_to_the_target_is_told(published: OpenPage) -> None:
    app = ask(published("profil", **ONLY_DOMAINS), kriteria_indikator="I42")
    told = [title for title in subheadings(app) if title.startswith(("Sekarang", "Yang diminta"))]
    assert told == [
        "Yang diminta tingkat 1 Informasi (lebih dulu)",
        "Yang diminta tingkat 2 Interaksi (lebih dulu)",
        "Yang diminta tingkat 3 Transaksi",
    ]


def test_nothing_is_told_before_somebody_asks(published: OpenPage) -> None:
    assert "Lampiran I huruf E" not in said(published("profil", **LAMPUNG))


def test_indicator_and_level_stand_in_the_address(published: OpenPage) -> None:
    app = published("metodologi", **PART, indikator="I42 Pengaduan Publik", tingkat="4")
    assert faults(app) == []
    assert "Layanan Pengaduan Pelayanan Publik, tingkat 4 Kolaborasi" in subheadings(app)
    text = said(app)
    assert "hlm. 72" in text
    assert "Bab II huruf C, hlm. 169" in text
    assert "menulis kriteria ini dengan kata lain" in text
    assert "Arti tingkat 4 bagi semua indikator sejenis: " in text


def test_it_begins_with_the_target_of_the_first_indicator(published: OpenPage) -> None:
    app = published("metodologi", **PART)
    assert app.query_params["tingkat"] == "3"
    assert app.query_params["indikator"].startswith("I1 ")


def test_a_misprint_of_the_regulation_is_said(published: OpenPage) -> None:
    app = published("metodologi", **PART)
    app.selectbox(key="indikator").select("I3").run()
    assert faults(app) == []
    assert "Lampiran mencetak keterangan “Kondisi” milik tingkat 2 sebagai tingkat 3" in said(app)


def test_where_no_text_is_known_that_is_said(published: OpenPage) -> None:
    app = published("metodologi", **(PART | {"instrumen": "Pemdi 2026"}))
    assert faults(app) == []
    assert "Teks kriteria tidak tersedia. Naskah lampiran PermenPANRB 8/2026 belum ditemukan" in said(app)
    app = published("metodologi", **(PART | {"instrumen": "SPBE 2018–2020"}))
    app.selectbox(key="indikator").select("I26").run()
    assert faults(app) == []
    assert "Lembar “Indikator 26” dalam buku kerja yang ditemukan tertimpa" in said(app)


def test_an_address_that_is_not_known_begins_anew(published: OpenPage) -> None:
    app = published("metodologi", **PART, indikator="I99 <b>", tingkat="17")
    assert faults(app) == []
    assert "Kebijakan Internal Arsitektur SPBE Instansi Pusat/Pemerintah Daerah, tingkat 3 Terdefinisi" in subheadings(
        app
    )


def test_an_indicator_of_one_instrument_is_no_fault_under_another(published: OpenPage) -> None:
    app = published("metodologi", **PART, indikator="I47 Publik Sektor 3", tingkat="3")
    app.get("button_group")[0].select("spbe-5-2018").run()
    assert faults(app) == []
    assert any(title.startswith("Kebijakan Internal Tim Pengarah SPBE") for title in subheadings(app))
