"""*Rapor SPBE*: a document as a tagged PDF on A4, in the order of the official report; its figures ride along.

Who reads a report back does not load what writes one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_analytics.reports.rapor.carried import manifest_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from spbe_analytics.entries.action import Action
    from spbe_analytics.instruments import Instrument
    from spbe_analytics.reports.document import Document

__all__ = ["first_page", "manifest_in", "report", "unit_report"]


def report(document: Document) -> bytes:
    """Write a document as a report.

    Args:
        document: Of a region, of several, of a province.

    Returns:
        A PDF: A4, tagged (PDF/UA-1), made to be kept (PDF/A-3a), its fonts within, its manifest attached; the same for
        the same document, to the byte. All parts are there; a picture that comes twice in the document is drawn once,
        and one of more rows than a small table gives way to the table that tells the same.
    """
    from spbe_analytics.reports.rapor.content import typeset_report

    return typeset_report(document)


def first_page(document: Document) -> bytes:
    """Draw the first page of the report of a document, as PNG, to be looked at on a screen."""
    from spbe_analytics.reports.rapor.content import draw_first_page

    return draw_first_page(document)


def unit_report(actions: Iterable[Action], instrument: Instrument, region: str, about: str, today: date) -> bytes:
    """Write actions as sheets to hand out, one for each unit in charge, with a line to sign.

    Args:
        actions: All of one region under one instrument.
        instrument: Their instrument.
        region: Name of the region.
        about: What the actions follow, for the line below the names.
        today: The day of the sheets.

    Returns:
        A PDF like that of :func:`report`, without figures attached; each unit begins on a page of its own, and its
        foot counts its own pages. Those that nobody is in charge of come last.
    """
    from spbe_analytics.reports.rapor.units import typeset_units

    return typeset_units(actions, instrument, region, about, today)
