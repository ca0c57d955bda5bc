"""The report: everything the document says is in it, it is tagged and kept as the standards ask, text stays text."""

import dataclasses
import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pypdf
import pypdfium2
import pytest

from spbe_analytics.parts.part import Column, Figure, Part, Table
from spbe_analytics.reports.document import Document, Source
from spbe_analytics.reports.rapor import manifest_in, report
from spbe_analytics.reports.rapor.letters import UNSEEN, known_letters, written
from spbe_analytics.reports.rapor.tables import cells_of
from spbe_analytics.settings import ROOT
from spbe_analytics.workspace import Workspace
from tests.conftest import open_copy
from tests.reports import drafts

A4 = (595.28, 841.89)


@pytest.fixture(scope="module")
def full(published_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The published figures with all levels of the kabupaten in two years and sixty actions."""
    with open_copy(published_database, tmp_path_factory.mktemp("full")) as opened:
        drafts.commit_levels(opened, 2023)
        drafts.commit_levels(opened, 2024, shift=1)
        drafts.add_actions(opened)
        yield opened


def made(name: str, lasting: Workspace, full: Workspace) -> Document:
    """One document of each sort there is."""
    match name:
        case "semua tingkat":
            return drafts.document(full, "73.22")
        case "perbandingan":
            return drafts.comparison(lasting)
        case "Jawa Timur":
            return drafts.province(lasting, "35")
        case _:
            region, year = name.split(", ")
            return drafts.document(lasting, region, int(year))


NAMES = {
    "Luwu Utara, 2024": (3, 4), "Kota Bandung, 2024": (3, 4), "Provinsi Sulawesi Selatan, 2024": (3, 4),
    "Luwu Utara, 2026": (1, 2), "Mamberamo Raya, 2023": (1, 2), "Luwu Utara, 2022": (2, 4), "perbandingan": (2, 4),
    "Jawa Timur": (2, 4), "semua tingkat": (5, 14),
}  # fmt: skip
"""Documents, and how many pages each takes."""


@pytest.fixture(scope="module", params=NAMES)
def case(request: pytest.FixtureRequest, lasting: Workspace, full: Workspace) -> tuple[str, Document, bytes]:
    """A document and its report."""
    document = made(request.param, lasting, full)
    return request.param, document, report(document)


def words(text: str) -> str:
    """Text without white space and breaks, by which lines of a PDF differ from what was written."""
    return re.sub(r"[\s\u200b\u00ad]+", "", text)


@cache
def text_of(content: bytes) -> str:
    pdf = pypdfium2.PdfDocument(content)
    text = words("".join(page.get_textpage().get_text_range() for page in pdf))
    pdf.close()
    return text


def test_every_word_and_figure_of_the_document_is_in_it(case: tuple[str, Document, bytes]) -> None:
    _, document, content = case
    text = text_of(content)
    said = [document.title, document.subject, document.moment, document.manifest.checksum, *document.method]
    for part in document.parts:
        said += [part.heading, part.title, *part.sentences, *part.notes]
        said += [piece for figure in part.figures for piece in (figure.label, figure.value, figure.delta)]
        for table in part.tables:
            cells = cells_of(table)
            said += [*(column.heading for column in cells.columns), *(cell for row in cells.rows for cell in row)]
    said += [source.title for source in document.sources]
    # a very long text goes on on the next page, below the foot
    assert [piece for piece in said if words(written(piece))[:200] not in text] == []


def test_it_takes_few_pages_of_a4_each_with_its_foot(case: tuple[str, Document, bytes]) -> None:
    name, document, content = case
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    least, most = NAMES[name]
    assert least <= len(pages) <= most
    for number, page in enumerate(pages, start=1):
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(A4, abs=0.01)
        foot = words(page.extract_text())
        assert words(f"halaman {number} dari {len(pages)}") in foot
        for piece in (document.moment, "1 Desember 2026", f"revisi {document.revision}", document.manifest.checksum):
            assert words(piece) in foot


def test_it_says_what_the_standards_ask(case: tuple[str, Document, bytes]) -> None:
    _, document, content = case
    reader = pypdf.PdfReader(io.BytesIO(content), strict=True)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert str(root["/Lang"]).startswith("id")
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert reader.metadata is not None
    assert reader.metadata.title == written(document.title)
    xmp = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>3</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp


def elements(node: Any) -> Iterator[Any]:  # noqa: ANN401 - pypdf's objects are whatever a file says
    """Walk the tags of a PDF in reading order."""
    node = node.get_object()
    if not hasattr(node, "get"):
        return
    yield node
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        if hasattr(kid.get_object(), "get"):
            yield from elements(kid)


def tags(content: bytes) -> list[Any]:
    root: Any = pypdf.PdfReader(io.BytesIO(content)).trailer["/Root"]
    return [element for element in elements(root["/StructTreeRoot"]) if "/S" in element]


def test_pictures_have_words_tables_have_heads_and_headings_are_in_order(case: tuple[str, Document, bytes]) -> None:
    _, document, content = case
    found = tags(content)
    alts = [str(one["/Alt"]) for one in found if one["/S"] == "/Figure"]
    drawn = {written(picture.figure.alt) for part in document.parts for picture in part.pictures}
    assert all(alts)
    assert set(alts) <= drawn
    assert len(alts) == len(set(alts)), "no picture comes twice"
    tables = [one for one in found if one["/S"] == "/Table"]
    assert len(tables) == sum(len(part.tables) for part in document.parts)
    for table in tables:
        assert any(one.get("/S") == "/TH" for one in elements(table))
    levels = [int(str(one["/S"])[2:]) for one in found if re.fullmatch(r"/H\d", str(one["/S"]))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(levels) == len(document.parts) + 1


def test_all_fonts_are_within(case: tuple[str, Document, bytes]) -> None:
    reader = pypdf.PdfReader(io.BytesIO(case[2]))
    fonts = {
        str(font.get_object()["/BaseFont"]): font.get_object()
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts
    for name, font in fonts.items():
        assert "SourceSansPro" in name
        described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(described)
        assert "/ToUnicode" in font


def test_the_same_document_is_the_same_file(case: tuple[str, Document, bytes]) -> None:
    assert report(case[1]) == case[2]


def test_its_figures_ride_along(case: tuple[str, Document, bytes]) -> None:
    assert manifest_in(case[2]) == case[1].manifest.write()


def test_every_picture_is_drawn_or_told_by_a_table(lasting: Workspace, full: Workspace) -> None:
    document = made("Luwu Utara, 2024", lasting, full)
    alts = {str(one["/Alt"]) for one in tags(report(document)) if one["/S"] == "/Figure"}
    for part in document.parts:
        titles = {table.title for table in part.tables}
        for picture in part.pictures:
            assert written(picture.figure.alt) in alts or picture.title in titles
    radar = next(part for part in document.parts if part.key == "domain").pictures[0]
    assert written(radar.figure.alt) in alts
    assert "/Image" not in {
        str(thing.get_object().get("/Subtype"))
        for page in pypdf.PdfReader(io.BytesIO(report(document))).pages
        for thing in page["/Resources"].get("/XObject", {}).values()
    }, "pictures are drawn, not pixels"


def typed(text: str, lasting: Workspace) -> Document:
    """A document in which a text stands wherever one can."""
    rows = pd.DataFrame({"a": [text, "2", None], "b": [1.5, None, 2.0]})
    table = Table(text or "Tabel", rows, {"a": Column(text or "A"), "b": Column("B", 2)}, (1,))
    part = Part("uji", text, text or "Judul", (text,), (Figure(text, text, text),), (), (table,), (text,))
    source = Source(text, "javascript:alert(1)")
    base = drafts.document(lasting, "Mamberamo Raya", 2023)
    changed = {"title": text or "Rapor", "subject": text, "moment": text, "parts": (part,), "sources": (source,)}
    return dataclasses.replace(base, **changed, method=(text,))


@pytest.mark.parametrize("text", [*drafts.HOSTILE, "x " * 2000, "\\", "#", "", " \t\n "])
def test_what_people_type_stays_text(lasting: Workspace, text: str) -> None:
    content = report(typed(text, lasting))
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert words(written(text)) in text_of(content)
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    assert [link for link in links if "javascript" in str(link)] == []


def test_a_very_long_word_stays_in_its_column(lasting: Workspace) -> None:
    content = report(typed("W" * 4000, lasting))
    pdf = pypdfium2.PdfDocument(content)
    for page in pdf:
        text = page.get_textpage()
        boxes = [text.get_charbox(at) for at in range(text.count_chars())]
        assert max(right for _, _, right, _ in boxes) < A4[0] - 30
    pdf.close()


def test_signs_are_written_as_the_font_can() -> None:
    assert written("3,12 → −0,45 “a” … ▲") == "3,12 → −0,45 “a” … ▲"
    assert written("● ◇") == "• ◊"
    assert written("a😀👨‍👩‍👧b 日本") == f"a{UNSEEN}b {UNSEEN}"
    assert written("a\u200b\u202e\x07\ud800b") == "ab"
    assert written("e\u0301") == "é"
    assert written("a\r\nb \t c") == "a\nb c"
    assert ord("A") in known_letters()
    assert ord("日") not in known_letters()


def test_the_day_is_that_of_the_document(lasting: Workspace) -> None:
    document = dataclasses.replace(drafts.document(lasting, "73.22"), today=date(2027, 2, 3))
    reader = pypdf.PdfReader(io.BytesIO(report(document)))
    assert reader.metadata is not None
    assert str(reader.metadata["/CreationDate"]).startswith("D:20270203")
    assert words("3 Februari 2027") in text_of(report(document))


def test_the_templates_ship_beside_their_code() -> None:
    names = {path.name for path in (ROOT / "spbe_analytics" / "reports" / "rapor").glob("*.typ")}
    assert names == {"look.typ", "report.typ", "units.typ"}


def test_long_texts_go_on_over_pages_and_are_never_cut(lasting: Workspace) -> None:
    """What stands beside a picture or another table stays on one sheet, so it has to be short."""
    long = " ".join(f"kata{at};" for at in range(1500))
    rows = pd.DataFrame({"a": [long, "pendek"], "b": [1.0, 2.0]})
    table = Table("Panjang", rows, {"a": Column("A", width=30), "b": Column("B", 2)})
    part = Part("uji", "Uji", "Panjang dan pendek", tables=(table, dataclasses.replace(table, title="Lagi")))
    sources = tuple(Source(f"unggahan berkas-{at}.xlsx", "") for at in range(200))
    document = dataclasses.replace(drafts.document(lasting, "73.22"), parts=(part,), sources=sources)
    text = text_of(report(document))
    assert [at for at in range(1500) if text.count(f"kata{at};") < 2] == []
    assert "berkas-199.xlsx" in text


def test_several_people_can_ask_at_once(lasting: Workspace) -> None:
    documents = [drafts.document(lasting, region) for region in ("73.22", "Kota Bandung", "Batang", "73.24")]
    alone = [report(document) for document in documents]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(report, documents * 4)) == alone * 4
