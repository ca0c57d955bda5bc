"""Metodologi: what the figures mean, how they are computed, and where they come from."""

import streamlit as st

from spbe_analytics.ui import evidence, methodology, rules
from spbe_analytics.ui.shell import open_page

view = open_page()
instrument = methodology.answer(view)
about, formula, comparison, data = st.tabs(methodology.PARTS, key="bagian", on_change="rerun", bind="query-params")
if about.open:
    with about:
        methodology.scales(instrument)
        methodology.tree(instrument)
        methodology.about(instrument)
if formula.open:
    with formula:
        methodology.formula(instrument)
        evidence.example(view, instrument)
        evidence.rounding(view, instrument)
        evidence.edges(view, instrument)
if comparison.open:
    with comparison:
        rules.comparison(view, instrument)
if data.open:
    with data:
        evidence.covered(view)
        evidence.sources(view)
        evidence.misprints(view)
