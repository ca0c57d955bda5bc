"""Metodologi: what the figures mean, how they are computed, and where they come from."""

import streamlit as st

from spbe_analytics.ui.kit.boundary import part, parts
from spbe_analytics.ui.kit.shell import open_page
from spbe_analytics.ui.metodologi import criteria, evidence, methodology, rules

view = open_page()
instrument = methodology.answer(view)
about, formula, levels, comparison, data = st.tabs(
    methodology.PARTS, key="bagian", on_change="rerun", bind="query-params"
)
if about.open:
    with about:
        parts((methodology.scales, methodology.tree, methodology.about), instrument)
if formula.open:
    with formula:
        parts((methodology.formula,), instrument)
        parts((evidence.example, evidence.rounding, evidence.edges), view, instrument)
if levels.open:
    with levels:
        parts((criteria.look_up,), instrument)
if comparison.open:
    with comparison, part():
        rules.comparison(view, instrument)
if data.open:
    with data:
        parts((evidence.covered, evidence.sources, evidence.misprints), view)
