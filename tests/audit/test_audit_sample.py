"""The fixed sample of ``make audit``: pages of every situation in which a sentence was false once, and none is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audit.audit import audit, calculator, report
from tests.audit.pages import Address, grouped, product, read
from tests.audit.sample import SAMPLE, SITUATIONS

pytestmark = pytest.mark.xdist_group("audit-sample")

LEAST = 80


@pytest.fixture(scope="module", autouse=True)
def opened(published_database: Path) -> Iterator[None]:
    with product(published_database):
        yield


def test_the_sample_is_large_enough_and_names_what_exists() -> None:
    assert len(set(SAMPLE)) >= LEAST
    known = calculator()
    for _, query, _ in SITUATIONS:
        assert query.get("daerah", "Kabupaten Batang") in known.by_name


@pytest.mark.parametrize("group", grouped(SAMPLE), ids=lambda group: str(group[0]).partition("?")[2])
def test_no_page_of_the_sample_says_anything_false(group: list[Address]) -> None:
    pages = read(group)
    assert all(page.lines for page in pages)
    faults = list(audit(pages, calculator()))
    assert not faults, "\n" + report(faults, examples=3)
