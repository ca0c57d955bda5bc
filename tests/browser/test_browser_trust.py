"""The ways of an analyst who trusts nobody: wrong files, strange tables, many files, a bomb beside a colleague."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

from spbe_analytics.ingest import template
from spbe_analytics.instruments import instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Stage
from tests.browser.conftest import Visit
from tests.browser.live import settle
from tests.browser.screen import await_headline, figures, go, sign

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SPBE = "spbe-59-2020"
FILES, BAD = 60, 5


def strange(path: Path, level: int) -> Path:
    """Write a table whose headings say nothing that is known."""
    book = Workbook()
    sheet = book.active
    for row in (["Kota Palopo, nilai akhir 2023"], ["Butir", "Uraian", "Poin"]):
        sheet.append(row)
    for place, node in enumerate(instruments()[SPBE].indicators, start=1):
        sheet.append([place, node.name, level])
    book.save(path)
    return path


def test_a_wrong_file_is_named_with_its_cell_and_comes_back_annotated(visit: Visit, tmp_path: Path) -> None:
    spbe = instruments()[SPBE]
    levels = dict.fromkeys(spbe.indicator_codes, 3.0) | {"I7": 9.0}
    path = tmp_path / "salah.xlsx"
    path.write_bytes(template(spbe, gazetteer()["73.22"], 2023, Stage.INTERVIEW, levels))
    page = visit("unggah?tahun=2023")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_text("1 kesalahan").first.wait_for()
    page.get_by_text("Tingkat 9 di luar 1–5").first.wait_for()
    expect(page.get_by_text("Belum dapat disimpan")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh salinan beranotasi").click()
    copy = tmp_path / "salinan.xlsx"
    download.value.save_as(copy)
    book = load_workbook(copy)
    assert book.sheetnames[0] == "Temuan"
    assert [cell.coordinate for row in book.worksheets[1].iter_rows() for cell in row if cell.comment] != []


def test_a_strange_table_is_explained_and_the_next_one_is_understood(visit: Visit, tmp_path: Path) -> None:
    page = visit("unggah?tahun=2023")
    page.locator("input[type=file]").set_input_files(strange(tmp_path / "aneh.xlsx", 4))
    page.get_by_text("Klik kolom yang artinya perlu diubah").wait_for()
    for column, meaning in (
        ("A: Butir", "Nomor atau kode"),
        ("B: Uraian", "Nama indikator"),
        ("C: Poin", "Tingkat kem"),
    ):
        page.get_by_role("radio", name=column).click()
        settle(page)
        box = page.get_by_role("combobox", name=f"Arti kolom {column}")
        box.click()
        box.fill(meaning)
        page.keyboard.press("Enter")
        settle(page)
    page.get_by_label("Nama pemetaan").fill("Lembar konsultan")
    sign(page, "Sari")
    page.get_by_role("button", name="Pakai pemetaan").click()
    await_headline(page, "Kota Palopo, Nilai akhir 2023")
    page.get_by_role("button", name="Lanjut: yang berubah").click()
    assert figures(page, "Nilai yang berubah")["Indeks SPBE"] == "4,00"

    other = visit("unggah?tahun=2023")
    other.locator("input[type=file]").set_input_files(strange(tmp_path / "lain.xlsx", 5))
    await_headline(other, "Kota Palopo, Nilai akhir 2023")
    other.get_by_role("button", name="Lanjut: yang berubah").click()
    assert figures(other, "Nilai yang berubah")["Indeks SPBE"] == "5,00"


def onward(page: Page) -> None:
    """Say that the file is meant though the page looks at another stage, and go on to what changes."""
    page.get_by_role("button", name="Pakai isi berkas").click()
    page.get_by_role("button", name="Lanjut: yang berubah").click()


def unnamed(path: Path, region: str, number: str, level: int) -> Path:
    """Write a table with figures under no heading beside the levels."""
    book = Workbook()
    sheet = book.active
    for row in ([f"{region}, penilaian interviu 2023"], [number, "Indikator", "Nilai", ""]):
        sheet.append(row)
    for place, node in enumerate(instruments()[SPBE].indicators, start=1):
        sheet.append([place, node.name, level, 5])
    book.save(path)
    return path


def test_sixty_files_with_five_bad_ones_and_a_revert(visit: Visit, tmp_path: Path) -> None:
    spbe, governments = instruments()[SPBE], gazetteer().governments()[:FILES]
    paths = []
    for place, region in enumerate(governments):
        path = tmp_path / f"{region.code}.xlsx"
        levels = dict.fromkeys(spbe.indicator_codes, 9.0 if place < BAD else 2.0)
        path.write_bytes(template(spbe, region, 2022, Stage.INTERVIEW, levels))
        paths.append(path)
    page = visit("unggah?tahun=2024")
    page.locator("input[type=file]").set_input_files(paths)
    page.get_by_text(f"{FILES} berkas terbaca: {FILES - BAD} tanpa kesalahan, {BAD} perlu diperbaiki").wait_for()
    page.get_by_role("button", name="Pakai isi berkas").click()  # the page looks at another year
    page.get_by_role("button", name="Lanjut: yang berubah").click()
    page.get_by_text(f"{FILES - BAD} penilaian dari {FILES - BAD} berkas siap disimpan").wait_for()
    sign(page, "Sari")
    page.get_by_role("button", name=f"Simpan {FILES - BAD} berkas").click()
    page.get_by_role("button", name="Temuan berkas yang belum disimpan").wait_for()

    go(page, "Riwayat")
    await_headline(page, f"{FILES - BAD + 1} unggahan tersimpan")
    sign(page, "Sari")
    page.get_by_label("Alasan").fill("Salah tahap")
    page.get_by_role("button", name="Batalkan unggahan nomor").click()
    page.get_by_text("dibatalkan").first.wait_for()
    settle(page)
    assert figures(page, "Dibatalkan")["Dibatalkan"] == "1"


def bomb() -> bytes:
    """Return a small workbook whose sheet unpacks to far more than any sheet holds."""
    buffer = io.BytesIO()
    source = Workbook()
    source.save(buffer)
    data, out = buffer.getvalue(), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in parts.infolist():
            if not part.filename.endswith("sheet1.xml"):
                target.writestr(part, parts.read(part))
        with target.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
            row = b'<row><c t="inlineStr"><is><t>' + b"x" * 4000 + b"</t></is></c></row>"
            for _ in range(600):
                sheet.write(row * 256)
            sheet.write(b"</sheetData></worksheet>")
    return out.getvalue()


def test_a_bomb_is_refused_while_a_colleague_works_on(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "bom.xlsx"
    path.write_bytes(bomb())
    attacker, colleague = visit("unggah?tahun=2024"), visit("ringkasan?tahun=2024")
    attacker.locator("input[type=file]").set_input_files(path)
    go(colleague, "Peringkat")
    await_headline(colleague, "Banyuwangi")
    attacker.get_by_text("1 kesalahan").first.wait_for()
    expect(attacker.get_by_text("Belum dapat disimpan")).to_be_visible()
    go(colleague, "Ringkasan")
    await_headline(colleague, "Rata-rata kabupaten")


@pytest.mark.parametrize(
    ("width", "region", "number"), [(1440, "Kota Parepare", "No"), (390, "Kota Makassar", "Nomor")]
)
def test_one_meaning_is_corrected_by_a_click_and_the_next_file_asks_nothing(
    visit: Visit, tmp_path: Path, width: int, region: str, number: str
) -> None:
    page = visit("unggah?tahun=2023", width=width)
    page.locator("input[type=file]").set_input_files(unnamed(tmp_path / "ganjil.xlsx", region, number, 3))
    page.get_by_text("Belum dapat disimpan").wait_for()
    page.get_by_role("radio", name="D: tanpa judul").click()
    settle(page)
    box = page.get_by_role("combobox", name="Arti kolom D: tanpa judul")
    box.click()
    box.fill("Target")
    page.keyboard.press("Enter")
    settle(page)
    page.get_by_label("Nama pemetaan").fill(f"Kolom target {width}")
    sign(page, "Sari")
    page.get_by_role("button", name="Pakai pemetaan").click()
    expect(page.get_by_role("button", name="Pakai pemetaan")).to_be_hidden()
    onward(page)
    sign(page, "Sari")
    page.get_by_role("button", name="Simpan 47 nilai").click()
    page.get_by_text("Tersimpan sebagai unggahan nomor").wait_for()

    other = visit("unggah?tahun=2023", width=width)
    other.locator("input[type=file]").set_input_files(unnamed(tmp_path / "berikut.xlsx", region, number, 4))
    onward(other)
    other.get_by_role("button", name="Simpan 47 nilai").wait_for()
    assert figures(other, "Nilai yang berubah")["Indeks SPBE"] == "4,00"
    expect(other.get_by_text("Klik kolom yang artinya perlu diubah")).to_be_hidden()
