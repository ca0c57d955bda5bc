"""The parts of *Ringkasan*: where a region, or the nation, stands."""

import pandas as pd
import streamlit as st

from spbe_analytics.analysis import groups, series
from spbe_analytics.charts import bricks, dot_plot, trend
from spbe_analytics.reports import Column
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.scoring.display import format_number, format_score
from spbe_analytics.ui import components, headlines, nobody, standing
from spbe_analytics.ui.components import Figure, Picture
from spbe_analytics.ui.view import View, bands_of

RANKING = {
    "rank": Column("Peringkat", 0),
    "name": Column("Daerah", width=34),
    INDEX_NODE: Column("Indeks", 2),
    "predicate": Column("Predikat"),
    "change": Column("Perubahan", 2, signed=True),
}


def answer(view: View) -> bool:
    """Show the headline and the figures; tell whether there is anything to show below."""
    if (view.snapshot.empty or view.home is None) and not nobody.there(view):
        return False
    if view.home is None:
        components.answer(view, "jawaban-nasional", _answer_nation)
    elif view.own is None:
        standing.answer_missing(view)
    else:
        components.answer(view, "jawaban", _answer_own)
    return True


def _answer_own(view: View) -> tuple[str, str, list[Figure]]:
    row, home = view.own, view.home
    assert row is not None
    assert home is not None
    mine = view.in_province[view.in_province["region"] == home.code]
    in_province = mine.iloc[0] if view.province is not None and len(mine) else None
    domains = standing.domain_rows(view)
    falls = [(str(r["label"]), float(r["change"])) for _, r in domains.dropna(subset=["change"]).iterrows()]
    place = view.place if in_province is not None else "Indonesia"
    sentence = (
        headlines.own_headline(home.bare, row, in_province, place, view.own_word, view.year, falls)
        if view.own_quorum and not view.own_misprint
        else headlines.lone_headline(home.bare, row, view.year, falls)
    )
    return (
        standing.doubted(view, row, sentence),
        standing.compared(view),
        [
            standing.index_figure(view, row),
            standing.predicate_figure(view, row),
            *(
                [standing.rank_figure("Peringkat provinsi", in_province, quorum=view.own_quorum)]
                if in_province is not None
                else []
            ),
            standing.nation_figure(view, row),
        ],
    )


def _answer_nation(view: View) -> tuple[str, str, list[Figure]]:
    group = view.in_province
    average, change, printed = _average(view)
    sentence = (
        headlines.nation_headline(view.instrument, group, average, change, view.kind_word, view.place, view.year)
        if view.quorum
        else f"{view.stage.label} {view.year}: baru {view.known_of}"
    )
    top = group.iloc[0]
    below = int((group["high"] < float(view.instrument.target)).sum())
    return (
        sentence,
        f"{standing.compared(view)}. Pilih daerah Anda di saringan untuk melihat posisinya.",
        [
            Figure(
                f"Rata-rata {view.kind_word}",
                format_score(average),
                f"{format_number(abs(change))} dari {view.year - 1}" if pd.notna(change) else "",
                "up" if change > 0 else "down",
                "green" if change > 0 else "red",
                help="Tercetak dalam laporan KemenPANRB."
                if printed
                else f"Dihitung dari {len(group)} {view.kind_word}.",
            ),
            Figure("Median", format_score(group[INDEX_NODE].median()), f"{len(group)} {view.kind_word}"),
            Figure(
                f"{view.instrument.target_predicate} atau lebih", f"{len(group) - below}", f"{below} masih di bawah"
            ),
            Figure("Tertinggi", format_score(top[INDEX_NODE]), view.name(top["region"])),
        ],
    )


def _average(view: View) -> tuple[float, float, bool]:
    """Return the average of the group in view, its change since the year before, and whether it is printed."""
    if view.province is None:
        line = series.average_line(view.snapshot, view.kind, view.stage)
        line = line[line["segment"] == view.instrument.id].set_index("year")
        if view.year in line.index:
            values, hollow = line["value"].to_dict(), line["hollow"].to_dict()
            now, before = values[view.year], values.get(view.year - 1, float("nan"))
            return now, round(now - before, 9), not hollow[view.year]
    group = view.in_province
    both = group[group["previous_index"].notna() & ~group["previous_misprint"]]
    change = both[INDEX_NODE].mean() - both["previous_index"].mean() if len(both) >= len(group) / 2 else float("nan")
    return float(group[INDEX_NODE].mean()), float(change), False


def domains(view: View) -> None:
    """Show the pillars against the median of the kind."""
    if not components.kept_picture(view, "domain", _domains):
        components.empty(f"Nilai domain {view.year} belum diketahui.", "Unggah hasilnya di halaman Unggah data.")


def _domains(view: View) -> Picture | None:
    rows = standing.domain_rows(view)
    if rows["own"].isna().all() and rows["reference"].isna().all():
        return None
    own = view.home.bare if view.home else f"median {view.place if view.province else view.kind_word}"
    reference = f"median {view.kind_word}"
    title = headlines.domains_finding(rows, reference)
    if view.home is None and view.province is None:
        lowest = rows.iloc[int(rows["own"].argmin())] if rows["own"].notna().any() else None
        title = f"{lowest['label']} paling lemah, median {format_score(lowest['own'])}" if lowest is not None else title
    chart = dot_plot(
        rows,
        view.palette,
        own_name=own,
        reference_name=reference,
        change_from=str(view.year - 1) if rows["change"].notna().any() else None,
        lowest=float(view.instrument.scale.lowest),
        maximum=float(view.instrument.scale.highest),
    )
    columns = {
        "label": Column("Domain", width=22),
        "weight": Column("Bobot (%)", 1),
        "own": Column(own[:1].upper() + own[1:], 2),
        "reference": Column(reference[:1].upper() + reference[1:], 2),
        "change": Column("Perubahan", 2, signed=True),
    }
    counted = int(view.medians.loc[[p.code for p in view.instrument.pillars], "count"].min())
    text = f"Tingkat kematangan; median dari {counted} {view.kind_word}." if view.quorum else "Tingkat kematangan."
    return Picture(title, chart, text, rows, columns)


def distribution(view: View) -> None:
    """Show every government of the kind as a brick, and the own one among them."""
    if not view.quorum:
        few = f"Baru {view.known_of} untuk {view.year}.", "Sebaran, peringkat, dan median menunggu data lebih lengkap."
        components.empty(*few)
        return
    components.kept_picture(view, "sebaran", _distribution)


def _distribution(view: View) -> Picture:
    group = view.nation
    row = None if view.own_misprint else view.own
    below = groups.share_below(group["high"], float(row["low"])) if row is not None else 0
    target = view.instrument.target_predicate
    reached = int((group["low"] >= float(view.instrument.target)).sum())
    title = (
        f"Lebih tinggi dari {below} dari {len(group)} {view.kind_word}"
        if row is not None
        else f"{reached} dari {len(group)} {view.kind_word} sudah {target} atau lebih"
    )
    chart = bricks(
        group.assign(name=group["region"].map(view.name)),
        view.bands,
        view.palette,
        own=view.home.code if view.home else None,
        lowest=float(view.instrument.scale.lowest),
    )
    counts = groups.spread(group, tuple(view.bands["predicate"]))
    table = pd.DataFrame(
        {"predicate": counts.index, "count": counts.to_numpy(), "lower": view.bands["lower"].to_numpy()}
    )
    columns = {"predicate": Column("Predikat"), "lower": Column("Mulai", 2), "count": Column("Banyaknya", 0)}
    text = f"Satu kotak satu daerah. Target: {target}, mulai {format_score(view.instrument.target)}."
    return Picture(title, chart, text, table, columns)


def trend_line(view: View) -> None:
    """Show the index by year against the average of the kind, or the national averages."""
    if not components.kept_picture(view, "tren", _trend_line):
        components.empty("Belum ada nilai per tahun.", "Pilih daerah atau tahap lain.")


def _trend_line(view: View) -> Picture | None:
    average = series.average_line(view.snapshot, view.kind, view.stage)
    if view.home is not None:
        own = series.region_line(view.snapshot, view.home.code, view.stage, own=True)
        nation = series.average_line(view.snapshot, None, view.stage) if view.kind else average.iloc[:0]
        own, average, nation = (frame[frame["segment"] == view.instrument.id] for frame in (own, average, nation))
        lines = pd.concat([frame for frame in (own, average, nation) if len(frame)] or [own], ignore_index=True)
        sound = own[[not view.misprinted(view.home.code, int(year)) for year in own["year"]]]
        title = headlines.lead_finding(sound, average) if len(own) else f"Rata-rata {view.kind_word} per tahun"
    else:
        nation = series.average_line(view.snapshot, None, view.stage).assign(own=True)
        lines = pd.concat([nation, *([average] if view.kind else [])], ignore_index=True)
        newest = nation[nation["segment"] == view.instrument.id].sort_values("year")
        title = (
            f"Nasional naik dari {format_score(newest['value'].iloc[0])} ({newest['year'].iloc[0]}) "
            f"menjadi {format_score(newest['value'].iloc[-1])} ({newest['year'].iloc[-1]})"
            if len(newest) > 1 and newest["value"].iloc[-1] > newest["value"].iloc[0]
            else "Rata-rata nasional per tahun"
        )
    if lines.empty:
        return None
    shown = [view.snapshot.catalogue[name] for name in dict.fromkeys(lines.sort_values("year")["segment"])]
    bands = pd.concat([bands_of(item).assign(segment=item.id) for item in shown], ignore_index=True)
    columns = {
        "year": Column("Tahun", 0),
        "series": Column("Deret", width=26),
        "value": Column("Indeks", 2),
        "segment_label": Column("Instrumen", width=20),
    }
    ours = lines[lines["hollow"]]
    text = "Penanda berongga: dihitung dari data; lainnya tercetak." if len(ours) else "Semua nilai tercetak."
    if len(shown) > 1:
        text += " Nilai antarinstrumen tidak sebanding."
    table = lines.sort_values(["series", "year"], ignore_index=True).astype({"year": str})
    columns["year"] = Column("Tahun")
    return Picture(title, trend(lines, bands, view.palette), text, table, columns)


def neighbours(view: View) -> None:
    """Show the ranking around the home region in its province, or the provinces' best without one."""
    if not view.quorum:
        return
    if not view.present.known:
        components.empty(*nobody.cure(view.present, view))
        return
    title, shown, text = view.keep("tetangga", lambda: _neighbours(view))
    columns = {
        "rank": Column(str(view.year), 0),
        "previous_rank": Column(str(view.year - 1), 0),
        "name": Column("Daerah"),
        INDEX_NODE: Column("Indeks", 2),
        "change": Column("Naik dari " + str(view.year - 1), 2, signed=True),
    }
    with st.container(gap="xxsmall"):
        components.titled_table(title, shown, columns, shown["region"] == (view.home.code if view.home else ""))
        components.below(text, view.in_province, RANKING, "peringkat-provinsi")


def _neighbours(view: View) -> tuple[str, pd.DataFrame, str]:
    group = view.in_province
    home = view.home.code if view.home else ""
    place = group.index[group["region"] == home]
    first = max(0, min(int(place[0]) - 5, len(group) - 8)) if len(place) else 0
    shown = group.iloc[first : first + 8].assign(name=lambda rows: rows["region"].map(view.name))
    return (
        headlines.rivals_finding(group, home, view.kind_word),
        shown,
        f"{len(shown)} dari {len(group)} {view.kind_word} di {view.place}. {view.year}, {view.year - 1}: peringkat.",
    )


def extremes(view: View) -> None:
    """Show the ten best and the ten lowest of the kind in the nation."""
    if not view.quorum:
        return
    home = view.home.code if view.home else ""
    columns = {key: RANKING[key] for key in ("rank", "name", INDEX_NODE, "predicate")}
    for column, (title, shown) in zip(
        st.columns(2, gap="medium"), view.keep("ujung", lambda: _extremes(view)), strict=True
    ):
        with column:
            components.titled_table(title, shown, columns, shown["region"] == home)


def _extremes(view: View) -> list[tuple[str, pd.DataFrame]]:
    group = view.nation
    halves = (("Sepuluh tertinggi", group.head(10)), ("Sepuluh terendah", group.tail(10).iloc[::-1]))
    return [
        (
            f"{title} di Indonesia",
            rows.assign(name=rows["region"].map(view.name) if view.kind else rows["name"]),
        )
        for title, rows in halves
    ]
