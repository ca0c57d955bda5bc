"""One cell to one number, strictly: what is not certain is said, never guessed."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Final

from spbe_analytics.ingest.files.workbook import Cell
from spbe_analytics.ingest.tables.vocabulary import UNSEEN, plain

NOTHING: Final = frozenset({"", "-", "–", "—", "n/a", "na", "n.a.", "#n/a", "belum dinilai", "tidak dinilai"})
"""Texts that mean "no value"; compared without capitals and spaces around."""

LONGEST_NUMBER: Final = 120
"""A longer text is no level and no figure."""

_WHOLE: Final = {float(whole): str(whole) for whole in range(101)}
"""The floats that most cells hold, as text."""

_FOOTNOTE: Final = re.compile(
    r"(?<=[0-9IVX)])\s*(?:[*†‡\N{SUPERSCRIPT ONE}\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT THREE}⁰⁴-⁹]+|\*+\))\)?$"
)
"""Signs of a footnote behind a number."""

_ROMAN: Final = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
"""Levels as some reports write them; in capitals only."""

ROMANS: Final = frozenset(_ROMAN)
_NUMBER: Final = re.compile(r"([-\N{MINUS SIGN}+]?)([0-9]+(?:[.,][0-9]+)*)")
_AMBIGUOUS: Final = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_LEVEL: Final = re.compile(
    r"(?:(?:level|tingkat|lvl)(?:\s+kematangan)?\s*[:.=]?\s*)?"
    r"(?P<number>[-\N{MINUS SIGN}]?[0-9]+(?:[.,][0-9]+)?)"
    r"(?:\s*[-–—.:=)(]?[\s(]*(?P<name>[^\W\d_][^0-9]*?)\s*\)?)?",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read.

    Attributes:
        value: The exact number; ``None`` when the cell is empty or not a number.
        missing: The cell says that there is no value.
        ambiguous: Its separator may mean thousands or decimals.
        name: The name of a level written behind it, ``None`` without one.
    """

    value: Fraction | None = None
    missing: bool = False
    ambiguous: bool = False
    name: str | None = None


MISSING: Final = Number(missing=True)
UNREADABLE: Final = Number()
AMBIGUOUS: Final = Number(ambiguous=True)


def bare(text: str) -> str:
    """Return a text without spaces, characters without width, a quote before it, and signs of footnotes behind it."""
    return _FOOTNOTE.sub("", UNSEEN.sub("", text).strip().removeprefix("'"))


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell holds nothing but spaces."""
    return isinstance(cell, str) and not cell.strip()


def is_missing(cell: Cell) -> bool:
    """Tell whether a cell is empty or says that there is no value (``-``, ``n/a``)."""
    return isinstance(cell, str) and (not cell or UNSEEN.sub("", cell).strip().casefold() in NOTHING)


def raw_text(cell: Cell) -> str:
    """Write a cell as it is stored: text unchanged, 3.0 as ``3``, a date as ISO, a truth value as Excel does."""
    if isinstance(cell, str):
        return cell
    if type(cell) is float and cell in _WHOLE:
        return _WHOLE[cell]
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)


def number(cell: Cell) -> Number:
    """Read a printed figure: a number, or text with a decimal comma or point.

    ``1.234`` and ``1,234`` as text are ambiguous; ``1.234,50`` is not. Dates and truth values are no numbers.
    """
    if isinstance(cell, str):
        return _number_text(cell) if len(cell) <= LONGEST_NUMBER else UNREADABLE
    return _stored(cell)


def level(cell: Cell) -> Number:
    """Read a level: as :func:`number`, and also ``Level 3``, ``3 - Terdefinisi``, ``3. Terdefinisi``."""
    if isinstance(cell, str):
        return _level_text(cell) if len(cell) <= LONGEST_NUMBER else UNREADABLE
    return _stored(cell)


def _stored(cell: Cell) -> Number:
    if isinstance(cell, bool | date | time | timedelta):
        return UNREADABLE
    if isinstance(cell, int):
        return Number(Fraction(cell))
    if isinstance(cell, float):
        return _stored_float(cell)
    return UNREADABLE


@lru_cache(maxsize=1 << 12)
def _stored_float(value: float) -> Number:
    """Read a float with the 15 digits a spreadsheet keeps: 2.9899999999999998, left by a sum, is 2.99."""
    return Number(Fraction(f"{value:.15g}")) if value == value and abs(value) < 1e15 else UNREADABLE


@lru_cache(maxsize=1 << 12)
def _number_text(text: str) -> Number:
    if is_missing(text):
        return MISSING
    found = _NUMBER.fullmatch(bare(text))
    if not found:
        return UNREADABLE
    sign, digits = found.groups()
    if _AMBIGUOUS.fullmatch(digits):
        return AMBIGUOUS
    value = _decimal(digits)
    if value is None:
        return UNREADABLE
    return Number(value if sign in ("", "+") else -value)


def _decimal(digits: str) -> Fraction | None:
    """Read digits whose last separator is decimal and whose others, all alike, stand between thousands."""
    marks = [mark for mark in digits if mark in ".,"]
    if len(marks) > 1 and (len(set(marks[:-1])) > 1 or marks[-1] == marks[0]):
        return None
    if len(marks) > 1:
        head, _, tail = digits.rpartition(marks[-1])
        groups = head.split(marks[0])
        if not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:]):
            return None
        digits = f"{''.join(groups)}.{tail}"
    return Fraction(digits.replace(",", "."))


@lru_cache(maxsize=1 << 12)
def _level_text(text: str) -> Number:
    if is_missing(text):
        return MISSING
    text = bare(text)
    roman = _ROMAN.get(text.removeprefix("Level ").removeprefix("Tingkat "))
    if roman is not None:
        return Number(Fraction(roman))
    found = _LEVEL.fullmatch(text)
    if not found:
        return _number_text(text)
    read = _number_text(found["number"])
    name = found["name"]
    return Number(read.value, ambiguous=read.ambiguous, name=name if name and plain(name) else None)
