"""Events: what was done to each batch, when, by whom and why.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and fill it with what the batches say of themselves, in the order of time."""
    events = op.create_table(
        "events",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("batch", sa.Integer, sa.ForeignKey("batches.id"), nullable=False, index=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    batches = sa.table(
        "batches",
        sa.column("id", sa.Integer),
        sa.column("committed_at", sa.DateTime(timezone=True)),
        sa.column("committed_by", sa.Text),
        sa.column("reverted_at", sa.DateTime(timezone=True)),
        sa.column("reverted_by", sa.Text),
        sa.column("revert_reason", sa.Text),
    )
    columns = ("batch", "kind", "at", "who", "reason")
    said = batches.c
    done = sa.union_all(
        sa.select(
            said.id.label("batch"),
            sa.literal("commit", sa.Text).label("kind"),
            said.committed_at.label("at"),
            said.committed_by.label("who"),
            sa.literal("", sa.Text).label("reason"),
        ),
        sa.select(
            said.id,
            sa.literal("revert", sa.Text),
            said.reverted_at,
            sa.func.coalesce(said.reverted_by, ""),
            sa.func.coalesce(said.revert_reason, ""),
        ).where(said.reverted_at.is_not(None)),
    ).subquery()
    ordered = sa.select(*(done.c[name] for name in columns)).order_by(done.c.at, done.c.kind, done.c.batch)
    op.execute(events.insert().from_select(list(columns), ordered))
