"""One small workbook for each way in which offices lay out an evaluation, with levels that official reports print."""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from struct import pack
from typing import Any
from xml.sax.saxutils import escape

import xlwt
from ruamel.yaml import YAML

from spbe_analytics.instruments import Instrument, instruments
from tests.ingest.ingest_workbooks import workbook

CASES = Path(__file__).resolve().parent.parent / "cases" / "laporan_bandar_lampung.yaml"
CITY = "18.71"
SPBE = "spbe-59-2020"
TITLE = "HASIL EVALUASI SPBE PEMERINTAH KOTA BANDAR LAMPUNG"

Key = tuple[str, int, str]
"""Region, year, stage."""


def _cases() -> dict[int, dict[str, Any]]:
    cases = YAML(typ="safe", pure=True).load(CASES.read_text(encoding="utf-8"))
    return {case["year"]: case for case in cases if case["instrument"] == SPBE}


REPORTS = _cases()


def levels(year: int) -> list[int]:
    """Return the 47 levels that the report of a year prints, in the order of the regulation."""
    return [level for given in REPORTS[year]["levels"].values() for level in given]


def printed(year: int) -> dict[str, str]:
    """Return the figures that the report of a year prints, by node code."""
    return {heading.split(" ")[0]: figure for heading, figure in REPORTS[year]["printed"].items()}


def instrument(code: str = SPBE) -> Instrument:
    """Return an instrument that ships."""
    return instruments()[code]


@dataclass(frozen=True)
class Case:
    """A workbook and what must come out of it.

    Attributes:
        data: The bytes.
        name: File name.
        layout: Code of the layout.
        expected: Assessment → figures as printed, by node code.
        findings: Codes of the findings, in any order, each once.
    """

    data: bytes
    name: str
    layout: str
    expected: dict[Key, dict[str, str]]
    findings: frozenset[str] = frozenset()


def _rows(*columns: Sequence[Any]) -> list[list[Any]]:
    indicators = instrument().indicators
    return [
        [place, node.name, *(column[place - 1] for column in columns)] for place, node in enumerate(indicators, start=1)
    ]


def years_side_by_side() -> Case:
    """One heading row, a column a year; the year in progress is still empty."""
    heading = ["No", "Indikator", *(f"Nilai Tingkat Kematangan {year}" for year in (2021, 2023, 2024, 2025))]
    rows = _rows(levels(2021), levels(2023), levels(2024), ["-"] * 47)
    expected = {(CITY, year, "final"): printed(year) for year in (2021, 2023, 2024)}
    data = workbook([[TITLE], ["Nilai akhir"], [], heading, *rows])
    return Case(data, "rekap.xlsx", "side-by-side", expected, frozenset({"column-empty"}))


def year_over_stage() -> Case:
    """Two merged heading rows: years above, stages below; numbers as text, decimals as commas."""
    top = ["No", "Indikator", 2021, "", 2023, ""]
    low = ["", "", "Penilaian Mandiri", "Nilai Kematangan", "Penilaian Mandiri", "Nilai Kematangan"]
    five = ["5,0"] * 47
    rows = _rows(five, [str(level) for level in levels(2021)], five, [f"Level {level}" for level in levels(2023)])
    all_five = dict.fromkeys(printed(2021), "5,00")
    expected = {
        (CITY, 2021, "mandiri"): all_five,
        (CITY, 2021, "final"): printed(2021),
        (CITY, 2023, "mandiri"): all_five,
        (CITY, 2023, "final"): printed(2023),
    }
    return Case(workbook([[TITLE], [], top, low, *rows]), "tahap.xlsx", "side-by-side", expected)


def stages_side_by_side() -> Case:
    """Stages of one year under the names of the ministry's application, a target before them."""
    heading = ["No", "Indikator", "Target", "Mandiri", "Verif", "Eks", "Akhir"]
    rows = _rows([3] * 47, [5] * 47, levels(2021), [4] * 47, levels(2024))
    expected = {
        (CITY, 2024, "mandiri"): dict.fromkeys(printed(2024), "5,00"),
        (CITY, 2024, "dokumen"): printed(2021),
        (CITY, 2024, "interviu"): dict.fromkeys(printed(2024), "4,00"),
        (CITY, 2024, "final"): printed(2024),
    }
    return Case(workbook([[f"{TITLE} TAHUN 2024"], heading, *rows]), "lembar kerja.xlsx", "side-by-side", expected)


def short_stage_names() -> Case:
    """``EM | DE | Capaian``: self-assessment, desk evaluation, final result."""
    rows = _rows([2] * 47, levels(2023), levels(2024))
    expected = {
        (CITY, 2024, "mandiri"): dict.fromkeys(printed(2024), "2,00"),
        (CITY, 2024, "dokumen"): printed(2023),
        (CITY, 2024, "final"): printed(2024),
    }
    data = workbook([[f"{TITLE} TAHUN 2024"], ["No", "Indikator", "EM", "DE", "Capaian"], *rows])
    return Case(data, "em-de.xlsx", "side-by-side", expected)


def index_table() -> Case:
    """Index, domains and aspects of a report, values as text with a decimal comma."""
    names = {heading.split(" ")[0]: heading.partition(" ")[2] for heading in REPORTS[2024]["printed"]}
    rows = [
        [f"{names[code]}" if code == "index" else f"{kind} {names[code]}", figure]
        for code, figure in printed(2024).items()
        for kind in ["Domain" if code.startswith("D") else "Aspek"]
    ]
    data = workbook([[f"{TITLE} TAHUN 2024"], ["Nilai akhir"], ["Nama Indeks", "Nilai"], *rows])
    return Case(data, "indeks.xlsx", "index-table", {(CITY, 2024, "final"): printed(2024)})


def governments_by_indicator() -> Case:
    """Many governments, a column an indicator."""
    rows = [
        ["No", "Nama Instansi", *(f"I{place}" for place in range(1, 48))],
        [1, "Pemkot Bandar Lampung", *levels(2024)],
        [2, "Kota Metro", *levels(2023)],
    ]
    expected = {(CITY, 2024, "final"): printed(2024), ("18.72", 2024, "final"): printed(2023)}
    data = workbook([["Nilai akhir SPBE 2024"], [], *rows])
    return Case(data, "semua.xlsx", "government-table", expected)


LONG_HEADING = ["tahun", "indikator", "nama_indikator", "bobot", "tahap", "nilai"]


def _long_rows() -> list[list[Any]]:
    return [
        [year, place, node.name, float(node.weight), stage, level]
        for year, stage, given in ((2023, "final", levels(2023)), (2024, "mandiri", levels(2024)))
        for place, (node, level) in enumerate(zip(instrument().indicators, given, strict=True), start=1)
    ]


LONG_EXPECTED: dict[Key, dict[str, str]] = {
    (CITY, 2023, "final"): printed(2023),
    (CITY, 2024, "mandiri"): printed(2024),
}


def long_table() -> Case:
    """One row a level; the government stands in the file's name alone."""
    data = workbook([LONG_HEADING, *_long_rows()])
    name = "Kota Bandar Lampung.xlsx"
    return Case(data, name, "long-table", LONG_EXPECTED, frozenset({"identity-from-name"}))


def long_csv(delimiter: str = ";", encoding: str = "utf-8-sig", comma: bool = True) -> Case:
    """The long table as delimited text."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    for row in [LONG_HEADING, *_long_rows()]:
        writer.writerow(
            [f"{cell:.2f}".replace(".", "," if comma else ".") if type(cell) is float else cell for cell in row]
        )
    data = text.getvalue().encode(encoding)
    found = frozenset({"identity-from-name"})
    return Case(data, "Kota Bandar Lampung.csv", "long-table", LONG_EXPECTED, found)


def long_of_governments() -> Case:
    """One row a level, governments in a column of their own."""
    rows = [
        [name, node.code, node.name, level]
        for name, given in (("Kota Bandar Lampung", levels(2024)), ("Kota Metro", levels(2021)))
        for node, level in zip(instrument().indicators, given, strict=True)
    ]
    data = workbook([["Nilai akhir 2024"], ["Nama Daerah", "Kode Indikator", "Indikator", "Nilai"], *rows])
    expected = {(CITY, 2024, "final"): printed(2024), ("18.72", 2024, "final"): printed(2021)}
    return Case(data, "panjang.xlsx", "long-table", expected)


def sheet_a_year() -> Case:
    """One sheet a year, named by it."""
    heading = ["No", "Indikator", "Nilai Tingkat Kematangan"]
    sheets = {str(year): [[TITLE], ["Nilai akhir"], heading, *_rows(levels(year))] for year in (2021, 2023)}
    expected = {(CITY, year, "final"): printed(year) for year in (2021, 2023)}
    return Case(workbook(sheets), "tahunan.xlsx", "report-table", expected, frozenset({"identity-from-name"}))


def sheet_a_stage() -> Case:
    """One sheet a stage, named by it."""
    heading = ["No", "Indikator", "Nilai Tingkat Kematangan"]
    given = {"Mandiri": levels(2021), "Interviu": levels(2024)}
    sheets = {name: [[f"{TITLE} TAHUN 2024"], heading, *_rows(level)] for name, level in given.items()}
    expected = {(CITY, 2024, "mandiri"): printed(2021), (CITY, 2024, "interviu"): printed(2024)}
    return Case(workbook(sheets), "bertahap.xlsx", "report-table", expected, frozenset({"identity-from-name"}))


def sheet_a_government() -> Case:
    """One sheet a government, named by it without its kind where that is clear."""
    heading = ["No", "Indikator", "Nilai Tingkat Kematangan"]
    given = {"Bandar Lampung": levels(2024), "Kota Metro": levels(2023)}
    sheets = {name: [["Nilai akhir SPBE tahun 2024"], heading, *_rows(level)] for name, level in given.items()}
    expected = {(CITY, 2024, "final"): printed(2024), ("18.72", 2024, "final"): printed(2023)}
    return Case(workbook(sheets), "provinsi.xlsx", "report-table", expected, frozenset({"identity-from-name"}))


def pemdi_codes() -> Case:
    """Pemdi: aspect, code, fractional level and weighted value."""
    item = instrument("pemdi-8-2026")
    rows = [
        [node.number, item.node(node.parent or "").name, node.name, float(node.weight), "1,24", 0]
        for node in item.indicators
    ]
    heading = ["No", "Aspek", "Indikator", "Bobot (%)", "Nilai Capaian", "Nilai Tertimbang"]
    data = workbook([["Kabupaten Aceh Tengah, Penilaian Interviu tahun 2026"], heading, *rows])
    expected = {("11.04", 2026, "interviu"): dict.fromkeys(("index", "A1", "A7"), "1,24")}
    return Case(data, "pemdi.xlsx", "report-table", expected)


def numbered_pemdi(mark: str) -> Case:
    """Pemdi with running codes such as ``IK-01`` or ``IND-01``."""
    item = instrument("pemdi-8-2026")
    rows = [[f"{mark}-{place:02d}", node.name, 2.5] for place, node in enumerate(item.indicators, start=1)]
    data = workbook([["Kabupaten Aceh Tengah tahun 2026, nilai akhir"], ["Kode", "Indikator", "Nilai"], *rows])
    return Case(data, "pemdi.xlsx", "report-table", {("11.04", 2026, "final"): {"index": "2,50"}})


def old_form() -> Case:
    """The 37 scored rows of PermenPANRB 5/2018, indicator 35 three times."""
    item = instrument("spbe-5-2018")
    rows = [[node.number, node.name, 3] for node in item.indicators]
    data = workbook([[f"{TITLE} TAHUN 2019, NILAI AKHIR"], ["No", "Indikator", "Tingkat Kematangan"], *rows])
    return Case(data, "2019.xlsx", "report-table", {(CITY, 2019, "final"): {"index": "3,00", "D1": "3,00"}})


def recapitulation() -> Case:
    """The sheet ``Rekap`` of the ministry's workbook of 2018 beside a sheet for an indicator."""
    item = instrument("spbe-5-2018")
    heading = ["Domain", "Aspek", "Indikator", "N", "V", "W", "RW", "RI-Asp", "RI-Dom", "RI"]
    rows = [
        ["", "", f"{node.number}. {node.name}", 4, 2, float(node.weight), "", "", "", ""] for node in item.indicators
    ]
    sheets = {
        "I1": [["Pertanyaan", "Jawaban"], ["Apakah ada kebijakan?", "Ya"]],
        "Rekap": [[f"{TITLE} 2018"], heading, *rows],
    }
    expected = {(CITY, 2018, "mandiri"): {"index": "4,00"}, (CITY, 2018, "dokumen"): {"index": "2,00"}}
    return Case(workbook(sheets), "LKE.xlsx", "side-by-side", expected, frozenset({"sheet-ignored"}))


def as_ods(rows: Sequence[Sequence[Any]]) -> bytes:
    """Write rows as an OpenDocument spreadsheet."""
    lines = []
    for row in rows:
        cells = []
        for cell in row:
            if cell in ("", None):
                cells.append("<table:table-cell/>")
            elif isinstance(cell, str):
                text = f"<text:p>{escape(cell)}</text:p>"
                cells.append(f'<table:table-cell office:value-type="string">{text}</table:table-cell>')
            else:
                cells.append(f'<table:table-cell office:value-type="float" office:value="{cell}"/>')
        lines.append(f"<table:table-row>{''.join(cells) or '<table:table-cell/>'}</table:table-row>")
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{urn}:office:1.0" '
        f'xmlns:table="{urn}:table:1.0" xmlns:text="{urn}:text:1.0" office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Data">{"".join(lines)}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{urn}:manifest:1.0"/>')
        archive.writestr("content.xml", content)
    return buffer.getvalue()


def as_xls(rows: Sequence[Sequence[Any]]) -> bytes:
    """Write rows as an Excel 97 workbook."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell not in ("", None):
                sheet.write(place, column, cell)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_xlsb(rows: Sequence[Sequence[Any]]) -> bytes:
    """Write rows as an Excel binary workbook: records of a kind, a size and their content."""

    def number(value: int) -> bytes:
        """Write a kind or a size below 16,384, seven bits a byte."""
        return bytes([value]) if value < 0x80 else bytes([value & 0x7F | 0x80, value >> 7])

    def record(code: int, content: bytes = b"") -> bytes:
        return number(code) + number(len(content)) + content

    def text(value: str) -> bytes:
        return pack("<I", len(value)) + value.encode("utf-16-le")

    cells = [record(129), record(148, pack("<4I", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)), record(145)]
    for place, row in enumerate(rows):
        cells.append(record(0, pack("<IIHHBI", place, 0, 300, 0, 0, 0)))
        for column, cell in enumerate(row):
            if cell not in ("", None):
                head = pack("<II", column, 0)
                content = (6, head + text(cell)) if isinstance(cell, str) else (5, head + pack("<d", cell))
                cells.append(record(*content))
    sheet = b"".join([*cells, record(146), record(130)])
    bundle = pack("<II", 0, 1) + text("rId1") + text("Data")
    book = record(131) + record(143) + record(156, bundle) + record(144) + record(132)
    base = "http://schemas.openxmlformats.org"
    relation = f"{base}/officeDocument/2006/relationships"
    relations = f'<Relationships xmlns="{base}/package/2006/relationships"><Relationship Id="rId1" '
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{base}/package/2006/content-types">'
            '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
        )
        archive.writestr(
            "_rels/.rels", f'{relations}Type="{relation}/officeDocument" Target="xl/workbook.bin"/></Relationships>'
        )
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            f'{relations}Type="{relation}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
        )
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return buffer.getvalue()


def all_cases() -> dict[str, Case]:
    """Return every case by name."""
    return {
        "years side by side": years_side_by_side(),
        "year over stage": year_over_stage(),
        "stages side by side": stages_side_by_side(),
        "short stage names": short_stage_names(),
        "index table": index_table(),
        "governments by indicator": governments_by_indicator(),
        "long table": long_table(),
        "long csv, semicolons": long_csv(),
        "long csv, commas": long_csv(",", "utf-8", comma=False),
        "long csv, Windows-1252": long_csv(";", "cp1252"),
        "long csv, tabs": long_csv("\t", "utf-16"),
        "long table of governments": long_of_governments(),
        "a sheet a year": sheet_a_year(),
        "a sheet a stage": sheet_a_stage(),
        "a sheet a government": sheet_a_government(),
        "pemdi codes": pemdi_codes(),
        "pemdi IK": numbered_pemdi("IK"),
        "pemdi IND": numbered_pemdi("IND"),
        "37 rows": old_form(),
        "rekap 2018": recapitulation(),
    }
