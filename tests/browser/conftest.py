"""A real Chromium before a running server; whatever a test does, its console stays clean and it reaches nobody else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Response, WebSocket

from tests.browser.live import STOPPED, NoBrowserError, chromium, dashboard, settle

SECONDS = 45


@dataclass
class Watch:
    """Everything a browser said and asked for."""

    host: str
    faults: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        """Note the faults of a page from now on."""
        page.on("console", lambda message: self._said(message.type, message.text, message.location["url"]))
        page.on("pageerror", lambda error: self.faults.append(f"uncaught: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)
        page.on("websocket", self._connected)

    def _said(self, kind: str, text: str, url: str) -> None:
        left_open = "net::ERR_CONNECTION_REFUSED" in text and urlsplit(url).netloc in STOPPED
        if kind == "error" and not left_open:
            self.faults.append(f"console: {text} ({url})")

    def _asked(self, request: Request) -> None:
        self._reached(request.url)

    def _connected(self, socket: WebSocket) -> None:
        self._reached(socket.url)

    def _reached(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != self.host:
            self.faults.append(f"leaves the machine: {url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")


Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser; without one the tests are skipped, or fail where nothing may be skipped."""
    try:
        with chromium() as opened:
            yield opened
    except NoBrowserError as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the test module's own, on a new database with the published figures."""
    with dashboard(tmp_path_factory.mktemp("server")) as address:
        yield address


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address as somebody new, and waits until it is there; ``frames`` takes the sizes of what is sent."""
    watches: list[Watch] = []

    def visit(
        address: str, width: int = 1280, height: int = 900, dark: bool = False, frames: list[int] | None = None
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale="id-ID",
            accept_downloads=True,
        )
        contexts.append(context)
        context.set_default_timeout(SECONDS * 1000)
        page = context.new_page()
        watch = Watch(urlsplit(address).netloc)
        watches.append(watch)
        watch.follow(page)
        if frames is not None:
            page.on("websocket", lambda socket: socket.on("framereceived", lambda data: frames.append(len(data))))
        page.goto(address)
        page.wait_for_selector("h1")
        settle(page)
        return page

    contexts: list[object] = []
    yield visit
    for context in contexts:
        context.close()
    assert [fault for watch in watches for fault in watch.faults] == []


@pytest.fixture
def visit(visitor: Visit, server: str) -> Visit:
    """Opens a page of the module's server by its path and query, as somebody new."""

    def open_path(path: str, **how: object) -> Page:
        return visitor(f"{server}/{path}", **how)

    return open_path
