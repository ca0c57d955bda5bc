"""An Atom feed of each region: what was stored, taken back and restored of its assessments."""

from collections.abc import Callable
from hashlib import sha256
from typing import Final
from xml.etree import ElementTree

import pandas as pd
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from spbe_analytics.api.problems import Problem
from spbe_analytics.errors import SpbeError
from spbe_analytics.regions import Region, gazetteer
from spbe_analytics.reports.drawing.marks import holdable
from spbe_analytics.schema import Kind, Stage
from spbe_analytics.store import EventKind
from spbe_analytics.ui.kit import cache
from spbe_analytics.ui.kit.menu import PRODUCT

PATH: Final = "umpan"
"""First part of its addresses."""

NAMESPACE: Final = "http://www.w3.org/2005/Atom"
MOST: Final = 50
"""Most entries, the newest first."""

DONE: Final = {
    EventKind.COMMIT.value: "tersimpan",
    EventKind.REVERT.value: "dibatalkan",
    EventKind.RESTORE.value: "dipulihkan",
}


def application(base: Callable[[], str]) -> Starlette:
    """Make what answers below ``/umpan``.

    Args:
        base: Gives the path below which everything lies.
    """

    async def answer(request: Request) -> Response:
        code = request.path_params["code"]
        places = gazetteer()
        if code not in places or places[code].kind is Kind.AVERAGE:
            return Problem(
                404, f"Tidak ada daerah berkode {code[:20]}. Pakai kode Kemendagri, misalnya 73.22."
            ).response()
        root = f"{request.url.scheme}://{request.url.netloc}{base()}"
        try:
            content = await run_in_threadpool(feed, places[code], root)
        except SpbeError as error:
            return Problem(503, str(error), headers={"Retry-After": "30"}).response()
        headers = {"ETag": f'"{sha256(content).hexdigest()[:24]}"', "Cache-Control": "no-cache"}
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(content, media_type="application/atom+xml", headers=headers)

    return Starlette(routes=[Route("/{code}.atom", answer, methods=["GET"])])


def feed(place: Region, root: str) -> bytes:
    """Write the feed of a region.

    Args:
        place: The region.
        root: Address of the product, without a slash at the end.
    """
    deeds = cache.workspace().deeds(place.code)
    made = ElementTree.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "id"})
    _text(made, "id", f"urn:spbe-analytics:{place.code}")
    _text(made, "title", f"{PRODUCT}: {place.name}")
    ElementTree.SubElement(made, "link", {"rel": "self", "href": f"{root}/{PATH}/{place.code}.atom"})
    ElementTree.SubElement(made, "link", {"rel": "alternate", "href": f"{root}/profil?daerah={place.code}"})
    newest = deeds["at"].max() if len(deeds) else pd.Timestamp(0, tz="UTC")
    _text(made, "updated", newest.isoformat())
    for number, rows in list(deeds.groupby("id", sort=False))[:MOST]:
        first = rows.iloc[0]
        told = ", ".join(
            f"{Stage(stage).label} {year}" for year, stage in zip(rows["year"], rows["stage"], strict=True)
        )
        entry = ElementTree.SubElement(made, "entry")
        _text(entry, "id", f"urn:spbe-analytics:{place.code}:{number}")
        _text(entry, "title", f"{told} {DONE[first['kind']]}")
        _text(entry, "updated", first["at"].isoformat())
        _text(ElementTree.SubElement(entry, "author"), "name", first["who"])
        year, stage = first["year"], Stage(first["stage"]).value
        address = f"{root}/profil?daerah={place.code}&tahun={year}&tahap={stage}"
        ElementTree.SubElement(entry, "link", {"rel": "alternate", "href": address})
        reason = f" Alasan: {first['reason']}." if first["reason"] else ""
        _text(entry, "summary", f"Unggahan nomor {first['batch']}, {first['file_name']}.{reason}")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(made, encoding="unicode").encode()


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = holdable(text)
