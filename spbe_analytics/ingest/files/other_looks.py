"""What an .ods or an .xls says beyond its values: hidden rows and columns, cells in error, numbers shown otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from spbe_analytics.ingest.files.number_format import NOTHING, shown_decimals
from spbe_analytics.ingest.files.ooxml import Look, Package, Stored
from spbe_analytics.ingest.files.spans import address_of
from spbe_analytics.ingest.tables.cells import number
from spbe_analytics.scoring.display import format_number

CONTENT: Final = "content.xml"
_MARKS: Final = (b"table:visibility=", b'value-type="error"')
_MOST_REPEATED: Final = 4_096
"""Rows or columns that one element of an .ods may stand for here; spreadsheets fill their rest with such elements."""


@dataclass
class OtherLook(Look):
    """A look that also knows how numbers are shown, where that is not all of the number: address → text."""

    shown: dict[str, str] = field(default_factory=dict)


def look_at_ods(package: Package, with_numbers: bool) -> dict[str, OtherLook]:
    """Look at the sheets of an .ods by name; nothing where no mark of anything unusual is in it.

    Args:
        package: The container.
        with_numbers: Whether it matters how numbers are shown.
    """
    pieces = list(package.pieces(CONTENT))
    if not with_numbers and not any(mark in piece for piece in pieces for mark in _MARKS):
        return {}
    reader = _OdsReader()
    reader.parse(pieces)
    return reader.sheets


class _OdsReader:
    """Follows the tables of an .ods."""

    def __init__(self) -> None:
        self.sheets: dict[str, OtherLook] = {}
        self._look = OtherLook()
        self._row = self._column = self._rows = 0
        self._hidden_column = 0
        self._text: list[str] | None = None
        self._cell: tuple[str, str] | None = None

    def parse(self, pieces: Iterable[bytes]) -> None:
        """Read the part."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take
        for piece in pieces:
            parser.Parse(piece, False)

    def _start(self, tag: str, said: dict[str, str]) -> None:
        if tag == "table:table":
            self._look = self.sheets.setdefault(said.get("table:name", ""), OtherLook())
            self._row = self._column = self._rows = self._hidden_column = 0
        elif tag == "table:table-column":
            count = _repeats(said, "table:number-columns-repeated")
            if said.get("table:visibility") in ("collapse", "filter"):
                self._look.columns.append((self._hidden_column + 1, self._hidden_column + count))
            self._hidden_column += count
        elif tag == "table:table-row":
            self._row += self._rows
            self._column, self._rows = 0, _repeats(said, "table:number-rows-repeated")
            if said.get("table:visibility") in ("collapse", "filter") and self._rows < _MOST_REPEATED:
                self._look.rows += range(self._row + 1, self._row + self._rows + 1)
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._start_cell(said)

    def _start_cell(self, said: dict[str, str]) -> None:
        address = address_of(self._row, self._column)
        if said.get("calcext:value-type") == "error":
            self._look.cells[address] = Stored("e", 0, "table:formula" in said, "")
        if said.get("office:value-type") == "float":
            self._cell = (address, said.get("office:value", ""))
        self._text = []
        self._column += _repeats(said, "table:number-columns-repeated")

    def _take(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, tag: str) -> None:
        if tag not in ("table:table-cell", "table:covered-table-cell"):
            return
        text = "".join(self._text or []).strip()
        if self._cell is not None and text:
            address, value = self._cell
            shown = number(text)
            if shown.value is not None and value and shown.value != number(float(value)).value:
                self._look.shown[address] = text
        self._cell = self._text = None


def _repeats(said: dict[str, str], name: str) -> int:
    written = said.get(name, "1")
    return max(int(written), 1) if written.isdigit() and len(written) < 10 else 1


def look_at_xls(data: bytes) -> dict[str, OtherLook] | None:
    """Look at the sheets of an .xls by name; ``None`` where its reader cannot."""
    import xlrd  # late: only an .xls needs it

    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True)
    except Exception:  # its reader raises anything on bytes it does not expect; the caller says so
        return None
    return {sheet.name: _xls_sheet(book, sheet, xlrd.XL_CELL_ERROR, xlrd.XL_CELL_NUMBER) for sheet in book.sheets()}


def _xls_sheet(book: object, sheet: object, error: int, float_: int) -> OtherLook:
    look = OtherLook()
    look.rows = [row + 1 for row, info in sorted(sheet.rowinfo_map.items()) if info.hidden]  # type: ignore[attr-defined]
    look.columns = [(c + 1, c + 1) for c, info in sorted(sheet.colinfo_map.items()) if info.hidden]  # type: ignore[attr-defined]
    for row in range(sheet.nrows):  # type: ignore[attr-defined]
        for column, cell in enumerate(sheet.row(row)):  # type: ignore[attr-defined]
            if cell.ctype == error:
                look.cells[address_of(row, column)] = Stored("e", 0, True, "")
            elif cell.ctype == float_ and not float(cell.value).is_integer():
                shown = _shown(book, cell)
                if shown:
                    look.shown[address_of(row, column)] = shown
    return look


def _shown(book: object, cell: object) -> str:
    """Return what a format shows of a number, where that is less than all of it."""
    format_key = book.xf_list[cell.xf_index].format_key  # type: ignore[attr-defined]
    decimals = shown_decimals(book.format_map[format_key].format_str)  # type: ignore[attr-defined]
    value = number(cell.value).value  # type: ignore[attr-defined]
    if value is None or decimals is None or decimals == NOTHING or (value * 10**decimals).denominator == 1:
        return ""
    return format_number(value, decimals)
