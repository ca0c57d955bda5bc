"""Which pillar is weakest where: the regions of a province, or the provinces of the nation, as a table of colours."""

from functools import partial
from typing import Final

import pandas as pd

from spbe_analytics.analysis.exact import quantile
from spbe_analytics.analysis.standing.averages import MIDDLE
from spbe_analytics.analysis.standing.presence import has_quorum
from spbe_analytics.analysis.standing.ranking import select
from spbe_analytics.analysis.weakness.measures import Across, across
from spbe_analytics.charts import weak_map
from spbe_analytics.instruments import Instrument
from spbe_analytics.parts.part import Column, Picture
from spbe_analytics.parts.view import View
from spbe_analytics.parts.words.headlines import capital
from spbe_analytics.parts.words.weakness_words import equals
from spbe_analytics.regions import Region, gazetteer
from spbe_analytics.schema import INDEX_NODE, PROVINCE, REGION, STAGE, YEAR, Kind
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.choice import pressed

SHOWN: Final = "ukuran"
"""Name of the choice between values and lost points in the address."""

VALUES: Final = "Nilai"
POINTS: Final = "Poin yang hilang"


def scope(view: View) -> Region | None:
    """Return the province looked at: the one of the filters, else the home region's own; ``None`` for the nation."""
    if view.province is not None or view.home is None:
        return view.province
    return gazetteer().province_of(view.home)


def where(view: View) -> None:
    """Show the map with the choice of what stands in its cells."""
    shown = pressed("Yang ditampilkan", SHOWN, {VALUES: VALUES, POINTS: POINTS}, VALUES)
    points = shown == POINTS
    place = scope(view)
    key = f"peta-lemah-{'poin' if points else 'nilai'}"
    drawn = components.kept_picture(view, key, lambda _: _map(view, place, points=points))
    if not drawn:
        components.empty(
            f"Nilai {_word(view)} belum diketahui untuk {place.bare if place else 'cukup banyak provinsi'}.",
            "Pilih tahun atau provinsi lain di saringan.",
        )


def _word(view: View) -> str:
    return view.instrument.pillar_word


def _rows(view: View, place: Region | None) -> tuple[pd.DataFrame, list[str], str]:
    """Return the wide scores of what has a row, the names of the rows, and what the rows are."""
    kind = None if place else view.kind
    group = select(view.standings, year=view.year, stage=view.stage, kind=kind, province=place.code if place else None)
    group = group[~group["misprint"].astype(bool) & (group["instrument"] == view.instrument.id)]
    scores = view.scores
    keys = pd.MultiIndex.from_frame(group[[REGION, YEAR, STAGE]])
    rows = scores.reindex(keys).droplevel([YEAR, STAGE])
    if place is not None:
        rows = rows.sort_values(INDEX_NODE, ascending=False, kind="stable")
        return rows, [_name(gazetteer()[str(code)]) for code in rows.index], f"daerah di {place.bare}"
    by_province = rows.groupby(group.set_index(REGION)[PROVINCE].reindex(rows.index).to_numpy())
    sizes = by_province.size()
    enough = [code for code in sizes.index if has_quorum(int(sizes[code]), view.kind, str(code))]
    middle = by_province.agg(partial(_median, view.instrument))
    medians = middle.loc[enough].sort_values(INDEX_NODE, ascending=False, kind="stable")
    what = "provinsi" if view.kind == Kind.PROVINCE else f"provinsi, median {view.kind_word}"
    return medians, [gazetteer()[str(code)].bare for code in medians.index], what


def _median(instrument: Instrument, values: pd.Series) -> float:
    found = quantile(instrument, str(values.name), values.tolist(), MIDDLE)
    return float("nan") if found is None else float(found)


def _name(region: Region) -> str:
    return region.bare if region.kind is Kind.REGENCY else region.name


def found(view: View, place: Region | None) -> tuple[Across, pd.DataFrame, list[str], str]:
    """Return who is weakest where, the scores behind it, the names of the rows, and what the rows are."""
    rows, names, what = _rows(view, place)
    pillars = [pillar.code for pillar in view.instrument.pillars]
    keep = rows[pillars].notna().any(axis=1).to_numpy()
    return across(view.instrument, rows), rows[keep], [n for n, kept in zip(names, keep, strict=True) if kept], what


def _map(view: View, place: Region | None, *, points: bool) -> Picture | None:
    result, rows, names, what = found(view, place)
    if result.values.empty:
        return None
    scale = view.instrument
    short = {pillar.code: pillar.short for pillar in scale.pillars}
    marked = result.costliest if points else result.lowest
    cells = (result.lost if points else result.values).rename(columns=short)
    cells.index = pd.Index(names)
    low, high = float(scale.scale.lowest), float(scale.scale.highest)
    worst = float(result.lost.max().max()) if points else low
    own = _name(view.home) if view.home is not None and place is not None else ""
    chart = weak_map(
        cells, marked.to_numpy(dtype=bool), view.palette, lowest=worst, highest=0.0 if points else high, own=own
    )
    table = cells.assign(
        name=names,
        index=rows[INDEX_NODE].to_numpy(),
        lowest=_named(result.lowest, short),
        costliest=_named(result.costliest, short),
    )
    columns = {"name": Column("Daerah", width=26), "index": Column("Indeks", 2)}
    columns |= {head: Column(head, 2) for head in short.values()}
    columns |= {"lowest": Column("Nilai terendah", width=22), "costliest": Column("Poin hilang terbanyak", width=22)}
    text = (
        "▼ dan huruf tebal: poin hilang terbanyak di baris itu; makin cokelat makin banyak."
        if points
        else f"▼ dan huruf tebal: nilai terendah di baris itu; baris diurutkan menurut indeks. Baris: {what}."
    )
    return Picture(finding(marked, short, what, _word(view), points=points), chart, text, table, columns)


def finding(marked: pd.DataFrame, short: dict[str, str], what: str, word: str, *, points: bool) -> str:
    """Say which pillar is most often the weakest, and how often.

    Args:
        marked: Whether a pillar is the weakest of a row, one column a pillar; several in a row where equal.
        short: Short name by code.
        what: What the rows are.
        word: What the pillars are.
        points: Whether lost points decide, instead of values.
    """
    counts = marked.sum()
    most = [str(code) for code in counts.index[counts == counts.max()]]
    names, shared = capital(equals([short[code] for code in most], word, len(short))), (marked.sum(axis=1) > 1).any()
    each = " masing-masing" if len(most) > 1 else ""
    verb = "paling banyak kehilangan poin" if points else f"bernilai terendah{' atau sama rendah' if shared else ''}"
    return f"{names}{each} {verb} di {int(counts.max())} dari {len(marked)} {what}"


def _named(marked: pd.DataFrame, short: dict[str, str]) -> list[str]:
    cells = marked.to_numpy(dtype=bool)
    return [", ".join(short[code] for code, yes in zip(marked.columns, row, strict=True) if yes) for row in cells]
