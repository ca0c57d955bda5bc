"""What all sessions of one server share: the workspace, and the snapshot of its newest revision."""

import streamlit as st

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.garbage import note_kept
from spbe_analytics.ingest.processes.isolated import ReaderPool
from spbe_analytics.preview import limits_of
from spbe_analytics.settings import settings
from spbe_analytics.workspace import Workspace


@st.cache_resource(show_spinner="Menyiapkan basis data dan data terbitan…")
def workspace() -> Workspace:
    """Open the workspace once a server process."""
    chosen = settings()
    return Workspace(chosen.database_url, chosen.published_dir if chosen.load_published else None)


@st.cache_resource(show_spinner=False)
def readers() -> ReaderPool:
    """Start the processes that read what people upload, once a server process."""
    chosen = settings()
    pool = ReaderPool(chosen.readers, chosen.read_seconds, chosen.read_memory_mb, limits_of(chosen))
    pool.warm()
    return pool


@st.cache_resource(max_entries=1, show_spinner="Menghitung semua indeks…")
def _snapshot(revision: int) -> Snapshot:  # noqa: ARG001 - the key of the cache
    note_kept()
    return workspace().snapshot()


def snapshot() -> Snapshot:
    """Return the snapshot of the newest revision; computed once for all sessions."""
    return _snapshot(workspace().store.revision())
