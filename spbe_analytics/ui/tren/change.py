"""*Perubahan* in *Tren*: where the change between two years or two stages came from."""

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.change.change import Change, Part, PartKind, cautions, moment
from spbe_analytics.analysis.change.decompose import Moment, decompose
from spbe_analytics.charts import waterfall
from spbe_analytics.errors import AnalysisError
from spbe_analytics.reports import Column
from spbe_analytics.schema import INDEX_NODE, INSTRUMENT, REGION, STAGE, YEAR, NodeKind, Stage
from spbe_analytics.scoring.display import format_level, format_score, format_weight
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.choice import picked, pressed
from spbe_analytics.ui.kit.components import Picture
from spbe_analytics.ui.kit.menu import UPLOAD
from spbe_analytics.ui.kit.view import View
from spbe_analytics.ui.tren import change_words
from spbe_analytics.ui.words.story import Story

NATION: Final = "nasional"
"""Code of the printed national average."""

MOST: Final = 20
"""Bars of one picture; smaller ones beyond them are one bar together."""

SHOWN_FOR: Final = "perubahan-untuk"
"""Where the session remembers for which filters the two sides were chosen."""


def show(story: Story) -> None:
    """Show the choice of two assessments, and the way from one value to the other."""
    view = story.view
    moments = {f"{year}, {stage.label}": (year, stage) for year, stage in _known(view)}
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
    root = _root(view, story.pillar)
    try:
        change = decompose(view.snapshot, _region(view), moments[start], moments[end], root)
    except AnalysisError as error:
        components.empty(str(error), "")
        return
    depth = _depth(change)
    name = f"urai-{root}-{start}-{end}-{depth.value}".lower().replace(", ", "-").replace(" ", "-")
    components.kept_picture(view, name, lambda _: _picture(view, change, depth))
    for text in cautions(change):
        components.note(text)


def _region(view: View) -> str:
    return view.home.code if view.home else NATION


def _root(view: View, pillar: str) -> str:
    return next((node.code for node in view.instrument.pillars if node.short == pillar), INDEX_NODE)


def _known(view: View) -> list[Moment]:
    """List years and stages with an index or levels, the oldest first."""
    rows = view.standings[view.standings[REGION] == _region(view)]
    catalogue = view.snapshot.catalogue
    order = {stage.value: stage.order for stage in Stage}
    found = [
        (int(row[YEAR]), Stage(row[STAGE]))
        for row in rows.to_dict("records")
        if (pd.notna(row[INDEX_NODE]) or row["answered"])
        and (used := catalogue.for_year(int(row[YEAR]))) is not None
        and used.id == row[INSTRUMENT]
    ]
    return sorted(found, key=lambda moment: (moment[0], order[moment[1].value]))


def _sides(view: View, moments: Mapping[str, Moment]) -> tuple[str, str]:
    """Let a person choose both sides; they stand in the address and follow the filters."""
    start, end = _defaults(view, moments)
    mine = f"{_region(view)} {view.year} {view.stage.value}"
    moved = st.session_state.get(SHOWN_FOR, mine) != mine
    st.session_state[SHOWN_FOR] = mine
    options = list(moments)
    left, right = st.columns(2, gap="medium")
    with left:
        chosen = picked("Dari", "dari", dict(zip(options, options, strict=True)), start, anew=moved)
    with right:
        return chosen, picked("Ke", "ke", dict(zip(options, options, strict=True)), end, anew=moved)


def _defaults(view: View, moments: Mapping[str, Moment]) -> tuple[str, str]:
    """Return the year before and the chosen year; else a stage before it, or the year and what follows it."""
    names = list(moments)
    usable = [name for name in names if view.instrument.covers(moments[name][0])] or names
    same = [name for name in usable if moments[name][1] is view.stage and moments[name][0] <= view.year]
    end = same[-1] if same else usable[-1]
    before = [name for name in same if name != end] or usable[: usable.index(end)] or names[: names.index(end)]
    return (before[-1], end) if before else (end, names[names.index(end) + 1])


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


def _picture(view: View, change: Change, depth: NodeKind) -> Picture:
    bars = change.bars(depth)
    drawn = _drawn(change, bars)
    start, end = (moment(side) for side in (change.before, change.after))
    if change.partial:
        start, end = (f"{name} (poin)" for name in (start, end))
    figure = waterfall(
        drawn,
        (start, float(change.before.value)),
        (end, float(change.after.value)),
        view.palette,
        own=view.home is not None,
    )
    still = sum(not part.contribution for part in bars if part.kind is PartKind.NODE)
    quiet = (
        f" {still} {depth.label.lower()} tetap dan tidak digambar." if still and len(drawn) + still <= len(bars) else ""
    )
    columns = {
        "node": Column("Butir"),
        "name": Column("Nama", width=40),
        "weight": Column("Bobot", 2),
        "before": Column(start, 2),
        "after": Column(end, 2),
        "contribution": Column("Sumbangan", 4, signed=True),
    }
    text = f"{change_words.reading(change, depth)}{quiet}"
    return Picture(change_words.finding(change, bars), figure, text, _listed(change, bars), columns)


def _drawn(change: Change, bars: Sequence[Part]) -> pd.DataFrame:
    """Return the bars that move, in the regulation's order; beyond the largest ones the rest is one bar."""
    moving = [part for part in bars if part.contribution] or list(bars[:1])
    largest = sorted(moving, key=lambda part: -abs(part.contribution))[: MOST if len(moving) <= MOST else MOST - 1]
    kept = [part for part in moving if part in largest]
    rows = [_row(change, part) for part in kept]
    rest = [part for part in moving if part not in largest]
    if rest:
        rows.append((f"{len(rest)} lainnya", "", "", float(sum(part.contribution for part in rest)), True))
    return pd.DataFrame(rows, columns=["label", "note", "right", "contribution", "aside"])


def _row(change: Change, part: Part) -> tuple[str, str, str, float, bool]:
    label, by, aside = change_words.label(change, part), float(part.contribution), part.kind is not PartKind.NODE
    if part.kind is PartKind.REMAINDER:
        return label, "", "", by, aside
    note = f"bobot {format_weight(part.weight)}"
    if part.parts and aside:
        return label, f"{len(part.parts)} indikator, {note}", "", by, aside
    write = format_level if change_words.is_indicator(change, part) else format_score
    return label, note, f"{write(part.before)} → {write(part.after)}", by, aside


def _listed(change: Change, bars: Sequence[Part]) -> pd.DataFrame:
    """Return all bars and the sum of them."""
    rows = [
        (
            part.node if part.kind is PartKind.NODE or change_words.is_indicator(change, part) else "",
            part.name,
            float(part.weight) if part.weight else None,
            None if part.before is None else float(part.before),
            None if part.after is None else float(part.after),
            float(part.contribution),
        )
        for part in bars
    ]
    root = change.root
    total = ("", root.name, float(root.weight), float(change.before.value), float(change.after.value))
    rows.append((*total, float(change.change)))
    return pd.DataFrame(rows, columns=["node", "name", "weight", "before", "after", "contribution"])
