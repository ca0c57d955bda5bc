"""How batches are written: each file and source once, then all that is read from it, a statement a table."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from spbe_analytics.store import tables
from spbe_analytics.store.content import FIGURE_COLUMNS, NewBatch, figure_rows

MOST_VALUES = 500
"""How many values one condition names; databases allow about a thousand."""


def present(connection: sa.Connection, column: sa.Column[Any], wanted: Iterable[str], *conditions: Any) -> set[str]:  # noqa: ANN401 - SQL
    """Return which of some texts stand in a column, in rows that meet the conditions."""
    texts = sorted(set(wanted))
    found: set[str] = set()
    for first in range(0, len(texts), MOST_VALUES):
        part = texts[first : first + MOST_VALUES]
        found |= set(connection.execute(sa.select(column).where(column.in_(part), *conditions)).scalars())
    return found


def insert_many(connection: sa.Connection, batches: Sequence[NewBatch]) -> list[int]:
    """Write files, sources, batches, records and figures, in the transaction of the connection.

    Args:
        connection: One that no other writer disturbs.
        batches: What to write; their files and sources may be there already.

    Returns:
        The numbers of the new batches, in their order.
    """
    files = {batch.sha256: batch.content for batch in batches}
    for gone in present(connection, tables.files.c.sha256, files):
        del files[gone]
    _write(
        connection,
        tables.files,
        [{"sha256": key, "size": len(content), "content": content} for key, content in files.items()],
    )
    sources = {source.id: source for batch in batches for source in batch.sources}
    for gone in present(connection, tables.sources.c.id, sources):
        del sources[gone]
    _write(
        connection,
        tables.sources,
        [
            {"id": source.id, "title": source.title, "url": source.url, "authority": int(source.authority)}
            for source in sources.values()
        ],
    )
    number, record = _next(connection, tables.batches), _next(connection, tables.records)
    now, rows, records = datetime.now(UTC), [], []
    figures: list[tuple[object, ...]] = []
    remarks: list[dict[str, Any]] = []
    for place, batch in enumerate(batches, start=number):
        rows.append(
            {
                "id": place,
                "file_name": batch.file_name,
                "sha256": batch.sha256,
                "fingerprint": batch.fingerprint,
                "layout": batch.layout,
                "committed_at": now,
                "committed_by": batch.committed_by,
            }
        )
        for item in batch.records:
            records.append(
                {
                    "id": record,
                    "batch": place,
                    "region": item.region,
                    "year": item.year,
                    "stage": item.stage,
                    "instrument": item.instrument,
                    "source": item.source,
                    "authority": int(item.authority),
                    "predicate": item.predicate,
                    "misprint": item.misprint,
                    "note": item.note,
                }
            )
            figures += figure_rows(record, item.figures)
            remarks += [{"record": record, **remark._asdict()} for remark in item.remarks]
            record += 1
    _write(connection, tables.batches, rows)
    _write(connection, tables.records, records)
    _write_figures(connection, figures)
    _write(connection, tables.remarks, remarks)
    return list(range(number, number + len(batches)))


def _next(connection: sa.Connection, table: sa.Table) -> int:
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0) + 1)).scalar_one())


def _write(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(table.insert(), rows)


def _write_figures(connection: sa.Connection, rows: list[tuple[object, ...]]) -> None:
    """Hand the rows of the largest table to the driver as they are: texts and numbers need no conversion."""
    if not rows:
        return
    compiled = tables.figures.insert().compile(dialect=connection.dialect, column_keys=list(FIGURE_COLUMNS))
    if compiled.positional:
        connection.exec_driver_sql(str(compiled), rows)
    else:
        connection.exec_driver_sql(str(compiled), [dict(zip(FIGURE_COLUMNS, row, strict=True)) for row in rows])
