"""The parts of *Ringkasan*: where a region, or the nation, stands."""

from dataclasses import replace
from fractions import Fraction

import pandas as pd

from spbe_analytics.analysis import series
from spbe_analytics.analysis.exact import exact
from spbe_analytics.analysis.standing import averages, groups
from spbe_analytics.analysis.standing.averages import Average, AverageChange, Members, Statistic
from spbe_analytics.analysis.standing.rank_facts import rivals
from spbe_analytics.analysis.weakness.weakest import lowest
from spbe_analytics.charts import dot_plot, trend
from spbe_analytics.parts.native import bar_chart, from_lowest, line_chart
from spbe_analytics.parts.part import Arrow, Column, Figure, Picture, Tone
from spbe_analytics.parts.ranking import bricked
from spbe_analytics.parts.view import View, bands_of, kept
from spbe_analytics.parts.words import headlines, ranking_words, standing, story
from spbe_analytics.parts.words.weakness_words import domains_finding, equals
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.scoring.display import format_score

ENDS = 10
"""How many of the best and of the lowest are listed, and more where more share a rank."""

RANKING = {
    "rank": Column("Peringkat", 0),
    "name": Column("Daerah", width=34),
    INDEX_NODE: Column("Indeks", 2),
    "predicate": Column("Predikat"),
    "change": Column("Perubahan", 2, signed=True),
}


@kept
def answer_own(view: View) -> tuple[str, str, list[Figure]]:
    """Sum up the home region: sentence, muted lines and figures."""
    row, home = view.own, view.home
    assert row is not None
    assert home is not None
    mine = view.in_province[view.in_province["region"] == home.code]
    told = view.province is not None and view.province_quorum and len(mine) > 0
    in_province = mine.iloc[0] if told else None
    place = view.place if told else "Indonesia"
    another = view.own_kind != view.kind
    changes = standing.named_changes(view)
    sentence = (
        headlines.own_headline(home.bare, row, in_province, place, view.own_word, view.year, changes, another=another)
        if view.own_quorum and not view.own_misprint
        else headlines.lone_headline(home.bare, row, view.year, changes)
    )
    figures = [standing.index_figure(view, row), standing.predicate_figure(view, row)]
    if len(mine) and view.province is not None:
        quorum = view.province_quorum
        figures.append(standing.rank_figure("Peringkat provinsi", mine.iloc[0], view.year, quorum=quorum))
    figures.append(standing.nation_figure(view, row))
    return standing.doubted(view, row, sentence), standing.compared(view), figures


@kept
def answer_nation(view: View) -> tuple[str, str, list[Figure]]:
    """Sum up the group of the filters: sentence, muted lines and figures."""
    group, members, scale = view.in_province, view.members, view.instrument
    found = {
        statistic: averages.averages(view.snapshot, scale, INDEX_NODE, view.stage.value, members, statistic)
        for statistic in Statistic
    }
    yearly = found[Statistic.MEAN]
    now, before = yearly.get(view.year), yearly.get(view.year - 1)
    reached = groups.reached(scale, group)
    choose = "Pilih daerah Anda di atas untuk melihat posisinya."
    top = group[group["rank"] == 1]
    names = equals([view.name(code) for code in top["region"]], view.kind_word)
    highest = Figure("Tertinggi", format_score(top[INDEX_NODE].iloc[0]), names)
    if now is None:
        told = f"{len(group)} dari {members.of}"
        return (
            f"{view.stage.label} {view.year}: baru {told} {members.label} diketahui",
            f"Rata-rata, median, dan peringkat menunggu paling sedikit separuhnya. {choose}",
            [Figure("Diketahui", told, members.label), replace(highest, label=f"Tertinggi di antara {len(group)}")],
        )
    change = averages.change(view.snapshot, scale, before, now) if before else None
    middle = found[Statistic.MEDIAN][view.year].value
    return (
        headlines.nation_headline(scale, now, change, len(group) - reached, len(group)),
        f"{view.stage.label} {view.year}, {now.count} {members.label}. {choose}",
        [
            Figure(
                f"Rata-rata {view.kind_word}",
                format_score(now.value),
                *_average_moved(change),
                help=_basis(view, now, change),
            ),
            Figure("Median", format_score(middle), f"{now.count} {view.kind_word}"),
            Figure(f"{scale.target_predicate} atau lebih", f"{reached}", f"{len(group) - reached} masih di bawah"),
            highest,
        ],
    )


def _average_moved(change: AverageChange | None) -> tuple[str, Arrow, Tone]:
    if change is None:
        return "", "off", "gray"
    if not change.sure:
        return f"{format_score(change.before.value)} pada {change.before.year}", "off", "gray"
    return standing.moved(change.by, change.before.year)


def _basis(view: View, now: Average, change: AverageChange | None) -> str:
    """Say what an average is taken over, how the same governments moved, and what is printed."""
    word = now.group.word
    said = f"Dihitung dari {now.count} {word}."
    if change is not None:
        said += (
            f" {change.before.year}: {format_score(change.before.value)} dari {change.before.count}. "
            f"{change.both} yang ada pada kedua tahun: {headlines.movement(change.same)}."
        )
    if now.group.province is None:
        printed = averages.printed(view.snapshot, view.instrument, INDEX_NODE, now.stage, now.group.kind)
        if now.year in printed:
            what = f"rata-rata {word}" if now.group.kind else "indeks nasional"
            said += f" KemenPANRB mencetak {what} {format_score(printed[now.year])} menurut hitungannya sendiri."
    return said


def domains(view: View) -> Picture | None:
    """Draw the pillars against the median of the kind; ``None`` where none is known."""
    rows = standing.domain_rows(view)
    if rows["own"].isna().all() and rows["reference"].isna().all():
        return None
    own, reference = standing.own_name(view), f"median {view.kind_word}"
    title = _nation_domains(view) if view.home is None else _own_domains(view)
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
        "label": Column(view.instrument.pillar_word.capitalize(), width=22),
        "weight": Column("Bobot (%)", 1),
        "own": Column(own[:1].upper() + own[1:], 2),
        "reference": Column(reference[:1].upper() + reference[1:], 2),
        "change": Column("Perubahan", 2, signed=True),
    }
    counted = int(view.medians.loc[[p.code for p in view.instrument.pillars], "count"].min())
    text = f"Tingkat kematangan; median dari {counted} {view.kind_word}." if view.quorum else "Tingkat kematangan."
    low, high = view.ends
    shown = bar_chart(rows, {"own": own, "reference": reference}, low=low, high=high, text=f"{text} {from_lowest(low)}")
    return Picture(title, chart, text, rows, columns, shown)


def _own_domains(view: View) -> str:
    return domains_finding(standing.weakness_of(view), standing.pillar_changes(view))


def _nation_domains(view: View) -> str:
    """Say which pillar has the lowest median of the group in view."""
    medians = view.medians if view.province_medians is None else view.province_medians
    known = [
        (pillar, Fraction(repr(float(medians["median"][pillar.code]))))
        for pillar in view.instrument.pillars
        if pd.notna(medians["median"][pillar.code])
    ]
    low = lowest(known, printed=False)
    if not low:
        return f"Nilai {view.instrument.pillar_word} tidak tersedia"
    names = headlines.capital(equals([node.short for node, _ in low], low[0][0].kind.label.lower()))
    return f"{names} {'paling' if len(low) == 1 else 'sama'} lemah, {standing.own_name(view)} {format_score(low[0][1])}"


def distribution(view: View, goal: float | None = None) -> Picture:
    """Draw every government of the kind as a brick, the own one among them.

    Args:
        view: The filters.
        goal: The home region's own target of the year; ``None`` without one.
    """
    group = view.nation
    row = None if view.own_misprint else view.own
    below = groups.share_below(group["high"], float(row["low"])) if row is not None else 0
    target = view.instrument.target_predicate
    reached = groups.reached(view.instrument, group)
    title = (
        ranking_words.higher_than(below, len(group), view.kind_word)
        if row is not None
        else f"{reached} dari {len(group)} {view.kind_word} sudah {target} atau lebih"
    )
    return bricked(view, group.assign(name=group["region"].map(view.name)), row, title, goal)


def trend_line(view: View) -> Picture | None:
    """Draw our averages and the printed ones as lines of their own: they have different definitions."""
    snapshot, stage = view.snapshot, view.stage.value
    nation = series.printed_line(snapshot, None, stage)
    basis = ""
    if view.home is not None:
        own = series.region_line(snapshot, view.home.code, stage, own=True)
        average = series.average_line(snapshot, view.kind, stage, statistic=Statistic.MEAN)
        printed = series.printed_line(snapshot, view.kind, stage) if view.kind else nation.iloc[:0]
        parts = [frame[frame["segment"] == view.instrument.id] for frame in (own, average, printed, nation)]
        title, basis = _lead(view)
    else:
        parts = [nation.assign(own=True), *([series.printed_line(snapshot, view.kind, stage)] if view.kind else [])]
        newest = nation[nation["segment"] == view.instrument.id].sort_values("year")
        title = story.span_title("Indeks nasional tercetak", newest)
    lines = pd.concat([frame for frame in parts if len(frame)] or parts[:1], ignore_index=True)
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
    text = f"{text} {basis}".strip()
    table = lines.sort_values(["series", "year"], ignore_index=True).astype({"year": str})
    columns["year"] = Column("Tahun")
    native = line_chart(lines, *view.ends)
    return Picture(title, trend(lines, bands, view.palette), text, table, columns, native)


def _lead(view: View) -> tuple[str, str]:
    """Say how the home region stands to the average of the kind, and what that average is."""
    assert view.home is not None
    code, scale, stage = view.home.code, view.instrument, view.stage.value
    found = averages.lead(view.snapshot, scale, code, INDEX_NODE, stage, Members(view.kind), Statistic.MEAN, view.year)
    if found is not None:
        return headlines.lead_finding(found), headlines.lead_basis(found)
    printed = averages.printed(view.snapshot, scale, INDEX_NODE, stage, view.kind)
    own = groups.history(view.scores, code, stage)[INDEX_NODE].dropna()
    years = [int(year) for year in own.index if int(year) in printed and int(year) <= view.year]
    if not years:
        return "Indeks per tahun", ""
    year, name = max(years), f"rata-rata {view.kind} tercetak" if view.kind else "indeks nasional tercetak"
    gap = exact(scale, INDEX_NODE, float(own[year])) - printed[year]
    return f"{headlines.capital(headlines.side(gap, name))} ({year})", ""


@kept
def neighbours(view: View) -> tuple[str, pd.DataFrame, str]:
    """Return finding, rows and legend of the ranking around the home region in its province."""
    group = view.in_province
    home = view.home.code if view.home else ""
    place = group.index[group["region"] == home]
    first = max(0, min(int(place[0]) - 5, len(group) - 8)) if len(place) else 0
    shown = group.iloc[first : first + 8].assign(name=lambda rows: rows["region"].map(view.name))
    return (
        ranking_words.rivals_sentence(rivals(group, home), view.kind_word),
        shown,
        f"{len(shown)} dari {len(group)} {view.kind_word} di {view.place}. {view.year}, {view.year - 1}: peringkat.",
    )


@kept
def extremes(view: View) -> list[tuple[str, pd.DataFrame]]:
    """Return finding and rows of the best, then of the lowest."""
    halves = zip(("tertinggi", "terendah"), groups.ends(view.nation, ENDS), strict=True)
    return [
        (
            f"{headlines.capital(headlines.counted(len(rows)))} {view.kind_word} {word} di Indonesia",
            rows.assign(name=rows["region"].map(view.name) if view.kind else rows["name"]),
        )
        for word, rows in halves
    ]
