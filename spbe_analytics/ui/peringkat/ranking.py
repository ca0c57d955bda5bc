"""The parts of *Peringkat*: everybody's place, and who moved."""

from functools import partial

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.standing import groups, rank_facts
from spbe_analytics.analysis.standing.presence import too_few
from spbe_analytics.analysis.standing.ranking import standing_of
from spbe_analytics.charts import bricks
from spbe_analytics.regions import Region, gazetteer
from spbe_analytics.reports import Column
from spbe_analytics.schema import Kind
from spbe_analytics.scoring.display import format_number, format_score
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.components import Figure, Picture
from spbe_analytics.ui.kit.view import View
from spbe_analytics.ui.words import beside, nobody, ranking_words, standing
from spbe_analytics.ui.words.ranking_words import group_sentence, own_sentence

MOVERS = 4
"""How many of those that rose most, and of those that fell most."""


def answer(view: View, group: pd.DataFrame) -> bool:
    """Show the headline and the figures; tell whether there is anything to show below."""
    if not nobody.there(view):
        return False
    row = own_row(view, group)
    if not view.province_quorum:
        province = view.province.code if view.province else None
        sentence = too_few(len(group), view.year, view.stage.value, view.kind, province)
    elif row is not None and len(group) > 1:
        sentence = own_sentence(view.name(row["region"]), row, group, where(view), view.year)
    else:
        sentence = group_sentence(group, view.kind_word, where(view), view.instrument)
    components.headline(sentence, _coverage(view, group, row))
    ranked = row is not None and view.province_quorum
    components.figures(_own_figures(view, group, row) if row is not None and ranked else _group_figures(view, group))
    return True


def where(view: View) -> str:
    """Say who is ranked and where: ``kabupaten di Sulawesi Selatan``."""
    return f"{view.kind_word} di {view.place}"


def own_row(view: View, group: pd.DataFrame) -> pd.Series | None:
    """Return the home region's row of a ranking; ``None`` when it is not in it."""
    mine = group[group["region"] == view.home.code] if view.home else group.iloc[:0]
    return None if mine.empty else mine.iloc[0]


def _coverage(view: View, group: pd.DataFrame, row: pd.Series | None) -> str:
    counted = f"{_counted(view, len(group), view.province)} {where(view)} mempunyai nilai"
    if view.province:
        counted += f", di Indonesia {_counted(view, len(view.nation), None)}"
    missing = f"; {view.home.name} tidak ada di dalamnya" if view.home and row is None else ""
    return beside.below(view, f"{view.stage.label} {view.year}, {counted}{missing}")


def _counted(view: View, known: int, province: Region | None) -> str:
    """Say how many of the governments there are have a value: ``392 dari 416``, or only their number when all have."""
    members = len(gazetteer().governments(Kind(view.kind) if view.kind else None, province.code if province else None))
    return f"{known} dari {members}" if known < members else f"{members}"


def _own_figures(view: View, group: pd.DataFrame, row: pd.Series) -> list[Figure]:
    figures = []
    if len(group) > 1 or not view.province:
        figures.append(
            standing.rank_figure("Peringkat provinsi" if view.province else "Peringkat nasional", row, view.year)
        )
    nation = standing_of(view.nation, row["region"]) if view.province and view.quorum else None
    if nation is not None:
        figures.append(standing.rank_figure("Peringkat nasional", nation, view.year))
    names = ranking_words.names_of(group)
    for side, found in zip(("bawah", "atas"), rank_facts.around(group, row["region"]), strict=True):
        if found is not None:
            value, who = ranking_words.end(found.place, names)
            figures.append(
                Figure(f"Di {side} peringkat {found.place.rank}", ranking_words.gap(found), f"{who} {value}")
            )
    return figures


def _group_figures(view: View, group: pd.DataFrame) -> list[Figure]:
    names = ranking_words.names_of(group)
    figures = [
        Figure("Indeks tertinggi", *ranking_words.end(rank_facts.highest(view.in_province), names)),
        Figure("Indeks terendah", *ranking_words.end(rank_facts.lowest(view.in_province), names)),
    ]
    for found in rank_facts.farthest(group):
        if found is not None:
            rose = found.steps > 0
            figures.append(
                Figure(
                    f"{'Naik' if rose else 'Turun'} paling jauh",
                    f"{format_number(abs(found.steps), 0)} peringkat",
                    ranking_words.listed(found.regions, names),
                    "up" if rose else "down",
                    "green" if rose else "red",
                )
            )
    return figures


def pictures(view: View, group: pd.DataFrame) -> None:
    """Show every government as a brick, and beside it who moved most, where ranks can be compared."""
    if len(group) == 1:
        return
    moved = rank_facts.movers(group, MOVERS)
    if moved.empty:
        components.kept_picture(view, "sebaran-peringkat", partial(_distribution, group=group))
        components.note(
            f"Perubahan peringkat tidak ditampilkan: peringkat {view.year - 1} tidak ada, atau banyaknya daerah yang "
            "dinilai terlalu berbeda untuk dibandingkan."
            if view.province_quorum
            else "Peringkat menunggu data daerah lain."
        )
        return
    left, right = st.columns(2, gap="medium")
    with left:
        components.kept_picture(view, "sebaran-peringkat", partial(_distribution, group=group))
    with right:
        _movers(view, group, moved)


def _distribution(view: View, group: pd.DataFrame) -> Picture:
    row = own_row(view, group)
    reached = rank_facts.reached(group, view.instrument)
    target = view.instrument.target_predicate
    if row is not None and view.province_quorum:
        title = ranking_words.higher_than(groups.share_below(group["high"], float(row["low"])), len(group))
    else:
        title = f"{reached} dari {len(group)} daerah sudah {target} atau lebih"
    chart = bricks(
        group.assign(name=group["shown_name"]),
        view.bands,
        view.palette,
        own=view.home.code if view.home else None,
        lowest=float(view.instrument.scale.lowest),
    )
    counts = groups.spread(group, tuple(view.bands["predicate"]))
    table = pd.DataFrame({"predicate": counts.index, "lower": view.bands["lower"], "count": counts.to_numpy()})
    columns = {"predicate": Column("Predikat"), "lower": Column("Mulai", 2), "count": Column("Banyaknya", 0)}
    text = f"Satu kotak satu daerah. Target: {target}, mulai {format_score(view.instrument.target)}."
    return Picture(title, chart, text, table, columns)


def _movers(view: View, group: pd.DataFrame, moved: pd.DataFrame) -> None:
    """Show who rose and who fell most since the year before."""
    with st.container(gap="xxsmall"):
        ends = rank_facts.farthest(group)
        components.subheading(ranking_words.farthest_sentence(ends, ranking_words.names_of(group)))
        columns = {
            "shown_name": Column("Daerah"),
            "previous_rank": Column(str(view.year - 1), 0),
            "rank": Column(str(view.year), 0),
            "steps": Column("Peringkat"),
            "change": Column("Indeks", 2, signed=True),
        }
        shown = moved.assign(steps=moved["rank_change"].map(ranking_words.steps))
        components.plain_table(shown, columns, shown["region"] == (view.home.code if view.home else ""))
        components.note(
            f"{ranking_words.basis(group, view.kind_word, view.year)} Indeks: perubahan dari {view.year - 1}."
        )
