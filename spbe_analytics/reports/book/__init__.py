"""A whole document as one workbook, whose values can be changed and are computed anew."""

from spbe_analytics.reports.book.book import book
from spbe_analytics.reports.book.manifest import manifest_in

__all__ = ["book", "manifest_in"]
