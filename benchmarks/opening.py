"""What a person waits for first: a command, a link, a region never looked at, the first look after a commit."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from benchmarks.measure import Measure, interleaved
from benchmarks.pages import empty_app
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Authority, Basis, Kind, Stage
from spbe_analytics.settings import ROOT
from spbe_analytics.store import NewBatch, NewFigure, NewRecord
from spbe_analytics.ui.kit.menu import MENU
from spbe_analytics.workspace import Workspace
from tests.browser.live import chromium, dashboard, settle
from tests.browser.screen import choose

PUBLISHED = ROOT / "data" / "published"
INSTRUMENT = "spbe-59-2020"
COMMANDS = {
    "rank": ("rank", "--year", "2024"),
    "show": ("show", "73.22", "--year", "2024"),
    "weakest": ("weakest", "--region", "73.22", "--year", "2024"),
    "why": ("why", "73.22", "2024", "index"),
}
HOME = {"daerah": "Kabupaten Luwu Utara", "tahun": "2024"}
OPENINGS = 5
RERUNS = 25
UNSEEN = (
    "Kabupaten Bulukumba",
    "Kabupaten Bone",
    "Kabupaten Gowa",
    "Kabupaten Maros",
    "Kabupaten Wajo",
    "Kabupaten Sinjai",
)
YEARS = range(2021, 2026)
COMMITS = 7


def measures() -> list[Measure]:
    """Measure all of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [*_commands(folder), *_links(folder), *_regions(folder), *_after_a_commit(folder)]


def _commands(folder: Path) -> list[Measure]:
    url = f"sqlite:///{folder / 'commands.db'}"
    Workspace(url, PUBLISHED).snapshot()
    environment = {**os.environ, "SPBE_DATABASE_URL": url}

    def run(*words: str) -> Callable[[], object]:
        command = [sys.executable, *words]
        return lambda: subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)

    sides = {name: run("-m", "spbe_analytics", *words) for name, words in COMMANDS.items()}
    sides |= {"bare": run("-c", "import pandas, sqlalchemy"), "typer": run("-c", "import typer; typer.Typer()")}
    sides["help"] = run("-m", "spbe_analytics", "--help")
    times = interleaved(sides, 9)
    return [
        Measure("--help / start of Python with typer", times["help"], times["typer"], 2.0, True),
        *(
            Measure(f"command {name} / import pandas, sqlalchemy", times[name], times["bare"], 1.3, True)
            for name in COMMANDS
        ),
    ]


def _links(folder: Path) -> list[Measure]:
    (folder / "links").mkdir()
    with chromium() as browser, dashboard(folder / "links") as full, empty_app(folder) as empty:
        bare = _opened(browser, empty, _server(empty))
        found, of = [], {}
        for entry in MENU:
            address = f"{full}/{entry.file}?{'&'.join(f'{key}={value}' for key, value in HOME.items())}"
            took, sent = _opened(browser, address, _server(full))
            of[entry.file] = took
            name = f"link to {entry.title} opened, {sent / 1024:,.0f} KiB sent / empty app opened"
            found.append(Measure(name, took, bare[0], 2.5, True))
        coloured = _coloured_anew(browser, full) / 1024
        return [
            *found,
            Measure("link to Peta / link to Ringkasan", of["peta"], of["ringkasan"], 1.5, True),
            Measure("KiB sent when the map of all is coloured anew / allowed", coloured, 150.0, 1.0, True),
        ]


def _coloured_anew(browser: Browser, address: str) -> int:
    """Return the bytes that colouring the map of all kabupaten and kota by another measure sends."""
    page, frames = browser.new_page(), list[int]()
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: frames.append(len(data))))
    page.goto(f"{address}/peta?tahun=2024&jenis=Semua+jenis")
    page.locator(".regions path").first.wait_for()
    settle(page)
    frames.clear()
    page.get_by_role("radio", name="Indeks", exact=True).click()
    page.get_by_text("4,00–5,00", exact=False).wait_for()
    settle(page)
    page.close()
    return sum(frames)


def _opened(browser: Browser, address: str, server: int) -> tuple[float, int]:
    """Open an address in new sessions; return what the server computed for it, in ms, and the bytes that it sent."""
    times, sent = [], 0
    for turn in range(OPENINGS + 2):
        context = browser.new_context()
        page = context.new_page()
        frames: list[int] = []
        page.on(
            "websocket", lambda socket, sizes=frames: socket.on("framereceived", lambda data: sizes.append(len(data)))
        )
        before = _processor(server)
        page.goto(address)
        page.wait_for_selector("h1", timeout=60_000)
        settle(page)
        if turn >= 2:
            times.append(_processor(server) - before)
            sent = sum(frames)
        context.close()
    return median(times), sent


def _server(address: str) -> int:
    """Return the process that listens on the port of an address."""
    port = f"{int(address.rpartition(':')[2]):04X}"
    listening = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    inode = next(line[9] for line in listening if line[1].endswith(f":{port}") and line[3] == "0A")
    for process in Path("/proc").glob("[0-9]*"):
        for handle in (process / "fd").glob("*"):
            try:
                if os.readlink(handle) == f"socket:[{inode}]":
                    return int(process.name)
            except OSError:
                continue
    raise LookupError(address)


def _processor(process: int) -> float:
    """Return the time of the processor that a process took so far, in milliseconds."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def _regions(folder: Path) -> list[Measure]:
    (folder / "regions").mkdir()
    with chromium() as browser, dashboard(folder / "regions") as full, empty_app(folder) as empty:
        page = _opened_page(browser, empty)
        bare = _computed(page, _server(empty), [lambda: page.keyboard.press("r")] * RERUNS)
        found = []
        for entry in MENU:
            page = _opened_page(
                browser, f"{full}/{entry.file}?{'&'.join(f'{key}={value}' for key, value in HOME.items())}"
            )
            looks = [partial(choose, page, "Daerah saya", name) for name in UNSEEN]
            first, again = (_computed(page, _server(full), looks) for _ in range(2))
            found += [
                Measure(f"{entry.title}, a region not seen before / rerun of an empty page", first, bare, 4, True),
                Measure(f"{entry.title}, a region seen before / rerun of an empty page", again, bare, 2, True),
            ]
            page.close()
        return found


def _opened_page(browser: Browser, address: str) -> Page:
    page = browser.new_page()
    page.goto(address)
    page.wait_for_selector("h1", timeout=60_000)
    settle(page)
    return page


def _computed(page: Page, server: int, acts: Sequence[Callable[[], object]]) -> float:
    """Do things one after the other; return the mean time of the server's processor that each took, in ms."""
    before = _processor(server)
    for act in acts:
        act()
        settle(page)
    return (_processor(server) - before) / len(acts)


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def _after_a_commit(folder: Path) -> list[Measure]:
    small = Workspace(f"sqlite:///{folder / 'small.db'}", PUBLISHED)
    large = Workspace(f"sqlite:///{folder / 'large.db'}", PUBLISHED)
    codes = instruments()[INSTRUMENT].indicator_codes
    governments = [region.code for region in gazetteer().values() if region.kind is not Kind.AVERAGE]
    for year in YEARS:
        for stage in Stage:
            records = tuple(
                _record(region, year, stage, codes, 1 + place % 5) for place, region in enumerate(governments)
            )
            large.store.commit(NewBatch(f"{year}{stage}", f"{year}{stage}".encode(), "template", "ukur", records))
    times: dict[str, list[float]] = {"small": [], "large": []}
    for turn in range(COMMITS + 1):
        for name, workspace in (("small", small), ("large", large)):
            workspace.snapshot()
            record = _record("73.22", 2024, Stage.FINAL, codes, 1 + turn % 5)
            workspace.store.commit(NewBatch("baru.xlsx", bytes([turn]), "template", "ukur", (record,)))
            took = _timed(workspace.snapshot)
            if turn:
                times[name].append(took)
    figures = len(large.snapshot().values) / len(small.snapshot().values)
    store = small.store
    anew = median(
        _timed(lambda: Snapshot.of(0, store.values(), store.records(), instruments(), store.cells))
        for _ in range(COMMITS)
    )
    name = f"first look after a commit, {figures:.0f} times the published figures stored / assessing the published anew"
    return [
        Measure(
            "first look after a commit, published figures stored / the same", median(times["small"]), anew, 1.0, True
        ),
        Measure(name, median(times["large"]), anew, 2.0, True),
    ]


def _record(region: str, year: int, stage: Stage, codes: tuple[str, ...], level: int) -> NewRecord:
    figures = tuple(NewFigure(code, float(level), Basis.OBSERVED, "Isian", "D9", str(level)) for code in codes)
    return NewRecord(region, year, stage.value, INSTRUMENT, figures, Authority.UPLOAD)
