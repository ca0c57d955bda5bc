"""Where ingest, store and scoring meet: preview, commit, and (in :mod:`spbe_analytics.history`) what was done.

A page or command asks a :class:`Workspace`; it never touches store or reader itself.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Dictionary
from dataclasses import asdict, dataclass, field, fields
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from spbe_analytics.analysis.assess import Assessed
from spbe_analytics.analysis.effect import cautions, upload_effect, would_be
from spbe_analytics.analysis.exact import difference
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.batch import batch_of
from spbe_analytics.errors import CommitError
from spbe_analytics.garbage import without_collection
from spbe_analytics.history import History
from spbe_analytics.ingest import Identity, Mapping, Reading, read
from spbe_analytics.ingest.isolated import ReaderPool
from spbe_analytics.ingest.limits import Limits
from spbe_analytics.instruments import Catalogue, Instrument, instruments
from spbe_analytics.regions import Gazetteer, gazetteer
from spbe_analytics.schema import INDEX_NODE, KIND, NAME, NODE, Stage
from spbe_analytics.scoring import Scores, score
from spbe_analytics.settings import Settings
from spbe_analytics.store import Actions, Committed, Store
from spbe_analytics.store.published import read_published
from spbe_analytics.store.scenarios import Scenarios
from spbe_analytics.store.targets import Targets


@dataclass(frozen=True)
class Evaluated:
    """One assessment found in a file, scored.

    Attributes:
        region: Code; ``region_name`` its name.
        year: Result year.
        stage: Stage.
        instrument: The instrument.
        answered: Indicators with a level, ``of`` all.
        predicate: From the exact index, or as printed where the index is; ``None`` without an index.
        scored: The scores of all assessments of its file under its instrument, this one at ``place``.
        printed: Printed values by node code.
    """

    region: str
    region_name: str
    year: int
    stage: str
    instrument: Instrument
    answered: int
    of: int
    predicate: str | None
    scored: Scores = field(repr=False, compare=False)
    place: int
    printed: Dictionary[str, Fraction] = field(repr=False)

    @cached_property
    def nodes(self) -> Dictionary[str, Fraction]:
        """Exact scores by node code, computed ones before printed ones; what cannot be computed is absent."""
        known = {**self.printed, **self.scored.exact(self.place)}
        return {code: known[code] for code in self.instrument.codes if code in known}

    def against(self, snapshot: Snapshot, after: Dictionary[str, Assessed]) -> pd.DataFrame:
        """Compare what is current with what would be shown after storing the file.

        Args:
            snapshot: Everything known.
            after: What :meth:`Preview.after` gives.

        Returns:
            Index node code, columns ``name, kind, now, then, change``; only nodes known on either side.
        """
        scores = snapshot.scores(self.instrument.id)
        key: Any = (self.region, self.year, self.stage)
        present = scores.loc[key] if key in scores.index else pd.Series(index=scores.columns, dtype=float)
        then = after[self.instrument.id].scores.loc[key]
        rows = [
            (node.code, node.name, node.kind.value, present[node.code], then[node.code])
            for node in self.instrument.nodes
        ]
        frame = pd.DataFrame(rows, columns=[NODE, NAME, KIND, "now", "then"]).set_index(NODE)
        frame = frame[frame[["now", "then"]].notna().any(axis=1)]
        changes = [
            difference(self.instrument, str(node), then, now)
            for node, now, then in zip(frame.index, frame["now"], frame["then"], strict=True)
        ]
        return frame.assign(change=pd.Series(changes, index=frame.index, dtype=object).astype(float))


@dataclass(frozen=True)
class Preview:
    """What a file holds and would come to; nothing is stored."""

    reading: Reading
    content: bytes
    evaluated: tuple[Evaluated, ...]

    def after(self, snapshot: Snapshot) -> dict[str, Assessed]:
        """Assess what the file is about as if it were stored; see :func:`spbe_analytics.analysis.effect.would_be`."""
        printed = {(a.region, a.year, a.stage.value, a.instrument): a.predicate for a in self.reading.assessments}
        return would_be(snapshot, self.reading.frame(), printed)

    @property
    def committable(self) -> bool:
        """Whether there is something to store and no finding forbids it."""
        return bool(self.evaluated) and not self.reading.has_errors


def preview(content: bytes, name: str, hints: Identity | None = None) -> Preview:
    """Read and score a file in this process without storing anything; for files of others see :func:`preview_many`.

    Args:
        content: The file's bytes.
        name: Its name, for messages.
        hints: What the file does not say of itself.

    Returns:
        Reading with findings, and every assessment scored; a bad file ends in findings, never in an exception.
    """
    reading = read(content, name, hints or Identity())
    return Preview(reading, content, tuple(_evaluate(reading)))


def limits_of(chosen: Settings) -> Limits:
    """Return the most a file may hold by the settings."""
    said = asdict(chosen)
    return Limits(**{item.name: said[name] for item in fields(Limits) if (name := f"max_{item.name}") in said})


def preview_many(
    files: Sequence[tuple[bytes, str]], hints: Identity | None, readers: ReaderPool
) -> Iterator[tuple[int, Preview]]:
    """Read and score many files, each as :func:`preview` does, in processes of their own.

    Args:
        files: Bytes and name of each.
        hints: What no file says of itself.
        readers: The reading processes.

    Yields:
        Place in ``files`` and preview, as they are done.
    """
    for place, reading in readers.read_many(files, hints):
        yield place, Preview(reading, files[place][0], tuple(_evaluate(reading)))


def _evaluate(reading: Reading) -> list[Evaluated]:
    printed_predicates = {(a.region, a.year, a.stage, a.instrument): a.predicate for a in reading.assessments}
    nodes: dict[tuple[str, int, Stage, str], dict[str, float]] = {}
    for value in reading.values:
        nodes.setdefault(value[:4], {}).setdefault(value.node, value.value)
    found = []
    for name in dict.fromkeys(key[3] for key in nodes):
        instrument, keys = instruments()[name], [key for key in nodes if key[3] == name]
        levels = np.array([[nodes[key].get(code, np.nan) for code in instrument.indicator_codes] for key in keys])
        scored = score(instrument, pd.DataFrame(levels, columns=list(instrument.indicator_codes), copy=False))
        leaves = frozenset(instrument.indicator_codes)
        counts = (~np.isnan(levels)).sum(axis=1).tolist()
        for place, (key, count, computed) in enumerate(zip(keys, counts, scored.predicates.tolist(), strict=True)):
            printed = {code: Fraction(repr(value)) for code, value in nodes[key].items() if code not in leaves}
            predicate = computed if isinstance(computed, str) else printed_predicates.get(key)
            if predicate is None and INDEX_NODE in printed:
                predicate = instrument.predicate(printed[INDEX_NODE]).name
            found.append(
                Evaluated(
                    region=key[0],
                    region_name=gazetteer()[key[0]].name,
                    year=key[1],
                    stage=key[2].value,
                    instrument=instrument,
                    answered=count,
                    of=len(leaves),
                    predicate=predicate,
                    scored=scored,
                    place=place,
                    printed=printed,
                )
            )
    return found


class Workspace(History):
    """The product's data behind one door: a store with the published figures in it."""

    def __init__(self, url: str, published: Path | None) -> None:
        """Open the store and load what ships.

        Args:
            url: SQLAlchemy URL of the database.
            published: Folder of the published figures; ``None`` leaves the database as it is.
        """
        self.store = Store(url)
        self.actions = Actions(self.store)
        self.scenarios = Scenarios(self.store)
        self.targets = Targets(self.store)
        self.catalogue: Catalogue = instruments()
        self.places: Gazetteer = gazetteer()
        self.ships = published is not None
        if published is not None:
            self._load(published)

    def _load(self, folder: Path) -> None:
        """Store the published figures; a newer set takes the place of the one before."""
        batch = read_published(folder, self.catalogue)
        outcome = self.store.commit(batch)
        if outcome.created:
            batches = self.store.batches()
            older = batches[
                (batches["layout"] == batch.layout) & batches["reverted_at"].isna() & (batches["id"] != outcome.batch)
            ]
            for number in older["id"]:
                self.store.revert(int(number), batch.committed_by, "Diganti data terbitan yang lebih baru")

    def commit(self, previewed: Preview, who: str) -> Committed:
        """Store what a preview showed, whole or not at all.

        Args:
            previewed: A preview without findings of severity error.
            who: Name of the person.

        Returns:
            The batch's number, and whether it is new.

        Raises:
            CommitError: The preview has errors, or holds nothing.
        """
        return self.commit_many([previewed], who)[0]

    def commit_many(self, previews: Sequence[Preview], who: str) -> list[Committed]:
        """Store what several previews showed in one transaction: all of them, or none.

        Args:
            previews: Previews without findings of severity error.
            who: Name of the person.

        Returns:
            What became of each, in their order.

        Raises:
            CommitError: A preview has errors, or holds nothing.
        """
        for previewed in previews:
            if not previewed.committable:
                raise CommitError(
                    f"{previewed.reading.name} belum dapat disimpan: perbaiki dulu temuan berjenis kesalahan, "
                    "lalu unggah lagi."
                )
        with without_collection():
            return self.store.commit_many([batch_of(item.reading, item.content, who) for item in previews])

    def mappings(self) -> tuple[Mapping, ...]:
        """Return the mappings that are kept, the newest first."""
        return tuple(Mapping.from_content(name, content) for name, content in self.store.mappings().items())

    def keep_mapping(self, mapping: Mapping, who: str) -> None:
        """Keep a mapping under its name, for the next file of the same shape."""
        self.store.keep_mapping(mapping.name, mapping.content, who)

    def effect(self, previewed: Preview, snapshot: Snapshot | None = None) -> pd.DataFrame:
        """Count per assessment what a commit would add, change and leave, and name what it replaces.

        Returns:
            Columns :data:`spbe_analytics.analysis.effect.EFFECT`.
        """
        return upload_effect(snapshot or self.snapshot(), previewed.reading.frame())

    def cautions(self, previews: Sequence[Preview], snapshot: Snapshot | None = None) -> list[str]:
        """Say what a person should know before storing: seen before, a later stage, published figures replaced."""
        frames = [previewed.reading.frame() for previewed in previews if previewed.evaluated]
        if not frames:
            return []
        return [*self._seen(previews), *cautions(snapshot or self.snapshot(), pd.concat(frames, ignore_index=True))]

    def _seen(self, previews: Sequence[Preview]) -> list[str]:
        """Say which files were committed before, and whether that commit was reverted."""
        batches = self.store.batches()
        known = set(batches["sha256"])
        found = []
        for previewed in previews:
            if previewed.reading.sha256 not in known:
                continue
            twins = batches[batches["fingerprint"] == batch_of(previewed.reading, previewed.content, "").fingerprint]
            active = twins[twins["reverted_at"].isna()]
            name = previewed.reading.name
            if len(active):
                found.append(f"{name} sudah ada sebagai unggahan nomor {active['id'].iloc[0]}; tidak disimpan lagi.")
            elif len(twins):
                found.append(
                    f"{name} pernah disimpan sebagai unggahan nomor {twins['id'].iloc[0]}, lalu dibatalkan "
                    f"({twins['revert_reason'].iloc[0]}). Bila disimpan lagi, ia menjadi unggahan baru."
                )
        return found
