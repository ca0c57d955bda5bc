"""The annotated copy: marks where the faults are, a list that leads to them, and nothing else changed."""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from ingest_workbooks import LEVEL_1, report, values, workbook
from layout_workbooks import as_ods, as_xls
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from spbe_analytics.errors import AnnotationError
from spbe_analytics.formulas import FORMULA_STARTS
from spbe_analytics.ingest import annotated, read
from spbe_analytics.ingest.annotated import annotate
from spbe_analytics.ingest.marks import AUTHOR, FILLS
from spbe_analytics.schema import Severity

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
FAULTY = SAMPLES / "laporan_palopo_2024_bermasalah.xlsx"
HEADINGS = ("No", "Jenis", "Lembar", "Sel", "Masalah", "Cara memperbaiki", "Kode")


@dataclass(frozen=True)
class Said:
    """A finding of the test's own making."""

    sheet: str | None = "Data"
    cell: str | None = "C5"
    message: str = "Tingkat 7 di luar 1–5 (lembar Data, sel C5). Isi 1 sampai 5."
    cure: str = "Isi 1 sampai 5."
    code: str = "level-out-of-range"
    severity: Severity = Severity.ERROR


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def listed(content: bytes) -> list[tuple[object, ...]]:
    """The list of findings without its headings."""
    first, *rows = opened(content).worksheets[0].iter_rows(values_only=True)
    assert first == HEADINGS
    return rows


def cells(content: bytes, sheet: str) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).to_python()


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def plain(rows: Sequence[Sequence[object]] | None = None, name: str = "Data") -> bytes:
    return workbook({name: rows or report()})


def test_each_faulty_cell_is_coloured_and_says_what_to_do() -> None:
    content = FAULTY.read_bytes()
    before = sha256(content).digest()
    findings = read(content, FAULTY.name).findings
    book = opened(annotate(content, FAULTY.name, findings))
    assert sha256(content).digest() == before
    assert {item.code for item in findings if item.cell} >= {"level-out-of-range", "missing-level"}
    for item in findings:
        if item.cell is None or item.sheet is None:
            continue
        cell = book[item.sheet][item.cell]
        others = [other for other in findings if (other.sheet, other.cell) == (item.sheet, item.cell)]
        worst = min(others, key=lambda other: list(Severity).index(other.severity)).severity
        assert cell.fill.fgColor.rgb == f"00{FILLS[worst]}"
        assert cell.font.color.rgb == "001A1A1A"
        assert cell.comment.author == AUTHOR
        assert item.cure in cell.comment.text
        assert item.message.removesuffix(item.cure).rstrip() in cell.comment.text


def test_cells_without_a_finding_keep_their_looks_and_no_comment() -> None:
    book = opened(annotate(plain(), "x.xlsx", [Said()]))
    marked = [
        cell.coordinate for row in book["Data"].iter_rows() for cell in row if cell.comment or cell.fill.patternType
    ]
    assert marked == [LEVEL_1]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xlsx")), ids=lambda path: path.stem)
def test_the_copy_reads_as_the_original(path: Path) -> None:
    content = path.read_bytes()
    first = read(content, path.name)
    copy = annotate(content, path.name, [*first.findings, Said(first.values[0].sheet, first.values[0].cell)])
    second = read(copy, path.name)
    assert second.values == first.values
    assert second.findings == first.findings
    for name in CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names:
        assert cells(copy, name) == cells(content, name)


def test_the_list_stands_first_leads_to_the_cells_and_has_all_findings() -> None:
    findings = [
        Said(severity=Severity.INFO, cell="A5"),
        Said(),
        Said(sheet="Tidak ada", cell="B2"),
        Said(cell=None),
        Said(sheet=None, cell=None, message="Berkas rusak. Simpan ulang.", cure="Simpan ulang."),
        Said(cell="Z999"),
        Said(cell="XFE1048577"),
        Said(cell="bukan sel"),
    ]
    content = annotate(plain(), "x.xlsx", findings)
    book = opened(content)
    assert book.sheetnames == ["Temuan", "Data"]
    assert book.active.title == "Temuan"
    assert [sheet.sheet_view.tabSelected for sheet in book.worksheets] == [True, False]
    sheet = book["Temuan"]
    assert sheet.freeze_panes == "A2"
    assert sheet["E2"].alignment.wrap_text
    assert sheet.column_dimensions["E"].width > 40
    rows = listed(content)
    assert [row[0] for row in rows] == list(range(1, 9))
    assert rows[0][1:] == (
        *("Kesalahan", "Data", "C5", "Tingkat 7 di luar 1–5 (lembar Data, sel C5)."),
        *("Isi 1 sampai 5.", "level-out-of-range"),
    )
    assert rows[-1][1] == "Keterangan"
    links = [sheet.cell(row, 4).hyperlink for row in range(2, 10)]
    assert [link.location if link else None for link in links] == ["'Data'!C5", *[None] * 6, "'Data'!A5"]
    assert book["Data"].max_row == 51


def test_findings_of_one_cell_share_a_comment_in_the_colour_of_the_worst() -> None:
    findings = [Said(severity=Severity.WARNING, message="Satu.", cure="A."), Said(message="Dua.", cure="B.")]
    cell = opened(annotate(plain(), "x.xlsx", findings))["Data"]["C5"]
    assert cell.comment.text == "Kesalahan: Dua.\nB.\n\nPeringatan: Satu.\nA."
    assert cell.fill.fgColor.rgb == f"00{FILLS[Severity.ERROR]}"


def test_a_finding_inside_merged_cells_is_marked_at_their_first_cell() -> None:
    content = annotate(workbook(report(), merges=["A1:C2"]), "x.xlsx", [Said(cell="C2")])
    book = opened(content)
    assert book["Data"]["A1"].comment.text.startswith("Kesalahan: Tingkat 7")
    assert book["Temuan"]["D2"].hyperlink.location == "'Data'!A1"
    assert book["Temuan"]["D2"].value == "C2"


def test_a_comment_of_the_user_stays_below_ours_and_alone_after_a_second_annotation() -> None:
    book = opened(plain())
    book["Data"]["C5"].comment = openpyxl.comments.Comment("Tanya Pak Budi", "Sari")
    once = annotate(saved(book), "x.xlsx", [Said(), Said(cell="C6")])
    text = opened(once)["Data"]["C5"].comment.text
    assert text.startswith("Kesalahan")
    assert text.endswith("Komentar semula:\nTanya Pak Budi")
    twice = opened(annotate(once, "x.xlsx", [Said(cell="C7")]))
    assert twice.sheetnames == ["Temuan", "Data"]
    sheet = twice["Data"]
    assert sheet["C5"].comment.text == "Tanya Pak Budi"
    assert sheet["C5"].fill.patternType is None
    assert sheet["C6"].comment is None
    assert sheet["C7"].comment.author == AUTHOR


def test_formulas_keep_their_stored_results() -> None:
    book = opened(plain())
    book["Data"]["C5"] = "=2+2"
    book["Data"]["E5"] = '="a<"&"b"'
    uncomputed = saved(book)
    content = _with(uncomputed, {"<f>2+2</f><v></v>": "<f>2+2</f><v>4</v>"})
    content = _with(content, {r'<c r="E5"><f>': r'<c r="E5" t="str"><f>', 'b"</f><v></v>': 'b"</f><v>a&lt;b</v>'})
    assert content != uncomputed
    assert values(read(content, "x.xlsx"))["I1"] == 4
    copy = annotate(content, "x.xlsx", [Said()])
    assert values(read(copy, "x.xlsx"))["I1"] == 4
    assert opened(copy)["Data"]["C5"].value == "=2+2"
    assert cells(copy, "Data")[4][4] == "a<b"
    kept = annotate(uncomputed, "x.xlsx", [Said()])
    assert [item.code for item in read(kept, "x.xlsx").findings] == ["formula-without-value"]


def _with(content: bytes, changes: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(buffer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                for before, after in changes.items():
                    assert before.encode() in data
                    data = data.replace(before.encode(), after.encode())
            new.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.filterwarnings("ignore:Title is more than 31")
@pytest.mark.parametrize("name", ["Nilai 'A' & B", "=1+1", "Lembar dengan nama sangat panjan", "a!b", "日本"])
def test_a_sheet_of_any_name_is_led_to(name: str) -> None:
    book = opened(plain())
    book["Data"].title = name
    content = annotate(saved(book), "x.xlsx", [Said(sheet=name)])
    copy = opened(content)
    quoted = name.replace("'", "''")
    assert copy["Temuan"]["D2"].hyperlink.location == f"'{quoted}'!C5"
    assert copy[name]["C5"].comment
    assert values(read(content, "x.xlsx")) == values(read(plain(), "x.xlsx"))


@pytest.mark.parametrize("start", FORMULA_STARTS, ids=repr)
def test_no_text_of_ours_is_a_formula(start: str) -> None:
    evil = f"{start}cmd|' /C calc'!A0"
    said = Said(message=evil, cure=evil, code=evil, sheet=evil)
    content = annotate(plain(), "x.xlsx", [said, Said(message=evil, cure=evil)])
    book = opened(content)
    for row in book["Temuan"].iter_rows(min_row=2):
        for cell in row[1:]:
            assert cell.data_type in ("s", "n")
            assert not str(cell.value or "").startswith(FORMULA_STARTS)
    assert not book["Data"]["C5"].comment.text.startswith(FORMULA_STARTS)


def test_control_signs_do_not_damage_the_copy() -> None:
    content = annotate(plain(), "x.xlsx", [Said(message="a\x00b\x0bc", cure="d\x1f")])
    assert listed(content)[0][4:6] == ("abc", "d")
    assert opened(content)["Data"]["C5"].comment.text == "Kesalahan: abc\nd"


def test_a_sheet_of_the_user_called_temuan_stays_and_is_read() -> None:
    content = annotate(plain(name="Temuan"), "x.xlsx", [Said(sheet="Temuan")])
    book = opened(content)
    assert book.sheetnames == ["Temuan 2", "Temuan"]
    assert book["Temuan"]["C5"].comment
    reading = read(content, "x.xlsx")
    assert reading.findings == ()
    assert len(reading.values) == 47


def test_two_thousand_findings_are_listed_and_marked() -> None:
    rows = [[f"x{place}"] for place in range(2000)]
    findings = [Said(cell=f"A{place}") for place in range(1, 2001)] + [Said(cell="A1")] * 100
    content = annotate(plain(rows), "x.xlsx", findings)
    sheet = opened(content)["Data"]
    assert len(listed(content)) == 2100
    assert sum(cell.comment is not None for (cell,) in sheet.iter_rows()) == 2000
    assert "Dan 81 temuan lagi" in sheet["A1"].comment.text


def test_white_text_on_dark_becomes_readable() -> None:
    book = opened(plain())
    book["Data"]["C4"].font = Font(color="FFFFFF", bold=True)
    book["Data"]["C4"].fill = PatternFill("solid", fgColor="000080")
    cell = opened(annotate(saved(book), "x.xlsx", [Said(cell="C4")]))["Data"]["C4"]
    assert (cell.font.color.rgb, cell.font.bold) == ("001A1A1A", True)


def test_macros_are_not_kept() -> None:
    buffer = io.BytesIO(plain())
    with ZipFile(buffer, "a") as package:
        package.writestr("xl/vbaProject.bin", b"macro")
    copy = annotate(buffer.getvalue(), "x.xlsm", [Said()])
    with ZipFile(io.BytesIO(copy)) as package:
        assert "xl/vbaProject.bin" not in package.namelist()
        assert b"macroEnabled" not in package.read("[Content_Types].xml")


def test_delimited_text_becomes_a_workbook_whose_texts_stay_texts() -> None:
    rows = [["" if cell is None else str(cell) for cell in row] for row in report({1: "=1+1", 2: "#N/A", 3: "7"})]
    content = "\n".join(";".join(row) for row in rows).encode()
    first = read(content, "x.csv")
    assert {"level-unreadable", "level-out-of-range"} <= {item.code for item in first.findings}
    copy = annotate(content, "x.csv", first.findings)
    sheet = opened(copy)["CSV"]
    assert (sheet["C5"].data_type, sheet["C5"].value) == ("s", "=1+1")
    assert sheet["C5"].comment
    second = read(copy, "x.csv")
    assert second.values == first.values
    assert second.findings == first.findings


@pytest.mark.parametrize("write", [as_ods, as_xls], ids=["ods", "xls"])
def test_other_formats_become_a_workbook_with_the_same_values(write: Callable[[list[list[object]]], bytes]) -> None:
    content = write(report({1: 7, 2: "4,0"}))
    first = read(content, "x.xls")
    copy = annotate(content, "x.xls", first.findings)
    second = read(copy, "x.xls")
    assert [item.code for item in first.findings] == ["level-out-of-range"]
    assert (second.values, second.findings) == (first.values, first.findings)
    (place,) = first.findings
    assert opened(copy)[str(place.sheet)][str(place.cell)].comment


def test_what_openpyxl_cannot_copy_is_copied_by_its_values() -> None:
    content = plain([*report(), ["Tanggal", date(2024, 5, 3), True]])
    broken = re.sub(b"xl/styles.xml", b"xl/stylez.xml", content)
    with pytest.raises(Exception, match="index"):
        opened(broken)
    first = read(broken, "x.xlsx")
    assert len(first.values) == 47
    copy = annotate(broken, "x.xlsx", [Said()])
    assert read(copy, "x.xlsx").values == first.values
    assert opened(copy)["Data"]["C5"].comment


def test_sheet_names_that_excel_refuses_are_mended() -> None:
    taken: list[str] = []
    for name in ("a/b:c", "A_B_C", "x" * 40, "x" * 50, "''", "?" * 3):
        taken.append(annotated._title(name, taken))
    assert taken == ["a_b_c", "A_B_C 2", "x" * 31, "x" * 29 + " 2", "Lembar", "___"]


def test_a_workbook_too_large_to_copy_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotated, "MOST_CELLS", 10)
    book = opened(annotate(plain(), "x.xlsx", [Said()]))
    assert book.sheetnames == ["Temuan"]
    sheet = book["Temuan"]
    assert isinstance(sheet, Worksheet)
    assert sheet["D2"].value == "C5"
    assert "terlalu besar" in str(sheet["B4"].value)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 rusak", b"%PDF-1.7", plain()[:2000]], ids=["none", "zip", "pdf", "cut"]
)
def test_what_cannot_be_read_cannot_be_annotated(content: bytes) -> None:
    with pytest.raises(AnnotationError, match=r"Salinan beranotasi tidak dapat dibuat.*x\.xlsx"):
        annotate(content, "x.xlsx", [Said()])


def test_a_fault_of_a_turned_table_is_marked_in_its_own_cell() -> None:
    down = report({3: 9})
    head, body = down[: len(down) - 48], down[-48:]
    turned = workbook([*head, *map(list, zip(*body, strict=True))])
    reading = read(turned, "x.xlsx")
    fault = f"D{len(head) + 3}"  # right of the heading stand the levels, the third of them in D
    assert [(item.code, item.cell) for item in reading.findings] == [("level-out-of-range", fault)]
    sheet = opened(annotate(turned, "x.xlsx", reading.findings))["Data"]
    assert [cell.coordinate for line in sheet.iter_rows() for cell in line if cell.comment] == [fault]
