"""The opening of every page of a home region that has no index."""

from typing import Final

import streamlit as st

from spbe_analytics.analysis.standing.presence import moments
from spbe_analytics.parts.view import View
from spbe_analytics.parts.words.standing import absent, compared
from spbe_analytics.schema import INDEX_NODE, Stage
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.above import filters
from spbe_analytics.ui.kit.boundary import answering
from spbe_analytics.ui.words import nobody

MOST: Final = 4
"""How many of the moments that have something are offered, the newest."""


@answering
def _look(region: str, year: int, stage: str) -> None:
    filters.look_at(region, year, stage)


def answer_missing(view: View) -> None:
    """Say that the home region has no index for the filters, and where it has one."""
    home = view.home
    if home is None:
        return
    said, elsewhere = absent(view)
    components.headline(said, compared(view))
    known = view.standings[(view.standings["region"] == home.code) & view.standings[INDEX_NODE].notna()]
    cure = nobody.where_to_look(moments(known), view.stage.value)
    components.empty(elsewhere, cure or "Isi templatnya, lalu unggah.", *nobody.way_to_fill(view))
    at = [moment for moment in moments(known) if moment[1] == view.stage.value] or moments(known)
    with st.container(horizontal=True, gap="small"):
        for year, stage in at[-MOST:]:
            label = f"Lihat {year}" if stage == view.stage.value else f"Lihat {Stage(stage).label} {year}"
            st.button(label, key=f"lihat-{year}-{stage}", on_click=_look, args=(home.code, year, stage))
