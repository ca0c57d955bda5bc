"""The parts of *Profil daerah*: one government, node by node."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.nodes import stage_table
from spbe_analytics.analysis.weakness.weakest import Measure, weakest
from spbe_analytics.parts import notes as note_words
from spbe_analytics.parts.part import Column, Table
from spbe_analytics.parts.region import profile
from spbe_analytics.parts.view import View
from spbe_analytics.parts.words import beside, headlines, standing, weakness_words
from spbe_analytics.reports import to_xlsx
from spbe_analytics.schema import INDEX_NODE, VALUE, NodeKind, Stage
from spbe_analytics.scoring.display import format_level, format_number, format_score
from spbe_analytics.ui.kit import cache, components
from spbe_analytics.ui.words import missing

SHORT = 12
"""Rows up to which a table is shown whole."""


def answer(view: View) -> bool:
    """Show the headline and the figures; tell whether there is a region with data to show below."""
    home = view.home
    if home is None:
        components.headline("Profil satu daerah", "Semua nilai, dari indeks sampai indikator.")
        components.empty("Belum ada daerah yang dipilih.", "Pilih “Daerah saya” di atas.")
        return False
    if view.own_scores is None or view.own_scores.isna().all():
        missing.answer_missing(view)
        return False
    table = profile.nodes(view)
    indicators = table[table["kind"] == NodeKind.INDICATOR]
    known = indicators[VALUE].notna()
    target = float(view.instrument.target_level)
    below = int((indicators[VALUE] < target).sum())
    row = view.own
    if row is None:
        components.headline(
            profile.partly(view),
            beside.below(view, f"{view.stage.label} {view.year}. Tingkat yang belum ada tidak dihitung nol."),
        )
        return True
    moved = headlines.movement(row["change"])
    opening = f"{home.bare} {format_score(row[INDEX_NODE])} ({row['predicate']})"
    opening += f": {moved} dari {view.year - 1}" if moved else ""
    if known.any():
        finding = f"{below} dari {int(known.sum())} indikator masih di bawah tingkat {format_level(target)}"
    else:
        measured = standing.weakness_of(view)
        finding = weakness_words.weakest_title(weakest(measured, measured.pillars, Measure.VALUE))
    complete = (
        "semua tingkat diketahui" if known.all() else f"tingkat diketahui {int(known.sum())} dari {len(indicators)}"
    )
    components.headline(
        standing.doubted(view, row, "; ".join(filter(None, [opening, finding]))),
        standing.compared(view, complete),
    )
    components.figures(profile.figures(view, row, indicators))
    return True


def domains(view: View) -> None:
    """Show radar and dot plot of the pillars against the medians of kind and province."""
    drawn = view.keep(profile.domains, lambda: profile.domains(view))
    if drawn is None:
        return
    components.subheading(drawn.title)
    dots = replace(drawn, figure=profile.domain_dots(view))
    left, right = st.columns(2, gap="medium", vertical_alignment="center")
    with left:
        if drawn.figure.polar:
            components.chart(drawn.figure, "radar-domain")
    with right:
        components.chart(dots.figure, "titik-domain")
    shown = {"Radar": drawn, "Diagram titik": dots} if drawn.figure.polar else {"Diagram titik": dots}
    table = Table(drawn.title, drawn.table, drawn.columns)
    components.below(view, drawn.text, table, "profil-domain", shown)


def table(view: View) -> None:
    """Show every node with weight, name of level, basis and source, by pillar, with a download."""
    home = view.home
    if home is None:
        return
    rows = profile.nodes(view).reset_index()
    rows = rows[rows[VALUE].notna()]
    with st.container(gap="xxsmall"):
        components.subheading(f"Semua nilai: {len(rows)} dari {len(view.instrument.nodes)} butir")
        names = {"": "Semua"} | {pillar.code: pillar.short for pillar in view.instrument.pillars}
        chosen = st.segmented_control(
            "Bagian",
            list(names),
            default="",
            format_func=lambda code: names[code],
            label_visibility="collapsed",
            key="bagian",
            required=True,
        )
    shown = rows[rows["pillar"] == chosen] if chosen else rows
    level = 0 if view.instrument.scale.whole else 2
    display = pd.DataFrame(
        {
            "No.": shown["node"].where(shown["node"] != INDEX_NODE, "Indeks"),
            "Nilai": [
                format_number(value, level if kind == NodeKind.INDICATOR else 2)
                for value, kind in zip(shown[VALUE], shown["kind"], strict=True)
            ],
            "Nama": shown["name"],
            "Nama tingkat": shown["level_name"].fillna(""),
            "Bobot": [f"{format_number(weight)}%" for weight in shown["weight"]],
            str(view.year - 1): [
                format_number(value, level if kind == NodeKind.INDICATOR else 2)
                for value, kind in zip(shown["previous"], shown["kind"], strict=True)
            ],
            "Dasar": shown["basis"],
            "Sumber": shown["source"],
        }
    )
    notes = cache.workspace().notes.current(home.code)
    mine = note_words.of_assessment(notes, view.instrument, view.year, view.stage)
    if len(mine):
        display["Penjelasan"] = shown["node"].map(dict(zip(mine["node"], mine["text"], strict=True))).fillna("")
    if not display["Nama tingkat"].any():
        display = display.drop(columns="Nama tingkat")
    components.grid(
        display,
        height="content" if len(display) <= SHORT else 480,
        column_config={
            "No.": st.column_config.TextColumn(pinned=True, width=60),
            "Nilai": st.column_config.TextColumn(width=60, alignment="right"),
            "Nama": st.column_config.TextColumn(width=325 if len(display.columns) > 7 else 230),
            "Nama tingkat": st.column_config.TextColumn(width=150),
            "Bobot": st.column_config.TextColumn(width=70, alignment="right"),
            str(view.year - 1): st.column_config.TextColumn(width=60, alignment="right"),
            "Dasar": st.column_config.TextColumn(width=150),
            "Sumber": st.column_config.TextColumn(width=420),
            "Penjelasan": st.column_config.TextColumn(width=420),
        },
        alt=f"Tabel semua nilai {home.name} {view.year}",
    )
    columns = {
        "node": Column("Kode"),
        "name": Column("Nama", width=60),
        "weight": Column("Bobot (%)", 2),
        VALUE: Column("Nilai", 4),
        "level_name": Column("Nama tingkat", width=22),
        "previous": Column(f"Nilai {view.year - 1}", 4),
        "basis": Column("Dasar", width=20),
        "source": Column("Sumber", width=60),
    }
    st.download_button(
        "Unduh XLSX",
        lambda: to_xlsx(rows, columns, f"{home.name}, {view.stage.label} {view.year}", [view.instrument.regulation]),
        f"profil-{home.code}-{view.year}.xlsx",
        on_click="ignore",
        key="profil-xlsx",
    )


def stages(view: View) -> None:
    """Show the stages of the year side by side where more than one is known."""
    if view.home is None:
        return
    code = view.home.code
    rows = stage_table(view.snapshot, view.instrument, code, view.year)
    names = [name for name in rows.columns if name != "short"]
    if len(names) < 2:
        return
    first, last = names[0], names[-1]
    gap = rows[last] - rows[first]
    change = gap.get(INDEX_NODE)
    title = (
        f"Indeks {headlines.movement(change)} dari {Stage(first).label} ke {Stage(last).label}"
        if change is not None and pd.notna(change)
        else f"{len(names)} tahap diketahui untuk {view.year}"
    )
    columns = {"node": Column("No."), "short": Column("Butir")} | {name: Column(Stage(name).label, 2) for name in names}
    with st.container(gap="xxsmall"):
        components.subheading(title)
        kinds = {node.code: node.kind for node in view.instrument.nodes}
        top = rows[[kinds[code] is not NodeKind.INDICATOR for code in rows.index]]
        named = top.rename_axis("node").reset_index()
        components.plain_table(named.assign(node=named["node"].replace(INDEX_NODE, "Indeks")), columns)
        every = rows.rename_axis("node").reset_index()
        components.below(view, "Indikator per tahap ada di tabel.", Table(title, every, columns), "tahap")


def remarks(view: View) -> None:
    """Tell what other sources print, and what is noted about the records behind the page."""
    for text in profile.remarks(view):
        components.note(text)
