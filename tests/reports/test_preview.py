"""The picture of the first slide holds the finding and its figures, uncut, and no letter of it acts as markup."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from spbe_analytics.reports.document import Document
from spbe_analytics.reports.preview import first_slide
from spbe_analytics.workspace import Workspace
from tests.reports import drafts

HOSTILE = '</text><script>alert("1")</script>&amp;'


def words(svg: str) -> list[str]:
    return [text for text in ElementTree.fromstring(svg).itertext() if text.strip()]


@pytest.fixture(scope="module")
def document(lasting: Workspace) -> Document:
    return drafts.document(lasting, "73.22")


def test_the_finding_and_every_figure_stand_in_it_uncut(document: Document) -> None:
    part = document.parts[0]
    said = words(first_slide(document))
    assert part.heading in said
    assert " ".join(part.title.split()) in " ".join(said)
    for figure in part.figures:
        assert {figure.label, figure.value} <= set(said)


def test_a_name_with_markup_stays_a_name(document: Document) -> None:
    part = document.parts[0]
    hostile = replace(document, parts=(replace(part, heading=HOSTILE), *document.parts[1:]))
    svg = first_slide(hostile)
    assert HOSTILE in words(svg)
    assert "<script" not in svg
