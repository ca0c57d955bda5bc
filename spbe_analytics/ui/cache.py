"""What all sessions of one server share: the workspace, and the snapshot of its newest revision."""

import gc

import streamlit as st

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.settings import settings
from spbe_analytics.workspace import Workspace


@st.cache_resource(show_spinner="Menyiapkan basis data dan data terbitan…")
def workspace() -> Workspace:
    """Open the workspace once a server process."""
    chosen = settings()
    opened = Workspace(chosen.database_url, chosen.published_dir if chosen.load_published else None)
    opened.snapshot()
    gc.collect()
    gc.freeze()  # modules and reference data live as long as the server: no collection need look at them again
    return opened


@st.cache_resource(max_entries=2, show_spinner="Menghitung semua indeks…")
def _snapshot(revision: int) -> Snapshot:  # noqa: ARG001 - the key of the cache
    return workspace().snapshot()


def snapshot() -> Snapshot:
    """Return the snapshot of the newest revision; computed once for all sessions."""
    return _snapshot(workspace().store.revision())
