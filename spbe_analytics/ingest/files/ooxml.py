"""What an .xlsx says beyond its values: hidden rows and columns, formulas, errors, formats; read only on demand."""

import re
import struct
import zlib
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Final, NamedTuple
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile

from spbe_analytics.ingest.files.number_format import BUILTIN, NOTHING, shown_decimals
from spbe_analytics.ingest.files.workbook import column_letters

HIDDEN: Final = (b'hidden="1"', b'hidden="t', b"hidden='")
_HIDES: Final = b"hidden="
FORMULA: Final = (b"<f>", b"<f ", b"<f/")
ERROR: Final = (b't="e"',)
"""How the usual writers spell what is looked for."""

STYLES: Final = "xl/styles.xml"
"""The part of fonts and formats; a container may lack it."""

_PROPERTIES: Final = "docProps/core.xml"
_SUBJECT: Final = re.compile(r"<(?:\w+:)?subject(?:\s[^>]*)?>([^<]*)<")

LARGEST_PART: Final = 1 << 29
"""A sheet of more bytes is not looked at."""

DAMAGE: Final = (
    *(BadZipFile, expat.ExpatError, zlib.error, struct.error, LookupError, ValueError, EOFError, OSError),
    *(NotImplementedError, RuntimeError, OverflowError),
)
"""What a damaged container may raise."""

_END: Final = struct.Struct("<4s6xH4xL2x")
_ENTRY: Final = struct.Struct("<4s6xH8xLLHHH8xL")
_LOCAL: Final = struct.Struct("<4s22xHH")
"""Of a zip: the record at its end, an entry of its directory, and the head of a stored file."""

_CHUNK: Final = 1 << 20
_OVERLAP: Final = 32
_HEAD: Final = 1024
_TRUE: Final = frozenset({"1", "true"})
_SHEET: Final = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION: Final = re.compile(r"<(?:\w+:)?Relationship\s([^>]*/worksheet\b[^>]*)>")
_ATTRIBUTE: Final = re.compile(r"""([\w:]+)\s*=\s*(["'])(.*?)\2""", re.DOTALL)
_RICH: Final = re.compile(r"<(?:\w+:)?(?:si|is)>(.*?)</(?:\w+:)?(?:si|is)>", re.DOTALL)
_RUN: Final = re.compile(r"<(?:\w+:)?r>(.*?)</(?:\w+:)?r>", re.DOTALL)
_TEXT: Final = re.compile(r"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<")
_ADDRESS: Final = re.compile(r"([A-Z]+)([0-9]+)")


class RefusedError(ValueError):
    """A part declares a document type, which no spreadsheet does."""


class Stored(NamedTuple):
    """A cell as the file keeps it.

    Attributes:
        kind: Type of the value: empty or ``n`` for a number, ``e`` for an error, ``str`` for a formula's text.
        style: Place of its style.
        formula: Whether it is a formula.
        value: The stored value; ``None`` without one.
    """

    kind: str
    style: int
    formula: bool
    value: str | None

    @property
    def lacks_value(self) -> bool:
        """Whether it is a formula whose result is not stored; a stored empty text is a result."""
        return self.formula and not self.value and self.kind != "str"


@dataclass
class Look:
    """What one sheet says: hidden rows, spans of hidden columns (all from 1), and the cells asked for."""

    rows: list[int] = field(default_factory=list)
    columns: list[tuple[int, int]] = field(default_factory=list)
    cells: dict[str, Stored] = field(default_factory=dict)


class Package:
    """The parts of an .xlsx or .xlsm; damage shows as one of :data:`DAMAGE`."""

    def __init__(self, data: bytes) -> None:
        """Read the container's directory; no part is unpacked yet."""
        self._data = data
        self._entries = _directory(data)

    @property
    def unpacked(self) -> int:
        """How many bytes all parts declare to be."""
        return sum(size for _, _, size, _ in self._entries.values())

    @cached_property
    def parts(self) -> dict[str, str]:
        """The part of each sheet by the sheet's name; empty for a container of another kind."""
        if "xl/workbook.xml" not in self._entries:
            return {}
        targets = {
            said["Id"]: said["Target"].lstrip("/") if said["Target"].startswith("/") else f"xl/{said['Target']}"
            for said in self._tags("xl/_rels/workbook.xml.rels", _RELATION)
        }
        found = {}
        for said in self._tags("xl/workbook.xml", _SHEET):
            key = next((said[name] for name in said if name.endswith(":id")), "")
            if key in targets:
                found[unescape(said["name"])] = targets[key]
        return found

    def _tags(self, part: str, tag: re.Pattern[str]) -> Iterator[dict[str, str]]:
        """Go through the attributes of the elements of one name in a small part; much faster than a parser."""
        for attributes in tag.findall(b"".join(self._chunks(part)).decode("utf-8", "replace")):
            yield {name: text for name, _, text in _ATTRIBUTE.findall(attributes)}

    @property
    def subject(self) -> str:
        """What the file's properties call its subject; empty without one."""
        content = b"".join(self._chunks(_PROPERTIES)) if _PROPERTIES in self._entries else b""
        found = _SUBJECT.search(content.decode("utf-8", "replace"))
        return found[1] if found else ""

    @cached_property
    def _styles(self) -> bytes:
        return b"".join(self._chunks(STYLES)) if STYLES in self._entries else b""

    @cached_property
    def struck(self) -> frozenset[int]:
        """The places of styles whose font is struck through."""
        if b"<strike" not in self._styles:
            return frozenset()
        fonts: list[bool] = []
        found: list[bool] = []
        inside = ""
        for name, said in self._elements(STYLES):
            if name in ("fonts", "dxfs", "cellXfs", "cellStyleXfs", "cellStyles"):
                inside = name
            elif name == "font" and inside == "fonts":
                fonts.append(False)
            elif name == "strike" and inside == "fonts" and fonts:
                fonts[-1] = said.get("val", "1") in _TRUE
            elif name == "xf" and inside == "cellXfs":
                font = int(said.get("fontId", "0"))
                found.append(font < len(fonts) and fonts[font])
        return frozenset(place for place, struck in enumerate(found) if struck)

    @cached_property
    def hiding(self) -> frozenset[int]:
        """The places of styles that do not show a number at all."""
        if b";;" not in self._styles:
            return frozenset()
        return frozenset(place for place, code in enumerate(self.formats) if shown_decimals(code) == NOTHING)

    @cached_property
    def formats(self) -> tuple[str, ...]:
        """The number format of each style, by its place; empty where a format is not known."""
        own: dict[str, str] = {}
        found: list[str] = []
        inside = False
        for name, said in self._elements(STYLES):
            if name == "numFmt":
                own[said["numFmtId"]] = said["formatCode"]
            elif name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
                inside = name == "cellXfs"
            elif name == "xf" and inside:
                number = said.get("numFmtId", "0")
                found.append(own.get(number) or BUILTIN.get(number, ""))
        return tuple(found)

    def holds(self, part: str, marks: Collection[bytes]) -> bool:
        """Tell whether anything hidden or any of some marks stands in a sheet; in one of an unusual spelling it may."""
        window = b""
        for chunk in self._chunks(part):
            if not window and (b"<worksheet" not in chunk[:_HEAD] or b"='" in chunk[:_HEAD]):
                return True
            window = window[-_OVERLAP:] + chunk if window else chunk
            if _HIDES in window and any(mark in window for mark in HIDDEN):
                return True
            if any(mark in window for mark in marks):
                return True
        return False

    def look(self, part: str, wanted: Container[str] | None = None) -> Look:
        """Read a sheet for what its values do not say.

        Args:
            part: The sheet's part.
            wanted: Addresses of the cells to return; without it all formulas.

        Raises:
            RefusedError: The part declares a document type.
        """
        reader = _SheetReader(wanted)
        _parse(self._chunks(part), reader.start, reader.end, reader.text)
        return reader.look

    @cached_property
    def raised(self) -> dict[str, str]:
        """The texts of cells of which a part is raised, as a footnote is → the rest of them."""
        found: dict[str, str] = {}
        for part in ("xl/sharedStrings.xml", *self.parts.values()):
            content = b"".join(self._chunks(part)) if part in self._entries else b""
            if b"superscript" in content:
                items = [item for item in _RICH.findall(content.decode("utf-8", "replace")) if "superscript" in item]
                for item in items:
                    runs = _RUN.findall(item)
                    rest = "".join("".join(_TEXT.findall(run)) for run in runs if "superscript" not in run)
                    found[unescape("".join(_TEXT.findall(item)))] = unescape(rest)
        return found

    @property
    def is_open_document(self) -> bool:
        """Whether the container is an OpenDocument."""
        return "content.xml" in self._entries and not self.parts

    def pieces(self, part: str) -> Iterator[bytes]:
        """Unpack a part piece by piece."""
        return self._chunks(part)

    def _elements(self, part: str) -> Sequence[tuple[str, dict[str, str]]]:
        """Return the elements of a small part in their order, with local names."""
        found: list[tuple[str, dict[str, str]]] = []
        _parse(self._chunks(part), lambda name, said: found.append((name.rpartition(":")[2], said)))
        return found

    def _chunks(self, part: str) -> Iterator[bytes]:
        """Unpack a part piece by piece, never more than it declares and never one that is too large."""
        method, packed_size, size, offset = self._entries[part]
        if size > LARGEST_PART:
            return
        signature, name, extra = _LOCAL.unpack_from(self._data, offset)
        if signature != b"PK\x03\x04":
            raise BadZipFile(part)
        start = offset + _LOCAL.size + name + extra
        packed = self._data[start : start + packed_size]
        if method == ZIP_STORED:
            yield packed
        elif method == ZIP_DEFLATED:
            inflate = zlib.decompressobj(-zlib.MAX_WBITS)
            while size > 0 and (chunk := inflate.decompress(packed, min(size, _CHUNK))):
                yield chunk
                size -= len(chunk)
                packed = inflate.unconsumed_tail
        else:
            raise BadZipFile(part)


def _directory(data: bytes) -> dict[str, tuple[int, int, int, int]]:
    """List a zip's files: method, packed size, size and offset by name; three times as fast as :mod:`zipfile`."""
    end = data.rfind(b"PK\x05\x06")
    if end < 0:
        raise BadZipFile("no directory")
    _, count, place = _END.unpack_from(data, end)
    found = {}
    for _ in range(count):
        signature, method, packed, size, name, extra, comment, offset = _ENTRY.unpack_from(data, place)
        if signature != b"PK\x01\x02":
            raise BadZipFile("damaged directory")
        place += _ENTRY.size
        found[data[place : place + name].decode("utf-8", "replace")] = (method, packed, size, offset)
        place += name + extra + comment
    return found


def _parse(
    chunks: Iterable[bytes],
    start: Callable[[str, dict[str, str]], object],
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    for chunk in chunks:
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse(*_: object) -> None:
    raise RefusedError("document type")


class _SheetReader:
    """Takes the elements of a sheet one by one."""

    def __init__(self, wanted: Container[str] | None) -> None:
        self.look = Look()
        self._wanted = wanted
        self._row = 0
        self._last = ""
        self._cell: dict[str, str] | None = None
        self._formula = False
        self._value: list[str] | None = None
        self._reading = False

    def start(self, name: str, said: dict[str, str]) -> None:
        """Open an element."""
        local = name.rpartition(":")[2]
        if local == "c":
            self._last = said.get("r") or self._next()
            if self._wanted is None or self._last in self._wanted:
                self._cell, self._formula, self._value = said, False, None
        elif local == "f":
            self._formula = True
        elif local == "v" and self._cell is not None:
            self._value, self._reading = [], True
        elif local == "row":
            self._row = int(said.get("r") or self._row + 1)
            self._last = ""
            if said.get("hidden") in _TRUE:
                self.look.rows.append(self._row)
        elif local == "col" and said.get("hidden") in _TRUE:
            self.look.columns.append((int(said["min"]), int(said["max"])))

    def text(self, text: str) -> None:
        """Take text."""
        if self._reading and self._value is not None:
            self._value.append(text)

    def end(self, name: str) -> None:
        """Close an element."""
        local = name.rpartition(":")[2]
        if local == "v":
            self._reading = False
        elif local == "c" and self._cell is not None:
            if self._formula or self._wanted is not None:
                value = None if self._value is None else "".join(self._value)
                kind, style = self._cell.get("t", ""), int(self._cell.get("s", "0"))
                self.look.cells[self._last] = Stored(kind, style, self._formula, value)
            self._cell = None

    def _next(self) -> str:
        """Return the address of a cell that does not say its own: the one right of the cell before it."""
        found = _ADDRESS.fullmatch(self._last)
        column = 0
        for letter in found[1] if found else "":
            column = column * 26 + ord(letter) - 64
        return f"{column_letters(column)}{self._row}"
