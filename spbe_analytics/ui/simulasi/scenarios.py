"""*Simulasi*, the tab “Simpan dan bandingkan”: keep under a name, compare with the present, share, export."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.followup import actions_of_plan
from spbe_analytics.analysis.planning.levers import Position
from spbe_analytics.analysis.planning.whatif import Outcome, outcome
from spbe_analytics.errors import AnalysisError
from spbe_analytics.reports import Column
from spbe_analytics.reports.plan import plan_xlsx
from spbe_analytics.scoring.display import (
    format_change,
    format_date,
    format_level,
    format_number,
    format_score,
    format_span,
)
from spbe_analytics.store.shelf.scenarios import LONGEST_NAME, Scenario
from spbe_analytics.ui.kit import cache, components, form
from spbe_analytics.ui.kit.boundary import guarded
from spbe_analytics.ui.kit.view import View
from spbe_analytics.ui.simulasi import draft, plan_actions
from spbe_analytics.ui.simulasi.draft import Draft, Repaint
from spbe_analytics.ui.words import plan_words

MOST: Final = 3
"""Most scenarios beside the present."""

UNIT: Final = "Perangkat daerah"
SHORT: Final = 6
"""Changes up to which the units in charge are asked for without a fold."""
KEEP, TAKE_AWAY = "skenario", "skenario-hapus"
"""Where the name of the person is asked."""

TRIED: Final = "Yang sedang dicoba"


@st.fragment
@guarded
def show(view: View, start: Position, repaint: Repaint) -> None:
    """Show what can be done with the changes: keep, compare, share, export."""
    tried = draft.current(start)
    repaint(tried)  # a scenario may have been opened
    if tried.levels:
        tried = _in_charge(start, tried)
        left, right = st.columns(2, gap="medium")
        with left:
            _keep(start, tried)
        with right:
            _share(view, start, tried)
    else:
        components.empty("Belum ada tingkat yang diubah.", "Susun rencana atau ubah tingkat, lalu kembali ke sini.")
    kept = cache.workspace().scenarios.of(start.key)
    _compare(start, tried, kept)
    if kept:
        _kept(start, kept)


def _in_charge(start: Position, tried: Draft) -> Draft:
    """Ask which unit is in charge of each change."""
    units = dict[str, str]()
    title = f"{len(tried.levels)} butir berubah: siapa yang mengerjakan?"
    with (
        st.expander(title, expanded=len(tried.levels) <= SHORT, key=f"perangkat-{tried.version}"),
        st.container(horizontal=True, gap="small"),
    ):
        for node, level in tried.levels.items():
            lever = start.by_node[node]
            label = f"{node} {lever.name}, {plan_words.one(lever, lever.now, level)}"
            typed = st.text_input(
                components.escape(label),
                tried.units.get(node, ""),
                key=f"perangkat-{tried.version}-{node}",
                placeholder=UNIT,
                max_chars=120,
                width=300,
            )
            if typed.strip():
                units[node] = " ".join(typed.split())
    return draft.edit(start, tried.levels, units)


def _keep(start: Position, tried: Draft) -> None:
    components.subheading("Simpan sebagai skenario")
    with st.form("simpan-skenario", border=False):
        name = st.text_input("Nama skenario", placeholder="Misalnya: Menuju Sangat Baik 2027", max_chars=LONGEST_NAME)
        form.who(KEEP)
        pressed = st.form_submit_button("Simpan skenario", type="primary", icon=":material/save:")

    def keep(who: str) -> str:
        levels = {node: str(level) for node, level in tried.levels.items()}
        units = {node: text for node, text in tried.units.items() if node in levels}
        cache.workspace().scenarios.keep(start.key, name, levels, units, tried.years, who)
        return "Skenario tersimpan."

    if pressed:
        form.at_once(KEEP, keep)


def _share(view: View, start: Position, tried: Draft) -> None:
    components.subheading("Bagikan atau ekspor")
    components.note("Tautan ini membuka halaman yang sama dengan tingkat yang sama di peramban siapa pun:")
    st.code(draft.link(tried), language=None, wrap_lines=True)
    name = view.home.name if view.home else ""
    st.download_button(
        "Unduh rencana (XLSX)",
        lambda: workbook(start, tried, name),
        f"rencana-{start.region}-{start.year}.xlsx",
        on_click="ignore",
        icon=":material/download:",
        key="rencana-xlsx",
    )
    components.subheading("Jadikan tindak lanjut")
    plan_actions.offer(start.region, start.year, start.stage, start.instrument, _rises(start, tried))


def workbook(start: Position, tried: Draft, name: str) -> bytes:
    """Write the changes as a workbook."""
    found = outcome(start, tried.levels)
    rows, index, done = [], start.index, dict[str, Fraction]()
    about = (start.region, start.year, start.stage, start.instrument)
    told = {action.node: action.action for action in actions_of_plan(*about, _rises(start, tried))}
    order = sorted(tried.levels, key=lambda node: (tried.years.get(node, 0), -_gain(start, tried, node)))
    for number, node in enumerate(order, start=1):
        lever = start.by_node[node]
        done[node] = tried.levels[node]
        before, index = index, start.after(done)
        label = start.instrument.node(node).name if start.whole(node) else lever.name
        levels: tuple[float | None, float | str] = (float(lever.now), float(tried.levels[node]))
        if lever.is_open:
            levels = (None, plan_words.rise(start, node, lever.now, tried.levels[node]))
        rows.append(
            (number, node, label, start.pillar_of[node].short, told.get(node, ""), tried.units.get(node, ""),
             tried.years.get(node),
             *levels, float(index - before), float(index))
        )  # fmt: skip
    columns = [
        "number", "node", "name", "pillar", "action", "unit", "year", "now", "then", "gain", "index",
    ]  # fmt: skip
    facts = [
        ("Daerah", name),
        ("Tahun", str(start.year)),
        (start.instrument.index_name, f"{format_score(start.index)} menjadi {format_score(found.index)}"),
        ("Predikat", f"{' atau '.join(outcome(start, {}).predicates)} menjadi {' atau '.join(found.predicates)}"),
    ]
    notes = ["Butir lain dianggap tetap. Dihitung dari tingkat, tanpa pembulatan. Bukan ramalan hasil evaluasi."]
    notes.append(start.instrument.regulation)
    return plan_xlsx(pd.DataFrame(rows, columns=columns), f"Rencana {name}", facts, notes)


def _rises(start: Position, tried: Draft) -> list[dict[str, Any]]:
    """Return what changes as rows of a plan."""
    return [
        {"node": node, "from": lever.now, "to": level, "unit": tried.units.get(node, "")}
        | ({"name": lever.name, "first": plan_words.first(lever)} if lever.is_open or not start.whole(node) else {})
        for node, level in tried.levels.items()
        for lever in (start.by_node[node],)
    ]


def _gain(start: Position, tried: Draft, node: str) -> Fraction:
    """Return what one change gains alone."""
    return start.after({node: tried.levels[node]}) - start.index


def _levels_of(start: Position, scenario: Scenario) -> dict[str, Fraction] | None:
    """Return a kept scenario's levels; ``None`` where they no longer fit what is stored."""
    levels = {node: Fraction(text) for node, text in scenario.levels.items()}
    try:
        start.after(levels)
    except AnalysisError:
        return None
    return levels


def _compare(start: Position, tried: Draft, kept: Sequence[Scenario]) -> None:
    fitting = {item.name: levels for item in kept if (levels := _levels_of(start, item)) is not None}
    offered: dict[str, Mapping[str, Fraction]] = ({TRIED: tried.levels} if tried.levels else {}) | fitting
    if not offered:
        return
    components.subheading("Bandingkan dengan keadaan kini")
    chosen = st.multiselect(
        "Skenario", list(offered), default=list(offered)[:MOST], max_selections=MOST, key="banding",
        placeholder="Pilih paling banyak tiga", label_visibility="collapsed",
    )  # fmt: skip
    sides = {"Kini": outcome(start, {})} | {name: outcome(start, offered[name]) for name in chosen}
    columns = {"what": Column("")} | {name: Column(name) for name in sides}
    components.plain_table(_beside(start, sides), columns)


def _beside(start: Position, sides: Mapping[str, Outcome]) -> pd.DataFrame:
    rows = [
        {"what": start.instrument.index_name}
        | {name: format_span(found.index, found.upper) for name, found in sides.items()},
        {"what": "Predikat"} | {name: " atau ".join(found.predicates) for name, found in sides.items()},
    ]
    for pillar in start.instrument.pillars:
        values = {name: format_span(*found.nodes[pillar.code][1:]) for name, found in sides.items()}
        rows.append({"what": pillar.short} | values)
    rows.append(
        {"what": "Perubahan tingkat"}
        | {name: format_change(found.steps, 0 if found.steps.denominator == 1 else 2) for name, found in sides.items()}
    )
    rows.append({"what": "Butir yang berubah"} | {name: str(len(found.levels)) for name, found in sides.items()})
    return pd.DataFrame(rows)


def _kept(start: Position, kept: Sequence[Scenario]) -> None:
    components.subheading(f"{len(kept)} skenario tersimpan")
    for place, scenario in enumerate(kept):
        levels = _levels_of(start, scenario)
        with st.container(border=True):
            st.markdown(f"**{components.escape(scenario.name)}**")
            if levels is None:
                components.note("Tidak lagi cocok dengan data yang tersimpan: ada tingkat di luar skala.")
            else:
                found = outcome(start, levels)
                steps = format_level(found.steps)
                components.note(
                    f"{format_span(found.index, found.upper)} ({' atau '.join(found.predicates)}), {steps} "
                    f"kenaikan pada {format_number(len(found.levels), 0)} butir. Disimpan {scenario.kept_by}, "
                    f"{format_date(scenario.kept_at.date())}."
                )
            with st.container(horizontal=True):
                if levels is not None:
                    st.button(
                        "Buka",
                        key=f"buka-{place}",
                        icon=":material/open_in_full:",
                        on_click=draft.adopt,
                        args=(start, levels, scenario.years, scenario.units),
                    )
                if st.button("Hapus", key=f"hapus-{place}", icon=":material/delete:"):
                    _remove(start, scenario.name)


@st.dialog("Hapus skenario")
@guarded
def _remove(start: Position, name: str) -> None:
    components.note(f"Skenario “{name}” tidak tampil lagi; isinya tetap ada dalam basis data.")
    form.who(TAKE_AWAY)

    def remove(who: str) -> str:
        cache.workspace().scenarios.remove(start.key, name, who)
        return f"Skenario “{name}” dihapus."

    if st.button("Hapus skenario", type="primary", key="hapus-ya"):
        form.at_once(TAKE_AWAY, remove)
