"""What one unpacked part of a workbook holds, counted as it streams by; nothing is built from it."""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Final
from xml.parsers import expat

from spbe_analytics.ingest.files.cell_box import CellBox, Extent, exact_extent
from spbe_analytics.ingest.files.limits import Limits, RefusedError

Stream = Callable[[], Iterator[bytes]]
"""Unpacks a part from its beginning, each time it is called."""

_DECLARATION: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LONGEST_TAG: Final = 1 << 20
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_BINARY: Final = (b"\x81\x01", b"\x83\x01", b"\x9f\x01")
"""How the sheets, the list of sheets and the table of texts of an .xlsb begin."""

_BINARY_ROW: Final = 0
_BINARY_COUNTED: Final = {19: "strings", 156: "sheets", 176: "merges"}
_LONGEST_HEAD: Final = 10
"""Bytes of a record's kind, size, and first number."""

_BINARY_CELLS: Final = range(2, 12)
"""Records of an .xlsb that are cells with something in them; 0 is a row and 1 an empty cell."""

_REPEATED_ROWS: Final = "table:number-rows-repeated"
_REPEATED_COLUMNS: Final = "table:number-columns-repeated"


def inspect_part(stream: Stream, name: str, limits: Limits) -> None:
    """Unpack a part to its end and count what it holds.

    Args:
        stream: Unpacks the part.
        name: Name of the part.
        limits: The most it may hold.

    Raises:
        RefusedError: It holds too much, or XML with declarations of its own.
    """
    unpacking = stream()
    first = next(unpacking, b"")
    pieces = chain((first,), unpacking)
    head = first[:64].removeprefix(codecs.BOM_UTF8).lstrip()
    if head.startswith(b"<") or first.startswith(_UTF_16):
        _inspect_xml(pieces, stream, name, limits)
    elif first.startswith(_BINARY):
        _inspect_binary(pieces, name, limits)
    else:
        for _ in pieces:
            pass


def whole_tags(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Give XML as UTF-8 in pieces that cut no tag, unless one is longer than a mebibyte."""
    rest, decoder = b"", None
    for place, piece in enumerate(pieces):
        if place == 0 and piece.startswith(_UTF_16):
            little = piece.startswith((b"\xff\xfe", b"<\0"))
            decoder = codecs.getincrementaldecoder("utf-16-le" if little else "utf-16-be")("replace")
        text = decoder.decode(piece).encode("utf-8", "replace") if decoder else piece
        text = rest + text if rest else text
        cut = text.rfind(b"<")
        if cut < 0 or len(text) - cut > _LONGEST_TAG:
            cut = len(text)
        rest = text[cut:]
        yield text[:cut]
    yield rest


def _inspect_xml(pieces: Iterable[bytes], stream: Stream, name: str, limits: Limits) -> None:
    box, merges, strings, sheets = CellBox(), 0, 0, 0
    for text in whole_tags(pieces):
        if b"<!" in text and _DECLARATION.search(text):
            raise RefusedError("xml-declares-entities", written=name)
        box.take(text)
        merges += text.count(b"mergeCell ")
        strings += text.count(b"<si>")
        sheets += text.count(b"<sheet ")
        limits.hold(name, merges=merges, strings=strings, sheets=sheets)
    rows, columns = box.size or (0, 0)
    if not rows or rows > limits.rows or columns > limits.columns or rows * columns > limits.cells:
        _hold(exact_extent(whole_tags(stream())), name, limits)
    if name == "content.xml":
        _OpenDocument(name, limits).parse(stream())


def _hold(extent: Extent, name: str, limits: Limits) -> None:
    limits.hold(name, rows=extent.bottom, columns=extent.right, cells=extent.cells)


def _inspect_binary(pieces: Iterable[bytes], name: str, limits: Limits) -> None:
    """Walk the records of a part of an .xlsb: kind and size, seven bits a byte, then the content."""
    extent, row, rest, skip = Extent(), 0, b"", 0
    counts = dict.fromkeys(_BINARY_COUNTED.values(), 0)
    for piece in chain(pieces, (bytes(_LONGEST_HEAD),)):
        data = rest + piece if rest else piece
        place, end = skip, len(data) - _LONGEST_HEAD
        while place < end:
            kind = data[place]
            place += 1
            if kind & 0x80:
                kind = kind & 0x7F | (data[place] & 0x7F) << 7
                place += 1
            size = shift = 0
            while True:
                size |= (data[place] & 0x7F) << shift
                shift += 7
                place += 1
                if shift == 28 or not data[place - 1] & 0x80:
                    break
            if kind == _BINARY_ROW:
                row = int.from_bytes(data[place : place + 4], "little")
            elif kind in _BINARY_CELLS:
                extent.add(row + 1, int.from_bytes(data[place : place + 4], "little") + 1)
            elif kind in _BINARY_COUNTED:
                counts[_BINARY_COUNTED[kind]] += 1
            place += size
        rest, skip = data[place:], max(place - len(data), 0)
        limits.hold(name, **counts)
    _hold(extent, name, limits)


class _OpenDocument:
    """Follows the tables of an .ods, whose rows and cells may say that they are repeated."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._sheets = 0
        self._merges = 0
        self._start_table()

    def _start_table(self) -> None:
        self._extent = Extent()
        self._row = self._column = 1
        self._rows = 1

    def parse(self, pieces: Iterable[bytes]) -> None:
        """Read the part; XML that is not well-formed is left to the reader of workbooks."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            for piece in pieces:
                parser.Parse(piece, False)
        except expat.ExpatError:
            return

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._sheets += 1
            self._start_table()
            self._limits.hold(self._name, sheets=self._sheets)
        elif tag == "table:table-row":
            self._column, self._rows = 1, _repeats(attributes, _REPEATED_ROWS)
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            columns = _repeats(attributes, _REPEATED_COLUMNS)
            if "office:value-type" in attributes or "table:formula" in attributes:
                self._extent.add(self._row, self._column, self._rows, columns)
            if "table:number-columns-spanned" in attributes:
                self._merges += 1
            self._column += columns

    def _end(self, tag: str) -> None:
        if tag == "table:table-row":
            self._row += self._rows
            _hold(self._extent, self._name, self._limits)
            self._limits.hold(self._name, merges=self._merges)


def _repeats(attributes: dict[str, str], name: str) -> int:
    written = attributes.get(name, "1")
    return max(int(written), 1) if written.isdigit() and len(written) < 10 else 1
