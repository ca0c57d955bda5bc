"""What the files of a package are called, and which packages can be taken in."""

from pathlib import Path
from typing import Final

DESCRIPTOR: Final = "datapackage.json"
CATALOGUE: Final = "katalog.jsonld"
METADATA: Final = "metadata-statistik.json"

FORMAT: Final = 1
"""Raised when a package of before cannot be taken in any more."""

INNER: Final = "basis-data"
"""Where the tables of the database lie in a package."""

CONTENT: Final = f"{INNER}/berkas"
"""Where the bytes of files lie, each under its hash."""


def inner_name(table: str) -> str:
    """Return the name of the resource of a table of the database."""
    return f"{INNER}-{table}"


def is_package(path: Path) -> bool:
    """Tell whether a folder is a package."""
    return path.is_dir() and (path / DESCRIPTOR).is_file()
