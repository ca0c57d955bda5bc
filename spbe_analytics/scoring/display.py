"""Rounding for show: the only place where a figure loses digits.

Scores are shown with two decimals, half up (reproduces 1,232 of the 1,233 rows of the official tables of 2023
and 2024), written the Indonesian way: decimal comma, full stop between thousands.
"""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import isnan
from typing import Final

DISPLAY_DECIMALS: Final = 2
"""Decimals of every printed index, domain and aspect value."""

MISSING: Final = "–"
"""What a missing value looks like; never 0."""

MINUS: Final = "\N{MINUS SIGN}"

MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip

Number = Fraction | float | int | None


def round_half_up(value: Fraction | float | int, decimals: int = DISPLAY_DECIMALS) -> Decimal:
    """Round to ``decimals`` places, a half away from zero.

    A float stands for the shortest decimal that names it, so 2.985 computed as 597/200 rounds up as the exact
    fraction does.

    Args:
        value: A finite number.
        decimals: Places to keep, 0 or more.

    Returns:
        The rounded number with exactly ``decimals`` places.
    """
    step = Decimal(1).scaleb(-decimals)
    if isinstance(value, Fraction):
        scaled = abs(value) * 10**decimals
        whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        return (Decimal(whole) * step).copy_sign(Decimal(-1 if value < 0 and whole else 1))
    number = value if isinstance(value, int) else repr(float(value))  # a NumPy number names its type too
    return Decimal(number).quantize(step, rounding=ROUND_HALF_UP)


def is_missing(value: Number) -> bool:
    """Tell whether a value is missing: ``None`` or not a number."""
    return value is None or (isinstance(value, float) and isnan(value))


def format_number(value: Number, decimals: int = DISPLAY_DECIMALS) -> str:
    """Write a number the Indonesian way: ``3,12``, ``1.234``; a missing one is a dash.

    Args:
        value: Any number, or ``None`` or NaN for a missing one.
        decimals: Places shown.

    Returns:
        Text such as ``1.234,50`` or ``–``; a negative number carries a real minus sign.
    """
    if value is None or is_missing(value):
        return MISSING
    rounded = round_half_up(value, decimals)
    text = f"{abs(rounded):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return f"{MINUS}{text}" if rounded < 0 else text


def format_score(value: Number) -> str:
    """Write an index, domain or aspect value: two decimals, half up (``2,98``)."""
    return format_number(value)


def format_span(least: Number, most: Number) -> str:
    """Write a figure that is known to lie between two: one figure where both print alike (``0,24–0,25``)."""
    near, far = format_score(least), format_score(most)
    return near if near == far else f"{near}–{far}"


def format_level(value: Number) -> str:
    """Write a level: none of the decimals of a whole level, two of a fractional one."""
    if value is None or is_missing(value):
        return MISSING
    return format_number(value, 0 if value == int(value) else DISPLAY_DECIMALS)


def format_change(value: Number, decimals: int = DISPLAY_DECIMALS) -> str:
    """Write a change with its sign: ``+0,08``, ``−0,45``, ``0,00``."""
    text = format_number(value, decimals)
    positive = value is not None and not is_missing(value) and round_half_up(value, decimals) > 0
    return f"+{text}" if positive else text


def format_weight(value: Number) -> str:
    """Write a weight in percent without needless zeros: ``13%``, ``16,5%``, ``3,33%``."""
    text = format_number(value)
    return f"{text.rstrip('0').rstrip(',')}%" if "," in text else text


def format_date(day: date) -> str:
    """Write a date: ``23 November 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def joined(names: Sequence[str]) -> str:
    """Join names: ``A``, ``A dan B``, ``A, B, dan C``."""
    if len(names) <= 2:
        return " dan ".join(names)
    return f"{', '.join(names[:-1])}, dan {names[-1]}"
