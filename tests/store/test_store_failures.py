"""A database that cannot be opened or read is told in one sentence with place and cure, without its password."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from spbe_analytics.errors import StoreError
from spbe_analytics.store import Store
from spbe_analytics.store.migrations import HEAD, known


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "SPBE_DATABASE_URL “” bukan alamat basis data. Contoh yang benar: sqlite:////folder/spbe.db"),
        ("nonsense", "SPBE_DATABASE_URL “nonsense” bukan alamat basis data."),
        ("sari:rahasia@server", "SPBE_DATABASE_URL “sari:***@server” bukan alamat basis data."),
        ("antah://a/b", "Basis data antah://a/b: jenis ini tidak dikenal."),
        ("mysql+pymysql://u:rahasia@h/x", "u:***@h/x: penggerak pymysql belum terpasang."),
        ("sqlite:////proc/tidak/ada.db", "sqlite:////proc/tidak/ada.db tidak dapat dibuka: foldernya tidak dapat"),
        ("sqlite:////tmp", "Basis data sqlite:////tmp tidak dapat dibuka. Periksa SPBE_DATABASE_URL"),
    ],
)
def test_an_address_that_leads_nowhere(url: str, said: str) -> None:
    with pytest.raises(StoreError) as told:
        Store(url)
    assert said in str(told.value)
    assert "rahasia" not in str(told.value)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "surat.db"
    path.write_text("Yang terhormat, " * 100)
    with pytest.raises(StoreError, match=r"surat\.db bukan berkas SQLite\. Arahkan SPBE_DATABASE_URL ke berkas lain"):
        Store(f"sqlite:///{path}")


def test_a_damaged_file_is_told_when_it_is_read(tmp_path: Path, published_database: Path) -> None:
    path = tmp_path / "rusak.db"
    shutil.copy(published_database, path)
    store = Store(f"sqlite:///{path}")
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 4)
        file.write(b"\xff" * (size // 2))
    with pytest.raises(StoreError, match=r"rusak\.db rusak\. Pulihkan berkasnya dari cadangan"):
        store.values()
    store.close()


def test_a_newer_schema_is_refused_and_left_alone(tmp_path: Path, published_database: Path) -> None:
    path = tmp_path / "baru.db"
    shutil.copy(published_database, path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"dibuat oleh SPBE Analytics yang lebih baru \(skema “9999”\)\. Perbarui"):
        Store(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_every_migration_is_known() -> None:
    assert known(None)
    assert known(HEAD)
    assert known("0001")
    assert not known("9999")
