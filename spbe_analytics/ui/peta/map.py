"""The picture of *Peta*: a script of ours draws shapes that a browser fetches once, so a run sends values only."""

from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import streamlit as st

from spbe_analytics.charts import Palette, palette
from spbe_analytics.parts.painted import Painted
from spbe_analytics.parts.view import View
from spbe_analytics.regions import gazetteer, sent
from spbe_analytics.regions.shapes import CREDIT, UNITS, Layer, square
from spbe_analytics.ui.kit.above import filters
from spbe_analytics.ui.peta.own_step import Own

OPENED: Final = "opened"

LOADER: Final = """
export default function (component) {
  let stop = () => {}, gone = false;
  const address = new URL(component.data.script, document.baseURI).href;
  import(address).then(({ draw }) => { if (!gone) stop = draw(component); });
  return () => { gone = true; stop(); };
}
"""
"""Fetches the script that draws, which a browser keeps, rather than sending it with each run."""

INSET: Final = {Layer.LOCAL: ("31", "Jakarta dan sekitarnya", 0.45), Layer.PROVINCES: ("31", "Jakarta", 0.9)}
"""What lies too close together for a map of the nation, and by how many degrees around its point it is shown larger."""

SCRIPT: Final = Path(__file__).parent.parent / "door" / "assets" / "map.js"

_component = st.components.v2.component("spbe_map", js=LOADER)


def show(view: View, painted: Painted, *, squares: bool, own: Own | None) -> None:
    """Show the map; a press on a region leads to its profile.

    Args:
        view: The filters.
        painted: What it shows.
        squares: Whether every region is a square of the same size.
        own: Outlines that a person brought; ``None`` without any.
    """
    data = _data(view, painted, squares=squares, own=own)
    found = _component(
        key=f"peta-{painted.layer.value}-{squares}", data=data, on_opened_change=lambda: None, default=None
    )
    code = found.get(OPENED)
    if isinstance(code, str) and code in gazetteer():
        filters.look_at(code, view.year, view.stage.value)
        st.switch_page("pages/profil.py", query_params={})  # the filters write theirs anew


def _data(view: View, painted: Painted, *, squares: bool, own: Own | None) -> dict[str, Any]:
    places = gazetteer()
    inset = None
    if view.province is None and not squares:
        code, name, around = INSET[painted.layer]
        reach = round(around * UNITS)
        centre = places[code]
        x, y = square(centre.longitude or 0.0, centre.latitude or 0.0)
        inset = {"x": x - reach, "y": y - reach, "size": 2 * reach, "name": name}
    rows = painted.rows
    return {
        "script": f"spbe/map.js?v={sha256(SCRIPT.read_bytes()).hexdigest()[:12]}",
        "shapes": sent.address(painted.layer, squares=squares),
        "own": own.address if own else None,
        "title": painted.title,
        "credit": "" if squares else f"{CREDIT}.",
        "names": view.province is not None,
        "home": view.home.code if view.home else None,
        "inset": inset,
        "classes": [
            {"label": one.label, "colour": one.colour, "printed": one.printed, "count": one.count}
            for one in painted.classes
        ],
        "without": painted.without,
        "regions": {
            code: [at, short, said]
            for code, at, short, said in zip(
                rows["code"], rows["place"].fillna(-1).astype(int).tolist(), rows["short"], rows["said"], strict=True
            )
        },
        "ink": _inks(view.palette),
        "paper": _inks(palette(dark=False)),
    }  # fmt: skip


def _inks(colours: Palette) -> dict[str, str]:
    """Return the colours of words, lines and grounds by the names that the script knows."""
    return {name: getattr(colours, name) for name in ("text", "ground", "accent", "muted", "border", "surface")}
