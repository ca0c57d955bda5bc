"""Addresses to places and back, and many rows or columns as a short list of spans."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from spbe_analytics.ingest.files.workbook import column_letters

MOST_SPANS: Final = 12
"""How many spans are listed."""

_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
NOWHERE: Final = (-1, -1)


def place_of(address: str) -> tuple[int, int]:
    """Return row and column (from 0) of an address; :data:`NOWHERE` for anything else."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return NOWHERE
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def address_of(row: int, column: int) -> str:
    """Write the address of a row and a column (from 0)."""
    return f"{column_letters(column)}{row + 1}"


def row_spans(rows: Iterable[int]) -> str:
    """List rows (from 1): ``12–14, 20``."""
    return _spans(rows, str)


def column_spans(columns: Iterable[int]) -> str:
    """List columns (from 0): ``B, D–F``."""
    return _spans(columns, column_letters)


def _spans(numbers: Iterable[int], write: Callable[[int], str]) -> str:
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    texts = [write(first) if first == last else f"{write(first)}–{write(last)}" for first, last in spans[:MOST_SPANS]]
    more = len(spans) - MOST_SPANS
    return ", ".join(texts) + (f", dan {more} lainnya" if more > 0 else "")
