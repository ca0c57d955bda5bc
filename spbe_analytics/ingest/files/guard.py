"""Looks at a file's bytes before any reader of spreadsheets does, and refuses what may do harm.

Nothing is written to disk, no name of an entry becomes a path, and nothing is built from the content: the parts of an
archive are unpacked in small pieces, counted, and dropped.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from struct import unpack_from
from typing import Final

from spbe_analytics.ingest.checks.findings import Finding, finding
from spbe_analytics.ingest.files.kinds import Kind, kind_of, reason
from spbe_analytics.ingest.files.limits import Limits, RefusedError
from spbe_analytics.ingest.files.parts import inspect_part
from spbe_analytics.ingest.files.workbook import UnreadableError

DEFAULT_LIMITS: Final = Limits()
MEBIBYTE: Final = 1 << 20
_PIECE: Final = 1 << 18
_PACKED_PIECE: Final = 1 << 14
_LARGE_PART: Final = 4 * MEBIBYTE
"""Unpacked size from which the ratio of a part is judged; a small one can do no harm."""

_DIRECTORY_ENTRY: Final = b"PK\x01\x02"
_LOCAL_ENTRY: Final = b"PK\x03\x04"
_ENCRYPTED_FLAG: Final = 1
_NAMES: Final = (
    ("has-macros", re.compile(r"(^|/)(vbaproject|vbadata|macrosheets/|intlmacrosheets/)|^(basic|scripts)/")),
    ("has-external-links", re.compile(r"(^|/)externallinks/")),
    ("has-connections", re.compile(r"(^|/)(connections\.(xml|bin)|querytables/)")),
    ("has-embedded-objects", re.compile(r"(^|/)(embeddings|activex|ctrlprops)/|oleobject|^object \d")),
)
"""What the names of an archive's entries, in small letters, tell of its content."""

_COMPOUND_NAMES: Final = (
    ("has-macros", "_VBA_PROJECT".encode("utf-16-le")),
    ("has-embedded-objects", "\x01Ole10Native".encode("utf-16-le")),
    ("has-embedded-objects", "MBD0".encode("utf-16-le")),
)
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_HYPERLINK: Final = b"/hyperlink"
_ODS_LINKS: Final = (b"<table:table-source", b"<office:dde-source")


def inspect(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> tuple[Finding, ...]:
    """Look at a file before it is read.

    Args:
        data: The bytes of the file.
        name: Its name, for messages only.
        limits: The most it may hold.

    Returns:
        Warnings of what the file holds that is never run or loaded: macros, links, connections, embedded objects.

    Raises:
        UnreadableError: The file must not be read; carries the finding that says why.
    """
    kind = kind_of(data)
    try:
        if kind is Kind.OTHER:
            raise RefusedError("not-a-workbook", reason=reason(data))
        if kind is Kind.TEXT:
            limits.hold(name, rows=data.count(b"\n"))
            return ()
        if kind in (Kind.PAGE, Kind.XML):
            lower = data.lower()
            cells = lower.count(b"<td") + lower.count(b"<th") + lower.count(b"cell")
            limits.hold(name, rows=lower.count(b"<tr") + lower.count(b"row"), cells=cells)
            if b"<!entity" in lower:
                raise RefusedError("xml-declares-entities", written=name)
            return ()
        if kind is Kind.COMPOUND:
            codes = [code for code, sign in _COMPOUND_NAMES if sign in data]
            if zipfile.is_zipfile(io.BytesIO(data)):
                codes += _inspect_archive(data, limits)
        else:
            codes = _inspect_archive(data, limits)
    except RefusedError as error:
        raise UnreadableError(finding(error.code, file=name, **error.fields)) from None
    return tuple(finding(code, file=name) for code in dict.fromkeys(codes))


def _inspect_archive(data: bytes, limits: Limits) -> list[str]:
    """Hold an archive against the limits; return the codes of what it holds that is never loaded."""
    limits.hold("", entries=data.count(_DIRECTORY_ENTRY))
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except Exception:  # zipfile raises many kinds for damaged directories
        raise RefusedError("not-a-workbook", reason=reason(b"PK")) from None
    _check_names(entries)
    unpacked = sum(entry.file_size for entry in entries)
    limits.hold("", unpacked_mb=-(-unpacked // MEBIBYTE))
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise RefusedError("password-protected")
        if entry.file_size > _LARGE_PART:
            limits.hold(entry.filename, ratio=entry.file_size // max(entry.compress_size, 1))
    found = [code for code, pattern in _NAMES if any(pattern.search(entry.filename.lower()) for entry in entries)]
    for entry in entries:
        inspect_part(lambda entry=entry: _unpacked(data, entry), entry.filename, limits)  # type: ignore[misc]
        if _links_elsewhere(data, entry):
            found.append("has-external-links")
    return found


def _check_names(entries: Sequence[zipfile.ZipInfo]) -> None:
    seen = set()
    for entry in entries:
        name = entry.orig_filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or "\0" in name or name[1:2] == ":":
            raise RefusedError("unsafe-entry-name", written=name)
        if name.lower() in seen:
            raise RefusedError("duplicate-entry", written=name)
        seen.add(name.lower())


def _unpacked(data: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack an entry in pieces, and stop when it gives more than its directory says."""
    left = entry.file_size
    for piece in _pieces(data, entry):
        left -= len(piece)
        if left < 0:
            raise RefusedError("entry-size-differs", written=entry.filename)
        yield piece


def _pieces(data: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    start = entry.header_offset
    if start < 0 or data[start : start + 4] != _LOCAL_ENTRY or len(data) < start + 30:
        raise RefusedError("not-a-workbook", reason=reason(b"PK"))
    start += 30 + sum(unpack_from("<HH", data, start + 26))
    packed = memoryview(data)[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        for place in range(0, len(packed), _PIECE):
            yield bytes(packed[place : place + _PIECE])
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise RefusedError("entry-not-inspectable", written=entry.filename)
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for place in range(0, len(packed), _PACKED_PIECE):
            waiting: bytes | memoryview = packed[place : place + _PACKED_PIECE]
            while waiting and not inflater.eof:
                piece = inflater.decompress(waiting, _PIECE)
                waiting = inflater.unconsumed_tail
                if piece:
                    yield piece
        rest = inflater.flush() if not inflater.eof else b""
    except zlib.error:
        raise RefusedError("not-a-workbook", reason=reason(b"PK")) from None
    if rest:
        yield rest


def _links_elsewhere(data: bytes, entry: zipfile.ZipInfo) -> bool:
    """Tell whether a part names another file to load; a hyperlink loads nothing by itself."""
    if entry.filename.endswith(".rels"):
        content = b"".join(_unpacked(data, entry))
        return any(
            b'"External"' in relation and _HYPERLINK not in relation
            for relation in _RELATION.findall(content.replace(b"'", b'"'))
        )
    if entry.filename == "content.xml":
        return any(sign in piece for piece in _unpacked(data, entry) for sign in _ODS_LINKS)
    return False
