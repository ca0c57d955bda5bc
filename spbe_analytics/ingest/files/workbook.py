"""Bytes to sheets: rows of cells with their true addresses, hidden sheets known but not read."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from spbe_analytics.ingest.checks.findings import Finding, finding
from spbe_analytics.ingest.files.delimited import read_rows
from spbe_analytics.ingest.files.kinds import Kind, kind_of, reason

Cell = str | float | int | bool | datetime | date | time | timedelta

MOST_CELLS: Final = 5_000_000
"""The largest area of a sheet that is turned into rows."""

LAST_HEADER_ROW: Final = 100
"""How far down the headings of a table of actions or targets are looked for."""

_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


TEXT_SHEET: Final = "CSV"
"""What findings call the one sheet of a delimited text."""


class UnreadableError(Exception):
    """The bytes are no workbook; carries the finding that says so."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.message)
        self.finding = found


@lru_cache(maxsize=1 << 12)
def column_letters(column: int) -> str:
    """Write a column counted from 0 the spreadsheet way: 0 → ``A``, 27 → ``AB``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True)
class Sheet:
    """The used area of a visible sheet.

    Attributes:
        name: Name of the sheet.
        rows: Cells, row by row; an empty or merged-away one is ``""``.
        top: Sheet row (from 0) of the first row here.
        left: Sheet column (from 0) of the first column here.
        merges: Merged cells of the sheet as top, left, bottom, right; empty where the format does not tell.
        turned: Whether the rows here are the columns of the sheet.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    top: int = 0
    left: int = 0
    merges: tuple[tuple[int, int, int, int], ...] = ()
    turned: bool = False

    def transposed(self) -> "Sheet":
        """Return the sheet with rows as columns; addresses stay those of the cells."""
        merges = tuple((left, top, right, bottom) for top, left, bottom, right in self.merges)
        rows = [list(column) for column in zip(*self.rows, strict=True)]
        return Sheet(self.name, rows, self.left, self.top, merges, not self.turned)

    def address(self, row: int, column: int) -> str:
        """Return the address in the sheet of a cell of the used area."""
        own_row, own_column = self.place(row, column)
        return f"{column_letters(own_column)}{own_row + 1}"

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Return row and column in the sheet (from 0) of a cell of the used area."""
        if self.turned:
            return column + self.left, row + self.top
        return row + self.top, column + self.left

    @property
    def merged_rows(self) -> list[tuple[int, int, int]]:
        """Merged cells of several rows, as first row, last row and column of the used area."""
        return [
            (first - self.top, last - self.top, left - self.left)
            for first, left, last, _ in self.merges
            if last > first
        ]


@dataclass(frozen=True)
class Workbook:
    """The visible sheets that hold something, and the names of the hidden ones."""

    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def open_workbook(data: bytes, name: str) -> Workbook:
    """Read the visible sheets of a workbook.

    Args:
        data: The bytes of the file.
        name: Its name, for messages.

    Returns:
        The workbook; a sheet that is too large is left out with a finding.

    Raises:
        UnreadableError: The bytes are empty, damaged, encrypted or of another kind of file.
    """
    try:
        kind = kind_of(data)
        if kind is Kind.TEXT:
            return _open_text(data)
        return _open_markup(data, kind) if kind in (Kind.PAGE, Kind.XML) else _open(data)
    except PasswordError:
        raise UnreadableError(finding("password-protected", file=name)) from None
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # a panic inside the reader is no Exception
        code = "password-protected" if _ENCRYPTED in data else "not-a-workbook"
        fields = {} if code == "password-protected" else {"reason": reason(data)}
        raise UnreadableError(finding(code, file=name, **fields)) from None


def _open_text(data: bytes) -> Workbook:
    rows = read_rows(data)
    cells = sum(len(row) for row in rows)
    if cells > MOST_CELLS:
        return Workbook((), (), (finding("sheet-too-large", TEXT_SHEET, cells=cells, limit=MOST_CELLS),))
    return Workbook((Sheet(TEXT_SHEET, rows),) if any(map(any, rows)) else (), ())


def _open_markup(data: bytes, kind: Kind) -> Workbook:
    from spbe_analytics.ingest.files.markup import page_tables, spreadsheet_xml  # late: few files are of this kind
    from spbe_analytics.ingest.files.spans import row_spans

    tables = [t for t in (page_tables(data) if kind is Kind.PAGE else spreadsheet_xml(data)) if any(map(any, t.rows))]
    findings = [finding("hidden-rows", t.name, rows=row_spans(t.hidden)) for t in tables if t.hidden]
    return Workbook(tuple(Sheet(table.name, table.rows) for table in tables), (), tuple(findings))


def _open(data: bytes) -> Workbook:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets: list[Sheet] = []
    hidden: list[str] = []
    findings: list[Finding] = []
    for place, meta in enumerate(book.sheets_metadata):
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        if meta.visible != SheetVisibleEnum.Visible:
            hidden.append(meta.name)
            continue
        sheet = book.get_sheet_by_index(place)
        start = sheet.start
        if start is None:
            continue
        cells = sheet.height * sheet.width
        if cells > MOST_CELLS:
            findings.append(finding("sheet-too-large", meta.name, cells=cells, limit=MOST_CELLS))
            continue
        merges = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
        sheets.append(Sheet(meta.name, sheet.to_python(), start[0], start[1], merges))
    return Workbook(tuple(sheets), tuple(hidden), tuple(findings))
