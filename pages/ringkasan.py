"""Ringkasan: where do we stand, against whom, better or worse than last year?"""

import streamlit as st

from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.boundary import part, parts
from spbe_analytics.ui.kit.shell import open_page
from spbe_analytics.ui.ringkasan import news, overview, welcome
from spbe_analytics.ui.words import origin

view = open_page()
parts((welcome.show,), view)
if overview.answer(view):
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall"):
        parts((origin.ask, overview.onward), view)
    parts((news.show,), view)
    left, right = st.columns(2, gap="medium")
    with left, part():
        overview.domains(view)
    with right, part():
        overview.distribution(view)
    left, right = st.columns(2, gap="medium")
    with left, part():
        overview.trend_line(view)
    with right, part():
        overview.neighbours(view)
    parts((overview.extremes,), view)
    parts((welcome.evaluation,), view)
    components.sources_line(view, view.home.code if view.home else None)
