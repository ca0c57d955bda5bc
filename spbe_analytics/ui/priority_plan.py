"""*Prioritas*, the tabs “Rencana teringan” and “Satu tingkat lagi”: what to raise first, and what it is worth."""

from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.levers import Position
from spbe_analytics.analysis.pathway import Plan, marginal, presets
from spbe_analytics.analysis.whatif import outcome
from spbe_analytics.instruments import Predicate
from spbe_analytics.reports import Column
from spbe_analytics.schema import INDEX_NODE, PREDICATE, Basis
from spbe_analytics.scoring.display import format_change, format_level, format_number, format_score
from spbe_analytics.ui import components, plan_words
from spbe_analytics.ui.bars import bars
from spbe_analytics.ui.view import View
from spbe_analytics.ui.way_up import WayUp, lightest, single, way_up

GOAL: Final = "tujuan"
EFFORT: Final = "anggapan"
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
        components.empty(way.why, "")
        return
    goals = {found.name: found for found in way.start.instrument.predicates if found.lower > way.start.index}
    if not goals:
        components.note("Sudah pada predikat tertinggi: tidak ada sasaran yang lebih tinggi.")
        return
    goal, preset = _ask(goals)
    plan = _kept(view, way, goal, preset)
    components.subheading(_title(plan, goal))
    start = way.start
    left, right = st.columns([5, 3], gap="medium")
    with left:
        rows = plan_words.moves(plan)
        components.plain_table(rows.assign(what=(rows["node"] + " " + rows["name"]).str.strip()), MOVES)
        alone = view.keep(f"prioritas-satu-{goal.name}-{preset}", lambda: _single(start, goal, preset))
        word = start.instrument.pillars[0].kind.label
        columns = SINGLE | {"name": Column(word), "levels": Column(f"Nilai {word.lower()}")}
        components.titled_table(f"Bila hanya satu {word.lower()} yang dinaikkan", alone, columns)
        if start.basis is Basis.PUBLISHED:
            count = len(start.instrument.indicators)
            components.note(f"{plan_words.sums(start)} Muat {count} tingkat indikator untuk rencana per indikator.")
    with right:
        st.html(_gains(view, plan))
        for text in _assumptions(plan, preset):
            components.note(text)
        st.page_link(
            "pages/simulasi.py", label="Ubah, kunci, dan simpan di Simulasi & rencana", icon=":material/arrow_forward:"
        )
        st.page_link(
            "pages/tindak_lanjut.py", label="Catat tindakannya di Tindak lanjut", icon=":material/arrow_forward:"
        )


def _ask(goals: dict[str, Predicate]) -> tuple[Predicate, str]:
    """Ask for goal and assumption on effort; both stand in the address."""
    every = presets()
    with st.container(horizontal=True, gap="medium"):
        name = _switch("Tujuan", GOAL, {key: f"{key} {format_score(goals[key].lower)}" for key in goals})
        preset = _switch("Anggapan upaya", EFFORT, {key: found.label for key, found in every.items()})
    return goals[name], preset


def _switch(label: str, key: str, options: dict[str, str]) -> str:
    first = next(iter(options))
    if st.session_state.get(key, first) not in options:
        st.session_state[key] = first
    elif key not in st.session_state and key not in st.query_params:
        st.query_params[key] = options[first]  # before the widget binds it: a shared link holds the whole view
        st.session_state[key] = first
    chosen = st.segmented_control(
        label, list(options), format_func=options.__getitem__, required=True, key=key, bind="query-params", wrap=True
    )
    return str(chosen) if chosen in options else first


def _kept(view: View, way: WayUp, goal: Predicate, preset: str) -> Plan:
    start = way.start
    assert start is not None
    return view.keep(f"prioritas-rencana-{goal.name}-{preset}", lambda: lightest(start, goal, preset))


def _title(plan: Plan, goal: Predicate) -> str:
    steps = f"{plan.steps} kenaikan tingkat"
    if not plan.reached:
        return f"{goal.name} belum pasti tercapai: {format_score(plan.end)} dengan {steps}"
    return f"Rencana teringan: {format_score(plan.start)} menjadi {format_score(plan.end)} dengan {steps}"


def _gains(view: View, plan: Plan) -> str:
    rows = plan_words.by_pillar(plan).to_dict("records")
    drawn = [(row["name"], f"{row['steps']} kenaikan", row["gain"], format_change(row["gain"])) for row in rows]
    return bars(drawn, view.palette)


def _assumptions(plan: Plan, preset: str) -> list[str]:
    start = plan.position
    said = [
        f"{presets()[preset].text} Seluruh rencana: upaya {plan_words.effort(plan)}. Butir lain tetap. Baris diurutkan "
        "dari tambahan terbesar per satuan upaya; kolom Indeks adalah nilai setelah baris itu."
    ]
    if start.upper > start.index:
        said.append(
            f"Indeks eksak {format_number(start.index, 4)} {'atau' if start.possible == PAIR else 'sampai'} "
            f"{format_number(start.upper, 4)}; dihitung dari yang terendah, jadi cukup untuk semuanya."
        )
    if start.basis is Basis.PUBLISHED and len({start.pillar_of[move.node].code for move in plan.moves}) == 1:
        said.append("Dari rencana yang sama ringan dipilih yang cukup di satu domain.")
    if not start.instrument.scale.whole:
        said.append("Satu kenaikan sama dengan satu tingkat penuh; langkah yang lebih kecil ada di Simulasi & rencana.")
    return [*said, plan_words.CAVEAT]


def _single(start: Position, goal: Predicate, preset: str) -> pd.DataFrame:
    rows = []
    for pillar, plan in single(start, goal, preset):
        levels = plan.levels
        before, after = outcome(start, levels).nodes.get(pillar.code, (None, None))
        named = start.instrument.predicate(plan.end).name
        rows.append(
            (
                pillar.short,
                f"{format_score(before)} → {format_score(after)}",
                f"{plan.steps}" if plan.reached else f"{plan.steps}, semua",
                format_score(plan.end),
                named if plan.reached else f"{named} (tidak cukup)",
            )
        )
    return pd.DataFrame(rows, columns=list(SINGLE))


def worth(view: View) -> None:
    """Show what one level more of each indicator, or sum of levels, is worth."""
    way = way_up(view)
    if way.start is None:
        components.empty(way.why, "")
        return
    start = way.start
    title, rows = view.keep("prioritas-marjinal", lambda: _worth(start))
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


def _worth(start: Position) -> tuple[str, pd.DataFrame]:
    rows = marginal(start)
    if rows.empty:
        return "", rows
    most = rows[rows["gain"] == rows["gain"].max()]
    pillars = list(dict.fromkeys(start.pillar_of[code].short for code in most["node"]))
    title = (
        f"Satu tingkat lagi paling berharga di {' dan '.join(pillars)}: {format_change(float(most['gain'].iloc[0]), 4)}"
    )
    levels = [
        f"{format_level(now)} → {format_level(then)}" for now, then in zip(rows["now"], rows["then"], strict=True)
    ]
    return title, rows.assign(what=rows["node"] + " " + rows["name"], levels=levels)
