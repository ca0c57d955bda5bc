"""Rounding for show: the only place where a figure loses digits.

Scores are shown with two decimals, half up (reproduces 1,232 of the 1,233 rows of the official tables of 2023
and 2024), written the Indonesian way: decimal comma, full stop between thousands.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor, isnan
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


def format_span(least: Fraction | float, most: Fraction | float) -> str:
    """Write a figure that is known to lie between two, rounded outward: ``0,24–0,25``; one where both print alike."""
    near, far = format_score(least), format_score(most)
    return near if near == far else "–".join(outward(least, most))


def outward(least: Fraction | float, most: Fraction | float) -> tuple[str, str]:
    """Write the ends of a range, never narrower than it is."""
    return format_score(rounded_down(least)), format_score(-rounded_down(-most))


def rounded_down(value: Fraction | float, decimals: int = DISPLAY_DECIMALS) -> Fraction:
    """Round to the next lower number of ``decimals`` places; a float stands for the shortest decimal that names it."""
    exact = value if isinstance(value, Fraction) else Fraction(repr(float(value)))
    return Fraction(floor(exact * 10**decimals), 10**decimals)


def least_shown(least: Fraction, most: Fraction) -> Fraction:
    """Return the lower end of a figure as :func:`format_span` shows it: rounded down only where the two print apart."""
    return least if round_half_up(least) == round_half_up(most) else rounded_down(least)


def format_beside(value: Fraction, edges: Iterable[Fraction]) -> str:
    """Write an index so that it stands on its own side of every threshold: 3.4975 beside 3.5 is ``3,498``.

    Args:
        value: An exact index.
        edges: Thresholds, each of which belongs to what is above it.

    Returns:
        Two decimals, or as few more as are needed.
    """
    apart, decimals = [edge for edge in edges if edge > value], DISPLAY_DECIMALS
    while any(Fraction(round_half_up(value, decimals)) >= edge for edge in apart):
        decimals += 1
    return format_number(value, decimals)


def format_least(least: Fraction, most: Fraction, edges: Iterable[Fraction]) -> str:
    """Write an index to come, never as a threshold that it misses: ``3,52``, or ``sedikitnya 4,20``."""
    shown = least_shown(least, most)
    return format_beside(least, edges) if shown == least else f"sedikitnya {format_score(shown)}"


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
