"""Ringkasan: where do we stand, against whom, better or worse than last year?"""

import streamlit as st

from spbe_analytics.ui import components, overview
from spbe_analytics.ui.shell import open_page

view = open_page()
if overview.answer(view):
    left, right = st.columns(2, gap="medium")
    with left:
        overview.domains(view)
    with right:
        overview.distribution(view)
    left, right = st.columns(2, gap="medium")
    with left:
        overview.trend_line(view)
    with right:
        overview.neighbours(view)
    overview.extremes(view)
    components.sources_line(view, view.home.code if view.home else None)
