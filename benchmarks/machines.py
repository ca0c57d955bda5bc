"""What a program waits for that asks for data, alone and while somebody looks at a page."""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread

from benchmarks.measure import Measure, interleaved
from spbe_analytics.ui.kit.menu import MENU
from tests.browser.live import chromium, dashboard, free_port, serving, settle

ADDRESS = "/api/v1/rankings?tahun=2024&baris=1000"
ROUNDS = 300
ASKERS = 4
SECONDS = 10.0
RATE = 300
"""Requests in a second that one process answers while a session works."""


def measures() -> list[Measure]:
    """Measure all of it."""
    with tempfile.TemporaryDirectory() as name, dashboard(Path(name), SPBE_API_PER_MINUTE="100000000") as full:
        ours = Asker(full)
        content, tag = ours.ask(), ours.tag
        with _bare(Path(name), content) as bare:
            theirs = Asker(bare)
            theirs.ask()
            sides = {
                "ours": ours.ask,
                "theirs": theirs.ask,
                "ours 304": lambda: ours.ask(tag),
                "theirs 304": lambda: theirs.ask(theirs.tag),
            }
            times = interleaved(sides, ROUNDS)
        asked = _while_a_session_works(full)
    return [
        Measure("rankings of a year / a bare route with the same bytes", times["ours"], times["theirs"], 3.0, True),
        Measure("the same, not changed (304)", times["ours 304"], times["theirs 304"], 1.5, True),
        Measure(
            f"one of {asked / SECONDS:,.0f} requests a second beside a session / of {RATE}",
            SECONDS / asked * 1000,
            1000 / RATE,
            1.0,
            True,
        ),
    ]


class Asker:
    """A program that keeps its connection open."""

    def __init__(self, address: str) -> None:
        """Connect to a server."""
        self._connection = HTTPConnection(address.removeprefix("http://"), timeout=60)
        self.tag = ""

    def ask(self, known: str = "") -> bytes:
        """Ask once and return the answer's bytes."""
        self._connection.request("GET", ADDRESS, headers={"If-None-Match": known} if known else {})
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status != (304 if known else 200):
            raise RuntimeError(f"{answer.status}: {content[:200]!r}")
        self.tag = answer.headers["ETag"]
        return content


@contextmanager
def _bare(folder: Path, content: bytes) -> Iterator[str]:
    path, port = folder / "answer.json", free_port()
    path.write_bytes(content)
    command = [sys.executable, "-m", "uvicorn", "benchmarks.bare_route:app", "--port", str(port), "--no-access-log"]
    with serving(command, {"BARE_BYTES": str(path)}, port, folder / "bare.log") as address:
        yield address


def _while_a_session_works(address: str) -> int:
    """Ask from several connections while a person walks through the pages; return how many answers came."""
    stop, counts = Event(), [0] * ASKERS

    def ask(place: int) -> None:
        asker = Asker(address)
        while not stop.is_set():
            asker.ask()
            counts[place] += 1

    with chromium() as browser:
        page = browser.new_page()
        page.goto(f"{address}/{MENU[0].file}?daerah=73.22&tahun=2024")
        settle(page)
        askers = [Thread(target=ask, args=(place,)) for place in range(ASKERS)]
        for asker in askers:
            asker.start()
        end, turn = time.monotonic() + SECONDS, 0
        while time.monotonic() < end:
            turn += 1
            page.get_by_role("link", name=MENU[turn % 3].title, exact=True).click()
            settle(page)
            page.wait_for_timeout(500)
        stop.set()
        for asker in askers:
            asker.join()
    return sum(counts)
