"""A region in the address: by code, full name or unique short name; what means none or several is told."""

import pytest
from streamlit.testing.v1 import AppTest

from spbe_analytics.settings import ROOT
from tests.app.conftest import OpenPage
from tests.app.reading import plain

pytestmark = pytest.mark.usefixtures("published")


def opened(**address: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.query_params.update(address)
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize("written", ["73.22", "7322", "Luwu Utara", "luwu utara", " Kab. Luwu  Utara ", "73.22 "])
def test_every_way_of_writing_a_region_opens_it_and_mends_the_address(written: str) -> None:
    app = opened(daerah=written, tahun="2024")
    assert app.selectbox(key="daerah").value == "73.22"
    assert (app.selectbox(key="jenis").value, app.selectbox(key="provinsi").value) == ("kabupaten", "73")
    assert app.query_params["daerah"] == "Kabupaten Luwu Utara"
    assert list(app.info) == []


@pytest.mark.parametrize("written", ["73", "Provinsi Sulawesi Selatan", "sulawesi selatan", "Sulsel"])
def test_a_province_is_read_in_the_same_ways(written: str) -> None:
    app = opened(provinsi=written)
    assert app.selectbox(key="provinsi").value == "73"
    assert app.query_params["provinsi"] == "Sulawesi Selatan"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({"daerah": "Bandung"}, "“Bandung” dapat berarti Kabupaten Bandung (32.04) atau Kota Bandung (32.73)."),
        ({"daerah": "Luwu Utra"}, "Daerah “Luwu Utra” tidak dikenal. Yang mirip: Kabupaten Luwu Utara (73.22)"),
        ({"daerah": "nasional"}, "“nasional” ialah rata-rata tercetak"),
        ({"provinsi": "73.22"}, "“73.22” ialah Kabupaten Luwu Utara, bukan provinsi."),
        ({"provinsi": "Atlantis"}, "Provinsi “Atlantis” tidak dikenal."),
    ],
)
def test_what_means_none_or_several_is_told_and_leaves_the_address(address: dict[str, str], said: str) -> None:
    app = opened(**address)
    (told,) = [plain(item.value).replace("\\:", ":") for item in app.info]
    assert told.startswith(said)
    assert app.selectbox(key="daerah").value is None
    assert app.selectbox(key="provinsi").value == "semua"
    assert "daerah" not in app.query_params
    app.run()
    assert list(app.info) == []
    assert app.query_params["provinsi"] == "Semua provinsi"


def test_a_year_that_is_not_there_is_replaced_in_the_address() -> None:
    app = opened(tahun="1899", daerah="73.22")
    assert [plain(item.value) for item in app.info] == ["Tahun “1899” tidak ada; yang tampil 2024."]
    assert (app.query_params["tahun"], app.query_params["daerah"]) == ("2024", "Kabupaten Luwu Utara")


def test_a_name_from_the_menu_needs_no_mending(published: OpenPage) -> None:
    app = published("peringkat", daerah="Kabupaten Luwu Utara", provinsi="Semua provinsi")
    assert (app.selectbox(key="daerah").value, app.selectbox(key="provinsi").value) == ("73.22", "semua")
    assert list(app.info) == []


def test_an_address_that_means_several_offers_them() -> None:
    app = opened(daerah="Bandung", tahun="2024")
    offered = {button.label: button for button in app.button}
    assert {"Kabupaten Bandung (32.04)", "Kota Bandung (32.73)"} <= offered.keys()
    offered["Kota Bandung (32.73)"].click().run()
    assert app.query_params["daerah"] == "Kota Bandung"


def test_a_year_without_a_value_offers_those_that_have_one() -> None:
    app = opened(daerah="Kabupaten Luwu Utara", tahun="2025")
    offered = [button.label for button in app.button if button.label.startswith("Lihat 20")]
    assert offered == ["Lihat 2021", "Lihat 2022", "Lihat 2023", "Lihat 2024"]
    app.button(key="lihat-2024-final").click().run()
    assert app.query_params["tahun"] == "2024"
    assert app.title[0].value.startswith("Luwu Utara 3,26")
