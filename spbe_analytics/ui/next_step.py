"""Two sentences on *Profil daerah*: what holds the region back, and the cheapest next step."""

import streamlit as st

from spbe_analytics.schema import Basis
from spbe_analytics.ui import components, priority_text, standing, weakest_text
from spbe_analytics.ui.headlines import counted
from spbe_analytics.ui.view import View
from spbe_analytics.ui.way_up import way_up


def show(view: View) -> None:
    """Show both sentences where they are known, with the way to *Prioritas*."""
    said = view.keep("profil-langkah", lambda: " ".join(filter(None, (_held(view), _cheapest(view)))))
    if not said:
        return
    with st.container(gap="xxsmall"):
        st.markdown(components.escape(said))
        st.page_link("pages/prioritas.py", label="Buka Prioritas", icon=":material/arrow_forward:")


def _held(view: View) -> str:
    return weakest_text.held_sentence(standing.weakness_of(view)) if view.home is not None else ""


def _cheapest(view: View) -> str:
    way = way_up(view)
    if way.goal is None or way.plan is None or not way.plan.moves:
        return ""
    doubt = "" if way.plan.reached else ", meski belum pasti cukup"
    place = priority_text.where(way.plan)
    if way.plan.position.basis is Basis.OBSERVED:
        place = f"{counted(way.plan.raised)} indikator {place}"
    steps = counted(way.plan.steps)
    return f"Langkah termurah ke {way.goal.name}: {steps} kenaikan tingkat di {place}{doubt}."
