"""The parts of *Peringkat*: everybody's place, and who moved."""

from functools import partial

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.standing import rank_facts
from spbe_analytics.parts import ranking
from spbe_analytics.parts.part import Column
from spbe_analytics.parts.view import View
from spbe_analytics.parts.words import ranking_words
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.words import nobody


def answer(view: View, group: pd.DataFrame) -> bool:
    """Show the headline and the figures; tell whether there is anything to show below."""
    if not nobody.there(view):
        return False
    row = ranking.own_row(view, group)
    components.headline(ranking.sentence(view, group), ranking.coverage(view, group, row))
    ranked = row is not None and view.province_quorum
    components.figures(
        ranking.own_figures(view, group, row) if row is not None and ranked else ranking.group_figures(view, group)
    )
    return True


def pictures(view: View, group: pd.DataFrame) -> None:
    """Show every government as a brick, and beside it who moved most, ranking.where ranks can be compared."""
    if len(group) == 1:
        return
    moved = rank_facts.movers(group, ranking.MOVERS)
    if moved.empty:
        components.kept_picture(view, "sebaran-peringkat", partial(ranking.distribution, group=group))
        components.note(
            f"Perubahan peringkat tidak ditampilkan: peringkat {view.year - 1} tidak ada, atau banyaknya daerah yang "
            "dinilai terlalu berbeda untuk dibandingkan."
            if view.province_quorum
            else "Peringkat menunggu data daerah lain."
        )
        return
    left, right = st.columns(2, gap="medium")
    with left:
        components.kept_picture(view, "sebaran-peringkat", partial(ranking.distribution, group=group))
    with right:
        _movers(view, group, moved)


def _movers(view: View, group: pd.DataFrame, moved: pd.DataFrame) -> None:
    """Show who rose and who fell most since the year before."""
    with st.container(gap="xxsmall"):
        ends = rank_facts.farthest(group)
        components.subheading(ranking_words.farthest_sentence(ends, ranking_words.names_of(group)))
        columns = {
            "shown_name": Column("Daerah"),
            "previous_rank": Column(str(view.year - 1), 0),
            "rank": Column(str(view.year), 0),
            "steps": Column("Peringkat"),
            "change": Column("Indeks", 2, signed=True),
        }
        shown = moved.assign(steps=moved["rank_change"].map(ranking_words.steps))
        components.plain_table(shown, columns, shown["region"] == (view.home.code if view.home else ""))
        components.note(
            f"{ranking_words.basis(group, view.kind_word, view.year)} Indeks: perubahan dari {view.year - 1}."
        )
