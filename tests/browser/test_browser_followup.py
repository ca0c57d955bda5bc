"""The follow-up as a planner does it: two actions with due dates, one done, one clashing with a colleague."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.live import settle
from tests.browser.screen import await_headline, figures, sign

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ADDRESS = "tindak_lanjut?daerah=Kabupaten+Luwu+Utara&tahun=2024"
HOSTILE = "<img src=x onerror=document.title='diretas'> direviu"


def add(page: Page, node: str, action: str, due: str) -> None:
    """Fill in the form of a new action and keep it."""
    page.get_by_role("button", name="Tambah tindakan").click()
    field = page.get_by_role("combobox", name="Indikator", exact=True)
    field.fill(node)
    page.get_by_role("option", name=f"{node} ").click()
    page.get_by_role("textbox", name="Tindakan", exact=True).fill(action)
    page.get_by_test_id("stDateInput").get_by_role("spinbutton").first.click()
    page.keyboard.type(due)
    page.get_by_role("textbox", name="Bukti (tautan)").fill("https://jdih.example.go.id/sk?a=1&b=2")
    sign(page, "Sari")
    page.get_by_role("button", name="Simpan tindakan").click()


def test_two_actions_are_added_one_is_done_and_two_people_do_not_overwrite_each_other(visit: Visit) -> None:
    page = visit(ADDRESS, width=390, height=844)
    await_headline(page, "Luwu Utara: belum ada tindakan yang dicatat")
    add(page, "I10", "SK tim koordinasi SPBE ditetapkan ulang", "01112025")
    await_headline(page, "Luwu Utara: 0 dari 1 tindakan selesai, 1 lewat tenggat")
    add(page, "I31", HOSTILE, "31122030")
    await_headline(page, "Luwu Utara: 0 dari 2 tindakan selesai, 1 lewat tenggat")
    expect(page.get_by_text(HOSTILE)).to_be_visible()
    link = page.get_by_role("link", name="jdih.example.go.id").first
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.get_attribute("href") == "https://jdih.example.go.id/sk?a=1&b=2"

    other = visit(f"{ADDRESS}&butir=I31")
    expect(other.get_by_text("Tampil 1 dari 2 tindakan.")).to_be_visible()
    other.get_by_role("button", name="Ubah dan riwayat").click()
    other.get_by_role("textbox", name="Perangkat daerah", exact=True).fill("Diskominfo")
    sign(other, "Budi", last=True)

    page.get_by_role("button", name="Tandai selesai").last.click()
    await_headline(page, "Luwu Utara: 1 dari 2 tindakan selesai, 1 lewat tenggat")
    assert figures(page, "Selesai")["Selesai"] == "1"

    other.get_by_role("button", name="Simpan perubahan").click()
    expect(other.get_by_text("Sari mengubah Keadaan")).to_be_visible()
    expect(other.get_by_role("textbox", name="Perangkat daerah", exact=True)).to_have_value("Diskominfo")
    assert page.title() == other.title() != "diretas"


def test_the_workbook_goes_out_and_comes_back(visit: Visit, tmp_path: Path) -> None:
    page = visit(f"{ADDRESS}&isi_tindak=Lewat+Excel")
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh XLSX").click()
    file = tmp_path / "tindak.xlsx"
    download.value.save_as(file)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("heading", name="3. Hasil pemeriksaan: 0 baru, 0 berubah").wait_for()
    settle(page)
    expect(page.get_by_text("Isi berkas sama dengan yang tersimpan")).to_be_visible()
