"""Takes the pictures of README and guide from the running product: ``python -m docs.screenshots``."""

import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser
from pypdfium2 import PdfDocument

from spbe_analytics.documents.making import Format, kept_of, of_region, written
from spbe_analytics.entries.action import Action
from spbe_analytics.reports.rapor import first_page
from spbe_analytics.schema import Stage
from spbe_analytics.settings import PACKAGE
from spbe_analytics.workspace import Workspace
from tests.browser.live import ROOT, chromium, dashboard, settle
from tests.reports.office import convert

IMAGES = ROOT / "docs" / "images"
SAMPLE = ROOT / "data" / "samples" / "isian_luwu_utara_2024.xlsx"

ODD = ROOT / "tests" / "ingest" / "odd_tables" / "unnamed-column-xlsx.xlsx"
"""A table with figures under no heading, by which the guide shows how a file is read."""

WIDE, PHONE = 1440, 390
FIRST_SCREEN = 900
LONGEST = {WIDE: 6000, PHONE: 1800}
"""Pixels at which a long page is cut off, by the width of the window."""
SAMPLES = tuple(sorted(SAMPLE.parent.glob("*.xlsx")))

COLOURS = 192
"""As many as a page needs; a third of the bytes of full colour."""

LUWU_UTARA = "daerah=Kabupaten+Luwu+Utara&tahun=2024"
BANDAR_LAMPUNG = "daerah=Kota+Bandar+Lampung&tahun=2024"


@dataclass(frozen=True)
class Picture:
    """One picture.

    Attributes:
        name: File name without ``.png``.
        address: Page and filters.
        width: Width of the window.
        dark: In the dark theme.
        upload: Workbooks to hand over first.
    """

    name: str
    address: str
    width: int = WIDE
    dark: bool = False
    upload: tuple[Path, ...] = ()


PICTURES = (
    Picture("ringkasan", f"ringkasan?{LUWU_UTARA}"),
    Picture("ringkasan-gelap", f"ringkasan?{LUWU_UTARA}", dark=True),
    Picture("ringkasan-nasional", "ringkasan?tahun=2024"),
    Picture("ringkasan-ponsel", f"ringkasan?{LUWU_UTARA}", PHONE),
    Picture("peringkat", f"peringkat?{LUWU_UTARA}"),
    Picture("peringkat-ponsel", f"peringkat?{LUWU_UTARA}", PHONE),
    Picture("peta", "peta?tahun=2024&jenis=Semua+jenis"),
    Picture("profil", f"profil?{BANDAR_LAMPUNG}"),
    Picture("profil-ponsel", f"profil?{BANDAR_LAMPUNG}", PHONE),
    Picture("perbandingan", f"perbandingan?{LUWU_UTARA}"),
    Picture("tren", f"tren?{LUWU_UTARA}"),
    Picture("laporan", f"laporan?{LUWU_UTARA}"),
    Picture("laporan-ponsel", f"laporan?{LUWU_UTARA}", PHONE),
    Picture("prioritas", f"prioritas?{BANDAR_LAMPUNG}"),
    Picture("prioritas-ponsel", f"prioritas?{LUWU_UTARA}", PHONE),
    Picture("perubahan", f"tren?{BANDAR_LAMPUNG}&isi=Perubahan"),
    Picture("simulasi", f"simulasi?{BANDAR_LAMPUNG}"),
    Picture("simulasi-ponsel", f"simulasi?{BANDAR_LAMPUNG}&isi=Ubah+tingkat&ubah=I1.4", PHONE),
    Picture("tindak-lanjut", f"tindak_lanjut?{LUWU_UTARA}"),
    Picture("unggah", f"unggah?{LUWU_UTARA}", upload=(SAMPLE,)),
    Picture("unggah-banyak", f"unggah?{LUWU_UTARA}", upload=SAMPLES),
    Picture("unggah-dibaca", f"unggah?{LUWU_UTARA}", upload=(ODD,)),
    Picture("riwayat", f"riwayat?{LUWU_UTARA}"),
    Picture("riwayat-ponsel", f"riwayat?{LUWU_UTARA}", PHONE),
    Picture("metodologi", "metodologi?tahun=2024"),
    Picture("kriteria", "metodologi?tahun=2024&bagian=Kriteria+tingkat"),
)


def take(browser: Browser, address: str, picture: Picture) -> Path:
    """Take one picture of a whole page; return its file."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": FIRST_SCREEN},
        color_scheme="dark" if picture.dark else "light",
        locale="id-ID",
        device_scale_factor=2 if picture.width == PHONE else 1,
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{address}/{picture.address}")
    page.wait_for_selector("h1")
    settle(page)
    if picture.upload:
        page.locator("input[type=file]").set_input_files(list(picture.upload))
        page.wait_for_url("**langkah=temuan**")
        settle(page)
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": picture.width, "height": min(int(height) + 20, LONGEST[picture.width])})
    settle(page)
    page.wait_for_timeout(1000)  # charts are drawn anew for the new size
    path = IMAGES / f"{picture.name}.png"
    page.screenshot(path=path, animations="disabled")
    with Image.open(path) as shot:
        few = shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    context.close()
    return path


def follow_up(folder: Path) -> None:
    """Store what the picture of the follow-up shows: three made-up actions of Luwu Utara."""
    workspace = Workspace(f"sqlite:///{folder / 'spbe.db'}", ROOT / "data" / "published")
    about = ("73.22", 2024, "final", "spbe-59-2020")
    note = "SK tim koordinasi SPBE direviu agar pembagian tugas jelas"
    workspace.actions.add_many(
        [
            Action(*about, "I10", "Tetapkan ulang SK tim koordinasi SPBE", remark=note, unit="Bagian Hukum",
                   due=date(2026, 9, 30)),
            Action(*about, "I12", "Susun peta rencana SPBE 2027–2031", unit="Bappeda", due=date(2027, 3, 31),
                   state="berjalan", theme="digitalisasi"),
            Action(*about, "I31", "Laksanakan audit keamanan SPBE", unit="Diskominfo", due=date(2026, 6, 30),
                   state="selesai", theme="digitalisasi"),
        ],
        "Sari",
    )  # fmt: skip
    workspace.store.close()


FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include>/etc/fonts/fonts.conf</include><dir>{folder}</dir></fontconfig>
"""
"""Lets LibreOffice find the fonts that ship, as on a machine where they are installed."""

OFFICE = (("slide", Format.SLIDES, 1), ("slide-rencana", Format.SLIDES, 6), ("buku-kerja", Format.BOOK, 1))
"""Pictures of files that an office program shows: name, kind of file, page from 0."""


def documents(folder: Path, named: set[str]) -> None:
    """Draw a slide, a page and a sheet of the document of Kota Bandar Lampung."""
    workspace = Workspace(f"sqlite:///{folder / 'spbe.db'}", ROOT / "data" / "published")
    document = of_region(workspace.snapshot(), "18.71", 2024, Stage.FINAL, kept_of(workspace, "18.71", date.today()))
    workspace.store.close()
    if "rapor" in named:
        (IMAGES / "rapor.png").write_bytes(first_page(document))
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS.format(folder=PACKAGE / "reports" / "fonts"), encoding="utf-8")
    for name, kind, page in OFFICE:
        if name not in named:
            continue
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("FONTCONFIG_FILE", str(fonts))
            pdf = convert(written(document, kind), f"rapor.{kind.value}", "pdf", folder)
        with PdfDocument(pdf) as pages:
            picture = pages[page].render(scale=1.4).to_pil().convert("RGB")
        picture.quantize(COLOURS, dither=Image.Dither.NONE).save(IMAGES / f"{name}.png", optimize=True)


def main() -> None:
    """Take all pictures, or those named on the command line."""
    named = set(sys.argv[1:]) or {*(picture.name for picture in PICTURES), "rapor", *(name for name, *_ in OFFICE)}
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        documents(Path(folder), named)
        follow_up(Path(folder))
        with chromium() as browser, dashboard(Path(folder)) as address:
            for picture in PICTURES:
                if picture.name in named:
                    path = take(browser, address, picture)
                    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
