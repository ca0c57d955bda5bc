"""The one door to the database: open, read, commit, revert, restore."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import sqlalchemy as sa

from spbe_analytics.errors import StoreError
from spbe_analytics.store import queries, tables
from spbe_analytics.store.content import Committed, EventKind, NewBatch
from spbe_analytics.store.engine import BUSY_SECONDS, connect, failure, newer, sqlite_file
from spbe_analytics.store.insertion import insert_many, present
from spbe_analytics.store.migrations import HEAD, known, migrate


def missing_batch(batch: int) -> StoreError:
    """Make the error of a batch that does not exist."""
    return StoreError(f"Unggahan nomor {batch} tidak ada. Nomor yang ada tercantum di Riwayat.")


class Stamp(NamedTuple):
    """A state of the figures.

    Attributes:
        revision: The number that rises with each event.
        event: The number of the newest event, 0 without any.
        at: Its moment; two databases with the same numbers differ in it.
    """

    revision: int
    event: int
    at: str


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
        self._url = url
        self.writes = 0  # how often this process has written: what it read before that may be old
        try:
            self._engine = connect(url)
            version = self._schema_version() if self.file and self.file.exists() else None
            if version != HEAD:
                with self._alone():
                    version = self._schema_version()
                    if version != HEAD and known(version):
                        migrate(self._engine)
        except (sa.exc.SQLAlchemyError, OSError, ImportError) as error:
            raise failure(url, error) from error
        if not known(version):
            raise newer(url, version)

    def _alone(self) -> AbstractContextManager[object]:
        """Keep other processes from making or migrating the same SQLite file; make its folder."""
        if self.file is None:
            return nullcontext()
        from filelock import FileLock  # late: only a new or old database needs it

        self.file.parent.mkdir(parents=True, exist_ok=True)
        return FileLock(f"{self.file}.lock", timeout=2 * BUSY_SECONDS)

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database; ``None`` in memory and for a server."""
        return sqlite_file(self._engine)

    def _schema_version(self) -> str | None:
        with self._engine.connect() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Give a connection whose changes are kept whole or not at all, one writer at a time."""
        try:
            with self._engine.connect().execution_options(writing=True) as connection, connection.begin():
                connection.execute(sa.select(tables.revision.c.number).with_for_update())  # one writer at a time
                yield connection
        except sa.exc.SQLAlchemyError as error:
            raise StoreError(f"{failure(self._url, error)} Tidak ada yang disimpan.") from error
        self.writes += 1

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        """Give a connection that only reads."""
        try:
            with self._engine.connect() as connection:
                yield connection
        except sa.exc.SQLAlchemyError as error:
            raise failure(self._url, error) from error

    def revision(self) -> int:
        """Return the number that rises with each commit, revert and restore: the only key a cache needs."""
        with self._reading() as connection:
            return int(connection.execute(sa.select(tables.revision.c.number)).scalar_one())

    def stamp(self) -> Stamp:
        """Return what tells this state of the figures from every other one of this or another database."""
        with self._reading() as connection:
            number = int(connection.execute(sa.select(tables.revision.c.number)).scalar_one())
            return Stamp(number, *self._event(connection, queries.last_event()))

    def knows(self, stamp: Stamp) -> bool:
        """Tell whether a stamp is of an earlier state, or the present one, of this database."""
        event = sa.select(tables.events.c.id, tables.events.c.at).where(tables.events.c.id == stamp.event)
        with self._reading() as connection:
            return self._event(connection, event) == (stamp.event, stamp.at)

    @staticmethod
    def _event(connection: sa.Connection, query: sa.Select[Any]) -> tuple[int, str]:
        found = connection.execute(query).one_or_none()
        return (0, "") if found is None else (int(found[0]), found[1].isoformat())

    def commit(self, batch: NewBatch) -> Committed:
        """Store a batch whole or not at all.

        Args:
            batch: File and records. The same batch again, while unreverted, stores nothing; after its revert it is
                stored as a new batch, with its own person and time.

        Returns:
            The batch's number and whether it is new.

        Raises:
            StoreError: The batch has no record.
        """
        return self.commit_many([batch])[0]

    def commit_many(self, batches: Sequence[NewBatch]) -> list[Committed]:
        """Store several batches in one transaction: all of them, or none.

        Args:
            batches: As for :meth:`commit`; other processes see all of them at once.

        Returns:
            What became of each, in their order.

        Raises:
            StoreError: A batch has no record.
        """
        hollow = next((batch for batch in batches if not batch.records), None)
        if hollow is not None:
            raise StoreError(f"{hollow.file_name} tidak berisi penilaian; tidak ada yang disimpan.")
        with self._reading() as connection:
            known = self._known(connection, batches)
        if all(batch.fingerprint in known for batch in batches):  # a start that finds all in place waits for no writer
            return [Committed(known[batch.fingerprint], created=False) for batch in batches]
        with self.writing() as connection:
            known = self._known(connection, batches)
            fresh = {batch.fingerprint: batch for batch in batches if batch.fingerprint not in known}
            numbers = insert_many(connection, list(fresh.values()))
            created = dict(zip(fresh, numbers, strict=True))
            self._note(
                connection,
                EventKind.COMMIT,
                [(created[key], batch.committed_by) for key, batch in fresh.items()],
            )
        outcomes = []
        for batch in batches:
            number = created.pop(batch.fingerprint, None)
            if number is not None:
                known[batch.fingerprint] = number
            outcomes.append(Committed(known[batch.fingerprint], created=number is not None))
        return outcomes

    def replace(self, batch: NewBatch, reason: str) -> Committed:
        """Store a batch and take those before it that were read in the same way out, in one transaction.

        Args:
            batch: As for :meth:`commit`; the same batch again, while unreverted and alone, changes nothing.
            reason: Why the others no longer count, for the history.

        Raises:
            StoreError: The batch has no record.
        """
        if not batch.records:
            raise StoreError(f"{batch.file_name} tidak berisi penilaian; tidak ada yang disimpan.")
        table = tables.batches.c
        active = sa.select(table.id, table.fingerprint).where(table.layout == batch.layout, table.reverted_at.is_(None))
        with self._reading() as connection:  # a start that finds all in place waits for no writer
            there = connection.execute(active).all()
        if [row.fingerprint for row in there] == [batch.fingerprint]:
            return Committed(int(there[0].id), created=False)
        with self.writing() as connection:
            there = connection.execute(active).all()
            same = [int(row.id) for row in there if row.fingerprint == batch.fingerprint]
            number = same[0] if same else insert_many(connection, [batch])[0]
            if not same:
                self._note(connection, EventKind.COMMIT, [(number, batch.committed_by)])
            older = [int(row.id) for row in there if int(row.id) != number]
            for old in older:
                self._mark(connection, old, datetime.now(UTC), batch.committed_by, reason)
            self._note(connection, EventKind.REVERT, [(old, batch.committed_by) for old in older], reason)
        return Committed(number, created=not same)

    @staticmethod
    def _known(connection: sa.Connection, batches: Sequence[NewBatch]) -> dict[str, int]:
        """Return the numbers of the unreverted batches that are the same as one of these, by fingerprint."""
        table = tables.batches.c
        active = table.reverted_at.is_(None)
        there = present(connection, table.fingerprint, (batch.fingerprint for batch in batches), active)
        query = sa.select(table.fingerprint, sa.func.min(table.id)).where(active).group_by(table.fingerprint)
        return {key: int(number) for key, number in connection.execute(query).all() if key in there} if there else {}

    @staticmethod
    def _note(connection: sa.Connection, kind: EventKind, done: Sequence[tuple[int, str]], reason: str = "") -> None:
        """Write down what was done to batches and by whom, and raise the revision by as much."""
        now = datetime.now(UTC)
        rows = [{"batch": batch, "kind": kind.value, "at": now, "who": who, "reason": reason} for batch, who in done]
        if rows:
            connection.execute(tables.events.insert(), rows)
            connection.execute(tables.revision.update().values(number=tables.revision.c.number + len(rows)))

    def revert(self, batch: int, who: str, reason: str) -> None:
        """Take a batch out of the current values; its rows stay.

        Args:
            batch: Number of an unreverted batch.
            who: Name of the person.
            reason: Why, for the history.

        Raises:
            StoreError: There is no such batch, it is reverted already, or name or reason is empty.
        """
        self._say_why(who, reason)
        with self.writing() as connection:
            if self._marked(connection, batch):
                raise StoreError(f"Unggahan nomor {batch} sudah dibatalkan.")
            self._mark(connection, batch, datetime.now(UTC), who, reason)
            self._note(connection, EventKind.REVERT, [(batch, who)], reason)

    def restore(self, batch: int, who: str, reason: str) -> None:
        """Take a revert back: the batch counts again, at the place it had.

        Args:
            batch: Number of a reverted batch.
            who: Name of the person.
            reason: Why, for the history.

        Raises:
            StoreError: There is no such batch, it is not reverted, the same was committed again in the meantime, or
                name or reason is empty.
        """
        self._say_why(who, reason)
        with self.writing() as connection:
            if not self._marked(connection, batch):
                raise StoreError(f"Unggahan nomor {batch} tidak sedang dibatalkan.")
            mine = sa.select(tables.batches.c.fingerprint).where(tables.batches.c.id == batch).scalar_subquery()
            twin = connection.execute(
                sa.select(tables.batches.c.id).where(
                    tables.batches.c.fingerprint == mine, tables.batches.c.reverted_at.is_(None)
                )
            ).scalar()
            if twin is not None:
                raise StoreError(f"Isi unggahan nomor {batch} sudah berlaku sebagai unggahan nomor {twin}.")
            self._mark(connection, batch, None, None, None)
            self._note(connection, EventKind.RESTORE, [(batch, who)], reason)

    @staticmethod
    def _say_why(who: str, reason: str) -> None:
        if not who.strip() or not reason.strip():
            raise StoreError("Isi nama dan alasan: keduanya dicatat dalam riwayat.")

    @staticmethod
    def _marked(connection: sa.Connection, batch: int) -> bool:
        """Tell whether a batch is reverted; one that does not exist is a ``StoreError``."""
        found = connection.execute(
            sa.select(tables.batches.c.reverted_at).where(tables.batches.c.id == batch)
        ).one_or_none()
        if found is None:
            raise missing_batch(batch)
        return found[0] is not None

    @staticmethod
    def _mark(connection: sa.Connection, batch: int, at: datetime | None, who: str | None, reason: str | None) -> None:
        connection.execute(
            tables.batches.update()
            .where(tables.batches.c.id == batch)
            .values(reverted_at=at, reverted_by=who, revert_reason=reason)
        )

    def values(self, since: int = 0, until: int = 0) -> pd.DataFrame:
        """Return every value of every unreverted batch.

        Args:
            since: Number of an event; then only of the assessments that events after it touched,
            until: up to this one.

        Returns:
            Columns ``region, year, stage, instrument, node, value, basis, record, batch, source, authority, place``;
            ``place`` is 1 for the current value of its key and rises for those outvoted.
        """
        return self._texts(queries.values(since, until), "source")

    def records(self, since: int = 0, until: int = 0) -> pd.DataFrame:
        """Return every record of every unreverted batch, the highest authority of each assessment first.

        Args:
            since: As for :meth:`values`.
            until: The same.

        Returns:
            Columns of the table ``records`` plus ``title``, ``url`` of the source and ``file_name`` of the batch.
        """
        return self._texts(queries.records(since, until), "source", "predicate", "title", "url")

    def touched(self, since: int, until: int) -> pd.MultiIndex:
        """Return the assessments ``(region, year, stage)`` that events after one, up to another, touched."""
        return pd.MultiIndex.from_frame(self.frame(queries.touched(since, until)))

    def cells(self, region: str) -> pd.DataFrame:
        """Return where each value of a government stood, and as what text: ``record, node, sheet, cell, raw``."""
        return self.frame(queries.cells(region))

    def holds(self, sha256: str, layout: str) -> bool:
        """Tell whether an unreverted batch was read from this file in this way."""
        with self._reading() as connection:
            return connection.execute(queries.published(sha256, layout)).scalar() is not None

    def remarks(self, region: str) -> pd.DataFrame:
        """Return what assessors wrote about a region, of every unreverted batch, the newest batch first.

        Returns:
            Columns ``region, year, stage, instrument, node, kind, text, sheet, cell, batch, file_name``.
        """
        return self.frame(queries.remarks(region))

    def beside(self, batch: int, page: slice = queries.EVERYTHING) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return all that any batch, reverted or not, says of the assessments of one batch.

        Args:
            batch: Its number.
            page: Which of the assessments, in the order of region, year and stage.

        Returns:
            Values without ``place``, those that outrank others first; and records. Both empty for an unknown batch.
        """
        return self.frame(queries.values_beside(batch, page)), self.frame(queries.records_beside(batch, page))

    def batches(self, only: Collection[int] | None = None) -> pd.DataFrame:
        """Return all batches, or those with these numbers, reverted ones too, the newest first.

        Returns:
            Columns of the table ``batches``, ``size`` of the file, ``assessments`` and ``values`` counted.
        """
        return self.frame(queries.batches(only))

    def events(self) -> pd.DataFrame:
        """Return all that was done, the oldest first: columns of the table ``events``."""
        return self.frame(queries.events())

    def content(self, sha256: str) -> bytes:
        """Return the bytes of a committed file; an unknown hash is a ``StoreError``."""
        with self._reading() as connection:
            found = connection.execute(
                sa.select(tables.files.c.content).where(tables.files.c.sha256 == sha256)
            ).scalar()
        if found is None:
            raise StoreError(f"Tidak ada berkas tersimpan dengan SHA-256 {sha256}.")
        return bytes(found)

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    def _texts(self, query: sa.Select[Any], *columns: str) -> pd.DataFrame:
        """Return the rows of a query; columns of texts are such also where all of them are missing."""
        return self.frame(query).astype(dict.fromkeys(columns, "str"))

    def rows(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        """Return the rows of a query."""
        with self._reading() as connection:
            return connection.execute(query).all()

    def frame(self, query: sa.Select[Any]) -> pd.DataFrame:
        """Return the rows of a query as a frame."""
        with self._reading() as connection:
            result = connection.execute(query)
            return pd.DataFrame(result.all(), columns=list(result.keys()))
