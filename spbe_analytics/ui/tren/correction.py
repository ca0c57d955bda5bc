"""*Koreksi asesor* in *Tren*: what external assessors made of the self-assessment."""

from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.change.corrections import Corrections, all_corrections, comparable, corrections, summary
from spbe_analytics.charts import change_bars, dot_plot
from spbe_analytics.parts.part import Column, Picture
from spbe_analytics.parts.view import View, kept
from spbe_analytics.parts.words.story import Story
from spbe_analytics.schema import CHANGE, INDEX_NODE, REGION, YEAR, Stage
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.choice import pressed
from spbe_analytics.ui.kit.menu import UPLOAD
from spbe_analytics.ui.tren import correction_words

MOST: Final = 12
"""Indicators drawn; the table holds all."""

YEARLY: Final = {
    "label": Column("Tahun"),
    "from_stage": Column("Dari", width=20),
    "before": Column("Nilai awal", 2),
    "to_stage": Column("Sampai", width=20),
    "after": Column("Nilai sesudah", 2),
    CHANGE: Column("Koreksi", 2, signed=True),
}

NATION: Final = {
    "label": Column("Tahun"),
    "stages": Column("Tahap", width=40),
    "count": Column("Daerah", 0),
    "median": Column("Median koreksi", 2, signed=True),
    "lowered": Column("Turun (%)", 0),
    "raised": Column("Naik (%)", 0),
}


def show(story: Story) -> None:
    """Show the corrections of the home region, then those of all regions with several stages."""
    view = story.view
    node = INDEX_NODE
    if story.pillar:
        node = next(item.code for item in view.instrument.pillars if item.short == story.pillar)
    found = _found(view, node)
    if view.home is not None:
        _home(view, found[found[REGION] == view.home.code], node)
    _nation(view, found, node)


def _found(view: View, node: str) -> pd.DataFrame:
    """Return all corrections of a node, which but for the index are those of one instrument."""
    return all_corrections(view.snapshot, node, None if node == INDEX_NODE else view.instrument)


def _home(view: View, mine: pd.DataFrame, node: str) -> None:
    home = view.home
    usable = [int(year) for year in mine[YEAR] if view.instrument.covers(int(year))]
    if home is None or not usable:
        components.empty(
            f"{home.bare if home else ''} belum punya dua tahap pada tahun yang sama.",
            "Unggah Penilaian Mandiri dan tahap sesudahnya (dokumen, interviu, visitasi, atau nilai akhir).",
            UPLOAD,
        )
        return
    year = view.year if view.year in usable else max(usable)
    whole = corrections(view.snapshot, view.instrument, home.code, year)
    until = _until(whole)
    told = whole
    if until is not whole.last:
        told = corrections(view.snapshot, view.instrument, home.code, year, until)
    at = f"{node}-{until.value}"
    components.note(correction_words.course(whole, node))
    left, right = st.columns([5, 3], gap="medium")
    with left:
        components.kept_picture(view, f"koreksi-butir-{at}", lambda _: _below(view, told, node))
    with right:
        components.kept_picture(view, f"koreksi-tahunan-{node}", lambda _: _yearly(view, mine))
    if not components.kept_picture(view, f"koreksi-indikator-{at}", lambda _: _indicators(view, told, node)):
        components.empty(
            f"Tingkat indikator {year} belum diketahui pada kedua tahap.",
            "Unggah tingkatnya untuk melihat indikator mana yang dikoreksi.",
            UPLOAD,
        )


def _until(whole: Corrections) -> Stage:
    """Let a person choose against which later stage the first one is held, where there are several."""
    later = {stage.label: stage for stage in whole.stages[1:]}
    names = list(later)
    if len(names) == 1:
        return whole.last
    chosen = pressed("Dibandingkan dengan", "sampai", dict(zip(names, names, strict=True)), names[-1])
    return later.get(str(chosen), whole.last)


def _columns(told: Corrections) -> dict[str, Column]:
    return {
        "code": Column("Butir"),
        "name": Column("Nama", width=40),
        **{stage.value: Column(stage.label, 2) for stage in told.stages},
        CHANGE: Column("Koreksi", 2, signed=True),
    }


def _below(view: View, told: Corrections, node: str) -> Picture | None:
    """Draw the node and those right below it at the first and at the last stage."""
    codes = [node, *(child.code for child in told.instrument.children(node))]
    rows = told.table.reindex([code for code in codes if code in told.table.index])
    if rows.empty:
        return None
    first, last = told.first, told.last
    drawn = pd.DataFrame(
        {
            "label": rows["short"].mask(rows.index == INDEX_NODE, "Indeks"),
            "weight": rows["weight"].mask(rows.index == INDEX_NODE),
            "own": rows[last.value],
            "reference": rows[first.value],
            CHANGE: rows[CHANGE],
        }
    )
    scale = told.instrument.scale
    figure = dot_plot(
        drawn,
        view.palette,
        own_name=last.label,
        reference_name=first.label,
        change_from=first.label,
        lowest=float(scale.lowest),
        maximum=float(scale.highest),
    )
    title = correction_words.finding(told, node)
    text = f"Lingkaran: {last.label}. Belah ketupat: {first.label}. Koreksi: selisih keduanya."
    return Picture(title, figure, text, rows.reset_index(names="code"), _columns(told))


def _yearly(view: View, mine: pd.DataFrame) -> Picture:
    """Draw the corrections of the home region over the years."""
    rows = mine.assign(
        label=mine[YEAR].astype(str),
        from_stage=[Stage(stage).label for stage in mine["from_stage"]],
        to_stage=[Stage(stage).label for stage in mine["to_stage"]],
        note="",
    )
    return Picture(
        correction_words.years(comparable(mine)),
        change_bars(rows, view.palette),
        "Tahap terakhir dikurangi tahap pertama.",
        rows,
        YEARLY,
    )


def _indicators(view: View, told: Corrections, node: str) -> Picture | None:
    """Draw the indicators that were corrected most, by what it costs the index."""
    known = told.indicators(node)
    if known.empty:
        return None
    moved = known[known[CHANGE] != 0]
    order = (moved[CHANGE] * moved["weight"]).sort_values(key=lambda lost: -lost.abs(), kind="stable").index[:MOST]
    drawn = moved.loc[order].assign(label=[f"{code} {short}" for code, short in moved.loc[order, "short"].items()])
    title = correction_words.indicators(told, known)
    if moved.empty:
        drawn = known.iloc[:1].assign(label=known["short"].iloc[:1])
    places = told.instrument.scale.decimals
    more = f" Digambar {len(drawn)} dari {len(moved)}, yang paling berpengaruh dulu." if len(moved) > len(drawn) else ""
    text = f"Selisih tingkat {told.last.label} dari {told.first.label}, menurut bobot.{more}"
    return Picture(
        title, change_bars(drawn, view.palette, decimals=places), text, known.reset_index(names="code"), _columns(told)
    )


def _nation(view: View, found: pd.DataFrame, node: str) -> None:
    """Sum up all regions with several stages."""
    if found.empty:
        components.empty(
            "Belum ada daerah dengan dua tahap pada tahun yang sama.",
            "Unggah Penilaian Mandiri dan Nilai akhir daerah mana pun untuk melihat koreksi asesor.",
            UPLOAD,
        )
        return
    rows = _summed(view, node)
    components.titled_table(correction_words.nation(rows, found[REGION].nunique()), rows, NATION)
    components.note("Semua daerah yang tahapnya tersimpan; salah cetak tidak dihitung.")


@kept
def _summed(view: View, node: str) -> pd.DataFrame:
    found = _found(view, node)
    rows = summary(found).iloc[::-1].reset_index(drop=True)
    return rows.assign(
        label=rows[YEAR].astype(str),
        stages=[
            f"{Stage(first).label} → {Stage(last).label}"
            for first, last in zip(rows["from_stage"], rows["to_stage"], strict=True)
        ],
        lowered=rows["lowered"] * 100,
        raised=rows["raised"] * 100,
    )
