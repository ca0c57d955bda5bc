"""*Prioritas*, the tabs “Rencana teringan” and “Satu tingkat lagi”: what to raise first, and what it is worth."""

from fractions import Fraction
from typing import Final
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.planning.levers import Position
from spbe_analytics.analysis.planning.plan import Plan
from spbe_analytics.analysis.planning.proposal import Proposal, Wish, first_wish
from spbe_analytics.analysis.planning.rules import Rules
from spbe_analytics.analysis.planning.search import marginal, single
from spbe_analytics.analysis.planning.whatif import outcome
from spbe_analytics.analysis.planning.written import write
from spbe_analytics.errors import AnalysisError
from spbe_analytics.parts.part import Column, Table
from spbe_analytics.parts.view import View, kept
from spbe_analytics.parts.words import plan_words
from spbe_analytics.parts.words.way_up import way_up
from spbe_analytics.schema import INDEX_NODE, PREDICATE, Basis
from spbe_analytics.scoring.display import format_change, format_score, format_span
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.markup import bars
from spbe_analytics.ui.plan import asking, held
from spbe_analytics.ui.words import nobody

PAIR: Final = 2
SHOWN: Final = 12
"""Rows of the marginal table that are shown at once; the rest is behind “Tabel”."""

YEAR: Final = {"year": Column("Tahun ke-", 0)}
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
    start = way.start
    if not start.goal.above and held.current(start).proposal.wish == first_wish(start):
        components.note("Sudah pada predikat tertinggi: tidak ada sasaran yang lebih tinggi.")
        return
    wish = asking.ask_briefly(start)
    try:
        plan = held.plan_of(view, start, wish)
    except AnalysisError as error:
        components.warn(str(error))
        return
    if not plan.moves:
        components.note(plan_words.nothing(plan))
        return
    components.subheading(plan_words.title(plan, wish))
    left, right = st.columns([5, 3], gap="medium")
    with left:
        rows = plan_words.moves(plan)
        columns = YEAR | MOVES if wish.rules.years > 1 else MOVES
        components.plain_table(rows.assign(what=(rows["node"] + " " + rows["name"]).str.strip()), columns)
        _alone(view, start, wish)
        if start.basis is Basis.PUBLISHED:
            count = len(start.instrument.indicators)
            components.note(f"{plan_words.sums(start)} Muat {count} tingkat indikator untuk rencana per indikator.")
    with right:
        st.html(_gains(view, plan))
        for text in plan_words.assumptions(plan, wish.rules.preset):
            components.note(text)
        st.page_link(
            "pages/simulasi.py",
            label="Ubah, kunci, dan simpan di Simulasi & rencana",
            icon=":material/arrow_forward:",
            query_params=write(held.current(start).proposal),
        )
        st.page_link(
            "pages/tindak_lanjut.py", label="Catat tindakannya di Tindak lanjut", icon=":material/arrow_forward:"
        )


def _start(view: View) -> Position:
    start = way_up(view).start
    assert start is not None  # a page without one says why and ends
    return start


def _alone(view: View, start: Position, wish: Wish) -> None:
    """Show what each pillar could do alone; an effort to be spent has no target that one could miss."""
    target = wish.target(start)
    if target is None:
        return
    asked = urlencode(write(Proposal(wish)), doseq=True)
    rows = view.keep((_single, start.key, asked), lambda: _single(start, target, wish.binding))
    word = start.instrument.pillars[0].kind.label
    columns = SINGLE | {"name": Column(word), "levels": Column(f"Nilai {word.lower()}")}
    components.titled_table(f"Bila hanya satu {word.lower()} yang dinaikkan", rows, columns)


def _gains(view: View, plan: Plan) -> str:
    rows = plan_words.by_pillar(plan).to_dict("records")
    drawn = [(row["name"], f"{row['steps']} kenaikan", row["gain"], format_change(row["gain"])) for row in rows]
    return bars(drawn, view.palette)


def _single(start: Position, target: Fraction, rules: Rules) -> pd.DataFrame:
    rows = []
    for pillar, plan in single(start, target, rules):
        levels = plan.levels
        before, least, most = outcome(start, levels, rules.rooms(start)).nodes[pillar.code]
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
    text = f"Satu tingkat lagi pada satu butir, yang lain tetap{unsure}.{rest}"
    components.below(view, text, Table(title, rows, MARGINAL), "satu-tingkat")


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
