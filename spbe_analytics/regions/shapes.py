"""The shapes of regions for a map, simplified and not official, made of the TopoJSON that ships."""

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Final

from spbe_analytics.regions.gazetteer import gazetteer

HERE: Final = Path(__file__).parent / "boundaries"

CREDIT: Final = "Batas wilayah: Cahya DSN, wilayah_boundaries (MIT), disederhanakan; bukan batas resmi"
"""What stands beside every map."""

WEST: Final = 94.5
EAST: Final = 141.5
NORTH: Final = 6.6
SOUTH: Final = -11.4
"""The degrees between which all of it lies."""

UNITS: Final = 500
"""Units of a drawing for a degree; one is about 220 m."""

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


def square(longitude: float, latitude: float) -> tuple[int, int]:
    """Return where a point lies in a drawing: to the right and down, :data:`UNITS` a degree.

    Near the equator a degree is about as long in both directions, so that nothing needs to be projected.
    """
    return round((longitude - WEST) * UNITS), round((NORTH - latitude) * UNITS)


@cache
def outlines(layer: Layer) -> dict[str, str]:
    """Return the outline of each region as the path of an SVG, in the units of :func:`square`."""
    return {code: path_of(polygons) for code, polygons in shapes(layer).items()}


@cache
def points(layer: Layer) -> dict[str, tuple[int, int]]:
    """Return a point inside each region's largest part, in the same units."""
    places = gazetteer()
    return {code: square(places[code].longitude or 0.0, places[code].latitude or 0.0) for code in shapes(layer)}


def path_of(polygons: Sequence[Sequence[Sequence[tuple[float, float]]]]) -> str:
    """Write polygons, points in degrees, as the path of an SVG."""
    written = []
    for ring in (ring for polygon in polygons for ring in polygon):
        points = [square(*point) for point in ring]
        (x, y), steps = points[0], []
        for at, (next_x, next_y) in enumerate(points[1:-1]):
            steps.append(f"{'l' if at == 0 else ' '}{next_x - x} {next_y - y}")
            x, y = next_x, next_y
        written.append(f"M{points[0][0]} {points[0][1]}{''.join(steps)}z")
    return "".join(written)


def _ring(numbers: Sequence[int], arcs: Sequence[Ring]) -> Iterator[tuple[float, float]]:
    """Yield the points of a ring: its arcs one behind the other, a negative number for one that runs backwards."""
    for at, number in enumerate(numbers):
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        yield from arc if at == 0 else arc[1:]
