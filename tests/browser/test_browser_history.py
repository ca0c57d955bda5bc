"""Back from a wrong upload, and from a figure down to its cell, as a person goes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from spbe_analytics.settings import ROOT
from spbe_analytics.workspace import Workspace
from tests.browser.conftest import Visit
from tests.browser.live import dashboard, settle
from tests.browser.screen import await_headline, go, headline, sign
from tests.previewing import preview

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SAMPLE = ROOT / "data" / "samples" / "isian_luwu_utara_2024.xlsx"
STAGE = "ringkasan?daerah=Kabupaten+Luwu+Utara&tahun=2024&tahap=Penilaian+Interviu"


@pytest.fixture
def uploaded(tmp_path: Path) -> Iterator[str]:
    """A dashboard of its own, into which the sample of Luwu Utara was uploaded as number 2."""
    workspace = Workspace(f"sqlite:///{tmp_path / 'spbe.db'}", ROOT / "data" / "published")
    assert workspace.commit(preview(SAMPLE.read_bytes(), SAMPLE.name), "Sari").batch == 2
    workspace.store.close()
    with dashboard(tmp_path) as address:
        yield address


def take_back(page: Page, reason: str, button: str) -> None:
    sign(page, "Budi")
    page.get_by_label("Alasan").fill(reason)
    page.get_by_role("button", name=button).click()


def test_a_revert_with_its_reason_and_back_again(uploaded: str, visitor: Visit) -> None:
    page = visitor(f"{uploaded}/riwayat")
    await_headline(page, "2 unggahan tersimpan, semuanya berlaku")
    settle(page)
    assert "unggahan=2" in page.url
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh berkas asli").click()
    assert Path(download.value.path()).read_bytes() == SAMPLE.read_bytes()
    page.get_by_role("heading", name="Bila dibatalkan: 60 nilai hilang").wait_for()
    take_back(page, "salah tahap", "Batalkan unggahan nomor 2")
    await_headline(page, "2 unggahan tersimpan, 1 di antaranya dibatalkan")
    page.get_by_text("oleh Budi: salah tahap").wait_for()
    take_back(page, "ternyata benar", "Pulihkan unggahan nomor 2")
    await_headline(page, "2 unggahan tersimpan, semuanya berlaku")


def test_from_the_index_down_to_the_cell(uploaded: str, visitor: Visit) -> None:
    page = visitor(f"{uploaded}/{STAGE}")
    assert headline(page).startswith("Luwu Utara 2,77")
    go(page, "Perbandingan")
    page.get_by_role("button", name="Dari mana angka ini?").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Dihitung dari tingkat di bawahnya: Indeks = (").wait_for()
    choose_in = dialog.get_by_role("combobox", name="Angka")
    choose_in.fill("I12")
    page.get_by_role("option").first.click()
    dialog.get_by_text(f"Tingkat diisi dalam unggahan {SAMPLE.name}: lembar Isian, sel E").wait_for()
    dialog.get_by_text("disimpan oleh Sari").wait_for()
