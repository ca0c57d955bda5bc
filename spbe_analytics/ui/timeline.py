"""The parts of *Tren*: how the index and its domains developed, instrument by instrument."""

from functools import partial
from itertools import pairwise
from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.targets import with_goals
from spbe_analytics.charts import change_bars, trend
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.reports import Column
from spbe_analytics.schema import CHANGE, VALUE, YEAR, Stage
from spbe_analytics.scoring.display import (
    MISSING,
    format_change,
    format_number,
    format_score,
    format_weight,
    round_half_up,
)
from spbe_analytics.ui import beside, components, headlines
from spbe_analytics.ui.components import Figure, Picture
from spbe_analytics.ui.goals import Goals, goals_of
from spbe_analytics.ui.story import Story, changes_title, difference, lead_title, pillar_title, sentence, story_of
from spbe_analytics.ui.view import View, bands_of

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
            "Pilih tahap itu di saringan." if stages else "Isi templat di halaman Unggah data.",
        )
        return None
    top = st.container()
    story = story_of(view, _choose(view))
    with top:
        parts = [] if story.pillar else _parts(view)
        word = view.instrument.pillars[0].kind.label.lower()
        said = sentence(story.subject, story.present, view.year, view.instrument.short, parts, word)
        components.headline(said, _compared(story))
        if len(story.present):
            components.figures(_figures(story))
    return story


def _choose(view: View) -> str:
    """Let a person choose what is drawn; the choice stands in the address."""
    options = [INDEX, *(pillar.short for pillar in view.instrument.pillars)]
    if st.session_state.get("butir", INDEX) not in options:
        st.session_state["butir"] = INDEX
    elif "butir" not in st.session_state and "butir" not in st.query_params:
        st.query_params["butir"] = INDEX
        st.session_state["butir"] = INDEX
    chosen = st.segmented_control(
        "Yang digambar",
        options,
        key="butir",
        required=True,
        label_visibility="collapsed",
        bind="query-params",
        persist_state="session",
    )
    return "" if chosen in (None, INDEX) else str(chosen)


def _parts(view: View) -> list[tuple[str, float, int]]:
    """Return each pillar's change since its first year and since the year before its last."""
    found = []
    for pillar in view.instrument.pillars:
        line = story_of(view, pillar.short).present
        years, values = line[YEAR].tolist(), line[VALUE].tolist()
        since = dict.fromkeys((0, len(years) - 2)) if len(years) > 1 else ()
        found += [(pillar.short, difference(values[-1], values[at]), years[at]) for at in since]
    return found


def _compared(story: Story) -> str:
    own, view = story.own, story.view
    if own.empty:
        return view.stage.label
    span = "–".join(dict.fromkeys(str(year) for year in (own[YEAR].min(), own[YEAR].max())))
    used = own["segment"].nunique()
    line = f"{view.stage.label} {span}, {used} instrumen, dibandingkan dengan median {view.kind_word}"
    wrong = [str(year) for year in story.misprints]
    doubt = [f"{beside.misprint(headlines.joined(wrong))} Perubahan ke dan dari tahun itu tidak berarti."]
    return "\n".join([line, *beside.official(view.instrument, beside.others(view)), *(doubt if wrong else [])])


def _figures(story: Story) -> list[Figure]:
    view, present = story.view, story.present
    values = {int(at): float(value) for at, value in zip(present[YEAR], present[VALUE], strict=True)}
    first, newest = min(values), max(values)
    moves = {
        after: difference(values[after], values[before]) for before, after in pairwise(values) if after - before == 1
    }
    step = moves.get(newest)
    grew = round_half_up(step) if step is not None else 0
    rises = [year for year, change in moves.items() if round_half_up(change) > 0]
    best = max(rises, key=lambda year: (moves[year], year), default=0)
    medians = story.median.set_index(YEAR)[VALUE].to_dict()
    leads = {year: difference(values[year], medians[year]) for year in values if year in medians}
    earlier = [year for year in leads if year < newest]
    return [
        Figure(
            f"{story.pillar or view.instrument.index_name} {newest}",
            format_score(values[newest]),
            f"tidak ada nilai {newest - 1}" if step is None else f"{format_number(abs(step))} dari {newest - 1}",
            "up" if grew > 0 else "down" if grew < 0 else "off",
            "green" if grew > 0 else "red" if grew < 0 else "gray",
        ),
        Figure(
            f"Sejak {first}",
            format_change(difference(values[newest], values[first])) if len(values) > 1 else MISSING,
            f"{len(values)} nilai, {view.instrument.short}",
        ),
        Figure(
            "Jarak ke median",
            format_change(leads.get(newest)),
            f"median {newest} belum ada"
            if newest not in leads
            else f"{format_change(leads[earlier[-1]])} pada {earlier[-1]}"
            if earlier
            else "",
            help=f"Median {view.kind_word} se-Indonesia; ada untuk tahun yang nilainya diketahui bagi paling sedikit "
            "separuh daerah.",
        ),
        Figure(
            "Kenaikan terbesar",
            format_change(moves.get(best)),
            f"{best - 1} ke {best}" if rises else "tidak ada kenaikan",
        ),
    ]


def lines(story: Story) -> None:
    """Show the line over all instruments beside the medians, and say why they are not joined."""
    key = f"tren-{story.pillar.lower().replace(' ', '-') or 'indeks'}"
    with st.container(gap="xxsmall"):
        goals = goals_of(story.view, story.pillar).beside(story.own)
        if not components.kept_picture(story.view, key, lambda _: _lines(story, goals), goals.version):
            components.empty(f"{story.subject} belum punya nilai.", f"Pilih {INDEX}, atau unggah data lengkap.")
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
    title = lead_title(story.present, story.median, nation=view.home is None)
    text = (
        "Penanda berongga dihitung dari data; lainnya tercetak." if drawn["hollow"].any() else "Semua nilai tercetak."
    )
    scale = _level_bands if story.pillar else bands_of
    used = [item for item in view.snapshot.catalogue.values() if item.id in set(drawn["segment"])]
    bands = pd.concat([scale(item).assign(segment=item.id) for item in used], ignore_index=True)
    return Picture(title, trend(drawn, bands, view.palette), f"{text}{goals.legend}", _listed(drawn), LINES)


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
        components.empty("Baru ada satu tahun.", "Perubahan tampak setelah nilai tahun berikutnya tersedia.")


def _changes(story: Story) -> Picture | None:
    table = story.changes
    if story.own.empty or table.empty:
        return None
    title = changes_title(table[table[YEAR].isin(story.present[YEAR])])
    chart = change_bars(table, story.view.palette)
    return Picture(title, chart, "Selisih dengan tahun sebelumnya.", table, CHANGES)


def pillars(view: View) -> None:
    """Show one small trend for each node right below the index, under the chosen year's instrument."""
    known = [pillar for pillar in view.instrument.pillars if len(_current(story_of(view, pillar.short)))]
    if not known:
        word = view.instrument.pillars[0].kind.label.lower()
        components.empty(
            f"Nilai {word} belum diketahui dengan instrumen {view.instrument.short}.",
            "Unggah laporan yang memuat nilai itu untuk melihat perkembangannya.",
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
        pillar_title(pillar.short, _current(story)),
        trend(drawn, bands, view.palette, height=220),
        f"{pillar.name}, bobot {format_weight(pillar.weight)}. Garis mendatar: tingkat.",
        _listed(drawn),
        LINES,
    )


def _current(story: Story) -> pd.DataFrame:
    return story.own[story.own["segment"] == story.view.instrument.id].sort_values(YEAR)
