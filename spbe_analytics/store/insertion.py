"""How a batch is written: its file and sources once, then batch, records and figures."""

from datetime import UTC, datetime

import sqlalchemy as sa

from spbe_analytics.store import tables
from spbe_analytics.store.content import NewBatch, figure_rows


def insert(connection: sa.Connection, batch: NewBatch) -> int:
    """Write file, sources, batch, records and figures, in the transaction of the connection.

    Args:
        connection: One that no other writer disturbs.
        batch: What to write; its file and sources may be there already.

    Returns:
        The number of the new batch.
    """
    if not connection.execute(sa.select(tables.files.c.sha256).where(tables.files.c.sha256 == batch.sha256)).scalar():
        connection.execute(
            tables.files.insert(),
            {"sha256": batch.sha256, "size": len(batch.content), "content": batch.content},
        )
    present = set(connection.execute(sa.select(tables.sources.c.id)).scalars())
    fresh = [
        {"id": source.id, "title": source.title, "url": source.url, "authority": int(source.authority)}
        for source in batch.sources
        if source.id not in present
    ]
    if fresh:
        connection.execute(tables.sources.insert(), fresh)
    inserted = connection.execute(
        tables.batches.insert().returning(tables.batches.c.id),
        {
            "file_name": batch.file_name,
            "sha256": batch.sha256,
            "fingerprint": batch.fingerprint,
            "layout": batch.layout,
            "committed_at": datetime.now(UTC),
            "committed_by": batch.committed_by,
        },
    )
    number = int(inserted.scalar_one())
    first = connection.execute(sa.select(sa.func.coalesce(sa.func.max(tables.records.c.id), 0) + 1)).scalar_one()
    rows, figures = [], []
    for place, record in enumerate(batch.records, start=int(first)):
        rows.append(
            {
                "id": place,
                "batch": number,
                "region": record.region,
                "year": record.year,
                "stage": record.stage,
                "instrument": record.instrument,
                "source": record.source,
                "authority": int(record.authority),
                "predicate": record.predicate,
                "misprint": record.misprint,
                "note": record.note,
            }
        )
        figures += figure_rows(place, record.figures)
    connection.execute(tables.records.insert(), rows)
    if figures:
        connection.execute(tables.figures.insert(), figures)
    return number
