"""Documents of the published figures, made as commands and pages make them."""

from collections.abc import Callable
from datetime import date

import pytest

from spbe_analytics.documents.making import kept_of, of_region
from spbe_analytics.regions import resolve
from spbe_analytics.reports.document import Document
from spbe_analytics.schema import Stage
from spbe_analytics.workspace import Workspace

TODAY = date(2026, 12, 1)
Make = Callable[..., Document]


@pytest.fixture(scope="module")
def make(lasting: Workspace) -> Make:
    """Makes the document of a region and a year."""

    def made(name: str, year: int = 2024, stage: Stage = Stage.FINAL) -> Document:
        code = resolve(name).code
        return of_region(lasting.snapshot(), code, year, stage, kept_of(lasting, code, TODAY))

    return made
