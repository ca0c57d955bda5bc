"""The frame of *Simulasi & rencana*: what the changes come to, above the tabs that make them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from spbe_analytics.analysis.planning.levers import Position
from spbe_analytics.analysis.planning.proposal import Proposal, come_to
from spbe_analytics.analysis.planning.whatif import Outcome, rank_with
from spbe_analytics.analysis.standing.presence import has_quorum
from spbe_analytics.analysis.standing.ranking import select
from spbe_analytics.parts.view import View, kept
from spbe_analytics.parts.words import beside, standing
from spbe_analytics.parts.words.headlines import distance
from spbe_analytics.parts.words.way_up import WayUp, way_up
from spbe_analytics.schema import REGION, Basis, Kind
from spbe_analytics.scoring.display import (
    MISSING,
    format_change,
    format_least,
    format_level,
    format_score,
    format_span,
)
from spbe_analytics.ui.kit import components, markup
from spbe_analytics.ui.kit.above import told
from spbe_analytics.ui.kit.markup import Fact
from spbe_analytics.ui.plan import held
from spbe_analytics.ui.plan.held import Repaint
from spbe_analytics.ui.simulasi import plan_maker, scenarios, try_levels
from spbe_analytics.ui.words import missing, nobody


def start(view: View) -> Position | None:
    """Return where the home region starts from; say what is missing where that is not known."""
    if view.home is None:
        components.headline(
            "Simulasi dan rencana satu daerah",
            "Ubah tingkat, lihat indeks, predikat, dan peringkat, lalu simpan rencananya.",
        )
        components.empty("Belum ada daerah yang dipilih.", "Pilih “Daerah saya” di atas.")
        return None
    way = way_up(view)
    if way.start is None:
        if view.own_scores is None:
            missing.answer_missing(view)
        else:
            components.headline(f"{view.home.bare}: rencana belum dapat disusun", standing.compared(view))
            components.empty(way.why, "", *nobody.way_to_fill(view))
    return way.start


def workbench(view: View, start: Position) -> None:
    """Show headline and figures, and below them the tabs; a touch repaints the open tab and the top, nothing else."""
    now = held.current(start)
    top = Top(view, start, st.empty(), st.empty())
    told.now()
    top.show(now.proposal)
    components.tabs(PARTS, "isi", view, start, top.show)


@dataclass(frozen=True, eq=False)
class Top:
    """The head of the page: two places, so that a tab can paint them anew without the rest."""

    view: View
    start: Position
    title: DeltaGenerator
    below: DeltaGenerator

    def show(self, chosen: Proposal) -> None:
        """Say what the changes come to."""
        found, view, start = come_to(self.start, chosen), self.view, self.start
        self.title.title(_headline(view, start, found), anchor=False)
        said = [markup.note(_muted(view, start), view.palette), markup.facts(_facts(view, start, found), view.palette)]
        if found.doubtful:
            names = ", ".join(start.by_node[node].name for node in found.doubtful)
            said.append(
                markup.note(
                    f"Belum pasti dapat setinggi itu: {names}. Beberapa jumlah tingkat cocok dengan nilai tercetak; "
                    "muat tingkat indikator supaya pasti.",
                    view.palette,
                )
            )
        self.below.html("".join(said))


PARTS: Final[dict[str, Callable[[View, Position, Repaint], None]]] = {
    "Susun rencana": plan_maker.show,
    "Ubah tingkat": try_levels.show,
    "Simpan dan bandingkan": scenarios.show,
}
"""Title of each tab and what it shows."""


def _headline(view: View, start: Position, found: Outcome) -> str:
    name = view.home.bare if view.home else ""
    if not found.levels:
        return _opening(name, way_up(view))
    steps = format_level(abs(found.steps))
    moved = f"{steps} kenaikan tingkat" if found.steps > 0 else f"{steps} penurunan tingkat"
    if not found.steps:
        moved = f"{len(found.levels)} perubahan tingkat"
    after = " atau ".join(found.predicates)
    then = format_least(found.index, found.upper, [item.lower for item in start.instrument.predicates])
    return f"{name} {format_score(start.index)} menjadi {then} ({after}) dengan {moved}"


def _opening(name: str, way: WayUp) -> str:
    said = f"{name} {format_score(way.start.index if way.start else None)}"
    if way.goal is None or way.plan is None:
        return f"{said}: sudah pada predikat tertinggi; coba ubah tingkatnya"
    return f"{said}: {way.plan.steps} kenaikan tingkat lagi untuk {way.goal.name}"


def _muted(view: View, start: Position) -> str:
    sums, count = sum(lever.is_sum for lever in start.levers), len(start.levers)
    known = "hanya domain yang terbit: yang diubah jumlah tingkat di baliknya"
    if start.basis is Basis.OBSERVED:
        known = "setiap tingkat diketahui"
    elif sums < count:
        known = f"{count - sums} tingkat diketahui; selebihnya jumlah tingkat di balik nilai tercetak"
    return beside.below(view, f"{view.stage.label} {view.year}; {known}. Bukan ramalan hasil evaluasi.")


def _facts(view: View, start: Position, found: Outcome) -> list[Fact]:
    change, goal = found.index - start.index, found.goal
    following, least, most = goal.predicate, goal.least, goal.most
    shown = [
        Fact(
            start.instrument.index_name,
            format_span(found.index, found.upper),
            f"{format_change(change)} dari {format_score(start.index)}" if change else "seperti sekarang",
            (change > 0) - (change < 0),
        ),
        Fact(
            "Predikat",
            " atau ".join(found.predicates),
            f"{distance(least, most)} ke {following.name}"
            if following and least is not None and most is not None
            else "predikat tertinggi",
        ),
    ]
    home, place = view.home, view.province
    inside = place is not None and home is not None and home.province == place.code and home.kind is not Kind.PROVINCE
    scopes = {standing.nation_label(view): None} | ({"Peringkat provinsi": place.code} if place and inside else {})
    for label, scope in scopes.items():
        others = _others(view, scope)
        if not len(others) or not has_quorum(len(others) + 1, view.own_kind, scope):
            shown.append(Fact(label, MISSING, "menunggu data daerah lain"))
            continue
        now, of = rank_with(others, found.upper)
        was, _ = rank_with(others, start.upper)
        shown.append(
            Fact(
                label,
                f"{now} dari {of}",
                f"dari peringkat {was}" if now != was else "daerah lain tetap",
                (now < was) - (now > was),
            )
        )
    return shown


@kept
def _others(view: View, province: str | None) -> NDArray[np.float64]:
    """Return the least possible exact indices of everybody else of the kind."""
    group = select(view.standings, year=view.year, stage=view.stage.value, kind=view.own_kind, province=province)
    own = view.home.code if view.home else ""
    return np.sort(group.loc[(group[REGION] != own) & ~group["misprint"], "low"].to_numpy())
