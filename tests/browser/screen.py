"""What a person sees and does on a page in the browser."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.live import settle


def headline(page: Page) -> str:
    """Return the title of a page with ordinary spaces."""
    return " ".join(page.locator("h1").inner_text().split())


def await_headline(page: Page, start: str) -> None:
    """Wait until the title begins with a text and the run is finished."""
    page.wait_for_function(
        "start => document.querySelector('h1')?.textContent.replaceAll('\\u00a0', ' ').startsWith(start)", arg=start
    )
    settle(page)


def figures(page: Page, label: str = "") -> dict[str, str]:
    """Return the figures at the top of a page, once one of them has the label."""
    page.get_by_test_id("stMetricLabel").filter(has_text=label).first.wait_for()
    settle(page)
    found = page.get_by_test_id("stMetric").all()
    return {
        metric.get_by_test_id("stMetricLabel").inner_text().strip(): metric.get_by_test_id("stMetricValue")
        .inner_text()
        .strip()
        for metric in found
    }


def menu_entry(page: Page) -> str:
    """Return the entry of the menu that is marked as the current page."""
    return page.locator("[data-testid=stSidebarNavLink][aria-current=page]").inner_text().strip()


def go(page: Page, entry: str) -> None:
    """Click an entry of the menu."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=entry, exact=True).click()


def filter_field(page: Page, label: str) -> Locator:
    """Return the field of a filter; that of the own region stands above the page."""
    return page.get_by_role("combobox", name=label, exact=True)


def expect_filters(page: Page, **shown: str) -> None:
    """Wait until filters, by their label with ``_`` for a space, show values; fail when they never do."""
    for label, value in shown.items():
        expect(filter_field(page, label.replace("_", " "))).to_have_value(value, timeout=15_000)


def choose(page: Page, label: str, value: str) -> None:
    """Type a value into a filter and take it."""
    field = filter_field(page, label)
    field.click()
    field.fill(value)
    page.get_by_role("option", name=value, exact=True).click()


def sign(page: Page, who: str, *, last: bool = False) -> None:
    """Say who is filling in, unless the page knows it already; of several places in the first or the last one."""
    settle(page)
    if page.get_by_role("button", name=f"Atas nama {who}").count() == 0:
        boxes = page.get_by_role("textbox", name="Nama Anda")
        (boxes.last if last else boxes.first).fill(who)


def copied(page: Page) -> str:
    """Press *Salin tautan* and return what it copied."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Salin tautan").click()
    expect(page.get_by_text("Tautan tersalin")).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))
