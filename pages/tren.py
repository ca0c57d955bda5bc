"""Tren: better or worse than before, and with which instrument?"""

import streamlit as st

from spbe_analytics.ui import components, known_values, targets, timeline
from spbe_analytics.ui.shell import open_page

view = open_page()
story = timeline.answer(view)
if story:
    left, right = st.columns([5, 3], gap="medium")
    with left:
        timeline.lines(story)
    with right:
        timeline.changes(story)
    timeline.pillars(view)
    known_values.table(view)
    targets.block(view)
    components.sources_line(view, view.home.code if view.home else None)
