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


def upload(app: AppTest, content: bytes, name: str = "isian.xlsx") -> AppTest:
    app.get("file_uploader")[0].upload(name, content, XLSX)
    return app.run()


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
    assert "tanpa temuan" in said(app)
    seen = figures(app)
    assert (seen[spbe.index_name], seen["Indikator terisi"]) == (shown, "47 dari 47")
    assert seen["Predikat"] == spbe.predicate(exact).name
    assert cache.snapshot().scores(spbe.id).loc[("73.22", 2024, "final"), INDEX_NODE] == 3.26  # nothing stored yet

    app = commit(app, "Sari")
    assert faults(app) == []
    assert "Tersimpan sebagai unggahan nomor" in said(app)
    assert cache.snapshot().scores(spbe.id).loc[("73.22", 2024, "final"), INDEX_NODE] == float(exact)

    app.switch_page("pages/profil.py").run()
    assert faults(app) == []
    assert headline(app).startswith(f"Luwu Utara {shown} ({spbe.predicate(exact).name})")
    assert figures(app)["Indikator tingkat 3–5"] == "47 dari 47"
    app.query_params["isi"] = "Semua domain"
    app.run()
    assert len([chart for chart in app.get("plotly_chart") if "scatterpolar" in chart.proto.spec]) == 1 + 4

    again = upload(own("unggah"), form(spbe, levels))
    assert figures(again)["Nilai yang berubah"] == "0"
    assert "Tidak ada yang baru" in said(commit(again, "Sari"))


def test_remarks_are_counted_shown_and_stored(own: OpenPage, spbe: Instrument) -> None:
    levels = dict.fromkeys(spbe.indicator_codes, 3.0)
    note = {"I1": "SK tim koordinasi <b>direviu</b>"}
    advice = {code: f"Tetapkan {code}. {'Panjang sekali. ' * 40}" for code in spbe.indicator_codes[:2]}
    content = template(spbe, gazetteer()["73.22"], 2024, Stage.FINAL, levels, note, advice)
    app = upload(own("unggah", daerah="Kabupaten Luwu Utara", tahun="2024"), content)
    assert faults(app) == []
    assert "Templat isian; 3 catatan asesor; tanpa temuan." in said(app)
    (fold,) = [item.label for item in app.expander if "catatan asesor" in item.label]
    assert fold == "3 catatan asesor, tersimpan bersama nilainya"
    assert "SK tim koordinasi <b>direviu</b>" in said(app)
    assert "Panjang sekali. " * 40 not in said(app)  # shown in short, stored whole
    assert cache.workspace().store.remarks("73.22").empty
    app = commit(app, "Sari")
    assert faults(app) == []
    kept = cache.workspace().store.remarks("73.22")
    assert kept["node"].tolist() == ["I1", "I1", "I2"]
    assert kept["text"].str.len().max() > 600


def test_nothing_is_stored_without_a_name(own: OpenPage, spbe: Instrument) -> None:
    before = cache.workspace().store.revision()
    app = commit(upload(own("unggah"), form(spbe, dict.fromkeys(spbe.indicator_codes, 4.0))), " ")
    assert faults(app) == []
    assert "Isi nama Anda dahulu" in said(app)
    assert cache.workspace().store.revision() == before


def test_46_levels_are_shown_as_previewed_and_the_table_is_named(own: OpenPage, spbe: Instrument) -> None:
    levels = dict.fromkeys(spbe.indicator_codes[:-1], 3.0)
    home = {"daerah": "Kabupaten Luwu Utara", "tahun": "2024"}
    app = upload(own("unggah", **home), form(spbe, levels))
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
    assert "Dipakai: unggahan sebelum tabel resmi nasional" in text
    profile = own("profil", **home)
    assert headline(profile) == "Luwu Utara: 46 dari 47 indikator terisi, indeks antara 2,94 dan 3,06"


def test_an_official_figure_that_an_upload_outranks_is_said_at_the_headline(own: OpenPage, spbe: Instrument) -> None:
    home = {"daerah": "Kabupaten Luwu Utara", "tahun": "2024"}
    app = upload(own("unggah", **home), form(spbe, dict.fromkeys(spbe.indicator_codes, 3.0)))
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
    app = upload(own("unggah"), form(spbe, levels))
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
    assert [button.label for button in app.button if button.label.startswith("Simpan")] == []


def test_a_table_of_many_governments_is_previewed_and_stored_whole(own: OpenPage) -> None:
    content = (ROOT / "data" / "samples" / "tabel_daerah_2024.xlsx").read_bytes()
    app = upload(own("unggah"), content, "tabel_daerah_2024.xlsx")
    assert faults(app) == []
    assert "3. 5 penilaian ditemukan" in said(app)
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
    assert faults(app) == []
    assert "3. 4 berkas terbaca: 3 tanpa kesalahan, 1 perlu diperbaiki" in said(app)
    table = app.dataframe[0].value
    assert table["Berkas"].tolist() == ["73.22.xlsx", "rusak.xlsx", "73.73.xlsx", "18.71.xlsx"]
    assert table["Indeks berkas"].tolist() == ["3,00", "–", "4,00", "5,00"]
    assert table["Keadaan"].tolist() == ["siap disimpan", "perlu diperbaiki", "siap disimpan", "siap disimpan"]

    app = commit(app, "Sari")
    assert faults(app) == []
    assert "3 berkas tersimpan." in said(app)
    scores = cache.snapshot().scores(spbe.id)
    assert [scores.loc[(code, 2024, "final"), INDEX_NODE] for code in codes] == [3.0, 4.0, 5.0]
    assert [state.partition(",")[0] for state in app.dataframe[0].value["Keadaan"]] == [
        "tersimpan", "perlu diperbaiki", "tersimpan", "tersimpan"
    ]  # fmt: skip


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
    assert "3. Kota Palopo, Nilai akhir 2024" in said(app)
    assert figures(app)["Indeks SPBE"] == "4,00"

    again = upload(own("unggah"), strange(spbe, 5), "lain.xlsx")
    assert figures(again)["Indeks SPBE"] == "5,00"
    assert "Lembar konsultan" in said(again)


def test_hidden_rows_are_stored_only_after_a_decision(own: OpenPage, spbe: Instrument) -> None:
    book = load_workbook(io.BytesIO(form(spbe, dict.fromkeys(spbe.indicator_codes, 4.0))))
    book.worksheets[0].row_dimensions[14].hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    app = upload(own("unggah"), buffer.getvalue())
    assert [button.label for button in app.button if button.label.startswith("Simpan")] == []
    assert "Centang bila benar demikian" in said(app)
    app = commit(app.checkbox[0].check().run(), "Sari")
    assert "Tersimpan sebagai unggahan nomor" in said(app)
