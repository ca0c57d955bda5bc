"""The database: tables, migrations, batches, current values, history. Append-only."""

from spbe_analytics.store.content import Committed, NewBatch, NewFigure, NewRecord, Source
from spbe_analytics.store.database import Store

__all__ = ["Committed", "NewBatch", "NewFigure", "NewRecord", "Source", "Store"]
