"""Files that are named on the command line: what is read must be there, what is written takes nothing away."""

import os
import stat
from pathlib import Path

from spbe_analytics.atomic import shown
from spbe_analytics.errors import SettingError


def existing(path: Path) -> Path:
    """Return a path that leads to a file or a folder that may be read.

    Raises:
        SettingError: There is none, or it may not be read.
    """
    if _mode(path) is None:
        raise SettingError(f"{shown(path)} tidak ada. Periksa nama dan foldernya.")
    if not os.access(path, os.R_OK):
        raise SettingError(f"{shown(path)} tidak boleh dibaca. Periksa izinnya.")
    return path


def existing_file(path: Path) -> Path:
    """Return a path that leads to a file that may be read; a folder is refused, too."""
    if stat.S_ISDIR(_mode(existing(path)) or 0):
        raise SettingError(f"{shown(path)} ialah folder, bukan berkas. Sebut berkasnya.")
    return path


def writable(path: Path, *, force: bool) -> Path:
    """Return a path where a file can be written, before the work for it begins.

    Raises:
        SettingError: The folder does not exist or may not be written, the path is a folder, or a file is there and
            ``force`` does not allow to replace it.
    """
    folder = _mode(path.parent)
    if folder is None or not stat.S_ISDIR(folder):
        raise SettingError(f"Folder {shown(path.parent)} tidak ada. Buat dulu, atau sebut folder lain.")
    mode = _mode(path)
    if mode is not None and stat.S_ISDIR(mode):
        raise SettingError(f"{shown(path)} ialah folder, bukan berkas. Sebut nama berkasnya juga.")
    if mode is not None and not force:
        raise SettingError(f"{shown(path)} sudah ada. Pakai --force untuk menimpanya, atau sebut nama lain.")
    if not os.access(path.parent, os.W_OK):
        raise SettingError(
            f"Folder {shown(path.parent)} tidak boleh ditulisi. Periksa izinnya, atau sebut folder lain."
        )
    return path


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):  # also a name that no file can bear
        return None
