"""An import: a package with its database, checked file by file, taken into an empty database whole or not at all."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from spbe_analytics.errors import StoreError, quoted
from spbe_analytics.opendata.names import CONTENT, DESCRIPTOR, FORMAT, INNER, inner_name
from spbe_analytics.store import Store
from spbe_analytics.store.transfer import FILES, LAYOUTS, SCHEMA, Layout, filling

AGAIN: Final = "Ambil lagi paketnya dari asalnya."
MOST_BYTES: Final = 2 << 30
"""Largest file of a package."""

LARGEST_DESCRIPTOR: Final = 16 << 20
LONGEST_CELL: Final = 1 << 30

_HASH: Final = re.compile(r"[0-9a-f]{64}")


class Taken(NamedTuple):
    """What an import took in: how many batches and files, and the revision."""

    batches: int
    files: int
    revision: int


def take_in(store: Store, folder: Path) -> Taken:
    """Take a package in.

    Args:
        store: An empty database.
        folder: The package, as an export of everything writes it.

    Raises:
        StoreError: It is damaged, not whole, or of another version; or the database is not empty. Nothing is stored.
    """
    described = _described(folder)
    for name in LAYOUTS:
        _check(folder, name, described)
    counts = {}
    with filling(store) as target:
        for name, layout in LAYOUTS.items():
            counts[name] = target.take(name, _rows(folder, layout), lambda digest: _content(folder, digest))
    return Taken(counts["batches"], counts[FILES], store.revision())


def _described(folder: Path) -> Mapping[str, Mapping[str, Any]]:
    """Read the descriptor; return its resources of the database by name."""
    path = folder / DESCRIPTOR
    try:
        if path.stat().st_size > LARGEST_DESCRIPTOR:
            raise StoreError(f"{DESCRIPTOR} terlalu besar. {AGAIN}")
        said = json.loads(path.read_text(encoding="utf-8"))
        own, resources = said["spbe"], {item["name"]: item for item in said["resources"]}
        version, schema, whole = own["format"], own["skema"], own["lengkap"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise StoreError(f"{DESCRIPTOR} tidak terbaca sebagai paket SPBE Analytics. {AGAIN}") from error
    if not whole:
        raise StoreError(
            "Paket ini hanya memuat data terbuka, tanpa basis datanya. Ekspor lagi tanpa --open, lalu ulangi."
        )
    if (version, schema) != (FORMAT, SCHEMA):
        raise StoreError(
            f"Paket ini ditulis versi lain (skema {quoted(str(schema))}, bukan {quoted(SCHEMA)}). Pakai versi aplikasi "
            "yang sama di kedua mesin."
        )
    return resources


def _check(folder: Path, name: str, described: Mapping[str, Mapping[str, Any]]) -> None:
    """Hold a file of the database against the hash that the descriptor gives."""
    path = f"{INNER}/{name}.csv"
    resource = described.get(inner_name(name))
    if resource is None or resource.get("path") != path:
        raise StoreError(f"{DESCRIPTOR} tidak menyebut {path}. {AGAIN}")
    content = _bytes(folder, path)
    if resource.get("hash") != f"sha256:{sha256(content).hexdigest()}":
        raise StoreError(f"{path} tidak sama dengan yang diekspor: isinya berubah atau terpotong. {AGAIN}")


def _bytes(folder: Path, path: str) -> bytes:
    file = folder / path
    try:
        if file.is_symlink() or file.stat().st_size > MOST_BYTES:
            raise StoreError(f"{path} bukan berkas biasa, atau terlalu besar. {AGAIN}")
        return file.read_bytes()
    except FileNotFoundError:
        raise StoreError(f"{path} tidak ada dalam paket. {AGAIN}") from None
    except OSError as error:
        raise StoreError(f"{path} tidak terbaca. Periksa izin bacanya.") from error


def _rows(folder: Path, layout: Layout) -> Iterator[list[str]]:
    path = f"{INNER}/{layout.name}.csv"
    try:
        text = _bytes(folder, path).decode("utf-8")
        csv.field_size_limit(LONGEST_CELL)
        lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        headings = next(lines, [])
        if headings != list(layout.columns):
            raise StoreError(f"{path}: judul kolomnya bukan {', '.join(layout.columns)}. {AGAIN}")
        yield from lines
    except (UnicodeDecodeError, csv.Error) as error:
        raise StoreError(f"{path} bukan CSV yang utuh. {AGAIN}") from error


def _content(folder: Path, digest: str) -> bytes:
    if not _HASH.fullmatch(digest):
        raise StoreError(f"{INNER}/{FILES}.csv: {quoted(digest)} bukan SHA-256. {AGAIN}")
    path = f"{CONTENT}/{digest}"
    content = _bytes(folder, path)
    if sha256(content).hexdigest() != digest:
        raise StoreError(f"{path} tidak sama dengan namanya: isinya berubah atau terpotong. {AGAIN}")
    return content
