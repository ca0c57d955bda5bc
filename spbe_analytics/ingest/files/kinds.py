"""What a file is, told by its bytes; its name is never asked."""

from enum import StrEnum
from typing import Final

from spbe_analytics.ingest.files.delimited import is_text

TABLES: Final = ("xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "html", "htm")
"""Endings of files that are tables."""

PERHAPS_TABLES: Final = ("txt", "xml")
"""Endings of files that may be tables: taken where a person names them, and not from a folder."""

_OTHER_TEXT: Final = (b"<", b"%pdf", b"{\\rtf", b"pk")
"""How texts begin that are no tables."""

_HEAD: Final = 1024
_SEARCHED: Final = 1 << 16
"""How far into a web page its first table is looked for."""

_SPREADSHEET: Final = b"urn:schemas-microsoft-com:office:spreadsheet"
_IMAGES: Final = (b"\x89png", b"\xff\xd8\xff", b"gif8", b"bm", b"ii*\0", b"mm\0*", b"riff")


class Kind(StrEnum):
    """The kinds of bytes that are told apart."""

    ARCHIVE = "archive"
    """A zip: .xlsx, .xlsm, .xlsb, .ods, and much that is no workbook."""

    COMPOUND = "compound"
    """An OLE container: .xls, and what is encrypted."""

    TEXT = "text"
    """Delimited text."""

    PAGE = "page"
    """A web page with a table, which web applications call a workbook."""

    XML = "xml"
    """SpreadsheetML 2003: one XML file with the sheets of a workbook."""

    OTHER = "other"


def kind_of(data: bytes) -> Kind:
    """Tell the kind of a file from its bytes."""
    if data.startswith(b"PK\x03\x04"):
        return Kind.ARCHIVE
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Kind.COMPOUND
    head = data[:_HEAD].lower()
    if data.lstrip()[:1] == b"<" and is_text(data):
        if _SPREADSHEET in head:
            return Kind.XML
        if b"<html" in head or b"<table" in data[:_SEARCHED].lower():
            return Kind.PAGE
    if is_text(data) and not data.lstrip()[:1024].lower().startswith(_OTHER_TEXT):
        return Kind.TEXT
    return Kind.OTHER


def reason(data: bytes) -> str:
    """Say why bytes are no workbook that can be read."""
    head = data[:512].lstrip().lower()
    if not data:
        return "berkas kosong"
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        return "isinya halaman web (HTML/XML) yang diberi nama buku kerja"
    if b"word/document.xml" in data or "WordDocument".encode("utf-16-le") in data:
        return "isinya dokumen Word; salin tabelnya ke lembar kerja"
    if b"ppt/presentation.xml" in data:
        return "isinya presentasi; salin tabelnya ke lembar kerja"
    if head.startswith(b"pk"):
        return "isi berkas rusak atau terpotong"
    if head.startswith(b"%pdf"):
        return "isinya PDF; salin tabelnya ke lembar kerja"
    if head.startswith(_IMAGES):
        return "isinya gambar; ketik angkanya dalam templat"
    return "isinya bukan format buku kerja"
