"""*Tren*: its tabs, where a change came from, and what assessors corrected."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from spbe_analytics.instruments import Catalogue
from spbe_analytics.schema import Authority, Basis
from spbe_analytics.store import NewBatch, NewFigure, NewRecord, Store
from spbe_analytics.ui.tren.tabs import PARTS
from tests.app.conftest import open_page, product
from tests.app.reading import faults, figures, headline, plain, said, subheadings
from tests.conftest import copy_database

pytestmark = pytest.mark.xdist_group("app-change")

OpenPage = Callable[..., AppTest]
BANDAR_LAMPUNG = {"daerah": "Kota Bandar Lampung", "tahun": "2024"}
LUWU_UTARA = {"daerah": "Kabupaten Luwu Utara", "tahun": "2024"}


@pytest.fixture(scope="module")
def staged(
    published_database: Path, tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue
) -> Iterator[OpenPage]:
    """Pages of an app that also holds the stages of Bandar Lampung, and levels of 2025 with two missing."""
    path = tmp_path_factory.mktemp("staged") / "spbe.db"
    copy_database(published_database, path)
    codes = catalogue["spbe-59-2020"].indicator_codes

    def record(year: int, stage: str, **levels: float) -> NewRecord:
        given = tuple(NewFigure(node, level, Basis.OBSERVED, "Isian", "D8", "") for node, level in levels.items())
        return NewRecord("18.71", year, stage, "spbe-59-2020", given, Authority.UPLOAD)

    store = Store(f"sqlite:///{path}")
    partial = dict.fromkeys(codes, 3.0)
    del partial["I1"], partial["I47"]
    records = (
        record(2023, "mandiri", **dict.fromkeys(codes, 4.0)),
        record(2024, "mandiri", **dict.fromkeys(codes, 3.0) | {"I47": 5.0}),
        record(2024, "interviu", **dict.fromkeys(codes, 3.0)),
        record(2025, "final", **partial),
    )
    store.commit(NewBatch("tahap.xlsx", b"PK tahap", "template", "Sari", records))
    store.close()
    with product(path, load_published=True):
        yield open_page


def charts(app: AppTest) -> int:
    return len(app.get("plotly_chart"))


def test_a_first_year_is_held_against_the_one_that_follows(staged: OpenPage) -> None:
    app = staged("tren", **LUWU_UTARA | {"tahun": "2021"}, isi="Perubahan")
    assert faults(app) == []
    assert (app.selectbox(key="dari").value, app.selectbox(key="ke").value) == (
        "2021, Nilai akhir",
        "2022, Nilai akhir",
    )
    assert headline(app) == "Luwu Utara 2,68 pada 2021, nilai pertama dengan instrumen SPBE 2021–2025"


def test_a_change_from_a_misprint_says_so(staged: OpenPage) -> None:
    app = staged("tren", daerah="Kabupaten Banyuasin", tahun="2024", isi="Perubahan")
    assert faults(app) == []
    assert headline(app).endswith("satu-satunya nilai dengan instrumen SPBE 2021–2025 selain 2023, yang salah cetak")
    assert app.metric[0].delta == "2023 salah cetak"
    assert subheadings(app)[0].endswith("dari kenaikan 1,66, tetapi Manajemen −0,01 (angka 2023 salah cetak)")


def test_the_page_opens_on_the_development_and_only_that_is_drawn(staged: OpenPage) -> None:
    app = staged("tren", **BANDAR_LAMPUNG)
    assert faults(app) == []
    assert (
        app.segmented_control(key="isi").options
        == list(PARTS)
        == ["Perkembangan", "Perubahan", "Koreksi asesor", "Target"]
    )
    assert charts(app) == 6
    other = staged("tren", **BANDAR_LAMPUNG, isi="Perubahan")
    assert (headline(other), figures(other)) == (headline(app), figures(app))
    assert charts(other) == 1


def test_a_change_opens_on_the_year_before(staged: OpenPage) -> None:
    app = staged("tren", **BANDAR_LAMPUNG, isi="Perubahan")
    assert faults(app) == []
    assert subheadings(app) == ["Manajemen menyumbang +0,26 dari kenaikan 0,83"]
    address = {name: app.query_params[name] for name in ("dari", "ke", "rinci", "butir")}
    assert address == {"dari": "2023, Nilai akhir", "ke": "2024, Nilai akhir", "rinci": "Domain", "butir": "Indeks"}


def test_a_change_goes_down_to_indicators_and_into_a_domain(staged: OpenPage) -> None:
    app = staged("tren", **BANDAR_LAMPUNG, isi="Perubahan", rinci="Indikator")
    assert subheadings(app) == ["I39 Pengawasan Internal menyumbang +0,06 dari kenaikan 0,83"]
    assert "19 indikator tetap dan tidak digambar" in said(app)
    app.segmented_control(key="rinci").select("Aspek").run()
    assert subheadings(app) == ["Kebijakan Internal menyumbang +0,20 dari kenaikan 0,83"]
    app.segmented_control(key="butir").select("Layanan").run()
    assert subheadings(app) == ["Administrasi menyumbang +0,24 dari kenaikan 0,44"]
    assert app.segmented_control(key="rinci").value == "Aspek"


def test_published_figures_leave_a_remainder(staged: OpenPage) -> None:
    app = staged("tren", **LUWU_UTARA, isi="Perubahan")
    assert subheadings(app) == ["Layanan menyumbang +0,09 dari kenaikan 0,08, tetapi Manajemen −0,07"]
    assert "sisanya pembulatan" in said(app)
    assert "Pembulatan −0,0008" in app.get("plotly_chart")[0].proto.alt
    assert not [control for control in app.segmented_control if control.key == "rinci"]


def test_the_choice_of_sides_follows_the_filters(staged: OpenPage) -> None:
    app = staged("tren", **LUWU_UTARA, isi="Perubahan", dari="2022, Nilai akhir")
    assert subheadings(app) == ["Layanan menyumbang +0,25 dari kenaikan 0,33, tetapi Manajemen −0,06"]
    app.selectbox(key="tahun").select("2023").run()
    assert (app.selectbox(key="dari").value, app.selectbox(key="ke").value) == (
        "2022, Nilai akhir",
        "2023, Nilai akhir",
    )
    assert app.query_params["ke"] == "2023, Nilai akhir"


def test_what_cannot_be_compared_says_why(staged: OpenPage) -> None:
    app = staged("tren", **LUWU_UTARA, isi="Perubahan", dari="2021, Nilai akhir")
    assert faults(app) == []
    assert charts(app) == 0
    assert "belum diketahui nilai Kebijakan, Tata Kelola, Manajemen, dan Layanan" in plain(app.info[0].value)
    app = staged("tren", tahun="2024", daerah="Kabupaten Banyuwangi", isi="Perubahan", dari="2019, Nilai akhir")
    assert "2019 dinilai dengan Indeks SPBE (PermenPANRB 5/2018) dan 2024 dinilai dengan" in plain(app.info[0].value)


def test_two_stages_of_a_year_are_compared(staged: OpenPage) -> None:
    app = staged("tren", **BANDAR_LAMPUNG, isi="Perubahan", dari="2024, Penilaian Mandiri")
    assert faults(app) == []
    assert subheadings(app)[0].startswith("Tata Kelola menyumbang −0,15 dari penurunan 0,08")


def test_missing_levels_are_bars_of_their_own(staged: OpenPage) -> None:
    app = staged("tren", **BANDAR_LAMPUNG | {"tahun": "2025"}, isi="Perubahan")
    assert faults(app) == []
    assert app.query_params["ke"] == "2025, Nilai akhir"
    assert "Tingkat belum lengkap (47 dan 45 dari 47 indikator)" in said(app)
    assert "Tidak lagi dijawab" in app.get("plotly_chart")[0].proto.spec


def test_a_misprint_is_flagged(staged: OpenPage) -> None:
    app = staged("tren", daerah="Kabupaten Banyuasin", tahun="2024", isi="Perubahan")
    assert faults(app) == []
    assert "Angka 2023, Nilai akhir ditandai salah cetak" in said(app)


def test_the_nation_has_its_change(staged: OpenPage) -> None:
    app = staged("tren", tahun="2024", isi="Perubahan")
    assert faults(app) == []
    assert subheadings(app) == ["Layanan menyumbang +0,15 dari kenaikan 0,33"]


def test_corrections_of_a_region_and_of_all(staged: OpenPage) -> None:
    app = staged("tren", **BANDAR_LAMPUNG, isi="Koreksi asesor")
    assert faults(app) == []
    assert charts(app) == 3
    heads = subheadings(app)
    assert heads[0] == (
        "Nilai akhir 2024: asesor menurunkan 0,08, paling banyak Tata Kelola (−0,60), tetapi Layanan +0,35"
    )
    assert "2024: Penilaian Mandiri 3,06, Penilaian Interviu 3,00 (−0,06), Nilai akhir 2,98 (−0,02)" in said(app)
    assert heads[1] == "Koreksi mengecil dari −1,85 (2023) ke −0,08 (2024)"
    assert heads[2].startswith("2024: terlalu tinggi pada ")
    assert heads[3].startswith("3 daerah dengan beberapa tahap; median koreksi 2024")


def test_corrections_up_to_the_interview(staged: OpenPage) -> None:
    app = staged("tren", **BANDAR_LAMPUNG, isi="Koreksi asesor", sampai="Penilaian Interviu")
    assert faults(app) == []
    assert subheadings(app)[0] == "Penilaian Interviu 2024: asesor menurunkan 0,06, paling banyak Layanan (−0,13)"
    assert "2024: terlalu tinggi pada 1 indikator, tidak ada yang terlalu rendah" in subheadings(app)


def test_a_region_without_stages_is_told_what_to_upload(staged: OpenPage) -> None:
    app = staged("tren", **LUWU_UTARA, isi="Koreksi asesor")
    assert faults(app) == []
    assert "Unggah Penilaian Mandiri dan tahap sesudahnya" in plain(app.info[0].value)
    assert subheadings(app)[0].startswith("3 daerah dengan beberapa tahap")


def test_printed_stages_without_levels_show_the_index(staged: OpenPage) -> None:
    app = staged("tren", daerah="Kabupaten Gowa", tahun="2024", isi="Koreksi asesor")
    assert faults(app) == []
    assert "Tingkat indikator 2024 belum diketahui pada kedua tahap." in plain(app.info[0].value)
    assert charts(app) == 2


@pytest.mark.parametrize("part", list(PARTS))
@pytest.mark.parametrize("year", ["2018", "2020", "2022", "2025"])
def test_each_tab_in_a_year_of_which_less_is_known(staged: OpenPage, part: str, year: str) -> None:
    for home in ({}, {"daerah": "Kabupaten Luwu Utara"}):
        app = staged("tren", tahun=year, isi=part, **home)
        assert faults(app) == []
        assert headline(app)
