"""A switch of page with all data loaded, against a switch between two empty Streamlit pages, in a real Chromium."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from benchmarks.measure import Measure
from tests.browser.live import chromium, dashboard, free_port, serving, settle

HOME = "daerah=Kota+Bandar+Lampung&tahun=2024"
LIMIT = 2.5
WARM = 4
ROUNDS = 12

SWITCH = """
async ([label, pause]) => {
  await new Promise(done => setTimeout(done, pause));
  const app = document.querySelector('[data-testid=stApp]');
  const before = document.querySelector('h1').textContent;
  const link = [...document.querySelectorAll('[data-testid=stSidebarNavLink]')]
    .find(item => item.textContent.trim().endsWith(label));
  return await new Promise((done, fail) => {
    const look = () => {
      if (app.dataset.testScriptState !== 'notRunning') return;
      const now = document.querySelector('h1');
      if (!now || now.textContent === before) return;
      clearInterval(poll);
      watch.disconnect();
      done(performance.now() - start);
    };
    const watch = new MutationObserver(look);  // of one attribute only: watching more would slow the page down
    watch.observe(app, {attributeFilter: ['data-test-script-state']});
    const poll = setInterval(look, 5);
    setTimeout(() => { clearInterval(poll); fail(new Error('no switch to ' + label)); }, 20000);
    const start = performance.now();
    link.click();
  });
}
"""
"""Clicks an entry of the menu and gives the milliseconds until the new title stands there and the run is finished."""


@contextmanager
def empty_app(folder: Path) -> Iterator[str]:
    """Serve the app of two empty pages."""
    port = free_port()
    script = str(Path(__file__).with_name("empty_app.py"))
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    with serving(command, {}, port, folder / "empty.log") as address:
        yield address


def switch(page: Page, label: str) -> float:
    """Click an entry of the menu; return the milliseconds until the new page is there and its run finished."""
    return float(page.evaluate(SWITCH, [label, 200]))


def measures() -> list[Measure]:
    """Measure both promises about page switches."""
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name)
        with dashboard(folder) as full, empty_app(folder) as empty:
            ours, theirs = browser.new_page(), browser.new_page()
            for page, address in ((ours, f"{full}/ringkasan?{HOME}"), (theirs, empty)):
                page.goto(address)
                page.wait_for_selector("h1", timeout=60_000)
                settle(page)
            times: dict[str, list[float]] = {"Profil daerah": [], "Ringkasan": [], "Dua": [], "Satu": []}
            for turn in range(WARM + ROUNDS):
                for label, found in times.items():
                    page = theirs if label in ("Dua", "Satu") else ours
                    page.bring_to_front()
                    took = switch(page, label)
                    if turn >= WARM:
                        found.append(took)
    bare = median(times["Dua"] + times["Satu"])
    return [
        Measure(f"switch to {label} / switch between two empty pages", median(times[label]), bare, LIMIT, True)
        for label in ("Ringkasan", "Profil daerah")
    ]
