"""The shelf: all that people keep besides assessments. Each change is a new version, nothing is deleted.

Mappings, scenarios, targets and actions are records of different kinds. Of one key the newest version counts, one
without content takes it away, and the others are its history. They change no score: the revision does not rise.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from spbe_analytics.entries.fields import clean, name_fault
from spbe_analytics.errors import StoreError
from spbe_analytics.store import tables
from spbe_analytics.store.database import Store

_TABLE: Final = tables.shelf.c


class Version(NamedTuple):
    """One version of a record.

    Attributes:
        id: Its number; versions of all kinds are counted together.
        key: What it is a version of.
        content: What it holds; ``None`` takes the record away.
        at: When it was kept, in UTC.
        who: Who kept it.
    """

    id: int
    key: str
    content: dict[str, Any] | None
    at: datetime
    who: str


class Draft(NamedTuple):
    """A version to be kept: its key, the region it belongs to, if any, and its content."""

    key: str
    region: str | None
    content: Mapping[str, Any] | None


class Shelf:
    """The records of one kind."""

    kind: str

    def __init__(self, store: Store) -> None:
        """Look after the records of a store."""
        self._store = store

    def _versions(
        self, connection: sa.Connection | None = None, *, region: str | None = None, key: str | None = None
    ) -> list[Version]:
        """Return all versions, the oldest first: of everything, of a region, or of one key."""
        columns = (_TABLE[name] for name in ("id", "key", "content", "at", "who"))
        query: sa.Select[Any] = sa.select(*columns).where(_TABLE.kind == self.kind).order_by(_TABLE.id)
        if region is not None:
            query = query.where(_TABLE.region == region)
        if key is not None:
            query = query.where(_TABLE.key == key)
        rows = self._store.rows(query) if connection is None else connection.execute(query).all()
        return [_version(*tuple(row)) for row in rows]

    def _newest(
        self, connection: sa.Connection | None = None, *, region: str | None = None, key: str | None = None
    ) -> dict[str, Version]:
        """Return the versions that count, by key, the one kept last first; what was taken away is not among them."""
        newest = {version.key: version for version in self._versions(connection, region=region, key=key)}
        kept = [version for version in newest.values() if version.content is not None]
        return {version.key: version for version in sorted(kept, key=lambda version: -version.id)}

    def _keep(self, connection: sa.Connection, drafts: Sequence[Draft], who: str) -> list[int]:
        """Keep versions and return their numbers."""
        now = datetime.now(UTC)
        made = []
        for draft in drafts:
            content = "" if draft.content is None else json.dumps(draft.content, ensure_ascii=False, sort_keys=True)
            row = {
                "kind": self.kind,
                "key": draft.key,
                "region": draft.region,
                "content": content,
                "at": now,
                "who": who,
            }
            found = connection.execute(tables.shelf.insert(), row).inserted_primary_key
            assert found is not None
            made.append(int(found[0]))
        return made


def _version(number: int, key: str, content: str, at: datetime, who: str) -> Version:
    return Version(number, key, json.loads(content) if content else None, _utc(at), who)


def key_of(*parts: object) -> str:
    """Write what a record is about as its key."""
    return json.dumps(parts, ensure_ascii=False)


def parts_of(key: str) -> tuple[Any, ...]:
    """Read what a record is about from its key."""
    return tuple(json.loads(key))


def _utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def signed(who: str) -> str:
    """Return the name of a person without what nobody can see.

    Raises:
        StoreError: It is empty or too long.
    """
    who = clean(who)
    if fault := name_fault(who):
        raise StoreError(f"{fault}.")
    return who
