"""The findings of a workbook as a copy of it: faulty cells coloured and commented, and a list that links to them.

The copy of an .xlsx or .xlsm keeps its formulas with their stored results, formats and notes, but no macros. Any other
format, and a workbook that cannot be copied so, becomes a new workbook with the values of its visible sheets.
"""

import io
import re
import warnings
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet.worksheet import Worksheet

from spbe_analytics.errors import AnnotationError
from spbe_analytics.ingest.files.ooxml import FORMULA, Package, Stored
from spbe_analytics.ingest.files.workbook import Sheet, UnreadableError, column_letters, open_workbook
from spbe_analytics.ingest.marks import Remark, mark

MOST_CELLS: Final = 500_000
"""The largest workbook that is copied; of a larger one the copy holds the list alone."""

MOST_BYTES: Final = 200 << 20
"""The same in unpacked bytes."""

LONGEST_TITLE: Final = 31
WIDEST: Final = 60

_FORBIDDEN: Final = re.compile(r"[\\*?:/\[\]\x00-\x1f]")
_UNCOMPUTED: Final = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"((?: [a-z]+="[^"]*")*)>(<f.*?(?:</f>|/>))<v ?(?:/>|></v>)</c>', re.DOTALL
)


def annotate(content: bytes, name: str, findings: Sequence[Remark]) -> bytes:
    """Copy a workbook with its findings in it.

    Args:
        content: The bytes of the file; they stay as they are.
        name: Its name, for messages.
        findings: What was found; one without a cell, or whose cell or sheet is not there, is only listed.

    Returns:
        An .xlsx file whose first sheet lists the findings; read again, it gives the same values.

    Raises:
        AnnotationError: The file cannot be read, so there is nothing to annotate.
    """
    try:
        read = open_workbook(content, name)
    except UnreadableError as error:
        raise AnnotationError(f"Salinan beranotasi tidak dapat dibuat. {error.finding.message}") from None
    cells = sum(len(sheet.rows) * len(sheet.rows[0]) for sheet in read.sheets)
    if cells > MOST_CELLS or any(item.code == "sheet-too-large" for item in read.findings):
        return _list_alone(findings)
    if content.startswith(b"PK"):
        with suppress(Exception):  # what openpyxl cannot copy is copied by its values
            return _own_copy(content, findings)
    return _copy_of_values(read.sheets, findings)


def _list_alone(findings: Sequence[Remark]) -> bytes:
    book = Workbook()
    mark(book, findings, {}, "Buku kerja ini terlalu besar untuk disalin; daftar ini menyebut sel pada berkas aslinya.")
    del book["Sheet"]
    return _saved(book)


def _own_copy(content: bytes, findings: Sequence[Remark]) -> bytes:
    if Package(content).unpacked > MOST_BYTES:
        return _list_alone(findings)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells what it leaves out
        book = load_workbook(io.BytesIO(content))
        book.template = False
        sheets = {sheet.title: sheet for sheet in book.worksheets}
        mark(book, findings, sheets)
        saved = _saved(book)
    return _with_results(saved, _results(content, sheets))


def _copy_of_values(sheets: Sequence[Sheet], findings: Sequence[Remark]) -> bytes:
    book = Workbook()
    copies: dict[str, Worksheet] = {}
    for sheet in sheets:
        copy = copies[sheet.name] = book.create_sheet(_title(sheet.name, book.sheetnames))
        widths: dict[int, int] = {}
        for row, cells in enumerate(sheet.rows, start=sheet.top + 1):
            for column, value in enumerate(cells, start=sheet.left + 1):
                if value == "" or value != value:
                    continue
                if isinstance(value, str):
                    cell = copy.cell(row, column, ILLEGAL_CHARACTERS_RE.sub("", value))
                    cell.data_type = "s"  # a text stays one, whatever it looks like
                    widths[column] = max(widths.get(column, 0), min(len(value) + 2, WIDEST))
                else:
                    copy.cell(row, column, value)
        for column, width in widths.items():
            copy.column_dimensions[column_letters(column - 1)].width = max(width, 10)
    mark(book, findings, copies)
    del book["Sheet"]
    return _saved(book)


def _title(name: str, taken: Sequence[str]) -> str:
    """Make a sheet's name one that Excel takes, and a new one."""
    base = _FORBIDDEN.sub("_", name)[:LONGEST_TITLE].strip("'") or "Lembar"
    folded = {other.casefold() for other in taken}
    title, number = base, 2
    while title.casefold() in folded:
        ending = f" {number}"
        title, number = f"{base[: LONGEST_TITLE - len(ending)]}{ending}", number + 1
    return title


def _saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _results(content: bytes, sheets: Mapping[str, Worksheet]) -> dict[str, dict[str, Stored]]:
    """Return the stored results of the formulas of the original, by the part of the copy and the address."""
    package = Package(content)
    found = {}
    for name, part in package.parts.items():
        if name in sheets and package.holds(part, FORMULA):
            found[sheets[name].path.lstrip("/")] = package.look(part).cells
    return found


def _with_results(saved: bytes, results: Mapping[str, Mapping[str, Stored]]) -> bytes:
    """Put stored results back beside their formulas, which openpyxl writes without."""
    if not any(results.values()):
        return saved
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(saved)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            cells = results.get(info.filename)
            new.writestr(info, _filled(data, cells) if cells else data)
    return buffer.getvalue()


def _filled(data: bytes, cells: Mapping[str, Stored]) -> bytes:
    def fill(found: re.Match[bytes]) -> bytes:
        stored = cells.get(found[1].decode())
        if stored is None or stored.value is None or stored.kind == "s":
            return found[0]
        kind = f' t="{stored.kind}"' if stored.kind else ""
        value = escape(stored.value)
        return b'<c r="%b"%b%b>%b<v>%b</v></c>' % (found[1], found[2], kind.encode(), found[3], value.encode())

    return _UNCOMPUTED.sub(fill, data)
