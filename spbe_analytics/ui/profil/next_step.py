"""Two sentences on *Profil daerah*: what holds the region back, and the cheapest next step."""

import streamlit as st

from spbe_analytics.analysis import followup
from spbe_analytics.analysis.followup import Standing
from spbe_analytics.parts.view import View, kept
from spbe_analytics.parts.words import plan_words, standing, weakness_words
from spbe_analytics.parts.words.headlines import counted
from spbe_analytics.parts.words.way_up import way_up
from spbe_analytics.schema import Basis
from spbe_analytics.ui.kit import cache, clock, components


def show(view: View) -> None:
    """Show both sentences where they are known, with the way to *Prioritas*."""
    said = _said(view)
    if not said:
        return
    with st.container(gap="xxsmall"):
        st.markdown(components.escape(said))
        st.page_link("pages/prioritas.py", label="Buka Prioritas", icon=":material/arrow_forward:")


@kept
def _said(view: View) -> str:
    return " ".join(filter(None, (_held(view), _cheapest(view))))


def _held(view: View) -> str:
    return weakness_words.held_sentence(standing.weakness_of(view)) if view.home is not None else ""


def _cheapest(view: View) -> str:
    way = way_up(view)
    if way.goal is None or way.plan is None or not way.plan.moves:
        return ""
    doubt = "" if way.plan.reached else ", meski belum pasti cukup"
    place = plan_words.where(way.plan)
    if way.plan.position.basis is Basis.OBSERVED:
        place = f"{counted(way.plan.raised)} indikator {place}"
    steps = counted(way.plan.steps)
    return f"Langkah termurah ke {way.goal.name}: {steps} kenaikan tingkat di {place}{doubt}."


def follow_up_line(view: View) -> None:
    """Lead from another page: how many actions run, and how many are late."""
    if view.home is None:
        return
    actions = cache.workspace().actions.current(view.home.code)
    now = followup.standing(actions[actions["instrument"] == view.instrument.id], clock.today())
    st.page_link(
        "pages/tindak_lanjut.py",
        label=components.escape(actions_so_far(now)),
        icon=":material/checklist:",
    )


def actions_so_far(now: Standing) -> str:
    """Write the line: ``Tindak lanjut: 3 tindakan berjalan, 1 lewat tenggat``."""
    if not now.total:
        return "Tindak lanjut: belum ada tindakan yang dicatat"
    if now.done == now.total:
        return f"Tindak lanjut: semua {now.total} tindakan selesai"
    counts = ((now.running, "tindakan berjalan"), (now.open, "belum dimulai"))
    parts = [f"{count} {word}" for count, word in counts if count]
    parts.append(f"{now.overdue} lewat tenggat" if now.overdue else "tidak ada yang lewat tenggat")
    return f"Tindak lanjut: {', '.join(parts)}"
