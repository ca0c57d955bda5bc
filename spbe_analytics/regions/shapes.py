"""The shapes of regions for a map, simplified and not official: GeoJSON made of the TopoJSON that ships."""

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent / "boundaries"

CREDIT: Final = "Batas wilayah: Cahya DSN, wilayah_boundaries (MIT), disederhanakan; bukan batas resmi"
"""What stands beside every map."""

Ring = list[tuple[float, float]]


class Layer(StrEnum):
    """Which shapes: those of kabupaten and kota, or those of provinces."""

    LOCAL = "kabkota"
    PROVINCES = "provinces"


@cache
def shapes(layer: Layer) -> dict[str, list[list[Ring]]]:
    """Return the polygons of each region by its code.

    Returns:
        A list of polygons a code; a polygon is its outer ring, clockwise, and its holes; a point is longitude and
        latitude in degrees.
    """
    topology = json.loads((HERE / f"{layer.value}.topojson").read_text(encoding="utf-8"))
    (by_x, by_y), (from_x, from_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [
        [
            (round(from_x + x * by_x, 5), round(from_y + y * by_y, 5))
            for x, y in accumulate(arc, lambda at, step: (at[0] + step[0], at[1] + step[1]))
        ]
        for arc in topology["arcs"]
    ]
    return {
        geometry["properties"]["code"]: [
            [list(_ring(ring, arcs)) for ring in polygon]
            for polygon in (geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]])
        ]
        for geometry in topology["objects"][layer.value]["geometries"]
    }


def geojson(layer: Layer) -> dict[str, Any]:
    """Return the shapes as a feature collection; the ``id`` of a feature is the code of its region.

    Outer rings run clockwise, as d3 and plotly want them, and not as RFC 7946 asks.
    """
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": code,
                "properties": {"code": code},
                "geometry": {"type": "MultiPolygon", "coordinates": polygons},
            }
            for code, polygons in shapes(layer).items()
        ],
    }


def _ring(numbers: Sequence[int], arcs: Sequence[Ring]) -> Iterator[tuple[float, float]]:
    """Yield the points of a ring: its arcs one behind the other, a negative number for one that runs backwards."""
    for at, number in enumerate(numbers):
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        yield from arc if at == 0 else arc[1:]
