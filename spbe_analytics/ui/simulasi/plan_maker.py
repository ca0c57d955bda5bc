"""*Simulasi*, the tab “Susun rencana”: the least effort to a target, or the most that an effort can reach."""

from dataclasses import replace
from typing import Final

import streamlit as st

from spbe_analytics.analysis.planning.levers import Position
from spbe_analytics.analysis.planning.plan import Plan
from spbe_analytics.analysis.planning.proposal import Wish, picked
from spbe_analytics.analysis.planning.rules import presets
from spbe_analytics.analysis.planning.written import LETTERS
from spbe_analytics.errors import AnalysisError
from spbe_analytics.parts.part import Column
from spbe_analytics.parts.view import View
from spbe_analytics.parts.words import plan_words
from spbe_analytics.schema import Basis
from spbe_analytics.scoring.display import format_number, format_score
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.boundary import answering, guarded
from spbe_analytics.ui.plan import asking, held
from spbe_analytics.ui.plan.held import FIELD, Repaint

MOVES: Final = {
    "year": Column("Tahun ke-", 0),
    "what": Column("Butir"),
    "levels": Column("Tingkat"),
    "gain": Column("Tambahan", 4, signed=True),
    "index": Column("Indeks", 2),
}


@st.fragment
@guarded
def show(view: View, start: Position, repaint: Repaint) -> None:
    """Ask what is wanted, and show up to three plans."""
    repaint(held.current(start).proposal)  # a plan may have been taken over
    try:
        wish = asking.ask(start)
        plans = held.plans_of(view, start, wish)
    except AnalysisError as error:
        components.warn(str(error))
        return
    if len(plans) > 1:
        names = {f"Rencana {letter}": plan for letter, plan in zip(LETTERS, plans, strict=False)}
        key = f"{FIELD}pilihan"
        st.session_state.setdefault(key, list(names)[min(wish.option, len(plans) - 1)])
        if st.session_state[key] not in names:
            st.session_state[key] = next(iter(names))
        st.segmented_control(
            "Pilihan rencana",
            list(names),
            required=True,
            key=key,
            on_change=_pick,
            args=(view, start),
            format_func=lambda name: f"{name}: {plan_words.effort(names[name])}",
            label_visibility="collapsed",
        )
    _shown(start, picked(plans, wish), wish)


@answering
def _pick(view: View, start: Position) -> None:
    """Take the wish for another of the plans; where the one before was taken over as it is, this one is now."""
    before = held.current(start).proposal
    wish = replace(before.wish, option=LETTERS.index(str(st.session_state[f"{FIELD}pilihan"])[-1]))
    proposal = replace(before, wish=wish)
    found = held.plans_of(view, start, wish)
    if before.items and before.items == before.taking(picked(found, before.wish)).items:
        held.begin(start, proposal.taking(picked(found, wish)))
    else:
        held.change(start, proposal)


def _shown(start: Position, plan: Plan, wish: Wish) -> None:
    if not plan.moves:
        components.empty(plan_words.nothing(plan), "")
        return
    components.subheading(_title(start, plan))
    if not plan.reached:
        components.note(
            f"{format_score(plan.target)} tidak pasti tercapai dengan syarat ini; yang tampil ialah semua kenaikan "
            "yang pasti mungkin. Tambah tahun, longgarkan batas kenaikan, atau lepas kuncinya."
        )
    left, right = st.columns([5, 3], gap="medium")
    with left:
        columns = MOVES if wish.rules.years > 1 else {key: MOVES[key] for key in MOVES if key != "year"}
        rows = plan_words.moves(plan)
        components.plain_table(rows.assign(what=(rows["node"] + " " + rows["name"]).str.strip()), columns)
    with right:
        word = start.instrument.pillar_word
        columns = PILLARS | {"name": Column(word.capitalize())}
        components.titled_table(f"Tambahan per {word}", plan_words.by_pillar(plan), columns)
        for text in _assumptions(start, plan, wish):
            components.note(text)
        st.button(
            "Pakai rencana ini",
            type="primary",
            icon=":material/check:",
            key="pakai",
            on_click=held.adopt,
            args=(start, held.current(start).proposal.taking(plan)),
        )
        components.note(
            "Tingkatnya disalin ke “Ubah tingkat”, untuk diubah satu per satu. Simpan, bagikan, dan ekspor ada "
            "di “Simpan dan bandingkan”."
        )
        own = held.current(start).proposal
        if own.items and own.items != own.taking(plan).items:
            components.note("Judul dan angka di atas milik rencana yang sudah dipakai, bukan yang tampil di sini.")


def _title(start: Position, plan: Plan) -> str:
    what = "butir" if start.basis is Basis.PUBLISHED else "indikator"
    return (
        f"{format_score(plan.start)} menjadi {plan_words.end(plan)} "
        f"({plan.predicate.name}): {plan.steps} kenaikan pada {plan.raised} {what}"
    )


PILLARS: Final = {
    "name": Column("Domain"),
    "steps": Column("Kenaikan", 0),
    "gain": Column("Tambahan", 2, signed=True),
}


def _assumptions(start: Position, plan: Plan, wish: Wish) -> list[str]:
    rules, preset = wish.rules, presets()[wish.rules.preset]
    said = [f"{preset.text} Seluruh rencana: {plan_words.effort(plan)}. Butir lain tetap."]
    if start.basis is Basis.PUBLISHED:
        said.append(plan_words.sums(start))
    if rules.years > 1:
        after = ", ".join(
            f"tahun ke-{year} {format_score(plan.index_after(year))}" for year in range(1, rules.years + 1)
        )
        said.append(f"Indeks setelah {after}.")
    if plan.target is not None and plan.reached:
        over = plan.end - plan.target
        said.append(f"Indeksnya {format_number(over, 4)} di atas sasaran." if over else "Tepat pada sasaran.")
    return [*said, *plan_words.break_ahead(start), plan_words.CAVEAT]
