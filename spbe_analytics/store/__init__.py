"""The database: tables, migrations, batches, current values, history. Append-only."""

from spbe_analytics.store.content import Committed, EventKind, NewBatch, NewFigure, NewRecord, NewRemark, Source
from spbe_analytics.store.database import Store

__all__ = [
    "Committed",
    "EventKind",
    "NewBatch",
    "NewFigure",
    "NewRecord",
    "NewRemark",
    "Source",
    "Store",
]
