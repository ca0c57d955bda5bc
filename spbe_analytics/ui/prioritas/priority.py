"""The parts of *Prioritas* that open it: what holds the home region back, and against whom."""

from typing import Final

import streamlit as st

from spbe_analytics.analysis.standing.presence import compared
from spbe_analytics.analysis.weakness.measures import Measured, Weakness, frame_of
from spbe_analytics.analysis.weakness.peers import Group
from spbe_analytics.analysis.weakness.weakest import Measure, weakest
from spbe_analytics.charts import change_bars, loss_bars
from spbe_analytics.reports import Column
from spbe_analytics.schema import CHANGE, INDEX_NODE, OF, RANK, VALUE, Basis, NodeKind
from spbe_analytics.scoring.display import MISSING, format_score, format_weight
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.above import told
from spbe_analytics.ui.kit.components import Figure, Picture
from spbe_analytics.ui.kit.markup import bars
from spbe_analytics.ui.kit.view import View, kept
from spbe_analytics.ui.plan import held
from spbe_analytics.ui.prioritas import nation
from spbe_analytics.ui.words import beside, headlines, nobody, peer_group, plan_words, standing, weakness_words
from spbe_analytics.ui.words.way_up import way_up
from spbe_analytics.ui.words.weakness_words import equals, holds_back

LOST: Final = {
    "label": Column("Butir", width=26),
    VALUE: Column("Nilai", 2),
    "weight": Column("Bobot (%)", 2),
    "lost": Column("Poin hilang", 4),
    "target_gap": Column("Dari target", 2, signed=True),
    "median": Column("Median", 2),
    "quartile": Column("Kuartil atas", 2),
    RANK: Column("Peringkat", 0),
    OF: Column("dari", 0),
}

GAPS: Final = {
    "label": Column("Butir", width=26),
    VALUE: Column("Nilai", 2),
    "median": Column("Median", 2),
    CHANGE: Column("Jarak ke median", 2, signed=True),
    "quartile": Column("Kuartil atas", 2),
    "quartile_gap": Column("Jarak ke kuartil atas", 2, signed=True),
    RANK: Column("Peringkat", 0),
    OF: Column("dari", 0),
}


def answer(view: View) -> bool:
    """Show headline and figures; tell whether there is anything of a home region to show below."""
    if view.home is None:
        nation.show(view)
        return False
    if view.own_scores is None or view.own_scores.isna().all():
        standing.answer_missing(view)
        return False
    start = way_up(view).start
    if start is not None:
        held.current(start)  # whichever tab is open, the address holds the plan
    sentence, items = _answer(view)
    components.headline(sentence, _muted(view))
    told.now()
    components.figures(items)
    return True


def _muted(view: View) -> str:
    chosen = peer_group.group(view)
    depth = "" if _known(view, NodeKind.INDICATOR) else "; hanya nilai domain yang diterbitkan"
    if not peer_group.measures(view, chosen).nodes:
        depth = "; hanya indeks yang diketahui"
    among = compared(len(chosen.regions), chosen.of, chosen.label)
    return beside.below(view, f"{view.stage.label} {view.year}, {among}{depth}")


def _known(view: View, kind: NodeKind) -> bool:
    return view.own_scores is not None and bool(
        view.own_scores[[node.code for node in view.instrument.of_kind(kind)]].notna().any()
    )


@kept
def _answer(view: View) -> tuple[str, list[Figure]]:
    way = way_up(view)
    scores, home, scale = view.own_scores, view.home, view.instrument
    assert scores is not None
    assert home is not None
    highest = scale.scale.highest
    index, row = scores[INDEX_NODE], view.own
    measured = standing.weakness_of(view)
    lost, costly = measured.lost, weakest(measured, measured.pillars, Measure.LOST)
    most = equals(costly.names, costly.kind.label.lower(), costly.among) if costly else ""
    figures = [
        Figure(
            f"{scale.index_name} ({scale.scale.lowest}–{scale.scale.highest})",
            format_score(index),
            str(row["predicate"]) if row is not None else "belum lengkap",
        )
    ]
    if way.start is not None and way.goal is not None:
        least, far = way.start.goal.least, way.start.goal.most
        assert least is not None
        assert far is not None
        distance = headlines.distance(least, far)
        figures.append(Figure(f"Jarak ke {way.goal.name}", distance, f"batas {format_score(way.goal.lower)}"))
        sentence = plan_words.headline(home.bare, distance, way.goal.name, way.plan)
    elif way.start is not None and row is not None:
        figures.append(Figure("Jarak ke predikat berikutnya", MISSING, "predikat tertinggi"))
        sentence = plan_words.top_headline(
            home.bare, str(row["predicate"]), format_score(lost), most, format_score(highest)
        )
    else:
        figures.append(_next(view))
        sentence = f"{home.bare}: rencana belum dapat disusun"
        if costly:
            sentence = f"{home.bare}: {holds_back(costly)}; rencana belum dapat disusun"
    figures.append(Figure("Poin yang hilang", format_score(lost), f"sampai indeks {format_score(highest)}"))
    if way.plan is not None and way.plan.moves:
        alone = way.plan.position.basis is Basis.OBSERVED
        value = f"{way.plan.raised} indikator" if alone else f"{way.plan.steps} kenaikan"
        below = f"{way.plan.steps} kenaikan tingkat" if alone else f"di {plan_words.pillars(way.plan)}"
        figures.append(Figure("Rencana teringan", value, below, help="Dengan anggapan setiap kenaikan sama beratnya."))
    return sentence, figures


def _next(view: View) -> Figure:
    return standing.predicate_figure(view, view.own) if view.own is not None else Figure("Predikat", MISSING)


def holding(view: View) -> bool:
    """Show what loses the index most points, and beside it the weakest pillar against the comparison group.

    Returns:
        Whether anything below the index is known, so that there is more to show.
    """
    if not peer_group.measures(view, peer_group.group(view)).nodes:
        components.empty(
            f"Untuk {view.year} hanya indeks yang diketahui; letak poin yang hilang belum dapat ditunjukkan.",
            "Unggah nilai domain atau tingkat indikatornya.",
            *nobody.way_to_fill(view),
        )
        return False
    left, right = st.columns(2, gap="medium")
    with right:
        weak = st.container(gap="xxsmall")
        compared = st.container(gap="xxsmall")
        with compared:
            peer_group.choose(view)
        gaps = st.container(gap="xxsmall")
        shares = st.container(gap="xxsmall")
    chosen = peer_group.group(view)
    measured = peer_group.measures(view, chosen)
    with left:
        components.kept_picture(view, f"prioritas-poin-{chosen.by.value}", lambda _: _lost(view, measured))
    low = weakest(measured, measured.pillars, Measure.VALUE)
    if low is None:
        return True
    with weak:
        title, text = _weakest(view, chosen)
        components.subheading(title)
        st.markdown(components.escape(text))
    with gaps:
        if not components.kept_picture(view, f"prioritas-median-{chosen.by.value}", lambda v: _gaps(v, measured)):
            components.note(
                f"{len(chosen.regions)} dari {chosen.of} {chosen.label} diketahui: terlalu sedikit untuk median dan "
                "peringkat. Pilih kelompok lain."
            )
    with shares:
        costly = weakest(measured, measured.pillars, Measure.LOST)
        if costly is not None and len(measured.nodes) > len(measured.pillars):
            title, drawn = _shares(view, chosen)
            components.subheading(title)
            st.html(drawn)
    return True


def _weighed(node: Measured) -> str:
    return f"nilai {format_score(node.value)}, bobot {format_weight(node.node.weight)}"


def _lost(view: View, measured: Weakness) -> Picture | None:
    """Draw the aspects, or the pillars where only these are known."""
    nodes = sorted(measured.costs, key=lambda node: -node.lost)
    if not nodes:
        return None
    drawn = frame_of(nodes).assign(note=[_weighed(node) for node in nodes])
    every = measured.table
    return Picture(
        weakness_words.lost_title(weakest(measured, measured.costs, Measure.LOST)),
        loss_bars(drawn.assign(label=drawn["short"]), view.palette),
        weakness_words.lost_text(view.instrument, measured.lost, [node.lost for node in nodes]),
        every.assign(label=every["short"]),
        LOST,
    )


@kept
def _weakest(view: View, chosen: Group) -> tuple[str, str]:
    measured = peer_group.measures(view, chosen)
    low = weakest(measured, measured.pillars, Measure.VALUE)
    assert low is not None  # without one nothing is shown
    text = weakness_words.weakest_text(
        measured, low, standing.pillar_changes(view), weakness_words.cause_of(measured, low)
    )
    return weakness_words.weakest_heading(low), text


def _gaps(view: View, measured: Weakness) -> Picture | None:
    rows = frame_of(measured.pillars)
    rows = rows.assign(label=rows["short"], change=rows["median_gap"])
    if rows[CHANGE].isna().all():
        return None
    among = measured.group.label
    chart = change_bars(rows, view.palette, what=f"jarak ke median {among}")
    within = ", termasuk daerah ini" if measured.group.member else ""
    text = f"Jarak ke median {int(rows[OF].max())} {among}{within}."
    return Picture(weakness_words.lag_title(measured), chart, text, rows, GAPS)


@kept
def _shares(view: View, chosen: Group) -> tuple[str, str]:
    measured = peer_group.measures(view, chosen)
    low, costly = (weakest(measured, measured.pillars, measure) for measure in (Measure.VALUE, Measure.LOST))
    assert low is not None and costly is not None  # noqa: PT018 - without them nothing is shown
    nodes = sorted(measured.pillars, key=lambda node: -node.lost)
    drawn = [(node.node.short, _weighed(node), float(node.lost), format_score(node.lost)) for node in nodes]
    marked = [place for place, node in enumerate(nodes) if node in low.nodes]
    return weakness_words.shares_title(costly, low), bars(drawn, view.palette, marked=marked)
