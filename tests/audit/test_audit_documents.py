"""Documents say nothing false: a sample of the governments that ``make audit`` reads whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spbe_analytics.workspace import Workspace
from tests.audit.audit import audit, calculator, report
from tests.audit.documents import COUNT, PAGE_OF, chosen, made, pages_of, unsaid
from tests.conftest import copy_database

EVERY = 5
KNOWN = ("73.22", 2024, "final"), ("18.71", 2024, "final"), ("16.07", 2023, "final"), ("32.73", 2024, "final")
"""All levels, a misprint, the highest predicate."""


@pytest.fixture(scope="module")
def workspace(published_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path = tmp_path_factory.mktemp("audited") / "spbe.db"
    copy_database(published_database, path)
    opened = Workspace(f"sqlite:///{path}", None)
    yield opened
    opened.store.close()


def test_forty_governments_are_read() -> None:
    assert len(chosen(calculator())) == COUNT


@pytest.mark.parametrize("assessment", [*KNOWN, *chosen(calculator())[::EVERY]], ids=str)
def test_no_document_says_anything_false(workspace: Workspace, assessment: tuple[str, int, str]) -> None:
    document = made(workspace, assessment)
    pages = pages_of(document, calculator())
    assert {part.key for part in document.parts} == PAGE_OF.keys()
    faults = list(audit(pages, calculator()))
    assert not faults, "\n" + report(faults, examples=3)


@pytest.mark.parametrize("assessment", KNOWN, ids=str)
def test_every_file_says_what_the_document_says(workspace: Workspace, assessment: tuple[str, int, str]) -> None:
    assert unsaid(made(workspace, assessment)) == {"pptx": [], "xlsx": [], "pdf": []}
