"""The rules of access that every page keeps, run by axe-core in the page, and what is Streamlit's own to mend."""

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""WCAG 2.2 to level AA, and the habits beyond it: order of headings, landmarks, heads of tables, skip links."""

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Known:
    """A fault of Streamlit's own that no door of ours can mend.

    Attributes:
        rule: The rule of axe-core.
        selector: Where, and nowhere else.
        page: On which page the tests meet it; there it must occur, or the exception goes.
        issue: Where Streamlit's people know of it.
    """

    rule: str
    selector: str
    page: str
    issue: str


UPLOADER = "https://github.com/react-dropzone/react-dropzone/pull/1182"
UNKNOWN = "no issue known"

KNOWN = (
    Known("list", "[data-testid=stSidebarNavItems]", "ringkasan", UNKNOWN),
    Known("listitem", "[data-testid=stSidebarNavItems] li", "ringkasan", UNKNOWN),
    Known("presentation-role-conflict", "[data-testid=stFileUploaderDropzone]", "unggah", UPLOADER),
    Known("region", "[data-testid=stSelectboxVirtualDropdown] *", "ringkasan", UNKNOWN),
    Known("region", "[data-testid=stMultiSelectDropdown] *", "perbandingan", UNKNOWN),
    Known("region", "[data-testid=stDataFrameColumnVisibilityMenu] *", "peringkat", UNKNOWN),
    Known("region", "[data-testid=stMainMenuPopover] *", "ringkasan", UNKNOWN),
    Known("landmark-banner-is-top-level", "[data-testid=stDateInputCalendar] header", "tindak_lanjut", UNKNOWN),
    Known("landmark-no-duplicate-banner", "[data-testid=stNavSectionHeader]", "tindak_lanjut", UNKNOWN),
    Known("landmark-unique", "[data-testid=stHeader]", "tindak_lanjut", UNKNOWN),
)

_RUN = """async ([tags, known]) => {
  const rules = { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], preload: false };
  const found = await axe.run(document, rules);
  const faults = [], met = [];
  for (const { id, nodes } of found.violations) for (const node of nodes) {
    const item = document.querySelector(node.target.at(-1));
    const place = known.findIndex(([rule, selector]) => rule === id && item?.matches(selector));
    if (place >= 0) met.push(place);
    else faults.push(`${id}: ${node.html.slice(0, 200)} (${node.failureSummary.replace(/\\s+/g, " ").slice(0, 200)})`);
  }
  return [faults, met];
}"""


def faults(page: Page) -> tuple[list[str], set[Known]]:
    """Return what breaks a rule on a page as it stands, and which of the known exceptions were met."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    told: list[Any] = page.evaluate(_RUN, [TAGS, [[item.rule, item.selector] for item in KNOWN]])
    return told[0], {KNOWN[place] for place in told[1]}
