"""The parts of *Tren*: how the index and its domains developed, instrument by instrument."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import sha256
from itertools import pairwise
from typing import Final

import pandas as pd

from spbe_analytics.analysis.planning.achievement import goal_line, with_goals
from spbe_analytics.analysis.standing.row_notes import misprint_text
from spbe_analytics.charts import change_bars, trend
from spbe_analytics.instruments import Catalogue, Instrument, Node
from spbe_analytics.parts.native import bar_chart, line_chart
from spbe_analytics.parts.part import Arrow, Column, Figure, Picture, Tone
from spbe_analytics.parts.view import View, bands_of
from spbe_analytics.parts.words import beside, headlines, standing
from spbe_analytics.parts.words.story import Moved, Story, changes_title, lead_title, pillar_title, sentence, story_of
from spbe_analytics.schema import CHANGE, VALUE, YEAR
from spbe_analytics.scoring.display import (
    MISSING,
    format_change,
    format_score,
    format_weight,
    round_half_up,
)

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


@dataclass(frozen=True, eq=False)
class Goals:
    """Targets as they stand in the store now.

    Attributes:
        kept: The region's targets as the store gives them; empty for the nation.
        line: The same as a line of a trend, without those that have no place there.
        version: Changes with them; empty without any. Part of the name of whatever is kept that shows them.
    """

    kept: pd.DataFrame
    line: pd.DataFrame
    version: str

    @property
    def legend(self) -> str:
        """What to add to the sentence below a picture that shows them."""
        return " Segitiga: target menurut dokumen perencanaan." if len(self.line) else ""

    def beside(self, lines: pd.DataFrame) -> "Goals":
        """Keep the targets under the instruments of some lines, so that a picture gets no further stretch of years."""
        return replace(self, line=self.line[self.line["segment"].isin(lines["segment"])])


def goals(kept: pd.DataFrame, catalogue: Catalogue) -> Goals:
    """Make a line of a region's targets.

    Args:
        kept: The targets as the store gives them.
        catalogue: The instruments.
    """
    digest = sha256(kept.to_csv().encode()).hexdigest() if len(kept) else ""
    return Goals(kept, goal_line(kept, catalogue), digest)


def moved_parts(whole: Story) -> list[Moved]:
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


def compared(story: Story) -> str:
    """Say what is drawn, and what to beware of."""
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


def said(story: Story) -> str:
    """Sum up the line in one sentence."""
    view, parts = story.view, [] if story.pillar else moved_parts(story)
    word, of = view.instrument.pillar_word, len(view.instrument.pillars)
    return sentence(story.subject, story.values, view.year, view.instrument.short, parts, word, of, story.beside)


def apart(used: Sequence[Instrument]) -> str:
    """Say why the lines of several instruments are not joined."""
    sizes = headlines.joined([f"{item.short} menilai {len(item.indicators)} butir" for item in used])
    return f"Garis tidak disambung: {sizes} dengan bobot sendiri, sehingga nilainya tidak sebanding."


def figures(story: Story) -> list[Figure]:
    """Return the newest value, its change over all years, the distance to the median and the greatest rise."""
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


def instruments(story: Story) -> list[Instrument]:
    """List the instruments whose values are drawn."""
    used = set(story.drawn(story.median)["segment"])
    return [item for item in story.view.snapshot.catalogue.values() if item.id in used]


def lines(story: Story, goals: Goals) -> Picture | None:
    """Draw the line over all instruments beside the medians; ``None`` without values."""
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
    shown = line_chart(drawn, *view.ends, text=basis.strip())
    said = f"{text}{goals.legend}{basis}"
    return Picture(title, trend(drawn, bands, view.palette), said, _listed(drawn), LINES, shown)


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


def changes(story: Story) -> Picture | None:
    """Draw the change from each year to the next; ``None`` where there is none."""
    table = story.changes
    if story.own.empty or table.empty:
        return None
    title = changes_title(table[table[YEAR].isin(story.present[YEAR])])
    chart = change_bars(table, story.view.palette)
    shown = bar_chart(table, {CHANGE: "Perubahan"}, signed=True)
    return Picture(title, chart, "Selisih dengan tahun sebelumnya.", table, CHANGES, shown)


def pillar_line(view: View, pillar: Node) -> Picture:
    """Draw one node right below the index under the chosen instrument."""
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
        line_chart(drawn, *view.ends),
    )
