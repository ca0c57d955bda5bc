"""The part of *Peringkat* that says how sure a rank is: what decimals leave open, and what assessors could move."""

from functools import partial

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.certainty.bands import Alike, alike, undecided, widest
from spbe_analytics.analysis.certainty.draws import simulate
from spbe_analytics.analysis.certainty.start import judged, start
from spbe_analytics.charts.rows import rank_ranges
from spbe_analytics.parts import ranking
from spbe_analytics.parts.part import Column, Picture, Table
from spbe_analytics.parts.view import View, kept
from spbe_analytics.parts.words.certainty_words import (
    assumption,
    drawn_sentence,
    groups_sentence,
    nation_sentence,
    own_sentence,
    sentence,
    span,
)
from spbe_analytics.parts.words.headlines import joined
from spbe_analytics.schema import INSTRUMENT
from spbe_analytics.ui.kit import components

ROWS = 9
"""Most governments in the picture."""

START = 3
"""Indicators on which assessors differ, before anybody chooses."""

MOST = 10

BANDS = {
    "shown_name": Column("Daerah", width=34),
    "rank": Column("Peringkat", 0),
    "best": Column("Terbaik", 0),
    "worst": Column("Terburuk", 0),
    "others": Column("Tidak dapat dibedakan dari", width=60),
}

DRAWN = {
    "rank_low": Column("Undian 5%", 0),
    "rank_high": Column("Undian 95%", 0),
    "index_low": Column("Indeks 5%", 2),
    "index_high": Column("Indeks 95%", 2),
    "hold_percent": Column("Predikat tetap (%)", 0),
    "first_percent": Column("Peringkat 1 (%)", 0),
}

GROUPS = {
    "members": Column("Kelompok", width=60),
    "size": Column("Banyaknya", 0),
    "ranks": Column("Peringkat"),
}


def part(view: View, group: pd.DataFrame) -> None:
    """Show how sure the ranks are; drawing ranks waits until somebody asks for it."""
    if len(group) < 2 or not view.province_quorum:
        return
    with st.container(gap="xxsmall"):
        components.subheading("Seberapa pasti peringkat ini?")
        if (group[INSTRUMENT] != view.instrument.id).any():
            components.note("Peringkat ini memuat nilai dua instrumen, yang tidak sebanding.")
            return
        bands = _bands(view)
        own = _own(bands)
        st.markdown(components.escape(f"{sentence(bands, own)}."))
        nation = nation_sentence(view.nation, own["region"]) if own is not None and view.province else ""
        if nation:
            components.note(nation)
    steps = _choose(view)
    if steps is None:
        components.kept_picture(view, "rentang-peringkat", partial(_picture, bands=bands))
    else:
        drawn, texts = _drawn(view, steps)
        components.picture(view, drawn, f"undian-{steps}")
        for text in texts:
            components.note(text)
    _groups(view, bands)


@kept
def _bands(view: View) -> pd.DataFrame:
    """Add to the ranking the names of those each government cannot be told apart from, and which is the own one."""
    group = ranking.ranking_rows(view)
    names = group["shown_name"].tolist()
    others = undecided(group["low"], group["high"])
    listed = [joined([names[at] for at in found]) or None for found in others]
    mine = group["region"] == (view.home.code if view.home else "")
    bands: pd.DataFrame = group.assign(others=pd.Series(listed, index=group.index, dtype=object), own=mine)
    return bands


def _own(bands: pd.DataFrame) -> pd.Series | None:
    return bands[bands["own"]].iloc[0] if bands["own"].any() else None


def _choose(view: View) -> int | None:
    """Let a person switch the draws on, and say on how many indicators assessors differ; both are in the address."""
    most, label = min(MOST, len(judged(view.instrument))), "pada berapa indikator?"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        if not st.toggle("Bila asesor berbeda ±1 tingkat", key="asesor", bind="query-params", width="content"):
            return None
        given = st.number_input(
            label,
            min_value=1,
            max_value=most,
            value=START,
            key="beda",
            bind="query-params",
            width=170,
        )
    return int(given)


def _near(bands: pd.DataFrame) -> pd.DataFrame:
    """Choose the rows of the picture: around the own region; without one around the least certain, or the first."""
    if bands["own"].any():
        middle = int(bands["own"].to_numpy().nonzero()[0][0])
    else:
        middle = 0 if "rank_low" in bands else int(bands.index.isin(widest(bands).index).nonzero()[0][0])
    first = min(max(0, middle - ROWS // 2), max(0, len(bands) - ROWS))
    return bands.iloc[first : first + ROWS]


def _picture(view: View, bands: pd.DataFrame) -> Picture | None:
    """Draw the ranks that decimals leave open; nothing where every rank in sight is sure."""
    shown = _near(bands)
    if (shown["best"] == shown["worst"]).all():
        return None
    open_ = int((bands["best"] < bands["worst"]).sum())
    title = f"{open_} dari {len(bands)} peringkat belum pasti karena pembulatan"
    chart = rank_ranges(_named(shown), view.palette, last=len(bands))
    text = "Titik: peringkat di halaman ini. Batang: semua peringkat yang mungkin di balik dua desimal tercetak."
    return Picture(title, chart, text, bands, BANDS)


@kept
def _drawn(view: View, steps: int) -> tuple[Picture, list[str]]:
    """Draw ranks many times; return between what most of them lie, what it does to the own index, what is assumed."""
    bands = _bands(view)
    assessed = view.snapshot.assessed(view.instrument.id)
    begin = start(assessed, bands, year=view.year, stage=view.stage.value)
    drawn = simulate(begin, steps)
    percents = {"hold_percent": drawn["hold"] * 100, "first_percent": drawn["first"] * 100}
    table = bands.join(drawn.drop(columns="region")).assign(**percents)
    own = _own(table)
    chart = rank_ranges(_named(_near(table)), view.palette, last=len(table))
    text = "Titik: peringkat sekarang. Garis: 5–95% undian. Batang: akibat pembulatan."
    picture = Picture(drawn_sentence(table, own), chart, text, table, BANDS | DRAWN)
    unknown = int((begin.known < begin.indicators).sum())
    return picture, [*([] if own is None else [own_sentence(own)]), assumption(steps, unknown, len(table))]


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(name=rows["shown_name"])


def _groups(view: View, bands: pd.DataFrame) -> None:
    """Name the governments that cannot be told apart, as groups."""
    found = _alike(view)
    if not found:
        return
    names = bands.set_index("region")["shown_name"]
    table = _group_table(view)
    text = groups_sentence(found, names)
    components.below(
        view, text, Table("Daerah yang peringkatnya tidak dapat dibedakan", table, GROUPS), "kelompok-setara"
    )


@kept
def _alike(view: View) -> list[Alike]:
    return alike(_bands(view))


@kept
def _group_table(view: View) -> pd.DataFrame:
    found, names = _alike(view), _bands(view).set_index("region")["shown_name"]
    return pd.DataFrame(
        {
            "members": [joined([names[code] for code in group.regions]) for group in found],
            "size": [len(group.regions) for group in found],
            "ranks": [span(group.best, group.worst) for group in found],
        }
    )
