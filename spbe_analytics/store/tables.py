"""The tables. Nothing is updated but the mark of a revert and the revision; nothing is deleted.

Of what people keep besides assessments each change is a new row of the shelf.

The mark says what counts now; the events say all that was ever done.
"""

from typing import Final

import sqlalchemy as sa

metadata: Final = sa.MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

revision: Final = sa.Table(
    "revision",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
)
"""One row: a number that rises with each event."""

files: Final = sa.Table(
    "files",
    metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
)
"""The bytes of every committed file, once each."""

sources: Final = sa.Table(
    "sources",
    metadata,
    sa.Column("id", sa.String(80), primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("authority", sa.Integer, nullable=False),
)
"""The publications that printed figures come from."""

batches: Final = sa.Table(
    "batches",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), sa.ForeignKey("files.sha256"), nullable=False),
    sa.Column("fingerprint", sa.String(64), nullable=False, index=True),
    sa.Column("layout", sa.String(40), nullable=False),
    sa.Column("committed_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("committed_by", sa.Text, nullable=False),
    sa.Column("reverted_at", sa.DateTime(timezone=True)),
    sa.Column("reverted_by", sa.Text),
    sa.Column("revert_reason", sa.Text),
)
"""One row a commit: which file, who, when, and whether it was reverted."""

events: Final = sa.Table(
    "events",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("batch", sa.Integer, sa.ForeignKey("batches.id"), nullable=False, index=True),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
)
"""One row a thing done to a batch: ``commit``, ``revert`` or ``restore``; appended, never changed."""

records: Final = sa.Table(
    "records",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("batch", sa.Integer, sa.ForeignKey("batches.id"), nullable=False, index=True),
    sa.Column("region", sa.String(40), nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("stage", sa.String(20), nullable=False),
    sa.Column("instrument", sa.String(40), nullable=False),
    sa.Column("source", sa.String(80), sa.ForeignKey("sources.id")),
    sa.Column("authority", sa.Integer, nullable=False),
    sa.Column("predicate", sa.String(40)),
    sa.Column("misprint", sa.Boolean, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
)
"""One row an assessment as one batch and source give it, with the predicate as printed."""

figures: Final = sa.Table(
    "figures",
    metadata,
    sa.Column("record", sa.Integer, sa.ForeignKey("records.id"), primary_key=True, autoincrement=False),
    sa.Column("node", sa.String(20), primary_key=True),
    sa.Column("value", sa.Double, nullable=False),
    sa.Column("basis", sa.String(20), nullable=False),
    sa.Column("sheet", sa.Text),
    sa.Column("cell", sa.String(12)),
    sa.Column("raw", sa.Text, nullable=False),
)
"""One row a value: its node, its cell, and the text as stored there."""

remarks: Final = sa.Table(
    "remarks",
    metadata,
    sa.Column("record", sa.Integer, sa.ForeignKey("records.id"), primary_key=True, autoincrement=False),
    sa.Column("node", sa.String(20), primary_key=True),
    sa.Column("kind", sa.String(20), primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("sheet", sa.Text, nullable=False),
    sa.Column("cell", sa.String(12), nullable=False),
)
"""What assessors wrote beside an indicator: a note or a recommendation, with its cell."""

shelf: Final = sa.Table(
    "shelf",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("region", sa.String(40), index=True),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Index("ix_shelf_kind_key", "kind", "key"),
)
"""All that people keep besides assessments, one row a version, as JSON; of a kind and key the newest counts.

An empty content takes the record away.
"""
