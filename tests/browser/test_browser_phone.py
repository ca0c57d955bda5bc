"""On a phone: nothing beside the screen, and the answer without scrolling; the same in both themes."""

import pytest
from playwright.sync_api import Locator, Page

from spbe_analytics.ui.kit.menu import MENU, Entry
from tests.browser.conftest import Visit
from tests.browser.screen import figures, headline

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

WIDTH, HEIGHT = 390, 844
BANDAR_LAMPUNG = "daerah=Kota+Bandar+Lampung&tahun=2024"


def on_screen(item: Locator) -> bool:
    """Tell whether an element lies whole on the first screen."""
    box = item.bounding_box()
    return (
        box is not None
        and box["x"] >= 0
        and box["x"] + box["width"] <= WIDTH
        and box["y"] >= 0
        and box["y"] + box["height"] <= HEIGHT
    )


def widths(page: Page) -> list[int]:
    """Return how wide the page and its main part would like to be."""
    return list(
        page.evaluate(
            "[document.documentElement, document.querySelector('[data-testid=stMain]')].map(item => item.scrollWidth)"
        )
    )


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("entry", MENU, ids=lambda entry: entry.file)
def test_a_page_fits_a_phone(visit: Visit, entry: Entry, dark: bool) -> None:
    page = visit(f"{entry.file}?{BANDAR_LAMPUNG}", width=WIDTH, height=HEIGHT, dark=dark)
    assert max(widths(page)) <= WIDTH
    assert headline(page)
    assert on_screen(page.locator("h1"))


@pytest.mark.parametrize("page_name", ["ringkasan", "profil", "peringkat"])
def test_the_figures_stand_on_the_first_screen_of_a_phone(visit: Visit, page_name: str) -> None:
    page = visit(f"{page_name}?{BANDAR_LAMPUNG}", width=WIDTH, height=HEIGHT)
    figures(page)
    found = page.get_by_test_id("stMetric").all()
    assert 3 <= len(found) <= 4
    assert [metric.inner_text() for metric in found if not on_screen(metric)] == []
