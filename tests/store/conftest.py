"""Batches to commit, made small."""

from collections.abc import Callable

import pytest

from spbe_analytics.schema import Authority, Basis
from spbe_analytics.store import NewBatch, NewFigure, NewRecord, Source

MakeRecord = Callable[..., NewRecord]
MakeBatch = Callable[..., NewBatch]


@pytest.fixture
def make_record() -> MakeRecord:
    """A maker of records of one assessment; levels are given by node code."""

    def make(
        authority: Authority = Authority.UPLOAD,
        region: str = "73.22",
        year: int = 2024,
        stage: str = "final",
        source: str | None = None,
        predicate: str | None = None,
        **levels: float,
    ) -> NewRecord:
        figures = tuple(
            NewFigure(node, value, Basis.OBSERVED, "Isian", f"D{place}", f"Level {value:g}")
            for place, (node, value) in enumerate(levels.items(), start=8)
        )
        return NewRecord(region, year, stage, "spbe-59-2020", figures, authority, source, predicate)

    return make


@pytest.fixture
def make_batch() -> MakeBatch:
    """A maker of batches around records."""

    def make(*records: NewRecord, content: bytes = b"PK berkas", sources: tuple[Source, ...] = ()) -> NewBatch:
        return NewBatch("isian.xlsx", content, "template", "Sari", records, sources)

    return make
