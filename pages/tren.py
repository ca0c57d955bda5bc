"""Tren: better or worse than before, why, and with which instrument?"""

from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.shell import open_page
from spbe_analytics.ui.tren import tabs, timeline

view = open_page()
story = timeline.answer(view)
if story:
    components.tabs(tabs.PARTS, "isi", story)
    components.sources_line(view, view.home.code if view.home else None)
