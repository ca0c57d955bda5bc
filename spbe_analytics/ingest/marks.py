"""Findings written into a workbook: colours and comments at the cells, and a sheet that lists them all."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Final, Protocol

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from spbe_analytics.formulas import defuse
from spbe_analytics.ingest.checks.findings import FINDINGS_HEADINGS, FINDINGS_SHEET, lists_findings
from spbe_analytics.ingest.files.spans import place_of
from spbe_analytics.schema import Severity

AUTHOR: Final = "SPBE Analytics"
FILLS: Final = {Severity.ERROR: "F7D9C4", Severity.WARNING: "FBEBCB", Severity.INFO: "E3ECF5"}
INK: Final = "1A1A1A"
"""Dark on all three fills, whatever the cell's own colour was."""

MOST_IN_COMMENT: Final = 20
"""How many findings one comment holds; the list has them all."""

WIDTHS: Final = (6, 13, 24, 9, 64, 56, 26)
_ACCENT, _WHITE, _LINK = "0B4F8A", "FFFFFF", "0563C1"
_FORMER: Final = "\n\nKomentar semula:\n"
_COMMENT_WIDTH, _LETTERS_A_LINE, _LINE_HEIGHT = 340, 46, 17


class Remark(Protocol):
    """What is said about a workbook, a sheet or a cell."""

    @property
    def code(self) -> str:
        """Stable code."""

    @property
    def severity(self) -> Severity:
        """How bad it is."""

    @property
    def message(self) -> str:
        """What is wrong."""

    @property
    def cure(self) -> str:
        """What to do."""

    @property
    def sheet(self) -> str | None:
        """Name of the sheet, ``None`` for the whole file."""

    @property
    def cell(self) -> str | None:
        """Address, ``None`` for the whole sheet."""


@dataclass
class _Place:
    """A cell to mark, and what is said about it."""

    cell: Cell
    said: list[Remark]


def mark(book: Workbook, findings: Sequence[Remark], sheets: Mapping[str, Worksheet], note: str = "") -> None:
    """Colour and comment the cells of a workbook that is a copy, and list the findings on its first sheet.

    Args:
        book: The copy; marks of an earlier annotation are taken away first.
        findings: What was found.
        sheets: The sheets of the copy by the names the findings use.
        note: What to say below the list.
    """
    known = dict(sheets)
    _unmark(book, known)
    order = list(Severity)
    ordered = sorted(findings, key=lambda item: order.index(item.severity))
    ends = {name: (sheet.max_row, sheet.max_column) for name, sheet in known.items()}
    places: dict[tuple[str, str], _Place] = {}
    targets: list[Cell | None] = []
    for item in ordered:
        name = item.sheet or ""
        cell = _target(known[name], item.cell or "", ends[name]) if name in known else None
        targets.append(cell)
        if cell is not None:
            places.setdefault((name, cell.coordinate), _Place(cell, [])).said.append(item)
    for place in places.values():
        _colour(place.cell, FILLS[place.said[0].severity])
        _comment(place)
    _list(book, ordered, targets, note)


def _target(sheet: Worksheet, address: str, end: tuple[int, int]) -> Cell | None:
    """Return the cell that shows an address: of merged cells the first; nothing beyond the used area."""
    row, column = (place + 1 for place in place_of(address))
    if not (1 <= row <= end[0] and 1 <= column <= end[1]):
        return None
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        areas = (area for area in sheet.merged_cells.ranges if address in area)
        cell = next((sheet.cell(area.min_row, area.min_col) for area in areas), None)
    return cell


def _colour(cell: Cell, colour: str) -> None:
    cell.fill = PatternFill("solid", fgColor=colour)
    font = copy(cell.font)
    font.color = INK
    cell.font = font


def _comment(place: _Place) -> None:
    parts = [f"{item.severity.label}: {problem(item)}\n{item.cure}" for item in place.said[:MOST_IN_COMMENT]]
    more = len(place.said) - MOST_IN_COMMENT
    if more > 0:
        parts.append(f"Dan {more} temuan lagi; lihat daftar temuan.")
    text = "\n\n".join(parts)
    if place.cell.comment is not None:
        text += f"{_FORMER}{place.cell.comment.text}"
    text = _clean(text)
    lines = sum(1 + len(line) // _LETTERS_A_LINE for line in text.splitlines())
    place.cell.comment = Comment(text, AUTHOR, height=(lines + 1) * _LINE_HEIGHT, width=_COMMENT_WIDTH)


def problem(item: Remark) -> str:
    """Return what is wrong without the cure that the message ends with."""
    return item.message.removesuffix(item.cure).rstrip() or item.message


def _clean(text: str) -> str:
    """Take out what no XML may hold, and make harmless what would run."""
    return str(defuse(ILLEGAL_CHARACTERS_RE.sub("", text)))


def _list(book: Workbook, findings: Sequence[Remark], targets: Iterable[Cell | None], note: str) -> None:
    taken = {name.casefold() for name in book.sheetnames}
    title, number = FINDINGS_SHEET, 2
    while title.casefold() in taken:
        title, number = f"{FINDINGS_SHEET} {number}", number + 1
    sheet = book.create_sheet(title, 0)
    top = Alignment(vertical="top", wrap_text=True)
    for column, (heading, width) in enumerate(zip(FINDINGS_HEADINGS, WIDTHS, strict=True), start=1):
        cell = sheet.cell(1, column, heading)
        cell.font = Font(bold=True, color=_WHITE)
        cell.fill = PatternFill("solid", fgColor=_ACCENT)
        cell.alignment = top
        sheet.column_dimensions[cell.column_letter].width = width
    for row, (item, target) in enumerate(zip(findings, targets, strict=True), start=2):
        texts = (item.severity.label, item.sheet or "", item.cell or "", problem(item), item.cure, item.code)
        sheet.cell(row, 1, row - 1).alignment = top
        for column, text in enumerate(texts, start=2):
            cell = sheet.cell(row, column, _clean(text) or None)
            if text:
                cell.data_type = "s"
            cell.alignment = top
        sheet.cell(row, 2).fill = PatternFill("solid", fgColor=FILLS[item.severity])
        sheet.cell(row, 2).font = Font(color=INK)
        if target is not None:
            cell = sheet.cell(row, 4)
            location = f"{quote_sheetname(target.parent.title)}!{target.coordinate}"
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location)
            cell.font = Font(color=_LINK, underline="single")
    if note:
        sheet.cell(len(findings) + 3, 2, note)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:G{len(findings) + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"
    _open_at(book, sheet)


def _open_at(book: Workbook, sheet: Worksheet) -> None:
    """Let the workbook open at one sheet; two chosen ones would be edited together."""
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0
    for view in book.views:
        view.firstSheet = 0


def _unmark(book: Workbook, sheets: dict[str, Worksheet]) -> None:
    """Take the list, the comments and the colours of an earlier annotation away."""
    lists = [(name, sheet) for name, sheet in sheets.items() if lists_findings(name, [cell.value for cell in sheet[1]])]
    for name, sheet in lists:
        book.remove(sheet)
        del sheets[name]
    for sheet in sheets.values() if lists else ():
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None and cell.comment.author == AUTHOR:
                    former = cell.comment.text.partition(_FORMER)[2]
                    cell.comment = Comment(former, "") if former else None
                    if cell.fill.fgColor.rgb in {f"00{fill}" for fill in FILLS.values()}:
                        cell.fill = PatternFill()
