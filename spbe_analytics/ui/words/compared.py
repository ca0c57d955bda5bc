"""The regions that are put beside each other: one choice, kept in the address, for every page that shows them."""

from typing import Final

import streamlit as st

from spbe_analytics.analysis.standing.side_by_side import suggest
from spbe_analytics.parts import comparison
from spbe_analytics.parts.view import View
from spbe_analytics.regions import gazetteer

KEY: Final = "banding"
"""Name of the choice in the address."""

SUGGESTED: Final = "banding_usul"
"""Where the last suggestion is kept: a choice that still equals it follows the filters."""

LAST: Final = "banding_terakhir"
"""Where the choice is kept while another page is open."""


FEWEST_IN_GROUP: Final = 3
"""A smaller group of the filters has too few regions to suggest from."""


def choose(view: View) -> comparison.Choice:
    """Show the choice of regions and return what is known of them; the home region comes first."""
    home = view.home.code if view.home else None
    group = view.in_province if len(view.in_province) >= FEWEST_IN_GROUP else view.nation
    suggestion = suggest(group, home)
    places, state = gazetteer(), st.session_state
    new = KEY not in state and KEY not in st.query_params
    current = state.get(LAST) if new else state.get(KEY)
    if current == state.get(SUGGESTED) and (new or KEY in state):
        current = suggestion
    if new and current:
        # Before the widget binds it: a shared link then holds the whole view.
        st.query_params[KEY] = [places[code].name for code in current]
    if new or KEY in state:
        state[KEY] = current
    state[SUGGESTED] = suggestion
    chosen = st.multiselect(
        f"Daerah yang dibandingkan, paling banyak {comparison.MOST}",
        [region.code for region in places.governments()],
        format_func=lambda code: places[code].name,
        key=KEY,
        max_selections=comparison.MOST,
        placeholder="Pilih daerah",
        filter_mode="contains",
        bind="query-params",
    )
    state[LAST] = chosen
    ordered = sorted(chosen, key=lambda code: code != home)
    return comparison.compare(view, ordered)
