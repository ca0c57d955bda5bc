"""The way of a workbook through the page *Unggah data*: preview, findings, commit, profile."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from streamlit.testing.v1 import AppTest

from spbe_analytics.ingest import read, template
from spbe_analytics.instruments import Catalogue, Instrument
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, Severity, Stage
from spbe_analytics.scoring.display import format_score
from spbe_analytics.settings import ROOT
from spbe_analytics.ui.kit import cache
from tests.app.conftest import OpenPage, open_page, product
from tests.app.reading import faults, figures, headline, said

pytestmark = pytest.mark.xdist_group("app-upload")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WHO = "Nama Anda"


@pytest.fixture
def own(use_database: Callable[..., str], published_database: Path, tmp_path: Path) -> Iterator[OpenPage]:
    """Opens pages of an app on a database that this test alone may change."""
    use_database(published_database)
    with product(tmp_path / "own.db", load_published=True):
        yield open_page


@pytest.fixture
def spbe(catalogue: Catalogue) -> Instrument:
    return catalogue["spbe-59-2020"]


def form(spbe: Instrument, levels: Mapping[str, float]) -> bytes:
    """Fill in the template of Luwu Utara 2024."""
    return template(spbe, gazetteer()["73.22"], 2024, Stage.FINAL, levels)


def told(app: AppTest) -> list[str]:
    return [item.value.replace("\\", "") for item in app.info]


def step(app: AppTest) -> str:
    return str(app.query_params["langkah"])


def token(app: AppTest) -> str:
    return str(app.query_params["berkas"]) if "berkas" in app.query_params else ""


def upload(app: AppTest, content: bytes, name: str = "isian.xlsx") -> AppTest:
    app.get("file_uploader")[0].upload(name, content, XLSX)
    return app.run()


def press(app: AppTest, start: str) -> AppTest:
    (button,) = [button for button in app.button if button.label.startswith(start)]
    return button.click().run()


def onward(app: AppTest) -> AppTest:
    return press(app, "Lanjut: yang berubah")


def commit(app: AppTest, who: str) -> AppTest:
    app.text_input[0].input(who)
    (button,) = [button for button in app.button if button.label.startswith("Simpan")]
    return button.click().run()


def test_a_filled_template_is_shown_stored_and_found_in_the_profile(own: OpenPage, spbe: Instrument) -> None:
    levels = {code: float(place % 3 + 3) for place, code in enumerate(spbe.indicator_codes)}
    exact = sum((node.weight * int(levels[node.code]) for node in spbe.indicators), Fraction(0)) / 100
    shown = format_score(exact)

    app = upload(own("unggah", daerah="Kabupaten Luwu Utara", tahun="2024"), form(spbe, levels))
    assert faults(app) == []
    assert headline(app) == "Kabupaten Luwu Utara, Nilai akhir 2024: tanpa temuan"
    assert (step(app), token(app) != "") == ("temuan", True)
    app = onward(app)
    assert faults(app) == []
    assert headline(app) == f"Kabupaten Luwu Utara, Nilai akhir 2024: indeks 3,26 menjadi {shown}"
    seen = figures(app)
    assert (seen[spbe.index_name], seen["Indikator terisi"]) == (shown, "47 dari 47")
    assert seen["Predikat"] == spbe.predicate(exact).name
    assert cache.snapshot().scores(spbe.id).loc[("73.22", 2024, "final"), INDEX_NODE] == 3.26  # nothing stored yet

    app = commit(app, "Sari")
    assert faults(app) == []
    assert headline(app) == f"Tersimpan: indeks Kabupaten Luwu Utara, Nilai akhir 2024 dari 3,26 menjadi {shown}"
    assert "Tersimpan sebagai unggahan nomor 2, oleh Sari, " in said(app)
    assert (step(app), app.query_params["nomor"], token(app)) == ("tersimpan", "2", "")
    assert cache.snapshot().scores(spbe.id).loc[("73.22", 2024, "final"), INDEX_NODE] == float(exact)

    app.switch_page("pages/profil.py").run()
    assert faults(app) == []
    assert headline(app).startswith(f"Luwu Utara {shown} ({spbe.predicate(exact).name})")
    assert figures(app)["Indikator tingkat 3–5"] == "47 dari 47"
    app = own("profil", isi="Semua domain", daerah="Kabupaten Luwu Utara", tahun="2024")
    assert len([chart for chart in app.get("plotly_chart") if "scatterpolar" in chart.proto.spec]) == 1 + 4
    offers = [button.key for button in app.button if button.label == "Unduh"]
    assert {f"tingkat-{pillar.code}-unduh" for pillar in spbe.pillars} < set(offers)
    app.button(key=f"tingkat-{spbe.pillars[-1].code}-unduh").click().run()
    assert faults(app) == []
    assert [item.proto.label for item in app.get("download_button")][-4:] == [
        "Gambar PNG",
        "Gambar SVG",
        "Tabel XLSX",
        "Tabel CSV",
    ]

    again = onward(upload(own("unggah"), form(spbe, levels)))
    assert figures(again)["Nilai yang berubah"] == "0"
    again = commit(again, "Sari")
    assert told(again) == ["Tidak ada yang baru: isi yang sama sudah ada sebagai unggahan nomor 2."]
    assert headline(again).endswith(f"dari 3,26 menjadi {shown}")  # what the upload of that number changed


def test_remarks_are_counted_shown_and_stored(own: OpenPage, spbe: Instrument) -> None:
    levels = dict.fromkeys(spbe.indicator_codes, 3.0)
    note = {"I1": "SK tim koordinasi <b>direviu</b>"}
    advice = {code: f"Tetapkan {code}. {'Panjang sekali. ' * 40}" for code in spbe.indicator_codes[:2]}
    content = template(spbe, gazetteer()["73.22"], 2024, Stage.FINAL, levels, note, advice)
    app = upload(own("unggah", daerah="Kabupaten Luwu Utara", tahun="2024"), content)
    assert faults(app) == []
    assert "Templat isian; 3 catatan asesor; tanpa temuan." in said(app)
    (fold,) = [item.label for item in app.expander if "catatan asesor" in item.label]
    assert fold == "3 catatan asesor, ikut disimpan bersama nilainya"
    assert "SK tim koordinasi <b>direviu</b>" in said(app)
    assert "Panjang sekali. " * 40 not in said(app)  # shown in short, stored whole
    assert cache.workspace().store.remarks("73.22").empty
    app = commit(onward(app), "Sari")
    assert faults(app) == []
    kept = cache.workspace().store.remarks("73.22")
    assert kept["node"].tolist() == ["I1", "I1", "I2"]
    assert kept["text"].str.len().max() > 600


def test_nothing_is_stored_without_a_name(own: OpenPage, spbe: Instrument) -> None:
    before = cache.workspace().store.revision()
    app = commit(onward(upload(own("unggah"), form(spbe, dict.fromkeys(spbe.indicator_codes, 4.0)))), " ")
    assert faults(app) == []
    assert "Isi nama Anda dahulu" in said(app)
    assert cache.workspace().store.revision() == before


def test_46_levels_are_shown_as_previewed_and_the_table_is_named(own: OpenPage, spbe: Instrument) -> None:
    levels = dict.fromkeys(spbe.indicator_codes[:-1], 3.0)
    home = {"daerah": "Kabupaten Luwu Utara", "tahun": "2024"}
    app = onward(upload(own("unggah", **home), form(spbe, levels)))
    assert (figures(app)[spbe.index_name], figures(app)["Indikator terisi"]) == ("–", "46 dari 47")
    assert "Indeksnya antara 2,94 dan 3,06." in said(app)
    (warning,) = app.warning
    assert "indeks 3,26 menjadi belum diketahui" in warning.value.replace("\\", "")
    assert faults(commit(app, "Sari")) == []
    beside = "Tabel resmi mencetak Indeks SPBE 3,26; yang tampil di sini dari unggahan isian.xlsx: belum lengkap"
    for page in ("ringkasan", "profil", "prioritas", "tren"):
        shown = own(page, **home)
        assert faults(shown) == []
        assert beside in said(shown), page
        assert "3,26" not in headline(shown)
        assert "1,74" not in said(shown)
    text = said(own("tren", **home))
    assert "sumber dengan kewenangan tertinggi" not in text
    assert "Urutan sumber yang dipakai: unggahan, tabel resmi nasional" in text
    profile = own("profil", **home)
    assert headline(profile) == "Luwu Utara: 46 dari 47 indikator terisi, indeks antara 2,94 dan 3,06"


def test_an_official_figure_that_an_upload_outranks_is_said_at_the_headline(own: OpenPage, spbe: Instrument) -> None:
    home = {"daerah": "Kabupaten Luwu Utara", "tahun": "2024"}
    app = onward(upload(own("unggah", **home), form(spbe, dict.fromkeys(spbe.indicator_codes, 3.0))))
    assert figures(app)[spbe.index_name] == "3,00"
    assert faults(commit(app, "Sari")) == []
    beside = (
        "Tabel resmi mencetak Indeks SPBE 3,26; yang tampil di sini dari unggahan isian.xlsx: 3,00, lebih rendah 0,26"
    )
    for page in ("ringkasan", "profil", "prioritas", "tren", "peringkat", "simulasi"):
        shown = own(page, **home)
        assert faults(shown) == []
        assert beside in said(shown), page
    listed = own("peringkat", **home).dataframe[0].value
    assert listed.loc[listed["Daerah"] == "Luwu Utara", "Catatan"].tolist() == ["tabel resmi 3,26"]


def test_a_missing_level_is_told_and_counts_as_unknown(own: OpenPage, spbe: Instrument) -> None:
    levels = dict.fromkeys(spbe.indicator_codes[1:], 4.0)
    app = onward(upload(own("unggah"), form(spbe, levels)))
    assert faults(app) == []
    seen = figures(app)
    assert (seen[spbe.index_name], seen["Predikat"], seen["Indikator terisi"]) == ("–", "–", "46 dari 47")
    assert "1 indikator belum ada tingkatnya, dan tidak dihitung nol" in said(app)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rusak.xlsx", b"bukan buku kerja"),
        ("kosong.xlsx", b""),
        ("laporan.xlsx", (ROOT / "data" / "samples" / "laporan_palopo_2024_bermasalah.xlsx").read_bytes()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_file_is_explained_and_cannot_be_stored(own: OpenPage, name: str, content: bytes) -> None:
    app = upload(own("unggah"), content, name)
    assert [item.message for item in app.exception] == []
    (summary,) = app.error
    assert "kesalahan" in summary.value
    assert "Belum dapat disimpan" in said(app)
    assert [button.label for button in app.button if button.label.startswith(("Simpan", "Lanjut"))] == []


def test_a_table_of_many_governments_is_previewed_and_stored_whole(own: OpenPage) -> None:
    content = (ROOT / "data" / "samples" / "tabel_daerah_2024.xlsx").read_bytes()
    app = upload(own("unggah"), content, "tabel_daerah_2024.xlsx")
    assert faults(app) == []
    assert "dan 4 lainnya" in headline(app)
    app = onward(press(app, "Pakai isi berkas"))  # it holds another stage than the page shows
    assert headline(app) == "5 penilaian siap disimpan"
    app = commit(app, "Sari")
    assert faults(app) == []
    assert "Tersimpan sebagai unggahan nomor" in said(app)


def test_findings_can_be_filtered_and_come_back_in_the_workbook(own: OpenPage) -> None:
    content = (ROOT / "data" / "samples" / "laporan_palopo_2024_bermasalah.xlsx").read_bytes()
    findings = read(content, "laporan.xlsx").findings
    assert len(findings) > 8
    app = upload(own("unggah"), content, "laporan.xlsx")
    assert [item.message for item in app.exception] == []
    assert [item.proto.label for item in app.get("download_button")][-1] == "Unduh salinan beranotasi"
    assert f"{len(findings)} temuan" in said(app)
    chosen = next(item for item in app.get("button_group") if item.proto.label == "Jenis")
    chosen.set_value(Severity.WARNING.value).run()
    assert [item.message for item in app.exception] == []
    shown = said(app)
    for item in findings:
        assert (item.message.split(" (lembar")[0] in shown) == (item.severity is Severity.WARNING)


def test_a_file_of_few_findings_is_listed_without_a_filter(own: OpenPage, spbe: Instrument) -> None:
    app = upload(own("unggah"), form(spbe, dict.fromkeys(spbe.indicator_codes[1:], 4.0)))
    assert "Jenis" not in [item.proto.label for item in app.get("button_group")]
    assert "Unduh salinan beranotasi" in [item.proto.label for item in app.get("download_button")]
    empty = upload(own("unggah"), b"", "kosong.xlsx")
    assert "Unduh salinan beranotasi" not in [item.proto.label for item in empty.get("download_button")]


def test_many_files_are_read_together_and_the_sound_ones_stored_together(own: OpenPage, spbe: Instrument) -> None:
    app = own("unggah")
    places = gazetteer()
    codes = ["73.22", "73.73", "18.71"]
    sound = [
        (
            f"{code}.xlsx",
            template(spbe, places[code], 2024, Stage.FINAL, dict.fromkeys(spbe.indicator_codes, level)),
            XLSX,
        )
        for code, level in zip(codes, (3.0, 4.0, 5.0), strict=True)
    ]
    bundle = io.BytesIO()
    with zipfile.ZipFile(bundle, "w") as archive:
        for name, content, _ in sound[1:]:
            archive.writestr(f"Sulsel/{name}", content)
        archive.writestr("__MACOSX/._x", b"x")
    files = [sound[0], ("rusak.xlsx", b"PK\x03\x04", XLSX), ("semua.zip", bundle.getvalue(), "application/zip")]
    app.get("file_uploader")[0].set_value(files)
    app.run()
    assert [item.message for item in app.exception] == []
    assert headline(app) == "4 berkas terbaca: 3 tanpa kesalahan, 1 perlu diperbaiki"
    table = app.dataframe[0].value
    assert table["Berkas"].tolist() == ["73.22.xlsx", "rusak.xlsx", "73.73.xlsx", "18.71.xlsx"]
    assert table["Indeks berkas"].tolist() == ["3,00", "–", "4,00", "5,00"]
    assert table["Keadaan"].tolist() == ["siap disimpan", "perlu diperbaiki", "siap disimpan", "siap disimpan"]

    app = onward(app)
    assert headline(app) == "3 penilaian dari 3 berkas siap disimpan"
    assert "1 berkas dengan kesalahan tidak ikut disimpan" in said(app)
    app = commit(app, "Sari")
    assert faults(app) == []
    assert headline(app) == "Tersimpan: 3 penilaian berubah"
    assert app.query_params["nomor"] == "2-4"
    scores = cache.snapshot().scores(spbe.id)
    assert [scores.loc[(code, 2024, "final"), INDEX_NODE] for code in codes] == [3.0, 4.0, 5.0]
    left = press(app, "Temuan berkas yang belum disimpan")
    assert [item.message for item in left.exception] == []
    assert headline(left).startswith("rusak.xlsx: 1 kesalahan")


def strange(spbe: Instrument, level: int) -> bytes:
    """Return a table whose headings say nothing that is known."""
    book = Workbook()
    sheet = book.active
    for row in (["Kota Palopo, nilai akhir 2024"], ["Butir", "Uraian Butir", "Poin"]):
        sheet.append(row)
    for place, node in enumerate(spbe.indicators, start=1):
        sheet.append([place, node.name, level])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_strange_table_is_explained_once_and_the_next_one_is_understood(own: OpenPage, spbe: Instrument) -> None:
    app = upload(own("unggah"), strange(spbe, 4))
    assert "Bagaimana berkas ini dibaca" in [item.label for item in app.expander]
    for place, code in enumerate(("nomor", "indikator", "tingkat")):
        columns = next(item for item in app.get("button_group") if item.proto.label.startswith("Klik kolom"))
        app = columns.set_value(place).run()
        (meaning,) = [box for box in app.selectbox if box.label.startswith("Arti kolom")]
        app = meaning.select(code).run()
    (button,) = [button for button in app.button if button.label == "Pakai pemetaan"]
    app = button.click().run()
    assert "Isi nama pemetaan dan nama Anda dahulu." in said(app)
    app.text_input[0].input("Lembar konsultan")
    app.text_input[1].input("Sari")
    (button,) = [button for button in app.button if button.label == "Pakai pemetaan"]
    app = button.click().run()
    assert faults(app) == []
    assert headline(app).startswith("Kota Palopo, Nilai akhir 2024: ")
    assert figures(onward(app))["Indeks SPBE"] == "4,00"

    again = upload(own("unggah"), strange(spbe, 5), "lain.xlsx")
    assert "Lembar konsultan" in said(again)
    assert figures(onward(again))["Indeks SPBE"] == "5,00"


def test_hidden_rows_are_stored_only_after_a_decision(own: OpenPage, spbe: Instrument) -> None:
    book = load_workbook(io.BytesIO(form(spbe, dict.fromkeys(spbe.indicator_codes, 4.0))))
    book.worksheets[0].row_dimensions[14].hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    app = onward(upload(own("unggah"), buffer.getvalue()))
    assert [button.label for button in app.button if button.label.startswith("Simpan")] == []
    assert "Centang bila benar demikian" in said(app)
    app = commit(app.checkbox[0].check().run(), "Sari")
    assert "Tersimpan sebagai unggahan nomor" in said(app)


HOME = {"daerah": "Kabupaten Luwu Utara", "tahun": "2024"}


@pytest.mark.parametrize("way", ["reload", "another page"])
def test_nothing_is_lost_in_any_step(own: OpenPage, spbe: Instrument, way: str) -> None:
    def anew(app: AppTest) -> AppTest:
        if way == "another page":
            app.switch_page("pages/peringkat.py").run()
            return app.switch_page("pages/unggah.py").run()
        kept = {name: app.query_params[name] for name in ("langkah", "berkas", "nomor") if name in app.query_params}
        return own("unggah", **HOME, **kept)

    content = form(spbe, dict.fromkeys(spbe.indicator_codes, 4.0))
    app = anew(upload(own("unggah", **HOME), content))
    assert headline(app) == "Kabupaten Luwu Utara, Nilai akhir 2024: tanpa temuan"
    app = anew(press(app, "Unggah berkas lain"))
    assert step(app) == "berkas"
    assert "Sedang diperiksa, belum disimpan: isian.xlsx (" in said(app)
    app = anew(onward(press(app, "Lanjut ke temuan")))
    assert headline(app) == "Kabupaten Luwu Utara, Nilai akhir 2024: indeks 3,26 menjadi 4,00"
    app = anew(commit(app, "Sari"))
    assert faults(app) == []
    assert headline(app) == "Tersimpan: indeks Kabupaten Luwu Utara, Nilai akhir 2024 dari 3,26 menjadi 4,00"
    assert figures(app)["Peringkat nasional"] == "28 dari 392"
    assert figures(app)["Peringkat provinsi"] == "1 dari 21"
    assert "5 angka terbitan tidak lagi dipakai: Kabupaten Luwu Utara 2024 indeks 3,26 menjadi 4,00" in said(app)
    links = {link.proto.label: (link.proto.page, link.proto.query_string) for link in app.get("page_link")}
    assert links["Batalkan unggahan nomor 2"] == ("riwayat", "unggahan=2")
    assert links["Buka profil Kabupaten Luwu Utara 2024"] == ("profil", "")
    cache.workspace().store.revert(2, "Sari", "salah berkas")
    app = own("unggah", **HOME, langkah="tersimpan", nomor="2")
    assert headline(app) == "Dibatalkan: unggahan nomor 2"
    assert "Lihat unggahan nomor 2 di Riwayat" in [link.proto.label for link in app.get("page_link")]


def test_the_year_of_the_template_chosen_on_the_page_is_meant_too(own: OpenPage, spbe: Instrument) -> None:
    app = own("unggah", **HOME)
    content = template(spbe, gazetteer()["73.22"], 2025, Stage.FINAL, dict.fromkeys(spbe.indicator_codes, 4.0))
    app.selectbox(key="templat-tahun-2024").set_value("2025").run()
    app = upload(app, content)
    assert [item.value for item in app.warning if "Pakai yang mana" in item.value] == []
    assert [button.label for button in onward(app).button if button.label.startswith("Simpan")] == ["Simpan 47 nilai"]


def test_what_was_said_and_agreed_outlasts_a_reload(own: OpenPage, spbe: Instrument) -> None:
    content = template(spbe, gazetteer()["73.73"], 2024, Stage.FINAL, dict.fromkeys(spbe.indicator_codes, 4.0))
    app = upload(own("unggah", **HOME), content)
    (question,) = app.warning
    assert question.value.replace("\\", "") == (
        "Berkas ini memuat Kota Palopo, Nilai akhir 2024, sedangkan halaman ini menampilkan Kabupaten Luwu Utara, "
        "Nilai akhir 2024. Pakai yang mana?"
    )
    app = onward(app)
    assert [button.label for button in app.button if button.label.startswith("Simpan")] == []
    app = press(app, "Pakai isi berkas")
    app = own("unggah", **HOME, langkah="perubahan", berkas=token(app))
    assert "Akan disimpan menurut isi berkas: Kota Palopo, Nilai akhir 2024." in said(app)
    assert [button.label for button in app.button if button.label.startswith("Simpan")] == ["Simpan 47 nilai"]
    other = own("unggah", daerah="Kota Parepare", tahun="2024", langkah="perubahan", berkas=token(app))
    assert "Kota Parepare" in other.warning[0].value  # asked anew where the page shows a third region


def test_a_file_that_is_not_meant_is_put_away(own: OpenPage, spbe: Instrument) -> None:
    content = template(spbe, gazetteer()["73.22"], 2023, Stage.FINAL, dict.fromkeys(spbe.indicator_codes, 4.0))
    app = upload(own("unggah", **HOME), content)
    name = token(app)
    app = press(app, "Batal, unggah berkas lain")
    assert (step(app), token(app)) == ("berkas", "")
    gone = own("unggah", **HOME, langkah="temuan", berkas=name)
    assert faults(gone) == []
    assert "tidak lagi ada di server" in told(gone)[0]
    assert "2 jam" in told(gone)[0]


def test_a_second_press_stores_nothing_more(own: OpenPage, spbe: Instrument) -> None:
    app = onward(upload(own("unggah", **HOME), form(spbe, dict.fromkeys(spbe.indicator_codes, 4.0))))
    late = own("unggah", **HOME, langkah="perubahan", berkas=token(app))
    commit(app, "Sari")
    late = commit(late, "Budi")
    assert faults(late) == []
    assert headline(late).startswith("Tersimpan: indeks Kabupaten Luwu Utara, Nilai akhir 2024 dari 3,26")
    assert cache.workspace().history()["who"].tolist()[:-1] == ["Sari"]


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ({"langkah": "<b>x</b>"}, "Langkah “<b>x</b>” tidak ada; yang tampil langkah Berkas."),
        ({"langkah": "temuan"}, "Langkah Temuan memerlukan berkas: unggah di bawah."),
        ({"langkah": "temuan", "berkas": "../../etc/passwd"}, "tidak lagi ada di server"),
        ({"langkah": "perubahan", "berkas": "x" * 5000}, "tidak lagi ada di server"),
        ({"langkah": "tersimpan"}, "Langkah Tersimpan memerlukan berkas: unggah di bawah."),
        ({"langkah": "tersimpan", "nomor": "99"}, "Nomor ini tidak ada dalam riwayat."),
        ({"langkah": "tersimpan", "nomor": "1-999999999"}, ""),
        ({"langkah": "tersimpan", "nomor": "-1,a,'; drop"}, "memerlukan berkas"),
    ],
)
def test_an_address_that_means_nothing_is_told(published: OpenPage, address: dict[str, str], says: str) -> None:
    app = published("unggah", **address)
    assert faults(app) == []
    assert says in " ".join(told(app))


def test_what_is_known_elsewhere_is_named_where_the_assessment_is_new(own: OpenPage, spbe: Instrument) -> None:
    levels = dict.fromkeys(spbe.indicator_codes, 3.0)
    content = template(spbe, gazetteer()["73.22"], 2024, Stage.INTERVIEW, levels)
    app = onward(upload(own("unggah", **HOME), content))
    assert "Belum ada nilai untuk Penilaian Interviu 2024; yang ada Nilai akhir 2024: 3,26." in said(app)
    assert "belum ada nilai sekarang" not in [metric.delta for metric in app.metric]
