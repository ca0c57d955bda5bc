"""Documents of the published figures, made as commands and pages make them."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from spbe_analytics.documents.making import kept_of, of_region
from spbe_analytics.regions import resolve
from spbe_analytics.reports.document import Document
from spbe_analytics.schema import Stage
from spbe_analytics.workspace import Workspace
from tests.conftest import copy_database

TODAY = date(2026, 12, 1)
Make = Callable[..., Document]


@pytest.fixture(scope="module")
def workspace(published_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The published figures in a database that the module's tests may add to."""
    path = tmp_path_factory.mktemp("documents") / "spbe.db"
    copy_database(published_database, path)
    opened = Workspace(f"sqlite:///{path}", None)
    yield opened
    opened.store.close()


@pytest.fixture(scope="module")
def make(workspace: Workspace) -> Make:
    """Makes the document of a region and a year."""

    def made(name: str, year: int = 2024, stage: Stage = Stage.FINAL) -> Document:
        code = resolve(name).code
        return of_region(workspace.snapshot(), code, year, stage, kept_of(workspace, code, TODAY))

    return made
