"""Delimited text (CSV) to rows of text cells: the encoding and the delimiter are found out, numbers stay as written."""

import csv
import io
from collections.abc import Sequence
from typing import Final

ENCODINGS: Final = ("utf-8-sig", "cp1252")
DELIMITERS: Final = ";,\t|"
SAMPLE_ROWS: Final = 200
"""Rows by which the delimiter is told."""

UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_CONTROL: Final = frozenset(range(32)) - {9, 10, 12, 13}


def is_text(data: bytes) -> bool:
    """Tell whether bytes may be delimited text: no control signs, and no other format's first bytes."""
    head = data[:4096]
    return bool(data.strip()) and (head.startswith(UTF_16) or not _CONTROL & set(head))


def decoded(data: bytes) -> str:
    """Decode text as UTF-16 by its mark, as UTF-8, or else as Windows-1252, whose unused places are shown as such."""
    if data.startswith(UTF_16):
        return data.decode("utf-16", errors="replace")
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode(ENCODINGS[-1], errors="replace")


def read_rows(data: bytes) -> list[list[str]]:
    """Return the rows of a delimited text, all of one length; a line ``sep=;`` above them is obeyed and left out.

    Args:
        data: Bytes that :func:`is_text` lets pass.

    Raises:
        csv.Error: A field is longer than the reader's limit.
    """
    text = decoded(data)
    first, _, rest = text.partition("\n")
    named = first.strip().lower()
    if named.startswith("sep=") and len(named) == len("sep=") + 1:
        delimiter, text = named[-1], rest
    else:
        delimiter = _delimiter(text)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    if rows and all(len(row) == 1 for row in rows if row):  # each line is quoted once more as a whole
        inner = "\n".join(row[0] if row else "" for row in rows)
        rows = list(csv.reader(io.StringIO(inner, newline=""), delimiter=_delimiter(inner)))
    width = max((len(row) for row in rows), default=0)
    return [[cell.strip() for cell in row] + [""] * (width - len(row)) for row in rows]


def _delimiter(text: str) -> str:
    """Choose the sign that gives the widest table in most of its rows; a decimal comma is not taken for one."""
    lines = text.splitlines()[:SAMPLE_ROWS]
    return max(DELIMITERS, key=lambda sign: _fit(lines, sign))


def _fit(lines: Sequence[str], sign: str) -> tuple[int, int]:
    widths = [len(row) for row in csv.reader(lines, delimiter=sign) if len(row) > 1]
    if not widths:
        return 0, 0
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    return widths.count(usual), usual
