"""Two sentences on *Profil daerah*: what holds the region back, and the cheapest next step."""

import streamlit as st

from spbe_analytics.analysis.peers import GroupBy
from spbe_analytics.schema import KIND, VALUE, Basis, NodeKind
from spbe_analytics.scoring.display import format_score
from spbe_analytics.ui import components, peer_group, priority, priority_text
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
    if view.home is None:
        return ""
    table = peer_group.measures(view, peer_group.chosen_group(view, GroupBy.KIND))
    pillars = priority.pillars_of(view, table)
    if pillars.empty:
        return ""
    aspects = table[table[KIND] == NodeKind.ASPECT.value]
    costly = aspects if len(aspects) else pillars
    most, low = costly.iloc[int(costly["lost"].argmax())], priority.lowest(pillars)
    word = NodeKind(low[KIND]).label.lower()
    said = f"Yang paling menahan: {most['short']}, {format_score(most['lost'])} poin hilang"
    if most.name == low.name:
        return f"{said}, sekaligus {word} bernilai terendah ({format_score(low[VALUE])})."
    return f"{said}; {word} bernilai terendah {low['short']} ({format_score(low[VALUE])})."


def _cheapest(view: View) -> str:
    way = way_up(view)
    if way.goal is None or way.plan is None or not way.plan.moves:
        return ""
    doubt = "" if way.plan.reached else ", meski belum pasti cukup"
    place = priority_text.where(way.plan)
    if way.plan.position.basis is Basis.OBSERVED:
        place = f"{priority_text.counted(way.plan.raised)} indikator {place}"
    steps = priority_text.counted(way.plan.steps)
    return f"Langkah termurah ke {way.goal.name}: {steps} kenaikan tingkat di {place}{doubt}."
