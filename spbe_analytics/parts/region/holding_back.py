"""What holds the home region back, and against whom."""

from typing import Final

from spbe_analytics.analysis.weakness.measures import Measured, Weakness, frame_of
from spbe_analytics.analysis.weakness.peers import Group
from spbe_analytics.analysis.weakness.weakest import Measure, weakest
from spbe_analytics.charts import change_bars, loss_bars
from spbe_analytics.parts import against
from spbe_analytics.parts.native import bar_chart
from spbe_analytics.parts.part import Column, Figure, Picture
from spbe_analytics.parts.view import View, kept
from spbe_analytics.parts.words import headlines, plan_words, standing, weakness_words
from spbe_analytics.parts.words.way_up import way_up
from spbe_analytics.parts.words.weakness_words import equals, holds_back
from spbe_analytics.schema import CHANGE, INDEX_NODE, OF, RANK, VALUE, Basis, NodeKind
from spbe_analytics.scoring.display import MISSING, format_score, format_weight

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


def knows(view: View, kind: NodeKind) -> bool:
    """Tell whether a node of a kind is known of the home region."""
    return view.own_scores is not None and bool(
        view.own_scores[[node.code for node in view.instrument.of_kind(kind)]].notna().any()
    )


@kept
def answer(view: View) -> tuple[str, list[Figure]]:
    """Sum up what holds the home region back and what the next predicate takes: sentence and figures."""
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


def weighed(node: Measured) -> str:
    """Write value and weight of a node."""
    return f"nilai {format_score(node.value)}, bobot {format_weight(node.node.weight)}"


def lost(view: View, measured: Weakness) -> Picture | None:
    """Draw the aspects, or the pillars where only these are known."""
    nodes = sorted(measured.costs, key=lambda node: -node.lost)
    if not nodes:
        return None
    drawn = frame_of(nodes).assign(note=[weighed(node) for node in nodes])
    every = measured.table
    return Picture(
        weakness_words.lost_title(weakest(measured, measured.costs, Measure.LOST)),
        loss_bars(drawn.assign(label=drawn["short"]), view.palette),
        weakness_words.lost_text(view.instrument, measured.lost, [node.lost for node in nodes]),
        every.assign(label=every["short"]),
        LOST,
        bar_chart(drawn, {"lost": "Poin hilang"}, label="short", low=0),
    )


@kept
def weakest_told(view: View, chosen: Group) -> tuple[str, str]:
    """Return the heading and the text on the weakest pillar."""
    measured = against.measures(view, chosen)
    low = weakest(measured, measured.pillars, Measure.VALUE)
    assert low is not None  # without one nothing is shown
    text = weakness_words.weakest_text(
        measured, low, standing.pillar_changes(view), weakness_words.cause_of(measured, low)
    )
    return weakness_words.weakest_heading(low), text


def gaps(view: View, measured: Weakness) -> Picture | None:
    """Draw the pillars' distance to the median of the group; ``None`` without a median."""
    rows = frame_of(measured.pillars)
    rows = rows.assign(label=rows["short"], change=rows["median_gap"])
    if rows[CHANGE].isna().all():
        return None
    among = measured.group.label
    chart = change_bars(rows, view.palette, what=f"jarak ke median {among}")
    within = ", termasuk daerah ini" if measured.group.member else ""
    text = f"Jarak ke median {int(rows[OF].max())} {among}{within}."
    shown = bar_chart(rows, {CHANGE: f"Jarak ke median {among}"}, signed=True)
    return Picture(weakness_words.lag_title(measured), chart, text, rows, GAPS, shown)
