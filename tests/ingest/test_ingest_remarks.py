"""Assessors' notes and recommendations, wherever a row is an indicator's."""

import io
from typing import Any

import openpyxl
import pytest
from ingest_workbooks import TITLE, found, instrument, levels, report, values, workbook

from spbe_analytics.ingest import Reading, read, template
from spbe_analytics.ingest.annotated import annotate
from spbe_analytics.ingest.processes.isolated import ReaderPool
from spbe_analytics.ingest.records.remarks import LONGEST, remark_text
from spbe_analytics.instruments import Instrument, instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import RemarkKind, Stage

SK = "SK tim koordinasi SPBE direviu agar pembagian tugas jelas"
HEADING = ("No", "Indikator", "Nilai Tingkat Kematangan", "Catatan", "Rekomendasi")


def with_remarks(rows: list[list[Any]], **texts: str) -> list[list[Any]]:
    """Write texts behind the rows of a report: ``d5`` stands in column D of sheet row 5."""
    out = [list(row) for row in rows]
    for place, text in texts.items():
        column, row = ord(place[0]) - ord("a"), int(place[1:]) - 1
        out[row] += [""] * (column + 1 - len(out[row]))
        out[row][column] = text
    return out


def said(reading: Reading) -> list[tuple[str, str, str, str]]:
    """Return node, kind, text and cell of each remark."""
    return [(item.node, item.kind.value, item.text, item.cell) for item in reading.remarks]


def staged(reading: Reading) -> list[tuple[int, str, str, str]]:
    """Return year, stage, kind and text of each remark."""
    return [(item.year, item.stage.value, item.kind.value, item.text) for item in reading.remarks]


def test_both_columns_of_a_report_are_read_with_their_cells() -> None:
    rows = with_remarks(report(heading=HEADING), d5=SK, e5="Tetapkan SK baru", d7="Belum ada reviu")
    reading = read(workbook(rows), "x.xlsx")
    assert reading.findings == ()
    assert said(reading) == [
        ("I1", "catatan", SK, "D5"),
        ("I1", "rekomendasi", "Tetapkan SK baru", "E5"),
        ("I3", "catatan", "Belum ada reviu", "D7"),
    ]
    assert reading.remarks[0][:4] == reading.assessments[0][:4]
    assert {item.sheet for item in reading.remarks} == {"Data"}
    assert len(values(reading)) == len(instrument().indicators)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Catatan Asesor", RemarkKind.NOTE),
        ("CATATAN / REKOMENDASI", RemarkKind.NOTE),
        ("Catatan 2024", RemarkKind.NOTE),
        ("Rekomendasi Perbaikan", RemarkKind.RECOMMENDATION),
        ("Saran perbaikan", RemarkKind.RECOMMENDATION),
    ],
)
def test_spellings_of_the_heading(heading: str, kind: RemarkKind) -> None:
    reading = read(workbook(with_remarks(report(heading=(*HEADING[:3], heading)), d5=SK)), "x.xlsx")
    assert reading.findings == ()
    assert [(item.kind, item.text) for item in reading.remarks] == [(kind, SK)]


@pytest.mark.parametrize("heading", ["Keterangan", "Penjelasan", "Data Dukung", "Bukti"])
def test_what_a_government_writes_itself_is_no_remark(heading: str) -> None:
    assert read(workbook(with_remarks(report(heading=(*HEADING[:3], heading)), d5=SK)), "x.xlsx").remarks == ()


def test_two_columns_of_one_kind_are_one_text() -> None:
    heading = (*HEADING[:3], "Catatan Asesor", "Catatan Penilai")
    reading = read(workbook(with_remarks(report(heading=heading), d5="Satu", e5="Dua", e6="Tiga")), "x.xlsx")
    assert said(reading) == [("I1", "catatan", "Satu\n\nDua", "D5"), ("I2", "catatan", "Tiga", "E6")]


@pytest.mark.parametrize("nothing", ["-", "–", " ", "...", "Nihil", "Tidak ada", "tidak ada catatan."])
def test_a_cell_that_says_nothing_is_no_remark(nothing: str) -> None:
    assert remark_text(nothing) == ""
    assert read(workbook(with_remarks(report(heading=HEADING), d5=nothing)), "x.xlsx").remarks == ()


def test_lines_stay_and_unseen_signs_go() -> None:
    assert remark_text("  a.  SK\tlama\r\n\r\n\r\nb. SK\x00\x1fbaru \r") == "a. SK lama\n\nb. SK baru"
    assert remark_text(3.0) == "3"


def test_a_remark_without_a_level_is_kept() -> None:
    reading = read(workbook(with_remarks(report(cells={1: ""}, heading=HEADING), d5=SK)), "x.xlsx")
    assert found(reading) == [("missing-level", "C5")]
    assert said(reading) == [("I1", "catatan", SK, "D5")]
    assert "I1" not in values(reading)


def test_remarks_without_any_level_are_told_and_left_out() -> None:
    count = len(instrument().indicators)
    rows = with_remarks(report(cells=dict.fromkeys(range(1, count + 1), ""), heading=HEADING), d5=SK, e9="Tetapkan")
    reading = read(workbook(rows), "x.xlsx")
    assert reading.remarks == ()
    assert reading.has_errors
    (told,) = [item for item in reading.findings if item.code == "remarks-without-levels"]
    assert told.message.startswith("2 catatan")


def test_a_long_text_is_kept_and_a_longer_one_cut_with_a_warning() -> None:
    rows = with_remarks(report(heading=HEADING), d5="a" * LONGEST, d6="b" * LONGEST + "c")
    reading = read(workbook(rows), "x.xlsx")
    assert found(reading) == [("remark-too-long", "D6")]
    assert not reading.has_errors
    assert [item.text for item in reading.remarks] == ["a" * LONGEST, "b" * LONGEST]


def test_remarks_below_the_table_are_nobodys() -> None:
    rows = with_remarks(report(heading=HEADING, below=[["Catatan: draf"], ["", "", "", SK]]), d5="Satu")
    assert [text for _, _, text, _ in said(read(workbook(rows), "x.xlsx"))] == ["Satu"]


def side_by_side(*heads: list[Any], cells: list[Any]) -> Reading:
    """Read a table whose first indicator has these cells; the others have levels only."""
    first, *rest = instrument().indicators
    blank = [cell if isinstance(cell, int) else "" for cell in cells]
    rows = [[1, first.name, *cells], *([place, node.name, *blank] for place, node in enumerate(rest, start=2))]
    return read(workbook([[f"{TITLE.removesuffix(' TAHUN 2024')} TAHUN 2024"], *heads, *rows]), "x.xlsx")


def test_one_column_beside_stages_belongs_to_the_last_stage() -> None:
    reading = side_by_side(["No", "Indikator", "Mandiri", "Verif", "Eks", "Catatan"], cells=[3, 3, 2, SK])
    assert staged(reading) == [(2024, "interviu", "catatan", SK)]
    assert reading.findings == ()


def test_one_column_belongs_to_the_last_year_that_holds_levels_wherever_it_stands() -> None:
    years = [f"Nilai Akhir {year}" for year in (2023, 2022, 2024)]
    reading = side_by_side(["Nilai akhir"], ["No", "Indikator", "Rekomendasi", *years], cells=[SK, 3, 2, ""])
    assert staged(reading) == [(2023, "final", "rekomendasi", SK)]
    assert found(reading) == [("column-empty", "F3")]


def test_columns_that_name_their_stage_belong_to_it() -> None:
    heading = ["No", "Indikator", "Mandiri", "Akhir", "Catatan Mandiri", "Catatan Akhir", "Rekomendasi"]
    reading = side_by_side(heading, cells=[3, 2, "Awal", "Ujung", "Tetapkan"])
    assert sorted(staged(reading)) == [
        (2024, "final", "catatan", "Ujung"),
        (2024, "final", "rekomendasi", "Tetapkan"),
        (2024, "mandiri", "catatan", "Awal"),
    ]
    assert reading.findings == ()


def test_a_column_under_the_name_of_a_stage_belongs_to_it() -> None:
    top = ["No", "Indikator", "Penilaian Mandiri", "", "Penilaian Interviu", ""]
    low = ["", "", "Tingkat", "Catatan", "Tingkat", "Rekomendasi"]
    reading = side_by_side(top, low, cells=[3, "Awal", 2, "Ujung"])
    assert sorted(staged(reading)) == [
        (2024, "interviu", "rekomendasi", "Ujung"),
        (2024, "mandiri", "catatan", "Awal"),
    ]
    assert reading.findings == ()


def test_equal_columns_belong_to_the_levels_on_their_left() -> None:
    reading = side_by_side(["No", "Indikator", "Mandiri", "Catatan", "Akhir", "Catatan"], cells=[3, "Awal", 2, "Ujung"])
    assert sorted(staged(reading)) == [(2024, "final", "catatan", "Ujung"), (2024, "mandiri", "catatan", "Awal")]


def test_a_long_table_keeps_each_remark_with_its_assessment() -> None:
    node = instrument().indicators[0]
    rows = [
        ["Kota Bandar Lampung", 2023, 1, node.name, 3, "Lama", ""],
        ["Kota Bandar Lampung", 2024, 1, node.name, 3, "Baru", "Tetapkan"],
        ["Kota Metro", 2024, 1, node.name, "", "Tanpa tingkat", ""],
    ]
    heading = ["Daerah", "Tahun", "No", "Indikator", "Nilai", "Catatan", "Rekomendasi"]
    reading = read(workbook([["Nilai akhir"], heading, *rows]), "x.xlsx")
    assert staged(reading) == [
        (2023, "final", "catatan", "Lama"),
        (2024, "final", "catatan", "Baru"),
        (2024, "final", "rekomendasi", "Tetapkan"),
    ]
    assert ("remarks-without-levels", "E5") in found(reading)


@pytest.mark.parametrize("item", instruments().values(), ids=lambda item: item.id)
def test_the_template_takes_remarks_and_gives_them_back(item: Instrument) -> None:
    first, last = item.indicator_codes[0], item.indicator_codes[-1]
    data = template(
        item, gazetteer()["73.22"], item.first_year, Stage.FINAL, levels(item), {first: SK}, {last: "Tetapkan"}
    )
    reading = read(data, "isian.xlsx")
    assert reading.findings == ()
    end = 8 + len(item.indicators)
    assert said(reading) == [(first, "catatan", SK, "G9"), (last, "rekomendasi", "Tetapkan", f"H{end}")]


def test_a_template_of_old_without_the_last_column_is_still_read() -> None:
    item = instrument()
    data = template(item, gazetteer()["73.22"], 2024, Stage.FINAL, levels(item), {"I1": SK})
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["Isian"].delete_cols(8)
    buffer = io.BytesIO()
    book.save(buffer)
    reading = read(buffer.getvalue(), "isian.xlsx")
    assert (reading.layout, reading.findings) == ("template", ())
    assert values(reading) == levels(item)
    assert said(reading) == [("I1", "catatan", SK, "G9")]


def test_remarks_come_whole_out_of_a_reading_process() -> None:
    data = workbook(with_remarks(report(heading=HEADING), d5=SK, e6="Baris satu\nBaris dua"))
    with ReaderPool(1) as pool:
        apart = pool.read(data, "x.xlsx")
    assert apart == read(data, "x.xlsx")
    assert len(apart.remarks) == 2
    assert all(type(item.stage) is Stage and type(item.kind) is RemarkKind for item in apart.remarks)


def test_an_annotated_copy_gives_the_same_remarks() -> None:
    data = workbook(with_remarks(report(cells={2: 9}, heading=HEADING), d5=SK, d6="c" * LONGEST + "d"))
    reading = read(data, "x.xlsx")
    again = read(annotate(data, "x.xlsx", reading.findings), "x.xlsx")
    assert again.remarks == reading.remarks
    assert found(again) == found(reading)
