"""Tren: better or worse than before, why, and with which instrument?"""

from spbe_analytics.ui import components, timeline, trend_parts
from spbe_analytics.ui.shell import open_page

view = open_page()
story = timeline.answer(view)
if story:
    components.tabs(trend_parts.PARTS, "isi", story)
    components.sources_line(view, view.home.code if view.home else None)
