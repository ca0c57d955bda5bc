"""Plans, marginal table and what-if of one government; a change of one level on *Simulasi* in a real Chromium."""

import tempfile
import time
from fractions import Fraction
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from benchmarks.measure import Measure
from benchmarks.pages import empty_app
from spbe_analytics.analysis.planning.levers import Position, position
from spbe_analytics.analysis.planning.rules import Rules, presets
from spbe_analytics.analysis.planning.search import least_effort, marginal, next_target
from spbe_analytics.analysis.planning.whatif import outcome
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.errors import AnalysisError
from spbe_analytics.settings import ROOT
from spbe_analytics.workspace import Workspace
from tests.browser.live import chromium, dashboard, settle

PLAN_MS, LOOK_MS = 150.0, 5.0
YEAR = 2024
EVERY = 4
"""Each how many-th government is planned for: enough for a median."""

ROUNDS, WARM = 12, 3

CHANGE = """
async ([place, level]) => {
  const app = document.querySelector('[data-testid=stApp]');
  const before = document.querySelector('h1').textContent;
  return await new Promise((done, fail) => {
    const look = () => {
      if (app.dataset.testScriptState !== 'notRunning') return;
      if (document.querySelector('h1').textContent === before) return;
      clearInterval(poll);
      watch.disconnect();
      done(performance.now() - start);
    };
    const watch = new MutationObserver(look);  // of one attribute only: watching more would slow the page down
    watch.observe(app, {attributeFilter: ['data-test-script-state']});
    const poll = setInterval(look, 5);
    setTimeout(() => { clearInterval(poll); fail(new Error('nothing changed')); }, 20000);
    const rows = document.querySelectorAll('[data-testid=stMain] [data-testid=stButtonGroup]');
    const start = performance.now();
    rows[place].querySelectorAll('button')[level].click();
  });
}
"""
"""Chooses a level of an indicator; gives the milliseconds until the title says what follows and the run is finished."""

READY = """
() => {
  window.took = new Promise(done => {
    const app = document.querySelector('[data-testid=stApp]');
    let start = null;
    document.addEventListener('keydown', () => { start ??= performance.now(); }, {capture: true, once: true});
    const watch = new MutationObserver(() => {
      if (start === null || app.dataset.testScriptState !== 'notRunning') return;
      watch.disconnect();
      done(performance.now() - start);
    });
    watch.observe(app, {attributeFilter: ['data-test-script-state']});
  });
}
"""
"""Prepares the clock for a rerun by its key: from the key to the end of the run."""


def _positions(snapshot: Snapshot) -> list[Position]:
    instrument = snapshot.catalogue.for_year(YEAR)
    assert instrument is not None
    found = []
    for region in sorted({key[0] for key in snapshot.scores(instrument.id).index if key[1:] == (YEAR, "final")}):
        try:
            found.append(position(snapshot, instrument, region, YEAR, "final"))
        except AnalysisError:
            continue
    return found


def _took(positions: list[Position]) -> tuple[float, float]:
    plans, looks = [], []
    for start in positions:
        lever = next(lever for lever in start.levers if lever.room)
        for preset in presets():
            began = time.perf_counter()
            least_effort(start, next_target(start), Rules(preset=preset))
            plans.append(time.perf_counter() - began)
        began = time.perf_counter()
        marginal(start)
        outcome(start, {lever.node: lever.now + Fraction(1)})
        looks.append(time.perf_counter() - began)
    return 1000 * median(plans), 1000 * median(looks)


def _rerun(page: Page) -> float:
    page.evaluate(READY)
    page.keyboard.press("r")
    return float(page.evaluate("window.took"))


def _turns(ours: Page, theirs: Page) -> tuple[float, float]:
    """Time a change of one level, and the rerun of an empty page, in turns."""
    changes, reruns = [], []
    for turn in range(WARM + ROUNDS):
        for page in (ours, theirs):
            page.bring_to_front()
            page.wait_for_timeout(250)
            took = _rerun(page) if page is theirs else float(ours.evaluate(CHANGE, [turn // 2 % 5, 4 - 2 * (turn % 2)]))
            if turn >= WARM:
                (changes if page is ours else reruns).append(took)
    return median(changes), median(reruns)


def measures() -> list[Measure]:
    """Measure the promises of the planner's pages."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        snapshot = Workspace(f"sqlite:///{folder / 'plan.db'}", ROOT / "data" / "published").snapshot()
        plan, look = _took(_positions(snapshot)[::EVERY])
        with chromium() as browser, dashboard(folder) as full, empty_app(folder) as empty:
            ours, theirs = browser.new_page(), browser.new_page()
            ours.goto(f"{full}/simulasi?daerah=Kota+Bandar+Lampung&tahun={YEAR}&isi=Ubah+tingkat")
            theirs.goto(empty)
            for page in (ours, theirs):
                page.wait_for_selector("h1", timeout=60_000)
                settle(page)
            level, bare = _turns(ours, theirs)
    return [
        Measure(f"one plan, median of {YEAR} / allowed 150 ms", plan, PLAN_MS, 1, True),
        Measure("marginal table and what-if of one government / allowed 5 ms", look, LOOK_MS, 1, True),
        Measure("a change of one level on Simulasi / rerun of an empty page", level, bare, 2.0, True),
    ]
