"""One Starlette route that answers with the bytes of a file: what the addresses for machines are compared with."""

import os
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

BYTES = Path(os.environ["BARE_BYTES"]).read_bytes()
TAG = '"1"'


async def answer(request: Request) -> Response:
    """Answer with the bytes, or with 304 where they are known."""
    if request.headers.get("if-none-match") == TAG:
        return Response(status_code=304, headers={"ETag": TAG})
    return Response(BYTES, media_type="application/json", headers={"ETag": TAG})


app = Starlette(routes=[Route("/{path:path}", answer)])
