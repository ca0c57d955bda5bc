"""The parts of *Prioritas* that open it: what holds the home region back, and against whom."""

import streamlit as st

from spbe_analytics.analysis.standing.presence import compared
from spbe_analytics.analysis.weakness.peers import Group
from spbe_analytics.analysis.weakness.weakest import Measure, weakest
from spbe_analytics.parts import against
from spbe_analytics.parts.region import holding_back
from spbe_analytics.parts.view import View, kept
from spbe_analytics.parts.words import beside, weakness_words
from spbe_analytics.parts.words.way_up import way_up
from spbe_analytics.schema import NodeKind
from spbe_analytics.scoring.display import format_score
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.above import told
from spbe_analytics.ui.kit.markup import bars
from spbe_analytics.ui.plan import held
from spbe_analytics.ui.prioritas import nation
from spbe_analytics.ui.words import missing, nobody, peer_group


def answer(view: View) -> bool:
    """Show headline and figures; tell whether there is anything of a home region to show below."""
    if view.home is None:
        nation.show(view)
        return False
    if view.own_scores is None or view.own_scores.isna().all():
        missing.answer_missing(view)
        return False
    start = way_up(view).start
    if start is not None:
        held.current(start)  # whichever tab is open, the address holds the plan
    sentence, items = holding_back.answer(view)
    components.headline(sentence, _muted(view))
    told.now()
    components.figures(items)
    return True


def _muted(view: View) -> str:
    chosen = peer_group.group(view)
    depth = (
        ""
        if holding_back.knows(view, NodeKind.INDICATOR)
        else f"; hanya nilai {view.instrument.pillar_word} yang diterbitkan"
    )
    if not against.measures(view, chosen).nodes:
        depth = "; hanya indeks yang diketahui"
    among = compared(len(chosen.regions), chosen.of, chosen.label)
    return beside.below(view, f"{view.stage.label} {view.year}, {among}{depth}")


def holding(view: View) -> bool:
    """Show what loses the index most points, and beside it the weakest pillar against the comparison group.

    Returns:
        Whether anything below the index is known, so that there is more to show.
    """
    if not against.measures(view, peer_group.group(view)).nodes:
        components.empty(
            f"Untuk {view.year} hanya indeks yang diketahui; letak poin yang hilang belum dapat ditunjukkan.",
            f"Unggah nilai {view.instrument.pillar_word} atau tingkat indikatornya.",
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
    measured = against.measures(view, chosen)
    with left:
        components.kept_picture(view, f"prioritas-poin-{chosen.by.value}", lambda _: holding_back.lost(view, measured))
    low = weakest(measured, measured.pillars, Measure.VALUE)
    if low is None:
        return True
    with weak:
        title, text = holding_back.weakest_told(view, chosen)
        components.subheading(title)
        st.markdown(components.escape(text))
    with gaps:
        if not components.kept_picture(
            view, f"prioritas-median-{chosen.by.value}", lambda v: holding_back.gaps(v, measured)
        ):
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


@kept
def _shares(view: View, chosen: Group) -> tuple[str, str]:
    measured = against.measures(view, chosen)
    low, costly = (weakest(measured, measured.pillars, measure) for measure in (Measure.VALUE, Measure.LOST))
    assert low is not None and costly is not None  # noqa: PT018 - without them nothing is shown
    nodes = sorted(measured.pillars, key=lambda node: -node.lost)
    drawn = [(node.node.short, holding_back.weighed(node), float(node.lost), format_score(node.lost)) for node in nodes]
    marked = [place for place, node in enumerate(nodes) if node in low.nodes]
    return weakness_words.shares_title(costly, low), bars(drawn, view.palette, marked=marked)
