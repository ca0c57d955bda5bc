"""One picture by itself, for the page of another site that a setting names: no script, and nothing from elsewhere."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from typing import Any, Final

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.api import parameters
from spbe_analytics.api.answers import Answer, Kept
from spbe_analytics.api.parameters import Parameter, one_of, read
from spbe_analytics.api.problems import Problem
from spbe_analytics.charts import palette
from spbe_analytics.documents.embedding import Subject, document, drawn, pictures
from spbe_analytics.errors import InstrumentError, SpbeError, quoted
from spbe_analytics.schema import Stage
from spbe_analytics.settings import Sites
from spbe_analytics.ui.kit import cache, clock, markup
from spbe_analytics.ui.kit.menu import PRODUCT

THEME: Final = Parameter(
    "tema", "terang atau gelap.", one_of({"terang": False, "gelap": True}), {"type": "string"}, "gelap"
)
FILTERS: Final = (
    replace(parameters.YEAR, required=True),
    parameters.STAGE,
    parameters.KIND,
    parameters.PROVINCE,
    replace(parameters.ONE, required=False),
    THEME,
)

PAGES: Final = {
    "hasil": "ringkasan", "domain": "profil", "aspek": "profil", "tren": "tren", "peringkat": "peringkat",
    "perubahan": "tren", "rencana": "prioritas", "sebaran": "peringkat",
}  # fmt: skip
"""The page that tells more, by the part of a document."""


def application(sites: Sites, base: Callable[[], str]) -> Starlette:
    """Make what answers below ``/sematan``.

    Args:
        sites: The sites that may show our pictures; without one there is none.
        base: Gives the path below which everything lies.
    """
    policy = f"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self' {' '.join(sites)}".rstrip()

    kept = Kept()

    def page(request: Request) -> Answer:
        asked, today = read(request.query_params, FILTERS), clock.today()
        key, revision = request.path_params["key"], cache.workspace().store.revision()
        name = f"{key} {today} {sorted(asked.items())}"
        found = kept.get(revision, name)
        if found is None:
            snapshot = cache.snapshot()
            content = _page(snapshot, key, asked, today, base()).encode()
            found = Answer(content, "text/html", f'"{blake2b(content, digest_size=12).hexdigest()}"')
            kept.put(snapshot.revision, name, found)
        return found

    async def embed(request: Request) -> Response:
        headers = {"Content-Security-Policy": policy, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
        try:
            if not sites:
                raise Problem(404, "Gambar dari sini tidak dapat disematkan: pengelola belum mengizinkannya.")
            found = await run_in_threadpool(page, request)
        except Problem as problem:
            return HTMLResponse(_said(problem.detail), problem.status, headers)
        except InstrumentError as error:
            return HTMLResponse(_said(str(error)), 404, headers)
        except SpbeError as error:
            return HTMLResponse(_said(str(error)), 503, headers)
        headers["ETag"] = found.tag
        if found.tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return HTMLResponse(found.content, headers=headers)

    return Starlette(routes=[Route("/{key:path}", embed)])


def _page(snapshot: Snapshot, key: str, asked: Mapping[str, Any], today: date, base: str) -> str:
    kind = asked.get("jenis")
    subject = Subject(
        asked.get("daerah"),
        kind.value if kind else None,
        asked.get("provinsi"),
        asked["tahun"],
        asked.get("tahap", Stage.FINAL),
    )
    made = document(cache.workspace(), snapshot, subject, today, dark=asked.get("tema", False))
    there = pictures(made)
    if key not in there:
        known = f"Pilihan: {', '.join(there)}." if there else "Belum ada data untuk digambar."
        raise Problem(404, f"Gambar {quoted(key)} tidak ada. {known}")
    page = f"{base}/{PAGES[key]}?{subject.query}"
    return markup.render(
        "embedded",
        made.view.palette,
        title=f"{there[key].title} – {PRODUCT}",
        drawing=Markup(drawn(made, there[key]).svg),
        page=page,
        product=PRODUCT,
    )


def _said(text: str) -> str:
    return markup.render("embedded", palette(dark=False), title=text, drawing="", page="", product=PRODUCT)
