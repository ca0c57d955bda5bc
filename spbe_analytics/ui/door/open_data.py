"""The open package below ``/data``: every file at an address that stays, and a page that lists them."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from spbe_analytics.api.answers import Answer
from spbe_analytics.api.problems import Problem
from spbe_analytics.api.recent import Recent
from spbe_analytics.errors import SpbeError
from spbe_analytics.opendata.descriptor import said
from spbe_analytics.opendata.names import CATALOGUE, DESCRIPTOR, METADATA
from spbe_analytics.opendata.package import Package, package
from spbe_analytics.opendata.tables import SUBJECTS
from spbe_analytics.opendata.writing import moment
from spbe_analytics.ui.kit import cache, markup
from spbe_analytics.ui.kit.menu import PRODUCT

PATH: Final = "data"
"""First part of its addresses."""

TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "": "text/html; charset=utf-8",
}


@dataclass
class _Held:
    """The files of the newest package, made once a revision."""

    revision: int
    files: Mapping[str, Answer]


def application() -> Starlette:
    """Make what answers below ``/data``."""
    recent, lock, held = Recent(lambda: cache.workspace().store), Lock(), _Held(-1, {})

    def files() -> Mapping[str, Answer]:
        with lock:  # a second who asks meanwhile waits rather than making the same
            if recent.read() != held.revision:
                made = package(cache.snapshot(), moment(cache.workspace().store))
                held.files, held.revision = _answers(made), made.revision
            return held.files

    async def answer(request: Request) -> Response:
        path = request.path_params["path"]
        try:
            known = held.files if recent.known() == held.revision else await run_in_threadpool(files)
        except SpbeError as error:
            return Problem(503, str(error), headers={"Retry-After": "30"}).response()
        found = known.get(path)
        if found is None:
            return Problem(
                404, f"Berkas data/{path[:100]} tidak ada. Daftarnya: data/, atau data/{DESCRIPTOR}."
            ).response()
        headers = {"ETag": found.tag, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
        if found.tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(found.content, media_type=found.type, headers=headers)

    return Starlette(
        routes=[Route("/{path:path}", answer)],
        middleware=[
            Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD"], expose_headers=["ETag"])
        ],
        exception_handlers={HTTPException: _refused},
    )


def _refused(_request: Request, _error: Exception) -> Response:
    return Problem(405, "Data di sini hanya dibaca: pakai GET atau HEAD.", headers={"Allow": "GET, HEAD"}).response()


def _answers(made: Package) -> Mapping[str, Answer]:
    found = made.files | {"": _page(made)}
    return {path: _answer(path, content) for path, content in found.items()}


def _answer(path: str, content: bytes) -> Answer:
    ending = path.rpartition(".")[2]
    return Answer(content, TYPES[ending], f'"{sha256(content).hexdigest()[:24]}"')


def _page(made: Package) -> bytes:
    subjects = [
        (subject, [table for table in made.tables if table.subject is subject]) for subject in SUBJECTS.values()
    ]
    beside = {DESCRIPTOR: "paket data (Frictionless)", CATALOGUE: "katalog (DCAT)", METADATA: "metadata (BPS 5/2020)"}
    return markup.render(
        "open_data", about=said(), subjects=subjects, beside=beside, revision=made.revision, product=PRODUCT
    ).encode()
