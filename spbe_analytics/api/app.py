"""The HTTP application: one address a resource, health of the server, and what describes it all."""

from collections.abc import Callable
from math import ceil
from time import time
from typing import Any, Final

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.api.answers import TYPES, Answer, Kept, encode, size_of
from spbe_analytics.api.guide import guide
from spbe_analytics.api.openapi import document
from spbe_analytics.api.parameters import read
from spbe_analytics.api.problems import Problem
from spbe_analytics.api.recent import Recent
from spbe_analytics.api.resource import Resource
from spbe_analytics.api.resources import RESOURCES
from spbe_analytics.errors import SpbeError
from spbe_analytics.store import Store

VERSION: Final = "v1"
_ANY: Final = ("*/*", "")


def application(store: Callable[[], Store], snapshot: Callable[[], Snapshot], most: int) -> Starlette:
    """Make the application.

    Args:
        store: Gives the store.
        snapshot: Gives everything known at the newest revision.
        most: How many requests a client may make in a minute.
    """
    kept, recent = Kept(), Recent(store)
    limiter, limit = MovingWindowRateLimiter(MemoryStorage()), RateLimitItemPerMinute(most)

    def made(resource: Resource, asked: dict[str, Any], form: str, key: str) -> Answer:
        found = kept.get(recent.read(), key)
        if found is None:
            known = snapshot()
            found = encode(resource.rows(known, asked), *size_of(asked), form)
            kept.put(known.revision, key, found)
        return found

    async def answer(resource: Resource, request: Request) -> Answer:
        asked = read(request.query_params, resource.known)
        form = asked.get("bentuk") or _accepted(request.headers.get("accept", ""))
        key = f"{resource.name}.{form}?{sorted(asked.items())}"
        number = recent.known()
        found = kept.get(number, key) if number is not None else None
        if found is None:
            found = await run_in_threadpool(made, resource, asked, form, key)
        return found

    def route(resource: Resource) -> Route:
        async def respond(request: Request) -> Response:
            try:
                _admit(limiter, limit, request)
                found = await answer(resource, request)
            except Problem as problem:
                return problem.response()
            except SpbeError as error:
                return Problem(503, str(error), headers={"Retry-After": "30"}).response()
            headers = {"ETag": found.tag, "Cache-Control": "no-cache", "Vary": "Accept"}
            if found.tag in request.headers.get("if-none-match", ""):
                return Response(status_code=304, headers=headers)
            return Response(found.content, media_type=found.type, headers=headers)

        return Route(f"/{VERSION}/{resource.name}", respond, methods=["GET"])

    async def described(_request: Request) -> Response:
        return JSONResponse(document(), headers={"Cache-Control": "no-cache"})

    async def explained(request: Request) -> Response:
        return HTMLResponse(
            guide(request.scope.get("root_path", ""), VERSION, most), headers={"Cache-Control": "no-cache"}
        )

    return Starlette(
        routes=[
            Route(f"/{VERSION}/openapi.json", described, methods=["GET"]),
            *(Route(path, explained, methods=["GET"]) for path in ("/", f"/{VERSION}", f"/{VERSION}/")),
            *map(route, RESOURCES.values()),
        ],
        middleware=[
            Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD"], expose_headers=["ETag"])
        ],
        exception_handlers={HTTPException: _refused},
    )


def _admit(limiter: MovingWindowRateLimiter, limit: RateLimitItemPerMinute, request: Request) -> None:
    """Count a request of a client; one beyond the limit is a problem that says when to ask again."""
    client = request.client.host if request.client else ""
    if not limiter.hit(limit, client):
        wait = max(1, ceil(limiter.get_window_stats(limit, client).reset_time - time()))
        said = f"Paling banyak {limit.amount} permintaan tiap menit. Ulangi setelah {wait} detik."
        raise Problem(429, said, headers={"Retry-After": str(wait)})


def _accepted(written: str) -> str:
    """Return the form that an ``Accept`` header asks for; JSON where it is open."""
    wanted = [part.partition(";")[0].strip().lower() for part in written.split(",")]
    for one in wanted:
        if one in ("application/json", "application/*", *_ANY):
            return "json"
        if one in ("text/csv", "text/*"):
            return "csv"
        if one == TYPES["parquet"]:
            return "parquet"
    raise Problem(
        406, "Jawaban ada sebagai application/json, text/csv, dan Parquet. Ubah kepala Accept, atau pakai bentuk=csv."
    )


async def _refused(request: Request, error: Any) -> Response:  # noqa: ANN401 - starlette's own type of handler
    if error.status_code == 405:
        allowed = {"Allow": "GET, HEAD"}
        return Problem(405, "Data di sini hanya dibaca: pakai GET atau HEAD.", headers=allowed).response()
    names = ", ".join(f"/api/{VERSION}/{name}" for name in RESOURCES)
    return Problem(404, f"Alamat {request.url.path[:100]} tidak ada. Yang ada: {names}.").response()
