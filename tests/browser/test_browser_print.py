"""The browser's own print of every page: what a person hands to a leader."""

import re
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from spbe_analytics.ui.kit.menu import MENU
from tests.browser.conftest import SECONDS, Visit
from tests.browser.live import settle
from tests.browser.paper import Said, Sheet, missing, printed, said, squeezed
from tests.browser.screen import go

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HOME = "daerah=Kota+Bandar+Lampung&tahun=2024"

MOST_SHEETS = {
    "ringkasan": 2, "peringkat": 11, "peta": 2, "profil": 3, "perbandingan": 3, "tren": 10, "laporan": 3,
    "prioritas": 3, "simulasi": 2, "tindak_lanjut": 2, "unggah": 1, "riwayat": 6, "metodologi": 3,
}  # fmt: skip
"""Sheets that a page may take; *Peringkat* of the nation and *Tren* list hundreds of figures."""

SCREEN_ONLY = ("Membaca hasil", "Mengelola data", "Daerah saya", "Jenis pembanding", "Langsung ke isi")
"""Words of menu and filters."""

DATE = r"dicetak\d{1,2}[A-Z][a-z]+20\d\dpukul\d\d\.\d\d"


@pytest.fixture
def pair(browser: Browser) -> Iterator[tuple[Page, Page]]:
    """A visitor with a light theme and one with a dark theme."""
    contexts = [
        browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme, locale="id-ID")
        for scheme in ("light", "dark")
    ]
    pages = [context.new_page() for context in contexts]
    for page in pages:
        page.set_default_timeout(SECONDS * 1000)
    yield pages[0], pages[1]
    for context in contexts:
        context.close()


def faults(file: str, shown: Said, sheets: Sequence[Sheet], address: str) -> Iterator[str]:
    """Tell what is wrong with the print of a page."""
    if len(sheets) > MOST_SHEETS[file]:
        yield f"{len(sheets)} sheets"
    if beyond := [text for sheet in sheets for text in sheet.beyond]:
        yield f"in the margins: {beyond[:5]}"
    if len(sheets) > 1 and sheets[0].filled < 0.4:
        yield "the first sheet is all but empty"
    rows = [cell for rows in shown.tables for row in rows for cell in row]
    if lost := missing(sheets, [*shown.sentences, *shown.figures, *shown.cells, *rows]):
        yield f"not on paper: {lost[:5]}"
    for labels in shown.charts:
        if not any(all(squeezed(label) in sheet.squeezed for label in labels) for sheet in sheets):
            yield f"no sheet has the whole chart: {labels[:5]}, nowhere {missing(sheets, labels)}"
    if shown.grids != len(shown.tables):
        yield f"{shown.grids} long tables, {len(shown.tables)} of them on paper"
    lines = {line.strip() for sheet in sheets for line in sheet.text.splitlines()}
    if kept := [word for word in (*SCREEN_ONLY, *shown.buttons) if word in lines]:
        yield f"of use on a screen only: {kept}"
    if squeezed(address) not in sheets[-1].squeezed or not re.search(DATE, sheets[-1].squeezed):
        yield "no address and date at the foot"
    for sheet in sheets:
        margins = sheet.picture[:, :15], sheet.picture[:, -15:]
        if any(margin.min() < 255 for margin in margins) or (sheet.picture == 255).mean() < 0.3:
            yield "a sheet is not white"
        if (sheet.picture < 255).mean(axis=0).max() > 0.9:
            yield "a column goes from top to bottom"


def alike(one: Sequence[Sheet], other: Sequence[Sheet]) -> bool:
    """Tell whether two prints look the same."""
    apart = [np.abs(a.picture.astype(int) - b.picture).mean() for a, b in zip(one, other, strict=False)]
    return len(one) == len(other) and max(apart) < 2


@pytest.mark.parametrize("query", ["", HOME], ids=["nation", "region"])
def test_every_page_prints(pair: tuple[Page, Page], server: str, query: str) -> None:
    for page in pair:
        page.goto(f"{server}/{MENU[0].file}?{query}")
        page.wait_for_selector("h1")
        settle(page)
    found: dict[str, list[str]] = {}
    for entry in MENU:
        prints = []
        for page in pair:
            if entry is not MENU[0]:
                before = page.locator("h1").inner_text()
                go(page, entry.title)
                page.wait_for_function("before => document.querySelector('h1')?.innerText !== before", arg=before)
                settle(page)
            shown = said(page)
            prints.append(printed(page))
            found.setdefault(entry.file, []).extend(faults(entry.file, shown, prints[-1], page.url))
        if not alike(*prints):
            found[entry.file].append("a dark screen prints otherwise than a light one")
    assert {file: wrong for file, wrong in found.items() if wrong} == {}


def test_the_heads_of_a_long_table_stand_on_every_sheet(visit: Visit) -> None:
    page = visit("peringkat?tahun=2024")
    assert page.locator("[data-spbe=tabel]").is_hidden()
    heads, *rows = said(page).tables[0]
    sheets = printed(page)
    with_rows = [sheet for sheet in sheets if sum(squeezed(row[0]) in sheet.squeezed for row in rows) > 20]
    assert len(with_rows) > 5
    assert [head for sheet in with_rows for head in heads if squeezed(head) not in sheet.squeezed] == []


def test_a_phone_prints_the_same_sheets(visit: Visit) -> None:
    wide, narrow = visit(f"profil?{HOME}"), visit(f"profil?{HOME}", width=390, height=844)
    assert alike(printed(wide), printed(narrow))


def test_the_button_prints_once(visit: Visit) -> None:
    page = visit(f"ringkasan?{HOME}")
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
    page.get_by_role("button", name="Cetak").click()
    assert page.evaluate("window.printed") == 1


def test_the_screen_is_as_before_after_printing(visit: Visit) -> None:
    page = visit(f"peringkat?{HOME}", dark=True)
    page.get_by_test_id("stDataFrame").locator("canvas").first.wait_for()
    page.wait_for_timeout(1000)  # the grid draws its canvases one after the other
    before = page.evaluate("document.querySelector('.stMain').innerHTML")
    printed(page)
    page.wait_for_function("before => document.querySelector('.stMain').innerHTML === before", arg=before)


def test_a_table_opened_over_the_page_is_printed_below_the_headline(visit: Visit) -> None:
    page = visit(f"ringkasan?{HOME}", dark=True)
    page.get_by_role("button", name="Tabel").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("table").wait_for()
    settle(page)
    cells = dialog.locator("th, td").all_inner_texts()
    sheets = printed(page)
    assert len(sheets) == 1
    assert missing(sheets, [page.locator("h1").inner_text(), *cells, page.url]) == []
    assert np.median(sheets[0].picture) == 255
    assert missing(sheets, ["Sepuluh tertinggi"]) != []


def test_what_was_folded_is_printed_but_fields_are_not(visit: Visit) -> None:
    sheets = printed(visit(f"peringkat?{HOME}"))
    assert missing(sheets, ["Naik dan turun dihitung di antara daerah yang dinilai pada kedua tahun."]) == []
    assert missing(printed(visit(f"tren?{HOME}&isi=Target")), ["Unggah target"]) == ["Unggah target"]
