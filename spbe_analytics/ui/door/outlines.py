"""The shapes of a map, sent once: a browser keeps them, since their address changes with them."""

import gzip
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from spbe_analytics.regions import sent

FOREVER: Final = "public, max-age=31536000, immutable"


async def layer(request: Request) -> Response:
    """Answer with a layer that ships."""
    content = sent.shapes(request.path_params["name"])
    return _gone() if content is None else _answer(request, content, FOREVER)


async def own(request: Request) -> Response:
    """Answer with outlines that a person brought."""
    content = sent.OWN.get(request.path_params["name"])
    return _gone() if content is None else _answer(request, content, "private, max-age=86400, immutable")


def _answer(request: Request, content: bytes, keep: str) -> Response:
    headers = {"Cache-Control": keep, "Vary": "Accept-Encoding", "X-Content-Type-Options": "nosniff"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(gzip.decompress(content), media_type="application/json", headers=headers)
    return Response(content, media_type="application/json", headers=headers | {"Content-Encoding": "gzip"})


def _gone() -> Response:
    return JSONResponse({"pesan": "Batas wilayah ini tidak ada di server."}, 404, {"Cache-Control": "no-store"})
