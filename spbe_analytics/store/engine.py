"""How a database is connected to."""

import os
import re
import sqlite3
from functools import partial
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from spbe_analytics.errors import StoreError, quoted

BUSY_SECONDS = 30
"""How long a writer waits for another one."""


FORMS: Final = "Contoh yang benar: sqlite:////folder/spbe.db, atau postgresql+psycopg://nama:sandi@server/spbe."
CHECK: Final = "Periksa SPBE_DATABASE_URL dan izin tulis foldernya."

_SQLITE: Final = {
    "SQLITE_NOTADB": "bukan berkas SQLite. Arahkan SPBE_DATABASE_URL ke berkas lain, atau pindahkan berkas itu.",
    "SQLITE_CORRUPT": "rusak. Pulihkan berkasnya dari cadangan, atau arahkan SPBE_DATABASE_URL ke berkas lain.",
    "SQLITE_BUSY": "sedang dipakai proses lain terlalu lama. Tunggu sampai selesai, lalu coba lagi.",
    "SQLITE_LOCKED": "sedang dipakai proses lain terlalu lama. Tunggu sampai selesai, lalu coba lagi.",
    "SQLITE_READONLY": f"tidak dapat ditulisi. {CHECK}",
    "SQLITE_CANTOPEN": f"tidak dapat dibuka. {CHECK}",
    "SQLITE_PERM": f"tidak dapat dibuka. {CHECK}",
    "SQLITE_FULL": "tidak dapat bertambah: ruang penyimpanan habis. Kosongkan ruang, lalu coba lagi.",
    "SQLITE_IOERR": "tidak terbaca dari penyimpanan. Periksa cakramnya, lalu coba lagi.",
}
"""What the first letters of SQLite's own name of an error mean for a person."""


def connect(url: str) -> sa.Engine:
    """Make the engine of a database; SQLite gets write-ahead logging, foreign keys and patience.

    A SQLite file that cannot be written is opened for reading alone.
    """
    engine = sa.create_engine(url)
    if engine.dialect.name != "sqlite":
        return engine
    file = sqlite_file(engine)
    fixed = file is not None and file.exists() and not _writable(file)
    if file is not None and fixed:
        engine = sa.create_engine(url, creator=partial(_open_fixed, file))

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own type
        connection.isolation_level = None  # the driver begins no transaction of its own
        journal = () if fixed else ("journal_mode=WAL",)
        for pragma in (*journal, "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def sqlite_file(engine: sa.Engine) -> Path | None:
    """Return the file of a SQLite database; ``None`` in memory and for a server."""
    path = engine.url.database
    return Path(path) if engine.dialect.name == "sqlite" and path and path != ":memory:" else None


def _writable(file: Path) -> bool:
    return all(os.access(path, os.W_OK) for path in (file, file.resolve().parent))


def _open_fixed(file: Path) -> sqlite3.Connection:
    """Open a file that nobody here can change; without a log beside it, SQLite need not even lock it."""
    log = file.with_name(f"{file.name}-wal")
    fixed = "" if log.exists() and log.stat().st_size else "&immutable=1"
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro{fixed}", uri=True, check_same_thread=False)


def shown(url: str) -> str:
    """Write a URL for a message, without its password."""
    try:
        return sa.make_url(url).render_as_string()
    except sa.exc.ArgumentError:
        return quoted(re.sub(r":[^:@/]*@", ":***@", url))


def failure(url: str, error: Exception) -> StoreError:
    """Word why a database cannot be opened or used, with the place and the cure."""
    place = f"Basis data {shown(url)}"
    if isinstance(error, sa.exc.NoSuchModuleError):
        return StoreError(f"{place}: jenis ini tidak dikenal. Periksa SPBE_DATABASE_URL. {FORMS}")
    if isinstance(error, sa.exc.ArgumentError):
        return StoreError(f"SPBE_DATABASE_URL {shown(url)} bukan alamat basis data. {FORMS}")
    if isinstance(error, ImportError):
        return StoreError(f"{place}: penggerak {error.name} belum terpasang. Pasang dengan pip, atau pakai SQLite.")
    if isinstance(error, TimeoutError):
        return StoreError(f"{place} sedang disiapkan proses lain. Tunggu sampai selesai, lalu coba lagi.")
    if isinstance(error, OSError):
        return StoreError(f"{place} tidak dapat dibuka: foldernya tidak dapat dibuat atau ditulisi. {CHECK}")
    name = getattr(getattr(error, "orig", None), "sqlite_errorname", "")
    reason = next((said for prefix, said in _SQLITE.items() if name.startswith(prefix)), "")
    if reason:
        return StoreError(f"{place} {reason}")
    if isinstance(error, sa.exc.OperationalError):
        return StoreError(f"{place} tidak dapat dihubungi. Periksa SPBE_DATABASE_URL, dan apakah servernya berjalan.")
    return StoreError(f"{place} tidak dapat dipakai ({error.__class__.__name__}). {CHECK}")


def newer(url: str, version: str | None) -> StoreError:
    """Make the error of a database whose schema no migration of ours knows."""
    return StoreError(
        f"Basis data {shown(url)} dibuat oleh SPBE Analytics yang lebih baru (skema {quoted(version)}). "
        "Perbarui aplikasinya, atau arahkan SPBE_DATABASE_URL ke basis data lain."
    )
