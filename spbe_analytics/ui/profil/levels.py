"""The indicators of *Profil daerah*: a radar for each pillar, strengths and weaknesses."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.weakness.strengths import strengths_and_weaknesses
from spbe_analytics.analysis.weakness.weakest import Measure, weakest
from spbe_analytics.charts import radar
from spbe_analytics.reports import Column
from spbe_analytics.schema import VALUE, NodeKind
from spbe_analytics.scoring.display import format_level, format_score
from spbe_analytics.ui.kit import components, markup
from spbe_analytics.ui.kit.view import View, kept
from spbe_analytics.ui.profil import next_level, profile
from spbe_analytics.ui.words import standing, weakness_words

ALL: Final = "Semua domain"
VALUES: Final = "Semua nilai"
"""The tabs besides those of single pillars."""

CROWDED: Final = 12
LOW, TALL = 270, 330
"""A radar with more axes than this needs more height (pixels)."""


def parts(view: View) -> None:
    """Show one tab for each pillar with the radar of its indicators, or its aspects, and one with every value.

    The weakest pillar's tab is open, of equals that of the one that loses most points. A tab that is not open is not
    drawn.
    """
    if view.home is None:
        return
    table = profile.nodes(view)
    detail = table[(table["kind"] != NodeKind.INDEX) & (table["pillar"] != table.index) & table[VALUE].notna()]
    if detail.empty:
        components.empty(
            f"Untuk {view.year} hanya nilai domain yang terbit; tingkat indikatornya belum ada.",
            "Unggah tingkat indikator di halaman Unggah data untuk melihat radar setiap domain.",
        )
        next_level.ask(view)
        profile.table(view)
        return
    title, text = _weak_spots(view)
    with st.container(gap="xxsmall"):
        components.subheading(title)
        components.note(text)
        next_level.ask(view)
    pillars = {pillar.short: pillar.code for pillar in view.instrument.pillars}
    measured = standing.weakness_of(view)
    low = weakest(measured, measured.pillars, Measure.VALUE)
    opened = low.first.node.short if low is not None else next(iter(pillars))
    codes = list(pillars.values())
    tabs = st.tabs([*pillars, ALL, VALUES], default=opened, key="isi", on_change="rerun", bind="query-params")
    for tab, shown in zip(tabs, [*([code] for code in codes), codes, []], strict=True):
        if tab.open:
            with tab:
                _pillars(view, shown)
    if tabs[-1].open:
        with tabs[-1]:
            profile.table(view)


@kept
def _weak_spots(view: View) -> tuple[str, str]:
    """Return the finding above the radars, and how to read them."""
    table = profile.nodes(view)
    levels = table[(table["kind"] == NodeKind.INDICATOR) & table[VALUE].notna()]
    weak = levels[levels[VALUE] < float(view.instrument.target_level)]
    before = f" Garis putus: {view.year - 1}." if levels["previous"].notna().any() else ""
    text = (
        f"Garis penuh: {view.year}.{before} Titik berongga dan huruf tebal: di bawah tingkat "
        f"{format_level(view.instrument.target_level)}, target minimum."
    )
    if levels.empty:
        return "Nilai setiap aspek", text
    if weak.empty:
        return "Semua indikator mencapai target minimum", text
    counts = weak.groupby("parent", sort=False).size()
    most = counts[counts == counts.max()].index
    short = table[table["kind"] == NodeKind.ASPECT].set_index("name")["short"]
    names = weakness_words.equals([str(short.get(name, name)) for name in most], "aspek")
    each = " masing-masing" if len(most) > 1 else ""
    below = f"{len(weak)} indikator di bawah tingkat {format_level(view.instrument.target_level)}"
    return f"{below}, terbanyak di {names}:{each} {int(counts.max())}", text


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
    title, shape, squares = _drawn(view, code)
    if not squares:
        return
    st.markdown(f"**{components.escape(title)}**")
    drawn, listed = st.columns(2, gap="small", vertical_alignment="center")
    if shape is not None:
        with drawn:
            components.chart(shape, f"radar-{code}")
    with listed:
        st.html(squares)


@kept
def _drawn(view: View, code: str) -> tuple[str, Any, str]:
    """Return a pillar's title, its radar if it has axes enough, and the list of its levels; empty without values."""
    table = profile.nodes(view)
    rows = table.loc[[leaf.code for leaf in view.instrument.leaves(code)]]
    if rows[VALUE].isna().all():
        rows = table[(table["pillar"] == code) & (table["kind"] == NodeKind.ASPECT)]
        if rows[VALUE].isna().all():
            return "", None, ""
    total = table[VALUE][code]
    score = format_score(total) if pd.notna(total) else "belum lengkap"
    values = pd.DataFrame({str(view.year): rows[VALUE]})
    if rows["previous"].notna().any():
        values[str(view.year - 1)] = rows["previous"]
    is_level = rows["kind"].iloc[0] == NodeKind.INDICATOR
    labels = {node.code: node.code if is_level else node.short for node in view.instrument.nodes}
    target = float(view.instrument.target_level)
    lowest, highest = int(view.instrument.scale.lowest), int(view.instrument.scale.highest)
    shape = (
        radar(
            values, labels, view.palette, target=target, height=TALL if len(rows) > CROWDED else LOW, lowest=lowest,
            maximum=highest,
        )
        if len(rows) >= profile.FEWEST_AXES
        else None
    )  # fmt: skip
    squares = rows.rename(columns={VALUE: "level", "short": "label"})[["label", "level"]]
    listed = markup.squares(squares, view.palette, target=target, maximum=highest)
    return f"{view.instrument.node(code).short} {score}", shape, listed


def strengths(view: View) -> None:
    """Show strengths and weaknesses by the rule of the official report."""
    halves = _strengths(view)
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


@kept
def _strengths(view: View) -> list[tuple[str, pd.DataFrame]]:
    """Return title and rows of the strengths, then of the weaknesses."""
    levels = view.own_scores
    if levels is None:
        return []
    target = view.instrument.target_level
    step = 1 if view.instrument.scale.whole else 0
    lowest, highest = format_level(view.instrument.scale.lowest), format_level(view.instrument.scale.highest)
    above = f"{format_level(target + step)}–{highest}" if step else f"di atas {format_level(target)}"
    under = f"{lowest}–{format_level(target - step)}" if step else f"di bawah {format_level(target)}"
    found = []
    halves = zip(
        ("Kekuatan", "Kelemahan"), (above, under), strengths_and_weaknesses(view.instrument, levels), strict=True
    )
    for name, span, rows in halves:
        shown = [
            f"{format_level(level)} {text}".strip()
            for level, text in zip(rows["level"], rows["level_name"], strict=True)
        ]
        found.append((f"{name}: {len(rows)} indikator tingkat {span}", rows.assign(shown=shown).reset_index()))
    return found
