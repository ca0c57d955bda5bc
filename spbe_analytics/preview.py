"""What a file holds and would come to, before anything is stored: read, and scored exactly."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Dictionary
from dataclasses import asdict, dataclass, field, fields
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd

from spbe_analytics.analysis.assess import Assessed
from spbe_analytics.analysis.effect import would_be
from spbe_analytics.analysis.exact import difference
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.ingest import Identity, Reading, Remark, Value
from spbe_analytics.ingest.files.limits import Limits
from spbe_analytics.ingest.processes.isolated import ReaderPool
from spbe_analytics.instruments import Instrument, instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, KIND, NAME, NODE, REGION, STAGE, YEAR, Authority, Stage
from spbe_analytics.scoring import Scores, score
from spbe_analytics.settings import Settings
from spbe_analytics.store import NewBatch, NewFigure, NewRecord, NewRemark


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

    def elsewhere(self, snapshot: Snapshot) -> tuple[int, Stage, float] | None:
        """Return year, stage and index of what is known of the region besides this assessment.

        Of the same year the latest stage, or else of the newest year; ``None`` where no other index is known.
        """
        standings = snapshot.standings
        known = standings[(standings[REGION] == self.region) & standings[INDEX_NODE].notna()]
        found = [
            (year, Stage(stage), float(index))
            for year, stage, index in zip(known[YEAR], known[STAGE], known[INDEX_NODE], strict=True)
            if (year, stage) != (self.year, self.stage)
        ]
        return max(found, key=lambda item: (item[0] == self.year, item[0], item[1].order), default=None)


_Assessed = tuple[str, int, str, str]
"""Region, year, stage and instrument of an assessment."""

_KEY: Final = 4
"""How many fields of a value or remark are its key."""


@dataclass(frozen=True)
class Preview:
    """What a file holds and would come to; nothing is stored."""

    reading: Reading
    content: bytes
    evaluated: tuple[Evaluated, ...]

    @classmethod
    def of(cls, reading: Reading, content: bytes) -> "Preview":
        """Score every assessment of a reading."""
        return cls(reading, content, tuple(_evaluate(reading)))

    def after(self, snapshot: Snapshot) -> dict[str, Assessed]:
        """Assess what the file is about as if it were stored; see :func:`spbe_analytics.analysis.effect.would_be`."""
        printed = {(a.region, a.year, a.stage.value, a.instrument): a.predicate for a in self.reading.assessments}
        return would_be(snapshot, self.reading.frame(), printed)

    def batch(self, who: str) -> NewBatch:
        """Return what is stored of the file: one record an assessment that has values, with its remarks."""
        reading = self.reading
        figures: dict[_Assessed, list[NewFigure]] = {}
        for value in reading.values:
            figures.setdefault(_key(value), []).append(NewFigure._make(value[_KEY:]))
        remarks: dict[_Assessed, list[NewRemark]] = {}
        for said in reading.remarks:
            remarks.setdefault(_key(said), []).append(
                NewRemark(said.node, said.kind.value, said.text, said.sheet, said.cell)
            )
        printed = {(a.region, a.year, a.stage.value, a.instrument): a.predicate for a in reading.assessments}
        records = tuple(
            NewRecord(
                *key,
                figures=tuple(found),
                authority=Authority.UPLOAD,
                predicate=printed.get(key),
                remarks=tuple(remarks.get(key, ())),
            )
            for key, found in figures.items()
        )
        return NewBatch(reading.name, self.content, reading.layout, who, records, digest=reading.sha256)

    @property
    def committable(self) -> bool:
        """Whether there is something to store and no finding forbids it."""
        return bool(self.evaluated) and not self.reading.has_errors


def limits_of(chosen: Settings) -> Limits:
    """Return the most a file may hold by the settings."""
    said = asdict(chosen)
    return Limits(**{item.name: said[name] for item in fields(Limits) if (name := f"max_{item.name}") in said})


def preview_many(
    files: Sequence[tuple[bytes, str]], hints: Identity | None, readers: ReaderPool
) -> Iterator[tuple[int, Preview]]:
    """Read and score many files in processes of their own, without storing anything.

    Args:
        files: Bytes and name of each.
        hints: What no file says of itself.
        readers: The reading processes.

    Yields:
        Place in ``files`` and preview, as they are done.
    """
    for place, reading in readers.read_many(files, hints):
        yield place, Preview.of(reading, files[place][0])


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


def _key(item: Value | Remark) -> _Assessed:
    return (item.region, item.year, item.stage.value, item.instrument)
