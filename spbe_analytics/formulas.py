"""Text that a spreadsheet would run: told, and made harmless, wherever the product writes a file."""

import re
from typing import Final

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A text that starts so would run as a formula in a spreadsheet."""


def defuse(value: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP: Final = ("<r>", "</r>")
"""XlsxWriter takes a text between these for markup of its own and writes it unescaped."""


def plain(text: str) -> str:
    """Return a text as a cell of a workbook holds it: without what XML cannot carry, and never taken for markup."""
    said = _UNWRITABLE.sub("", text)
    return f"{said} " if said.startswith(_MARKUP[0]) and said.endswith(_MARKUP[1]) else said
