"""Into the meeting, in a real browser: slides from the profile, a province as one zip, the radar as a picture."""

import io
import re
import zipfile
from pathlib import Path

import pptx
import pytest
from PIL import Image
from playwright.sync_api import Download, Page, expect

from tests.browser.conftest import Visit
from tests.browser.live import settle
from tests.browser.screen import await_headline

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HOME = "daerah=Kabupaten+Luwu+Utara&tahun=2024"
MINUTES = 4 * 60_000


def taken(page: Page, button: str) -> tuple[Download, bytes]:
    """Press a button that gives a file; return it and its content."""
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    return waiting.value, Path(waiting.value.path()).read_bytes()


@pytest.mark.parametrize("size", [(390, 844), (1440, 900)], ids=["phone", "desktop"])
def test_from_the_profile_to_the_slides(visit: Visit, size: tuple[int, int]) -> None:
    page = visit(f"profil?{HOME}", width=size[0], height=size[1])
    page.get_by_test_id("stPageLink").filter(has_text="Unduh").first.click()
    await_headline(page, "Rapor SPBE Kabupaten Luwu Utara 2024")
    expect(page.get_by_role("img", name=re.compile("^Halaman pertama Rapor SPBE"))).to_be_visible()
    file, content = taken(page, "Unduh slide (.pptx)")
    assert file.suggested_filename == "rapor-kabupaten-luwu-utara-2024.pptx"
    deck = pptx.Presentation(io.BytesIO(content))
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert len(titles) == 8
    assert titles[0].startswith("Luwu Utara 3,26 (Baik): naik 0,08 dari 2023")
    assert any(shape.has_chart for shape in deck.slides[1].shapes)


def test_a_part_left_out_stands_in_the_address_and_is_left_out_of_the_file(visit: Visit) -> None:
    page = visit(f"tren?{HOME}")
    page.get_by_test_id("stPageLink").filter(has_text="Unduh").first.click()
    await_headline(page, "Rapor SPBE Kabupaten Luwu Utara 2024")
    assert "isi_dokumen=Perkembangan" in page.url
    _, content = taken(page, "Unduh slide (.pptx)")
    assert len(pptx.Presentation(io.BytesIO(content)).slides) == 2


def test_a_document_just_made_holds_and_another_file_is_none_of_ours(visit: Visit, tmp_path: Path) -> None:
    page = visit(f"laporan?{HOME}")
    _, content = taken(page, "Unduh rapor (.pdf)")
    page.locator("input[type=file]").last.set_input_files(
        {"name": "rapor.pdf", "mimeType": "application/pdf", "buffer": content}
    )
    expect(page.get_by_text(re.compile(r"^Semua \d+ angka"))).to_be_visible()
    other = tmp_path / "lain.pdf"
    other.write_bytes(b"%PDF-1.7\nnothing of ours")
    page.locator("input[type=file]").last.set_input_files(other)
    expect(page.get_by_role("alert")).to_be_visible()


def test_a_province_comes_as_one_zip_and_can_be_stopped(visit: Visit) -> None:
    page = visit(f"laporan?{HOME}")
    start = page.get_by_role("button", name=re.compile(r"^Buat dokumen \d+ daerah"))
    start.click()
    page.get_by_role("progressbar").wait_for()
    page.get_by_role("button", name="Batalkan").click()
    start.wait_for()
    settle(page)
    field = page.get_by_role("combobox", name=re.compile("^Daerah, paling banyak"))
    for name in ("Kabupaten Luwu Utara", "Kabupaten Luwu Timur"):
        field.fill(name)
        page.get_by_role("option", name=name, exact=True).click()
        settle(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Buat dokumen 2 daerah").click()
    page.get_by_role("button", name="Unduh zip").wait_for(timeout=MINUTES)
    _, content = taken(page, "Unduh zip")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = sorted(packed.namelist())
    stems = ["rapor-kabupaten-luwu-timur-2024", "rapor-kabupaten-luwu-utara-2024"]
    assert names == ["daftar.json", *(f"{stem}.{kind}" for stem in stems for kind in ("pdf", "pptx", "xlsx"))]


def test_the_radar_as_a_picture(visit: Visit) -> None:
    page = visit(f"profil?{HOME}")
    page.get_by_role("button", name="Unduh").first.click()
    page.get_by_role("dialog").wait_for()
    file, content = taken(page, "Radar PNG")
    assert file.suggested_filename.endswith("radar.png")
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.width == 1440
