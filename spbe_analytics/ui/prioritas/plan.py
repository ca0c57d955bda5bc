"""*Prioritas*, the tabs “Rencana teringan” and “Satu tingkat lagi”: what to raise first, and what it is worth."""

from fractions import Fraction
from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.planning.levers import Position
from spbe_analytics.analysis.planning.plan import Plan
from spbe_analytics.analysis.planning.rules import Rules, presets
from spbe_analytics.analysis.planning.search import least_effort, marginal, single
from spbe_analytics.analysis.planning.whatif import outcome
from spbe_analytics.instruments import Predicate
from spbe_analytics.reports import Column
from spbe_analytics.schema import INDEX_NODE, PREDICATE, Basis
from spbe_analytics.scoring.display import format_change, format_number, format_score, format_span
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.choice import pressed
from spbe_analytics.ui.kit.markup import bars
from spbe_analytics.ui.kit.view import View, kept
from spbe_analytics.ui.words import nobody, plan_wish, plan_words
from spbe_analytics.ui.words.way_up import way_up

SHARED: Final = (plan_wish.GOAL, plan_wish.EFFORT, plan_wish.LOCKED)
"""What of the address goes along to *Simulasi*."""

PAIR: Final = 2
SHOWN: Final = 12
"""Rows of the marginal table that are shown at once; the rest is behind “Tabel”."""

MOVES: Final = {
    "what": Column("Butir", width=30),
    "levels": Column("Tingkat", width=24),
    "gain": Column("Tambahan", 4, signed=True),
    INDEX_NODE: Column("Indeks", 2),
}

SINGLE: Final = {
    "name": Column("Domain"),
    "levels": Column("Nilai domain"),
    "steps": Column("Kenaikan tingkat"),
    INDEX_NODE: Column("Indeks"),
    PREDICATE: Column("Predikat"),
}

MARGINAL: Final = {
    "what": Column("Butir", width=30),
    "levels": Column("Tingkat", width=20),
    "gain": Column("Tambahan", 4, signed=True),
    INDEX_NODE: Column("Indeks", 2),
    PREDICATE: Column("Predikat"),
}


def show(view: View) -> None:
    """Show the lightest plan to a goal, and what a single pillar could do."""
    way = way_up(view)
    if way.start is None:
        components.empty(way.why, "", *nobody.way_to_fill(view))
        return
    goals = {found.name: found for found in way.start.goal.above}
    if not goals:
        components.note("Sudah pada predikat tertinggi: tidak ada sasaran yang lebih tinggi.")
        return
    start = way.start
    goal, rules = _ask(start, goals)
    locked = tuple(sorted(rules.locked))
    plan = _plan(view, goal.lower, rules.preset, locked)
    components.subheading(_title(plan, goal))
    left, right = st.columns([5, 3], gap="medium")
    with left:
        rows = plan_words.moves(plan)
        components.plain_table(rows.assign(what=(rows["node"] + " " + rows["name"]).str.strip()), MOVES)
        alone = _alone(view, goal, rules.preset, locked)
        word = start.instrument.pillars[0].kind.label
        columns = SINGLE | {"name": Column(word), "levels": Column(f"Nilai {word.lower()}")}
        components.titled_table(f"Bila hanya satu {word.lower()} yang dinaikkan", alone, columns)
        if start.basis is Basis.PUBLISHED:
            count = len(start.instrument.indicators)
            components.note(f"{plan_words.sums(start)} Muat {count} tingkat indikator untuk rencana per indikator.")
    with right:
        st.html(_gains(view, plan))
        for text in _assumptions(plan, rules.preset):
            components.note(text)
        st.page_link(
            "pages/simulasi.py",
            label="Ubah, kunci, dan simpan di Simulasi & rencana",
            icon=":material/arrow_forward:",
            query_params={name: value for name in SHARED for value in [st.query_params.get_all(name)] if value},
        )
        st.page_link(
            "pages/tindak_lanjut.py", label="Catat tindakannya di Tindak lanjut", icon=":material/arrow_forward:"
        )


def _start(view: View) -> Position:
    start = way_up(view).start
    assert start is not None  # a page without one says why and ends
    return start


@kept
def _plan(view: View, target: Fraction, preset: str, locked: tuple[str, ...]) -> Plan:
    return least_effort(_start(view), target, Rules(preset=preset, locked=frozenset(locked)))[0]


@kept
def _alone(view: View, goal: Predicate, preset: str, locked: tuple[str, ...]) -> pd.DataFrame:
    return _single(_start(view), goal, Rules(preset=preset, locked=frozenset(locked)))


def _ask(start: Position, goals: dict[str, Predicate]) -> tuple[Predicate, Rules]:
    """Ask for goal, assumption on effort and locks; all stand in the address, as on *Simulasi*."""
    every = presets()
    with st.container(horizontal=True, gap="medium"):
        labels = {key: plan_wish.goal_label(key, goals[key].lower) for key in goals}
        name = pressed("Sasaran", plan_wish.GOAL, labels, next(iter(labels)), titled=True)
        efforts = {key: found.label for key, found in every.items()}
        preset = pressed("Anggapan upaya", plan_wish.EFFORT, efforts, next(iter(efforts)), titled=True)
        with st.container(width=240):
            locked = plan_wish.ask_locked(start)
    return goals[name], Rules(preset=preset, locked=frozenset(locked))


def _title(plan: Plan, goal: Predicate) -> str:
    steps = f"{plan.steps} kenaikan tingkat"
    if not plan.reached:
        return f"{goal.name} belum pasti tercapai: {plan_words.end(plan)} dengan {steps}"
    return f"Rencana teringan: {format_score(plan.start)} menjadi {plan_words.end(plan)} dengan {steps}"


def _gains(view: View, plan: Plan) -> str:
    rows = plan_words.by_pillar(plan).to_dict("records")
    drawn = [(row["name"], f"{row['steps']} kenaikan", row["gain"], format_change(row["gain"])) for row in rows]
    return bars(drawn, view.palette)


def _assumptions(plan: Plan, preset: str) -> list[str]:
    start = plan.position
    after = "nilai terendah yang mungkin" if plan.upper > plan.end else "nilai"
    said = [
        f"{presets()[preset].text} Seluruh rencana: {plan_words.effort(plan)}. Butir lain tetap. Baris diurutkan "
        f"dari tambahan terbesar per satuan upaya; kolom Indeks adalah {after} setelah baris itu."
    ]
    if start.upper > start.index:
        said.append(
            f"Indeks eksak {format_number(start.index, 4)} {'atau' if start.possible == PAIR else 'sampai'} "
            f"{format_number(start.upper, 4)}; dihitung dari yang terendah, jadi cukup untuk semuanya."
        )
    if start.basis is Basis.PUBLISHED and len({start.pillar_of[move.node].code for move in plan.moves}) == 1:
        said.append("Bila beberapa rencana sama ringan, dipilih yang cukup di satu domain.")
    if not start.instrument.scale.whole:
        said.append("Satu kenaikan sama dengan satu tingkat penuh; langkah yang lebih kecil ada di Simulasi & rencana.")
    return [*said, plan_words.CAVEAT]


def _single(start: Position, goal: Predicate, rules: Rules) -> pd.DataFrame:
    rows = []
    for pillar, plan in single(start, goal.lower, rules):
        levels = plan.levels
        before, least, most = outcome(start, levels).nodes[pillar.code]
        named = plan.predicate.name
        rows.append(
            (
                pillar.short,
                f"{format_score(before)} → {format_span(least, most)}",
                f"{plan.steps}" if plan.reached else f"{plan.steps}, semua",
                plan_words.end(plan),
                named if plan.reached else f"{named} (tidak cukup)",
            )
        )
    return pd.DataFrame(rows, columns=list(SINGLE))


def worth(view: View) -> None:
    """Show what one level more of each indicator, or sum of levels, is worth."""
    way = way_up(view)
    if way.start is None:
        components.empty(way.why, "", *nobody.way_to_fill(view))
        return
    start = way.start
    title, rows = _worth(view)
    if rows.empty:
        components.note("Semua tingkat sudah di puncak.")
        return
    components.titled_table(title, rows.head(SHOWN), MARGINAL)
    unsure = "; dihitung dari indeks eksak terendah yang mungkin" if start.upper > start.index else ""
    rest = f" {len(rows) - SHOWN} butir lain ada di tabel." if len(rows) > SHOWN else ""
    components.below(
        f"Satu tingkat lagi pada satu butir, yang lain tetap{unsure}.{rest}",
        rows,
        MARGINAL,
        "satu-tingkat",
    )


@kept
def _worth(view: View) -> tuple[str, pd.DataFrame]:
    start = _start(view)
    rows = marginal(start)
    if rows.empty:
        return "", rows
    most = rows[rows["gain"] == rows["gain"].max()]
    pillars = list(dict.fromkeys(start.pillar_of[code].short for code in most["node"]))
    title = (
        f"Satu tingkat lagi paling berharga di {' dan '.join(pillars)}: {format_change(float(most['gain'].iloc[0]), 4)}"
    )
    levels = [
        plan_words.one(start.by_node[node], now, then)
        for node, now, then in zip(rows["node"], rows["now"], rows["then"], strict=True)
    ]
    return title, rows.assign(what=rows["node"] + " " + rows["name"], levels=levels)
