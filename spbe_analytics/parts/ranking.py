"""The parts of *Peringkat*: everybody's place, and who moved."""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from spbe_analytics.analysis.certainty.bands import rank_bands
from spbe_analytics.analysis.evidence.outranked import Outranked, outranked
from spbe_analytics.analysis.standing import groups, rank_facts, side_by_side
from spbe_analytics.analysis.standing.presence import too_few
from spbe_analytics.analysis.standing.ranking import standing_of, unranked
from spbe_analytics.analysis.standing.row_notes import row_notes
from spbe_analytics.charts import bricks, rank_bars
from spbe_analytics.parts.native import bar_chart, from_lowest
from spbe_analytics.parts.part import Column, Figure, Picture
from spbe_analytics.parts.view import View, kept
from spbe_analytics.parts.words import beside, headlines, ranking_words, standing
from spbe_analytics.parts.words.certainty_words import span
from spbe_analytics.regions import Region, gazetteer
from spbe_analytics.schema import INDEX_NODE, Kind
from spbe_analytics.scoring.display import format_number, format_score

MOVERS = 4
"""How many of those that rose most, and of those that fell most."""


def where(view: View) -> str:
    """Say who is ranked and where: ``kabupaten di Sulawesi Selatan``."""
    return f"{view.kind_word} di {view.place}"


def own_row(view: View, group: pd.DataFrame) -> pd.Series | None:
    """Return the home region's row of a ranking; ``None`` when it is not in it."""
    mine = group[group["region"] == view.home.code] if view.home else group.iloc[:0]
    return None if mine.empty else mine.iloc[0]


def sentence(view: View, group: pd.DataFrame) -> str:
    """Sum up a ranking: the home region's place in it, or its best; that too few are known for ranks."""
    row = own_row(view, group)
    if not view.province_quorum:
        province = view.province.code if view.province else None
        return too_few(len(group), view.year, view.stage.value, view.kind, province)
    if row is not None and len(group) > 1:
        return ranking_words.own_sentence(view.name(row["region"]), row, group, where(view), view.year)
    return ranking_words.group_sentence(group, view.kind_word, where(view), view.instrument)


def coverage(view: View, group: pd.DataFrame, row: pd.Series | None) -> str:
    """Say how many of those ranked are known, and what to beware of."""
    counted = f"{_counted(view, len(group), view.province)} {where(view)} mempunyai nilai"
    if view.province:
        counted += f", di Indonesia {_counted(view, len(view.nation), None)}"
    missing = f"; {view.home.name} tidak ada di dalamnya" if view.home and row is None else ""
    return beside.below(view, f"{view.stage.label} {view.year}, {counted}{missing}")


def _counted(view: View, known: int, province: Region | None) -> str:
    """Say how many of the governments there are have a value: ``392 dari 416``, or only their number when all have."""
    members = len(gazetteer().governments(Kind(view.kind) if view.kind else None, province.code if province else None))
    return f"{known} dari {members}" if known < members else f"{members}"


def own_figures(view: View, group: pd.DataFrame, row: pd.Series) -> list[Figure]:
    """Return the home region's ranks and the distances to its neighbours."""
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


def group_figures(view: View, group: pd.DataFrame) -> list[Figure]:
    """Return the best, the lowest, and who moved farthest."""
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


def distribution(view: View, group: pd.DataFrame) -> Picture:
    """Draw every government of the ranking as a brick."""
    row = own_row(view, group)
    reached = rank_facts.reached(group, view.instrument)
    target = view.instrument.target_predicate
    if row is not None and view.province_quorum:
        title = ranking_words.higher_than(groups.share_below(group["high"], float(row["low"])), len(group))
    else:
        title = f"{reached} dari {len(group)} daerah sudah {target} atau lebih"
    return bricked(view, group.assign(name=group["shown_name"]), row, title)


def target_told(view: View, goal: float | None = None) -> str:
    """Name the predicate that everybody should reach, and before it the target that the home region set itself.

    Args:
        view: The year and the home region.
        goal: The region's own target of the year; ``None`` without one.
    """
    common = f"{view.instrument.target_predicate}, mulai {format_score(view.instrument.target)}."
    if goal is None or view.home is None:
        return f"Target: {common}"
    return f"Target {view.home.bare} {view.year}: {format_score(goal)}. Target umum: {common}"


def bricked(view: View, group: pd.DataFrame, own: pd.Series | None, title: str, goal: float | None = None) -> Picture:
    """Draw each government of a ranking, with its ``name``, as a brick above the predicates, the own one among them.

    Args:
        view: The filters.
        group: The ranking.
        own: The home region's row in it; ``None`` without one.
        title: The finding.
        goal: The home region's own target of the year; ``None`` without one.
    """
    chart = bricks(
        group,
        view.bands,
        view.palette,
        own=view.home.code if view.home else None,
        lowest=float(view.instrument.scale.lowest),
    )
    counts = groups.spread(group, tuple(view.bands["predicate"]))
    table = pd.DataFrame({"predicate": counts.index, "lower": view.bands["lower"], "count": counts.to_numpy()})
    columns = {"predicate": Column("Predikat"), "lower": Column("Mulai", 2), "count": Column("Banyaknya", 0)}
    target = target_told(view, goal)
    counted = bar_chart(
        table, {"count": headlines.capital(view.kind_word)}, label="predicate", low=0, decimals=0,
        own=table["predicate"] == (own["predicate"] if own is not None else None), text=target,
    )  # fmt: skip
    return Picture(title, chart, f"Satu kotak satu daerah. {target}", table, columns, counted)


def ranking_rows(view: View) -> pd.DataFrame:
    """Return the ranking of the filters with what the page shows beside it.

    Returns:
        The ranking with further columns ``shown_name, province_name, note, source, nation_rank, best, worst, band`` and
        one a node right below the index; ``band`` is missing where the rank is sure. Where too few are known for ranks
        to mean anything, all ranks are missing.
    """
    return _ranking_rows(view)


@kept
def _ranking_rows(view: View) -> pd.DataFrame:
    if not view.province_quorum:
        missing = dict.fromkeys(["rank", "previous_rank", "rank_change", "best", "worst"], float("nan"))
        return _beside(view, view.in_province).assign(**missing, band=None)
    group = view.in_province
    bands = rank_bands(group["low"], group["high"])
    ranges = [span(best, worst) if best < worst else None for best, worst in bands.itertuples(index=False)]
    named = bands.assign(band=pd.Series(ranges, index=group.index, dtype=object))
    return pd.concat([_beside(view, group), named], axis=1)


def misprint_rows(view: View) -> pd.DataFrame:
    """Return the governments of the filters whose record is a misprint, in the columns of :func:`ranking_rows`."""
    return _misprints(view)


@kept
def _misprints(view: View) -> pd.DataFrame:
    province = view.province.code if view.province else None
    group = unranked(view.standings, year=view.year, stage=view.stage, kind=view.kind, province=province)
    return _beside(view, group).assign(best=float("nan"), worst=float("nan"), band=None)


def _beside(view: View, group: pd.DataFrame) -> pd.DataFrame:
    """Add to a ranking names, notes, sources and the values right below the index."""
    places = gazetteer()
    keys = pd.MultiIndex.from_arrays([group["region"], [view.year] * len(group), [view.stage.value] * len(group)])
    pillars = view.scores[[pillar.code for pillar in view.instrument.pillars]].reindex(keys).reset_index(drop=True)
    sources = side_by_side.leading_sources(view.snapshot.records, year=view.year, stage=view.stage)
    nation = view.nation.set_index("region")["rank"]
    printed = {one.region: one.other for one in outranked_here(view) if one.official and one.node == INDEX_NODE}
    notes = row_notes(view.standings, group, view.instrument, view.year, view.stage.value, printed)
    beside = group.assign(
        shown_name=group["region"].map(view.name) if view.kind else group["name"],
        province_name=[places[code].bare for code in group["province"]],
        note=pd.Series(notes, index=group.index, dtype=object),
        source=group["region"].map(sources),
        nation_rank=group["region"].map(nation) if view.province and view.quorum else float("nan"),
    )
    return pd.concat([beside, pillars], axis=1)


def outranked_here(view: View) -> tuple[Outranked, ...]:
    """Return what sources that are not in use state differently of any government in the chosen year and stage."""
    return outranked(view.snapshot, view.instrument, view.stage.value, year=view.year)


SHOWN: Final = 40
"""Most bars of one picture; a longer ranking is drawn around the home region."""

RANKING: Final = {
    "rank": Column("Peringkat", 0),
    "shown_name": Column("Daerah", width=34),
    INDEX_NODE: Column("Indeks", 2),
    "predicate": Column("Predikat"),
    "rank_change": Column("Naik/turun", 0, signed=True),
    "change": Column("Perubahan", 2, signed=True),
    "note": Column("Catatan", width=24),
}


def listed(view: View) -> pd.DataFrame:
    """Return everybody of the filters: the ranking, and below it those whose record is a misprint, without rank."""
    found = [part for part in (ranking_rows(view), misprint_rows(view)) if len(part)]
    return pd.concat(found, ignore_index=True) if found else ranking_rows(view)


def all_columns(view: View, rows: pd.DataFrame) -> dict[str, Column]:
    """Return all columns of a whole list that have something to tell of some of its rows, the pillars among them."""
    pillars = {pillar.code: Column(pillar.short, 2) for pillar in view.instrument.pillars}
    columns = {
        "shown_name": Column("Daerah", width=34),
        "rank": Column("Peringkat", 0),
        INDEX_NODE: Column("Indeks", 2),
        "rank_change": Column("Naik/turun", 0, signed=True),
        "band": Column("Rentang"),
        "change": Column(f"Dari {view.year - 1}", 2, signed=True),
        "predicate": Column("Predikat"),
        **pillars,
        "nation_rank": Column("Nasional", 0),
        "province_name": Column("Provinsi", width=24),
        "note": Column("Catatan"),
    }
    if view.province or view.kind == Kind.PROVINCE:
        del columns["province_name"]
    return {key: column for key, column in columns.items() if rows[key].notna().any() or key == INDEX_NODE}


def file_columns(columns: Mapping[str, Column]) -> dict[str, Column]:
    """Return columns of a whole list as a file holds them: what a screen says in words, a heading says there."""
    if "rank_change" not in columns:
        return dict(columns)
    return {**columns, "rank_change": Column("Perubahan peringkat (+ naik)", 0, signed=True, width=18)}


def whole(view: View) -> Picture | None:
    """Draw the ranking of the filters, one bar a government; ``None`` where nobody is known."""
    group = ranking_rows(view)
    if group.empty:
        return None
    home = view.home.code if view.home else ""
    drawn = _around(group, home)
    rows = pd.DataFrame(
        {
            "rank": drawn["rank"],
            "name": drawn["shown_name"],
            "index": drawn[INDEX_NODE],
            "own": drawn["region"] == home,
        }
    )
    low, high = view.ends
    target = view.instrument.target_predicate, float(view.instrument.target)
    counted = f"{len(drawn)} dari {len(group)} {where(view)}."
    rule = f"{ranking_words.RULE} {from_lowest(low)}"
    text = f"{counted} Garis: {target[0]}. {rule}"
    figure = rank_bars(rows, view.palette, lowest=low, maximum=high, cut=target)
    shown = bar_chart(
        rows, {"index": view.instrument.index_name}, label="name", low=low, high=high, own=rows["own"],
        text=f"{counted} {rule}",
    )  # fmt: skip
    return Picture(sentence(view, group), figure, text, group, RANKING, shown)


def moves_counted(view: View, group: pd.DataFrame) -> tuple[str, ...]:
    """Say among whom rises and falls of rank are counted; nothing where none is known."""
    known = group["rank_change"].notna().any()
    return (ranking_words.basis(group, view.kind_word, view.year),) if known else ()


def _around(group: pd.DataFrame, home: str) -> pd.DataFrame:
    """Return at most :data:`SHOWN` rows, the home region's among them."""
    at = group.index.get_indexer(group.index[group["region"] == home])
    first = max(0, min(int(at[0]) - SHOWN // 2, len(group) - SHOWN)) if len(at) else 0
    return group.iloc[first : first + SHOWN]
