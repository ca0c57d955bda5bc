"""Every government has its facts, its neighbours or a reason for none, and a shape that its point lies in."""

import itertools
from decimal import Decimal

import pytest

from spbe_analytics.regions import Region, gazetteer
from spbe_analytics.regions.facts import facts
from spbe_analytics.regions.neighbours import neighbours
from spbe_analytics.regions.shapes import EAST, NORTH, SOUTH, WEST, Layer, Ring, outlines, points, shapes, square
from spbe_analytics.regions.tiles import centres, squares, tiles
from spbe_analytics.schema import Kind

ALL = gazetteer().governments()
LAYERS = {Layer.PROVINCES: 38, Layer.LOCAL: 514}


def layer_of(kind: Kind) -> Layer:
    return Layer.PROVINCES if kind is Kind.PROVINCE else Layer.LOCAL


def inside(x: float, y: float, ring: Ring) -> bool:
    """Count how often a ray to the east crosses the ring."""
    crossings = 0
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossings += 1
    return crossings % 2 == 1


def test_every_government_has_facts_and_none_else() -> None:
    assert list(facts()) == [region.code for region in ALL]
    assert all(found.population > 0 and found.area > 0 and found.districts > 0 for found in facts().values())


def test_parts_add_up_to_their_province_and_provinces_to_the_nation() -> None:
    for province in gazetteer().provinces():
        parts = [facts()[region.code] for region in gazetteer().governments(province=province.code)]
        parts = parts[1:] if len(parts) > 1 else parts
        whole = facts()[province.code]
        assert sum(part.population for part in parts) == whole.population
        assert abs(sum(part.area for part in parts) - whole.area) < Decimal("0.002")
        assert sum(part.districts for part in parts) == whole.districts
    provinces = [facts()[province.code] for province in gazetteer().provinces()]
    assert sum(found.population for found in provinces) == 284_973_643
    assert round(sum(found.area for found in provinces), 3) == Decimal("1890179.784")
    assert sum(found.villages for found in provinces) == 83_762


def test_density_is_people_a_square_kilometre() -> None:
    assert round(facts()["73.22"].density, 2) == round(Decimal(facts()["73.22"].population) / facts()["73.22"].area, 2)
    assert facts()["31"].density > 15_000 > 50 > facts()["65"].density


def test_only_one_figure_is_doubted() -> None:
    assert [code for code, found in facts().items() if found.note] == ["82.02"]


def test_neighbours_are_mutual_of_the_same_tier_and_never_oneself() -> None:
    for region in ALL:
        found = neighbours(region.code)
        assert region.code not in found
        assert len(set(found)) == len(found)
        for code in found:
            assert region.code in neighbours(code)
            assert (gazetteer()[code].kind is Kind.PROVINCE) == (region.kind is Kind.PROVINCE)


def test_who_has_no_neighbour_lies_on_an_island() -> None:
    alone = [region.code for region in ALL if not neighbours(region.code)]
    assert len([code for code in alone if "." in code]) == 33
    assert {"21.71", "82.71", "65.71", "11.09", "13.09"} <= set(alone)  # Batam, Ternate, Tarakan, Simeulue, Mentawai
    assert {"21", "19", "51", "52"} <= set(alone)  # island provinces


@pytest.mark.parametrize(
    ("code", "some"),
    [("73.22", ["73.24", "73.26"]), ("34.71", ["34.02", "34.04"]), ("31", ["32", "36"]), ("91", ["94", "95"])],
)
def test_neighbours_that_everybody_knows(code: str, some: list[str]) -> None:
    assert set(some) <= set(neighbours(code))


def test_the_longest_border_comes_first() -> None:
    assert neighbours("11.01")[0] == "11.02"


@pytest.mark.parametrize(("layer", "count"), LAYERS.items())
def test_every_shape_is_closed_and_has_a_code(layer: Layer, count: int) -> None:
    found = shapes(layer)
    assert set(found) == {region.code for region in ALL if layer_of(region.kind) is layer}
    assert len(found) == count
    for polygons in found.values():
        for polygon in polygons:
            assert all(ring[0] == ring[-1] and len(ring) >= 4 for ring in polygon)


@pytest.mark.parametrize("region", ALL, ids=lambda region: region.code)
def test_the_point_of_a_region_lies_in_its_shape(region: Region) -> None:
    x, y = region.longitude, region.latitude
    polygons = shapes(layer_of(region.kind))[region.code]
    assert any(inside(x, y, outer) and not any(inside(x, y, hole) for hole in holes) for outer, *holes in polygons)


def corners(path: str) -> list[list[tuple[int, int]]]:
    """Read the rings of a path back."""
    rings = []
    for part in path.split("M")[1:]:
        start, _, steps = part.removesuffix("z").partition("l")
        x, y = map(int, start.split())
        ring = [(x, y)]
        numbers = list(map(int, steps.split()))
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        rings.append(ring)
    return rings


@pytest.mark.parametrize("layer", LAYERS)
def test_outlines_are_the_shapes_within_a_frame(layer: Layer) -> None:
    width, height = square(EAST, SOUTH)
    assert square(WEST, NORTH) == (0, 0)
    assert list(outlines(layer)) == list(shapes(layer)) == list(points(layer))
    for code, path in outlines(layer).items():
        rings = [ring for polygon in shapes(layer)[code] for ring in polygon]
        assert corners(path) == [[square(*point) for point in ring[:-1]] for ring in rings]
        assert all(0 <= x <= width and 0 <= y <= height for ring in corners(path) for x, y in ring)


@pytest.mark.parametrize("layer", LAYERS)
def test_every_region_has_a_square_of_its_own_near_to_it(layer: Layer) -> None:
    assert set(tiles(layer)) == set(shapes(layer))
    assert len(set(tiles(layer).values())) == len(tiles(layer))
    assert list(squares(layer)) == list(tiles(layer))
    sizes = {
        (max(x for x, _ in ring) - min(x for x, _ in ring))
        for path in squares(layer).values()
        for ring in corners(path)
    }
    assert max(sizes) - min(sizes) <= 1
    aceh, merauke = ("11.71", "93.01") if layer is Layer.LOCAL else ("11", "93")
    assert tiles(layer)[aceh][0] < tiles(layer)[merauke][0]
    assert tiles(layer)[aceh][1] < tiles(layer)[merauke][1]
    far = [
        abs(centres(layer)[code][0] - x) + abs(centres(layer)[code][1] - y) for code, (x, y) in points(layer).items()
    ]
    assert sum(far) / len(far) < 0.06 * square(EAST, SOUTH)[0]
