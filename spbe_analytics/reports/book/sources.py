"""The last sheet: where the figures are from, how they come about, and what says that they are unchanged."""

from typing import Any, Final

from spbe_analytics.reports.book.looks import Looks
from spbe_analytics.reports.book.page import Page
from spbe_analytics.reports.document import LICENCE, Document
from spbe_analytics.scoring.display import format_date

SHEET: Final = "Sumber"

LINKED: Final = ("https://", "http://")
LONGEST: Final = 2000
"""Characters of an address that a cell can lead to."""


def write(sheet: Any, looks: Looks, document: Document) -> None:  # noqa: ANN401 - xlsxwriter has no types
    """Write the sheet."""
    page = Page(sheet, looks, (60, 60), f"{document.subject}, {document.moment}")
    page.opening("Sumber dan cara menghitung", f"{document.subject} · {document.moment}")
    page.text("Sumber", "heading")
    for place, source in enumerate(document.sources):
        page.text(f"{named(place)}. {source.title}")
        if source.url.startswith(LINKED) and len(source.url) <= LONGEST:
            page.link(source.url)
        elif source.url:
            page.text(source.url, "muted")
    if not document.sources:
        page.text("Belum ada sumber: nilainya belum diketahui.", "muted")
    page.line += 1
    page.text("Cara menghitung", "heading")
    for said in document.method:
        page.text(said)
    page.line += 1
    page.text("Hak pakai", "heading")
    page.text(LICENCE)
    page.line += 1
    page.text("Keaslian", "heading")
    page.text(f"Dibuat {format_date(document.today)} dari revisi data {document.revision}.")
    page.text(
        f"Tanda periksa: {document.manifest.checksum}. Angka yang mendasari buku kerja ini ikut tersimpan di dalamnya, "
        "sehingga kelak dapat dibandingkan dengan data."
    )


def named(place: int) -> str:
    """Name a source by its place among those of a document, from 0."""
    return f"Sumber {place + 1}"
