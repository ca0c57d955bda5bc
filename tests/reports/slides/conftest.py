"""Documents of real figures, as slides tell them."""

import dataclasses
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.charts import palette
from spbe_analytics.entries.action import Action
from spbe_analytics.ingest.template import template
from spbe_analytics.parts.view import View
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports.document import Document, Kept
from spbe_analytics.reports.group_documents import comparison_document, province_document
from spbe_analytics.reports.region_document import region_document
from spbe_analytics.schema import ActionState, Kind, Stage
from spbe_analytics.workspace import Workspace
from tests.conftest import open_copy
from tests.previewing import preview

TODAY = date(2026, 12, 1)
LUWU_UTARA = "73.22"


@pytest.fixture(scope="session")
def shelf(published_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The published figures."""
    with open_copy(published_database, tmp_path_factory.mktemp("slides")) as opened:
        yield opened


def view_of(snapshot: Snapshot, code: str | None, year: int, kind: Kind | None, province: str | None) -> View:
    instrument = snapshot.catalogue.for_year(year)
    assert instrument is not None
    home = gazetteer()[code] if code else None
    within = gazetteer()[province] if province else None
    return View(
        snapshot, palette(False), instrument, year, Stage.FINAL, home, kind.value if kind else None, within
    )  # fmt: skip


def of_region(workspace: Workspace, code: str, year: int = 2024) -> Document:
    home = gazetteer()[code]
    province = None if home.kind is Kind.PROVINCE else code[:2]
    kept = Kept(
        workspace.actions.all_versions(code), workspace.targets.current(code), workspace.store.remarks(code), TODAY
    )  # fmt: skip
    return region_document(view_of(workspace.snapshot(), code, year, home.kind, province), kept)


@pytest.fixture(scope="session")
def luwu_utara(shelf: Workspace) -> Document:
    """A kabupaten with printed domains of several years."""
    return of_region(shelf, LUWU_UTARA)


@pytest.fixture(scope="session")
def complete(published_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The same with all its levels, and sixty actions with long texts."""
    with open_copy(published_database, tmp_path_factory.mktemp("complete")) as workspace:
        spbe = workspace.snapshot().catalogue["spbe-59-2020"]
        levels = {code: 1 + at * 7 % 5 for at, code in enumerate(spbe.indicator_codes)}
        content = template(spbe, gazetteer()[LUWU_UTARA], 2024, Stage.FINAL, levels)
        workspace.commit(preview(content, "isian.xlsx"), "Sari")
        states = [state.value for state in ActionState]
        codes = spbe.indicator_codes
        workspace.actions.add_many(
            [
                Action(
                    LUWU_UTARA, 2024, Stage.FINAL.value, spbe.id, codes[at % len(codes)],
                    "Menetapkan keputusan bupati tentang tim koordinasi dengan pembagian tugas yang jelas. " * 20,
                    unit="Dinas Komunikasi dan Informatika", state=states[at % len(states)],
                    due=date(2026, 1 + at % 12, 1),
                )
                for at in range(60)
            ],
            "Sari",
        )  # fmt: skip
        return of_region(workspace, LUWU_UTARA)


@pytest.fixture(scope="session")
def documents(shelf: Workspace, luwu_utara: Document, complete: Document) -> dict[str, Document]:
    """Documents of every kind, rich and poor."""
    snapshot = shelf.snapshot()
    five = [LUWU_UTARA, "73.24", "73.73", "73.17", "73.26"]
    return {
        "kabupaten": luwu_utara,
        "lengkap": complete,
        "kota": of_region(shelf, "32.73"),
        "provinsi": of_region(shelf, "73"),
        "tanpa nilai": of_region(shelf, "91.20", 2023),
        "tahun baru": of_region(shelf, LUWU_UTARA, 2026),
        "berlima": comparison_document(view_of(snapshot, LUWU_UTARA, 2024, None, None), five, TODAY),
        "kabupaten di provinsi": province_document(view_of(snapshot, None, 2024, Kind.REGENCY, "73"), TODAY),
        "semua di provinsi": province_document(view_of(snapshot, None, 2024, None, "35"), TODAY),
    }


@pytest.fixture
def told(luwu_utara: Document) -> Callable[..., Document]:
    """A document whose one part says something else."""

    def with_part(**said: object) -> Document:
        return dataclasses.replace(luwu_utara, parts=(dataclasses.replace(luwu_utara.parts[0], **said),))

    return with_part
