"""Outlines that a person brings: taken whole or not at all, each fault named with its place and its cure."""

import json

import pytest

from spbe_analytics.regions.brought import MOST_BYTES, TOLD, BoundaryError, read_outlines

SQUARE = [[120.0, -2.5], [120.4, -2.5], [120.4, -2.1], [120.0, -2.1], [120.0, -2.5]]
BOW = [[120.0, -2.5], [120.4, -2.1], [120.4, -2.5], [120.0, -2.1], [120.0, -2.5]]


def feature(
    code: object = "73.22.01", ring: object = SQUARE, kind: str = "Polygon", **more: object
) -> dict[str, object]:
    coordinates = [ring] if kind == "Polygon" else [[ring]]
    return {"type": "Feature", "properties": {"kode": code, "nama": "Malangke"},
            "geometry": {"type": kind, "coordinates": coordinates}} | more  # fmt: skip


def collection(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


@pytest.mark.parametrize("code", ["73.22.01", "732201", "73.22.01.2001", "7322012001", "73.22", 732201])
def test_codes_are_read_with_and_without_dots(code: object) -> None:
    found = read_outlines(collection(feature(code)))
    (read,) = found.paths
    assert read.replace(".", "") == str(code).replace(".", "")
    assert read.startswith("73.22")
    assert found.names == {read: "Malangke"}
    assert found.paths[read].startswith("M12750 4550l")
    x, y = found.points[read]
    assert 12750 < x < 12950
    assert 4350 < y < 4550


def test_many_polygons_and_a_mark_of_order_are_read() -> None:
    found = read_outlines(b"\xef\xbb\xbf" + collection(feature(kind="MultiPolygon"), feature("73.22.02")))
    assert list(found.paths) == ["73.22.01", "73.22.02"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Bukan GeoJSON yang utuh"),
        (collection(feature())[:-20], "Bukan GeoJSON yang utuh"),
        (b"[" * 100_000, "Bukan GeoJSON yang utuh"),
        (b"\xff\xfe\x00", "Bukan GeoJSON yang utuh"),
        (json.dumps(feature()).encode(), "Bukan GeoJSON yang utuh"),
        (b'{"type": "Topology", "features": []}', "Jenisnya “Topology”, bukan FeatureCollection"),
        (collection(), "Tidak ada bentuk di dalamnya"),
        (collection(None), "Bentuk ke-1: tidak ada kode Kemendagri"),
        (collection(feature("")), "Bentuk ke-1: tidak ada kode Kemendagri. Isi properti “kode”"),
        (collection(feature("Malangke")), "Bentuk ke-1: “Malangke” bukan kode Kemendagri"),
        (collection(feature("99.99.01")), "kabupaten atau kota “99.99” tidak ada"),
        (collection(feature(), feature()), "Bentuk ke-2: kode 73.22.01 sudah dipakai"),
        (collection(feature(), feature("73.22.02", BOW)), "Bentuk ke-2: garisnya memotong dirinya sendiri (Self-inter"),
        (collection(feature(ring=[[-2.5, 120.0], [-2.1, 120.4], [-2.5, 120.4], [-2.5, 120.0]])), "di luar Indonesia"),
        (collection(feature(ring=[[120.0, -2.5], [120.4, -2.1]])), "tidak membentuk poligon"),
        (collection(feature(ring="bukan titik")), "tidak membentuk poligon"),
        (collection(feature(ring=[["a", "b"]] * 4)), "tidak membentuk poligon"),
        (collection(feature(geometry=None)), "“None” tidak dapat dipakai"),
        (collection(feature(geometry={"type": "Point", "coordinates": [120, -2]})), "“Point” tidak dapat dipakai"),
        (collection(feature()).replace(b"120.4", b"NaN"), "Bukan GeoJSON yang utuh"),
        (collection(feature()).replace(b"120.4", b"1e400"), "terletak di luar Indonesia"),
        (b" " * (MOST_BYTES + 1), "Berkas lebih besar dari 8 MB"),
    ],
)
def test_a_fault_is_named(content: bytes, said: str) -> None:
    with pytest.raises(BoundaryError) as told:
        read_outlines(content)
    assert said in str(told.value)


def test_of_many_faults_the_first_are_told() -> None:
    with pytest.raises(BoundaryError) as told:
        read_outlines(collection(*[feature("x")] * (TOLD + 5)))
    assert len(told.value.faults) == TOLD + 1
    assert told.value.faults[-1] == "… dan 5 temuan lain."


def test_too_many_points_are_refused() -> None:
    ring = [[120 + at / 1e6, -2.5] for at in range(310_000)] + [[120.2, -2.0], [120.0, -2.5]]
    with pytest.raises(BoundaryError, match="Terlalu rinci"):
        read_outlines(collection(feature(ring=ring)))
