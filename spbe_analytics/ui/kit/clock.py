"""The viewer's own clock: which day it is, and moments as people write them."""

from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from spbe_analytics.scoring.display import format_date


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
    """Write a moment by the viewer's clock: ``25 November 2026 00.10``."""
    here = when.astimezone(zone())
    return f"{format_date(here.date())} {here:%H.%M}"


def day(when: date) -> str:
    """Write a day: ``25 November 2026``."""
    return format_date(when)
