"""Hostile files are refused by their content before a reader sees them; what is never loaded is said."""

import io
import random
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from struct import pack

import pytest

from spbe_analytics.ingest import read
from spbe_analytics.ingest.files.cell_box import CellBox
from spbe_analytics.ingest.files.guard import inspect
from spbe_analytics.ingest.files.limits import Limits
from spbe_analytics.ingest.files.workbook import UnreadableError
from spbe_analytics.preview import limits_of
from spbe_analytics.settings import Settings
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


def utf_16_doctype() -> bytes:
    return changed({"xl/sharedStrings.xml": '<!DOCTYPE a [<!ENTITY b "b">]><sst>&b;</sst>'.encode("utf-16")})


def late_doctype() -> bytes:
    """A declaration that lies across the border of two unpacked pieces."""
    comment = b"<!--" + random.Random(1).randbytes((1 << 18) - 12).hex().encode()[: (1 << 18) - 12] + b"-->"
    return changed({"xl/sharedStrings.xml": comment + b'<!DOCTYPE a [<!ENTITY b "b">]><sst>&b;</sst>'})


def no_entries() -> bytes:
    """An archive without entries."""
    buffer = io.BytesIO()
    zipfile.ZipFile(buffer, "w").close()
    return buffer.getvalue()


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
    "entities in UTF-16": (utf_16_doctype, {"xml-declares-entities"}),
    "entities behind a long comment": (late_doctype, {"xml-declares-entities"}),
    "an archive behind a web page": (lambda: b"<html></html>" + SOUND, {"not-a-workbook"}),
    "an archive in an archive": (lambda: changed({"inner.xlsx": SOUND}, no_entries()), {"not-a-workbook"}),
    "a cut archive": (lambda: SOUND[:-40], {"not-a-workbook"}),
    "no bytes": (lambda: b"", {"not-a-workbook"}),
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


def record(kind: int, content: bytes = b"") -> bytes:
    """A record of an .xlsb: kind and size, seven bits a byte."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(content) & 0x7F | 0x80, len(content) >> 7]) + content


def binary_sheet(row: int, column: int, padding: int) -> bytes:
    """An .xlsb's sheet with one filled cell, and before it a record of some length."""
    cell = record(2, pack("<I", column - 1) + bytes(8))
    empty = record(1, pack("<I", 16_000) + bytes(4))
    rows = record(0, pack("<I", row - 1) + bytes(13)) + empty + cell
    return changed({"xl/worksheets/sheet1.bin": record(129) + record(500, bytes(padding)) * 100 + rows + record(130)})


@pytest.mark.parametrize("padding", [0, 5_000])
def test_a_binary_sheet_reaches_as_far_as_its_filled_cells(padding: int) -> None:
    data = binary_sheet(70_000, 30, padding)
    assert inspect(data, "x.xlsb", Limits(rows=70_000, columns=30)) == ()
    for limits in (Limits(rows=69_999), Limits(columns=29)):
        with pytest.raises(UnreadableError):
            inspect(data, "x.xlsb", limits)


def open_document(rows: str) -> bytes:
    return changed(
        {"content.xml": f'<d xmlns:table="t" xmlns:office="o"><table:table>{rows}</table:table></d>'.encode()}
    )


def test_repeated_rows_and_cells_of_an_open_document_count() -> None:
    """Empty ones at the end, which every office suite writes, do not."""
    filled = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="{}"/>'
    row = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
    empty = row.format(1_048_576, '<table:table-cell table:number-columns-repeated="16384"/>')
    data = open_document(row.format(300, filled.format(40)) + empty)
    assert inspect(data, "x.ods", Limits(rows=300, columns=40)) == ()
    for limits in (Limits(rows=299), Limits(columns=39), Limits(cells=11_999)):
        with pytest.raises(UnreadableError):
            inspect(data, "x.ods", limits)


@pytest.mark.parametrize("data", [SOUND, as_ods(report()), as_xls(report())], ids=["xlsx", "ods", "xls"])
def test_a_sound_file_of_any_format_passes(data: bytes) -> None:
    assert found(read(data, "x.xlsx")) == []


def cells(rows: str, head: str = "") -> bytes:
    """The sound workbook with a sheet of other rows."""
    return changed(
        {
            SHEET: HEAD.replace(b"<sheetData>", f"{head}<sheetData>".encode())
            + f"{rows}</sheetData></worksheet>".encode()
        }
    )


FILLED = "".join(
    f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="T{row}"><v>1</v></c></row>' for row in (1, 12_345, 207_000)
)
EMPTY_TO_THE_END = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="1048576"><c r="A1048576" s="1"></c></row>'
)

REACHES = {
    "plain": (FILLED, 207_000, 20),
    "stated": (FILLED, 207_000, 20),
    "empty cells to the end": (EMPTY_TO_THE_END, 1, 1),
    "cells without an address": ("<row/><row><c/><c><v>1</v></c></row>", 2, 2),
    "only the row has an address": ('<row r="900000"><c><v>1</v></c></row>', 900_000, 1),
    "a cell elsewhere than its row": ('<row r="1"><c r="B800000"><v>1</v></c></row>', 800_000, 2),
    "another prefix": ('<x:row r="1"><x:c r="C700000"><v>1</v></x:c></x:row>', 700_000, 3),
    "another order and quotes": ("<row r='1'><c t='n' r = 'AB600000'><v>1</v></c></row>", 600_000, 28),
    "a sign in an attribute": ('<row r="1"><c x="/>" r="D500000"><v>1</v></c></row>', 500_000, 4),
}


@pytest.mark.parametrize(("rows", "bottom", "right"), REACHES.values(), ids=REACHES)
def test_a_sheet_reaches_as_far_as_its_filled_cells(rows: str, bottom: int, right: int) -> None:
    """One row or column less than it needs is refused; no filled cell hides, no empty one counts."""
    data = cells(rows, '<dimension ref="A1:T207000"/>' if rows is FILLED else "")
    roomy = {"columns": 20_000, "cells": 1 << 40}
    assert inspect(data, "x.xlsx", Limits(rows=bottom, **roomy)) == ()
    assert inspect(data, "x.xlsx", Limits(rows=1 << 30, columns=right, cells=1 << 40)) == ()
    for limits in (Limits(rows=bottom - 1, **roomy), Limits(rows=1 << 30, columns=right - 1, cells=1 << 40)):
        with pytest.raises(UnreadableError):
            inspect(data, "x.xlsx", limits)


@pytest.mark.parametrize("stated", ["", '<dimension ref="A1:T207000"/>', '<dimension ref="A1:XFD1048576"/>'])
def test_a_long_plain_table_is_measured_without_looking_at_each_cell(stated: str) -> None:
    box = CellBox()
    box.take((stated + FILLED).encode())
    assert box.size is not None
    rows, columns = box.size
    assert 207_000 <= rows < 215_000
    assert columns == 20


def test_each_limit_is_a_setting() -> None:
    names = ("entries", "ratio", "columns", "merges", "strings", "rows", "sheets", "unpacked_mb")
    small = {f"max_{name}": count for count, name in enumerate(names, start=150)}
    chosen = limits_of(Settings(**small))
    assert {f"max_{name}": count for name, count in asdict(chosen).items() if name != "cells"} == small


def test_limits_are_settings() -> None:
    assert [code for code, _ in found(read(SOUND, "x.xlsx", limits=Limits(rows=20)))] == ["too-many-rows"]
    two = workbook({"A": report(), "B": [["x"]]})
    assert [code for code, _ in found(read(two, "x.xlsx", limits=Limits(sheets=1)))] == ["too-many-sheets"]
    assert [code for code, _ in found(read(SOUND, "x.xlsx", limits=Limits(unpacked_mb=0)))] == ["unpacked-too-large"]
