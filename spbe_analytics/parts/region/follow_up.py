"""Tindak lanjut: who does what until when about what assessors wrote, and how far it is."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

import pandas as pd

from spbe_analytics.analysis import followup
from spbe_analytics.analysis.followup import Standing
from spbe_analytics.analysis.followup_effect import Effect, Total, effects, total
from spbe_analytics.charts import progress_bars
from spbe_analytics.parts.native import bar_chart
from spbe_analytics.parts.part import Column, Picture
from spbe_analytics.parts.view import View
from spbe_analytics.regions import Region

NAMED: Final = 2
"""How many pillars that lag equally a title names."""

_PROGRESS: Final = {
    "group": Column("Menurut"),
    "label": Column("Bagian"),
    "total": Column("Tindakan", 0),
    "done": Column("Selesai", 0),
    "running": Column("Berjalan", 0),
    "open": Column("Belum", 0),
    "overdue": Column("Lewat tenggat", 0),
}


@dataclass(frozen=True, eq=False)
class Board:
    """What one run of the page looks at.

    Attributes:
        view: The filters.
        home: The region.
        versions: All versions of all its actions, the oldest first.
        today: The viewer's day.
        written: All remarks of assessors on it.
    """

    view: View
    home: Region
    versions: pd.DataFrame
    today: date
    written: pd.DataFrame

    @cached_property
    def actions(self) -> pd.DataFrame:
        """Its actions under the instrument of the chosen year."""
        return self._of_instrument(followup.newest(self.versions))

    @cached_property
    def removed(self) -> pd.DataFrame:
        """Those that were taken away."""
        return self._of_instrument(followup.newest(self.versions, removed=True))

    @cached_property
    def elsewhere(self) -> int:
        """How many actions it has under other instruments."""
        return len(followup.newest(self.versions)) - len(self.actions)

    def _of_instrument(self, actions: pd.DataFrame) -> pd.DataFrame:
        return actions[actions["instrument"] == self.view.instrument.id]

    @cached_property
    def standing(self) -> Standing:
        """How far the actions are."""
        return followup.standing(self.actions, self.today)

    @cached_property
    def effects(self) -> dict[int, Effect]:
        """What its actions do to the index, by their numbers."""
        return effects(self.view.snapshot, self.actions, self.view.instrument)

    @cached_property
    def total(self) -> Total:
        """What its finished actions do to the index together."""
        return total(self.actions, self.effects)

    @cached_property
    def remarks(self) -> pd.DataFrame:
        """What assessors wrote that no action takes up."""
        return followup.unanswered(self.written, self.versions, self.view.instrument)

    @property
    def newest(self) -> int:
        """Id of the newest version: it names what is shown of the actions."""
        return int(self.versions["id"].max()) if len(self.versions) else 0


def years(board: Board) -> str:
    """Write the years under the instrument: ``2021–2025``, or ``sejak 2026``."""
    instrument = board.view.instrument
    first, last = instrument.first_year, instrument.last_year
    return f"sejak {first}" if last is None else f"{first}–{last}" if last > first else str(first)


def opening(name: str, now: Standing) -> str:
    """Write the headline."""
    if not now.total:
        return f"{name}: belum ada tindakan yang dicatat"
    late = f", {now.overdue} lewat tenggat" if now.overdue else ", tidak ada yang lewat tenggat"
    if now.done == now.total:
        return f"{name}: semua {now.total} tindakan selesai"
    return f"{name}: {now.done} dari {now.total} tindakan selesai{late}"


def progress(board: Board) -> Picture:
    """Draw how far each domain and theme is."""
    view = board.view
    word = view.instrument.pillars[0].kind.label
    rows = followup.progress(board.actions, view.instrument, board.today)
    names = {followup.PILLAR: word, followup.THEME: "Tema reformasi birokrasi"}
    rows = rows.assign(group=rows["group"].map(names))
    untagged = int((board.actions["theme"] == "").sum())
    text = "Hijau penuh: selesai; abu-abu: berjalan; kosong: belum."
    if untagged:
        text += f" {untagged} tindakan tanpa tema."
    counted = {"done": "Selesai", "running": "Berjalan", "open": "Belum"}
    shown = bar_chart(rows[rows["total"] > 0], counted, low=0, decimals=0, stacked=True)
    return Picture(finding(rows, word), progress_bars(rows, view.palette), text, rows, _PROGRESS, shown)


def finding(rows: pd.DataFrame, word: str) -> str:
    """Say which pillar lags: most late actions, or else most that are not done; equals are counted, not named."""
    pillars = rows[(rows["group"] == word) & (rows["total"] > 0)]
    left = pillars["total"] - pillars["done"]
    if not left.sum():
        return "Semua tindakan selesai"
    late = bool(pillars["overdue"].sum())
    counts = pillars["overdue"] if late else left
    most = pillars.loc[counts == counts.max(), "label"].tolist()
    what = "lewat tenggat" if late else "tersisa"
    if len(most) <= NAMED:
        return f"Paling banyak {what}: {' dan '.join(most)}"
    spread = int((counts > 0).sum())
    return f"{int(counts.sum())} tindakan {what} di {spread} {word.lower()}"
