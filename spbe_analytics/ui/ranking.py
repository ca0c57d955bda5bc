"""The parts of *Peringkat*: everybody's place, and who moved."""

import pandas as pd
import streamlit as st

from spbe_analytics.analysis import comparison, groups
from spbe_analytics.analysis.certainty import rank_bands
from spbe_analytics.analysis.quorum import has_quorum, too_few
from spbe_analytics.analysis.ranking import standing_of
from spbe_analytics.analysis.row_notes import row_notes
from spbe_analytics.charts import bricks
from spbe_analytics.regions import Region, gazetteer
from spbe_analytics.reports import Column
from spbe_analytics.schema import INDEX_NODE, Kind
from spbe_analytics.scoring.display import MISSING, format_number, format_score, is_missing, round_half_up
from spbe_analytics.ui import components
from spbe_analytics.ui.certainty_text import span
from spbe_analytics.ui.components import Figure
from spbe_analytics.ui.headlines import NBSP, joined, movement
from spbe_analytics.ui.view import View

MOVERS = 4
"""How many of those that rose most, and of those that fell most."""

RULE = "Peringkat: 1 + banyaknya daerah yang pasti lebih tinggi; yang tidak dapat dibedakan berbagi peringkat."


def standing(view: View) -> pd.DataFrame:
    """Return the ranking of the filters with what the page shows beside it.

    Returns:
        The ranking with further columns ``shown_name, province_name, note, source, nation_rank, best, worst, band`` and
        one a node right below the index; ``band`` is missing where the rank is sure.
    """
    group = view.in_province
    places = gazetteer()
    keys = pd.MultiIndex.from_arrays([group["region"], [view.year] * len(group), [view.stage.value] * len(group)])
    pillars = view.scores[[pillar.code for pillar in view.instrument.pillars]].reindex(keys).reset_index(drop=True)
    sources = comparison.leading_sources(view.snapshot.records, year=view.year, stage=view.stage)
    nation = view.nation.set_index("region")["rank"]
    notes = row_notes(view.standings, group, view.instrument, view.year, view.stage.value)
    beside = group.assign(
        shown_name=group["region"].map(view.name) if view.kind else group["name"],
        province_name=[places[code].bare for code in group["province"]],
        note=pd.Series(notes, index=group.index, dtype=object),
        source=group["region"].map(sources),
        nation_rank=group["region"].map(nation) if view.province else float("nan"),
    )
    bands = rank_bands(group["low"], group["high"])
    ranges = [span(best, worst) if best < worst else None for best, worst in bands.itertuples(index=False)]
    return pd.concat([beside, bands.assign(band=pd.Series(ranges, index=group.index, dtype=object)), pillars], axis=1)


def steps(change: float) -> str:
    """Say a change of rank in words: ``naik 3``, ``turun 2``, ``tetap``; a dash when it is missing."""
    if is_missing(change):
        return MISSING
    return "tetap" if change == 0 else f"{'naik' if change > 0 else 'turun'}{NBSP}{format_number(abs(change), 0)}"


def own_sentence(name: str, row: pd.Series, group: pd.DataFrame, among: str, year: int) -> str:
    """Sum up the home region's place: rank, how it moved, and the index if it moved the other way."""
    opening = f"{name} peringkat {int(row['rank'])} dari {int(row['of'])} {among}"
    moved, index_moved = row["rank_change"], movement(row["change"])
    if pd.isna(moved):
        above, below = comparison.around(group, row["region"])
        if above is not None:
            return f"{opening}, {gap(above, row)} di bawah {above['shown_name']}"
        return f"{opening}, {gap(row, below)} di atas {below['shown_name']}" if below is not None else opening
    if moved == 0:
        rest = " meski indeks turun" if index_moved.startswith("turun") else f", indeks {index_moved}"
        return f"{opening}: peringkat tetap sejak {year - 1}{rest}"
    against = moved * row["change"] < 0
    said = f"{opening}: {steps(moved)} peringkat dari {year - 1}"
    return f"{said} meski indeks {index_moved}" if against else f"{said}, indeks {index_moved}"


def group_sentence(group: pd.DataFrame, kind_word: str, among: str, target: float, target_name: str) -> str:
    """Sum up a ranking: who leads, and how many lost places although their index rose."""
    leaders = group[group["rank"] == 1]
    names, value = joined(leaders["shown_name"].head(3).tolist()), format_score(leaders[INDEX_NODE].iloc[0])
    if len(group) == 1:
        return f"{names} {value} ({leaders['predicate'].iloc[0]}): hanya satu {among} yang mempunyai nilai"
    again = "tetap " if (leaders["previous_rank"] == 1).all() else ""
    opening = f"{names} {again}memimpin {len(group)} {among} ({value})"
    passed = comparison.overtaken(group)
    if len(passed):
        return f"{opening}, tetapi {len(passed)} {kind_word} turun peringkat meski indeksnya naik"
    below = int((group["high"] < target).sum())
    return (
        f"{opening}; {below} masih di bawah {target_name}"
        if below
        else f"{opening}; semua sudah {target_name} atau lebih"
    )


def gap(higher: pd.Series, lower: pd.Series) -> str:
    """Say how far two governments lie apart by their printed indices."""
    apart = round_half_up(round(higher[INDEX_NODE] - lower[INDEX_NODE], 9))
    return format_number(float(apart)) if apart else "kurang dari 0,01"


def answer(view: View, group: pd.DataFrame) -> bool:
    """Show the headline and the figures; tell whether there is anything to show below."""
    if group.empty:
        components.headline("Belum ada peringkat", f"{view.stage.label} {view.year}, {where(view)}")
        cure = "Pilih tahun, jenis, atau provinsi lain, atau unggah data."
        components.empty("Belum ada indeks untuk saringan ini.", cure)
        return False
    row = own_row(view, group)
    province = view.province.code if view.province else None
    if not has_quorum(len(group), view.kind, province):
        sentence = too_few(len(group), view.year, view.stage.value, view.kind, province)
    elif row is not None and len(group) > 1:
        sentence = own_sentence(view.name(row["region"]), row, group, where(view), view.year)
    else:
        target = float(view.instrument.target)
        sentence = group_sentence(group, view.kind_word, where(view), target, view.instrument.target_predicate)
    components.headline(sentence, _coverage(view, group, row))
    components.figures(_group_figures(group) if row is None else _own_figures(view, group, row))
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
    return f"{view.stage.label} {view.year}, {counted}{missing}"


def _counted(view: View, known: int, province: Region | None) -> str:
    """Say how many of the governments there are have a value: ``392 dari 416``, or only their number when all have."""
    members = len(gazetteer().governments(Kind(view.kind) if view.kind else None, province.code if province else None))
    return f"{known} dari {members}" if known < members else f"{members}"


def _own_figures(view: View, group: pd.DataFrame, row: pd.Series) -> list[Figure]:
    above, below = comparison.around(group, row["region"])
    figures = []
    if len(group) > 1 or not view.province:
        figures.append(_rank_figure("Peringkat provinsi" if view.province else "Peringkat nasional", row, view.year))
    nation = standing_of(view.nation, row["region"]) if view.province else None
    if nation is not None:
        figures.append(_rank_figure("Peringkat nasional", nation, view.year))
    if above is not None:
        label = f"Di bawah peringkat {int(above['rank'])}"
        figures.append(Figure(label, gap(above, row), f"{above['shown_name']} {format_score(above[INDEX_NODE])}"))
    if below is not None:
        label = f"Di atas peringkat {int(below['rank'])}"
        figures.append(Figure(label, gap(row, below), f"{below['shown_name']} {format_score(below[INDEX_NODE])}"))
    return figures


def _rank_figure(label: str, row: pd.Series, year: int) -> Figure:
    moved = row["rank_change"]
    value = f"{int(row['rank'])} dari {int(row['of'])}"
    if pd.isna(moved):
        return Figure(label, value, "tanpa pembanding")
    return Figure(
        label,
        value,
        f"{steps(moved)} dari {year - 1}" if moved else f"tetap sejak {year - 1}",
        "up" if moved > 0 else "down" if moved < 0 else "off",
        "green" if moved > 0 else "red" if moved < 0 else "gray",
        help=f"{year - 1}: peringkat {int(row['previous_rank'])} dari {int(row['previous_of'])} daerah. {RULE}",
    )


def _group_figures(group: pd.DataFrame) -> list[Figure]:
    top, last = group.iloc[0], group.iloc[-1]
    figures = [
        Figure("Indeks tertinggi", format_score(top[INDEX_NODE]), top["shown_name"]),
        Figure("Indeks terendah", format_score(last[INDEX_NODE]), last["shown_name"]),
    ]
    moved = comparison.movers(group, 1)
    for _, row in moved.iterrows():
        rose = row["rank_change"] > 0
        figures.append(
            Figure(
                f"{'Naik' if rose else 'Turun'} paling jauh",
                f"{format_number(abs(row['rank_change']), 0)} peringkat",
                row["shown_name"],
                "up" if rose else "down",
                "green" if rose else "red",
            )
        )
    return figures


def pictures(view: View, group: pd.DataFrame) -> None:
    """Show every government as a brick, and beside it who moved most, where ranks can be compared."""
    if len(group) == 1:
        return
    moved = comparison.movers(group, MOVERS)
    if moved.empty:
        _distribution(view, group)
        components.note(
            f"Perubahan peringkat tidak ditampilkan: peringkat {view.year - 1} tidak ada, atau banyaknya daerah yang "
            "dinilai terlalu berbeda untuk dibandingkan."
        )
        return
    left, right = st.columns(2, gap="medium")
    with left:
        _distribution(view, group)
    with right:
        _movers(view, moved)


def _distribution(view: View, group: pd.DataFrame) -> None:
    row = own_row(view, group)
    reached = int((group["low"] >= float(view.instrument.target)).sum())
    target = view.instrument.target_predicate
    if row is not None:
        title = f"Lebih tinggi dari {groups.share_below(group['high'], float(row['low']))} dari {len(group)} daerah"
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
    components.picture(title, chart, text, table, columns, "sebaran-peringkat")


def _movers(view: View, moved: pd.DataFrame) -> None:
    """Show who rose and who fell most since the year before."""
    with st.container(gap="xxsmall"):
        components.subheading(_movers_finding(moved))
        columns = {
            "shown_name": Column("Daerah"),
            "previous_rank": Column(str(view.year - 1), 0),
            "rank": Column(str(view.year), 0),
            "steps": Column("Peringkat"),
            "change": Column("Indeks", 2, signed=True),
        }
        shown = moved.assign(steps=moved["rank_change"].map(steps))
        components.plain_table(shown, columns, shown["region"] == (view.home.code if view.home else ""))
        before, now = int(moved["previous_of"].iloc[0]), int(moved["of"].iloc[0])
        sizes = f"{now}" if before == now else f"{before} dan {now}"
        components.note(
            f"{view.year - 1}, {view.year}: peringkat dari {sizes} {view.kind_word}. "
            f"Indeks: perubahan dari {view.year - 1}."
        )


def _movers_finding(moved: pd.DataFrame) -> str:
    rose, fell = moved[moved["rank_change"] > 0], moved[moved["rank_change"] < 0]
    ends = [rows.iloc[0] for rows in (rose, fell) if len(rows)]
    return f"{'; '.join([row['shown_name'] + ' ' + steps(row['rank_change']) for row in ends])} peringkat"
