"""A square of equal size for each region, as near to where it lies as the others leave room."""

from functools import cache
from typing import Final

import numpy as np

from spbe_analytics.regions.gazetteer import gazetteer
from spbe_analytics.regions.shapes import EAST, NORTH, SOUTH, WEST, Layer, path_of, square
from spbe_analytics.schema import Kind

CELLS: Final = {Layer.LOCAL: (60, 23), Layer.PROVINCES: (22, 8)}
"""Columns and rows of the grid over the country: cells about square, and so many that its form shows."""

GAP: Final = 0.06
"""Part of a cell that stays free at each side."""


@cache
def tiles(layer: Layer) -> dict[str, tuple[int, int]]:
    """Return column and row of each region's square, from the north-west.

    The squares of all regions together lie as near to their points as they can (the sum of squared distances is the
    least possible), so the same regions always give the same grid.
    """
    from scipy.optimize import linear_sum_assignment  # late: only a map asks for it

    places = [one for one in gazetteer().governments() if (one.kind is Kind.PROVINCE) == (layer is Layer.PROVINCES)]
    columns, rows = CELLS[layer]
    points = np.array([(place.longitude, place.latitude) for place in places], dtype=float)
    x = WEST + (np.arange(columns) + 0.5) * (EAST - WEST) / columns
    y = NORTH - (np.arange(rows) + 0.5) * (NORTH - SOUTH) / rows
    cells = np.stack([np.tile(x, rows), np.repeat(y, columns)], axis=1)
    distances = ((points[:, None] - cells[None]) ** 2).sum(axis=2)
    chosen = linear_sum_assignment(distances)[1]
    return {place.code: (int(at % columns), int(at // columns)) for place, at in zip(places, chosen, strict=True)}


@cache
def squares(layer: Layer) -> dict[str, str]:
    """Return each region's square as the path of an SVG, in the units of the outlines."""
    wide, high = _cell(layer)
    found = {}
    for code, (column, row) in tiles(layer).items():
        left, right = WEST + (column + GAP) * wide, WEST + (column + 1 - GAP) * wide
        top, bottom = NORTH - (row + GAP) * high, NORTH - (row + 1 - GAP) * high
        ring = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        found[code] = path_of([[ring]])
    return found


@cache
def centres(layer: Layer) -> dict[str, tuple[int, int]]:
    """Return the middle of each region's square, in the same units."""
    wide, high = _cell(layer)
    return {
        code: square(WEST + (column + 0.5) * wide, NORTH - (row + 0.5) * high)
        for code, (column, row) in tiles(layer).items()
    }


def _cell(layer: Layer) -> tuple[float, float]:
    columns, rows = CELLS[layer]
    return (EAST - WEST) / columns, (NORTH - SOUTH) / rows
