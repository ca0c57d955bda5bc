"""Files that are there whole or not at all: written beside their place, then renamed into it."""

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Final

from spbe_analytics.errors import SettingError, printable

LONGEST: Final = 200
"""Most characters of a path that a message repeats."""


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        SettingError: There is no permission, no room or no such place.
    """
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
            f"{shown(path)} tidak dapat ditulis. Periksa nama, izin, dan ruang penyimpanannya."
        ) from error


def shown(path: Path) -> str:
    """Write a path for a message; of a very long one the end tells most."""
    name = printable(path)
    return name if len(name) <= LONGEST else f"…{name[-LONGEST:]}"
