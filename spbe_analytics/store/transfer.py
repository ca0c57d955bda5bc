"""Every table of the database as text, and back again: an import of what was exported gives the same database.

The bytes of files travel beside the tables, each under its hash.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import sqlalchemy as sa

from spbe_analytics.errors import StoreError, quoted
from spbe_analytics.store import tables
from spbe_analytics.store.database import Store
from spbe_analytics.store.migrations import HEAD

SCHEMA: Final = HEAD
"""The version of the tables; another one is not taken in."""

FILES: Final = tables.files.name
MISSING: Final = "\\N"
"""How a missing value is written, since an empty text is something else; a text that begins so has a stroke more."""

STROKE: Final = MISSING[0]

_ROWS: Final = 5_000
"""Rows that are read or inserted at once."""

_KINDS: Final[tuple[tuple[Any, str], ...]] = (
    (sa.Boolean, "boolean"),
    (sa.Integer, "integer"),
    (sa.Double, "number"),
    (sa.DateTime, "datetime"),
    (sa.String, "string"),
)

_READ: Final[Mapping[str, Callable[[str], Any]]] = {
    "boolean": {"true": True, "false": False}.__getitem__,
    "integer": int,
    "number": float,
    "datetime": lambda text: datetime.fromisoformat(text).astimezone(UTC),
    "string": lambda text: text.removeprefix(STROKE),
}

_WRITTEN: Final[Mapping[str, Callable[[Any], str]]] = {
    "boolean": lambda value: "true" if value else "false",
    "datetime": lambda value: _utc(value).isoformat(),
    "number": repr,
    "string": lambda text: STROKE + text if text.startswith(STROKE) else text,
}


@dataclass(frozen=True)
class Layout:
    """A table as it travels.

    Attributes:
        name: Its name.
        columns: Type of each column, in order: ``boolean``, ``integer``, ``number``, ``datetime`` or ``string``.
        required: Columns that are never missing.
        key: Its primary key.
        references: For some columns the table and column whose values they are.
    """

    name: str
    columns: Mapping[str, str]
    required: frozenset[str]
    key: tuple[str, ...]
    references: Mapping[str, tuple[str, str]]


def _layout(table: sa.Table) -> Layout:
    columns = [column for column in table.columns if not isinstance(column.type, sa.LargeBinary)]
    kinds = {column.name: next(kind for of, kind in _KINDS if isinstance(column.type, of)) for column in columns}
    return Layout(
        table.name,
        kinds,
        frozenset(column.name for column in columns if not column.nullable),
        tuple(column.name for column in table.primary_key.columns),
        {column.name: (key.column.table.name, key.column.name) for column in columns for key in column.foreign_keys},
    )


LAYOUTS: Final = {table.name: _layout(table) for table in tables.metadata.sorted_tables}
"""Every table by its name; those that others refer to come first."""


def rows(store: Store, name: str) -> Iterator[list[str]]:
    """Give the rows of a table as text, in the order of its key."""
    table, layout = tables.metadata.tables[name], LAYOUTS[name]
    query = sa.select(*(table.c[column] for column in layout.columns)).order_by(*table.primary_key.columns)
    write = [_WRITTEN.get(kind, str) for kind in layout.columns.values()]
    for row in store.rows(query):
        yield [MISSING if value is None else make(value) for value, make in zip(row, write, strict=True)]


def is_empty(store: Store) -> bool:
    """Tell whether nobody has stored anything yet."""
    held = (name for name in LAYOUTS if name != tables.revision.name)
    return not any(
        store.rows(sa.select(sa.literal(1)).select_from(tables.metadata.tables[name]).limit(1)) for name in held
    )


@contextmanager
def filling(store: Store) -> Iterator["Filling"]:
    """Fill an empty database: all that is given within the block, or nothing.

    Raises:
        StoreError: The database is not empty, or rows do not fit together.
    """
    with store.writing() as connection:
        filling = Filling(connection)
        if not is_empty(store):
            raise StoreError(
                "Basis data ini sudah berisi. Sebut basis data baru dengan SPBE_DATABASE_URL, lalu ulangi."
            )
        connection.execute(tables.revision.delete())
        yield filling


class Filling:
    """Takes the rows of tables in, in the order of :data:`LAYOUTS`."""

    def __init__(self, connection: sa.Connection) -> None:
        """Write through a connection."""
        self._connection = connection

    def take(self, name: str, given: Iterator[Sequence[str]], content: Callable[[str], bytes]) -> int:
        """Take the rows of a table in; return how many there were.

        Args:
            name: The table.
            given: Its rows as text, as :func:`rows` gives them.
            content: Gives the bytes of a file by its hash.

        Raises:
            StoreError: A cell cannot be what its column holds, or a row contradicts another.
        """
        layout, table, number = LAYOUTS[name], tables.metadata.tables[name], 0
        ready: list[dict[str, Any]] = []
        for number, row in enumerate(given, start=1):
            read = _read(layout, row, number)
            if name == FILES:
                read["content"] = content(read["sha256"])
            ready.append(read)
            if len(ready) == (1 if name == FILES else _ROWS):
                self._insert(table, ready)
        self._insert(table, ready)
        return number

    def _insert(self, table: sa.Table, ready: list[dict[str, Any]]) -> None:
        if not ready:
            return
        try:
            self._connection.execute(table.insert(), ready)
        except sa.exc.IntegrityError as error:
            raise StoreError(
                f"{table.name}: baris tidak cocok dengan baris lain ({error.orig}). Ambil lagi paketnya dari asalnya."
            ) from error
        ready.clear()


def _read(layout: Layout, row: Sequence[str], number: int) -> dict[str, Any]:
    if len(row) != len(layout.columns):
        said = f"{len(row)} sel, bukan {len(layout.columns)}"
        raise StoreError(f"{layout.name}, baris {number}: {said}. Ambil lagi paketnya dari asalnya.")
    found: dict[str, Any] = {}
    for (column, kind), text in zip(layout.columns.items(), row, strict=True):
        try:
            found[column] = None if text == MISSING and column not in layout.required else _READ[kind](text)
        except (ValueError, KeyError, OverflowError) as error:
            raise StoreError(
                f"{layout.name}, baris {number}, kolom {column}: {quoted(text)} tidak dapat dipakai. Ambil lagi "
                "paketnya dari asalnya."
            ) from error
    return found


def _utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
