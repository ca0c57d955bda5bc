"""The main way through the product, as a person goes it: from the template to the radar."""

from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from spbe_analytics.instruments import instruments
from spbe_analytics.scoring.display import format_score
from tests.browser.conftest import Visit
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
    page.get_by_text("tanpa temuan").wait_for()
    page.get_by_role("heading", name="3. Kabupaten Luwu Utara, Nilai akhir 2024").wait_for()
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
