"""*Perubahan* in *Tren*: where the change between two years or two stages came from."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from spbe_analytics.analysis.change.change import Change, cautions
from spbe_analytics.analysis.change.decompose import Moment, decompose
from spbe_analytics.api.addresses import address
from spbe_analytics.errors import AnalysisError
from spbe_analytics.parts.region import decomposition
from spbe_analytics.parts.view import View
from spbe_analytics.parts.words.story import Story
from spbe_analytics.schema import NodeKind
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.choice import picked, pressed
from spbe_analytics.ui.kit.menu import UPLOAD

SHOWN_FOR: Final = "perubahan-untuk"
"""Where the session remembers for which filters the two sides were chosen."""


def show(story: Story) -> None:
    """Show the choice of two assessments, and the way from one value to the other."""
    view = story.view
    moments = {f"{year}, {stage.label}": (year, stage) for year, stage in decomposition.known_moments(view)}
    if len(moments) < 2:
        components.empty(
            f"Baru ada satu penilaian untuk {story.subject}."
            if moments
            else "Belum ada nilai tercetak secara nasional.",
            "Unggah tahun atau tahap yang lain untuk melihat perubahannya." if moments else "Pilih “Daerah saya”.",
            UPLOAD if moments else "",
        )
        return
    start, end = _sides(view, moments)
    root = decomposition.root_of(view, story.pillar)
    try:
        change = decompose(view.snapshot, decomposition.region_of(view), moments[start], moments[end], root)
    except AnalysisError as error:
        components.empty(str(error), "")
        return
    depth = _depth(change)
    name = f"urai-{root}-{start}-{end}-{depth.value}".lower().replace(", ", "-").replace(" ", "-")
    data = _data(decomposition.region_of(view), moments[start], moments[end])
    components.kept_picture(view, name, lambda _: decomposition.picture(view, change, depth), data=data)
    for text in cautions(change):
        components.note(text)


def _data(region: str, start: Moment, end: Moment) -> str | None:
    """Return where programs find the change between two years; of two stages they take the difference themselves."""
    if start[1] is not end[1]:
        return None
    return address("changes", daerah=region, dari=start[0], tahun=end[0], tahap=end[1].value)


def _sides(view: View, moments: Mapping[str, Moment]) -> tuple[str, str]:
    """Let a person choose both sides; they stand in the address and follow the filters."""
    start, end = decomposition.default_sides(view, moments)
    mine = f"{decomposition.region_of(view)} {view.year} {view.stage.value}"
    moved = st.session_state.get(SHOWN_FOR, mine) != mine
    st.session_state[SHOWN_FOR] = mine
    options = list(moments)
    left, right = st.columns(2, gap="medium")
    with left:
        chosen = picked("Dari", "dari", dict(zip(options, options, strict=True)), start, anew=moved)
    with right:
        return chosen, picked("Ke", "ke", dict(zip(options, options, strict=True)), end, anew=moved)


def _depth(change: Change) -> NodeKind:
    """Let a person choose how deep the change is told, where there is a choice."""
    depths = {depth.label: depth for depth in change.depths}
    names = list(depths)
    if not names:
        return NodeKind.INDICATOR
    if len(names) == 1:
        return depths[names[0]]
    chosen = pressed("Diurai menurut", "rinci", dict(zip(names, names, strict=True)), names[0])
    return depths[str(chosen)] if chosen in depths else depths[names[0]]
