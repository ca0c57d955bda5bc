"""The planner's day: the weakest domain, a plan with two locks, kept, shared, exported, and turned into actions."""

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.live import settle
from tests.browser.screen import await_headline, go, headline, sign

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HOME = "daerah=Kota+Bandar+Lampung&tahun=2024"
NAME = "Sangat Baik tanpa sektor publik"


def lock(page: Page, node: str) -> None:
    """Lock one indicator in the conditions of a plan."""
    field = page.get_by_role("combobox", name="Kunci")
    field.click()
    expect(page.get_by_role("option").first).to_be_visible()
    field.press_sequentially(node, delay=40)
    page.wait_for_timeout(400)  # the list is drawn anew while it is filtered
    page.get_by_role("option", name=node).first.click()
    page.keyboard.press("Escape")
    settle(page)


def tab(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).click()
    settle(page)


def test_from_the_weakest_domain_to_actions(visit: Visit, tmp_path: Path) -> None:
    page = visit(f"prioritas?{HOME}")
    await_headline(page, "Bandar Lampung kurang 0,52 poin untuk Sangat Baik")
    expect(page.get_by_role("heading", name="Domain terlemah: Tata Kelola, 2,40")).to_be_visible()

    go(page, "Simulasi & rencana")
    await_headline(page, "Bandar Lampung 2,98: 18 kenaikan tingkat lagi untuk Sangat Baik")
    page.get_by_text("Syarat: lama, batas kenaikan, kunci, wajib naik").click()
    page.wait_for_timeout(600)  # the fold opens
    lock(page, "I45")
    lock(page, "I46")
    expect(page.get_by_role("heading", name="19 kenaikan pada")).to_be_visible()
    page.get_by_role("button", name="Pakai rencana ini").click()
    await_headline(page, "Bandar Lampung 2,98 menjadi 3,50 (Sangat Baik) dengan 19 kenaikan tingkat")
    assert "I45.3" not in page.url

    tab(page, "Ubah tingkat")
    page.get_by_role("radiogroup", name="I1 Keb. Arsitektur").get_by_role("radio", name="4").click()
    expect(page.locator("h1")).to_contain_text("dengan 20 kenaikan tingkat", timeout=15_000)
    settle(page)
    said = headline(page)

    tab(page, "Simpan dan bandingkan")
    page.get_by_label("Nama skenario").fill(NAME)
    sign(page, "Sari")
    page.get_by_role("button", name="Simpan skenario").click()
    expect(page.get_by_role("heading", name="1 skenario tersimpan")).to_be_visible()
    link = page.get_by_test_id("stCode").inner_text().replace("\n", "").strip()
    assert link.startswith("http://127.0.0.1:")

    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh rencana (XLSX)").click()
    file = tmp_path / "rencana.xlsx"
    download.value.save_as(file)
    sheet = openpyxl.load_workbook(file)["Rencana"]
    codes = {row[1].value for row in sheet.iter_rows(min_row=8)}
    assert "I1" in codes
    assert not codes & {"I45", "I46"}

    other = visit(link.partition("//")[2].partition("/")[2], width=390, height=844)
    await_headline(other, said)
    tab(other, "Simpan dan bandingkan")
    expect(other.get_by_text(NAME).first).to_be_visible()

    sign(page, "Sari")
    settle(page)
    page.get_by_role("button", name="Jadikan").click()
    expect(page.get_by_text("tindakan tersimpan; lengkapi tenggatnya di Tindak lanjut.").first).to_be_visible()
    go(page, "Tindak lanjut")
    await_headline(page, "Bandar Lampung: 0 dari ")
    page.get_by_role("button", name="Tandai selesai").first.click()
    await_headline(page, "Bandar Lampung: 1 dari ")
