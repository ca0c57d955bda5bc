"""What all tests share: a deterministic hypothesis profile, the published figures, a database of their own."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings

from spbe_analytics.instruments import Catalogue, instruments
from spbe_analytics.newest import SUFFIX
from spbe_analytics.settings import settings as product_settings
from spbe_analytics.store import NewBatch, Store
from spbe_analytics.store.published import read_bundle, read_published
from spbe_analytics.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
PUBLISHED = ROOT / "data" / "published"

settings.register_profile(
    "spbe",
    derandomize=True,
    deadline=None,
    max_examples=50,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("spbe")

NOTHING_SKIPPED = os.environ.get("CI") == "true"
"""Whether a skipped test counts as failed."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:  # noqa: ARG001 - the name is pytest's
    """Fail a test instead of skipping it where nothing may be skipped."""
    report = yield
    if NOTHING_SKIPPED and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI=true does not allow: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The instruments that ship."""
    return instruments()


@pytest.fixture(scope="session")
def published_records() -> pd.DataFrame:
    """The published records as text, one row an assessment and source."""
    return pd.read_csv(PUBLISHED / "records.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="session")
def published_values() -> pd.DataFrame:
    """The published figures as text, one row a figure."""
    return pd.read_csv(PUBLISHED / "values.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="session")
def published_batch(catalogue: Catalogue) -> NewBatch:
    """The published figures as the one batch they are committed in."""
    return read_published(read_bundle(PUBLISHED), catalogue)


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """The URL of a SQLite file that no other test sees; nothing is there yet."""
    return f"sqlite:///{tmp_path / 'db' / 'spbe.db'}"


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A new, empty database on disk."""
    opened = Store(database_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def published_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed SQLite file that holds the published figures, its snapshot beside it; tests work on copies of it."""
    path = tmp_path_factory.mktemp("published") / "spbe.db"
    workspace = Workspace(f"sqlite:///{path}", PUBLISHED)
    workspace.snapshot()
    workspace.store.close()
    return path


def copy_database(path: Path, to: Path) -> None:
    """Copy a closed database and the snapshot beside it."""
    for suffix in ("", SUFFIX):
        if (kept := path.with_name(path.name + suffix)).exists():
            shutil.copy(kept, to.with_name(to.name + suffix))


@contextmanager
def open_copy(path: Path, folder: Path) -> Iterator[Workspace]:
    """Open a copy of a database, laid into a folder; the published figures are not looked for again."""
    copy_database(path, folder / "spbe.db")
    opened = Workspace(f"sqlite:///{folder / 'spbe.db'}", None)
    try:
        yield opened
    finally:
        opened.store.close()


@pytest.fixture
def workspace(published_database: Path, tmp_path: Path) -> Iterator[Workspace]:
    """The published figures, in a database of the test's own."""
    with open_copy(published_database, tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def lasting(published_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The published figures, in a database that the module's tests share."""
    with open_copy(published_database, tmp_path_factory.mktemp("lasting")) as opened:
        yield opened


@pytest.fixture
def use_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """A way to say which database the settings name: a copy of a file, or a new and empty one."""

    def use(copy_of: Path | None = None, load_published: bool = True) -> str:
        path = tmp_path / "own.db"
        if copy_of is not None:
            copy_database(copy_of, path)
        monkeypatch.setenv("SPBE_DATABASE_URL", f"sqlite:///{path}")
        monkeypatch.setenv("SPBE_LOAD_PUBLISHED", str(load_published).lower())
        product_settings.cache_clear()
        return f"sqlite:///{path}"

    yield use
    product_settings.cache_clear()
