"""Outlines that a person brings as GeoJSON, such as districts: checked one by one, every fault named with its place."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon, Polygon, shape
from shapely.validation import explain_validity

from spbe_analytics.errors import SpbeError, quoted
from spbe_analytics.regions import gazetteer
from spbe_analytics.regions.shapes import EAST, NORTH, SOUTH, WEST, path_of, square

MOST_BYTES: Final = 8 << 20
MOST_SHAPES: Final = 10_000
MOST_POINTS: Final = 300_000
TOLD: Final = 8
"""How many faults are told at once."""

FINE: Final = 0.002
"""Degrees by which a drawn outline may lie beside the one given, about 220 m."""

CODES: Final = (
    "kode",
    "code",
    "kd",
    "kode_kemendagri",
    "kode_kec",
    "kode_desa",
    "kodewil",
    "kdppum",
    "id",
    "kdcpum",
    "kdepum",
)
"""Names of properties that may hold the code of Kementerian Dalam Negeri, in small letters."""

NAMES: Final = ("nama", "name", "namobj", "wadmkc", "wadmkd", "kecamatan")

_CODE: Final = re.compile(r"(\d{2})\.?(\d{2})((\.?\d{2})(\.?\d{4})?)?")


@dataclass(frozen=True)
class Outlines:
    """What can be drawn.

    Attributes:
        paths: Path of an SVG by code, in the units of :func:`spbe_analytics.regions.shapes.square`.
        points: A point inside each.
        names: Name of each, where one is given.
    """

    paths: Mapping[str, str]
    points: Mapping[str, tuple[int, int]]
    names: Mapping[str, str]


class BoundaryError(SpbeError):
    """Outlines cannot be used.

    Attributes:
        faults: What is wrong and where, one a line.
    """

    def __init__(self, faults: list[str]) -> None:
        """Tell the first faults, and how many more there are."""
        more = [f"… dan {len(faults) - TOLD} temuan lain."] if len(faults) > TOLD else []
        self.faults = (*faults[:TOLD], *more)
        super().__init__(" ".join(self.faults))


def read_outlines(content: bytes) -> Outlines:
    """Read outlines.

    Args:
        content: A feature collection as RFC 7946 has it: polygons in longitude and latitude, each with a code of
            Kementerian Dalam Negeri that begins with that of a kabupaten or kota.

    Raises:
        BoundaryError: Some of it cannot be used; nothing is taken then.
    """
    faults: list[str] = []
    paths: dict[str, str] = {}
    points: dict[str, tuple[int, int]] = {}
    names: dict[str, str] = {}
    used = 0
    for number, feature in _features(content):
        try:
            code, name = _code_of(feature)
            geometry = _geometry(feature.get("geometry"))
        except ValueError as error:
            faults.append(f"Bentuk ke-{number}: {error}")
            continue
        used += shapely.get_num_coordinates(geometry)
        if used > MOST_POINTS:
            raise BoundaryError([f"Terlalu rinci: lebih dari {MOST_POINTS} titik. Sederhanakan bentuknya lebih dulu."])
        if code in paths:
            faults.append(f"Bentuk ke-{number}: kode {code} sudah dipakai bentuk sebelumnya. Gabungkan keduanya.")
            continue
        simple = geometry.simplify(FINE, preserve_topology=True)
        paths[code] = path_of(_rings(simple))
        inside = geometry.representative_point()
        points[code] = square(inside.x, inside.y)
        names[code] = name
    if faults:
        raise BoundaryError(faults)
    if not paths:
        raise BoundaryError(["Tidak ada bentuk di dalamnya. Ekspor lagi sebagai GeoJSON dengan poligon."])
    return Outlines(paths, points, names)


def _features(content: bytes) -> Iterator[tuple[int, Mapping[str, Any]]]:
    if len(content) > MOST_BYTES:
        raise BoundaryError([f"Berkas lebih besar dari {MOST_BYTES >> 20} MB. Sederhanakan bentuknya lebih dulu."])
    try:
        said = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse)
        kind = said["type"]
        features = said["features"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BoundaryError(
            ["Bukan GeoJSON yang utuh: perlu sebuah FeatureCollection. Ekspor lagi dari aplikasi petanya."]
        ) from None
    if kind != "FeatureCollection" or not isinstance(features, list):
        raise BoundaryError([f"Jenisnya {quoted(str(kind))}, bukan FeatureCollection. Ekspor lagi sebagai GeoJSON."])
    if len(features) > MOST_SHAPES:
        raise BoundaryError([f"Lebih dari {MOST_SHAPES} bentuk. Ambil satu provinsi atau satu kabupaten saja."])
    for number, feature in enumerate(features, start=1):
        yield number, feature if isinstance(feature, dict) else {}


def _refuse(text: str) -> None:
    raise ValueError(text)


def _code_of(feature: Mapping[str, Any]) -> tuple[str, str]:
    """Return code, with dots, and name of a feature."""
    given = feature.get("properties")
    properties = {str(key).lower(): value for key, value in given.items()} if isinstance(given, dict) else {}
    written = [properties[name] for name in CODES if properties.get(name) not in (None, "")]
    written += [feature["id"]] if feature.get("id") not in (None, "") else []
    if not written:
        raise ValueError(f"tidak ada kode Kemendagri. Isi properti {quoted(CODES[0])}, misalnya 73.22.01.")
    found = next((match for text in written if (match := _CODE.fullmatch(str(text).strip()))), None)
    if found is None:
        raise ValueError(f"{quoted(str(written[0])[:40])} bukan kode Kemendagri. Tulis seperti 73.22.01.")
    digits = found[0].replace(".", "")
    cuts = (0, 2, 4, 6, 10)
    code = ".".join(digits[a:b] for a, b in pairwise(cuts) if digits[a:b])
    if code[:5] not in gazetteer():
        raise ValueError(f"kabupaten atau kota {quoted(code[:5])} tidak ada. Periksa kodenya, mungkin dari kode BPS.")
    name = next((str(properties[key]) for key in NAMES if isinstance(properties.get(key), str)), "")
    return code, name[:80]


def _geometry(given: object) -> Polygon | MultiPolygon:
    if not isinstance(given, dict) or given.get("type") not in ("Polygon", "MultiPolygon"):
        kind = given.get("type") if isinstance(given, dict) else None
        raise ValueError(f"{quoted(str(kind))} tidak dapat dipakai, hanya Polygon dan MultiPolygon.")
    try:
        found = shape(given)
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        raise ValueError("titik-titiknya tidak membentuk poligon. Ekspor lagi bentuk itu.") from None
    if found.is_empty:
        raise ValueError("poligonnya kosong. Hapus bentuk itu.")
    west, south, east, north = found.bounds
    if not (WEST - 1 <= west <= east <= EAST + 1 and SOUTH - 1 <= south <= north <= NORTH + 1):
        where = f"{west:.3f}, {south:.3f}"
        raise ValueError(f"terletak di luar Indonesia ({where}). Pakai bujur, lintang dalam derajat (WGS84).")
    if not found.is_valid:
        raise ValueError(f"garisnya memotong dirinya sendiri ({explain_validity(found)}). Perbaiki bentuk itu.")
    return shapely.force_2d(found)


def _rings(found: Polygon | MultiPolygon) -> list[list[list[tuple[float, float]]]]:
    polygons = found.geoms if isinstance(found, MultiPolygon) else (found,)
    return [[list(ring.coords) for ring in (one.exterior, *one.interiors)] for one in polygons if not one.is_empty]
