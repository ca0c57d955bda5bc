"""Prioritas: what holds us back, what to raise first, and against whom?"""

from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.shell import open_page
from spbe_analytics.ui.prioritas import priority
from spbe_analytics.ui.prioritas.tabs import PARTS

view = open_page()
if priority.answer(view) and priority.holding(view):
    components.tabs(PARTS, "isi", view)
    components.sources_line(view, view.home.code)
