"""The one door to the database: open, read, commit, revert."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import sqlalchemy as sa
from filelock import FileLock

from spbe_analytics.errors import StoreError
from spbe_analytics.store import mappings, tables
from spbe_analytics.store.content import Committed, NewBatch, figure_rows
from spbe_analytics.store.engine import BUSY_SECONDS, connect, shown
from spbe_analytics.store.migrations import HEAD, migrate


class Store:
    """The stored batches, records and figures.

    The current value of a key ``(region, year, stage, instrument, node)`` is that of the highest authority among
    unreverted batches, then of the newest batch, then of the record that comes first in it.
    """

    def __init__(self, url: str) -> None:
        """Open the database, making or migrating it if need be.

        Args:
            url: A SQLAlchemy URL. The folder of a SQLite file is made.

        Raises:
            StoreError: The database cannot be opened or written.
        """
        try:
            self._engine = connect(url)
            with self._alone():
                if self._schema_version() != HEAD:
                    migrate(self._engine)
        except (sa.exc.SQLAlchemyError, OSError) as error:
            raise StoreError(
                f"Basis data {shown(url)} tidak dapat dibuka. "
                f"Periksa SPBE_DATABASE_URL dan izin tulis foldernya ({error.__class__.__name__})."
            ) from error

    def _alone(self) -> AbstractContextManager[object]:
        """Keep other processes from making or migrating the same SQLite file; make its folder."""
        path = self._engine.url.database
        if self._engine.dialect.name != "sqlite" or not path or path == ":memory:":
            return nullcontext()
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        return FileLock(f"{path}.lock", timeout=2 * BUSY_SECONDS)

    def _schema_version(self) -> str | None:
        with self._engine.connect() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.connect().execution_options(writing=True) as connection, connection.begin():
                yield connection
        except sa.exc.SQLAlchemyError as error:
            raise StoreError(
                f"Basis data menolak perubahan dan tidak ada yang disimpan ({error.__class__.__name__}). Coba lagi."
            ) from error

    def revision(self) -> int:
        """Return the number that rises with each commit and revert: the only key a cache needs."""
        with self._engine.connect() as connection:
            return int(connection.execute(sa.select(tables.revision.c.number)).scalar_one())

    def commit(self, batch: NewBatch) -> Committed:
        """Store a batch whole or not at all.

        Args:
            batch: File and records. The same batch again, while unreverted, stores nothing.

        Returns:
            The batch's number and whether it is new.

        Raises:
            StoreError: The batch has no record.
        """
        return self.commit_many([batch])[0]

    def commit_many(self, batches: Sequence[NewBatch]) -> list[Committed]:
        """Store several batches in one transaction: all of them, or none.

        Args:
            batches: As for :meth:`commit`; the revision rises once.

        Returns:
            What became of each, in their order.

        Raises:
            StoreError: A batch has no record.
        """
        hollow = next((batch for batch in batches if not batch.records), None)
        if hollow is not None:
            raise StoreError(f"{hollow.file_name} tidak berisi penilaian; tidak ada yang disimpan.")
        with self._writing() as connection:
            outcomes = [self._commit(connection, batch) for batch in batches]
            if any(outcome.created for outcome in outcomes):
                self._rise(connection)
            return outcomes

    def _commit(self, connection: sa.Connection, batch: NewBatch) -> Committed:
        known = connection.execute(
            sa.select(tables.batches.c.id).where(
                tables.batches.c.fingerprint == batch.fingerprint, tables.batches.c.reverted_at.is_(None)
            )
        ).scalar()
        if known is not None:
            return Committed(known, created=False)
        return Committed(self._insert(connection, batch), created=True)

    def _insert(self, connection: sa.Connection, batch: NewBatch) -> int:
        if not connection.execute(
            sa.select(tables.files.c.sha256).where(tables.files.c.sha256 == batch.sha256)
        ).scalar():
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

    @staticmethod
    def _rise(connection: sa.Connection) -> None:
        connection.execute(tables.revision.update().values(number=tables.revision.c.number + 1))

    def revert(self, batch: int, who: str, reason: str) -> None:
        """Take a batch out of the current values; its rows stay.

        Args:
            batch: Number of an unreverted batch.
            who: Name of the person.
            reason: Why, for the history.

        Raises:
            StoreError: There is no such batch, or it is reverted already.
        """
        with self._writing() as connection:
            changed = connection.execute(
                tables.batches.update()
                .where(tables.batches.c.id == batch, tables.batches.c.reverted_at.is_(None))
                .values(reverted_at=datetime.now(UTC), reverted_by=who, revert_reason=reason)
            )
            if changed.rowcount != 1:
                raise StoreError(f"Unggahan nomor {batch} tidak ada atau sudah dibatalkan.")
            self._rise(connection)

    def values(self) -> pd.DataFrame:
        """Return every value of every unreverted batch.

        Returns:
            Columns ``region, year, stage, instrument, node, value, basis, sheet, cell, raw, record, batch, source,
            authority, place``; ``place`` is 1 for the current value of its key and rises for those outvoted.
        """
        records, figures = tables.records.c, tables.figures.c
        place = sa.func.row_number().over(
            partition_by=(records.region, records.year, records.stage, records.instrument, figures.node),
            order_by=(records.authority.desc(), records.batch.desc(), records.id),
        )
        query = (
            sa.select(
                records.region, records.year, records.stage, records.instrument,
                figures.node, figures.value, figures.basis, figures.sheet, figures.cell, figures.raw,
                records.id.label("record"), records.batch, records.source, records.authority, place.label("place"),
            )
            .join_from(tables.figures, tables.records)
            .join(tables.batches)
            .where(tables.batches.c.reverted_at.is_(None))
            .order_by(records.region, records.year, records.stage, figures.node, sa.text("place"))
        )  # fmt: skip
        return self._frame(query)

    def records(self) -> pd.DataFrame:
        """Return every record of every unreverted batch, the highest authority of each assessment first.

        Returns:
            Columns of the table ``records`` plus ``title``, ``url`` of the source and ``file_name`` of the batch.
        """
        records = tables.records
        query = (
            sa.select(records, tables.sources.c.title, tables.sources.c.url, tables.batches.c.file_name)
            .join_from(records, tables.batches)
            .outerjoin(tables.sources, tables.sources.c.id == records.c.source)
            .where(tables.batches.c.reverted_at.is_(None))
            .order_by(records.c.authority.desc(), records.c.batch.desc(), records.c.id)
        )
        return self._frame(query)

    def batches(self) -> pd.DataFrame:
        """Return all batches, reverted ones too, the newest first: columns of the table ``batches`` and ``size``."""
        query = (
            sa.select(tables.batches, tables.files.c.size)
            .join_from(tables.batches, tables.files)
            .order_by(tables.batches.c.id.desc())
        )
        return self._frame(query)

    def content(self, sha256: str) -> bytes:
        """Return the bytes of a committed file; an unknown hash is a ``StoreError``."""
        with self._engine.connect() as connection:
            found = connection.execute(
                sa.select(tables.files.c.content).where(tables.files.c.sha256 == sha256)
            ).scalar()
        if found is None:
            raise StoreError(f"Tidak ada berkas tersimpan dengan SHA-256 {sha256}.")
        return bytes(found)

    def mappings(self) -> dict[str, Any]:
        """Return what is kept of strange tables: content by name, the one kept last first."""
        with self._engine.connect() as connection:
            return mappings.kept(connection)

    def keep_mapping(self, name: str, content: Mapping[str, Any] | None, who: str) -> None:
        """Keep what the columns of a strange table mean; ``None`` takes the mapping of that name away."""
        with self._writing() as connection:
            mappings.keep(connection, name, content, who)

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    def _frame(self, query: sa.Select[Any]) -> pd.DataFrame:
        with self._engine.connect() as connection:
            result = connection.execute(query)
            return pd.DataFrame(result.all(), columns=list(result.keys()))
