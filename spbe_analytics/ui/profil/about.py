"""*Profil*: how large the region is, and the way to those that border on it."""

from typing import Final

import streamlit as st

from spbe_analytics.parts.comparison import MOST
from spbe_analytics.parts.region import about
from spbe_analytics.parts.view import View
from spbe_analytics.regions import gazetteer
from spbe_analytics.regions.neighbours import neighbours
from spbe_analytics.schema import REGION
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.words.compared import KEY

TITLE: Final = "Tentang daerah ini"

FEED: Final = "Kabar tiap kali nilai daerah ini tersimpan, dibatalkan, atau dipulihkan, untuk pembaca umpan."


def show(view: View) -> None:
    """Show what is counted of the home region and who borders on it, with the comparison of both."""
    home = view.home
    if home is None:
        return
    with st.container(gap="xxsmall"):
        components.subheading(TITLE)
        components.note(about.counted(home))
        components.note(about.bordering(home))
        known = set(view.standings[REGION])
        near = [code for code in neighbours(home.code) if code in known][: MOST - 1]
        if near:
            st.page_link(
                "pages/perbandingan.py",
                label="Bandingkan dengan yang berbatasan",
                icon=":material/compare_arrows:",
                query_params=[(KEY, gazetteer()[code].name) for code in (home.code, *near)],
            )
        st.link_button("Umpan Atom", f"umpan/{home.code}.atom", type="tertiary", icon=":material/rss_feed:", help=FEED)
        components.note(about.sources())
