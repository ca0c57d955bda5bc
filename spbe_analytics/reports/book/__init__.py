"""A whole document as one workbook, whose values can be changed and are computed anew.

Who reads a workbook back does not load what writes one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_analytics.reports.book.manifest import manifest_in

if TYPE_CHECKING:
    from spbe_analytics.reports.document import Document

__all__ = ["book", "manifest_in"]


def book(document: Document) -> bytes:
    """Write a document as one workbook.

    Args:
        document: The document. That of one region has a sheet of all nodes whose levels can be changed: aspects,
            domains, index and predicate are formulas that agree with :func:`spbe_analytics.scoring.score` to the last
            digit, and carry their results for programs that do not compute.

    Returns:
        An .xlsx file, the same for the same document. Text is never a formula, a link or markup; the only formulas are
        ours, the only addresses those of sources and of the workbook's own sheets.
    """
    from spbe_analytics.reports.book.workbook import workbook

    return workbook(document)
