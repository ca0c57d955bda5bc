"""A workbook → tidy values and findings; knows no database and no screen."""

from spbe_analytics.ingest.checks.findings import Finding
from spbe_analytics.ingest.checks.rules import RULES
from spbe_analytics.ingest.mapping import Mapping
from spbe_analytics.ingest.reader import first_rows, read
from spbe_analytics.ingest.reading import Assessment, Identity, Reading, Remark, Value
from spbe_analytics.ingest.records.sheets import SHAPES
from spbe_analytics.ingest.template import template

__all__ = [
    "RULES",
    "SHAPES",
    "Assessment",
    "Finding",
    "Identity",
    "Mapping",
    "Reading",
    "Remark",
    "Value",
    "first_rows",
    "read",
    "template",
]
