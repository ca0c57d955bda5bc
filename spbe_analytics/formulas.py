"""Text that a spreadsheet would run: told, and made harmless, wherever the product writes a file."""

from typing import Final

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A text that starts so would run as a formula in a spreadsheet."""


def defuse(value: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
