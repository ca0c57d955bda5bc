"""The front door of the server: which addresses there are, the shell of a page in Indonesian, and what is served to it.

It stands before Streamlit, which would answer every address with its own English shell.
"""

import json
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config, file_util

from spbe_analytics.api.app import application
from spbe_analytics.charts import light_of_dark
from spbe_analytics.documents import embedding
from spbe_analytics.errors import SpbeError
from spbe_analytics.regions import proposals
from spbe_analytics.settings import settings
from spbe_analytics.store.shelf.links import LONG, LONGEST
from spbe_analytics.ui.door import embedded, feed, open_data, outlines
from spbe_analytics.ui.kit import cache as shared
from spbe_analytics.ui.kit import markup
from spbe_analytics.ui.kit.menu import MENU, PRODUCT, ROOT_PATH, page_title

ASSETS: Final = Path(__file__).parent / "assets"
OWN: Final = "spbe"
"""Under which name the door serves what is its own."""

TITLES: Final = {"": PRODUCT, ROOT_PATH: PRODUCT} | {entry.file: page_title(entry.title) for entry in MENU}
"""The title of each address there is, before the page says more."""

STREAMLIT: Final = frozenset(
    {
        "_stcore",
        "static",
        "app",
        "media",
        "component",
        "oauth2callback",
        "auth",
        "vendor",
        "favicon.png",
        "manifest.json",
    }
)
"""First parts of the addresses that Streamlit serves itself."""

_SHELL: Final = {
    '<html lang="en">': '<html lang="id">',
    "<title>Streamlit</title>": "<title>{title}</title>{head}",
    "You need to enable JavaScript to run this app.": "Nyalakan JavaScript untuk membuka SPBE Analytics.",
}
"""What is exchanged in Streamlit's shell; a version without one of these is refused by a test."""


class Door:
    """Answers what is ours, and passes everything else on to Streamlit."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self._app = app
        self._own = Starlette(
            routes=[
                Route("/tautan", _shorten, methods=["POST"]),
                Route("/cari", _search),
                Route("/peta/sendiri/{name}.json", outlines.own),
                Route("/peta/{name}.json", outlines.layer),
                Mount("/", StaticFiles(directory=ASSETS)),
            ]
        )
        self._beside: dict[str, ASGIApp] = {
            OWN: self._own,
            "api": _api(),
            open_data.PATH: open_data.application(),
            feed.PATH: feed.application(_base),
            embedding.PATH: embedded.application(settings().embed_sites, _base),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        base = _base()
        path = scope["path"]
        inside = path.removeprefix(base).strip("/") if path.startswith(base) else None
        first = (inside or "").partition("/")[0]
        if inside == open_data.PATH and not path.endswith("/"):  # links on its page are relative
            await RedirectResponse(f"{base}/{inside}/", 301, {"Cache-Control": "no-cache"})(scope, receive, send)
        elif inside is not None and first in self._beside:
            await self._beside[first](dict(scope, root_path=f"{base}/{first}"), receive, send)
        elif inside is not None and inside in HEALTH:
            await (await HEALTH[inside]())(scope, receive, send)
        elif scope["method"] not in ("GET", "HEAD") or first in STREAMLIT:
            await self._app(scope, receive, send)
        else:
            answer = await self._page(inside, Request(scope))
            await answer(scope, receive, send)

    async def _page(self, name: str | None, request: Request) -> Response:
        if name is None or name not in TITLES:
            return missing("Halaman ini tidak ada", "Mungkin alamatnya salah tulis, atau halamannya sudah pindah.")
        short = request.query_params.get("t")
        if short is not None:
            address = await run_in_threadpool(shared.workspace().links.find, short)
            if address is None:
                said = "Periksa apakah alamatnya lengkap, atau minta tautannya sekali lagi."
                return missing("Tautan pendek ini tidak dikenal", said)
            return RedirectResponse(f"{_base()}/{address}", 302, {"Cache-Control": "no-store"})
        if request.url.path.endswith("/") and name:
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"{_base()}/{name}{query}", 301, {"Cache-Control": "no-cache"})
        return HTMLResponse(shell(name), headers={"Cache-Control": "no-cache"})


def _api() -> ASGIApp:
    """Return what answers machines, on the workspace that the pages use."""
    return application(lambda: shared.workspace().store, shared.snapshot, settings().api_per_minute)


async def _alive() -> Response:
    """Say that the process answers."""
    return PlainTextResponse("ok", headers={"Cache-Control": "no-store"})


async def _ready() -> Response:
    """Say whether the database can be read."""
    try:
        revision = await run_in_threadpool(lambda: shared.workspace().store.revision())
    except SpbeError as error:
        return PlainTextResponse(str(error), 503, {"Cache-Control": "no-store", "Retry-After": "30"})
    return PlainTextResponse(f"revisi {revision}", headers={"Cache-Control": "no-store"})


HEALTH: Final = {"healthz": _alive, "readyz": _ready}
"""Addresses that whoever watches over the server asks."""

MIDDLEWARE: Final = [Middleware(Door)]
"""What ``dashboard.py`` gives to Streamlit."""


@cache
def shell(name: str) -> str:
    """Return the page that loads the application, with our script before Streamlit's own."""
    text = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    for theirs, ours in _SHELL.items():
        text = text.replace(theirs, ours.format(title=TITLES[name], head=_head()) if "{" in ours else ours)
    text = text.replace('href="./', f'href="{_base()}/').replace('src="./', f'src="{_base()}/')
    begin, end = text.find("<p>\n        Reading this without"), text.find("</noscript>")
    return text[:begin].rstrip() + "\n    " + text[end:] if begin > 0 else text


def missing(title: str, said: str) -> HTMLResponse:
    """Return our own page for an address that there is not."""
    pages = [(entry.title, f"{_base()}/{entry.file}") for entry in MENU]
    text = markup.render("missing", title=title, said=said, product=PRODUCT, home=f"{_base()}/", pages=pages)
    return HTMLResponse(text, 404, {"Cache-Control": "no-store"})


def _base() -> str:
    """Return the path below which everything lies, empty at the root of the host."""
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def _head() -> str:
    links = [
        f'<link rel="stylesheet" href="{_own("door.css")}" />',
        f'<link rel="stylesheet" media="print" href="{_own("print.css")}" />',
        f'<script>window.__streamlit = {{ BACKEND_BASE_URL: location.origin + "{quote(_base())}/" }};</script>',
        f'<script src="{_own("words.js")}" data-words="{_own("words.json")}"></script>',
        f'<script src="{_own("door.js")}" data-base="{quote(_base())}" data-long="{LONG}"></script>',
        f'<script src="{_own("print.js")}" data-light="{escape(json.dumps(light_of_dark()))}"></script>',
    ]
    return "".join(f"\n    {link}" for link in links)


def _own(name: str) -> str:
    digest = sha256((ASSETS / name).read_bytes()).hexdigest()[:10]
    return f"{_base()}/{OWN}/{name}?v={digest}"


async def _shorten(request: Request) -> Response:
    """Keep a long address and return its short one; only for our own pages, and not from elsewhere."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return JSONResponse({"pesan": "Tautan pendek hanya dibuat dari halaman SPBE Analytics sendiri."}, 403)
    address = (await _body(request, LONGEST)).decode("utf-8", errors="replace")
    if address.partition("?")[0] not in TITLES:
        return JSONResponse({"pesan": "Alamat ini bukan halaman SPBE Analytics."}, 400)
    return await _told(lambda: {"tautan": f"{_base()}/?t={shared.workspace().links.keep(address)}"})


async def _search(request: Request) -> Response:
    """Name the governments that a few letters may mean, by the same rules as everywhere."""
    written = request.query_params.get("q", "")[:200]
    return JSONResponse([{"kode": found.code, "nama": found.name} for found in proposals(written)])


async def _body(request: Request, most: int) -> bytes:
    found = b""
    async for part in request.stream():
        found += part
        if len(found) > most:
            break
    return found


async def _told(make: Callable[[], dict[str, str]]) -> Response:
    """Answer with what is made, or with the sentence that says why not."""
    try:
        return JSONResponse(await run_in_threadpool(make))
    except SpbeError as error:
        return JSONResponse({"pesan": str(error)}, 400)
