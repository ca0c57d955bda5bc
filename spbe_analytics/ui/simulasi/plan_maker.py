"""*Simulasi*, the tab “Susun rencana”: the least effort to a target, or the most that an effort can reach."""

from typing import Final

import streamlit as st

from spbe_analytics.analysis.planning.levers import Position
from spbe_analytics.analysis.planning.plan import Plan
from spbe_analytics.analysis.planning.rules import presets
from spbe_analytics.analysis.planning.search import least_effort, most_gain
from spbe_analytics.errors import AnalysisError
from spbe_analytics.reports import Column
from spbe_analytics.schema import Basis
from spbe_analytics.scoring.display import format_number, format_score
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.boundary import guarded
from spbe_analytics.ui.kit.view import View
from spbe_analytics.ui.simulasi import draft
from spbe_analytics.ui.simulasi.draft import Repaint
from spbe_analytics.ui.words import plan_words
from spbe_analytics.ui.words.plan_wish import Wish, ask

PLANS: Final = ("Rencana A", "Rencana B", "Rencana C")

MOVES: Final = {
    "year": Column("Tahun ke-", 0),
    "node": Column("No."),
    "name": Column("Butir"),
    "levels": Column("Tingkat"),
    "gain": Column("Tambahan", 4, signed=True),
    "index": Column("Indeks", 2),
}


@st.fragment
@guarded
def show(view: View, start: Position, repaint: Repaint) -> None:
    """Ask what is wanted, and show up to three plans."""
    repaint(draft.current(start))  # a plan may have been taken over
    try:
        wish = ask(start)
        plans = _plans(view, start, wish)
    except AnalysisError as error:
        st.warning(components.escape(str(error)), icon=":material/edit:")
        return
    plan = plans[0]
    if len(plans) > 1:
        names = dict(zip(PLANS, plans, strict=False))
        chosen = st.segmented_control(
            "Pilihan rencana",
            list(names),
            default=PLANS[0],
            required=True,
            key="pilihan",
            format_func=lambda name: f"{name}: {plan_words.effort(names[name])}" if name in names else name,
            label_visibility="collapsed",
        )
        plan = names.get(str(chosen), plan)
    _shown(start, plan, wish)


def _plans(view: View, start: Position, wish: Wish) -> tuple[Plan, ...]:
    """Return the plans for a wish."""
    rules = wish.rules
    asked = (
        wish.target, wish.budget, rules.max_step, rules.years, sorted(rules.locked), sorted(rules.required),
        rules.preset, sorted(rules.factors.items()), rules.step, rules.margin,
    )  # fmt: skip
    whose = (view.snapshot.revision, start.region, start.year, start.stage, start.instrument.id)
    return _planned(f"{whose} {asked}", start, wish)


@st.cache_resource(max_entries=512, show_spinner=False)
def _planned(asked: str, _start: Position, _wish: Wish) -> tuple[Plan, ...]:  # noqa: ARG001 - the key of the cache
    """Make the plans once for all sessions that wish for the same; of endless wishes only the last are kept."""
    if _wish.target is None:
        return (most_gain(_start, _wish.budget, _wish.rules),)
    return least_effort(_start, _wish.target, _wish.rules, count=len(PLANS))


def _shown(start: Position, plan: Plan, wish: Wish) -> None:
    if not plan.moves:
        done = plan.reached and plan.target is not None
        components.empty(
            "Sasaran ini sudah tercapai." if done else "Tidak ada kenaikan yang mungkin dengan syarat ini.",
            "Pilih sasaran yang lebih tinggi." if done else "Longgarkan kunci, batas kenaikan, atau anggarannya.",
        )
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
        components.plain_table(plan_words.moves(plan), columns)
    with right:
        components.titled_table("Tambahan per domain", plan_words.by_pillar(plan), PILLARS)
        for text in _assumptions(start, plan, wish):
            components.note(text)
        years = {move.node: move.year for move in plan.moves} if wish.rules.years > 1 else {}
        st.button(
            "Pakai rencana ini",
            type="primary",
            icon=":material/check:",
            key="pakai",
            on_click=draft.adopt,
            args=(start, plan.levels, years),
        )
        components.note("Tingkatnya disalin ke “Ubah tingkat”, lalu dapat disimpan, dibagikan, dan diekspor.")


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
        said.append(f"{format_number(over, 4)} di atas sasaran." if over else "Tepat pada sasaran.")
    return [*said, plan_words.CAVEAT]
