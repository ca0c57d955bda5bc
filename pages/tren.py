"""Tren: better or worse than before, why, and with which instrument?"""

from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.boundary import parts
from spbe_analytics.ui.kit.shell import open_page
from spbe_analytics.ui.tren import tabs, timeline
from spbe_analytics.ui.words import origin

view = open_page()
story = timeline.answer(view)
if story:
    parts((origin.ask,), view)
    components.tabs(tabs.PARTS, "isi", story)
    components.sources_line(view, view.home.code if view.home else None)
