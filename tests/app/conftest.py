"""The whole app without a browser, on databases of its own."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from spbe_analytics.settings import ROOT, settings
from spbe_analytics.ui.kit import cache

OpenPage = Callable[..., AppTest]
SECONDS = 60


@contextmanager
def product(database: Path, load_published: bool) -> Iterator[None]:
    """Point the app of this process at a database; what Streamlit caches across sessions starts anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPBE_DATABASE_URL", f"sqlite:///{database}")
        patch.setenv("SPBE_LOAD_PUBLISHED", str(load_published).lower())
        settings.cache_clear()
        st.cache_resource.clear()
        try:
            yield
        finally:
            cache.workspace().store.close()
            st.cache_resource.clear()
            settings.cache_clear()
            gc.unfreeze()


def open_page(page: str, **address: str) -> AppTest:
    """Open a page by the file name of its menu entry, with filters in the address."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=SECONDS)
    for name, value in address.items():
        app.query_params[name] = value
    return app.run().switch_page(f"pages/{page}.py").run()


@pytest.fixture(scope="module")
def published(published_database: Path) -> Iterator[OpenPage]:
    """Opens pages of an app that holds the published figures; its tests change nothing."""
    with product(published_database, load_published=True):
        yield open_page


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenPage]:
    """Opens pages of an app that holds nothing."""
    with product(tmp_path_factory.mktemp("empty") / "spbe.db", load_published=False):
        yield open_page
