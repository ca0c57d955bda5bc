"""How many decimals a number format shows."""

import re
from functools import lru_cache
from typing import Final

BUILTIN: Final = {
    **{"0": "General", "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%"},
    **{"37": "#,##0", "38": "#,##0", "39": "#,##0.00", "40": "#,##0.00", "49": "@"},
}
"""The formats that a file names by number alone; dates, fractions and powers are left out."""

NOTHING: Final = -1
"""Decimals of a format that does not show the number at all."""

_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKET: Final = re.compile(r"\[[^\]]*\]")
_PLACES: Final = re.compile(r"[0#?](?:[0#?,]*[0#?])?(?P<thousands>,*)(?:\.(?P<decimals>[0#?]*))?|\.(?P<bare>[0#?]+)")
_OTHER: Final = re.compile(r"[ymdhse/@]|general", re.IGNORECASE)
_CONDITION: Final = re.compile(r"\[[<>=]")


@lru_cache(maxsize=1 << 10)
def shown_decimals(code: str) -> int | None:
    """Return how many decimals of a positive number a format shows: 2 for ``0.00``, also 2 for ``0%``.

    Returns:
        :data:`NOTHING` when the number is not shown; ``None`` when all of it may be, as by ``General``, and for dates,
        fractions, powers and formats with conditions.
    """
    bare = _LITERAL.sub("", code)
    if not code or _CONDITION.search(bare):
        return None
    section = _BRACKET.sub("", bare).partition(";")[0]
    if _OTHER.search(section):
        return None
    found = _PLACES.search(section)
    if found is None:
        return NOTHING
    if found["thousands"]:
        return NOTHING
    return len(found["decimals"] or found["bare"] or "") + 2 * section.count("%")
