"""The parts of *Perbandingan*: up to five regions beside each other, the first one measured against the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from spbe_analytics.analysis.standing.side_by_side import SideBySide, greatest, side_by_side
from spbe_analytics.charts import compare_dots, level_heatmap, radar
from spbe_analytics.instruments.model import Node
from spbe_analytics.parts.native import Chart, ChartKind, from_lowest
from spbe_analytics.parts.part import Column, Figure, Picture
from spbe_analytics.parts.view import View
from spbe_analytics.parts.words import comparison_words
from spbe_analytics.parts.words.headlines import joined
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.scoring.display import format_score

MOST: Final = 5

MOST_IN_RADAR: Final = 3

RADAR_HEIGHT: Final = 330

LINES: Final = ("Garis penuh", "Putus-putus, belah ketupat", "Titik-titik, persegi")
"""How the regions of the radar are drawn, in their order."""


@dataclass(frozen=True)
class Choice:
    """The regions compared.

    Attributes:
        names: Name by code of those with values; the first is measured against the others.
        missing: Codes of those without any value in the year and stage.
        beside: Their index and the nodes right below it.
    """

    names: dict[str, str]
    missing: tuple[str, ...]
    beside: SideBySide

    @property
    def version(self) -> str:
        """Part of the name of whatever is kept that shows them."""
        return "|".join(["", *self.names])

    @property
    def pillars(self) -> SideBySide:
        """The nodes right below the index."""
        return self.beside.part([node for node in self.beside.nodes if node != INDEX_NODE])


def compare(view: View, codes: Sequence[str]) -> Choice:
    """Look up the values of some regions in the year and stage of the filters."""
    names = comparison_words.names_of([gazetteer()[code] for code in codes])
    nodes = [INDEX_NODE, *(pillar.code for pillar in view.instrument.pillars)]
    found = {code: view.scores_of(code) for code in codes}
    known = {code: names[code] for code, scores in found.items() if scores is not None and scores.notna().any()}
    assessed = view.snapshot.assessed(view.instrument.id)
    beside = side_by_side(assessed, known, nodes, year=view.year, stage=view.stage.value)
    return Choice(known, tuple(code for code in codes if code not in known), beside)


def figures(view: View, choice: Choice) -> list[Figure]:
    """Return the index of the first region, the highest one, and where they differ most and least."""
    index, first = choice.beside.at(INDEX_NODE), next(iter(choice.names))
    own = index.get(choice.names[first])
    predicate = _here(view)["predicate"].get(first)
    named = f"{view.instrument.index_name}: {predicate}." if isinstance(predicate, str) else None
    figures = [Figure("Indeks acuan", format_score(own.value if own else None), choice.names[first], help=named)]
    if len(choice.names) == 1:
        return figures
    best = greatest(index)
    if best:
        known = "" if len(index) == len(choice.names) else f"Dari {len(index)} daerah yang indeksnya diketahui."
        figures.append(Figure("Indeks tertinggi", format_score(index[best[0]].value), joined(best), help=known or None))
    far, near = comparison_words.ends(choice.pillars)
    if far and far != near:
        for label, spans in (("Beda terlebar", far), ("Beda tersempit", near)):
            where = comparison_words.where(spans, labels_of(view), word_of(view))
            text = comparison_words.who(spans, labels_of(view))
            figures.append(Figure(label, comparison_words.width(spans[0]), where, help=text))
    return figures


def dots(view: View, choice: Choice) -> Picture:
    """Draw the values of all regions, one mark each."""
    labels, scale = labels_of(view), view.instrument.scale
    known = choice.beside.frame.dropna(how="all")
    chart = compare_dots(known, labels, view.palette, lowest=float(scale.lowest), maximum=float(scale.highest))
    table, columns = value_table(view, choice)
    text = f"Nilai tiap daerah; angka di kanan milik {known.columns[0]}."
    title = comparison_words.widest(choice.beside, labels)
    named = known.set_axis([labels[str(node)] for node in known.index])
    low, high = view.ends
    shown = Chart(ChartKind.BARS, named, low, high, text=f"{text} {from_lowest(low)}")
    return Picture(title, chart, text, table.loc[known.index], columns, shown)


def value_table(view: View, choice: Choice) -> tuple[pd.DataFrame, dict[str, Column]]:
    """List the values of the regions, a column each."""
    table = choice.beside.frame.assign(label=[labels_of(view)[node] for node in choice.beside.nodes])
    columns = {"label": Column("Nilai", width=24)} | {name: Column(name, 2) for name in choice.beside.names}
    return table, columns


def radar_of(view: View, choice: Choice, drawn: SideBySide) -> Picture:
    """Draw the first regions as polygons."""
    scale = view.instrument.scale
    chart = radar(
        drawn.frame,
        labels_of(view),
        view.palette,
        lowest=float(scale.lowest),
        maximum=float(scale.highest),
        height=RADAR_HEIGHT,
        label_values=True,
    )
    left_out = [name for name in choice.beside.names if name not in drawn.names]
    lines = [f"{line}: {name}." for line, name in zip(LINES, drawn.names, strict=False)]
    text = " ".join([*lines, f"Angka milik {drawn.names[0]}."])
    if left_out:
        text += f" Tidak digambar: {joined(left_out)}."
    table, columns = value_table(view, choice)
    kept = {name: columns[name] for name in ("label", *drawn.names)}
    title = comparison_words.most_highest(drawn, labels_of(view), word_of(view), some=bool(left_out))
    named = drawn.frame.set_axis([labels_of(view)[str(node)] for node in drawn.frame.index])
    shown = Chart(ChartKind.RADAR, named, 0, float(scale.highest))
    return Picture(title, chart, text, table.loc[list(drawn.nodes)], kept, shown)


def labels_of(view: View) -> dict[str, str]:
    """Name the index and the nodes right below it."""
    return {node.code: node.short for node in view.instrument.pillars} | {INDEX_NODE: view.instrument.index_name}


def word_of(view: View) -> str:
    """Say what stands right below the index: ``domain``."""
    return view.instrument.pillar_word


def listed(choice: Choice) -> str:
    """Say who is measured against whom."""
    first, *others = choice.names.values()
    return f"{first} terhadap {joined(others)}" if others else first


def _here(view: View) -> pd.DataFrame:
    standings = view.standings
    return standings[
        (standings["year"] == view.year)
        & (standings["stage"] == view.stage)
        & (standings["instrument"] == view.instrument.id)
    ].set_index("region")


def levels(view: View, beside: SideBySide, part: Sequence[Node], note: str) -> Picture:
    """Draw the levels of the indicators of some pillars, a column a region."""
    codes = [leaf.code for pillar in part for leaf in view.instrument.leaves(pillar.code)]
    those = beside.part(codes)
    shorts = {code: view.instrument.node(code).short for code in codes}
    shown = those.frame.set_axis([f"{code} {short}" for code, short in shorts.items()])
    columns = {"label": Column("Indikator", width=28)}
    columns |= {name: Column(name, view.instrument.scale.decimals) for name in those.names}
    return Picture(
        f"{span_of(part)}: {comparison_words.levels_finding(those, shorts, view.instrument.target_level)}",
        level_heatmap(shown, view.palette, maximum=int(view.instrument.scale.highest)),
        note,
        shown.assign(label=shown.index),
        columns,
    )


def span_of(part: Sequence[Node]) -> str:
    """Name a run of pillars."""
    names = [pillar.short for pillar in part]
    return joined(names) if len(names) <= 2 else f"{names[0]} sampai {names[-1]}"


def differences(view: View, choice: Choice) -> tuple[str, pd.DataFrame, dict[str, Column]]:
    """Return how far the first region is ahead of, or behind, each of the others: finding, rows and columns."""
    first = choice.beside.names[0]
    apart = choice.beside.differences().loc[choice.beside.frame.notna().any(axis=1)]
    labels = labels_of(view)
    table = apart.assign(label=[labels[str(node)] for node in apart.index], own=choice.beside.frame[first])
    columns = {"label": Column("Selisih", width=24)}
    if len(apart.columns) < MOST_IN_RADAR:  # more columns do not fit a phone
        columns |= {"own": Column(f"Nilai {first}", 2)}
    columns |= {name: Column(f"dari {name}", 2, signed=True) for name in apart.columns}
    return comparison_words.ahead(choice.pillars, word_of(view)), table, columns


def reading(choice: Choice) -> str:
    """Say how to read the differences."""
    first = choice.beside.names[0]
    return (
        f"Selisih: {first} dikurangi daerah lain, jadi + berarti {first} lebih tinggi. Dihitung dari nilai yang "
        "diketahui, lalu dibulatkan."
    )
