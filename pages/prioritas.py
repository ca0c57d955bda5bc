"""Prioritas: what holds us back, what to raise first, and against whom?"""

from spbe_analytics.ui import components, priority
from spbe_analytics.ui.priority_parts import PARTS
from spbe_analytics.ui.shell import open_page

view = open_page()
if priority.answer(view) and priority.holding(view):
    components.tabs(PARTS, "isi", view)
    components.sources_line(view, view.home.code)
