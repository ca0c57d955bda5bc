"""Bytes to sheets: rows of cells with their true addresses, hidden sheets known but not read."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import Final

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum
from rapidfuzz import fuzz, process

from spbe_analytics.ingest.delimited import read_rows
from spbe_analytics.ingest.findings import Finding, finding
from spbe_analytics.ingest.kinds import Kind, kind_of, reason
from spbe_analytics.ingest.vocabulary import plain, vocabulary

Cell = str | float | int | bool | datetime | date | time | timedelta

MOST_CELLS: Final = 5_000_000
"""The largest area of a sheet that is turned into rows."""

LAST_HEADER_ROW: Final = 100
"""How far down the headings of a table are looked for."""

SIMILAR_HEADING: Final = 90
"""Least rapidfuzz ``ratio`` (0 to 100) at which a misspelt heading is taken for a known one."""

SHORTEST_SIMILAR: Final = 6
"""A shorter heading must be spelt as known."""

_LONGEST_HEADING: Final = 120
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
class HeadingRow:
    """A row that may head a table: the role of each known column, and the text of the others."""

    row: int
    roles: dict[str, list[int]]
    texts: dict[int, str]


@dataclass(frozen=True)
class Sheet:
    """The used area of a visible sheet.

    Attributes:
        name: Name of the sheet.
        rows: Cells, row by row; an empty or merged-away one is ``""``.
        top: Sheet row (from 0) of the first row here.
        left: Sheet column (from 0) of the first column here.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    top: int = 0
    left: int = 0

    def address(self, row: int, column: int) -> str:
        """Return the address in the sheet of a cell of the used area."""
        return f"{column_letters(column + self.left)}{row + self.top + 1}"

    def heading_rows(self) -> Iterator[HeadingRow]:
        """Go through the rows near the top in which a cell is a known heading; each row is looked at once."""
        found, rest = self._scan
        place = 0
        while True:
            if place == len(found):
                row = next(rest, None)
                if row is None:
                    return
                found.append(row)
            yield found[place]
            place += 1

    @cached_property
    def _scan(self) -> tuple[list[HeadingRow], Iterator[HeadingRow]]:
        return [], self._headings()

    def _headings(self) -> Iterator[HeadingRow]:
        for place, cells in enumerate(self.rows[:LAST_HEADER_ROW]):
            texts: dict[int, str] = {}
            roles: dict[str, list[int]] = {}
            for column, cell in enumerate(cells):
                if cell and isinstance(cell, str) and len(cell) <= _LONGEST_HEADING:
                    texts[column], role = heading(cell)
                    if role:
                        roles.setdefault(role, []).append(column)
            if roles and len(texts) > 1:
                yield HeadingRow(place, roles, texts)


@lru_cache(maxsize=1 << 12)
def heading(text: str) -> tuple[str, str]:
    """Return a heading levelled, and the role of its column (empty if unknown); a year at its end does not matter.

    A misspelt heading has the role of the known one that it resembles; see :func:`resembled`.
    """
    level = plain(text)
    known = vocabulary().columns
    role = known.get(level) or known.get(strip_year(level))
    return level, role or known.get(resembled(level), "")


@lru_cache(maxsize=1 << 12)
def resembled(level: str) -> str:
    """Return the known heading that a levelled, misspelt one resembles; empty without one, or for a known one."""
    known = vocabulary().columns
    bare = strip_year(level)
    if level in known or bare in known or len(bare) < SHORTEST_SIMILAR:
        return ""
    found = process.extractOne(bare, known.keys(), scorer=fuzz.ratio, score_cutoff=SIMILAR_HEADING)
    return found[0] if found else ""


def strip_year(level: str) -> str:
    """Take a year off a levelled heading: ``nilai tingkat kematangan 2024`` → ``nilai tingkat kematangan``."""
    head, _, tail = level.rpartition(" ")
    return head.removesuffix(" tahun") if len(tail) == 4 and tail.isdigit() else level


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
        return _open_text(data) if kind_of(data) is Kind.TEXT else _open(data)
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
        sheets.append(Sheet(meta.name, sheet.to_python(), start[0], start[1]))
    return Workbook(tuple(sheets), tuple(hidden), tuple(findings))
