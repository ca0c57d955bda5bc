"""A new database has the tables of ``tables.py``, and the migrations lead there."""

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from spbe_analytics.errors import StoreError
from spbe_analytics.store import Store, migrations, tables
from spbe_analytics.store.migrations import HEAD


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


@pytest.mark.usefixtures("store")
def test_the_migrated_schema_is_that_of_the_tables(database_url: str) -> None:
    with sa.create_engine(database_url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert context.get_current_revision() == HEAD
        assert compare_metadata(context, tables.metadata) == []


@pytest.mark.usefixtures("store")
def test_a_table_without_migration_would_be_noticed(database_url: str) -> None:
    metadata = sa.MetaData()
    for table in tables.metadata.tables.values():
        table.to_metadata(metadata)
    sa.Table("grants", metadata, sa.Column("id", sa.Integer, primary_key=True))
    with sa.create_engine(database_url).connect() as connection:
        (difference,) = compare_metadata(MigrationContext.configure(connection), metadata)
    assert difference[0] == "add_table"
    assert difference[1].name == "grants"


def test_the_folder_of_a_sqlite_file_is_made_and_the_file_is_in_wal_mode(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "spbe.db"
    opened = Store(f"sqlite:///{path}")
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert opened.revision() == 0
    opened.close()


def test_a_new_database_is_empty(store: Store) -> None:
    assert (len(store.values()), len(store.records()), len(store.batches())) == (0, 0, 0)
    assert {"region", "node", "value", "place"} <= set(store.values().columns)


def test_opening_again_keeps_what_is_there(database_url: str) -> None:
    first = Store(database_url)
    with sa.create_engine(database_url).begin() as connection:
        connection.execute(tables.revision.update().values(number=7))
    first.close()
    second = Store(database_url)
    assert second.revision() == 7
    second.close()


def test_a_database_in_the_way_of_a_folder_is_an_error_for_a_person(tmp_path: Path) -> None:
    (tmp_path / "db").write_text("bukan folder")
    with pytest.raises(StoreError, match=r"tidak dapat dibuka: foldernya .* Periksa SPBE_DATABASE_URL"):
        Store(f"sqlite:///{tmp_path / 'db' / 'spbe.db'}")


def test_a_file_that_is_no_database_is_an_error_for_a_person(tmp_path: Path) -> None:
    path = tmp_path / "spbe.db"
    path.write_bytes(b"Ini bukan basis data SQLite. " * 100)
    with pytest.raises(StoreError, match="bukan berkas SQLite"):
        Store(f"sqlite:///{path}")


@pytest.mark.parametrize("url", ["bukan url", "basisdata://server/spbe", ""])
def test_a_url_that_means_no_database_is_an_error_for_a_person(url: str) -> None:
    with pytest.raises(StoreError, match="SPBE_DATABASE_URL"):
        Store(url)


def test_a_database_in_memory_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Store("sqlite:///:memory:").close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("table", tables.metadata.sorted_tables, ids=lambda table: table.name)
def test_the_tables_can_be_made_in_postgresql(table: sa.Table) -> None:
    written = str(CreateTable(table).compile(dialect=postgresql.dialect()))
    assert all(column.name in written for column in table.columns)
