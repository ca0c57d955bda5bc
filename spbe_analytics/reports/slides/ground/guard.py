"""Looks at a .pptx before anything reads it: what it is, and how much it would unpack to."""

import io
import zipfile
from typing import Final

from spbe_analytics.errors import SpbeError

MEBIBYTE: Final = 1 << 20
MOST_BYTES: Final = 50 * MEBIBYTE
MOST_UNPACKED: Final = 250 * MEBIBYTE
MOST_XML: Final = 60 * MEBIBYTE
"""Most bytes of all that is parsed; a tree takes many times as much."""

MOST_ENTRIES: Final = 5000

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTENTS: Final = "[Content_Types].xml"
_PLAIN: Final = b"presentationml.presentation.main+xml"
_TEMPLATE: Final = b"presentationml.template.main+xml"
_MACROS: Final = (b"macroEnabled", b"vbaProject")
_ENCRYPTED: Final = 1

CURE: Final = "Buka di PowerPoint, pilih Simpan sebagai, jenis Presentasi PowerPoint (.pptx), lalu pakai berkas itu."


def guard(content: bytes) -> bytes:
    """Refuse what is no plain .pptx, or would unpack to more than a template needs.

    Args:
        content: The file.

    Returns:
        The same file; one for templates (.potx) as a presentation.

    Raises:
        SpbeError: It is refused; the message says why and what to do.
    """
    if content.startswith(_COMPOUND):
        raise SpbeError(f"Templat terkunci kata sandi, atau berformat .ppt lama. Hapus kata sandinya. {CURE}")
    if len(content) > MOST_BYTES:
        raise SpbeError(
            f"Templat terlalu besar: {len(content) // MEBIBYTE} MB, paling besar {MOST_BYTES // MEBIBYTE} MB. "
            "Hapus salindia dan gambar yang tidak perlu, atau kompres gambarnya di PowerPoint, lalu coba lagi."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _measure(archive.infolist())
            kinds = archive.read(_CONTENTS) if _CONTENTS in archive.namelist() else b""
            strict = b"purl.oclc.org" in (archive.read("_rels/.rels") if "_rels/.rels" in archive.namelist() else b"")
            if any(sign in kinds for sign in _MACROS):
                raise SpbeError(f"Templat memuat makro (.pptm), yang tidak diterima. {CURE}")
            if strict:
                raise SpbeError(f"Templat disimpan sebagai Strict Open XML, yang tidak dapat dibaca. {CURE}")
            if _TEMPLATE in kinds:
                return _as_presentation(archive, kinds)
            if _PLAIN not in kinds:
                raise SpbeError(f"Templat bukan presentasi PowerPoint (.pptx). {CURE}")
    except SpbeError:
        raise
    except Exception:  # zipfile raises many kinds for damaged archives
        raise SpbeError(f"Templat bukan berkas .pptx, atau berkasnya rusak. {CURE}") from None
    return content


def _measure(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise SpbeError(f"Templat terkunci kata sandi. Hapus kata sandinya. {CURE}")
    parsed = sum(entry.file_size for entry in entries if entry.filename.lower().endswith((".xml", ".rels")))
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or parsed > MOST_XML:
        raise SpbeError(
            f"Isi templat terlalu besar bila dibuka: {len(entries)} bagian, {-(-unpacked // MEBIBYTE)} MB; "
            f"paling banyak {MOST_ENTRIES} bagian, {MOST_UNPACKED // MEBIBYTE} MB. Hapus salindia dan gambar yang "
            "tidak perlu dari templat, lalu coba lagi."
        )


def _as_presentation(archive: zipfile.ZipFile, kinds: bytes) -> bytes:
    """Rewrite a file for templates as the presentation that PowerPoint would make of it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in archive.infolist():
            new.writestr(
                entry, kinds.replace(_TEMPLATE, _PLAIN) if entry.filename == _CONTENTS else archive.read(entry)
            )
    return made.getvalue()
