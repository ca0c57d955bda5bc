"""A document as a workbook: its sheets, tables, charts and links; that nothing in it can run; that it reads back."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from spbe_analytics.entries.action import Action
from spbe_analytics.formulas import FORMULA_STARTS, plain
from spbe_analytics.ingest import template
from spbe_analytics.instruments import Catalogue
from spbe_analytics.parts import ranking
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports.book import book, manifest_in
from spbe_analytics.reports.document import Document
from spbe_analytics.reports.group_documents import comparison_document, province_document
from spbe_analytics.reports.verify import verify
from spbe_analytics.schema import Stage
from spbe_analytics.workspace import Workspace
from tests.previewing import preview
from tests.reports.booking import cells, opened, rows_of
from tests.reports.drafts import TODAY, comparison, document, province, view_of
from tests.reports.office import convert

HOSTILE = (
    '=HYPERLINK("http://contoh.id","klik")', "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "{=1+1}",
    "<r><t>x</t></r>", "<r><t>x</r>", "<b>a & b</b> ]]> \"'", "_x0041_ [x] \\ # $ %", "\x01=1+1", "emoji 😀\u200b zwj",
    "http://contoh.id/x", "internal:Nilai!A1", "=DDE(\"cmd\";\"/C calc\";\"x\")", "k" * 1900,
)  # fmt: skip
"""Texts that a careless writer would run, link, or break a file with."""


@pytest.fixture(scope="module")
def told(published_database: Path) -> Iterator[Workspace]:
    """The published figures; nobody changes them."""
    made = Workspace(f"sqlite:///{published_database}", None)
    yield made
    made.store.close()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def texts(book: openpyxl.Workbook) -> list[str]:
    return [cell.value for cell in cells(book) if isinstance(cell.value, str)]


def test_a_region_has_its_sheets_in_order(told: Workspace) -> None:
    made = document(told, "73.22", 2024)
    sheets = opened(book(made)).worksheets
    assert [sheet.title for sheet in sheets] == [
        "Ringkasan", "Nilai", *(part.heading for part in made.parts[1:]), "Skala", "Data grafik", "Sumber", "_manifest",
    ]  # fmt: skip
    assert [sheet.sheet_state for sheet in sheets] == [*["visible"] * (len(sheets) - 1), "veryHidden"]


def test_a_part_tells_what_the_document_says(told: Workspace) -> None:
    for made in (document(told, "73.22", 2024), document(told, "91.20", 2023)):
        opened_ = opened(book(made))
        for part in made.parts[1:]:
            said = [cell.value for row in opened_[part.heading].iter_rows() for cell in row]
            wanted = [part.title, *part.beside_charts, *part.notes]
            assert [text for text in wanted if text not in said] == []
            assert all(any(figure.value in str(text) for text in said) for figure in part.figures)
            for table in part.tables:
                headings = [column.heading for column in table.all_columns.values()]
                assert [heading for heading in headings if heading not in said] == []
        answer = made.parts[0]
        said = [cell.value for row in opened_["Ringkasan"].iter_rows() for cell in row]
        wanted = [made.title, answer.title, *(part.title for part in made.parts[1:])]
        wanted += [figure.value for figure in answer.figures]
        assert [text for text in wanted if text not in said] == []
        assert made.manifest.checksum in str(said)


def test_every_finding_leads_to_its_sheet_and_back(told: Workspace) -> None:
    made = opened(book(document(told, "73.22", 2024)))
    places = {cell.hyperlink.location for row in made["Ringkasan"].iter_rows() for cell in row if cell.hyperlink}
    shown = [sheet.title for sheet in made.worksheets if sheet.sheet_state == "visible"]
    assert places == {f"'{title}'!A1" for title in shown[1:]}
    for title in shown[1:]:
        assert made[title]["A1"].hyperlink.location == "'Ringkasan'!A1"


def test_a_ranking_holds_all_that_the_page_does(told: Workspace) -> None:
    whole = province(told, "35")
    seen, made = whole.view, opened(book(whole))
    rows = list(made["Peringkat"].iter_rows(values_only=True))
    head = next(place for place, row in enumerate(rows) if row[0] == "Daerah")
    everybody = ranking.listed(seen)
    columns = ranking.file_columns(ranking.all_columns(seen, everybody))
    assert [cell for cell in rows[head] if cell] == [column.heading for column in columns.values()]
    assert {"Kebijakan", "Tata Kelola", "Manajemen", "Layanan", "Nasional", "Predikat"} < set(rows[head])
    assert [row[0] for row in rows[head + 1 : head + 1 + len(everybody)]] == everybody["shown_name"].tolist()
    assert [row[2] for row in rows[head + 1 : head + 1 + len(everybody)]] == everybody["index"].tolist()
    (table,) = made["Peringkat"].tables.values()
    assert table.ref.startswith(f"A{head + 1}:")
    assert made["Peringkat"].freeze_panes == f"A{head + 2}"
    assert made["Peringkat"].print_title_rows == f"${head + 1}:${head + 1}"


def test_the_own_row_stands_out(told: Workspace) -> None:
    sheet = opened(book(document(told, "73.22", 2024)))["Peringkat"]
    grounds = {row[0].value: row[0].fill.fgColor.rgb for row in sheet.iter_rows() if row[0].value}
    assert grounds["Luwu Utara"] == "FFE4EEF8"
    assert grounds["Gowa"] == "00000000"


def charts_of(content: bytes) -> list[str]:
    found = {name: part for name, part in parts_of(content).items() if name.startswith("xl/charts/chart")}
    return [found[f"xl/charts/chart{number}.xml"].decode() for number in range(1, len(found) + 1)]


def test_a_chart_is_native_and_keeps_gaps_order_and_the_own_mark(told: Workspace) -> None:
    made = document(told, "73.22", 2024)
    drawn = [picture.chart for part in made.parts for picture in part.pictures if picture.chart is not None]
    found = charts_of(book(made))
    assert len(found) == len(drawn)
    for chart, part in zip(drawn, found, strict=True):
        assert part.count("<c:ser>") == chart.values.shape[1]
        assert "'Data grafik'!" in part
        assert "dispBlanksAs" not in part
    kinds = ["radar" if "radarChart" in part else "line" if "lineChart" in part else "bar" for part in found]
    assert kinds == ["bar", "radar", "bar", "line", "bar", "bar", "bar"]
    assert all(
        '<c:orientation val="maxMin"/>' in part for part, kind in zip(found, kinds, strict=True) if kind == "bar"
    )
    assert '<c:max val="5.0"/>' in found[1]
    ranks = made.parts[4].pictures[0].chart
    assert ranks is not None
    assert ranks.own == (3,)
    assert '<c:dPt><c:idx val="3"/>' in found[4]


def test_a_gap_in_a_line_is_an_empty_cell(told: Workspace) -> None:
    made = document(told, "73.22", 2024)
    chart = made.parts[3].pictures[0].chart
    assert chart is not None
    assert chart.values.isna().any().any()
    rows = list(opened(book(made))["Data grafik"].iter_rows(values_only=True))
    title = made.parts[3].pictures[0].title
    top = next(place for place, row in enumerate(rows) if row[0] == title) + 1
    assert rows[top][1:3] == tuple(chart.values.columns[:2])
    for row, (year, values) in zip(rows[top + 1 :], chart.values.iterrows(), strict=False):
        assert row[0] == year
        assert list(row[1:3]) == [value if value == value else None for value in values[:2]]


@pytest.mark.parametrize("make", [
    lambda told: document(told, "91.20", 2023),
    lambda told: document(told, "73.22", 2026),
    lambda told: document(told, "73", 2024),
    comparison,
    lambda told: comparison_document(view_of(told.snapshot(), "91.20", 2023), ["91.20", "91.03"], TODAY),
    lambda told: province(told, "35"),
    lambda told: province_document(view_of(told.snapshot(), "73.22", 2026), TODAY),
])  # fmt: skip
def test_every_document_is_a_sound_workbook_and_the_same_twice(told: Workspace, make: object) -> None:
    made: Document = make(told)  # type: ignore[operator]
    content = book(made)
    assert content == book(made)
    assert manifest_in(content) == made.manifest.write()
    for name, part in parts_of(content).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
    for sheet in opened(content).worksheets:
        if sheet.sheet_state == "visible":
            setup = sheet.page_setup
            assert (setup.orientation, int(setup.paperSize), sheet.sheet_properties.pageSetUpPr.fitToPage) == (
                "landscape", 9, True,
            )  # fmt: skip
            assert setup.fitToHeight in (0, None)
            assert made.subject[:100] in str(sheet.oddFooter.left.text)
            assert sheet.oddFooter.right.text == "Halaman &P dari &N"


def test_nothing_that_people_typed_can_run(workspace: Workspace, catalogue: Catalogue) -> None:
    spbe = catalogue["spbe-59-2020"]
    levels = {code: float(1 + place % 5) for place, code in enumerate(spbe.indicator_codes)}
    notes = dict(zip(spbe.indicator_codes, HOSTILE, strict=False))
    filled = template(spbe, gazetteer()["73.22"], 2024, Stage.FINAL, levels)
    workspace.commit(preview(filled, '=HYPERLINK("x") <r>&.xlsx'), "Sari")
    actions = [
        Action("73.22", 2024, "final", spbe.id, code, said, unit=said[:190], due=date(2027, 1, 1 + place))
        for place, (code, said) in enumerate(notes.items())
    ]
    workspace.actions.add_many(actions, "Sari")
    content = book(document(workspace, "73.22", 2024))
    made = opened(content)
    rows = rows_of(made["Nilai"])
    formulas = {(cell.parent.title, cell.coordinate) for cell in cells(made) if cell.data_type == "f"}
    assert {sheet for sheet, _ in formulas} == {"Nilai"}
    assert {cell.rstrip("0123456789") for _, cell in formulas} == {"F", "G", "H", "I", "M", "P", "Q"}
    branches = len(rows) - len(spbe.indicator_codes)
    table = [cell for _, cell in formulas if int(cell.lstrip("FGHIMPQ")) >= rows["index"]]
    assert len(table) == 4 * len(spbe.indicator_codes) + 6 * branches
    assert [
        text for cell in cells(made) if cell.data_type == "s" and (text := str(cell.value)).startswith(FORMULA_STARTS)
    ] == []
    said = texts(made)
    for text in HOSTILE:
        assert any(plain(text).replace("\u200b", "").strip() in cell for cell in said), text
    for name, part in parts_of(content).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
    links = [
        str(link.get("Target"))
        for name, part in parts_of(content).items()
        if name.endswith(".rels")
        for link in etree.fromstring(part)
        if link.get("TargetMode") == "External"
    ]
    assert set(links) <= {source.url for source in document(workspace, "73.22", 2024).sources}


def test_an_office_program_opens_and_keeps_what_the_workbook_carries(told: Workspace, tmp_path: Path) -> None:
    made = document(told, "18.71", 2024)
    saved = convert(book(made), "buku.xlsx", "xlsx", tmp_path)
    assert manifest_in(saved) == made.manifest.write()
    drawn = [part for name, part in parts_of(saved).items() if name.startswith("xl/charts/chart")]
    assert len(drawn) == len(charts_of(book(made)))
    assert all(b'<c:dispBlanksAs val="gap"/>' in part for part in drawn)


def test_a_workbook_can_be_held_against_what_is_stored(told: Workspace) -> None:
    made = document(told, "18.71", 2024)
    found = verify(book(made), "Buku.XLSX", told.snapshot())
    assert found.same
    assert (found.checksum, found.unchanged) == (made.manifest.checksum, len(made.manifest.figures))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"teks"])
def test_what_is_no_workbook_carries_nothing(content: bytes) -> None:
    assert manifest_in(content) is None


def test_another_workbook_carries_nothing(catalogue: Catalogue) -> None:
    form = template(catalogue["spbe-59-2020"], gazetteer()["73.22"], 2024, Stage.FINAL, {})
    assert manifest_in(form) is None


def test_a_workbook_of_other_parts_is_refused_quietly(told: Workspace) -> None:
    parts = parts_of(book(document(told, "91.20", 2023)))
    for broken in (b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", b"<x>", b""):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as packed:
            for name, part in (parts | {"xl/workbook.xml": broken}).items():
                packed.writestr(name, part)
        assert manifest_in(buffer.getvalue()) is None


@pytest.mark.parametrize(("text", "held"), [
    ("<r>x</r>", "<r>x</r> "), ("<r>x", "<r>x"), ("a\x00b\x1fc\ufffe", "abc"), ("a\nb\tc", "a\nb\tc"), ("\ud800x", "x"),
])  # fmt: skip
def test_a_cell_holds_what_xml_can_carry(text: str, held: str) -> None:
    assert plain(text) == held
