"""“Apa yang diminta tingkat berikutnya?”: from an indicator of *Profil daerah* to the text of the levels above it."""

from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.instruments import criteria
from spbe_analytics.parts.region.profile import nodes
from spbe_analytics.parts.view import View
from spbe_analytics.schema import VALUE
from spbe_analytics.scoring.display import format_level
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.boundary import guarded

QUESTION: Final = "Apa yang diminta tingkat berikutnya?"


def ask(view: View) -> None:
    """Offer the texts of the levels; nothing is read before somebody asks."""
    if st.button(QUESTION, type="tertiary", icon=":material/stairs:", key="kriteria"):
        _open(view)


@st.dialog(QUESTION, width="large")
@guarded
def _open(view: View) -> None:
    levels = _levels(view)
    node = st.selectbox(
        "Indikator",
        list(levels.index),
        format_func=lambda code: _named(view, code, levels[code]),
        filter_mode="contains",
        key="kriteria_indikator",
    )
    _show(view, node, None if pd.isna(levels[node]) else levels[node])


def _levels(view: View) -> pd.Series:
    """Return the levels of the home region by indicator, the lowest first, those not known last."""
    found = nodes(view).loc[list(view.instrument.indicator_codes), VALUE]
    return found.sort_values(kind="stable", na_position="last")


def _named(view: View, code: str, level: float) -> str:
    node = view.instrument.node(code)
    known = "tingkat belum diketahui" if pd.isna(level) else f"tingkat {format_level(level)}"
    return f"{code} {node.short}: {known}"


def _show(view: View, node: str, level: float | None) -> None:
    """Show the criterion of the present level, and what each level asks for up to one that can be chosen."""
    instrument, known, steps = view.instrument, criteria.texts(view.instrument), _steps(view)
    st.markdown(f"**{components.escape(instrument.node(node).name)}**")
    if known is None or criteria.of(instrument, node, steps[-1]) is None:
        components.empty(criteria.absent(instrument, node), "Baca naskah peraturannya.")
        return
    goals = [step for step in steps if level is None or step > level]
    now = None if level is None else criteria.of(instrument, node, level)
    if now is not None:
        highest = "" if goals else ", yang tertinggi"
        components.criterion(f"Sekarang: {_called(view, node, now.level)}{highest}", now, proof=not goals)
    if goals:
        _rise(view, node, level, goals)
    components.note(" ".join(known.notes))


def _rise(view: View, node: str, level: float | None, goals: list[int]) -> None:
    """Let a person choose how high to rise, and show what that asks for, step by step."""
    start = int(view.instrument.target_level) if level is None else goals[0]
    goal = st.segmented_control("Naik ke tingkat", goals, default=start, required=True, key=f"kriteria_{node}_{level}")
    way = criteria.rise(view.instrument, node, level, start if goal is None else goal)
    for step in way.steps:
        first = "" if step is way.criterion else " (lebih dulu)"
        components.criterion(f"Yang diminta {_called(view, node, step.level)}{first}", step)


def _steps(view: View) -> list[int]:
    scale = view.instrument.scale
    return list(range(int(scale.lowest), int(scale.highest) + 1))


def _called(view: View, node: str, level: int) -> str:
    return f"tingkat {level} {view.instrument.level_name(node, level) or ''}".strip()
