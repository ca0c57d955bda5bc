"""What is asked of a plan: a target or a budget, and the conditions it keeps to."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.planning.levers import Position
from spbe_analytics.analysis.planning.rules import LONGEST, Rules, presets
from spbe_analytics.analysis.planning.search import written_target
from spbe_analytics.scoring.display import format_number, format_score
from spbe_analytics.ui.kit import components

GOAL: Final = "sasaran"
EFFORT: Final = "upaya"
LOCKED: Final = "kunci"
"""Names in the address: *Prioritas* and *Simulasi* read the same, so one address gives one plan."""

INDEX: Final = "Indeks tertentu"
BUDGET: Final = "Sebanyak mungkin dengan anggaran upaya"
FREE: Final = "Tanpa batas"
MARGINS: Final = ("0", "0.01", "0.02", "0.05", "0.1", "0.2")
SIZES: Final = ("1", "0.5", "0.25", "0.1")
YEARS: Final = tuple(range(1, LONGEST + 1))


@dataclass(frozen=True)
class Wish:
    """What is asked of a plan: the index to reach (``None`` for a budget), the budget, and the rules."""

    target: Fraction | None
    budget: Fraction
    rules: Rules


def ask(start: Position) -> Wish:
    """Ask for target, effort and conditions; a written index that is none is an ``AnalysisError``."""
    scale = start.instrument
    above = {found.name: found.lower for found in start.goal.above}
    nearest = start.goal.predicate
    every = presets()
    left, middle, right = st.columns(3, gap="medium")
    with left:
        goals = [*above, INDEX, BUDGET]
        goal = st.selectbox(
            "Sasaran",
            goals,
            index=goals.index(nearest.name) if nearest else len(above),
            format_func=lambda name: goal_label(name, above[name]) if name in above else name,
            key=GOAL,
            bind="query-params",
        )
    target, budget, margin = above.get(goal), Fraction(0), Fraction(0)
    with middle:
        if goal == BUDGET:
            budget = Fraction(
                st.number_input("Anggaran upaya (satuan)", 1, 500, 10, key="anggaran", bind="query-params")
            )
        elif goal == INDEX:
            typed = st.text_input(
                "Indeks yang dituju", format_score(scale.scale.highest), max_chars=6, key="indeks", bind="query-params"
            )
            target = written_target(scale, typed)
        else:
            margin = Fraction(
                st.selectbox(
                    "Cadangan di atas ambang",
                    MARGINS,
                    format_func=lambda size: f"+{format_score(Fraction(size))}" if size != "0" else "Tanpa cadangan",
                    key="cadangan",
                    bind="query-params",
                )
            )
    with right:
        preset = st.selectbox(
            "Anggapan upaya",
            list(every),
            format_func=lambda name: every[name].label,
            key=EFFORT,
            bind="query-params",
        )
    return Wish(target, budget, _conditions(start, preset, margin))


def goal_label(name: str, lower: Fraction) -> str:
    """Name a predicate as a goal: ``Baik, mulai 2,60``."""
    return f"{name}, mulai {format_score(lower)}"


def ask_locked(start: Position) -> list[str]:
    """Ask what stays as it is; returns codes."""
    names = _names(start)
    return list(
        st.multiselect(
            "Kunci (tidak dinaikkan)",
            list(names),
            format_func=names.__getitem__,
            key=LOCKED,
            placeholder="Tidak ada",
            bind="query-params",
        )
    )


def _conditions(start: Position, preset: str, margin: Fraction) -> Rules:
    """Ask for years, steps, locks and single efforts, folded away until somebody wants them."""
    scale, names, size = start.instrument.scale, _names(start), Fraction(1)
    span = int(scale.highest - scale.lowest)
    with st.expander("Syarat: lama, batas kenaikan, kunci, wajib naik", key="syarat"):
        left, middle, right = st.columns(3, gap="medium")
        with left:
            years = st.selectbox(
                "Lama rencana", YEARS, format_func=lambda count: f"{count} tahun", key="lama", bind="query-params"
            )
        with middle:
            most = st.selectbox(
                "Kenaikan per indikator setahun",
                [FREE, *(str(count) for count in range(1, span))],
                format_func=lambda count: count if count == FREE else f"paling banyak {count}",
                key="langkah",
                bind="query-params",
            )
        if not scale.whole:
            with right:
                size = Fraction(
                    st.selectbox("Besar satu langkah", SIZES, format_func=_comma, key="ukuran", bind="query-params")
                )
        left, right = st.columns(2, gap="medium")
        with left:
            locked = ask_locked(start)
        with right:
            levers = {lever.node: names[lever.node] for lever in start.levers if lever.room}
            required = st.multiselect(
                "Wajib naik",
                list(levers),
                format_func=levers.__getitem__,
                key="wajib",
                placeholder="Tidak ada",
                bind="query-params",
            )
        factors = _factors(start) if st.toggle("Atur upaya setiap butir", key="atur") else {}
    return Rules(
        max_step=None if most == FREE else int(most),
        years=int(years),
        locked=frozenset(locked),
        required=frozenset(required),
        preset=preset,
        factors=factors,
        step=size,
        margin=margin,
    )


def _comma(number: str) -> str:
    return number.replace(".", ",")


def _names(start: Position) -> dict[str, str]:
    """Name what can be locked: the pillars first, then levers and parts; of a pillar and a lever of one code one."""
    named = {pillar.code: f"{pillar.code} {pillar.short}" for pillar in start.instrument.pillars}
    return named | {node: f"{node} {lever.name}" for node, lever in start.by_node.items()}


def _factors(start: Position) -> dict[str, Fraction]:
    """Ask for the effort of single levers; what is not changed counts 1."""
    frame = pd.DataFrame(
        {
            "No.": [lever.node for lever in start.levers],
            "Butir": [lever.name for lever in start.levers],
            "Upaya": [1.0] * len(start.levers),
        }
    )
    edited = st.data_editor(
        frame,
        key="upaya-butir",
        hide_index=True,
        height=260,
        column_config={
            "No.": st.column_config.TextColumn(pinned=True, width=50, disabled=True),
            "Butir": st.column_config.TextColumn(width=220, disabled=True),
            "Upaya": st.column_config.NumberColumn(width=80, required=True, min_value=0.1, max_value=99, step=0.1),
        },
        alt="Tabel upaya setiap butir: 1 berarti sama dengan yang lain",
    )
    other = edited[edited["Upaya"].notna() & (edited["Upaya"] != 1)]
    if len(other):
        components.on_paper(other.assign(Upaya=other["Upaya"].map(lambda number: format_number(number, 1))), ["Upaya"])
    return {
        lever.node: Fraction(str(round(float(number), 1)))
        for lever, number in zip(start.levers, edited["Upaya"], strict=True)
        if pd.notna(number) and number != 1
    }
