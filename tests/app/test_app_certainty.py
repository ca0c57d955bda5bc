"""*Peringkat* says how sure a rank is, and draws ranks only when somebody asks."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.reading import faults, said, subheadings

pytestmark = pytest.mark.xdist_group("app-published")

OpenPage = Callable[..., AppTest]
HOME = {"daerah": "Kabupaten Luwu Utara", "tahun": "2024"}
DRAWN = {"asesor": "true", "beda": "5"}


def test_a_rank_that_is_sure_needs_no_picture(published: OpenPage) -> None:
    app = published("peringkat", **HOME)
    assert faults(app) == []
    assert "Luwu Utara pasti di peringkat 4 dari 21" in said(app)
    assert "Di Indonesia: pasti di peringkat 130 dari 392." in said(app)
    assert len(app.get("plotly_chart")) == 1
    assert not app.number_input


def test_a_rank_that_is_open_names_the_others(published: OpenPage) -> None:
    app = published("peringkat", tahun="2024", daerah="Kabupaten Bengkulu Selatan", provinsi="Semua provinsi")
    assert "Bengkulu Selatan pasti di antara peringkat 200 dan 203 dari 392" in said(app)
    assert "tidak membedakannya dari Kotawaringin Barat, Banjar, dan Penajam Paser Utara" in said(app)
    assert "152 dari 392 peringkat belum pasti karena pembulatan" in subheadings(app)
    bands = app.dataframe[0].value.set_index("Daerah")["Rentang"]
    assert bands["Bengkulu Selatan"] == "200–203"
    assert bands["Kotawaringin Barat"] == ""
    assert (bands != "").sum() == 152


def test_the_table_has_no_column_of_bands_where_all_are_sure(published: OpenPage) -> None:
    assert "Rentang" not in published("peringkat", **HOME).dataframe[0].value


def test_draws_are_switched_on_by_the_visitor_with_the_assumption(published: OpenPage) -> None:
    app = published("peringkat", **HOME)
    app.toggle(key="asesor").set_value(True).run()
    assert faults(app) == []
    assert "Anggapan: di setiap daerah 3 indikator acak" in said(app)
    assert any(title.startswith("Luwu Utara di peringkat 4–") for title in subheadings(app))
    app.number_input(key="beda").set_value(5).run()
    assert "Anggapan: di setiap daerah 5 indikator acak" in said(app)


def test_a_link_carries_the_draws(published: OpenPage) -> None:
    first, again = (published("peringkat", **HOME, **DRAWN) for _ in range(2))
    assert faults(first) == []
    assert "di setiap daerah 5 indikator acak" in said(first)
    assert "10.000 undian, benih acak 2026" in said(first)
    assert "predikat Baik bertahan dalam" in said(first)
    assert said(first) == said(again)


def test_the_nation_without_a_home_region(published: OpenPage) -> None:
    app = published("peringkat", tahun="2024", **DRAWN)
    assert faults(app) == []
    assert "240 dari 392 peringkat pasti" in said(app)
    assert any(title.startswith("Banyuwangi memimpin 392 daerah dalam ") for title in subheadings(app))


@pytest.mark.parametrize("given", ["99", "0", "banyak"])
def test_nonsense_in_the_address_does_no_harm(published: OpenPage, given: str) -> None:
    app = published("peringkat", **HOME, asesor="true", beda=given)
    assert faults(app) == []
    assert "indikator acak" in said(app)


@pytest.mark.parametrize("year", ["2018", "2020", "2021", "2025"])
def test_draws_in_a_year_of_which_less_is_known(published: OpenPage, year: str) -> None:
    app = published("peringkat", tahun=year, jenis="Semua jenis", **DRAWN)
    assert faults(app) == []
