"""One shelf for mappings, scenarios, targets and actions.

Versions of actions keep their numbers: workbooks that were downloaded before name them.

Revision ID: 0005
Revises: 0004
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ACTION = (
    "region",
    "year",
    "stage",
    "instrument",
    "node",
    "remark",
    "action",
    "unit",
    "due",
    "state",
    "evidence",
    "theme",
)


def upgrade() -> None:
    """Make the shelf and put on it what the four tables hold."""
    shelf = op.create_table(
        "shelf",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("region", sa.String(40)),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
    )
    op.create_index("ix_shelf_region", "shelf", ["region"])
    op.create_index("ix_shelf_kind_key", "shelf", ["kind", "key"])
    connection = op.get_bind()
    last = 0
    for name, made in KINDS.items():
        table = sa.Table(name, sa.MetaData(), autoload_with=connection)
        for row in connection.execute(sa.select(table).order_by(table.c.id)).mappings().all():
            last = row["id"] if name == "actions" else last + 1
            connection.execute(shelf.insert(), {"id": last, **made(dict(row))})
        op.drop_table(name)
    if connection.dialect.name == "postgresql":
        connection.execute(
            sa.text("SELECT setval('shelf_id_seq', (SELECT coalesce(max(id), 0) + 1 FROM shelf), false)")
        )


def _action(row: Mapping[str, Any]) -> dict[str, Any]:
    said = {name: row[name] for name in ACTION} | {"removed": bool(row["removed"])}
    said["due"] = row["due"].isoformat() if row["due"] else None
    return _row("action", str(row["number"]), row["region"], said, row["at"], row["who"])


def _target(row: Mapping[str, Any]) -> dict[str, Any]:
    key = json.dumps([row["region"], row["year"], row["instrument"]], ensure_ascii=False)
    said = {"value": row["value"], "document": row["document"]}
    return _row("target", key, row["region"], said, row["kept_at"], row["kept_by"])


def _scenario(row: Mapping[str, Any]) -> dict[str, Any]:
    names = ("region", "year", "stage", "instrument", "name")
    key = json.dumps([row[name] for name in names], ensure_ascii=False)
    said = json.loads(row["content"]) if row["content"] else None
    return _row("scenario", key, row["region"], said, row["kept_at"], row["kept_by"])


def _mapping(row: Mapping[str, Any]) -> dict[str, Any]:
    said = json.loads(row["content"]) if row["content"] else None
    return _row("mapping", row["name"], None, said, row["kept_at"], row["kept_by"])


def _row(kind: str, key: str, region: str | None, said: object, at: object, who: str) -> dict[str, Any]:
    content = "" if said is None else json.dumps(said, ensure_ascii=False, sort_keys=True)
    return {"kind": kind, "key": key, "region": region, "content": content, "at": at, "who": who}


KINDS: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "actions": _action,
    "targets": _target,
    "scenarios": _scenario,
    "mappings": _mapping,
}
"""The old tables, actions first."""
