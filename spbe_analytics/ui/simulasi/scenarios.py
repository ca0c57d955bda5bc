"""*Simulasi*, the tab “Simpan dan bandingkan”: who does what when, keep under a name, compare, share, export."""

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.planning.levers import Position
from spbe_analytics.analysis.planning.proposal import Proposal, come_to, settled
from spbe_analytics.analysis.planning.rules import LONGEST
from spbe_analytics.analysis.planning.whatif import Outcome
from spbe_analytics.analysis.planning.written import read, write
from spbe_analytics.entries.action import FIELDS
from spbe_analytics.errors import AnalysisError
from spbe_analytics.parts.part import Column
from spbe_analytics.parts.view import View
from spbe_analytics.parts.words import plan_words
from spbe_analytics.scoring.display import format_change, format_date, format_level, format_number, format_span
from spbe_analytics.store.shelf.scenarios import LONGEST_NAME, Scenario
from spbe_analytics.ui.kit import cache, components, form
from spbe_analytics.ui.kit.boundary import answering, guarded
from spbe_analytics.ui.plan import held
from spbe_analytics.ui.plan.held import FIELD, Repaint
from spbe_analytics.ui.simulasi import plan_actions

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
    """Show what can be done with the plan: keep, compare, share, export."""
    now = held.current(start)
    tried = _whole(view, start, now.proposal)
    repaint(tried)  # a scenario may have been opened, or nothing taken over yet
    if tried.items:
        _in_charge(start, tried, now.version)
        left, right = st.columns(2, gap="medium")
        with left:
            _keep(start, tried)
        with right:
            plan_actions.share(view, start, tried)
    else:
        components.empty("Belum ada tingkat yang naik.", "Susun rencana atau ubah tingkat, lalu kembali ke sini.")
    kept = cache.workspace().scenarios.of(start.key)
    read_back = {scenario.name: read(start, scenario.plan) for scenario in kept}
    _compare(start, tried, {name: found for name, (found, _) in read_back.items()})
    if kept:
        _kept(start, kept, read_back)


def _whole(view: View, start: Position, chosen: Proposal) -> Proposal:
    """Return the plan with its items; without own ones, those of the plan that the wish picks."""
    if chosen.items:
        return chosen
    try:
        found = held.plans_of(view, start, chosen.wish, chosen.wish.option + 1)
    except AnalysisError as error:
        components.warn(str(error))
        return chosen
    tried = settled(start, chosen, found)
    if tried.items:
        components.note(
            f"Yang dipakai: rencana menurut “Susun rencana” ({plan_words.goal(start, chosen.wish)}). Tingkatnya dapat "
            "diubah di “Ubah tingkat”."
        )
    return tried


def _in_charge(start: Position, tried: Proposal, version: int) -> None:
    """Ask which unit is in charge of each change, and in which year it is due."""
    nodes = list(dict.fromkeys(item.node for item in tried.items))
    title = f"{len(nodes)} butir berubah: siapa yang mengerjakan, dan kapan?"
    with (
        st.expander(title, expanded=len(nodes) <= SHORT, key=f"perangkat-{version}"),
        st.container(horizontal=True, gap="small", vertical_alignment="bottom"),
    ):
        for place, item in enumerate(tried.items):
            lever = start.by_node[item.node]
            if item.node in nodes:
                nodes.remove(item.node)
                label = f"{item.node} {lever.name}, {plan_words.one(lever, lever.now, tried.levels[item.node])}"
                key = f"{FIELD}perangkat-{version}-{item.node}"
                st.session_state.setdefault(key, tried.units.get(item.node, ""))
                st.text_input(
                    components.escape(label), key=key, placeholder=UNIT, max_chars=FIELDS["unit"].longest, width=300,
                    on_change=_charge, args=(start, item.node, key),
                )  # fmt: skip
            key = f"{FIELD}tahun-{version}-{place}"
            st.session_state.setdefault(key, item.year)
            st.selectbox(
                f"Tahun {item.node} ke tingkat {format_level(item.to)}", range(1, LONGEST + 1), key=key, width=170,
                format_func=lambda year: f"Tahun ke-{year} ({start.year + year})",
                on_change=_schedule, args=(start, tried, place, key),
            )  # fmt: skip


@answering
def _charge(start: Position, node: str, key: str) -> None:
    unit = " ".join(str(st.session_state[key]).split())
    held.change(start, held.current(start).proposal.charged(node, unit))


@answering
def _schedule(start: Position, tried: Proposal, place: int, key: str) -> None:
    now = held.current(start).proposal
    held.change(start, (now if now.items else tried).in_year(place, int(st.session_state[key])))


def _keep(start: Position, tried: Proposal) -> None:
    components.subheading("Simpan sebagai skenario")
    with st.form("simpan-skenario", border=False):
        name = st.text_input("Nama skenario", placeholder="Misalnya: Menuju Sangat Baik 2027", max_chars=LONGEST_NAME)
        form.who(KEEP)
        pressed = st.form_submit_button("Simpan skenario", type="primary", icon=":material/save:")

    def keep(who: str) -> str:
        cache.workspace().scenarios.keep(start.key, name, write(tried), who)
        return "Skenario tersimpan."

    if pressed:
        form.at_once(KEEP, keep)


def _compare(start: Position, tried: Proposal, kept: Mapping[str, Proposal]) -> None:
    offered = {TRIED: tried} if tried.items else {}
    offered |= {name: found for name, found in kept.items() if found.items}
    if not offered:
        return
    components.subheading("Bandingkan dengan keadaan kini")
    chosen = st.multiselect(
        "Skenario", list(offered), default=list(offered)[:MOST], max_selections=MOST, key="banding",
        placeholder="Pilih paling banyak tiga", label_visibility="collapsed", filter_mode="contains",
    )  # fmt: skip
    sides = {"Kini": come_to(start, Proposal())} | {name: come_to(start, offered[name]) for name in chosen}
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


def _kept(start: Position, kept: Sequence[Scenario], read_back: Mapping[str, tuple[Proposal, tuple[str, ...]]]) -> None:
    components.subheading(f"{len(kept)} skenario tersimpan")
    for place, scenario in enumerate(kept):
        proposal, wrong = read_back[scenario.name]
        with st.container(border=True):
            st.markdown(f"**{components.escape(scenario.name)}**")
            if proposal.items:
                found = come_to(start, proposal)
                steps = format_level(found.steps)
                components.note(
                    f"{format_span(found.index, found.upper)} ({' atau '.join(found.predicates)}), {steps} "
                    f"kenaikan pada {format_number(len(found.levels), 0)} butir. Disimpan {scenario.kept_by}, "
                    f"{format_date(scenario.kept_at.date())}."
                )
            if wrong:
                components.note(f"Tidak lagi cocok sepenuhnya dengan data yang tersimpan. {' '.join(wrong)}")
            with st.container(horizontal=True):
                if proposal.items:
                    st.button(
                        "Buka",
                        key=f"buka-{place}",
                        icon=":material/open_in_full:",
                        on_click=held.adopt,
                        args=(start, proposal),
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
