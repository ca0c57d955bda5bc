"""Perbandingan: up to five regions beside each other."""

import streamlit as st

from spbe_analytics.ui import comparison, comparison_levels, components, origin
from spbe_analytics.ui.boundary import parts
from spbe_analytics.ui.shell import open_page

view = open_page()
top = st.container()
choice = comparison.choose(view)
with top:
    known = comparison.answer(view, choice)
if known:
    parts((comparison.pictures, comparison.differences), view, choice)
    parts((origin.ask,), view, list(choice.names), view.instrument.codes)
    parts((comparison_levels.show,), view, choice)
    components.sources_line(view)
