"""For all people: the rules of WCAG 2.2 AA, Indonesian words, narrow screens, the keyboard, calm, in both themes."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from spbe_analytics.settings import ROOT
from spbe_analytics.ui.kit.menu import MENU, Entry
from tests.browser.access_rules import KNOWN, Known, faults
from tests.browser.conftest import Visit
from tests.browser.live import settle
from tests.browser.opened import each_part, parts, windows

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-access")]

PHONE, SMALLEST, DESKTOP, HEIGHT = 390, 320, 1440, 900
REGION = "Kota Bandar Lampung"
HOME = "daerah=Kota+Bandar+Lampung&tahun=2024"
TAB_STOPS = 5

WORDS = json.loads((ROOT / "spbe_analytics/ui/door/assets/words.json").read_text(encoding="utf-8"))
ENGLISH = {theirs for theirs, ours in WORDS.items() if theirs != ours}
PLAIN = re.compile(
    r"\b(the|of|to|for|with|is|are|your|this|not|press|click|choose|select|remove|clear|add|close|open|show|hide|search|"
    r"download|upload|drag|drop|loading|running|results?|options?|available|empty|expand|collapse|skip|pages?)\b",
    re.IGNORECASE,
)
"""Words that no Indonesian sentence holds."""

STAYS = {"gambar.png", "salah.csv"}
"""What stays as it is: names of files."""

READ = """() => {
  const said = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const hidden = node.parentElement.closest("script, style, noscript, canvas, pre, [translate=no]");
    if (!hidden && node.nodeValue.trim()) said.push(node.nodeValue.trim());
  }
  for (const item of document.querySelectorAll("[aria-label], [title], [placeholder], [alt], [aria-valuetext]")) {
    for (const name of ["aria-label", "title", "placeholder", "alt", "aria-valuetext"]) {
      if (item.getAttribute(name)?.trim()) said.push(item.getAttribute(name).trim());
    }
  }
  return [...new Set(said)];
}"""

WIDTHS = "[document.documentElement, document.querySelector('[data-testid=stMain]')].map(item => item.scrollWidth)"


def english(page: Page) -> list[str]:
    """Return what a page says in English, in texts, labels, titles and hints."""
    said = [text for text in page.evaluate(READ) if not any(name in text for name in STAYS)]
    return [text for text in said if text in ENGLISH or PLAIN.search(text)]


@pytest.mark.parametrize("entry", MENU, ids=lambda entry: entry.file)
def test_a_page_is_for_all_people(visit: Visit, entry: Entry, tmp_path: Path) -> None:
    broken: dict[str, list[str]] = {}
    met: set[Known] = set()

    def look(page: Page, name: str) -> None:
        found, known = faults(page)
        met.update(known)
        broken[name] = found + [f"English: {text}" for text in english(page)]

    page = visit(f"{entry.file}?{HOME}", width=DESKTOP, height=HEIGHT)
    assert page.title() == f"{REGION} – {entry.title} – SPBE Analytics"
    assert page.evaluate("document.documentElement.lang") == "id"
    for name in each_part(page):
        look(page, f"{name}, light")
    for name in windows(page, entry, tmp_path):
        look(page, name)
    page.close()

    page = visit(f"{entry.file}?{HOME}", width=PHONE, height=HEIGHT, dark=True)
    for name in each_part(page):
        look(page, f"{name}, dark")
        page.set_viewport_size({"width": SMALLEST, "height": HEIGHT})
        page.wait_for_function(f"Math.max(...{WIDTHS}) <= {SMALLEST}", timeout=5_000)
        page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    page.close()

    page = visit(entry.file, width=PHONE, height=HEIGHT)
    assert page.title() == f"{entry.title} – SPBE Analytics"
    look(page, "without a region, light")
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": DESKTOP, "height": HEIGHT})
    page.wait_for_timeout(300)
    settle(page)
    look(page, "without a region, dark")

    assert {name: found for name, found in broken.items() if found} == {}
    assert {item for item in KNOWN if item.page == entry.file} - met == set()


def test_another_theme_draws_charts_and_tables_anew(visit: Visit) -> None:
    page = visit(f"tren?{HOME}", width=DESKTOP, height=HEIGHT)
    for theme in ("Gelap", "Terang"):
        page.get_by_test_id("stMainMenu").get_by_role("button").click()
        page.get_by_role("menuitemradio", name=theme).click()
        page.keyboard.press("Escape")
        page.wait_for_timeout(1_000)
        settle(page)
        assert [fault for fault in faults(page)[0] if fault.startswith("color-contrast")] == [], theme


def inside(page: Page, test_id: str) -> bool:
    """Tell whether the keyboard is within a part of the page."""
    return bool(page.evaluate("id => document.activeElement.closest(`[data-testid=${id}]`) !== null", test_id))


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_content_is_a_few_tab_stops_away(visit: Visit, width: int) -> None:
    page = visit(f"ringkasan?{HOME}", width=width, height=HEIGHT)
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Langsung ke isi")
    expect(link).to_be_focused()
    box = link.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    for _ in range(TAB_STOPS - 1):
        page.keyboard.press("Tab")
        if inside(page, "stMain"):
            break
    assert inside(page, "stMain")
    assert page.url.endswith(HOME) or "daerah=" in page.url


def test_a_closed_sidebar_takes_no_tab_stop(visit: Visit) -> None:
    page = visit(f"ringkasan?{HOME}", width=PHONE, height=HEIGHT)
    for _ in range(TAB_STOPS):
        page.keyboard.press("Tab")
        assert not inside(page, "stSidebar")
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_role("combobox", name="Tahun")).to_be_visible()


FOCUS = """async () => {
  const paint = (item) => {
    const found = [];
    for (let place = item; place && place !== document.body && found.length < 4; place = place.parentElement) {
      const style = getComputedStyle(place);
      found.push([style.outline, style.boxShadow, style.borderColor].join());
    }
    return found.join();
  };
  const item = document.activeElement;
  if (item === document.body || item.closest("canvas")) return null; // what is drawn on a canvas shows its own frame
  const soon = () => new Promise((done) => setTimeout(done, 60));
  await soon();
  const focused = paint(item);
  item.blur();
  for (let turn = 0; turn < 10 && paint(item) === focused; turn += 1) await soon();
  const seen = paint(item) !== focused;
  item.focus({ focusVisible: true });
  return seen ? null : `${item.tagName} ${item.closest("[data-testid]")?.dataset.testid}`;
}"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["profil", "prioritas", "riwayat"])
def test_the_place_of_the_keyboard_is_seen(visit: Visit, name: str, dark: bool) -> None:
    page = visit(f"{name}?{HOME}", width=DESKTOP, height=HEIGHT, dark=dark)
    page.emulate_media(reduced_motion="reduce")
    unseen = set()
    for _ in range(45):
        page.keyboard.press("Tab")
        page.wait_for_timeout(20)
        unseen.add(page.evaluate(FOCUS))
    assert unseen == {None}


def whole(item: Locator, width: int) -> bool:
    """Tell whether an element lies between the sides of the screen."""
    box = item.bounding_box()
    return box is not None and box["x"] >= 0 and box["x"] + box["width"] <= width


@pytest.mark.parametrize("width", [SMALLEST, PHONE])
@pytest.mark.parametrize("name", ["tren", "prioritas", "tindak_lanjut", "metodologi"])
def test_every_part_is_reached_by_tap_and_by_keyboard(visit: Visit, name: str, width: int) -> None:
    page = visit(f"{name}?{HOME}", width=width, height=HEIGHT)
    row = parts(page)
    count = row.count()
    assert count > 2
    assert [whole(tab, width) for tab in row.all()] == [True] * count
    for place in range(count):
        row.nth(place).click()
        settle(page)
        expect(row.nth(place)).to_be_checked()
    row.first.click()
    settle(page)
    for place in range(1, count):
        page.wait_for_timeout(300)
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Space")
        settle(page)
        expect(row.nth(place)).to_be_checked()


def test_motion_is_reduced_where_a_person_asks_for_it(visit: Visit) -> None:
    page = visit(f"tren?{HOME}", width=DESKTOP, height=HEIGHT)
    page.emulate_media(reduced_motion="reduce")
    longest = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll("body *")].flatMap((item) => {
          const style = getComputedStyle(item);
          return [...style.transitionDuration.split(","), ...style.animationDuration.split(",")].map(parseFloat);
        }))"""
    )
    assert longest <= 0.001


def test_what_people_wrote_is_never_translated(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "Upload.csv"
    path.write_text("Search;Close\nSelect all;Sidebar\n", encoding="utf-8")
    page = visit(f"unggah?{HOME}", width=DESKTOP, height=HEIGHT)
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_text("Upload.csv").first).to_be_visible()
    settle(page)
    plan = page.get_by_role("group", name=re.compile("Upload|Lembar|CSV")).first
    for word in ("Search", "Close", "Select all", "Sidebar"):
        expect(plan.get_by_text(word, exact=True)).to_have_count(1)

    page = visit(f"tindak_lanjut?{HOME}", width=DESKTOP, height=HEIGHT)
    page.get_by_role("button", name="Tambah tindakan").click()
    page.get_by_role("combobox", name="Indikator").click()
    page.get_by_role("option").first.click()
    page.get_by_label("Tindakan", exact=True).fill("Search")
    page.get_by_label("Perangkat daerah", exact=True).fill("Select all")
    page.get_by_role("textbox", name="Nama Anda").first.fill("Close")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Simpan tindakan").click()
    card = page.get_by_test_id("stHtml").filter(has_text="Search")
    card.first.wait_for()
    expect(card.first).to_contain_text("Select all")
    expect(page.get_by_role("button", name="Atas nama Close").first).to_be_visible()
