"""The tabs of *Tren*: a new one is a new row."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from spbe_analytics.parts.words.story import Story
from spbe_analytics.ui.tren import change, correction, known_values, targets, timeline


def _development(story: Story) -> None:
    left, right = st.columns([5, 3], gap="medium")
    with left:
        timeline.lines(story)
    with right:
        timeline.changes(story)
    timeline.pillars(story.view)
    known_values.table(story.view)


def _targets(story: Story) -> None:
    targets.block(story.view)


PARTS: Final[dict[str, Callable[[Story], None]]] = {
    "Perkembangan": _development,
    "Perubahan": change.show,
    "Koreksi asesor": correction.show,
    "Target": _targets,
}
"""Title of each tab and what it shows."""
