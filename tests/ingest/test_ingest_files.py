"""Kinds of files beside the usual ones: pages, XML, zips, Word; what cannot be read says what to do."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from spbe_analytics.errors import SpbeError
from spbe_analytics.ingest import Identity, Reading, read
from spbe_analytics.ingest.plan import Part
from spbe_analytics.ingest.processes.bundle import is_bundle
from spbe_analytics.ingest.processes.isolated import ReaderPool
from spbe_analytics.schema import Stage
from tests.ingest.ingest_workbooks import found, instrument, report, values, workbook

OWN = Identity("73.22", 2024, Stage.FINAL)
NAMES = [node.name for node in instrument().indicators]
MEBIBYTE = 1 << 20


def page(cell: str = "3", head: str = "<tr><td>No</td><td>Indikator</td><td>Nilai</td></tr>") -> bytes:
    """Return a web page with the table of one government."""
    rows = "".join(f"<tr><td>{n}</td><td>{name}</td><td>{cell}</td></tr>" for n, name in enumerate(NAMES, start=1))
    return f"<html><body><p>Laporan</p><table border=1>{head}{rows}</table></body></html>".encode()


def sheet_xml() -> bytes:
    """Return the same as SpreadsheetML 2003, a column left out by its index."""
    heads = "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in ("No", "Indikator"))
    rows = "".join(
        f'<Row><Cell><Data ss:Type="Number">{n}</Data></Cell><Cell><Data ss:Type="String">{name}</Data></Cell>'
        f'<Cell ss:Index="4"><Data ss:Type="Number">3</Data></Cell></Row>'
        for n, name in enumerate(NAMES, start=1)
    )
    return (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Data"><Table>'
        f'<Row>{heads}<Cell ss:Index="4"><Data ss:Type="String">Nilai</Data></Cell></Row>{rows}'
        "</Table></Worksheet></Workbook>"
    ).encode()


def sound(reading: Reading) -> bool:
    return found(reading) == [] and set(values(reading).values()) == {3} and len(values(reading)) == len(NAMES)


def test_a_page_with_a_table_is_read() -> None:
    assert sound(read(page(), "laporan.xls", OWN))
    assert sound(read(page("3<sup>1</sup>"), "laporan.xls", OWN))
    two = "<tr><td>No</td><td>Indikator</td><td colspan=2>Nilai</td></tr><tr><td></td><td></td><td>2024</td></tr>"
    assert sound(read(page(head=two), "laporan.xls", Identity("73.22", None, Stage.FINAL)))


def test_what_stands_in_front_of_a_page_s_table_is_its_title() -> None:
    titled = page().replace(b"<p>Laporan</p>", b"<h1>Kota Palopo</h1><div><b>Nilai akhir</b> tahun <i>2023</i></div>")
    reading = read(titled, "x.xls")
    assert {(item.region, item.year, item.stage) for item in reading.values} == {("73.73", 2023, Stage.FINAL)}
    target = page().replace(b"<table border=1>", b"<table><caption>Target SPBE</caption>")
    assert [code for code, _ in found(read(target, "x.xls", OWN))] == ["figures-no-results"]


@pytest.mark.parametrize(
    "cell",
    [
        "<input value='3'>",
        "<select><option>2</option><option selected>3</option></select>",
        "<span style='display: none'>300</span>3",
        "<input type=hidden value=9>3",
        "3<script>var x = 1;</script>",
    ],
)
def test_a_page_s_cell_holds_what_it_shows(cell: str) -> None:
    assert sound(read(page(cell), "x.xls", OWN))


def test_ticked_boxes_of_a_page_are_marks() -> None:
    head = "<tr><td>No</td><td>Indikator</td><td>2</td><td>3</td><td>4</td></tr>"
    boxes = "<input type=radio></td><td><input type=radio checked></td><td><input type=radio>"
    assert sound(read(page(boxes, head), "x.xls", OWN))


def test_rows_of_a_page_that_are_not_shown_are_said() -> None:
    hidden = page().replace(b"<tr><td>3<", b"<tr style='display:none'><td>3<")
    reading = read(hidden, "x.xls", OWN)
    assert [item.code for item in reading.findings] == ["hidden-rows"]
    assert "baris 5" in reading.findings[0].message
    xml = sheet_xml().replace(b"<Row>", b'<Row ss:Hidden="1">', 3)
    assert [item.code for item in read(xml, "x.xml", OWN).findings] == ["hidden-rows"]


def test_struck_and_unshown_figures_are_said() -> None:
    book = load_workbook(io.BytesIO(workbook(report())))
    sheet = book.active
    sheet["C7"].font = Font(strike=True)
    sheet["C9"].number_format = ";;;"
    buffer = io.BytesIO()
    book.save(buffer)
    said = [(item.code, item.cell) for item in read(buffer.getvalue(), "x.xlsx").findings]
    assert said == [("struck-figure", "C7"), ("display-hides-value", "C9")]


def test_spreadsheet_xml_is_read() -> None:
    assert sound(read(sheet_xml(), "laporan.xml", OWN))


def test_entities_of_a_file_s_own_are_refused() -> None:
    bomb = sheet_xml().replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "bbbb">]>', 1)
    assert [code for code, _ in found(read(bomb, "x.xml"))] == ["xml-declares-entities"]


def test_a_page_larger_than_the_limits_is_refused() -> None:
    huge = b"<html><table>" + b"<tr><td>1</td></tr>" * 3_000_000 + b"</table></html>"
    reading = read(huge, "x.xls")
    assert reading.values == ()
    assert reading.has_errors


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}), "Word"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "gambar"),
    ],
)
def test_what_is_no_workbook_says_what_to_do(data: bytes, words: str) -> None:
    (item,) = read(data, "x.docx").findings
    assert item.code == "not-a-workbook"
    assert words in item.message


def test_shared_texts_that_are_missing_are_a_finding() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(report()))) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            if name != "xl/sharedStrings.xml":
                new.writestr(name, old.read(name))
    reading = read(buffer.getvalue(), "x.xlsx")
    assert reading.values == ()
    assert reading.has_errors


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    with ReaderPool(1) as found_pool:
        yield found_pool


def test_a_zip_is_opened_in_a_process_of_its_own(pool: ReaderPool) -> None:
    files = {"a/satu.xlsx": b"1", "dua.xlsx": b"22", "__MACOSX/x": b"3"}
    assert pool.unbundle(zipped(files), "x.zip", MEBIBYTE) == [("satu.xlsx", b"1"), ("dua.xlsx", b"22")]


def test_a_zip_that_swells_or_is_damaged_says_so(pool: ReaderPool) -> None:
    with pytest.raises(SpbeError, match="terlalu besar"):
        pool.unbundle(zipped({"a.xlsx": bytes(3 * MEBIBYTE)}), "x.zip", MEBIBYTE)
    spoilt = bytearray(zipped({"a.xlsx": " ".join(map(str, range(5000))).encode()}))
    spoilt[100:400] = b"\xff" * 300
    assert is_bundle(bytes(spoilt))
    with pytest.raises(SpbeError, match="rusak"):
        pool.unbundle(bytes(spoilt), "x.zip", MEBIBYTE)


def test_the_plan_says_what_the_cells_are(pool: ReaderPool) -> None:
    rows = report(heading=("No", "Indikator", "Nilai Tingkat Kematangan"))
    rows = [[*row, "" if place < 4 else 7] for place, row in enumerate(rows)]
    (plan,) = pool.plan(workbook(rows), "x.xlsx", Identity())
    parts = {(mark.row, mark.column): mark.part for mark in plan.marks}
    assert (plan.row, plan.turned, plan.mapped) == (3, False, "")
    assert parts[0, 0] is Part.FACT
    assert parts[3, 1] is Part.NAME
    assert (parts[3, 2], parts[4, 2]) == (Part.FIGURE, Part.FIGURE)
    assert parts[4, 3] is Part.UNKNOWN


def test_the_plan_of_a_turned_table_below_its_titles_is_that_of_its_reading(pool: ReaderPool) -> None:
    title, *body = [["Kota Palopo, nilai akhir 2023"], ["No", *range(1, 48)], ["Indikator", *NAMES]]
    rows = [title, ["", ""], *body, ["Nilai", *[3] * 47], ["Target 2029", *[5] * 47]]
    assert len(values(read(workbook(rows), "x.xlsx"))) == len(NAMES)
    (plan,) = pool.plan(workbook(rows), "x.xlsx", Identity())
    parts = {(mark.row, mark.column): mark.part for mark in plan.marks}
    assert plan.turned
    assert [parts[row, 0] for row in (0, 2, 3, 4, 5)] == [
        Part.FACT,
        Part.NAME,
        Part.NAME,
        Part.FIGURE,
        Part.BESIDE,
    ]
    assert [parts.get((row, 5)) for row in (3, 4, 5)] == [Part.NAME, Part.FIGURE, None]


def test_the_plan_of_a_turned_table_has_its_own_cells(pool: ReaderPool) -> None:
    rows = [["Indikator", *NAMES], ["Nilai", *[3] * len(NAMES)]]
    (plan,) = pool.plan(workbook(rows), "x.xlsx", OWN)
    parts = {(mark.row, mark.column): mark.part for mark in plan.marks}
    assert plan.turned
    assert (parts[0, 0], parts[1, 5]) == (Part.NAME, Part.FIGURE)


def test_a_workbook_that_counts_days_from_1904_is_read() -> None:
    book = load_workbook(io.BytesIO(workbook(report())))
    book.epoch = CALENDAR_MAC_1904
    book.active["C8"] = date(2024, 3, 5)
    buffer = io.BytesIO()
    book.save(buffer)
    reading = read(buffer.getvalue(), "x.xlsx")
    assert [(item.code, item.cell) for item in reading.findings] == [("date-instead-of-number", "C8")]
    assert len(reading.values) == len(NAMES) - 1
