"""The main way through the product, as a person goes it: from the template to the radar."""

from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from spbe_analytics.instruments import instruments
from spbe_analytics.scoring.display import format_score
from spbe_analytics.settings import ROOT
from tests.browser.conftest import Visit
from tests.browser.live import dashboard, settle
from tests.browser.screen import await_headline, figures, go, headline, sign

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HEADING = "Tingkat"


def fill(path: Path, levels: list[int]) -> None:
    """Type a level into each row below the heading of the column of levels."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    heading = next(cell for row in sheet.iter_rows() for cell in row if cell.value == HEADING)
    for place, level in enumerate(levels, start=1):
        cell = sheet.cell(heading.row + place, heading.column)
        assert cell.value is None
        cell.value = level
    book.save(path)


def test_from_the_template_to_the_profile(visit: Visit, tmp_path: Path) -> None:
    spbe = instruments()["spbe-59-2020"]
    levels = [place * 3 % 4 + 2 for place in range(len(spbe.indicators))]
    exact = sum((node.weight * level for node, level in zip(spbe.indicators, levels, strict=True)), Fraction(0)) / 100
    shown, predicate = format_score(exact), spbe.predicate(exact).name
    assert shown != "3,26"

    page = visit("ringkasan?daerah=Kabupaten+Luwu+Utara&tahun=2024")
    assert headline(page).startswith("Luwu Utara 3,26 (Baik)")
    go(page, "Unggah data")
    await_headline(page, "Unggah hasil, periksa, lalu simpan")
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh templat Luwu Utara 2024").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.name == "spbe-73.22-2024-final.xlsx"
    fill(path, levels)

    page.locator("input[type=file]").set_input_files(path)
    await_headline(page, "Kabupaten Luwu Utara, Nilai akhir 2024: tanpa temuan")
    page.get_by_role("button", name="Lanjut: yang berubah").click()
    await_headline(page, f"Kabupaten Luwu Utara, Nilai akhir 2024: indeks 3,26 menjadi {shown}")
    seen = figures(page, "Nilai yang berubah")
    assert (seen[spbe.index_name], seen["Predikat"], seen["Indikator terisi"]) == (shown, predicate, "47 dari 47")

    sign(page, "Sari")
    page.get_by_role("button", name="Simpan 47 nilai").click()
    page.get_by_text("Tersimpan sebagai unggahan nomor").wait_for()
    page.get_by_role("link", name="Buka profil Kabupaten Luwu Utara 2024").click()
    await_headline(page, f"Luwu Utara {shown} ({predicate})")
    seen = figures(page, "Peringkat nasional")
    assert (seen["Indeks SPBE (1–5)"], seen["Predikat"]) == (shown, predicate)
    radars = page.locator(".js-plotly-plot .polar")
    expect(radars).to_have_count(2)  # the domains, and the weakest domain's indicators
    page.get_by_role("radio", name="Semua domain").click()
    expect(radars).to_have_count(1 + len(spbe.pillars))
    assert "isi=Semua+domain" in page.url
    page.get_by_role("button", name="Tabel").first.click()
    expect(page.get_by_role("dialog").get_by_role("row")).to_have_count(1 + len(spbe.pillars))
    page.keyboard.press("Escape")
    assert page.url.split("?")[0].endswith("/profil")

    again = visit("profil?daerah=Kabupaten+Luwu+Utara&tahun=2024")
    assert headline(again) == headline(page)


SAMPLE = ROOT / "data" / "samples" / "isian_luwu_utara_2024.xlsx"
NAME = "Kabupaten Luwu Utara, Penilaian Interviu 2024"


def look_elsewhere(page: Page) -> None:
    """Look at another page by the menu, which a phone opens first, and come back by it."""
    for entry, title in (("Metodologi", "Indeks SPBE"), ("Unggah data", "")):
        if (page.viewport_size or {})["width"] < 768:
            page.get_by_test_id("stExpandSidebarButton").click()
        go(page, entry)
        await_headline(page, title)
    page.wait_for_url("**/unggah?**langkah=**")
    settle(page)


def stays(page: Page, step: str, opens: str) -> None:
    """See that a step is still there after a reload, a look at another page, and back."""
    for anew in (page.reload, lambda: look_elsewhere(page)):
        anew()
        await_headline(page, opens)
        expect(page.locator("[aria-current=step]")).to_contain_text(step)


@pytest.mark.parametrize("width", [390, 1440])
def test_the_walk_of_an_analyst(visitor: Visit, tmp_path: Path, width: int) -> None:
    with dashboard(tmp_path) as address:
        page = visitor(f"{address}/unggah?daerah=Kabupaten+Luwu+Utara&tahun=2024", width=width, height=844)
        stays(page, "1 Berkas", "Unggah hasil, periksa, lalu simpan")
        with page.expect_file_chooser() as chooser:
            page.get_by_test_id("stFileUploaderDropzone").click()
        chooser.value.set_files(SAMPLE)
        await_headline(page, f"{NAME}: tanpa temuan")
        stays(page, "2 Temuan", f"{NAME}: tanpa temuan")
        page.get_by_role("button", name="Pakai isi berkas").click()
        page.get_by_text("Akan disimpan menurut isi berkas").wait_for()
        settle(page)
        page.wait_for_timeout(500)  # a person reads before the next press
        page.get_by_role("button", name="Lanjut: yang berubah").click()
        await_headline(page, f"{NAME}: indeks 2,77")
        page.go_back()
        await_headline(page, f"{NAME}: tanpa temuan")
        page.go_forward()
        await_headline(page, f"{NAME}: indeks 2,77")
        stays(page, "3 Yang berubah", f"{NAME}: indeks 2,77")
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0

        sign(page, "Sari")
        page.get_by_role("button", name="Simpan 47 nilai").dblclick()
        await_headline(page, f"Tersimpan: {NAME} kini berindeks 2,77")
        stays(page, "4 Tersimpan", f"Tersimpan: {NAME} kini berindeks 2,77")
        assert "berkas=" not in page.url
        other = visitor(page.url, width=width)
        await_headline(other, f"Tersimpan: {NAME} kini berindeks 2,77")
        other.close()

        page.get_by_role("link", name="Batalkan unggahan nomor 2").click()
        await_headline(page, "2 unggahan tersimpan, semuanya berlaku")  # a second press stored nothing more
        page.get_by_role("heading", name="Unggahan nomor 2: isian_luwu_utara_2024.xlsx").wait_for()
        sign(page, "Sari")
        page.get_by_label("Alasan").fill("hanya mencoba")
        page.get_by_role("button", name="Batalkan unggahan nomor 2").click()
        await_headline(page, "2 unggahan tersimpan, 1 di antaranya dibatalkan")
        page.close()


def test_the_table_of_a_picture_leads_to_where_its_figures_come_from(visit: Visit) -> None:
    page = visit("ringkasan?daerah=Kota+Bandar+Lampung&tahun=2024")
    page.get_by_role("button", name="Tabel").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Dari mana angka ini?").click()
    page.get_by_role("dialog").get_by_text("Kota Bandar Lampung, Nilai akhir 2024: Indeks SPBE = ").wait_for()
