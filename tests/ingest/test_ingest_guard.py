"""Hostile files are refused by their content before a reader sees them; what is never loaded is said."""

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from struct import pack

import pytest

from spbe_analytics.ingest import read
from spbe_analytics.ingest.limits import Limits
from tests.ingest.ingest_workbooks import found, report, values, workbook
from tests.ingest.layout_workbooks import as_ods, as_xls

SOUND = workbook(report())
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
SHEET = "xl/worksheets/sheet1.xml"


def changed(parts: dict[str, bytes], data: bytes = SOUND, drop: tuple[str, ...] = ()) -> bytes:
    """Return a workbook with parts added or replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            if part.filename not in parts and part.filename not in drop:
                target.writestr(part.filename, source.read(part))
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()


def many_entries() -> bytes:
    return changed({f"xl/media/{place}.bin": b"" for place in range(10_001)})


def well_packed() -> bytes:
    return changed({"xl/media/a.bin": b"0" * (20 << 20)})


def lying() -> bytes:
    """A part whose directory says that it is a hundredth of what it is."""
    content = HEAD + b"<row><c><v>1</v></c></row>" * 4_000 + b"</sheetData></worksheet>"
    data = bytearray(changed({SHEET: content}))
    true, false = pack("<I", len(content)), pack("<I", len(content) // 100)
    assert data.count(true) >= 2
    return bytes(data.replace(true, false))


def doctype() -> bytes:
    xml = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><sst>&b;</sst>'
    return changed({"xl/sharedStrings.xml": xml})


def climbing() -> bytes:
    return changed({"../../etc/passwd": b"x"})


def twice() -> bytes:
    buffer = io.BytesIO(SOUND)
    with zipfile.ZipFile(buffer, "a") as target, pytest.warns(UserWarning, match="Duplicate name"):
        target.writestr(SHEET, b"<worksheet/>")
    return buffer.getvalue()


def far_cell() -> bytes:
    """A sheet whose two cells span more rows than any sheet of ours."""
    cells = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return changed({SHEET: HEAD + cells + b"</sheetData></worksheet>"})


def merged() -> bytes:
    merges = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (row, row) for row in range(1, 100_100))
    return changed({SHEET: HEAD + b"</sheetData><mergeCells>" + merges + b"</mergeCells></worksheet>"})


REFUSED: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "many entries": (many_entries, {"too-many-entries"}),
    "a bomb": (well_packed, {"compressed-too-much"}),
    "a lying directory": (lying, {"entry-size-differs"}),
    "entities": (doctype, {"xml-declares-entities"}),
    "a climbing name": (climbing, {"unsafe-entry-name"}),
    "an entry twice": (twice, {"duplicate-entry"}),
    "a far cell": (far_cell, {"too-many-rows", "too-many-columns", "sheet-too-large"}),
    "many merges": (merged, {"too-many-merges"}),
    "an image": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), {"not-a-workbook"}),
    "a container of nothing": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), {"not-a-workbook"}),
}


@pytest.mark.parametrize(("make", "codes"), REFUSED.values(), ids=REFUSED)
def test_a_hostile_file_is_one_finding_at_once(make: Callable[[], bytes], codes: set[str]) -> None:
    data = make()
    tracemalloc.start()
    start = time.monotonic()
    reading = read(data, "x.xlsx")
    took, peak = time.monotonic() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert {item.code for item in reading.findings} <= codes
    assert len(reading.findings) == 1
    assert reading.has_errors
    assert reading.values == ()
    assert peak < 100 << 20
    assert took < 20  # a hang, not a measure


TOLD = {
    "has-macros": {"xl/vbaProject.bin": b"x"},
    "has-external-links": {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"},
    "has-connections": {"xl/connections.xml": b"<connections/>"},
    "has-embedded-objects": {"xl/embeddings/oleObject1.bin": b"x"},
}


@pytest.mark.parametrize(("code", "parts"), TOLD.items(), ids=TOLD)
def test_what_is_never_loaded_is_said_and_the_levels_are_read(code: str, parts: dict[str, bytes]) -> None:
    reading = read(changed(parts), "x.xlsx")
    assert found(reading) == [(code, None)]
    assert not reading.has_errors
    assert len(values(reading)) == 47


@pytest.mark.parametrize("data", [SOUND, as_ods(report()), as_xls(report())], ids=["xlsx", "ods", "xls"])
def test_a_sound_file_of_any_format_passes(data: bytes) -> None:
    assert found(read(data, "x.xlsx")) == []


def test_limits_are_settings() -> None:
    assert [code for code, _ in found(read(SOUND, "x.xlsx", limits=Limits(rows=20)))] == ["too-many-rows"]
    two = workbook({"A": report(), "B": [["x"]]})
    assert [code for code, _ in found(read(two, "x.xlsx", limits=Limits(sheets=1)))] == ["too-many-sheets"]
    assert [code for code, _ in found(read(SOUND, "x.xlsx", limits=Limits(unpacked_mb=0)))] == ["unpacked-too-large"]
