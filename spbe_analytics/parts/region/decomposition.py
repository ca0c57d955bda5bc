"""*Perubahan*: where the change between two years or two stages came from."""

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from spbe_analytics.analysis.change.change import Change, Part, PartKind, moment
from spbe_analytics.analysis.change.decompose import Moment
from spbe_analytics.charts import waterfall
from spbe_analytics.parts.native import bar_chart
from spbe_analytics.parts.part import Column, Picture
from spbe_analytics.parts.view import View
from spbe_analytics.parts.words import change_words
from spbe_analytics.schema import INDEX_NODE, INSTRUMENT, REGION, STAGE, YEAR, NodeKind, Stage
from spbe_analytics.scoring.display import format_level, format_score, format_weight

NATION: Final = "nasional"
"""Code of the printed national average."""

MOST: Final = 20
"""Bars of one picture; smaller ones beyond them are one bar together."""


def region_of(view: View) -> str:
    """Name whose change is told: the home region, or the printed average of the nation."""
    return view.home.code if view.home else NATION


def root_of(view: View, pillar: str) -> str:
    """Name the node whose change is told: the pillar of a short name, or the index."""
    return next((node.code for node in view.instrument.pillars if node.short == pillar), INDEX_NODE)


def known_moments(view: View) -> list[Moment]:
    """List years and stages with an index or levels, the oldest first."""
    rows = view.standings[view.standings[REGION] == region_of(view)]
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


def default_sides(view: View, moments: Mapping[str, Moment]) -> tuple[str, str]:
    """Return the year before and the chosen year; else a stage before it, or the year and what follows it."""
    names = list(moments)
    usable = [name for name in names if view.instrument.covers(moments[name][0])] or names
    same = [name for name in usable if moments[name][1] is view.stage and moments[name][0] <= view.year]
    end = same[-1] if same else usable[-1]
    before = [name for name in same if name != end] or usable[: usable.index(end)] or names[: names.index(end)]
    return (before[-1], end) if before else (end, names[names.index(end) + 1])


def picture(view: View, change: Change, depth: NodeKind) -> Picture:
    """Draw where a change came from, part by part at one depth."""
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
    shown = bar_chart(drawn, {"contribution": "Sumbangan"}, signed=True)
    return Picture(change_words.finding(change, bars), figure, text, _listed(change, bars), columns, shown)


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
