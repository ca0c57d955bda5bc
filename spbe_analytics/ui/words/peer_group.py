"""Whom the home region is compared with: the choice of a group, kept in the address, and the measures against it."""

from typing import Final

import streamlit as st

from spbe_analytics.analysis.weakness.peers import Group, GroupBy
from spbe_analytics.errors import AnalysisError
from spbe_analytics.parts.against import chosen_group
from spbe_analytics.parts.view import View
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.choice import picked

GROUP: Final = "kelompok"
"""Name of the choice of a comparison group in the address."""


def group(view: View) -> Group:
    """Return the comparison group chosen; where it cannot be told, everybody of the kind."""
    found = st.session_state.get(GROUP) or _written()
    try:
        return chosen_group(view, GroupBy(found))
    except AnalysisError:
        return chosen_group(view, GroupBy.KIND)


def _written() -> str:
    labels = {by.label: by.value for by in GroupBy}
    return labels.get(st.query_params.get(GROUP, ""), GroupBy.KIND.value)


def choose(view: View) -> None:
    """Let a person choose the comparison group; the choice stands in the address."""
    options = {by.value: by.label for by in GroupBy}
    chosen = picked("Kelompok pembanding", GROUP, options, GroupBy.KIND.value)
    try:
        components.note(chosen_group(view, GroupBy(chosen)).text)
    except AnalysisError as error:
        components.note(f"{error} Yang tampil: {GroupBy.KIND.label.lower()}.")
