"""*Simulasi*, the tab “Ubah tingkat”: a table to change levels in, and what the domains come to."""

from fractions import Fraction

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.levers import Position
from spbe_analytics.analysis.whatif import outcome
from spbe_analytics.reports import Column
from spbe_analytics.schema import INDEX_NODE, Basis, NodeKind
from spbe_analytics.scoring.display import format_level
from spbe_analytics.ui import components, draft
from spbe_analytics.ui.draft import Draft
from spbe_analytics.ui.view import View

NOW, THEN, UNIT = "Kini", "Rencana", "Perangkat daerah"
TALL = 430
"""Height of the table in pixels: a phone shows it whole above its keyboard."""


def show(view: View, start: Position, tried: Draft) -> Draft:
    """Show the table and what it comes to; return the changes made in it."""
    _at_once(start)
    edited = st.data_editor(
        _frame(start, tried),
        key=f"tingkat-{tried.version}",
        hide_index=True,
        num_rows="fixed",
        height=TALL if len(start.levers) > 10 else "content",
        column_config={
            "No.": st.column_config.TextColumn(pinned=True, width=50, disabled=True),
            "Butir": st.column_config.TextColumn(width=150, disabled=True),
            NOW: st.column_config.NumberColumn(width=45, disabled=True, format=_format(start)),
            THEN: st.column_config.NumberColumn(
                width=75,
                required=True,
                min_value=float(start.instrument.scale.lowest),
                max_value=float(max(lever.highest for lever in start.levers)),
                step=1 if start.instrument.scale.whole else 10.0**-start.instrument.scale.decimals,
                format=_format(start),
            ),
            "Paling tinggi": st.column_config.NumberColumn(width=70, disabled=True),
            "Domain": st.column_config.TextColumn(width=120, disabled=True),
            UNIT: st.column_config.TextColumn(width=180, max_chars=120),
        },
        alt="Tabel tingkat kini dan rencana; ubah kolom Rencana",
    )
    levels, wrong = _levels(start, edited)
    units = {
        lever.node: " ".join(str(text).split())
        for lever, text in zip(start.levers, edited[UNIT], strict=True)
        if isinstance(text, str) and text.strip()
    }
    found = draft.edit(start, levels, units)
    if wrong:
        st.warning(components.escape(wrong), icon=":material/edit:")
    with st.container(horizontal=True, vertical_alignment="center"):
        if found.levels:
            st.button(
                "Kembalikan semua",
                icon=":material/undo:",
                key="kembalikan",
                on_click=draft.adopt,
                args=(start, {}, {}, found.units),
            )
        components.note("Ketuk dua kali pada kolom Rencana untuk mengubah tingkat. Tautan halaman ini ikut berubah.")
    _effect(view, start, found)
    return found


def _format(start: Position) -> str:
    return "%d" if start.instrument.scale.whole else "%.2f"


def _frame(start: Position, tried: Draft) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "No.": [lever.node for lever in start.levers],
            "Butir": [lever.name for lever in start.levers],
            NOW: [float(lever.now) for lever in start.levers],
            THEN: [float(tried.base.get(lever.node, lever.now)) for lever in start.levers],
            "Paling tinggi": [float(lever.highest) for lever in start.levers],
            "Domain": [start.pillar_of[lever.node].short for lever in start.levers],
            UNIT: [tried.base_units.get(lever.node, "") for lever in start.levers],
        }
    )
    return frame if start.basis is Basis.PUBLISHED else frame.drop(columns="Paling tinggi")


def _levels(start: Position, edited: pd.DataFrame) -> tuple[dict[str, Fraction], str]:
    """Return what differs from the present, and what was typed that no level can be."""
    levels, wrong = dict[str, Fraction](), list[str]()
    for lever, typed in zip(start.levers, edited[THEN], strict=True):
        lowest = start.instrument.scale.lowest * len(lever.indicators)
        level = lever.now if pd.isna(typed) else Fraction(repr(float(typed)))
        if not lowest <= level <= lever.highest or (level * start.instrument.scale.unit).denominator != 1:
            wrong.append(f"{lever.node} {format_level(level)}")
        elif level != lever.now:
            levels[lever.node] = level
    text = f"Di luar skala dan belum dihitung: {', '.join(wrong)}." if wrong else ""
    return levels, text


def _at_once(start: Position) -> None:
    """Offer to raise everything below a level at once, in the whole tree, a domain or an aspect."""
    instrument = start.instrument
    scopes = {INDEX_NODE: "Semua"} | {
        node.code: f"{node.kind.label} {node.short}"
        for node in instrument.nodes
        if node.kind in (NodeKind.DOMAIN, NodeKind.ASPECT) and _inside(start, node.code)
    }
    lowest, highest = int(instrument.scale.lowest), int(instrument.scale.highest)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        scope = st.selectbox(
            "Naikkan sekaligus", list(scopes), format_func=scopes.__getitem__, key="cakupan", width=230
        )
        floor = st.selectbox(
            "Paling sedikit tingkat", list(range(lowest + 1, highest + 1)), index=1, key="lantai", width=150
        )
        st.button("Terapkan", key="terapkan", on_click=_raise_all, args=(start, scope, floor))


def _inside(start: Position, code: str) -> list[str]:
    below = {leaf.code for leaf in start.instrument.leaves(code)}
    return [lever.node for lever in start.levers if below.issuperset(lever.indicators)]


def _raise_all(start: Position, scope: str, floor: int) -> None:
    tried = draft.current(start)
    levels = dict(tried.levels)
    for node in _inside(start, scope):
        lever = start.by_node[node]
        levels[node] = max(levels.get(node, lever.now), Fraction(floor * len(lever.indicators)))
    draft.adopt(start, levels, tried.years, tried.units)


def _effect(view: View, start: Position, tried: Draft) -> None:
    """Show what each domain, and each aspect that changes, comes to."""
    found = outcome(start, tried.levels)
    rows = []
    for node in start.instrument.nodes:
        if node.code in found.nodes:
            before, after = found.nodes[node.code]
            if node.parent == INDEX_NODE or before != after:
                gain = float((after - before) * node.weight / start.instrument.node(INDEX_NODE).weight)
                rows.append((node.kind.label, node.short, float(before), float(after), float(after - before), gain))
    columns = {
        "short": Column("Domain dan aspek"),
        "now": Column("Kini", 2),
        "then": Column("Rencana", 2),
        "change": Column("Naik", 2, signed=True),
        "gain": Column("Bagi indeks", 4, signed=True),
    }
    frame = pd.DataFrame(rows, columns=["kind", "short", "now", "then", "change", "gain"])
    named = frame.assign(short=frame["short"].where(frame["kind"] == NodeKind.DOMAIN.label, "– " + frame["short"]))
    if not view.instrument.of_kind(NodeKind.DOMAIN):
        named = frame
    risen = frame[frame["change"] > 0].sort_values("change", ascending=False, kind="stable")
    title = f"{risen['short'].iloc[0]} naik paling banyak" if len(risen) else "Nilai domain bila tingkat diubah"
    components.titled_table(title, named, columns)
