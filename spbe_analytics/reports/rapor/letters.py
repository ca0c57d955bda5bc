"""Text as the shipped font can write it: a tagged report may hold no sign that is not seen."""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from struct import unpack_from
from typing import Final

from spbe_analytics.reports.drawing.texts import INSTEAD

FONTS: Final = Path(__file__).parents[1] / "fonts"
FAMILY: Final = "Source Sans Pro"

UNSEEN: Final = "☐"
"""Stands for signs that the font does not have, several in a row as one."""

LONGEST_WORD: Final = 24
"""Letters of a word from which it may be broken anywhere, so that it never leaves its column."""

_BREAK: Final = "\u200b"
_PIECE: Final = 8
_SILENT: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_LONG: Final = re.compile(rf"[^\s{_BREAK}]{{{LONGEST_WORD},}}")
_SPECIAL: Final = re.compile(r"[^ -~\n]")
"""All but the letters and signs that every font has."""

_WHITE: Final = re.compile(r"[^\S\n]+")
_MARKS: Final = re.compile("([\u0300-\u036f]{2})[\u0300-\u036f]+")


@lru_cache(maxsize=4096)
def written(text: str) -> str:
    """Write a text with signs that the font has.

    Args:
        text: Anything a person typed.

    Returns:
        The same in composed letters; what has no look of its own (controls, joiners, marks of direction) is left out,
        :data:`UNSEEN` stands for what the font lacks, and very long words may break. Line breaks stay.
    """
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    lines = _MARKS.sub(r"\1", lines)  # a tower of marks would reach into the lines above
    plain = _SPECIAL.sub(lambda found: _sign(found[0]), lines)
    narrow = _WHITE.sub(lambda run: "\N{NO-BREAK SPACE}" if run[0] == "\N{NO-BREAK SPACE}" else " ", plain)
    once = re.sub(f"{UNSEEN}+", UNSEEN, narrow)
    return _LONG.sub(lambda word: _broken(word[0]), once).strip()


def drawn(svg: str) -> str:
    """Write a drawing with signs that the font has; its tags are plain letters and stay."""
    return _SPECIAL.sub(lambda found: _sign(found[0]), unicodedata.normalize("NFC", svg))


def _sign(letter: str) -> str:
    if letter == "\n" or ord(letter) in known_letters():
        return letter
    if letter in INSTEAD:
        return INSTEAD[letter]
    if letter.isspace():
        return " "
    kind = unicodedata.category(letter)
    return "" if kind in _SILENT or kind.startswith("M") else UNSEEN


def _broken(word: str) -> str:
    return _BREAK.join(word[at : at + _PIECE] for at in range(0, len(word), _PIECE))


@cache
def known_letters() -> frozenset[int]:
    """Return the code points that the font has upright and bold, without those that are not seen."""
    faces = [_letters((FONTS / f"SourceSansPro-{face}.ttf").read_bytes()) for face in ("Regular", "Bold")]
    return frozenset(code for code in faces[0] & faces[1] if unicodedata.category(chr(code)) not in _SILENT)


def _letters(font: bytes) -> set[int]:
    """Read which code points a font has, from the groups of its table ``cmap`` (format 12 of OpenType)."""
    count = unpack_from(">H", font, 4)[0]
    places = {font[at : at + 4]: unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * count, 16)}
    start = places[b"cmap"]
    tables = unpack_from(">H", font, start + 2)[0]
    found: set[int] = set()
    for at in range(start + 4, start + 4 + 8 * tables, 8):
        table = start + unpack_from(">I", font, at + 4)[0]
        if unpack_from(">H", font, table)[0] == 12:
            groups = unpack_from(">I", font, table + 12)[0]
            for group in range(table + 16, table + 16 + 12 * groups, 12):
                first, last = unpack_from(">II", font, group)
                found |= set(range(first, last + 1))
    return found
