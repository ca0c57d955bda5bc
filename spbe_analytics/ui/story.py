"""What *Tren* tells of one node: its line, the medians beside it, and the sentences that follow from both."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd

from spbe_analytics.analysis import series
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import CHANGE, VALUE, YEAR, Kind
from spbe_analytics.scoring.display import format_score, round_half_up
from spbe_analytics.ui.headlines import joined, lead_finding, movement
from spbe_analytics.ui.view import View

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
        name = self.view.home.bare if self.view.home else "rata-rata nasional"
        whole = f"{self.pillar} {name}" if self.pillar else name
        return whole[:1].upper() + whole[1:]

    @cached_property
    def own(self) -> pd.DataFrame:
        """The line under all instruments."""
        view = self.view
        if view.home is None:
            return series.average_line(view.snapshot, None, view.stage, self.pillar).assign(own=True)
        return series.region_line(view.snapshot, view.home.code, view.stage, self.pillar, own=True)

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
    def median(self) -> pd.DataFrame:
        """The median of the kind in the nation."""
        return series.median_line(self.view.snapshot, self.view.kind, self.view.stage, self.pillar)

    @cached_property
    def province_median(self) -> pd.DataFrame:
        """The median of the kind in the chosen province; empty where it has too few governments of that kind."""
        view = self.view
        kind = Kind(view.kind) if view.kind else None
        if view.province is None or len(gazetteer().governments(kind, view.province.code)) < FEW:
            return self.median.iloc[:0]
        return series.median_line(view.snapshot, view.kind, view.stage, self.pillar, province=view.province.code)

    def drawn(self, *others: pd.DataFrame) -> pd.DataFrame:
        """Return the own line and others as one frame."""
        return pd.concat([part for part in (self.own, *others) if len(part)] or [self.own], ignore_index=True)

    @cached_property
    def changes(self) -> pd.DataFrame:
        """The change from each year to the next under any instrument, or why there is none."""
        view = self.view
        covered = series.covered_years(view.snapshot, view.home.kind.value if view.home else None, view.stage)
        found = series.yearly_changes(self.own, view.snapshot.catalogue, covered, view.year)
        for wrong in self.misprints:
            touched = found[YEAR].isin((wrong, wrong + 1)) & found[CHANGE].notna()
            found.loc[touched, "note"] = f"{wrong} salah cetak"
            found.loc[touched, CHANGE] = float("nan")
        return found


def story_of(view: View, pillar: str = "") -> Story:
    """Return the story of one node, told once for all sessions with the same filters."""
    return view.keep(f"story-{pillar}", lambda: Story(view, pillar))


def sentence(
    subject: str,
    line: pd.DataFrame,
    year: int,
    instrument: str,
    parts: Sequence[tuple[str, float, int]] = (),
    word: str = "domain",
) -> str:
    """Sum up a line: its value, its change within one instrument, and what moved the other way.

    Args:
        subject: Whose line it is.
        line: Columns ``year, value`` of one instrument, up to ``year``.
        year: The year looked at.
        instrument: Short name of the instrument.
        parts: Short name, change and the year it counts from, for every node right below the index whose change is
            known; a node may stand here with several years.
        word: What those nodes are.

    Returns:
        One sentence without a full stop.
    """
    values = _by_year(line)
    if not values:
        return f"{subject}: belum ada nilai dengan instrumen {instrument}"
    first, newest = min(values), max(values)
    opening = f"{subject} {format_score(values[newest])} pada {newest}"
    if newest < year:
        opening = f"{subject} tidak punya nilai {year}; terakhir {format_score(values[newest])} pada {newest}"
    if first == newest:
        return f"{opening}, satu-satunya nilai dengan instrumen {instrument}"
    total, step = _moves(values)
    said = f"{opening}: {movement(total)} sejak {first}"
    if _opposed(step, total):
        return f"{said}, tetapi {movement(step)} dari {newest - 1}"
    against = [part for part in parts if _opposed(part[1], total)]
    if against:
        label, change, since = max(against, key=lambda part: abs(part[1]))
        return f"{said}, tetapi {label} {movement(change)} sejak {since}"
    moving = {label for label, change, _ in parts if round_half_up(change)}
    stuck = list(dict.fromkeys(label for label, *_ in parts if label not in moving))
    if stuck and round_half_up(total):
        return f"{said}, tetapi {joined(stuck)} tetap"
    if parts and round_half_up(total) and all(_same_way(part[1], total) for part in parts):
        return f"{said}, dan semua {word} ikut {'naik' if total > 0 else 'turun'}"
    return said


def lead_title(line: pd.DataFrame, median: pd.DataFrame, *, nation: bool) -> str:
    """Say how a line stands to the median of its kind.

    Args:
        line: Columns ``series, year, value, segment`` of one instrument.
        median: The same of the median.
        nation: Whether the line is the nation's, which neither leads nor lags.
    """
    both = line.merge(median, on=[YEAR, "segment"], suffixes=("", "_median"))
    if both.empty:
        return f"{len(line)} nilai, belum ada median pembanding" if len(line) else "Hanya nilai dari instrumen lain"
    last = both.sort_values(YEAR).iloc[-1]
    if nation:
        apart = difference(last[VALUE], last["value_median"])
        side = "di atas" if apart > 0 else "di bawah"
        return f"{format_score(abs(apart))} {side} {last['series_median']} pada {last[YEAR]}"
    found = lead_finding(line, median)
    return found if last[YEAR] == line[YEAR].max() else f"{found} ({last[YEAR]})"


def pillar_title(label: str, line: pd.DataFrame) -> str:
    """Say how one domain moved: over all its years, and in the last one if that was the other way.

    Args:
        label: Its short name.
        line: Columns ``year, value`` of one instrument; at least one value.
    """
    values = _by_year(line)
    first, newest = min(values), max(values)
    if first == newest:
        return f"{label} {format_score(values[newest])}, baru satu tahun"
    total, step = _moves(values)
    if _opposed(step, total):
        return f"{label} {movement(total)}, tetapi {movement(step)} pada {newest}"
    return f"{label} {movement(total)} sejak {first}"


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


def _by_year(line: pd.DataFrame) -> dict[int, float]:
    return {int(at): float(value) for at, value in zip(line[YEAR], line[VALUE], strict=True)}


def _moves(values: dict[int, float]) -> tuple[float, float]:
    """Return the change over all years, and the one of the last year (0 if the year before has no value)."""
    newest = values[max(values)]
    return difference(newest, values[min(values)]), difference(newest, values.get(max(values) - 1, newest))


def difference(now: float, before: float) -> float:
    """Subtract without the noise of floats, so that 2.9795 − 2.1545 is 0.825 and shows as 0,83."""
    return round(now - before, 9)


def _same_way(one: float, other: float) -> bool:
    """Tell whether two changes, as shown, go the same way."""
    return round_half_up(one) * round_half_up(other) > 0


def _opposed(one: float, other: float) -> bool:
    """Tell whether two changes, as shown, go opposite ways."""
    return round_half_up(one) * round_half_up(other) < 0
