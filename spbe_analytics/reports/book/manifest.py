"""What a workbook carries of the figures it rests on: a sheet nobody sees, and the way to read it back."""

import io
import zipfile
from typing import Any, Final

from lxml import etree

from spbe_analytics.reports.manifest import Manifest

SHEET: Final = "_manifest"
CHUNK: Final = 30_000
"""Characters of a cell; one holds 32,767 at most."""

MOST_BYTES: Final = 8 * 2**20
"""Bytes of a part of the file that are read at most."""

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def write(book: Any, manifest: Manifest) -> None:  # noqa: ANN401 - xlsxwriter has no types
    """Add the sheet; spreadsheets keep it when they save, and show it to nobody."""
    sheet = book.add_worksheet(SHEET)
    said = manifest.write()
    for line, start in enumerate(range(0, len(said), CHUNK)):
        sheet.write_string(line, 0, said[start : start + CHUNK])
    sheet.very_hidden()


def manifest_in(content: bytes) -> str | None:
    """Read back what :meth:`~spbe_analytics.reports.document.Manifest.write` wrote into a workbook.

    Args:
        content: Any file; also one that a spreadsheet saved again.

    Returns:
        The text; ``None`` where the file is no workbook, or carries none.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return _told(parts)
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, RuntimeError, etree.XMLSyntaxError):
        return None


def _told(parts: zipfile.ZipFile) -> str | None:
    sheets = _tree(parts, "xl/workbook.xml").iter(f"{_MAIN}sheet")
    link = next((sheet.get(_LINK) for sheet in sheets if sheet.get("name") == SHEET), None)
    if link is None:
        return None
    targets = {row.get("Id"): str(row.get("Target")) for row in _tree(parts, "xl/_rels/workbook.xml.rels")}
    target = targets[link]
    sheet = _tree(parts, target.lstrip("/") if target.startswith("/") else f"xl/{target}")
    shared = _shared(parts) if "xl/sharedStrings.xml" in parts.namelist() else []
    said = [_cell(cell, shared) for cell in sheet.iter(f"{_MAIN}c")]
    return "".join(said) or None


def _cell(cell: Any, shared: list[str]) -> str:  # noqa: ANN401 - an element
    written = cell.findtext(f"{_MAIN}v")
    if cell.get("t") == "s" and written is not None:
        return shared[int(written)]
    return written if written is not None else _text(cell)


def _shared(parts: zipfile.ZipFile) -> list[str]:
    return [_text(item) for item in _tree(parts, "xl/sharedStrings.xml").iter(f"{_MAIN}si")]


def _text(element: Any) -> str:  # noqa: ANN401 - as above
    return "".join(part.text or "" for part in element.iter(f"{_MAIN}t"))


def _tree(parts: zipfile.ZipFile, name: str) -> Any:  # noqa: ANN401 - as above
    with parts.open(name) as part:
        content = part.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError(name)
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
