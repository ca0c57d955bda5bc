"""A workbook → tidy values and findings; knows no database and no screen."""

from spbe_analytics.ingest.findings import Finding
from spbe_analytics.ingest.layouts import LAYOUT_LABELS
from spbe_analytics.ingest.reader import read
from spbe_analytics.ingest.reading import Assessment, Identity, Reading, Value
from spbe_analytics.ingest.rules import RULES
from spbe_analytics.ingest.template import template

__all__ = ["LAYOUT_LABELS", "RULES", "Assessment", "Finding", "Identity", "Reading", "Value", "read", "template"]
