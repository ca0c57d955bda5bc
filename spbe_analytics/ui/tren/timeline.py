"""The parts of *Tren*: how the index and its domains developed, instrument by instrument."""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.planning.achievement import with_goals
from spbe_analytics.analysis.standing.row_notes import misprint_text
from spbe_analytics.charts import change_bars, trend
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.reports import Column
from spbe_analytics.schema import CHANGE, VALUE, YEAR, Stage
from spbe_analytics.scoring.display import (
    MISSING,
    format_change,
    format_score,
    format_weight,
    round_half_up,
)
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.choice import pressed
from spbe_analytics.ui.kit.components import Arrow, Figure, Picture, Tone
from spbe_analytics.ui.kit.menu import UPLOAD
from spbe_analytics.ui.kit.view import View, bands_of
from spbe_analytics.ui.tren.targets import Goals, goals_of
from spbe_analytics.ui.words import beside, headlines, nobody, standing
from spbe_analytics.ui.words.story import Moved, Story, changes_title, lead_title, pillar_title, sentence, story_of

INDEX: Final = "Indeks"
"""The choice that draws the index; the others are short names of the nodes right below it."""

LINES: Final = {
    YEAR: Column("Tahun"),
    "series": Column("Deret", width=30),
    VALUE: Column("Nilai", 2),
    "segment_label": Column("Instrumen", width=18),
    "count": Column("Banyaknya daerah", 0),
}

CHANGES: Final = {
    "label": Column("Tahun"),
    VALUE: Column("Nilai", 2),
    CHANGE: Column("Perubahan", 2, signed=True),
    "note": Column("Keterangan", width=22),
}


def answer(view: View) -> Story | None:
    """Show headline, figures and the choice of what is drawn; return it if there is anything to show below."""
    whole = story_of(view)
    if whole.own.empty:
        known = view.standings[view.standings["region"] == (view.home.code if view.home else "nasional")]
        stages = [stage.label for stage in Stage if stage in set(known["stage"])]
        components.headline(f"{whole.subject}: belum ada nilai pada tahap {view.stage.label}", "")
        components.empty(
            f"Ada nilai pada tahap {headlines.joined(stages)}." if stages else "Belum ada nilai sama sekali.",
            "Pilih tahap itu di saringan." if stages else "Isi templatnya, lalu unggah.",
            *(("", "") if stages else nobody.way_to_fill(view)),
        )
        return None
    top = st.container()
    story = story_of(view, _choose(view))
    with top:
        parts = [] if story.pillar else _parts(story)
        word, of = view.instrument.pillars[0].kind.label.lower(), len(view.instrument.pillars)
        said = sentence(story.subject, story.values, view.year, view.instrument.short, parts, word, of, story.beside)
        components.headline(said, _compared(story))
        if len(story.present):
            components.figures(_figures(story))
    return story


def _choose(view: View) -> str:
    """Let a person choose what is drawn; the choice stands in the address."""
    options = [INDEX, *(pillar.short for pillar in view.instrument.pillars)]
    chosen = pressed("Yang digambar", "butir", dict(zip(options, options, strict=True)), INDEX)
    return "" if chosen == INDEX else chosen


def _parts(whole: Story) -> list[Moved]:
    """Return each pillar's change up to the line's last year, since its first year and since the year before."""
    found = []
    newest = max(whole.values, default=None)
    for pillar in whole.view.instrument.pillars:
        values = story_of(whole.view, pillar.short).values
        if newest not in values or newest is None:
            continue
        before = sorted(year for year in values if year < newest)
        since = dict.fromkeys((before[0], before[-1])) if before else ()
        found += [Moved(pillar.short, values[newest] - values[year], year) for year in since]
    return found


def _compared(story: Story) -> str:
    own, view = story.own, story.view
    if own.empty:
        return view.stage.label
    span = "–".join(dict.fromkeys(str(year) for year in (own[YEAR].min(), own[YEAR].max())))
    used = own["segment"].nunique()
    line = f"{view.stage.label} {span}, {used} instrumen"
    if view.home is not None:
        line += f", dibandingkan dengan median {view.kind_word}"
    wrong = [str(year) for year in story.misprints]
    doubt = [f"{misprint_text(headlines.joined(wrong))} Perubahan ke dan dari tahun itu tidak berarti."]
    return "\n".join([line, *beside.official(view.instrument, beside.others(view)), *(doubt if wrong else [])])


def _figures(story: Story) -> list[Figure]:
    view, values = story.view, story.values
    first, newest = min(values), max(values)
    moves = {after: values[after] - values[before] for before, after in pairwise(sorted(values)) if after - before == 1}
    figures = [
        Figure(
            f"{story.pillar or view.instrument.index_name} {newest}",
            format_score(values[newest]),
            *_moved(story, moves.get(newest), newest),
        ),
        Figure(
            f"Sejak {first}",
            format_change(values[newest] - values[first]) if len(values) > 1 else MISSING,
            f"{len(values)} nilai, {view.instrument.short}",
        ),
    ]
    if view.home is not None:
        figures.append(_median_figure(story, newest))
    return [*figures, _best_figure(moves)]


def _moved(story: Story, change: Fraction | None, newest: int) -> tuple[str, Arrow, Tone]:
    """Say how a value moved since the year before; that one side is a misprint where it is."""
    wrong = [year for year in (newest, newest - 1) if year in story.misprints]
    return (f"{wrong[0]} salah cetak", "off", "gray") if wrong else standing.moved(change, newest - 1)


def _median_figure(story: Story, newest: int) -> Figure:
    """Return the distance to the median of the kind, of the newest year that has both."""
    lead, word = story.lead, story.view.kind_word
    about = f"Median {word} se-Indonesia; ada untuk tahun yang nilainya diketahui bagi paling sedikit separuh daerah."
    if lead is None:
        return Figure("Jarak ke median", MISSING, f"median {newest} belum ada", help=about)
    (year, gap), earlier = list(lead.by.items())[-1], list(lead.by.items())[:-1]
    label = "Jarak ke median" if year == newest else f"Jarak ke median {year}"
    before = f"{format_change(earlier[-1][1])} pada {earlier[-1][0]}" if earlier else ""
    return Figure(label, format_change(gap), before, help=f"{about} {headlines.lead_basis(lead)}")


def _best_figure(moves: Mapping[int, Fraction]) -> Figure:
    """Return the greatest rise from one year to the next, and all years that have it."""
    rises = {year: by for year, by in moves.items() if headlines.direction(by) > 0}
    if not rises:
        return Figure("Kenaikan terbesar", MISSING, "tidak ada kenaikan" if moves else "belum ada perubahan")
    most = max(round_half_up(by) for by in rises.values())
    years = [year for year, by in rises.items() if round_half_up(by) == most]
    when = f"{years[0] - 1} ke {years[0]}" if len(years) == 1 else f"pada {headlines.joined([str(y) for y in years])}"
    return Figure("Kenaikan terbesar", format_change(rises[years[0]]), when)


def lines(story: Story) -> None:
    """Show the line over all instruments beside the medians, and say why they are not joined."""
    key = f"tren-{story.pillar.lower().replace(' ', '-') or 'indeks'}"
    with st.container(gap="xxsmall"):
        goals = goals_of(story.view, story.pillar).beside(story.own)
        if not components.kept_picture(story.view, key, lambda _: _lines(story, goals), goals.version):
            components.empty(f"{story.subject} belum punya nilai.", f"Pilih {INDEX}, atau unggah data lengkap.", UPLOAD)
            return
        used = _instruments(story)
        if len(used) > 1:
            sizes = headlines.joined([f"{item.short} menilai {len(item.indicators)} butir" for item in used])
            components.note(f"Garis tidak disambung: {sizes} dengan bobot sendiri, sehingga nilainya tidak sebanding.")


def _instruments(story: Story) -> list[Instrument]:
    used = set(story.drawn(story.median)["segment"])
    return [item for item in story.view.snapshot.catalogue.values() if item.id in used]


def _lines(story: Story, goals: Goals) -> Picture | None:
    if story.own.empty:
        return None
    view, drawn = story.view, with_goals(story.drawn(story.median, story.province_median), goals.line)
    title = lead_title(story)
    text = (
        "Penanda berongga dihitung dari data; lainnya tercetak." if drawn["hollow"].any() else "Semua nilai tercetak."
    )
    scale = _level_bands if story.pillar else bands_of
    used = [item for item in view.snapshot.catalogue.values() if item.id in set(drawn["segment"])]
    bands = pd.concat([scale(item).assign(segment=item.id) for item in used], ignore_index=True)
    basis = f" {headlines.lead_basis(story.lead)}" if story.lead else ""
    return Picture(title, trend(drawn, bands, view.palette), f"{text}{goals.legend}{basis}", _listed(drawn), LINES)


def _level_bands(instrument: Instrument) -> pd.DataFrame:
    """Return the whole levels as nameless bands: predicates are for the index only."""
    edges = range(int(instrument.scale.lowest) - 1, int(instrument.scale.highest) + 1)  # room for labels at the bottom
    return pd.DataFrame(
        [("", float(lower), float(upper)) for lower, upper in pairwise(edges)],
        columns=["predicate", "lower", "upper"],
    )


def _listed(drawn: pd.DataFrame) -> pd.DataFrame:
    rows = drawn.sort_values(["own", "series", YEAR], ascending=[False, True, True], ignore_index=True)
    return rows.assign(count=rows["count"].where(rows["count"] > 1)).astype({YEAR: str})


def changes(story: Story) -> None:
    """Show the change from each year to the next, with the reason where there is none."""
    key = f"perubahan-{story.pillar.lower().replace(' ', '-') or 'indeks'}"
    if not components.kept_picture(story.view, key, lambda _: _changes(story)):
        components.empty("Baru ada satu tahun.", "Perubahan tampak setelah nilai tahun berikutnya tersedia.", UPLOAD)


def _changes(story: Story) -> Picture | None:
    table = story.changes
    if story.own.empty or table.empty:
        return None
    title = changes_title(table[table[YEAR].isin(story.present[YEAR])])
    chart = change_bars(table, story.view.palette)
    return Picture(title, chart, "Selisih dengan tahun sebelumnya.", table, CHANGES)


def pillars(view: View) -> None:
    """Show one small trend for each node right below the index, under the chosen year's instrument."""
    known = [pillar for pillar in view.instrument.pillars if story_of(view, pillar.short).values]
    if not known:
        word = view.instrument.pillars[0].kind.label.lower()
        components.empty(
            f"Nilai {word} belum diketahui dengan instrumen {view.instrument.short}.",
            "Unggah laporan yang memuat nilai itu untuk melihat perkembangannya.",
            UPLOAD,
        )
    for row in (known[at : at + 2] for at in range(0, len(known), 2)):
        for column, pillar in zip(st.columns(2, gap="medium"), row, strict=False):
            with column:
                components.kept_picture(view, f"tren-{pillar.code}", partial(_pillar, pillar=pillar))


def _pillar(view: View, pillar: Node) -> Picture:
    story = story_of(view, pillar.short)
    drawn = story.drawn(story.median)
    drawn = drawn[drawn["segment"] == view.instrument.id]
    bands = _level_bands(view.instrument).assign(segment=view.instrument.id)
    return Picture(
        pillar_title(pillar.short, story.values, story.beside),
        trend(drawn, bands, view.palette, height=220),
        f"{pillar.name}, bobot {format_weight(pillar.weight)}. Garis mendatar: tingkat.",
        _listed(drawn),
        LINES,
    )
