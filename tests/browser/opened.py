"""Opens what a page holds, one thing after the other, so that a test sees each as a person would."""

from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Locator, Page

from spbe_analytics.ui.kit.menu import Entry
from tests.browser.live import settle


def parts(page: Page) -> Locator:
    """Return the buttons of the row that chooses the part of a page."""
    return page.get_by_role("radiogroup", name="Bagian").first.get_by_role("radio")


def each_part(page: Page) -> Iterator[str]:
    """Open each part and everything folded in it; yields its name."""
    for place in range(max(parts(page).count(), 1)):
        name = "tanpa bagian"
        if parts(page).count() > place:
            one = parts(page).nth(place)
            name = one.inner_text()
            one.click()
            settle(page)
        for folded in page.locator("[data-testid=stExpander] details:not([open]) > summary").all():
            if folded.is_visible():
                folded.click()
        settle(page)
        yield name


def windows(page: Page, entry: Entry, folder: Path) -> Iterator[str]:
    """Open what lies over or within a page only after something was done; yields what it is."""
    for name, opening, *after in OPENINGS.get(entry.file, ()):
        opening(page, folder)
        settle(page)
        yield name
        for undo in after:
            undo(page, folder)


def _table(page: Page, _: Path) -> None:
    page.get_by_role("button", name="Tabel").first.click()
    page.get_by_role("dialog").wait_for()


def _close(page: Page, _: Path) -> None:
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)


def _menu(page: Page, _: Path) -> None:
    page.get_by_test_id("stMainMenu").get_by_role("button").click()
    page.get_by_role("menu").wait_for()


def _choices(page: Page, _: Path) -> None:
    page.get_by_role("combobox", name="Tahap").click()
    page.get_by_role("listbox").wait_for()


def _nothing(page: Page, _: Path) -> None:
    page.get_by_role("combobox", name="Jenis pembanding").click()
    page.keyboard.type("zzq")
    page.get_by_text("Tidak ada yang cocok").wait_for()


def _chips(page: Page, _: Path) -> None:
    page.get_by_test_id("stMultiSelect").get_by_role("combobox").first.click()
    page.get_by_text("Pilih semua").wait_for()


def _columns(page: Page, _: Path) -> None:
    page.get_by_role("button", name="Pilih kolom").first.press("Enter")
    page.get_by_test_id("stDataFrameColumnVisibilityMenu").wait_for()


def _typed(page: Page, _: Path) -> None:
    page.get_by_test_id("stTextInputField").first.press_sequentially("Ban")
    page.get_by_test_id("stTextInputClearButton").wait_for()


def _action(page: Page, _: Path) -> None:
    parts(page).first.click()
    settle(page)
    page.get_by_role("button", name="Tambah tindakan").click()
    page.get_by_test_id("stDateInput").first.wait_for()


def _calendar(page: Page, _: Path) -> None:
    page.get_by_test_id("stDateInputCalendarButton").first.click()
    page.get_by_test_id("stDateInputCalendar").wait_for()


def _files(page: Page, folder: Path) -> None:
    wrong, other = folder / "salah.csv", folder / "gambar.png"
    wrong.write_text("a;b\n1;2\n", encoding="utf-8")
    other.write_bytes(b"x")
    page.locator("input[type=file]").set_input_files([wrong, other])
    page.get_by_text("1 temuan").wait_for()


Step = Callable[[Page, Path], None]

OPENINGS: dict[str, tuple[tuple[str | Step, ...], ...]] = {
    "ringkasan": (
        ("tabel", _table, _close),
        ("pilihan", _choices, _close),
        ("tanpa hasil", _nothing, _close),
        ("menu", _menu, _close),
    ),
    "peringkat": (("kolom", _columns, _close), ("ketikan", _typed)),
    "profil": (("tabel", _table, _close),),
    "perbandingan": (("pilihan", _chips, _close),),
    "tindak_lanjut": (("tindakan", _action), ("kalender", _calendar, _close)),
    "unggah": (("temuan", _files),),
}
"""What is opened on each page, how, and how it is closed again."""
