"""Reads documents as pages are read: what each part says, line by line, under the page that says the same."""

import io
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Final

import openpyxl
import pptx
import pypdfium2 as pdfium

from spbe_analytics.documents.making import Format, kept_of, of_region
from spbe_analytics.documents.making import written as written_as
from spbe_analytics.parts.part import Figure, Part, Table, cell_text
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports.document import Document
from spbe_analytics.schema import Stage
from spbe_analytics.workspace import Workspace
from tests.audit.audit import Fault, audit, calculator
from tests.audit.calculator import Calculator
from tests.audit.claims import read_line
from tests.audit.context import Context
from tests.audit.pages import ROOT, Address, Line, Page, plain

PAGE_OF = {
    "hasil": ("ringkasan", ""), "domain": ("profil", ""), "aspek": ("profil", ""), "tren": ("tren", "Perkembangan"),
    "peringkat": ("peringkat", ""), "perubahan": ("tren", "Perubahan"), "rencana": ("prioritas", "Rencana teringan"),
    "tindak-lanjut": ("tindak_lanjut", ""),
}  # fmt: skip
"""For each part of a document the page, and its tab, that tells the same."""

TOLD_ELSEWHERE = ("prioritas", "profil", "ringkasan")
"""Further pages that say what a part without data of its own falls back to."""

KINDS = ("headline", "heading", "note", "text", "info")
"""Kinds of sentences."""

TODAY = date(2026, 12, 1)
COUNT = 40


def chosen(calc: Calculator) -> list[tuple[str, int, str]]:
    """Choose assessments of :data:`COUNT` governments, spread over all that are known: region, year, stage."""
    known = sorted(key for key in calc.assessments if key[0] in calc.regions)
    regions = sorted({region for region, _, _ in known})
    picked = regions[:: max(1, len(regions) // COUNT)][:COUNT]
    return [max(key for key in known if key[0] == region) for region in picked]


def made(workspace: Workspace, assessment: tuple[str, int, str]) -> Document:
    """Make the document of an assessment."""
    region, year, stage = assessment
    return of_region(workspace.snapshot(), region, year, Stage(stage), kept_of(workspace, region, TODAY))


def pages_of(document: Document, calc: Calculator) -> list[Page]:
    """Write down what a document says, a page a part."""
    view = document.view
    filters = {"tahun": str(view.year), "tahap": view.stage.label, "daerah": gazetteer()[document.regions[0]].name}
    found = []
    for part in document.parts:
        page, tab = PAGE_OF[part.key]
        own = Address.of(page, **filters, **({"isi": tab} if tab else {}))
        places = [own, *(own.with_(other) for other in TOLD_ELSEWHERE if other != page)]
        lines: dict[Address, list[Line]] = {place: [] for place in places}
        for line in _lines(part):
            place, said = _as_on_a_page(calc, places, line)
            lines[place].append(said)
        head = Line("headline", filters["daerah"])
        found += [Page(place, (head, *told)) for place, told in lines.items() if told or place == own]
    return found


def _as_on_a_page(calc: Calculator, places: Sequence[Address], line: Line) -> tuple[Address, Line]:
    """Give a sentence the page and the kind it has there: what a slide calls a title may be a heading elsewhere."""
    if line.kind in KINDS:
        text = line.text.rstrip(".") if line.text.count(". ") == 0 else line.text
        for place in places:
            context = Context(calc, place)
            for kind in (line.kind, *KINDS):
                for said in dict.fromkeys((line.text, text)):
                    if not read_line(context, Line(kind, said))[2]:
                        return place, Line(kind, said)
    return places[0], line


def _lines(part: Part) -> Iterator[Line]:
    yield Line("headline", plain(part.title))
    yield from (Line("note", plain(text)) for text in part.sentences)
    yield from map(_figure, part.figures)
    for picture in part.pictures:
        yield Line("heading", plain(picture.title))
        yield Line("picture", plain(picture.figure.alt))
        yield Line("note", plain(picture.text))
    for table in part.tables:
        yield from _table(table)
    yield from (Line("note", plain(text)) for text in part.notes)


def _figure(figure: Figure) -> Line:
    arrow = {"up": "↑", "down": "↓"}.get(figure.arrow, "") if figure.delta else ""
    told = (figure.label, figure.value, figure.delta, figure.help or "", arrow)
    return Line("figure", " | ".join(map(plain, told)))


def _table(table: Table) -> Iterator[Line]:
    columns = table.known_columns
    yield Line("heading", plain(table.title))
    yield Line("row", " | ".join(column.heading for column in columns.values()))
    for row in table.rows[list(columns)].to_dict("records"):
        yield Line("row", " | ".join(plain(cell_text(row[key], column)) for key, column in columns.items()))


def read_documents(log: IO[str]) -> list[Fault]:
    """Audit the documents of :data:`COUNT` governments: what they say, and whether every file says it."""
    found: list[Fault] = []
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(f"sqlite:///{Path(folder) / 'spbe.db'}", ROOT / "data" / "published")
        for assessment in chosen(calculator()):
            document = made(workspace, assessment)
            found += audit(pages_of(document, calculator()), calculator())
            found += [
                Fault("hilang dari berkas", f"{document.stem}.{kind}", text, "")
                for kind, texts in unsaid(document).items()
                for text in texts
            ]
        workspace.store.close()
    print(f"documents of {COUNT} governments", file=log)
    return found


def unsaid(document: Document) -> dict[str, list[str]]:
    """List, for each kind of file, the sentences and figures of a document that the file does not say."""
    found = {}
    for kind in Format:
        said = _squeezed(TEXTS[kind](written_as(document, kind)))
        found[kind.value] = [text for text in _told(document, office=kind is not Format.REPORT) if text not in said]
    return found


def _told(document: Document, *, office: bool) -> list[str]:
    """Return what a file must say; beside the charts of office programs some sentences are others."""
    return [
        _squeezed(text)
        for part in document.parts
        for text in (
            part.title, *(part.beside_charts if office else part.sentences), *(item.value for item in part.figures),
            *part.notes, *(table.title for table in part.tables),
        )
    ]  # fmt: skip


def _squeezed(text: str) -> str:
    """Leave out all that a file may break a sentence with."""
    return "".join(letter for letter in text if not letter.isspace() and letter != "\N{SOFT HYPHEN}")


def _of_slides(content: bytes) -> str:
    deck = pptx.Presentation(io.BytesIO(content))
    texts = []
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                texts.append(shape.text_frame.text)
            if getattr(shape, "has_table", False) and shape.has_table:
                texts += [cell.text for row in shape.table.rows for cell in row.cells]
        texts.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(texts)


def _of_book(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    return "\n".join(str(value) for value in cells if value is not None)


def _of_report(content: bytes) -> str:
    with pdfium.PdfDocument(content) as found:
        return "\n".join(page.get_textpage().get_text_range() for page in found)


TEXTS: Final = {Format.SLIDES: _of_slides, Format.BOOK: _of_book, Format.REPORT: _of_report}
"""What reads the text of each kind of file."""
