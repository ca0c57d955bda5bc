"""Frames to files: the same figures as on the page, as CSV and XLSX bytes."""

from spbe_analytics.reports.followup import followup_book
from spbe_analytics.reports.tables import to_csv, to_xlsx

__all__ = ["followup_book", "to_csv", "to_xlsx"]
