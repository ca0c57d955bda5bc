"""What people wrote on a figure stands in every document, with its author and day; not in what others embed."""

from datetime import date
from io import BytesIO

import openpyxl
import pptx
import pytest
from pypdfium2 import PdfDocument

from spbe_analytics.documents.embedding import Subject, document
from spbe_analytics.documents.making import Format, kept_of, of_region, written
from spbe_analytics.entries.note import Note
from spbe_analytics.schema import Stage
from spbe_analytics.workspace import Workspace

ABOUT = ("18.71", 2024, "final", "spbe-59-2020")
TODAY = date(2026, 12, 1)


def texts_of(content: bytes, kind: Format) -> str:
    if kind is Format.SLIDES:
        slides = pptx.Presentation(BytesIO(content)).slides
        return " ".join(
            shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame
        ) + " ".join(slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide)
    if kind is Format.BOOK:
        sheets = openpyxl.load_workbook(BytesIO(content)).worksheets
        return " ".join(str(value) for sheet in sheets for row in sheet.values for value in row if value)
    with PdfDocument(content) as pages:
        return " ".join(page.get_textpage().get_text_bounded() for page in pages)


@pytest.fixture
def noted(workspace: Workspace) -> Workspace:
    for node in ("index", "D2", "I12"):
        workspace.notes.keep(Note(*ABOUT, node, f"=sebab {node} & <lain>"), "Sari")
    workspace.notes.keep(Note("18.71", 2023, *ABOUT[2:], "I12", "tahun lain"), "Sari")
    return workspace


def test_each_note_stands_in_the_part_that_tells_its_figure(noted: Workspace) -> None:
    made = of_region(noted.snapshot(), "18.71", 2024, Stage.FINAL, kept_of(noted, "18.71", TODAY))
    notes = {part.key: [note for note in part.notes if note.startswith("Penjelasan ")] for part in made.parts}
    assert [len(notes[key]) for key in ("hasil", "domain", "aspek")] == [1, 1, 1]
    assert notes["aspek"][0].startswith("Penjelasan I12 Peta Rencana: =sebab I12 & <lain> (Sari, ")
    assert not any("tahun lain" in note for part in made.parts for note in part.notes)


@pytest.mark.parametrize("kind", list(Format))
def test_every_format_prints_them(noted: Workspace, kind: Format) -> None:
    made = of_region(noted.snapshot(), "18.71", 2024, Stage.FINAL, kept_of(noted, "18.71", TODAY))
    text = texts_of(written(made, kind), kind)
    for node in ("index", "D2", "I12"):
        assert f"sebab {node}" in text


def test_what_others_embed_has_none(noted: Workspace) -> None:
    made = document(noted, noted.snapshot(), Subject("18.71", None, None, 2024, Stage.FINAL), TODAY)
    assert not any("sebab" in note for part in made.parts for note in part.notes)
