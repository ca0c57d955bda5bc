"""The indicators of *Profil daerah*: a radar for each pillar, strengths and weaknesses."""

from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.strengths import strengths_and_weaknesses
from spbe_analytics.charts import radar
from spbe_analytics.reports import Column
from spbe_analytics.schema import VALUE, NodeKind
from spbe_analytics.scoring.display import format_level, format_score
from spbe_analytics.ui import components, headlines, markup, profile
from spbe_analytics.ui.view import View

CROWDED: Final = 12
LOW, TALL = 270, 330
"""A radar with more axes than this needs more height (pixels)."""


def indicators(view: View) -> None:
    """Show one radar for each pillar over its indicators, or its aspects, where they are known."""
    home = view.home
    if home is None:
        return
    table = profile.nodes(view)
    levels = table[(table["kind"] == NodeKind.INDICATOR) & table[VALUE].notna()]
    if levels.empty:
        aspects = table[(table["kind"] == NodeKind.ASPECT) & table[VALUE].notna() & (table["pillar"] != table.index)]
        if aspects.empty:
            components.empty(
                f"Untuk {view.year} hanya nilai domain yang terbit; tingkat indikatornya belum ada.",
                "Unggah tingkat indikator di halaman Unggah data untuk melihat radar setiap domain.",
            )
            return
    weak = levels[levels[VALUE] < float(view.instrument.target_level)]
    target = format_level(view.instrument.target_level)
    with st.container(gap="xxsmall"):
        st.subheader(_weak_spots(table, weak), anchor=False)
        before = f" Garis putus: {view.year - 1}." if levels["previous"].notna().any() else ""
        components.note(
            f"Garis penuh: {view.year}.{before} Titik berongga dan huruf tebal: di bawah tingkat {target}, "
            "target minimum."
        )
    for pair in _pairs([pillar.code for pillar in view.instrument.pillars]):
        for column, code in zip(st.columns(2, gap="medium"), pair, strict=False):
            with column:
                _pillar(view, table, code)
    columns = {
        "short": Column("Indikator", width=24),
        VALUE: Column(str(view.year), 0 if view.instrument.scale.whole else 2),
        "previous": Column(str(view.year - 1), 0 if view.instrument.scale.whole else 2),
        "level_name": Column("Nama tingkat", width=22),
    }
    components.below("Tingkat semua indikator.", levels, columns, "indikator")


def _weak_spots(table: pd.DataFrame, weak: pd.DataFrame) -> str:
    if weak.empty:
        return "Semua indikator mencapai target minimum"
    worst = weak.groupby("parent", sort=False)["weight"].sum().sort_values(ascending=False, kind="stable")
    names = table[table["kind"] == NodeKind.ASPECT].set_index("name")["short"]
    shown = [str(names.get(name, name)) for name in worst.index[:2]]
    return f"Titik lemah: {headlines.joined(shown)}"


def _pairs(codes: list[str]) -> list[list[str]]:
    return [codes[first : first + 2] for first in range(0, len(codes), 2)]


def _pillar(view: View, table: pd.DataFrame, code: str) -> None:
    home = view.home
    leaves = [leaf.code for leaf in view.instrument.leaves(code)]
    rows = table.loc[leaves]
    if rows[VALUE].isna().all():
        rows = table[(table["pillar"] == code) & (table["kind"] == NodeKind.ASPECT)]
        if rows.empty or rows[VALUE].isna().all() or home is None:
            return
    total = table[VALUE][code]
    score = format_score(total) if pd.notna(total) else "belum lengkap"
    st.markdown(f"**{components.escape(view.instrument.node(code).short)} {score}**")
    values = pd.DataFrame({str(view.year): rows[VALUE]})
    if rows["previous"].notna().any():
        values[str(view.year - 1)] = rows["previous"]
    is_level = rows["kind"].iloc[0] == NodeKind.INDICATOR
    labels = {node.code: node.code if is_level else node.short for node in view.instrument.nodes}
    target = float(view.instrument.target_level)
    lowest, highest = int(view.instrument.scale.lowest), int(view.instrument.scale.highest)
    drawn, listed = st.columns(2, gap="small", vertical_alignment="center")
    if len(rows) >= profile.FEWEST_AXES:
        with drawn:
            height = TALL if len(rows) > CROWDED else LOW
            shape = view.keep(
                f"radar-{code}",
                lambda: radar(
                    values, labels, view.palette, target=target, height=height, lowest=lowest, maximum=highest
                ),
            )
            components.chart(shape, f"radar-{code}")
    with listed:
        squares = rows.rename(columns={VALUE: "level", "short": "label"})[["label", "level"]]
        st.html(
            view.keep(f"daftar-{code}", lambda: markup.squares(squares, view.palette, target=target, maximum=highest))
        )


def strengths(view: View) -> None:
    """Show strengths and weaknesses by the rule of the official report."""
    if view.own_scores is None:
        return
    levels = view.own_scores
    strong, weak = view.keep("kekuatan", lambda: strengths_and_weaknesses(view.instrument, levels))
    if strong.empty and weak.empty:
        return
    target = view.instrument.target_level
    step = 1 if view.instrument.scale.whole else 0
    lowest, highest = format_level(view.instrument.scale.lowest), format_level(view.instrument.scale.highest)
    above = f"{format_level(target + step)}–{highest}" if step else f"di atas {format_level(target)}"
    under = f"{lowest}–{format_level(target - step)}" if step else f"di bawah {format_level(target)}"
    columns = {
        "node": Column("No."),
        "short": Column("Indikator"),
        "shown": Column("Tingkat"),
    }
    halves = (("Kekuatan", above, strong), ("Kelemahan", under, weak))
    for column, (title, span, rows) in zip(st.columns(2, gap="medium"), halves, strict=True):
        with column, st.container(gap="xxsmall"):
            st.subheader(f"{title}: {len(rows)} indikator tingkat {span}", anchor=False)
            if rows.empty:
                components.note("Tidak ada.")
                continue
            shown = rows.assign(
                shown=[
                    f"{format_level(level)} {name}".strip()
                    for level, name in zip(rows["level"], rows["level_name"], strict=True)
                ]
            ).reset_index()
            components.plain_table(shown, columns)
