"""What *Tren* tells of one node: its line, the medians beside it, and the sentences that follow from both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

import pandas as pd

from spbe_analytics.analysis import series
from spbe_analytics.analysis.exact import exact
from spbe_analytics.analysis.standing.averages import Lead, Members, Statistic, lead
from spbe_analytics.parts.view import View, kept
from spbe_analytics.parts.words.headlines import capital, counted, direction, joined, lead_finding, movement
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import CHANGE, INDEX_NODE, VALUE, YEAR, Kind
from spbe_analytics.scoring.display import format_score, round_half_up

FEW: Final = 3
"""The median of fewer governments than this says nothing about a province."""


@dataclass(frozen=True, eq=False)
class Story:
    """One node over the years: the home region's line, or the nation's, and the medians beside it.

    Attributes:
        view: The filters chosen.
        pillar: Short name of a node right below the index; empty for the index itself.
    """

    view: View
    pillar: str = ""

    @property
    def subject(self) -> str:
        """What the line shows, at the head of a sentence."""
        name = self.view.home.bare if self.view.home else "indeks nasional tercetak"
        if self.pillar and self.view.home is None:
            name = "nasional tercetak"
        whole = f"{self.pillar} {name}" if self.pillar else name
        return whole[:1].upper() + whole[1:]

    @cached_property
    def own(self) -> pd.DataFrame:
        """The line under all instruments; without a home region what is printed for the nation."""
        view = self.view
        if view.home is None:
            return series.printed_line(view.snapshot, None, view.stage, self.pillar).assign(own=True)
        return series.region_line(view.snapshot, view.home.code, view.stage, self.pillar, own=True)

    @property
    def node(self) -> str:
        """Code of the node under the chosen year's instrument; the index where it has none of this name."""
        found = (pillar.code for pillar in self.view.instrument.pillars if pillar.short == self.pillar)
        return next(found, INDEX_NODE)

    @cached_property
    def values(self) -> dict[int, Fraction]:
        """The exact values of the line under the chosen year's instrument, up to that year, by year."""
        return {
            int(at): exact(self.view.instrument, self.node, float(value))
            for at, value in zip(self.present[YEAR], self.present[VALUE], strict=True)
        }

    @cached_property
    def lead(self) -> Lead | None:
        """How the home region stands to the median of the kind in the nation; ``None`` for the nation itself."""
        view = self.view
        if view.home is None or not self.values:
            return None
        return lead(
            view.snapshot,
            view.instrument,
            view.home.code,
            self.node,
            view.stage.value,
            Members(view.kind),
            Statistic.MEDIAN,
            view.year,
        )

    @cached_property
    def present(self) -> pd.DataFrame:
        """The line under the chosen year's instrument, up to it, the oldest first; no misprint of another year."""
        own, year = self.own, self.view.year
        mine = (own["segment"] == self.view.instrument.id) & (own[YEAR] <= year)
        return own[mine & (~own[YEAR].isin(self.misprints) | (own[YEAR] == year))].sort_values(YEAR)

    @cached_property
    def misprints(self) -> tuple[int, ...]:
        """The years whose printed figures cannot be right."""
        view = self.view
        return tuple(int(year) for year in self.own[YEAR] if view.home and view.misprinted(view.home.code, int(year)))

    @cached_property
    def beside(self) -> "Beside":
        """What the line has under the chosen year's instrument besides the values told."""
        mine = [int(year) for year in self.own.loc[self.own["segment"] == self.view.instrument.id, YEAR]]
        later = any(year > self.view.year and year not in self.misprints for year in mine)
        return Beside(later, tuple(year for year in mine if year in self.misprints and year < self.view.year))

    @cached_property
    def median(self) -> pd.DataFrame:
        """The median of the kind in the nation."""
        view = self.view
        return series.average_line(view.snapshot, view.kind, view.stage, self.pillar, statistic=Statistic.MEDIAN)

    @cached_property
    def province_median(self) -> pd.DataFrame:
        """The median of the kind in the chosen province; empty where it has too few governments of that kind."""
        view = self.view
        kind = Kind(view.kind) if view.kind else None
        if view.province is None or len(gazetteer().governments(kind, view.province.code)) < FEW:
            return self.median.iloc[:0]
        return series.average_line(
            view.snapshot,
            view.kind,
            view.stage,
            self.pillar,
            statistic=Statistic.MEDIAN,
            province=view.province.code,
        )

    def drawn(self, *others: pd.DataFrame) -> pd.DataFrame:
        """Return the own line and others as one frame."""
        return pd.concat([part for part in (self.own, *others) if len(part)] or [self.own], ignore_index=True)

    @cached_property
    def changes(self) -> pd.DataFrame:
        """The change from each year to the next under any instrument, or why there is none."""
        view = self.view
        covered = series.covered_years(view.snapshot, view.home.kind.value if view.home else None, view.stage)
        found = series.yearly_changes(self.own, view.snapshot.catalogue, covered, view.year, self.pillar)
        for wrong in self.misprints:
            touched = found[YEAR].isin((wrong, wrong + 1)) & found[CHANGE].notna()
            found.loc[touched, "note"] = f"{wrong} salah cetak"
            found.loc[touched, CHANGE] = float("nan")
        return found


@kept
def story_of(view: View, pillar: str = "") -> Story:
    """Return the story of one node, told once for all sessions with the same filters."""
    return Story(view, pillar)


@dataclass(frozen=True)
class Beside:
    """What a line has beside the values that are told.

    Attributes:
        later: Whether it goes on after the year looked at.
        wrong: Years before it whose printed figures cannot be right.
    """

    later: bool = False
    wrong: tuple[int, ...] = ()

    def alone(self, instrument: str = "") -> str:
        """Say what a value is that has no other to be held against: the only one, or the first."""
        said = "nilai pertama" if self.later else "satu-satunya nilai"
        said += f" dengan instrumen {instrument}" if instrument else ""
        return f"{said} selain {joined([str(year) for year in self.wrong])}, yang salah cetak" if self.wrong else said


@dataclass(frozen=True)
class Moved:
    """How a node right below the index moved.

    Attributes:
        short: Its short name.
        by: The exact change up to the year of the line's last value.
        since: The year it counts from.
    """

    short: str
    by: Fraction
    since: int


def sentence(
    subject: str,
    values: Mapping[int, Fraction],
    year: int,
    instrument: str,
    parts: Sequence[Moved] = (),
    word: str = "domain",
    of: int = 0,
    beside: Beside = Beside(),
) -> str:
    """Sum up a line: its value, its change within one instrument, and what moved the other way.

    Args:
        subject: Whose line it is.
        values: Exact values of one instrument by year, up to ``year``.
        year: The year looked at.
        instrument: Short name of the instrument.
        parts: Every known change of a node right below the index up to the line's last value; a node may stand here
            with several years.
        word: What those nodes are.
        of: How many of them the instrument has.
        beside: What else the line has.

    Returns:
        One sentence without a full stop.
    """
    if not values:
        return f"{subject}: belum ada nilai dengan instrumen {instrument}"
    first, newest = min(values), max(values)
    opening = f"{subject} {format_score(values[newest])} pada {newest}"
    if newest < year:
        opening = f"{subject} tidak punya nilai {year}; terakhir {format_score(values[newest])} pada {newest}"
    if first == newest:
        return f"{opening}, {beside.alone(instrument)}"
    total, step = _moves(values)
    way = direction(total)
    said = f"{opening}: {movement(total)} sejak {first}"
    if direction(step) * way < 0 or (not way and direction(step)):
        return f"{said}, tetapi {movement(step)} dari {newest - 1}"
    against = [part for part in parts if direction(part.by) * way < 0]
    if against:
        most = max(abs(round_half_up(part.by)) for part in against)
        farthest = [part for part in against if abs(round_half_up(part.by)) == most]
        since = farthest[0].since
        names = list(dict.fromkeys(part.short for part in farthest if part.since == since))
        return f"{said}, tetapi {joined(names)} {movement(farthest[0].by)} sejak {since}"
    whole = [part for part in parts if part.since == first]
    stuck = [part.short for part in whole if not direction(part.by)]
    if stuck and way:
        return f"{said}, tetapi {joined(stuck)} tetap"
    if way and of and len(whole) == of and all(direction(part.by) == way for part in parts):
        return f"{said}, dan semua {word} ikut {'naik' if way > 0 else 'turun'}"
    return said


def lead_title(story: Story) -> str:
    """Say how a line stands to the median of its kind; of the nation's, from which value to which it went."""
    if story.lead is not None:
        return lead_finding(story.lead)
    if not story.values:
        return "Hanya nilai dari instrumen lain"
    if story.view.home is None:
        return span_title(story.subject, story.present)
    until = f" sampai {max(story.values)}" if story.beside.later else ""
    return f"{capital(counted(len(story.values)))} nilai{until}, belum ada median pembanding"


def pillar_title(label: str, values: Mapping[int, Fraction], beside: Beside = Beside()) -> str:
    """Say how one domain moved: over all its years, and in the last one if that was the other way.

    Args:
        label: Its short name.
        values: Exact values of one instrument by year; at least one.
        beside: What else the line has.
    """
    first, newest = min(values), max(values)
    if first == newest:
        return f"{label} {format_score(values[newest])} pada {newest}, {beside.alone()}"
    total, step = _moves(values)
    if direction(step) * direction(total) < 0 or (not direction(total) and direction(step)):
        return f"{label} {movement(total)} sejak {first}, tetapi {movement(step)} pada {newest}"
    return f"{label} {movement(total)} sejak {first}"


def span_title(what: str, line: pd.DataFrame) -> str:
    """Say from which printed value to which a line went: ``… naik dari 2,24 (2021) menjadi 3,12 (2024)``.

    Args:
        what: What the line shows.
        line: Columns ``year, value`` of one instrument, the oldest first.
    """
    if line.empty:
        return f"{what} per tahun"
    (first, start), (newest, end) = [(int(row[YEAR]), float(row[VALUE])) for _, row in line.iloc[[0, -1]].iterrows()]
    if first == newest:
        return f"{what} {format_score(end)} ({newest})"
    if format_score(start) == format_score(end):
        return f"{what} tetap {format_score(end)} ({first} dan {newest})"
    verb = "naik" if end > start else "turun"
    return f"{what} {verb} dari {format_score(start)} ({first}) menjadi {format_score(end)} ({newest})"


def changes_title(changes: pd.DataFrame) -> str:
    """Say in which year a line fell, or how its rises developed.

    Args:
        changes: Columns ``year, change`` of one instrument; a missing change is passed over.
    """
    known = {int(at): round_half_up(by) for at, by in zip(changes[YEAR], changes[CHANGE], strict=True) if pd.notna(by)}
    if not known:
        return "Belum ada dua tahun yang dapat dibandingkan"
    newest = max(known)
    if len(known) == 1:
        return f"{movement(float(known[newest])).capitalize()} pada {newest}"
    falls = [at for at, by in known.items() if by < 0]
    if len(falls) == 1:
        return f"Hanya {falls[0]} yang turun"
    if falls:
        return "Turun setiap tahun" if len(falls) == len(known) else f"Turun pada {joined([str(at) for at in falls])}"
    if not any(known.values()):
        return "Tetap dari tahun ke tahun"
    if known[newest] < min(by for at, by in known.items() if at < newest):
        return f"Kenaikan {newest} paling kecil" if known[newest] else f"Tidak naik lagi pada {newest}"
    most = [str(at) for at, by in known.items() if by == max(known.values())]
    return f"Naik terbanyak pada {joined(most)}"


def _moves(values: Mapping[int, Fraction]) -> tuple[Fraction, Fraction]:
    """Return the change over all years, and the one of the last year (0 if the year before has no value)."""
    newest = values[max(values)]
    return newest - values[min(values)], newest - values.get(max(values) - 1, newest)
