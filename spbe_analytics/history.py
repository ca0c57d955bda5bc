"""What was done to the data, what it changed, and how it is taken back; and where a figure comes from."""

from abc import ABC, abstractmethod
from collections.abc import Collection
from datetime import datetime
from typing import Final

import pandas as pd

from spbe_analytics.analysis.change.between import between
from spbe_analytics.analysis.effect import State, changes
from spbe_analytics.analysis.evidence.explanation import Explanation
from spbe_analytics.analysis.evidence.provenance import explain
from spbe_analytics.analysis.moved import Moves, moves
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.errors import InstrumentError, StoreError
from spbe_analytics.instruments import Catalogue
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import ASSESSMENT, BATCH, REGION, Stage
from spbe_analytics.store import EventKind, Store, queries
from spbe_analytics.store.database import missing_batch
from spbe_analytics.store.published import LAYOUT as PUBLISHED
from spbe_analytics.store.queries import EVERYTHING

ACTIVE: Final = "aktif"
REVERTED: Final = "dibatalkan"

HISTORY: Final = (
    "number", "file", "sha256", "size", "layout", "layout_label", "who", "when", "assessments", "values", "state",
    "reason", "reverted_by", "reverted_at",
)  # fmt: skip
"""The columns of :meth:`History.history`."""


def layout_label(layout: str) -> str:
    """Name how a batch was read: the layout or layouts of its sheets, or the published data."""
    if layout == PUBLISHED:
        return "Data terbitan"
    from spbe_analytics.ingest import SHAPES  # late: what reads files is not needed for what ships

    return " dan ".join(SHAPES.get(code, code) for code in layout.split("+") if code)


class History(ABC):
    """The past of a store: its batches, and what follows from taking one back.

    Attributes:
        store: The store.
        catalogue: The instruments.
        ships: Whether published figures are loaded at each start; their batch is then not for taking back.
    """

    store: Store
    catalogue: Catalogue
    ships: bool

    @abstractmethod
    def snapshot(self) -> Snapshot:
        """Return everything known, at the newest revision."""

    def history(self, only: Collection[int] | None = None) -> pd.DataFrame:
        """List all batches, or only those with these numbers, the newest first.

        Returns:
            Columns :data:`HISTORY`; ``when`` and ``reverted_at`` are moments in UTC, ``state`` is “aktif” or
            “dibatalkan”, and ``reason`` is that of the revert, empty while the batch counts.
        """
        batches = self.store.batches(only).rename(
            columns={"id": "number", "file_name": "file", "committed_by": "who", "committed_at": "when"}
        )
        active = batches["reverted_at"].isna()
        return batches.assign(
            layout_label=[layout_label(code) for code in batches["layout"]],
            when=pd.to_datetime(batches["when"], utc=True),
            reverted_at=pd.to_datetime(batches["reverted_at"], utc=True),
            state=active.map({True: ACTIVE, False: REVERTED}),
            reason=batches["revert_reason"].fillna(""),
        )[list(HISTORY)]

    def last_change(self) -> datetime | None:
        """Return when data were stored, taken back or restored last, in UTC; ``None`` for an empty store."""
        events = self.store.events()
        return None if events.empty else pd.to_datetime(events["at"], utc=True).max().to_pydatetime()

    def events_of(self, batch: int) -> pd.DataFrame:
        """List what was done to one batch, the oldest first: columns ``kind, at, who, reason``, moments in UTC."""
        events = self.store.events()
        mine = events[events[BATCH] == batch]
        if mine.empty:
            raise missing_batch(batch)
        return mine.assign(at=pd.to_datetime(mine["at"], utc=True))[["kind", "at", "who", "reason"]]

    def changes_of(self, batch: int, page: slice = EVERYTHING) -> pd.DataFrame:
        """Compare what was current right before and right after a batch was committed.

        Args:
            batch: Its number.
            page: Which of its assessments, in the order of region, year and stage.

        Returns:
            All nodes of its assessments, computed ones too; see :func:`spbe_analytics.analysis.effect.changes`.

        Raises:
            StoreError: There is no such batch.
        """
        events = self.store.events()
        commits = events[(events[BATCH] == batch) & (events["kind"] == EventKind.COMMIT.value)]
        if commits.empty:
            raise missing_batch(batch)
        before = _counting_before(events, commits)
        return self._compare(batch, page, before, before | {batch})

    def moved(self, batches: Collection[int], snapshot: Snapshot, most: int) -> Moves:
        """Say what some batches that were committed together moved, all else being as it is known now.

        Args:
            batches: Their numbers; those that there are not are left out.
            snapshot: Everything known now.
            most: Assessments that are looked at, the first ones.

        Returns:
            Index, predicate and ranks of their assessments right before the first of them and right after the last.
        """
        events = self.store.events()
        commits = events[events[BATCH].isin(batches) & (events["kind"] == EventKind.COMMIT.value)]
        if commits.empty:
            return Moves((), ())
        before = _counting_before(events, commits)
        found = [self.store.beside(int(number), slice(0, most)) for number in commits[BATCH].head(most)]
        values, records = (pd.concat(frames).drop_duplicates(ignore_index=True) for frames in zip(*found, strict=True))
        mine = set(commits[BATCH].tolist())
        old, new = (snapshot.with_only(values, records, counting) for counting in (before, before | mine))
        return moves(old, new, records[records[BATCH].isin(mine)], most)

    def deeds(self, region: str) -> pd.DataFrame:
        """List what was done to the assessments of a region, the newest first.

        Returns:
            Columns ``id, kind, at, who, reason, batch, file_name, year, stage``, a row a deed and assessment; moments
            in UTC.
        """
        found = self.store.frame(queries.deeds(region))
        return found.assign(at=pd.to_datetime(found["at"], utc=True))

    def since(self, revision: int, regions: Collection[str], snapshot: Snapshot) -> pd.DataFrame:
        """Say what became of the assessments of some regions since a revision.

        Args:
            revision: The revision that was seen last.
            regions: Codes of the regions.
            snapshot: Everything known now.

        Returns:
            As :func:`spbe_analytics.analysis.change.between.between`, and of the last thing done to each ``who, when``.
        """
        events = self.store.events()
        later = events.iloc[max(revision, 0) :]
        found = [self.store.beside(int(number)) for number in later[BATCH].unique()]
        values, records = (
            (pd.concat(frames) for frames in zip(*found, strict=True)) if found else (pd.DataFrame(), pd.DataFrame())
        )
        if found:
            records = records[records[REGION].isin(regions)].drop_duplicates(ignore_index=True)
            values = values[values[REGION].isin(regions)].drop_duplicates(ignore_index=True)
        if records.empty:
            return pd.DataFrame(columns=[*ASSESSMENT, "before", "after", "turn", "who", "when"])
        counting = events.iloc[: max(revision, 0)].drop_duplicates(BATCH, keep="last")
        before = set(counting.loc[counting["kind"] != EventKind.REVERT.value, BATCH])
        done = records.merge(later, on=BATCH)[[*ASSESSMENT, "id_y", "who", "at"]].sort_values("id_y")
        last = done.drop_duplicates(list(ASSESSMENT), keep="last")
        old = snapshot.with_only(values, records, before)
        told = between(old.standings, snapshot.standings, last)
        when = last.assign(when=pd.to_datetime(last["at"], utc=True))[[*ASSESSMENT, "who", "when"]]
        return told.merge(when, on=list(ASSESSMENT), how="left")

    def revert_effect(self, batch: int, page: slice = EVERYTHING) -> pd.DataFrame:
        """Say which current values would change, and to what, if a batch were reverted.

        Returns:
            As :meth:`changes_of`, only the values that change; ``gone`` where none would be left.
        """
        active = self._active(batch)
        return self._compare(batch, page, active, active - {batch}).loc[_moves]

    def restore_effect(self, batch: int, page: slice = EVERYTHING) -> pd.DataFrame:
        """Say which current values would change, and to what, if a reverted batch were restored."""
        active = self._active(batch)
        return self._compare(batch, page, active, active | {batch}).loc[_moves]

    def _active(self, batch: int) -> set[int]:
        batches = self.store.batches()
        if batch not in set(batches["id"]):
            raise missing_batch(batch)
        return set(batches.loc[batches["reverted_at"].isna(), "id"])

    def _compare(self, batch: int, page: slice, before: Collection[int], after: Collection[int]) -> pd.DataFrame:
        values, records = self.store.beside(batch, page)
        return changes(self.catalogue, values, records, before, after)

    def why_kept(self, batch: int) -> str:
        """Say why a batch cannot be reverted or restored by a person; empty where it can."""
        batches = self.store.batches().set_index("id")
        if batch not in batches.index:
            raise missing_batch(batch)
        if not self.ships or batches["layout"][batch] != PUBLISHED:
            return ""
        return (
            "Data terbitan tidak dibatalkan di sini: aplikasi memuatnya lagi setiap kali dibuka. Untuk bekerja tanpa "
            "data terbitan, atur SPBE_LOAD_PUBLISHED=false."
        )

    def revert(self, batch: int, who: str, reason: str) -> None:
        """Take an upload back; the former values stand again.

        Args:
            batch: Its number.
            who: Name of the person.
            reason: Why; kept for ever.

        Raises:
            StoreError: There is no such batch, it is reverted already, it is the published data that each start
                loads, or name or reason is empty.
        """
        self._refuse_published(batch)
        self.store.revert(batch, who, reason)

    def restore(self, batch: int, who: str, reason: str) -> None:
        """Take a revert back; the batch counts again as it did before. Arguments and errors as :meth:`revert`."""
        self._refuse_published(batch)
        self.store.restore(batch, who, reason)

    def _refuse_published(self, batch: int) -> None:
        kept = self.why_kept(batch)
        if kept:
            raise StoreError(kept)

    def original(self, batch: int) -> tuple[str, bytes]:
        """Return the file name and the very bytes that a batch was read from."""
        batches = self.store.batches().set_index("id")
        if batch not in batches.index:
            raise missing_batch(batch)
        row = batches.loc[batch]
        return str(row["file_name"]), self.store.content(str(row["sha256"]))

    def why(self, region: str, year: int, node: str, stage: str, snapshot: Snapshot | None = None) -> Explanation:
        """Explain a figure: its cell or publication, or the formula with its numbers.

        Args:
            region: Code of a government or an average.
            year: Result year.
            node: Code of a node, in any case.
            stage: Stage.
            snapshot: Everything known, if it is at hand.

        Raises:
            RegionError: The region is not known.
            InstrumentError: No instrument covers the year.
            ScoringError: The instrument has no such node.
        """
        gazetteer()[region]
        instrument = self.catalogue.for_year(year)
        if instrument is None:
            raise InstrumentError(f"Tidak ada instrumen untuk tahun {year}.")
        code = next((known for known in instrument.codes if known.casefold() == node.casefold()), node)
        known = snapshot or self.snapshot()
        stated = pd.concat([known.values, known.outvoted])
        batches = self.history(set(stated.loc[stated[REGION] == region, BATCH].tolist())).set_index("number")
        return explain(known, batches, instrument, region, year, code, Stage(stage))


def _counting_before(events: pd.DataFrame, commits: pd.DataFrame) -> set[int]:
    """Return the numbers of the batches that counted right before the first of some commits."""
    earlier = events[events["id"] < commits["id"].iloc[0]].drop_duplicates(BATCH, keep="last")
    return set(earlier.loc[earlier["kind"] != EventKind.REVERT.value, BATCH])


def _moves(frame: pd.DataFrame) -> "pd.Series[bool]":
    return frame["state"] != State.EQUAL.value
