"""The menu: one row a page. A new page is one row here and one file in ``pages/``."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Entry:
    """A page: its file in ``pages/`` without ``.py`` (also its address), its title and its section."""

    file: str
    title: str
    section: str


PRODUCT: Final = "SPBE Analytics"

ROOT_PATH: Final = "beranda"
"""How the page at the bare address is called where it needs a name."""

MENU: Final = (
    Entry("ringkasan", "Ringkasan", "Membaca hasil"),
    Entry("peringkat", "Peringkat", "Membaca hasil"),
    Entry("peta", "Peta", "Membaca hasil"),
    Entry("profil", "Profil daerah", "Membaca hasil"),
    Entry("perbandingan", "Perbandingan", "Membaca hasil"),
    Entry("tren", "Tren", "Membaca hasil"),
    Entry("laporan", "Laporan", "Membaca hasil"),
    Entry("prioritas", "Prioritas", "Merencanakan"),
    Entry("simulasi", "Simulasi & rencana", "Merencanakan"),
    Entry("tindak_lanjut", "Tindak lanjut", "Merencanakan"),
    Entry("unggah", "Unggah data", "Mengelola data"),
    Entry("riwayat", "Riwayat", "Mengelola data"),
    Entry("metodologi", "Metodologi", "Mengelola data"),
)

TITLES: Final = {entry.file: entry.title for entry in MENU}
"""Title of each page by its file."""

UPLOAD: Final = "unggah"
"""The page where what is missing is filled in."""


def page_title(*parts: str) -> str:
    """Say what a tab of the browser is called: what it shows, from the closest to the product."""
    return " – ".join([*filter(None, parts), PRODUCT])
