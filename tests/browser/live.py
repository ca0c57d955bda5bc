"""A running dashboard and a real Chromium, for tests, benchmarks and pictures."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserType, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""Names under which a Chromium may be installed, besides the one that Playwright downloads itself."""

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""A browser that talks to nobody of its own accord and starts as root too."""

SETTLED = """() =>
  document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
  && document.querySelector('h1') !== null
  && document.querySelector('[data-testid=stSkeleton], [data-testid=stAppSkeleton]') === null
"""
"""True in a page whose run is finished and whose parts are loaded."""

STOPPED: set[str] = set()
"""Host and port of the servers that were stopped: what a page left open says of them is no fault."""

_START_SECONDS = 60.0


class NoBrowserError(Exception):
    """No Chromium is installed."""


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def find_browser(chromium: BrowserType) -> str:
    """Return the path of Playwright's own Chromium, or else of an installed one.

    Raises:
        NoBrowserError: There is neither.
    """
    own = chromium.executable_path
    if own and Path(own).exists():
        return own
    for name in BROWSERS:
        found = shutil.which(name)
        if found:
            return found
    raise NoBrowserError("No Chromium: install the package chromium, or run `python -m playwright install chromium`.")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(playwright.chromium), args=list(FLAGS), timeout=60_000
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def dashboard(folder: Path, **variables: str) -> Iterator[str]:
    """Serve the dashboard from a database of its own, as ``make run`` does.

    Args:
        folder: Where the database and the log of the server go.
        variables: More environment variables, such as ``SPBE_LOAD_PUBLISHED``.

    Yields:
        The address, without a slash at the end.
    """
    port = free_port()
    own = {"SPBE_DATABASE_URL": f"sqlite:///{folder / 'spbe.db'}", "SPBE_PORT": str(port)} | variables
    with serving([sys.executable, "-m", "spbe_analytics", "serve"], own, port, folder / "server.log") as address:
        yield address


@contextmanager
def serving(command: Sequence[str], variables: Mapping[str, str], port: int, log: Path) -> Iterator[str]:
    """Run a Streamlit server until the block ends.

    Raises:
        RuntimeError: The server ended or did not answer; the message holds the end of its log.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("SPBE_", "STREAMLIT_"))}
    headless = {"STREAMLIT_SERVER_HEADLESS": "true", "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none"}
    STOPPED.discard(f"127.0.0.1:{port}")
    with log.open("wb") as output:
        server = subprocess.Popen(
            list(command),
            cwd=ROOT,
            env=inherited | headless | dict(variables),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _await(server, address, log)
            yield address
        finally:
            STOPPED.add(f"127.0.0.1:{port}")
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _await(server: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
    raise RuntimeError(f"The server did not start (exit code {server.poll()}):\n{tail}")


def settle(page: Page) -> None:
    """Wait until a page's run is finished and stays finished for a moment."""
    for _ in range(2):
        page.wait_for_function(SETTLED)
        page.wait_for_timeout(150)
    page.wait_for_function(SETTLED)
