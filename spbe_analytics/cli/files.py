"""Files that are named on the command line: what is read must be there, what is written takes nothing away."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path
from typing import Final

from spbe_analytics.errors import SettingError, printable

LONGEST: Final = 200
"""Most characters of a path that a message repeats."""


def existing(path: Path) -> Path:
    """Return a path that leads to a file or a folder that may be read.

    Raises:
        SettingError: There is none, or it may not be read.
    """
    if _mode(path) is None:
        raise SettingError(f"{_name(path)} tidak ada. Periksa nama dan foldernya.")
    if not os.access(path, os.R_OK):
        raise SettingError(f"{_name(path)} tidak boleh dibaca. Periksa izinnya.")
    return path


def existing_file(path: Path) -> Path:
    """Return a path that leads to a file that may be read; a folder is refused, too."""
    if stat.S_ISDIR(_mode(existing(path)) or 0):
        raise SettingError(f"{_name(path)} ialah folder, bukan berkas. Sebut berkasnya.")
    return path


def writable(path: Path, *, force: bool) -> Path:
    """Return a path where a file can be written, before the work for it begins.

    Raises:
        SettingError: The folder does not exist or may not be written, the path is a folder, or a file is there and
            ``force`` does not allow to replace it.
    """
    folder = _mode(path.parent)
    if folder is None or not stat.S_ISDIR(folder):
        raise SettingError(f"Folder {_name(path.parent)} tidak ada. Buat dulu, atau sebut folder lain.")
    mode = _mode(path)
    if mode is not None and stat.S_ISDIR(mode):
        raise SettingError(f"{_name(path)} ialah folder, bukan berkas. Sebut nama berkasnya juga.")
    if mode is not None and not force:
        raise SettingError(f"{_name(path)} sudah ada. Pakai --force untuk menimpanya, atau sebut nama lain.")
    if not os.access(path.parent, os.W_OK):
        raise SettingError(
            f"Folder {_name(path.parent)} tidak boleh ditulisi. Periksa izinnya, atau sebut folder lain."
        )
    return path


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside its place, then renamed into it."""
    beside = ""
    try:
        number, beside = tempfile.mkstemp(dir=path.parent, prefix=".spbe-", suffix=path.suffix)
        with os.fdopen(number, "wb") as file:
            file.write(content)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(beside, 0o666 & ~mask)
        os.replace(beside, path)
    except OSError as error:
        if beside:
            with contextlib.suppress(OSError):
                os.unlink(beside)
        raise SettingError(
            f"{_name(path)} tidak dapat ditulis. Periksa nama, izin, dan ruang penyimpanannya."
        ) from error


def _name(path: Path) -> str:
    """Write a path for a message; of a very long one the end tells most."""
    name = printable(path)
    return name if len(name) <= LONGEST else f"…{name[-LONGEST:]}"


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):  # also a name that no file can bear
        return None
