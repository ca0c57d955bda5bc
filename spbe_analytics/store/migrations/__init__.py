"""Migrations of the schema, run by Alembic."""

from pathlib import Path
from typing import Final

import sqlalchemy as sa

HEAD: Final = "0005"
"""The newest migration: a database that has it needs no look at Alembic (``tests/store`` keeps it true)."""


def known(version: str | None) -> bool:
    """Tell whether a schema is one of ours: none yet, the newest, or one that a migration leads on from."""
    names = (path.name.partition("_")[0] for path in (Path(__file__).parent / "versions").glob("*.py"))
    return version in (None, HEAD, *names)


def migrate(engine: sa.Engine) -> None:
    """Bring a database to the newest schema; a new one gets all tables."""
    from alembic import command  # late: only a new or old database needs it
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
