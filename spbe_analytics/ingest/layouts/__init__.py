"""The layouts that are understood; a further one is a module here and a line in :data:`LAYOUTS`."""

from collections.abc import Mapping
from typing import Final

from spbe_analytics.ingest.layouts.base import Extract, Fit, Layout
from spbe_analytics.ingest.layouts.government_table import GovernmentTable
from spbe_analytics.ingest.layouts.index_table import IndexTable
from spbe_analytics.ingest.layouts.indicator_table import ReportTable
from spbe_analytics.ingest.layouts.long_table import LongTable
from spbe_analytics.ingest.layouts.side_by_side import SideBySide
from spbe_analytics.ingest.layouts.template_form import TemplateForm

LAYOUTS: Final[tuple[Layout, ...]] = (
    TemplateForm(),
    LongTable(),
    SideBySide(),
    ReportTable(),
    GovernmentTable(),
    IndexTable(),
)
"""In the order in which equally good fits are preferred."""

LAYOUT_LABELS: Final[Mapping[str, str]] = {layout.code: layout.label for layout in LAYOUTS}
"""Indonesian names of the layouts by their codes, for previews."""

__all__ = ["LAYOUTS", "LAYOUT_LABELS", "Extract", "Fit", "Layout"]
