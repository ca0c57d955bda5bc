"""The indicators of *Profil daerah*: a radar for each pillar, strengths and weaknesses."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.weakness.weakest import Measure, weakest
from spbe_analytics.parts.part import Column, Picture, Table
from spbe_analytics.parts.region import levels
from spbe_analytics.parts.region.profile import nodes
from spbe_analytics.parts.view import View, kept
from spbe_analytics.parts.words import standing
from spbe_analytics.schema import VALUE, NodeKind
from spbe_analytics.scoring.display import DISPLAY_DECIMALS
from spbe_analytics.ui.kit import choice, components, downloads, markup
from spbe_analytics.ui.profil import next_level, profile
from spbe_analytics.ui.words import nobody

VALUES: Final = "Semua nilai"
"""The tab besides those of the pillars."""


def parts(view: View) -> None:
    """Show one tab for each pillar with the radar of its indicators, or its aspects, and one with every value.

    The weakest pillar's tab is open, of equals that of the one that loses most points. A tab that is not open is not
    drawn.
    """
    if view.home is None:
        return
    word = view.instrument.pillar_word
    table = nodes(view)
    detail = table[(table["kind"] != NodeKind.INDEX) & (table["pillar"] != table.index) & table[VALUE].notna()]
    if detail.empty:
        components.empty(
            f"Untuk {view.year} hanya nilai {word} yang terbit; tingkat indikatornya belum ada.",
            f"Unggah tingkat indikator untuk melihat radar setiap {word}.",
            *nobody.way_to_fill(view),
        )
        next_level.ask(view)
        profile.table(view)
        return
    title, text = levels.weak_spots(view)
    with st.container(gap="xxsmall"):
        components.subheading(title)
        components.note(text)
        next_level.ask(view)
    pillars = {pillar.short: pillar.code for pillar in view.instrument.pillars}
    measured = standing.weakness_of(view)
    low = weakest(measured, measured.pillars, Measure.VALUE)
    opened = low.first.node.short if low is not None else next(iter(pillars))
    codes, every = list(pillars.values()), f"Semua {word}"
    chosen = choice.pressed("Bagian", "isi", {title: title for title in (*pillars, every, VALUES)}, opened)
    if chosen == VALUES:
        profile.table(view)
    else:
        _pillars(view, codes if chosen == every else [pillars[chosen]])


def _pillars(view: View, codes: Sequence[str]) -> None:
    """Show pillars, two side by side where there are several."""
    if len(codes) == 1:
        _pillar(view, codes[0])
    else:
        for first in range(0, len(codes), 2):
            for column, code in zip(st.columns(2, gap="medium"), codes[first : first + 2], strict=False):
                with column:
                    _pillar(view, code)


def _pillar(view: View, code: str) -> None:
    squares, shape = _squares(view, code), levels.pillar_radar(view, code)
    if not squares:
        return
    title = levels.pillar_title(view, code)
    st.markdown(f"**{components.escape(title)}**")
    drawn, listed = st.columns(2, gap="small", vertical_alignment="center")
    if shape is not None:
        with drawn:
            components.chart(shape, f"radar-{code}")
    with listed:
        st.html(squares)
    rows = levels.pillar_levels(view, code)
    if shape is not None and rows is not None:
        table = _listed(view, title, rows)
        picture = Picture(title, shape, levels.pillar_text(view, code), table.rows, table.columns)
        components.offer(view, table, f"tingkat-{code}", {downloads.PICTURE: picture})


def _listed(view: View, title: str, rows: pd.DataFrame) -> Table:
    whole = rows["kind"].iloc[0] == NodeKind.INDICATOR
    decimals = view.instrument.scale.decimals if whole else DISPLAY_DECIMALS
    columns = {
        "node": Column("No."),
        "short": Column("Nama", width=34),
        VALUE: Column(str(view.year), decimals),
        "previous": Column(str(view.year - 1), decimals),
    }
    return Table(title, rows.rename_axis("node").reset_index(), columns)


@kept
def _squares(view: View, code: str) -> str:
    """Write the levels of a pillar as a list of squares; empty without values."""
    rows = levels.pillar_levels(view, code)
    if rows is None:
        return ""
    shown = rows.rename(columns={VALUE: "level", "short": "label"})[["label", "level"]]
    target, highest = float(view.instrument.target_level), int(view.instrument.scale.highest)
    return markup.squares(shown, view.palette, target=target, maximum=highest)


def strengths(view: View) -> None:
    """Show strengths and weaknesses by the rule of the official report."""
    halves = levels.strengths(view)
    columns = {
        "node": Column("No."),
        "short": Column("Indikator"),
        "shown": Column("Tingkat"),
    }
    if all(rows.empty for _, rows in halves):
        return
    for column, (title, rows) in zip(st.columns(2, gap="medium"), halves, strict=True):
        with column:
            components.titled_table(title, rows, columns)
