"""Our own template: an identity block above an indicator table."""

from typing import ClassVar

from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.layouts.base import Fit
from spbe_analytics.ingest.layouts.indicator_table import ReportTable
from spbe_analytics.ingest.vocabulary import plain, vocabulary
from spbe_analytics.ingest.workbook import Sheet
from spbe_analytics.schema import INSTRUMENT, REGION, STAGE, YEAR


class TemplateForm(ReportTable):
    """The template: read as any indicator table, told apart by the four labels of its identity block."""

    code: ClassVar[str] = "template"
    label: ClassVar[str] = "Templat isian"
    confidence: ClassVar[float] = 1.0

    def recognise(self, context: Context, sheet: Sheet) -> Fit | None:
        """Fit when region, year, stage and instrument are labelled above the table."""
        fit = super().recognise(context, sheet)
        if fit is None:
            return None
        labels = vocabulary().identity
        above = (cell for row in sheet.rows[: fit.header.row] for cell in row if isinstance(cell, str) and cell)
        found = {labels.get(plain(cell.rstrip(": "))) for cell in above}
        return fit if {REGION, YEAR, STAGE, INSTRUMENT} <= found else None
