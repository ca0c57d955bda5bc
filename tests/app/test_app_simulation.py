"""*Simulasi & rencana* without a browser: plans, changes from an address, scenarios kept and taken away."""

import io
import re
from collections.abc import Callable, Iterator

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

from spbe_analytics.analysis.planning.levers import position
from spbe_analytics.analysis.planning.written import read
from spbe_analytics.schema import Authority, Basis, Key
from spbe_analytics.store import NewBatch, NewFigure, NewRecord
from spbe_analytics.ui.kit import cache
from spbe_analytics.ui.plan.documents import plan_book
from tests.app.conftest import open_page, product
from tests.app.reading import faults, headline, said, subheadings

pytestmark = pytest.mark.xdist_group("app-simulation")

OpenPage = Callable[..., AppTest]
LAMPUNG = {"daerah": "Kota Bandar Lampung", "tahun": "2024"}
LUWU_UTARA = {"daerah": "Kabupaten Luwu Utara", "tahun": "2024"}


@pytest.fixture
def simulation(use_own: Callable[[], None]) -> OpenPage:
    """Opens *Simulasi* on a database of its own."""
    use_own()
    return lambda **address: open_page("simulasi", **address)


@pytest.fixture
def use_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], None]]:
    with product(tmp_path_factory.mktemp("simulation") / "spbe.db", load_published=True):
        yield lambda: None


def facts(app: AppTest) -> dict[str, str]:
    """Return the figures at the top of the page."""
    (top,) = [part.proto.body for part in app.get("html") if "font-size:1.625rem" in part.proto.body]
    return dict(re.findall(r"line-height:1\.6\">([^<]*)</div><div[^>]*>([^<]*)</div>", top))


def pressed(app: AppTest, label: str) -> AppTest:
    (button,) = [button for button in app.button if button.label == label]
    return button.click().run()


def written(app: AppTest, label: str) -> TextInput:
    """Return a field of text by its label."""
    (field,) = [item for item in app.text_input if item.label.replace("\\", "") == label]
    return field


def test_the_page_opens_with_the_distance_and_a_plan(simulation: OpenPage) -> None:
    app = simulation(**LAMPUNG)
    assert faults(app) == []
    assert headline(app) == "Bandar Lampung 2,98: 18 kenaikan tingkat lagi untuk Sangat Baik"
    assert facts(app) == {
        "Indeks SPBE": "2,98",
        "Predikat": "Baik",
        "Peringkat nasional": "69 dari 93",
        "Peringkat provinsi": "2 dari 2",
    }
    assert "2,98 menjadi 3,50 (Sangat Baik): 18 kenaikan pada 11 indikator" in subheadings(app)


def test_locks_and_effort_change_the_plan_and_stand_in_the_address(simulation: OpenPage) -> None:
    app = simulation(**LAMPUNG, upaya="Tingkat tinggi lebih berat")
    assert "2,98 menjadi 3,50 (Sangat Baik): 20 kenaikan pada 15 indikator" in subheadings(app)
    app.multiselect(key="syarat-kunci").set_value(["I45", "I46"])
    app.run()
    assert faults(app) == []
    assert "Publik Sektor 1" not in said(app).split("Tambahan per domain")[0].split("2,98 menjadi")[-1]
    opened = simulation(**LAMPUNG, upaya="Tingkat tinggi lebih berat", kunci="I45 Publik Sektor 1")
    assert opened.multiselect(key="syarat-kunci").value == ["I45"]
    app.multiselect(key="syarat-wajib").set_value(["I45"])
    app.run()
    assert "I45 dikunci sekaligus diwajibkan naik" in said(app).replace("\\", "")
    app.multiselect(key="syarat-kunci").set_value([])
    app.run()
    assert "I45 dikunci" not in said(app)


def test_a_plan_taken_over_changes_index_predicate_and_rank(simulation: OpenPage) -> None:
    app = pressed(simulation(**LUWU_UTARA), "Pakai rencana ini")
    assert faults(app) == []
    assert headline(app) == "Luwu Utara 3,26 menjadi 3,52 (Sangat Baik) dengan 9 kenaikan tingkat"
    assert facts(app)["Predikat"] == "Sangat Baik"
    assert app.query_params["ubah"] in (["D4.74"], "D4.74")


def test_a_link_with_changes_opens_with_them(simulation: OpenPage) -> None:
    app = simulation(**LAMPUNG, ubah="I12.3-I45.5.2-I99.3", isi="Ubah tingkat")
    assert faults(app) == []
    assert headline(app) == "Bandar Lampung 2,98 menjadi 3,12 (Baik) dengan 5 kenaikan tingkat"
    assert "Perubahan tingkat: “I99.3” tidak cocok dengan daerah dan tahun ini; dilewati." in said(app).replace(
        "\\", ""
    )
    assert app.query_params["ubah"] in ("I12.3-I45.5.2", ["I12.3-I45.5.2"])
    app.selectbox(key="daerah").set_value("73.22").run()
    assert headline(app).startswith("Luwu Utara 3,26: 9 kenaikan tingkat lagi")


def test_everything_below_a_level_rises_at_once(simulation: OpenPage) -> None:
    app = simulation(**LAMPUNG, isi="Ubah tingkat")
    app.selectbox(key="cakupan").set_value("index").run()
    app = pressed(app, "Terapkan")
    assert faults(app) == []
    assert headline(app) == "Bandar Lampung 2,98 menjadi 3,35 (Baik) dengan 17 kenaikan tingkat"
    assert "ubah" in app.query_params
    (undo,) = [button for button in app.button if button.label.startswith("Kembalikan")]
    app = undo.click().run()
    assert headline(app).startswith("Bandar Lampung 2,98: 18 kenaikan")
    assert "ubah" not in app.query_params


def test_scenarios_are_kept_compared_opened_and_taken_away(simulation: OpenPage) -> None:
    app = simulation(**LAMPUNG, ubah="I12.3", isi="Simpan dan bandingkan")
    written(app, "I12 Peta Rencana, 1 → 3").set_value("Bappeda")
    app = app.run()
    written(app, "Nama skenario").set_value("Peta rencana dulu")
    app = pressed(app, "Simpan skenario")
    assert "Isi nama skenario dan nama Anda." in said(app)
    assert written(app, "Nama skenario").value == "Peta rencana dulu"
    app.text_input(key="nama-skenario").input("Sari")
    app = pressed(app, "Simpan skenario")
    assert faults(app) == []
    assert "1 skenario tersimpan" in subheadings(app)
    assert "Peta rencana dulu" in said(app)
    again = simulation(**LAMPUNG, isi="Simpan dan bandingkan")
    assert "Peta rencana dulu" in said(again)
    again = pressed(again, "Buka")
    assert written(again, "I12 Peta Rencana, 1 → 3").value == "Bappeda"
    assert headline(again) == "Bandar Lampung 2,98 menjadi 3,03 (Baik) dengan 2 kenaikan tingkat"
    key = Key("18.71", 2024, "final", "spbe-59-2020")
    cache.workspace().scenarios.remove(key, "Peta rencana dulu", "Budi")
    assert "skenario tersimpan" not in " ".join(subheadings(simulation(**LAMPUNG, isi="Simpan dan bandingkan")))


def test_a_hostile_name_is_text(simulation: OpenPage) -> None:
    key = Key("18.71", 2024, "final", "spbe-59-2020")
    simulation(**LAMPUNG)
    cache.workspace().scenarios.keep(key, "<b>x</b> **y**", {"ubah": ["I12.3"]}, "<i>Sari</i>")
    app = simulation(**LAMPUNG, isi="Simpan dan bandingkan")
    assert faults(app) == []
    assert not any("<b>x</b>" in part.value for part in app.markdown)
    assert not any("<b>x</b>" in part.proto.body or "<i>Sari" in part.proto.body for part in app.get("html"))


def test_the_plan_as_a_workbook(simulation: OpenPage) -> None:
    simulation(**LAMPUNG)
    snapshot = cache.snapshot()
    start = position(snapshot, snapshot.catalogue["spbe-59-2020"], "18.71", 2024, "final")
    tried, wrong = read(start, {"ubah": ["I45.3.2-I12.3.1"], "pelaksana": ["I12 Bappeda"], "kunci": ["D1"]})
    assert wrong == ()
    sheet = openpyxl.load_workbook(io.BytesIO(plan_book(start, tried))).active
    assert sheet is not None
    asked = {row[0].value: row[2].value for row in sheet.iter_rows(min_row=2, max_row=8)}
    assert asked["Sasaran"] == "Sangat Baik, mulai 3,50"
    assert (asked["Anggapan upaya"], asked["Syarat"]) == ("Semua kenaikan sama", "dikunci D1")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=11, max_row=12)]
    assert rows[0][:2] == [1, "I12"]
    assert rows[0][4].endswith("dari tingkat 1 (Rintisan) ke 3 (Terdefinisi)")
    assert rows[0][5:12] == ["Bappeda", 1, 1, 3, 0.05, 3.0295, "31 Desember 2025"]
    assert "Peta Rencana SPBE" in rows[0][12]
    assert "PermenPANRB Nomor 59 Tahun 2020" in rows[0][12]
    assert rows[1][6:12] == [2, 2, 3, 0.03, 3.0595, "31 Desember 2026"]


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ({"tahun": "2024"}, "Pilih “Daerah saya” di atas."),
        ({"daerah": "Kabupaten Luwu Utara", "tahun": "2025"}, "Ada nilai untuk"),
        ({"daerah": "Kabupaten Buleleng", "tahun": "2018"}, "nilai domain tidak cukup"),
    ],
)
def test_what_is_missing_is_told(simulation: OpenPage, address: dict[str, str], says: str) -> None:
    app = simulation(**address)
    assert faults(app) == []
    assert says in said(app)


PEMDI = {"daerah": "Kabupaten Aceh Tengah", "tahun": "2026"}


def keep_pemdi() -> None:
    """Store an assessment of 2026 whose levels have decimals."""
    instrument = cache.workspace().catalogue["pemdi-8-2026"]
    figures = tuple(
        NewFigure(code, 1.25 if place % 3 else 2.5, Basis.OBSERVED, "Isian", f"D{place}", "x")
        for place, code in enumerate(instrument.indicator_codes, start=8)
    )
    record = NewRecord("11.04", 2026, "final", instrument.id, figures, Authority.UPLOAD)
    cache.workspace().store.commit(NewBatch("pemdi.xlsx", b"PK", "template", "Sari", (record,)))


def test_levels_with_decimals_have_steps_of_a_stated_size(simulation: OpenPage) -> None:
    simulation(**LAMPUNG)
    keep_pemdi()
    app = simulation(**PEMDI)
    assert faults(app) == []
    assert "kenaikan tingkat lagi untuk Baik" in headline(app)
    whole = next(text for text in subheadings(app) if "(Baik)" in text)
    app.selectbox(key="syarat-ukuran").set_value("0.5")
    app.run()
    assert faults(app) == []
    halves = next(text for text in subheadings(app) if "(Baik)" in text)
    assert int(whole.split(": ")[1].split()[0]) < int(halves.split(": ")[1].split()[0])
    assert simulation(**PEMDI, besar_langkah="0,5").selectbox(key="syarat-ukuran").value == "0.5"
    app = simulation(**PEMDI, isi="Ubah tingkat", ubah="I1.2_75")
    assert faults(app) == []
    assert headline(app).endswith("dengan 1,50 kenaikan tingkat")
    (box,) = [item for item in app.number_input if item.label.startswith("I1 ")]
    assert box.value == 2.75
    box.set_value(1.25)
    app.run()
    assert "kenaikan tingkat lagi untuk" in headline(app)


def test_changes_outlast_an_upload_as_far_as_they_fit(simulation: OpenPage) -> None:
    app = simulation(**LUWU_UTARA, ubah="A8.29", isi="Ubah tingkat")
    assert headline(app).startswith("Luwu Utara 3,26 menjadi 3,38")
    store = cache.workspace().store
    instrument = cache.workspace().catalogue["spbe-59-2020"]
    figures = tuple(
        NewFigure(code, 3.0, Basis.OBSERVED, "Isian", f"D{place}", "3")
        for place, code in enumerate(instrument.indicator_codes, start=8)
    )
    record = NewRecord("73.22", 2024, "final", instrument.id, figures, Authority.UPLOAD)
    store.commit(NewBatch("tingkat.xlsx", b"PK", "template", "Sari", (record,)))
    app.run()
    assert faults(app) == []
    assert "Data daerah ini berubah. Perubahan tingkat: “A8.29” tidak cocok" in said(app).replace("\\", "")
    assert headline(app).startswith("Luwu Utara 3,00: ")


def test_a_budget_instead_of_a_target(simulation: OpenPage) -> None:
    app = simulation(**LAMPUNG, sasaran="Sebanyak mungkin dengan anggaran upaya", anggaran="12")
    assert faults(app) == []
    assert app.number_input(key="syarat-anggaran").value == 12
    assert "2,98 menjadi 3,34 (Baik): 12 kenaikan pada 6 indikator" in subheadings(app)
    app = simulation(**LAMPUNG, sasaran="Indeks tertentu", indeks="3,2")
    assert any(text.startswith("2,98 menjadi 3,20 (Baik): 8 kenaikan") for text in subheadings(app))
