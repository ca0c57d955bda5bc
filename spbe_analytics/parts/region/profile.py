"""The parts of *Profil daerah*: one government, node by node."""

from typing import Any

import pandas as pd

from spbe_analytics.analysis.nodes import node_table
from spbe_analytics.analysis.weakness.weakest import Measure, weakest
from spbe_analytics.charts import dot_plot, radar
from spbe_analytics.parts.native import Chart, ChartKind, from_lowest
from spbe_analytics.parts.part import Column, Figure, Picture
from spbe_analytics.parts.view import View, kept
from spbe_analytics.parts.words import beside, standing, weakness_words
from spbe_analytics.schema import INDEX_NODE, VALUE, NodeKind
from spbe_analytics.scoring.display import format_level, outward

FEWEST_AXES = 3
"""A radar needs a surface; two axes are told by the list alone."""


def partly(view: View) -> str:
    """Say how many levels of the home region are known, and between which values its index lies."""
    assert view.home is not None
    table = nodes(view)
    levels = table[table["kind"] == NodeKind.INDICATOR][VALUE]
    assessed = view.snapshot.assessed(view.instrument.id)
    key: Any = (view.home.code, view.year, view.stage.value)
    said = f"{view.home.bare}: {int(levels.notna().sum())} dari {len(levels)} indikator terisi"
    bounds = assessed.lower[INDEX_NODE][key], assessed.upper[INDEX_NODE][key]
    if any(bound != bound for bound in bounds):
        return said
    least, most = outward(*bounds)
    return f"{said}, indeks antara {least} dan {most}"


def figures(view: View, row: pd.Series, indicators: pd.DataFrame) -> list[Figure]:
    """Return index, predicate, indicators that reach the target or else the weakest pillar, and rank."""
    found = [standing.index_figure(view, row), standing.predicate_figure(view, row)]
    target = float(view.instrument.target_level)
    known = indicators[indicators[VALUE].notna()]
    if len(known):
        reached, before = int((known[VALUE] >= target).sum()), known["previous"].dropna()
        earlier = int((before >= target).sum())
        highest = format_level(float(view.instrument.scale.highest))
        found.append(
            Figure(
                f"Indikator tingkat {format_level(target)}–{highest}",
                f"{reached} dari {len(known)}",
                f"{earlier} pada {view.year - 1}" if len(before) == len(known) else "",
                "up" if reached > earlier else "down" if reached < earlier else "off",
                "green" if reached > earlier else "red" if reached < earlier else "gray",
            )
        )
    else:
        measured = standing.weakness_of(view)
        low = weakest(measured, measured.pillars, Measure.VALUE)
        if low is not None:
            found.append(Figure(*weakness_words.weakest_figure(low, view.kind_word)))
    found.append(standing.nation_figure(view, row))
    return found


def nodes(view: View) -> pd.DataFrame:
    """Return all nodes of the home region; see :func:`spbe_analytics.analysis.nodes.node_table`."""
    code = view.home.code if view.home else ""
    return node_table(view.snapshot, view.instrument, code, view.year, view.stage.value)


def beside_of(view: View) -> pd.DataFrame:
    """Return the pillars' values beside those compared with, a column a name."""
    rows = standing.domain_rows(view)
    series = {standing.own_name(view): rows["own"]}
    if rows["reference"].notna().any():
        series[f"median {view.kind_word}"] = rows["reference"]
    if view.province_medians is not None:
        series[f"median {view.place}"] = view.province_medians["median"].reindex(rows.index)
    return pd.DataFrame(series)


@kept
def domain_radar(view: View) -> Any:  # noqa: ANN401 - a figure; plotly is named in charts only
    """Draw the pillars as polygons against the medians of kind and province."""
    scale = view.instrument.scale
    labels = {pillar.code: pillar.short for pillar in view.instrument.pillars}
    lowest, highest = int(scale.lowest), int(scale.highest)
    return radar(beside_of(view), labels, view.palette, label_values=True, lowest=lowest, maximum=highest)


@kept
def domain_dots(view: View) -> Any:  # noqa: ANN401 - as above
    """Draw the pillars on one scale against the median of the kind."""
    rows, scale = standing.domain_rows(view), view.instrument.scale
    return dot_plot(
        rows,
        view.palette,
        own_name=standing.own_name(view),
        reference_name=f"median {view.kind_word}",
        change_from=str(view.year - 1) if rows["change"].notna().any() else None,
        lowest=int(scale.lowest),
        maximum=int(scale.highest),
    )


def domains(view: View) -> Picture | None:
    """Draw the pillars against the medians of kind and province; ``None`` where none is known of the home region.

    The figure is the radar, or with too few axes the dots.
    """
    rows, home = standing.domain_rows(view), view.home
    if home is None or rows["own"].isna().all():
        return None
    values, reference = beside_of(view), f"median {view.kind_word}"
    columns = {
        "label": Column(view.instrument.pillar_word.capitalize(), width=22),
        "weight": Column("Bobot (%)", 1),
        **{name: Column(name[:1].upper() + name[1:], 2, width=20) for name in values.columns},
        "change": Column("Perubahan", 2, signed=True),
    }
    text = f"Garis penuh: {home.bare}."
    if reference in values:
        counted = int(view.medians["count"].reindex(rows.index).min())
        text += f" Garis putus, belah ketupat: median {counted} {view.kind_word}."
    if view.province_medians is not None:
        text += f" Titik-titik, kotak: median {view.place}."
    title = weakness_words.domains_finding(standing.weakness_of(view), standing.pillar_changes(view))
    around = len(rows) >= FEWEST_AXES
    drawn = values.set_axis([str(label) for label in rows["label"]])
    low, high = view.ends
    bars = Chart(ChartKind.BARS, drawn, low, high, text=f"{text} {from_lowest(low)}")
    shown = Chart(ChartKind.RADAR, drawn, 0, high) if around else bars
    return Picture(title, domain_radar(view) if around else domain_dots(view), text, rows.join(values), columns, shown)


@kept
def remarks(view: View) -> list[str]:
    """Say what other sources print, and what is noted about the records behind the profile."""
    if view.home is None:
        return []
    found = [beside.told(view.instrument, one) for one in beside.others(view)]
    records = view.snapshot.records
    mine = records[
        (records["region"] == view.home.code) & (records["year"] == view.year) & (records["stage"] == view.stage.value)
    ]
    return found + [f"Catatan: {text}" for text in dict.fromkeys(mine["note"]) if text]
