"""What is asked of a plan: a target or a budget, and the conditions it keeps to; each field takes hold at once."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

import streamlit as st

from spbe_analytics.analysis.planning.levers import Position
from spbe_analytics.analysis.planning.proposal import Aim, Wish
from spbe_analytics.analysis.planning.rules import LONGEST, Rules, presets
from spbe_analytics.analysis.planning.search import written_target
from spbe_analytics.analysis.planning.written import GREATEST_BUDGET, GREATEST_FACTOR
from spbe_analytics.errors import AnalysisError
from spbe_analytics.instruments import Instrument
from spbe_analytics.parts.words import plan_words
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.scoring.display import format_number, format_score
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.boundary import answering
from spbe_analytics.ui.plan import held
from spbe_analytics.ui.plan.held import FIELD

FREE: Final = "Tanpa batas"
MARGINS: Final = ("0", "0.01", "0.02", "0.05", "0.1", "0.2")
SIZES: Final = ("1", "0.5", "0.25", "0.1")
YEARS: Final = tuple(range(1, LONGEST + 1))
TWICE: Final = 2.0
"""What an effort of its own begins with."""


def ask(start: Position) -> Wish:
    """Ask for target, effort and conditions; a written index that is none is an ``AnalysisError``."""
    wish = held.current(start).proposal.wish
    left, middle, right = st.columns(3, gap="medium")
    with left:
        goals = goals_of(start)
        st.selectbox("Sasaran", list(goals), format_func=goals.__getitem__, **_field(start, "sasaran", _goal(wish)))
    with middle:
        match wish.aim:
            case Aim.BUDGET:
                st.number_input(
                    "Anggaran upaya (satuan)", 1, GREATEST_BUDGET, step=1,
                    **_field(start, "anggaran", int(wish.budget)),
                )  # fmt: skip
            case Aim.INDEX:
                shown = format_score(start.instrument.scale.highest) if wish.index is None else _comma(wish.index)
                st.text_input("Indeks yang dituju", max_chars=6, **_field(start, "indeks", shown))
            case Aim.PREDICATE:
                sizes = _with(MARGINS, wish.rules.margin)
                st.selectbox(
                    "Cadangan di atas ambang", list(sizes), format_func=_margin,
                    **_field(start, "cadangan", _same(sizes, wish.rules.margin)),
                )  # fmt: skip
    with right:
        st.selectbox(
            "Anggapan upaya", list(presets()), format_func=_preset, **_field(start, "upaya", wish.rules.preset)
        )
    _conditions(start, wish)
    if said := plan_words.conditions(wish, locked=True):
        components.note(f"Syarat yang berlaku: {said}.")
    if wish.aim is Aim.INDEX:
        written_target(start.instrument, str(st.session_state[f"{FIELD}indeks"]))
    return wish


def ask_briefly(start: Position) -> Wish:
    """Ask for goal, assumption on effort and locks; further conditions are named, and asked for on *Simulasi*."""
    wish = held.current(start).proposal.wish
    goals = {name: label for name, label in goals_of(start).items() if name not in list(Aim) or name == wish.aim}
    goals |= {wish.aim: plan_words.goal(start, wish)} if wish.aim is not Aim.PREDICATE else {}
    with st.container(horizontal=True, gap="medium"):
        shared: dict[str, Any] = {"required": True, "wrap": True}
        st.segmented_control(
            "Sasaran", list(goals), format_func=goals.__getitem__, **_field(start, "sasaran", _goal(wish)), **shared
        )
        st.segmented_control(
            "Anggapan upaya",
            list(presets()),
            format_func=_preset,
            **_field(start, "upaya", wish.rules.preset),
            **shared,
        )
        with st.container(width=300):
            _ask_locked(start, wish)
    said = plan_words.conditions(wish)
    if said:
        components.note(f"Syarat lain yang ikut: {said}. Diubah di Simulasi & rencana.")
    return wish


def goals_of(start: Position) -> dict[str, str]:
    """Return what can be reached, by the name under which it is chosen, with its label."""
    above = {found.name: f"{found.name}, mulai {format_score(found.lower)}" for found in start.goal.above}
    return above | {str(aim): aim.label for aim in (Aim.INDEX, Aim.BUDGET)}


def _goal(wish: Wish) -> str:
    return wish.predicate if wish.aim is Aim.PREDICATE else str(wish.aim)


def _field(start: Position, name: str, shown: object) -> dict[str, Any]:
    """Return key and callback of a field, which shows what the plan holds."""
    key = f"{FIELD}{name}"
    st.session_state.setdefault(key, shown)
    return {"key": key, "on_change": _take, "args": (start,)}


@answering
def _take(start: Position) -> None:
    """Take over what the fields that are shown hold."""
    before = held.current(start).proposal
    held.change(start, replace(before, wish=_wished(start, before.wish)))


def _wished(start: Position, wish: Wish) -> Wish:
    state: Mapping[str, Any] = {
        str(name).removeprefix(FIELD): value
        for name, value in st.session_state.items()
        if str(name).startswith(FIELD) and value is not None
    }
    goal = state.get("sasaran", _goal(wish))
    aim = Aim(goal) if goal in list(Aim) else Aim.PREDICATE
    rules, most = wish.rules, state.get("langkah", wish.rules.max_step or FREE)
    own = state.get("upaya_butir")
    factors = dict(rules.factors) if own is None else {
        node: Fraction(str(round(float(state.get(f"upaya-{node}", rules.factors.get(node, TWICE))), 1)))
        for node in own
    }  # fmt: skip
    return Wish(
        aim=aim,
        predicate=goal if aim is Aim.PREDICATE else wish.predicate,
        index=_index(start, state.get("indeks"), wish.index),
        budget=Fraction(state.get("anggaran", wish.budget)),
        rules=Rules(
            max_step=None if most == FREE else int(most),
            years=int(state.get("lama", rules.years)),
            locked=frozenset(state.get("kunci", rules.locked)),
            required=frozenset(state.get("wajib", rules.required)),
            preset=state.get("upaya", rules.preset),
            factors=factors,
            step=Fraction(state.get("ukuran", rules.step)),
            margin=Fraction(state.get("cadangan", rules.margin)),
        ),
        option=wish.option,
    )


def _index(start: Position, typed: str | None, before: Fraction | None) -> Fraction | None:
    """Read the index that is typed; one that is none leaves what was there, and the field says so."""
    try:
        return before if typed is None else written_target(start.instrument, typed)
    except AnalysisError:
        return before


def _conditions(start: Position, wish: Wish) -> None:
    """Ask for years, steps, locks and single efforts, folded away until somebody wants them."""
    scale, rules = start.instrument.scale, wish.rules
    span = int(scale.highest - scale.lowest)
    with st.expander("Syarat: lama, batas kenaikan, kunci, wajib naik", key="syarat"):
        left, middle, right = st.columns(3, gap="medium")
        with left:
            st.selectbox("Lama rencana", YEARS, format_func=_years, **_field(start, "lama", rules.years))
        with middle:
            st.selectbox(
                "Kenaikan per indikator setahun", [FREE, *(str(count) for count in range(1, span + 1))],
                format_func=lambda count: count if count == FREE else f"paling banyak {count}",
                **_field(start, "langkah", FREE if rules.max_step is None else str(rules.max_step)),
            )  # fmt: skip
        if not scale.whole:
            with right:
                sizes = _with(SIZES, rules.step)
                st.selectbox(
                    "Besar satu langkah", list(sizes), format_func=lambda size: _comma(Fraction(size)),
                    **_field(start, "ukuran", _same(sizes, rules.step)),
                )  # fmt: skip
        left, right = st.columns(2, gap="medium")
        with left:
            _ask_locked(start, wish)
        with right:
            _pick(start, "Wajib naik", "wajib", rules.required, lambda node: _rising(start, node))
        _factors(start, wish)


def _ask_locked(start: Position, wish: Wish) -> None:
    _pick(start, "Kunci (tidak dinaikkan)", "kunci", wish.rules.locked, lambda _: True)


def _pick(start: Position, label: str, name: str, chosen: frozenset[str], offered: Callable[[str], bool]) -> None:
    """Ask for nodes; a code that is typed whole finds its node first, as its label begins with it."""
    levers = {node: lever.name for node, lever in start.by_node.items()}
    names = {code: text for code, text in named(start.instrument, levers).items() if code in chosen or offered(code)}
    st.multiselect(
        label, list(names), format_func=names.__getitem__, placeholder="Tidak ada", filter_mode="contains",
        **_field(start, name, [code for code in names if code in chosen]),
    )  # fmt: skip


def _rising(start: Position, node: str) -> bool:
    inside = {leaf.code for leaf in start.instrument.leaves(node)}
    return any(lever.room and inside & set(lever.indicators) for lever in start.levers)


def named(instrument: Instrument, levers: Mapping[str, str]) -> dict[str, str]:
    """Name every node that can be meant by its code and short name, in the regulation's order.

    A code that is typed into a field then finds its own node before those that begin with it, ``I4`` before ``I42``.

    Args:
        instrument: The instrument.
        levers: Names of levers by their codes; they take the place of the node's.
    """
    return {
        node.code: f"{node.code} {levers.get(node.code, node.short)}"
        for node in instrument.nodes
        if node.code != INDEX_NODE
    }


def _factors(start: Position, wish: Wish) -> None:
    """Ask for the effort of single levers; what is not named counts 1."""
    own = wish.rules.factors
    names = {node: f"{node} {lever.name}" for node, lever in start.by_node.items()}
    st.multiselect(
        "Butir dengan upaya sendiri", list(names), format_func=names.__getitem__, filter_mode="contains",
        placeholder="Semua menurut anggapan upaya", **_field(start, "upaya_butir", [n for n in names if n in own]),
    )  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        for node in own:
            st.number_input(
                components.escape(f"Upaya {names[node]}"), 0.1, float(GREATEST_FACTOR), step=0.5, width=260,
                **_field(start, f"upaya-{node}", float(own[node])),
            )  # fmt: skip


def _with(sizes: tuple[str, ...], chosen: Fraction) -> tuple[str, ...]:
    """Return what is offered, and what an address chose besides."""
    return sizes if any(Fraction(size) == chosen for size in sizes) else (*sizes, str(chosen))


def _same(sizes: tuple[str, ...], chosen: Fraction) -> str:
    return next(size for size in sizes if Fraction(size) == chosen)


def _comma(number: Fraction) -> str:
    decimals = next((places for places in range(5) if (number * 10**places).denominator == 1), 4)
    return format_number(number, decimals)


def _margin(size: str) -> str:
    return f"+{_comma(Fraction(size))}" if Fraction(size) else "Tanpa cadangan"


def _preset(name: str) -> str:
    return presets()[name].label


def _years(count: int) -> str:
    return f"{count} tahun"
