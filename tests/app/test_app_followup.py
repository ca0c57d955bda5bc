"""*Tindak lanjut* without a browser: add, change, mark done, filter, take from remarks, out to Excel and back."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from spbe_analytics.entries.action import Action
from spbe_analytics.instruments import Catalogue
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports import followup_book
from spbe_analytics.schema import Authority, Basis, Stage
from spbe_analytics.store import NewBatch, NewFigure, NewRecord, NewRemark
from spbe_analytics.store.shelf.actions import Actions
from spbe_analytics.ui.kit import cache
from tests.app.conftest import OpenPage, open_page, product
from tests.app.reading import faults, figures, headline, said, subheadings

pytestmark = pytest.mark.xdist_group("app-followup")

HOME = {"daerah": "Kabupaten Luwu Utara", "tahun": "2024"}
SPBE = "spbe-59-2020"
NOTE = "SK tim koordinasi SPBE direviu agar pembagian tugas jelas"
HOSTILE = "<img src=x onerror=alert(1)> [x](javascript:alert(2)) **tebal**"
PLAIN = Action("73.22", 2024, "final", SPBE, "I10", "Tetapkan ulang SK tim", remark=NOTE)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REMARKS = "Catatan tanpa tindakan"


@pytest.fixture
def own(use_database: Callable[..., str], published_database: Path, tmp_path: Path) -> Iterator[OpenPage]:
    """Opens pages of an app on a database that this test alone may change."""
    use_database(published_database)
    with product(tmp_path / "own.db", load_published=True):
        yield open_page


def actions() -> Actions:
    return cache.workspace().actions


def remark_two() -> None:
    """Store a workbook in which assessors wrote about two indicators."""
    figure = NewFigure("I10", 3.0, Basis.OBSERVED, "Isian", "E17", "3")
    notes = (
        NewRemark("I10", "rekomendasi", NOTE, "Isian", "G17"),
        NewRemark("I31", "catatan", HOSTILE, "Isian", "G38"),
    )
    record = NewRecord("73.22", 2024, "interviu", SPBE, (figure,), Authority.UPLOAD, remarks=notes)
    cache.workspace().store.commit(NewBatch("LHE.xlsx", b"PK", "template", "Sari", (record,)))


def press(app: AppTest, label: str) -> AppTest:
    button = next(button for button in app.button if button.label == label)
    return button.click().run()


def test_an_action_is_added_after_a_refusal_that_loses_nothing_and_marked_done(own: OpenPage) -> None:
    app = own("tindak_lanjut", **HOME)
    assert faults(app) == []
    assert headline(app) == "Luwu Utara: belum ada tindakan yang dicatat"
    assert "Tekan Tambah tindakan" in said(app)

    app = press(app, "Tambah tindakan")
    app.selectbox(key="tindak-baru-node").select("I10")
    app.text_area(key="tindak-baru-action").input("Tetapkan ulang SK tim")
    app.text_area(key="tindak-baru-remark").input(NOTE)
    app.date_input(key="tindak-baru-due").set_value(date.today() - timedelta(days=1))
    app.text_input(key="tindak-baru-evidence").input("javascript:alert(1)")
    app = press(app, "Simpan tindakan")
    (warning,) = app.warning
    assert "Isi nama Anda" in warning.value
    assert "Bukti harus berupa tautan" in warning.value
    assert app.text_area(key="tindak-baru-action").value == "Tetapkan ulang SK tim"
    assert app.date_input(key="tindak-baru-due").value == date.today() - timedelta(days=1)
    assert actions().current().empty

    app.text_input(key="tindak-baru-evidence").input("https://jdih.go.id/sk?a=1&b=2")
    app.text_input(key="nama-baru").input("Sari")
    app = press(app, "Simpan tindakan")
    assert faults(app) == []
    assert [toast.value for toast in app.toast] == ["Tindakan nomor 1 tersimpan."]
    assert headline(app) == "Luwu Utara: 0 dari 1 tindakan selesai, 1 lewat tenggat"
    assert figures(app) == {"Tindakan": "1", "Selesai": "0", "Lewat tenggat": "1", "Catatan tanpa tindakan": "0"}
    assert "Lewat tenggat 1 hari" in said(app)
    assert "Paling banyak lewat tenggat: Kebijakan" in subheadings(app)
    assert len(app.get("plotly_chart")) == 1
    assert 'href="https://jdih.go.id/sk?a=1&amp;b=2" target="_blank" rel="noopener noreferrer"' in html(app)

    app = press(app, "Tandai selesai")
    assert headline(app) == "Luwu Utara: semua 1 tindakan selesai"
    assert actions().versions(1)["who"].tolist() == ["Sari", "Sari"]


def html(app: AppTest) -> str:
    return "\n".join(part.proto.body for part in app.get("html"))


def test_nothing_is_marked_done_without_a_name(own: OpenPage) -> None:
    own("tindak_lanjut", **HOME)
    actions().add(PLAIN, "Sari")
    app = press(own("tindak_lanjut", **HOME), "Tandai selesai")
    assert "Isi nama Anda" in app.warning[0].value
    assert actions().current()["state"].tolist() == ["belum"]
    app.text_input(key="nama-daftar").input("Wati").run()
    app = press(app, "Tandai selesai")
    assert actions().versions(1)["who"].tolist() == ["Sari", "Wati"]


def test_an_edit_shows_the_history_and_a_stale_one_is_refused_with_who_changed_what(own: OpenPage) -> None:
    own("tindak_lanjut", **HOME)
    actions().add(PLAIN, "Sari")
    app = press(own("tindak_lanjut", **HOME), "Ubah dan riwayat")
    assert app.query_params["tindakan"] == "1"
    app.text_input(key="tindak-1-unit").input("Setda")
    app.text_input(key="nama-1").input("Wati")
    actions().change(1, 1, "Budi", state="berjalan")
    app = press(app, "Simpan perubahan")
    (warning,) = app.warning
    assert "Budi mengubah Keadaan" in warning.value
    assert app.text_input(key="tindak-1-unit").value == "Setda"
    assert actions().current()["unit"].tolist() == [""]

    app = press(app, "Muat versi terbaru")
    assert app.text_input(key="tindak-1-unit").value == ""
    app.text_input(key="tindak-1-unit").input("Setda")
    app.text_input(key="nama-1").input("Wati")
    app = press(app, "Simpan perubahan")
    assert faults(app) == []
    assert actions().current()[["unit", "state"]].to_numpy().tolist() == [["Setda", "berjalan"]]
    app = press(app, "Ubah dan riwayat")
    assert "Keadaan: belum menjadi berjalan" in said(app)
    assert "Perangkat daerah: kosong menjadi Setda" in said(app)


def test_after_a_clash_ones_own_words_can_be_kept(own: OpenPage) -> None:
    own("tindak_lanjut", **HOME)
    actions().add(PLAIN, "Sari")
    app = press(own("tindak_lanjut", **HOME), "Ubah dan riwayat")
    app.text_input(key="tindak-1-unit").input("Setda")
    app.text_input(key="nama-1").input("Wati")
    actions().change(1, 1, "Budi", unit="Bappeda", state="berjalan")
    app = press(press(app, "Simpan perubahan"), "Tetap simpan ubahan saya")
    assert app.text_input(key="tindak-1-unit").value == "Setda"
    app = press(app, "Simpan perubahan")
    assert faults(app) == []
    assert actions().versions(1)[["unit", "state"]].to_numpy().tolist() == [
        ["", "belum"], ["Bappeda", "berjalan"], ["Setda", "berjalan"]
    ]  # fmt: skip


def test_what_is_typed_stays_in_sight_when_a_colleague_moves_the_action_out_of_the_filter(own: OpenPage) -> None:
    own("tindak_lanjut", **HOME)
    actions().add_many([PLAIN, PLAIN], "Sari")
    app = own("tindak_lanjut", keadaan="Belum", tindakan="1", **HOME)
    app.text_input(key="tindak-1-unit").input("Setda")
    app.text_input(key="nama-1").input("Wati")
    second = actions().change(1, 1, "Budi", state="selesai")
    app = press(app, "Simpan perubahan")
    assert "Budi mengubah Keadaan" in app.warning[0].value
    assert app.text_input(key="tindak-1-unit").value == "Setda"
    actions().remove(1, second, "Budi")
    app = press(app, "Simpan perubahan")
    assert "Budi menghapusnya" in app.warning[0].value
    assert "Tindakan nomor 9 tidak ada" in said(own("tindak_lanjut", tindakan="9", **HOME))


def test_a_removed_action_can_be_seen_and_restored(own: OpenPage) -> None:
    own("tindak_lanjut", **HOME)
    actions().add_many([PLAIN, PLAIN.but(node="I31")], "Sari")
    app = own("tindak_lanjut", tindakan="1", **HOME)
    app.text_input(key="nama-daftar").input("Wati").run()
    app = press(app, "Hapus tindakan")
    assert headline(app).startswith("Luwu Utara: 0 dari 1 tindakan")
    app.selectbox(key="keadaan").select("dihapus").run()
    assert "Dihapus" in html(app)
    app = press(app, "Pulihkan")
    assert faults(app) == []
    assert headline(app).startswith("Luwu Utara: 0 dari 2 tindakan")
    assert actions().versions(1)["removed"].tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("address", "numbers"),
    [
        ({}, [1, 2, 3]),
        ({"butir": "I10"}, [1]),
        ({"butir": "D1"}, [1, 2]),
        ({"keadaan": "Selesai"}, [3]),
        ({"tema": "Stunting"}, [2]),
        ({"perangkat": "Bappeda"}, [2]),
        ({"lewat": "true"}, [1]),
        ({"butir": "D3", "keadaan": "Belum"}, []),
        ({"butir": "I99"}, [1, 2, 3]),
    ],
)
def test_the_address_holds_the_filters(own: OpenPage, address: dict[str, str], numbers: list[int]) -> None:
    own("tindak_lanjut", **HOME)
    actions().add_many(
        [
            PLAIN.but(due=date.today() - timedelta(days=3)),
            PLAIN.but(node="I2", theme="stunting", unit="Bappeda"),
            PLAIN.but(node="I31", state="selesai"),
        ],
        "Sari",
    )
    app = own("tindak_lanjut", **HOME, **address)
    assert faults(app) == []
    assert [number for number in (1, 2, 3) if f"No. {number} ·" in html(app)] == numbers
    assert ("Butir “I99” tidak ada dalam Indeks SPBE" in said(app)) is (address == {"butir": "I99"})
    assert ("Tidak ada tindakan yang cocok" in said(app)) is (numbers == [])


def test_a_remark_becomes_an_action_at_one_press(own: OpenPage) -> None:
    own("tindak_lanjut", **HOME)
    remark_two()
    app = own("tindak_lanjut", isi_tindak=REMARKS, **HOME)
    assert faults(app) == []
    assert figures(app)["Catatan tanpa tindakan"] == "2"
    assert "LHE.xlsx, lembar Isian, sel G17" in said(app)
    assert "<img" not in html(app)
    app = press(app, "Jadikan tindakan")
    assert "Isi nama Anda" in app.warning[0].value
    app.text_input(key="nama-catatan").input("Sari").run()
    app = press(app, "Jadikan tindakan")
    assert figures(app)["Catatan tanpa tindakan"] == "1"
    (row,) = actions().current("73.22").to_dict("records")
    assert (row["node"], row["remark"], row["action"], row["stage"]) == ("I10", NOTE, NOTE, "interviu")
    app = press(app, "Jadikan tindakan")
    assert "Tidak ada catatan atau rekomendasi asesor yang belum ditindaklanjuti" in said(app)


def test_hostile_words_are_shown_as_text(own: OpenPage) -> None:
    own("tindak_lanjut", **HOME)
    actions().add(PLAIN.but(action=HOSTILE, remark=f"{HOSTILE} lagi", unit=HOSTILE), HOSTILE[:60])
    app = own("tindak_lanjut", tindakan="1", **HOME)
    assert faults(app) == []
    assert "<img" not in html(app)
    assert HOSTILE in said(app)
    assert "**tebal**" not in "".join(part.value for part in app.markdown)


def test_a_workbook_goes_out_and_comes_back(own: OpenPage, catalogue: Catalogue) -> None:
    own("tindak_lanjut", **HOME)
    actions().add(PLAIN, "Sari")
    content = followup_book(actions().current("73.22"), catalogue[SPBE], gazetteer()["73.22"], 2024, Stage.FINAL)
    book = openpyxl.load_workbook(BytesIO(content))
    book.active["L9"] = "selesai"
    book.active["B10"], book.active["E10"], book.active["K10"] = "I31", "Audit keamanan", "entah"
    app = upload(own("tindak_lanjut", isi_tindak="Lewat Excel", **HOME), book)
    assert faults(app) == []
    assert "3. Hasil pemeriksaan: 1 baru, 1 berubah, 0 tetap" in subheadings(app)
    assert "Tenggat “entah” bukan tanggal (lembar Tindak lanjut, sel K10)" in said(app)
    assert "Belum dapat disimpan" in said(app)

    book.active["K10"] = "31 Desember 2026"
    app = upload(own("tindak_lanjut", isi_tindak="Lewat Excel", **HOME), book)
    assert "Keadaan: belum menjadi selesai" in said(app)
    app.text_input(key="nama-tindak-excel").input("Budi").run()
    app = press(app, "Simpan 2 tindakan")
    assert faults(app) == []
    rows = actions().current("73.22")
    assert rows[["node", "state", "due", "who"]].to_numpy().tolist() == [
        ["I10", "selesai", None, "Budi"], ["I31", "belum", date(2026, 12, 31), "Budi"]
    ]  # fmt: skip


def upload(app: AppTest, book: openpyxl.Workbook) -> AppTest:
    buffer = BytesIO()
    book.save(buffer)
    app.get("file_uploader")[0].upload("tindak-lanjut.xlsx", buffer.getvalue(), XLSX)
    return app.run()


def test_the_profile_leads_here_in_one_line(own: OpenPage) -> None:
    app = own("profil", **HOME)
    assert "Tindak lanjut\\: belum ada tindakan yang dicatat" in links(app)
    actions().add_many([PLAIN.but(due=date(2025, 1, 1), state="berjalan"), PLAIN], "Sari")
    actions().add(PLAIN.but(region="73.05"), "Sari")
    app = own("profil", **HOME)
    assert "Tindak lanjut\\: 1 tindakan berjalan, 1 belum dimulai, 1 lewat tenggat" in links(app)


def links(app: AppTest) -> list[str]:
    return [link.proto.label for link in app.get("page_link")]


def test_actions_of_another_instrument_are_told_and_not_mixed_in(own: OpenPage) -> None:
    own("tindak_lanjut", **HOME)
    actions().add_many([PLAIN, PLAIN.but(instrument="spbe-5-2018", year=2020, node="I1")], "Sari")
    app = own("tindak_lanjut", **HOME)
    assert figures(app)["Tindakan"] == "1"
    assert "1 tindakan lain menurut instrumen tahun lain" in said(app)
    assert figures(own("tindak_lanjut", daerah="Kabupaten Luwu Utara", tahun="2020"))["Tindakan"] == "1"


def test_a_plan_becomes_actions_at_one_press_and_only_once(own: OpenPage) -> None:
    lampung = {"daerah": "Kota Bandar Lampung", "tahun": "2024"}
    plan = {"ubah": "I12.3-I45.3.2", "pelaksana": "I45 Inspektorat", "isi": "Simpan dan bandingkan"}
    app = press(own("simulasi", **lampung, **plan), "Jadikan 2 tindakan")
    assert "Isi nama Anda" in app.warning[0].value
    app.text_input(key="nama-rencana").input("Sari").run()
    app = press(app, "Jadikan 2 tindakan")
    assert [toast.value for toast in app.toast] == ["2 tindakan tersimpan di Tindak lanjut."]
    app = press(app, "Jadikan 2 tindakan")
    assert "sudah ada" in app.toast[0].value
    rows = actions().current("18.71")
    fields = ["node", "state", "unit", "due", "level_to", "who"]
    assert rows[fields].to_numpy().tolist() == [
        ["I12", "belum", "", date(2025, 12, 31), "3", "Sari"],
        ["I45", "belum", "Inspektorat", date(2026, 12, 31), "3", "Sari"],
    ]
    assert rows["action"].str.startswith("Naikkan ").all()
    listed = own("tindak_lanjut", **lampung)
    assert "Diharapkan +0,0500" in said(listed)
    assert "Kriteria dan bukti yang diminta" in said(listed)


def test_finished_actions_say_what_they_brought(own: OpenPage) -> None:
    own("tindak_lanjut", **HOME)
    home = ("73.22", 2023, "final", SPBE)
    done = {"state": "selesai", "level_from": "2", "level_to": "4"}
    actions().add_many(
        [Action(*home, "I45", "Satukan layanan", **done), Action(*home, "I1", "SK", state="selesai")], "Sari"
    )
    app = own("tindak_lanjut", **HOME)
    assert faults(app) == []
    assert "2 tindakan selesai: diharapkan +0,06 (1 dari 2); yang terjadi belum diketahui" in subheadings(app)
    assert "Belum diketahui: tingkat I45 pada hasil 2023 tidak diketahui dan tingkat I1" in said(app)
    instrument = cache.workspace().catalogue[SPBE]
    for year, level in ((2023, 2.0), (2024, 3.0)):
        figures = tuple(
            NewFigure(code, level if code == "I45" else 3.0, Basis.OBSERVED, "Isian", f"D{place}", "3")
            for place, code in enumerate(instrument.indicator_codes, start=8)
        )
        record = NewRecord("73.22", year, "final", SPBE, figures, Authority.UPLOAD)
        cache.workspace().store.commit(NewBatch(f"{year}.xlsx", b"PK%d" % year, "template", "Sari", (record,)))
    app = own("tindak_lanjut", **HOME)
    assert "2 tindakan selesai: diharapkan +0,06 (1 dari 2); terjadi +0,03" in subheadings(app)
    assert "terjadi +0,0300 (2 → 3 pada hasil 2024)" in said(app)
