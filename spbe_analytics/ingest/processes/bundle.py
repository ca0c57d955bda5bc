"""Many workbooks in one file: a zip of them is opened in memory, within limits, and never unpacked to disk."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from spbe_analytics.errors import SpbeError

MOST_FILES: Final = 2_000
MOST_TIMES: Final = 10
"""How many times the most bytes of one file all files together may have: they are in memory at once."""

CHUNK: Final = 1 << 20

MOST_ENTRIES: Final = 20_000
"""Entries above which nobody looks at what a zip holds."""

_ENTRY: Final = b"PK\x01\x02"
_WORKBOOK_PARTS: Final = frozenset({"[Content_Types].xml", "content.xml", "mimetype"})
"""A zip with one of these is itself a workbook."""

_NOT_FILES: Final = ("__MACOSX/", ".")
"""How the names begin of what operating systems add."""


def is_bundle(data: bytes) -> bool:
    """Tell whether bytes are a zip of files rather than a workbook."""
    if not data.startswith(b"PK") or data.count(_ENTRY) > MOST_ENTRIES:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return bool(names) and _WORKBOOK_PARTS.isdisjoint(names)


def unbundle(data: bytes, name: str, largest: int) -> Iterator[tuple[str, bytes]]:
    """Give the files of a zip, each with its name without folders.

    Args:
        data: Bytes that :func:`is_bundle` lets pass.
        name: Name of the zip, for messages.
        largest: Most bytes of one file; all files together may have :data:`MOST_TIMES` as many.

    Raises:
        SpbeError: The zip is damaged, encrypted, or larger than the limits, whatever its headers say.
    """
    left = largest * MOST_TIMES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if _is_file(entry)]
            if len(entries) > MOST_FILES:
                raise SpbeError(
                    f"{name} berisi {len(entries)} berkas, lebih dari batas {MOST_FILES}. Bagi menjadi beberapa zip."
                )
            for entry in entries:
                content = _content(archive, entry, min(largest, left))
                left -= len(content)
                yield entry.filename.replace("\\", "/").rpartition("/")[2], content
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise SpbeError(f"{name} rusak, terkunci, atau bukan zip biasa. Buat zip baru tanpa kata sandi.") from error


def _is_file(entry: zipfile.ZipInfo) -> bool:
    base = entry.filename.replace("\\", "/").rpartition("/")[2]
    return bool(base) and not entry.filename.startswith(_NOT_FILES[0]) and not base.startswith(_NOT_FILES[1])


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes:
    parts, size = [], 0
    with archive.open(entry) as stream:
        while part := stream.read(CHUNK):
            size += len(part)
            if size > limit:
                raise SpbeError(
                    f"{entry.filename} terlalu besar setelah dibuka. Unggah berkas itu sendiri, atau perkecil."
                )
            parts.append(part)
    return b"".join(parts)
