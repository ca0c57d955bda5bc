"""A note on a figure: written by one person, seen by another, changed, and brought back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.live import settle

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGE = "profil?daerah=Kota+Bandar+Lampung&tahun=2024"


def write(page: Page, text: str, who: str = "") -> None:
    field = page.get_by_role("textbox", name="Penjelasan", exact=True)
    if not field.is_visible():
        page.get_by_text("Tulis atau ubah penjelasan").click()
    field.fill(text)
    if who:
        page.get_by_label("Nama Anda").last.fill(who)
    page.get_by_role("button", name="Simpan penjelasan").click()
    expect(page.get_by_role("cell", name=text)).to_be_visible()
    settle(page)


def test_a_note_is_seen_by_another_and_an_older_one_comes_back(visit: Visit) -> None:
    first = "SK tim koordinasi terbit setelah penilaian"
    page = visit(PAGE)
    write(page, first, "Sari")
    other = visit(PAGE)
    expect(other.get_by_role("cell", name=first)).to_be_visible()
    expect(other.get_by_role("cell", name="Sari", exact=True)).to_be_visible()
    write(page, "Audit belum selesai")
    page.get_by_text("Riwayat penjelasan (2)").click()
    page.get_by_role("button", name="Pakai lagi").click()
    expect(page.get_by_role("cell", name=first)).to_be_visible()
    other.get_by_role("button", name="Dari mana angka ini?").first.click()
    expect(other.get_by_text(f"Penjelasan Indeks SPBE: {first} (Sari, ", exact=False)).to_be_visible()
