"""Reads and scores a file in the process of the test, without the processes that read what people upload."""

from spbe_analytics.ingest import Identity, read
from spbe_analytics.preview import Preview


def preview(content: bytes, name: str, hints: Identity | None = None) -> Preview:
    """Read and score a file without storing anything."""
    return Preview.of(read(content, name, hints or Identity()), content)
