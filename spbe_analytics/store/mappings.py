"""The shelf of mappings: kept under a name, the newest of a name counts, nothing is deleted."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from spbe_analytics.store import tables


def kept(connection: sa.Connection) -> dict[str, Any]:
    """Return the content of each mapping by its name, the one kept last first."""
    rows = connection.execute(
        sa.select(tables.mappings.c.name, tables.mappings.c.content).order_by(tables.mappings.c.id.desc())
    ).all()
    newest: dict[str, str] = {}
    for name, content in rows:
        newest.setdefault(name, content)
    return {name: json.loads(content) for name, content in newest.items() if content}


def keep(connection: sa.Connection, name: str, content: Mapping[str, Any] | None, who: str) -> None:
    """Keep a mapping under a name in the place of an earlier one; ``None`` takes it away."""
    written = "" if content is None else json.dumps(content, ensure_ascii=False, sort_keys=True)
    row = {"name": name, "content": written, "kept_at": datetime.now(UTC), "kept_by": who}
    connection.execute(tables.mappings.insert(), row)
