"""One cell to one date, strictly: a date of the spreadsheet, or text as people in Indonesia write it."""

import re
from datetime import date, datetime
from typing import Final

from spbe_analytics.ingest.files.workbook import Cell
from spbe_analytics.scoring.display import MONTHS

_NUMBERS: Final = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]00:00(?::00)?)?")
_WORDS: Final = re.compile(
    r"(?:(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu),?\s+)?(\d{1,2})[\s\-]+([a-z]{3,9})\.?[\s\-]+(\d{4})"
)
_OTHER_SPELLINGS: Final = {"pebruari": 2, "peb": 2, "sept": 9, "nopember": 11, "nop": 11, "agt": 8, "ags": 8}
_LONGEST: Final = 40


def read_date(cell: Cell) -> date | None:
    """Read a date: of the spreadsheet, or ``31/12/2026``, ``31 Desember 2026``, ``2026-12-31``.

    The day stands before the month. A year of two digits is not guessed, and a bare number is no date.

    Args:
        cell: The cell as stored.

    Returns:
        The day, or ``None`` where the cell is no date.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return None
    text = " ".join(cell.split()).casefold()
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := _WORDS.fullmatch(text):
        month = _month(found[2])
        return _day(int(found[3]), month, int(found[1])) if month else None
    return None


def _month(word: str) -> int | None:
    """Return the number of a month by its name or the beginning of it."""
    if word in _OTHER_SPELLINGS:
        return _OTHER_SPELLINGS[word]
    places = [place for place, name in enumerate(MONTHS, start=1) if name.casefold().startswith(word)]
    return places[0] if len(places) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
