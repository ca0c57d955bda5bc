"""What frames every page: empty groups, a home region of another kind, misprints, two sources, and what goes wrong."""

import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st

from spbe_analytics.errors import SpbeError
from spbe_analytics.parts import overview
from spbe_analytics.parts.words import headlines
from spbe_analytics.ui.kit import boundary
from spbe_analytics.ui.kit.above import filters, topbar
from spbe_analytics.ui.plan import held
from tests.app.conftest import OpenPage, product
from tests.app.conftest import open_page as open_any
from tests.app.reading import faults, figures, headline, said, subheadings

pytestmark = pytest.mark.xdist_group("app-published")

JAKARTA = "Daerah Khusus Ibukota Jakarta"
NUMBER = re.compile(r"Catat nomor ([0-9A-F]{6}) ")


@pytest.mark.parametrize("page", ["ringkasan", "peringkat", "prioritas"])
@pytest.mark.parametrize(
    ("kind", "province", "opens", "says"),
    [
        (
            "Kabupaten",
            JAKARTA,
            f"Belum ada indeks kabupaten di {JAKARTA} untuk Nilai akhir 2024",
            "Belum ada nilai sama sekali. Pilih jenis atau provinsi lain, atau unggah data di halaman Unggah data.",
        ),
        (
            "Kota",
            "Sulawesi Barat",
            "Tidak ada kota di Sulawesi Barat",
            "Yang ada di sana: 1 provinsi dan 6 kabupaten. Pilih jenis atau provinsi lain.",
        ),
    ],
)
def test_a_group_in_which_nobody_is_is_said(
    published: OpenPage, page: str, kind: str, province: str, opens: str, says: str
) -> None:
    app = published(page, tahun="2024", jenis=kind, provinsi=province)
    assert faults(app) == []
    assert headline(app) == opens
    assert says in said(app)


@pytest.mark.parametrize("page", ["ringkasan", "peringkat", "prioritas"])
def test_a_group_without_an_index_in_the_year_names_the_years_that_have_one(published: OpenPage, page: str) -> None:
    app = published(page, tahun="2019", jenis="Kabupaten", provinsi="Sulawesi Barat")
    assert faults(app) == []
    assert headline(app).startswith("Belum ada indeks kabupaten di Sulawesi Barat untuk Nilai akhir 2019")
    assert re.search(r"Ada nilai untuk .*2023.*2024.*Pilih tahun itu di saringan", said(app))


@pytest.mark.parametrize("page", ["ringkasan", "peringkat", "perbandingan", "tren", "profil", "prioritas", "simulasi"])
def test_a_home_region_beside_a_group_that_does_not_exist(published: OpenPage, page: str) -> None:
    app = published(page, daerah="Kota Makassar", tahun="2024", jenis="Kabupaten", provinsi=JAKARTA)
    assert faults(app) == []
    assert headline(app)


def test_a_home_region_has_its_index_whatever_kind_is_compared(published: OpenPage) -> None:
    app = published("ringkasan", daerah="Kota Makassar", tahun="2024", jenis="Kabupaten", provinsi="Semua provinsi")
    assert faults(app) == []
    assert headline(app).startswith("Makassar 4,02 (Sangat Baik)")
    assert "peringkat Makassar di antara 93 kota" in said(app)
    seen = figures(app)
    own = figures(published("ringkasan", daerah="Kota Makassar", tahun="2024", provinsi="Semua provinsi"))
    assert seen["Peringkat nasional, kota"] == own["Peringkat nasional"]
    assert "Peringkat nasional" not in seen
    assert "indeks belum lengkap" not in said(app)


@pytest.mark.parametrize("page", ["profil", "prioritas", "simulasi"])
def test_the_other_pages_know_that_index_too(published: OpenPage, page: str) -> None:
    text = said(published(page, daerah="Kota Makassar", tahun="2024", jenis="Kabupaten"))
    assert "belum lengkap" not in text
    assert "4,02" in text
    assert "393 kabupaten" not in text


def test_a_year_that_is_looked_at_is_not_offered_as_another(published: OpenPage) -> None:
    app = published("ringkasan", daerah="Kabupaten Luwu Utara", tahun="2023", tahap="Penilaian Mandiri")
    assert faults(app) == []
    assert "Ada nilai untuk 2023." not in said(app)


BANYUASIN = {"daerah": "Kabupaten Banyuasin"}
LEFT_OUT = "tanpa peringkat, dan tidak ikut dalam median, rata-rata, dan hitungan daerah"


@pytest.mark.parametrize("page", ["ringkasan", "profil", "prioritas", "peringkat", "perbandingan", "tren"])
def test_a_misprint_is_marked_on_every_page(published: OpenPage, page: str) -> None:
    app = published(page, **BANYUASIN, tahun="2023")
    assert faults(app) == []
    assert LEFT_OUT in said(app)
    assert "Banyuasin pasti" not in said(app)


@pytest.mark.parametrize("page", ["ringkasan", "profil"])
def test_a_misprint_has_no_rank(published: OpenPage, page: str) -> None:
    app = published(page, **BANYUASIN, tahun="2023")
    assert headline(app).endswith("(angka 2023 salah cetak)")
    assert figures(app)["Peringkat nasional"] == "–"


@pytest.mark.parametrize("page", ["ringkasan", "profil", "prioritas", "peringkat", "tren"])
def test_a_change_since_a_misprint_is_cautioned(published: OpenPage, page: str) -> None:
    app = published(page, **BANYUASIN, tahun="2024")
    assert faults(app) == []
    assert re.search(r"angka 2023 salah cetak|Angka 2023 salah cetak", said(app))


def test_no_other_sentence_rests_on_a_change_since_a_misprint(published: OpenPage) -> None:
    assert not any(
        "menyempit" in text or "melebar" in text
        for text in subheadings(published("ringkasan", **BANYUASIN, tahun="2024"))
    )
    text = said(published("tren", **BANYUASIN, tahun="2024"))
    assert "1,66" not in text
    assert not any(
        "hanya Manajemen turun" in text for text in subheadings(published("profil", **BANYUASIN, tahun="2024"))
    )


def test_counts_medians_and_rows_leave_a_misprint_out_alike(published: OpenPage) -> None:
    app = published("peringkat", tahun="2023", jenis="Kabupaten", provinsi="Semua provinsi")
    assert "397 dari 397 kabupaten, dan 1 tanpa peringkat karena salah cetak." in said(app)
    assert "median dari 397 kabupaten" in said(published("ringkasan", tahun="2023", jenis="Kabupaten"))
    listed = app.dataframe[0].value
    assert listed[listed["Daerah"] == "Banyuasin"][["Peringkat", "Catatan"]].to_numpy().tolist()[0][1] == "salah cetak"


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, published_database: Path, tmp_path: Path) -> Iterator[OpenPage]:
    """Opens pages of an app whose picture of the domains fails on a figure that quotes a person."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError("Sari Dewi")

    monkeypatch.setattr(overview, "domains", fail)
    copy = tmp_path / "spbe.db"
    copy.write_bytes(published_database.read_bytes())
    with product(copy, load_published=True):
        yield open_any


def test_a_part_that_fails_leaves_the_rest_of_the_page(broken: OpenPage, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger=boundary.__name__):
        app = broken("ringkasan", daerah="Kabupaten Luwu Utara", tahun="2024")
    assert [item.message for item in app.exception] == []
    (told,) = [item.value for item in app.error]
    found = NUMBER.search(told)
    assert found
    assert headline(app).startswith("Luwu Utara 3,26")
    assert len(app.get("plotly_chart")) == 2
    assert any("kabupaten" in text for text in subheadings(app))
    lines = [record.getMessage() for record in caplog.records if record.name == boundary.__name__]
    (line,) = [line for line in lines if found[1] in line]
    assert "ZeroDivisionError" in line
    assert "kept_picture" in line
    assert "Sari Dewi" not in "".join(lines).replace('raise ZeroDivisionError("Sari Dewi")', "")


def test_a_headline_that_fails_leaves_the_pictures(published: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(headlines, "own_headline", lambda *_: 1 / 0)
    app = published("ringkasan", daerah="Kabupaten Banjar", tahun="2024")
    assert [item.message for item in app.exception] == []
    assert [bool(NUMBER.search(item.value)) for item in app.error] == [True]
    assert len(app.get("plotly_chart")) == 3


def test_filters_that_fail_are_worded_too(published: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "_choices", lambda *_: {}[1])
    app = published("peringkat")
    assert [item.message for item in app.exception] == []
    assert len(app.error) == 1


def test_a_callback_that_fails_is_told_by_the_next_run() -> None:
    @boundary.answering
    def refuse() -> None:
        raise SpbeError("Basis data sedang dipakai.")

    refuse()
    assert st.session_state.pop(boundary.LATER) == ["Basis data sedang dipakai."]


def test_signals_of_streamlit_pass_through() -> None:
    class Signal(BaseException):
        pass

    def stop() -> None:
        raise Signal

    for door in (boundary.guarded, boundary.answering):
        with pytest.raises(Signal):
            door(stop)()


def test_what_a_callback_left_is_shown_once(published: OpenPage) -> None:
    app = published("peringkat")
    app.session_state[boundary.LATER] = ["Basis data sedang dipakai."]
    assert [item.value for item in app.run().error] == ["Basis data sedang dipakai."]
    assert [item.value for item in app.run().error] == []


DOORS: tuple[Callable[..., None], ...] = (held.adopt, topbar._follow, topbar._take)


@pytest.mark.parametrize("act", DOORS, ids=lambda act: act.__name__)
def test_callbacks_have_a_door(act: Callable[..., None]) -> None:
    assert hasattr(act, "__wrapped__")


def test_a_ranking_of_a_handful_has_no_ranks(published: OpenPage) -> None:
    app = published("peringkat", tahun="2025", daerah="73.17")
    assert faults(app) == []
    assert headline(app) == "Nilai akhir 2025: baru 2 dari 21 kabupaten di Sulawesi Selatan mempunyai nilai"
    (listed,) = [frame.value for frame in app.dataframe if "Daerah" in frame.value]
    assert not {"Peringkat", "Naik/turun", "Rentang", "Nasional"} & set(listed.columns)
    shown = said(app)
    assert "Peringkat menunggu data daerah lain." in shown
    assert "Luwu: indeks 2,76 (Baik)." in shown
    assert "Seberapa pasti peringkat ini?" not in shown
