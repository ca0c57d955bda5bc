"""*Simulasi*, the tab “Ubah tingkat”: levels to change one by one or many at once, and what the domains come to.

One button a level, not a grid of cells: a grid waits before it tells what was typed, and is too small for a finger.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

import pandas as pd
import streamlit as st

from spbe_analytics import garbage
from spbe_analytics.analysis.followup import rises_first
from spbe_analytics.analysis.planning.levers import Lever, Position
from spbe_analytics.analysis.planning.proposal import Proposal, come_to
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.parts.part import Column
from spbe_analytics.parts.view import View
from spbe_analytics.schema import INDEX_NODE, NodeKind
from spbe_analytics.scoring.display import format_level, format_span
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.boundary import answering, guarded
from spbe_analytics.ui.plan import held
from spbe_analytics.ui.plan.held import FIELD, Held, Repaint

WIDTH: Final = 460
"""Pixels of one question: two stand side by side on a desktop, one on a phone."""

EFFECT: Final = {
    "short": Column("Bagian"),
    "now": Column("Kini", 2),
    "then": Column("Rencana", 2),
    "change": Column("Naik", 2, signed=True),
    "gain": Column("Bagi indeks", 4, signed=True),
}


def show(view: View, start: Position, repaint: Repaint) -> None:  # noqa: ARG001 - every tab is called alike
    """Show the levels of one part of the tree, and what all changes come to."""
    parts = _parts(start, held.current(start))
    chosen = next(iter(parts))
    if len(parts) > 1:
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            chosen = st.selectbox(
                "Bagian", list(parts), format_func=lambda code: _named(start.instrument, code), key="bagian_ubah",
                bind="query-params", width=300,
            )  # fmt: skip
            _at_once(start, chosen)
    _levels(start, parts[chosen], repaint)


@st.fragment
@guarded
def _levels(start: Position, shown: Sequence[Lever], repaint: Repaint) -> None:
    """Ask for the levels; a touch repaints only these, the effect below, and the top of the page."""
    garbage.settle()
    tried = held.current(start)
    repaint(tried.proposal)
    with st.container(horizontal=True, gap="medium"):
        for lever in shown:
            _ask(start, lever, tried)
    _effect(start, tried.proposal)
    if tried.levels:
        st.button(
            f"Kembalikan {len(tried.levels)} perubahan",
            icon=":material/undo:",
            key="kembalikan",
            on_click=held.adopt,
            args=(start, replace(tried.proposal, items=())),
        )


def _parts(start: Position, tried: Held) -> dict[str, list[Lever]]:
    """Group indicators by what stands right above them; sums of levels are few enough for one group."""
    if all(lever.is_sum for lever in start.levers):
        return {INDEX_NODE: [found for lever in start.levers for found in (lever, *_parts_of(lever, tried))]}
    found: dict[str, list[Lever]] = {}
    for lever in start.levers:
        node = start.instrument.node(lever.indicators[0])
        part = start.pillar_of[lever.node].code if lever.is_sum else node.parent or INDEX_NODE
        found.setdefault(part, []).extend((lever, *_parts_of(lever, tried)))
    return found


def _parts_of(lever: Lever, tried: Held) -> list[Lever]:
    """Return the parts of a lever that rise on their own, as a plan with a lock can ask for."""
    return [part for part in lever.parts if part.node in tried.base]


def _named(instrument: Instrument, code: str) -> str:
    node = instrument.node(code)
    above = instrument.path(code)[1]
    return node.short if above.code == code or above.short == node.short else f"{above.short}: {node.short}"


def _ask(start: Position, lever: Lever, tried: Held) -> None:
    """Ask for one level: a button each where levels are whole, else a number."""
    scale, key = start.instrument.scale, f"{FIELD}tingkat-{tried.version}-{lever.node}"
    label = f"{lever.node} {components.escape(lever.name)}, kini {format_level(lever.now)}"
    given = tried.base.get(lever.node, lever.now)
    shared: dict[str, Any] = {"key": key, "width": WIDTH, "on_change": _set, "args": (start, lever, key)}
    if scale.whole and not lever.is_sum:
        options = list(range(int(scale.lowest), int(scale.highest) + 1))
        st.segmented_control(label, options, default=int(given), required=True, **shared)
        return
    if lever.is_open or lever.parts:
        _ask_rise(lever, int(given - lever.now), shared)
        return
    lowest, step = scale.lowest * len(lever.indicators), Fraction(1, scale.unit)
    st.number_input(
        f"{label} dari {format_level(lever.highest)}" if lever.is_sum else label,
        int(lowest) if scale.whole else float(lowest),
        int(lever.highest) if scale.whole else float(lever.highest),
        int(given) if scale.whole else float(given),
        step=1 if scale.whole else float(step * 10),
        **shared,
    )


def _ask_rise(lever: Lever, given: int, shared: dict[str, Any]) -> None:
    """Ask by how much a sum rises that is not certain itself, or whose parts rise in a certain order."""
    now = f"{format_level(lever.now)}{f' sampai {format_level(lever.most)}' if lever.is_open else ''}"
    order = rises_first(lever)
    label = f"{lever.node} {lever.name}, jumlah kini {now} dari {format_level(lever.highest)}; naik"
    named = components.escape(f"{label} ({order})" if order else label)
    st.number_input(named, 0, int(lever.highest - lever.now), given, step=1, **shared)


@answering
def _set(start: Position, lever: Lever, key: str) -> None:
    """Take over the level, or the rise, that a field holds."""
    scale, typed = start.instrument.scale, st.session_state[key]
    level = Fraction(round(Fraction(repr(typed)) * scale.unit), scale.unit)
    if lever.is_open or lever.parts:
        level += lever.now
    before = held.current(start).proposal
    held.change(start, before.at(start, dict(before.levels) | {lever.node: level}))


def _at_once(start: Position, chosen: str) -> None:
    """Offer to raise everything below a level at once: in the part shown, in its domain, or everywhere."""
    instrument = start.instrument
    pillar = instrument.path(chosen)[1]
    scopes = {
        chosen: "bagian ini",
        pillar.code: f"{instrument.pillar_word} {pillar.short}",
        INDEX_NODE: "semua indikator",
    }
    floors = range(int(instrument.scale.lowest) + 1, int(instrument.scale.highest) + 1)
    with st.popover("Naikkan sekaligus"):
        scope = st.selectbox("Di mana", list(scopes), format_func=scopes.__getitem__, key="cakupan")
        floor = st.selectbox("Paling sedikit tingkat", list(floors), index=1, key="lantai")
        st.button("Terapkan", key="terapkan", type="primary", on_click=_raise_all, args=(start, scope, floor))


@answering
def _raise_all(start: Position, scope: str, floor: int) -> None:
    tried, below = held.current(start).proposal, start.members([scope]) if scope != INDEX_NODE else None
    levels = dict(tried.levels)
    for lever in start.levers:
        if not lever.is_sum and (below is None or below.issuperset(lever.indicators)):
            levels[lever.node] = max(levels.get(lever.node, lever.now), Fraction(floor))
    held.begin(start, tried.at(start, levels))


def _effect(start: Position, tried: Proposal) -> None:
    """Show what each pillar, and each aspect that changes, comes to."""
    found = come_to(start, tried)
    rows = []
    for node in start.instrument.nodes:
        if node.code in found.nodes:
            before, after, most = found.nodes[node.code]
            if node.parent == INDEX_NODE or before != after:
                gain = (after - before) * node.weight / start.instrument.node(INDEX_NODE).weight
                then = format_span(after, most)
                rows.append((_indented(node), float(before), then, float(after - before), float(gain)))
    frame = pd.DataFrame(rows, columns=list(EFFECT))
    risen = frame[frame["change"] > 0].sort_values("change", ascending=False, kind="stable")
    best = str(risen["short"].iloc[0]).removeprefix(INDENT) if len(risen) else ""
    components.titled_table(f"{best} naik paling banyak" if best else "Nilai bila tingkat diubah", frame, EFFECT)


INDENT: Final = "– "


def _indented(node: Node) -> str:
    return node.short if node.parent == INDEX_NODE or node.kind is not NodeKind.ASPECT else f"{INDENT}{node.short}"
