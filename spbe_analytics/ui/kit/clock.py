"""The viewer's own clock: which day it is, and moments as people write them."""

from datetime import date, datetime, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from spbe_analytics.scoring.display import format_date

INDONESIAN: Final = frozenset({"WIB", "WITA", "WIT"})
"""The zones that people in Indonesia know by name."""


def zone() -> tzinfo | None:
    """Return the viewer's time zone, or ``None``, this machine's, where the browser does not say."""
    try:
        return ZoneInfo(st.context.timezone or "")
    except (ZoneInfoNotFoundError, ValueError):
        return None


def today() -> date:
    """Return the day that it is where the viewer is."""
    return datetime.now().astimezone(zone()).date()


def moment(when: datetime) -> str:
    """Write a moment by the viewer's clock and name its zone: ``25 November 2026 00.10 WITA``."""
    here = when.astimezone(zone())
    return f"{format_date(here.date())} {here:%H.%M} {zone_name(here)}"


def zone_name(when: datetime) -> str:
    """Name the zone of a moment: one of Indonesia's three, or else how far it is from UTC: ``UTC+05.30``."""
    name = when.tzname() or ""
    if name in INDONESIAN:
        return name
    minutes = int((when.utcoffset() or timedelta()).total_seconds() // 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours:02}.{rest:02}"


def day(when: date) -> str:
    """Write a day: ``25 November 2026``."""
    return format_date(when)
