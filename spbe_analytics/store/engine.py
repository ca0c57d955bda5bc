"""How a database is connected to."""

from typing import Any

import sqlalchemy as sa

BUSY_SECONDS = 30
"""How long a writer waits for another one."""


def connect(url: str) -> sa.Engine:
    """Make the engine of a database; SQLite gets write-ahead logging, foreign keys and patience."""
    engine = sa.create_engine(url)
    if engine.dialect.name != "sqlite":
        return engine

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own type
        connection.isolation_level = None  # the driver begins no transaction of its own
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def shown(url: str) -> str:
    """Write a URL for a message, without its password."""
    try:
        return sa.make_url(url).render_as_string()
    except sa.exc.ArgumentError:
        return f"“{url}”"
