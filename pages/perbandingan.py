"""Perbandingan: up to five regions beside each other."""

import streamlit as st

from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.boundary import parts
from spbe_analytics.ui.kit.shell import open_page
from spbe_analytics.ui.perbandingan import comparison
from spbe_analytics.ui.words import compared, origin

view = open_page()
top = st.container()
choice = compared.choose(view)
with top:
    known = comparison.answer(view, choice)
if known:
    with top:
        parts((origin.ask,), view, list(choice.names))
    parts((comparison.pictures, comparison.differences), view, choice)
    parts((comparison.show,), view, choice)
    components.sources_line(view)
