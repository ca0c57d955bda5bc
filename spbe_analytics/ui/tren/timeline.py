"""The parts of *Tren*: how the index and its domains developed, instrument by instrument."""

from functools import partial
from typing import Final

import streamlit as st

from spbe_analytics.parts.region import timeline
from spbe_analytics.parts.view import View
from spbe_analytics.parts.words import headlines
from spbe_analytics.parts.words.story import Story, story_of
from spbe_analytics.schema import Stage
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.choice import pressed
from spbe_analytics.ui.kit.menu import UPLOAD
from spbe_analytics.ui.tren.targets import goals_of
from spbe_analytics.ui.words import nobody

INDEX: Final = "Indeks"
"""The choice that draws the index; the others are short names of the nodes right below it."""


def answer(view: View) -> Story | None:
    """Show headline, figures and the choice of what is drawn; return it if there is anything to show below."""
    whole = story_of(view)
    if whole.own.empty:
        known = view.standings[view.standings["region"] == (view.home.code if view.home else "nasional")]
        stages = [stage.label for stage in Stage if stage in set(known["stage"])]
        components.headline(f"{whole.subject}: belum ada nilai pada tahap {view.stage.label}", "")
        components.empty(
            f"Ada nilai pada tahap {headlines.joined(stages)}." if stages else "Belum ada nilai sama sekali.",
            "Pilih tahap itu di saringan." if stages else "Isi templatnya, lalu unggah.",
            *(("", "") if stages else nobody.way_to_fill(view)),
        )
        return None
    top = st.container()
    story = story_of(view, _choose(view))
    with top:
        components.headline(timeline.said(story), timeline.compared(story))
        if len(story.present):
            components.figures(timeline.figures(story))
    return story


def _choose(view: View) -> str:
    """Let a person choose what is drawn; the choice stands in the address."""
    options = [INDEX, *(pillar.short for pillar in view.instrument.pillars)]
    chosen = pressed("Yang digambar", "butir", dict(zip(options, options, strict=True)), INDEX)
    return "" if chosen == INDEX else chosen


def lines(story: Story) -> None:
    """Show the line over all instruments beside the medians, and say why they are not joined."""
    key = f"tren-{story.pillar.lower().replace(' ', '-') or 'indeks'}"
    with st.container(gap="xxsmall"):
        goals = goals_of(story.view, story.pillar).beside(story.own)
        if not components.kept_picture(story.view, key, lambda _: timeline.lines(story, goals), goals.version):
            components.empty(f"{story.subject} belum punya nilai.", f"Pilih {INDEX}, atau unggah data lengkap.", UPLOAD)
            return
        used = timeline.instruments(story)
        if len(used) > 1:
            components.note(timeline.apart(used))


def changes(story: Story) -> None:
    """Show the change from each year to the next, with the reason where there is none."""
    key = f"perubahan-{story.pillar.lower().replace(' ', '-') or 'indeks'}"
    if not components.kept_picture(story.view, key, lambda _: timeline.changes(story)):
        components.empty("Baru ada satu tahun.", "Perubahan tampak setelah nilai tahun berikutnya tersedia.", UPLOAD)


def pillars(view: View) -> None:
    """Show one small trend for each node right below the index, under the chosen year's instrument."""
    known = [pillar for pillar in view.instrument.pillars if story_of(view, pillar.short).values]
    if not known:
        word = view.instrument.pillar_word
        components.empty(
            f"Nilai {word} belum diketahui dengan instrumen {view.instrument.short}.",
            "Unggah laporan yang memuat nilai itu untuk melihat perkembangannya.",
            UPLOAD,
        )
    for row in (known[at : at + 2] for at in range(0, len(known), 2)):
        for column, pillar in zip(st.columns(2, gap="medium"), row, strict=False):
            with column:
                components.kept_picture(view, f"tren-{pillar.code}", partial(timeline.pillar_line, pillar=pillar))
