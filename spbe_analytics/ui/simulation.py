"""The frame of *Simulasi & rencana*: what the changes come to, above the tabs that make them."""

from fractions import Fraction
from functools import partial
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from spbe_analytics.analysis.levers import Position, position
from spbe_analytics.analysis.pathway import least_effort, next_predicate
from spbe_analytics.analysis.ranking import select
from spbe_analytics.analysis.whatif import Outcome, outcome, rank_with
from spbe_analytics.errors import AnalysisError
from spbe_analytics.schema import REGION, Basis
from spbe_analytics.scoring.display import MISSING, format_change, format_level, format_score, round_half_up
from spbe_analytics.ui import components, draft, plan_maker, scenarios, standing, try_levels
from spbe_analytics.ui.components import Figure
from spbe_analytics.ui.draft import Draft
from spbe_analytics.ui.view import View

PLAN: Final = "Susun rencana"
LEVELS: Final = "Ubah tingkat"
KEEP: Final = "Simpan dan bandingkan"


def start(view: View) -> Position | None:
    """Return where the home region starts from; say what is missing where that is not known."""
    if view.home is None:
        components.headline(
            "Simulasi dan rencana satu daerah",
            "Ubah tingkat, lihat indeks, predikat, dan peringkat, lalu simpan rencananya.",
        )
        components.empty("Belum ada daerah yang dipilih.", "Pilih “Daerah saya” di saringan.")
        return None
    code = view.home.code
    try:
        return view.keep("posisi", lambda: position(view.snapshot, view.instrument, code, view.year, view.stage.value))
    except AnalysisError as error:
        if view.own_scores is None or view.own is None:
            standing.answer_missing(view)
        else:
            components.headline(f"{view.home.bare}: rencana belum dapat disusun", standing.compared(view))
        components.empty(str(error), "")
        return None


@st.fragment
def workbench(view: View, start: Position) -> None:
    """Show headline and figures, and below them the tabs; a change of one level repaints only this part."""
    top = st.container()
    tabs = st.tabs([PLAN, LEVELS, KEEP], key="isi", on_change="rerun", bind="query-params")
    tried = draft.current(start)
    if tabs[0].open:
        with tabs[0]:
            plan_maker.show(view, start)
    if tabs[1].open:
        with tabs[1]:
            tried = try_levels.show(start, tried)
    if tabs[2].open:
        with tabs[2]:
            scenarios.show(view, start, tried)
    with top:
        _answer(view, start, tried)


def _answer(view: View, start: Position, tried: Draft) -> None:
    found = outcome(start, tried.levels)
    components.headline(_headline(view, start, found), _muted(view, start))
    if wrong := draft.message():
        components.empty(wrong, "Periksa tautannya, atau susun lagi di bawah.")
    components.figures(_figures(view, start, found))
    if found.doubtful:
        names = ", ".join(start.by_node[node].name for node in found.doubtful)
        components.note(
            f"Belum pasti dapat setinggi itu: {names}. Beberapa jumlah tingkat cocok dengan nilai tercetak; muat "
            "tingkat indikator supaya pasti."
        )


def _headline(view: View, start: Position, found: Outcome) -> str:
    name = view.home.bare if view.home else ""
    if not found.levels:
        return view.keep("simulasi-pembuka", lambda: _opening(name, start))
    steps = format_level(abs(found.steps))
    moved = f"{steps} kenaikan tingkat" if found.steps > 0 else f"{steps} penurunan tingkat"
    if not found.steps:
        moved = f"{len(found.levels)} perubahan tingkat"
    after = " atau ".join(found.predicates)
    return f"{name} {format_score(start.index)} menjadi {format_score(found.index)} ({after}) dengan {moved}"


def _opening(name: str, start: Position) -> str:
    goal = next_predicate(start.instrument, start.index)
    said = f"{name} {format_score(start.index)}"
    if goal is None:
        return f"{said}: sudah pada predikat tertinggi; coba ubah tingkatnya"
    (plan,) = least_effort(start, goal.lower)
    return f"{said}: {plan.steps} kenaikan tingkat lagi untuk {goal.name}"


def _muted(view: View, start: Position) -> str:
    known = (
        "setiap tingkat diketahui"
        if start.basis is Basis.OBSERVED
        else "hanya domain yang terbit: yang diubah jumlah tingkat di baliknya"
    )
    return f"{view.stage.label} {view.year}; {known}. Bukan ramalan hasil evaluasi."


def _figures(view: View, start: Position, found: Outcome) -> list[Figure]:
    before = outcome(start, {})
    change = found.index - start.index
    scale = start.instrument
    goal = next_predicate(scale, found.index)
    tone = ("up", "green") if change > 0 else ("down", "red") if change < 0 else ("off", "gray")
    shown = [
        Figure(
            scale.index_name,
            _span(found.index, found.upper),
            f"{format_change(change)} dari {format_score(start.index)}" if change else "seperti sekarang",
            *tone,  # type: ignore[arg-type]
        ),
        Figure(
            "Predikat",
            " atau ".join(found.predicates),
            f"{_gap(goal.lower - found.index)} ke {goal.name}" if goal else "predikat tertinggi",
        ),
    ]
    scopes = {"Peringkat nasional": None} | ({"Peringkat provinsi": view.province.code} if view.province else {})
    for label, scope in scopes.items():
        others = view.keep(f"lawan-{label}", partial(_others, view, scope))
        now, of = rank_with(others, found.upper)
        was, _ = rank_with(others, before.upper)
        if not len(others) or (scope is None and not view.quorum):
            shown.append(Figure(label, MISSING, "menunggu data daerah lain"))
            continue
        shown.append(
            Figure(
                label,
                f"{now} dari {of}",
                f"dari peringkat {was}" if now != was else "lainnya tetap",
                "up" if now < was else "down" if now > was else "off",
                "green" if now < was else "red" if now > was else "gray",
                help="Daerah lain dianggap tetap. Peringkat: 1 + banyaknya daerah yang pasti lebih tinggi.",
            )
        )
    return shown


def _gap(distance: Fraction) -> str:
    return format_score(distance) if round_half_up(distance) else f"kurang dari {format_score(standing.SMALLEST)}"


def _span(low: Fraction, high: Fraction) -> str:
    near, far = format_score(low), format_score(high)
    return near if near == far else f"{near}–{far}"


def _others(view: View, province: str | None) -> NDArray[np.float64]:
    """Return the least possible exact indices of everybody else of the kind."""
    group = select(view.standings, year=view.year, stage=view.stage.value, kind=view.kind, province=province)
    own = view.home.code if view.home else ""
    return np.sort(group.loc[group[REGION] != own, "low"].to_numpy())
