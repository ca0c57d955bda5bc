"""Prioritas: what holds us back, what to raise first, and against whom?"""

import streamlit as st

from spbe_analytics.ui import components, priority, priority_peers, priority_plan, weak_measures, weak_where
from spbe_analytics.ui.shell import open_page

view = open_page()
if priority.answer(view) and priority.holding(view):
    plan, worth, peers, measures, where = st.tabs(priority.PARTS, key="isi", on_change="rerun", bind="query-params")
    if plan.open:
        with plan:
            priority_plan.show(view)
    if worth.open:
        with worth:
            priority_plan.worth(view)
    if peers.open:
        with peers:
            priority_peers.show(view)
    if measures.open:
        with measures:
            weak_measures.show(view)
    if where.open:
        with where:
            weak_where.where(view)
    components.sources_line(view, view.home.code)
