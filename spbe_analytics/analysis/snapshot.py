"""Everything that is known at one revision of the store, assessed and ready to be asked."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, Concatenate, Final, ParamSpec, Self, TypeVar

import numpy as np
import pandas as pd

from spbe_analytics.analysis.assess import Assessed, assess
from spbe_analytics.analysis.evidence.sources import settle
from spbe_analytics.instruments import Catalogue
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import ASSESSMENT, BATCH, KIND, NAME, NODE, PROVINCE, REGION, STAGE, YEAR

Cells = Callable[[str], pd.DataFrame]
"""Of a government, where each of its values stood; asked for when somebody wants to know."""

MOST: Final = 512
"""Most answers that a snapshot remembers."""

P = ParamSpec("P")
T = TypeVar("T")

FRAMES: Final = ("scores", "basis", "lower", "upper", "answered", "standings")
"""The frames of what is assessed under one instrument."""


@dataclass(frozen=True, eq=False)
class Parts:
    """What a snapshot consists of; assessments are independent of one another, so parts can be put together.

    Attributes:
        values: The values in use, long; ``outvoted`` all others.
        records: Every record behind the values, those that outrank others first.
        assessed: What follows, by instrument.
    """

    values: pd.DataFrame
    outvoted: pd.DataFrame
    records: pd.DataFrame
    assessed: Mapping[str, Assessed]

    @classmethod
    def of(cls, values: pd.DataFrame, records: pd.DataFrame, catalogue: Catalogue) -> Self:
        """Assess all values: values and records as the store gives them."""
        current, outvoted = (frame.reset_index(drop=True) for frame in settle(values, records, catalogue))
        return cls(current, outvoted, records, {item.id: assess(item, current, records) for item in catalogue.values()})

    def but(self, touched: pd.MultiIndex, fresh: "Parts") -> "Parts":
        """Put what is known of some assessments in the place of what was known of them."""
        records = _joined(_without(self.records, touched), fresh.records)
        return Parts(
            _in_order(_joined(_without(self.values, touched), fresh.values)),
            _in_order(_joined(_without(self.outvoted, touched), fresh.outvoted)),
            records.sort_values(["authority", "batch", "id"], ascending=[False, False, True], ignore_index=True),
            {
                code: Assessed(
                    item.instrument, **{name: _exchanged(item, fresh.assessed[code], name, touched) for name in FRAMES}
                )
                for code, item in self.assessed.items()
            },
        )


def _without(frame: pd.DataFrame, touched: pd.MultiIndex) -> pd.DataFrame:
    """Leave out the rows of some assessments; only those of the same governments are looked at closely."""
    near = np.flatnonzero(frame[REGION].isin(touched.unique(0)))
    closely = pd.MultiIndex.from_frame(frame.iloc[near][list(ASSESSMENT)]).isin(touched)
    keep = np.ones(len(frame), dtype=bool)
    keep[near[closely]] = False
    return frame[keep]


def _joined(kept: pd.DataFrame, fresh: pd.DataFrame) -> pd.DataFrame:
    """Put rows below one another; an empty frame has no say in the types of columns."""
    if fresh.empty:
        return kept
    return fresh if kept.empty else pd.concat([kept, fresh])


def _in_order(values: pd.DataFrame) -> pd.DataFrame:
    """Sort by assessment, as the store does; rows of one assessment keep their order."""
    regions, stages = (pd.factorize(values[name], sort=True)[0].astype(np.int64) for name in (REGION, STAGE))
    order = (regions * 10_000 + values[YEAR].to_numpy()) * 100 + stages
    return values.iloc[np.argsort(order, kind="stable")].reset_index(drop=True)


def _exchanged(old: Assessed, new: Assessed, name: str, touched: pd.MultiIndex) -> pd.DataFrame:
    before: pd.DataFrame = getattr(old, name)
    return _joined(before[~before.index.isin(touched)], getattr(new, name)).sort_index()


class Snapshot:
    """Everything known at one revision.

    Frames handed out are copies on write: nobody can change what another page sees.
    """

    def __init__(self, revision: int, parts: Parts, catalogue: Catalogue, cells: Cells) -> None:
        """Keep what is known at a revision.

        Args:
            revision: The revision.
            parts: What is known.
            catalogue: The instruments.
            cells: Gives of a government where each of its values stood: ``record, node, sheet, cell, raw``.

        What :func:`once` computed of it is in ``memory`` and goes with it.
        """
        self.revision = revision
        self._cells = cells
        self.memory: dict[object, Any] = {}
        self.catalogue = catalogue
        self.parts = parts
        self._values, self._outvoted, self._records = parts.values, parts.outvoted, parts.records
        self._assessed = parts.assessed

    @classmethod
    def of(cls, revision: int, values: pd.DataFrame, records: pd.DataFrame, catalogue: Catalogue, cells: Cells) -> Self:
        """Assess all values: values, records and cells as the store gives them."""
        return cls(revision, Parts.of(values, records, catalogue), catalogue, cells)

    def with_only(self, values: pd.DataFrame, records: pd.DataFrame, batches: Collection[int]) -> Self:
        """Return what would be known if of some assessments only what certain batches say counted.

        Args:
            values: Values of any batch of these assessments, as :meth:`Store.beside` gives them.
            records: Their records of any batch; they name the assessments.
            batches: The batches that count.
        """
        counting, stated = (frame[frame[BATCH].isin(batches)].reset_index(drop=True) for frame in (records, values))
        touched = pd.MultiIndex.from_frame(records[list(ASSESSMENT)].drop_duplicates())
        parts = self.parts.but(touched, Parts.of(stated, counting, self.catalogue))
        return type(self)(self.revision, parts, self.catalogue, self._cells)

    def located(self, values: pd.DataFrame) -> pd.DataFrame:
        """Add to some values of one government where they stood, and as what text: ``sheet, cell, raw``."""
        if values.empty:
            return values.assign(sheet=None, cell=None, raw=None)
        cells = self._cells(str(values[REGION].iloc[0]))
        return values.merge(cells, on=["record", NODE], how="left", validate="one_to_one")

    def assessed(self, instrument: str) -> Assessed:
        """Return scores, basis, bounds and standings under one instrument."""
        return self._assessed[instrument]

    def scores(self, instrument: str) -> pd.DataFrame:
        """Return the wide scores of one instrument, indexed by ``(region, year, stage)``."""
        return self._assessed[instrument].scores.copy(deep=False)

    @cached_property
    def _standings(self) -> pd.DataFrame:
        frames = [item.standings.reset_index() for item in self._assessed.values()]
        joined = pd.concat([frame for frame in frames if len(frame)] or frames, ignore_index=True)
        places = gazetteer()
        found = [places[code] for code in joined[REGION]]
        return joined.assign(
            **{
                NAME: [region.name for region in found],
                KIND: [region.kind.value for region in found],
                PROVINCE: [region.province for region in found],
            }
        )

    @property
    def standings(self) -> pd.DataFrame:
        """One row an assessment of any instrument: key, name, kind, province, bounded index, predicate, coverage."""
        return self._standings.copy(deep=False)

    @property
    def values(self) -> pd.DataFrame:
        """The current values, long, with source, batch, sheet, cell and text."""
        return self._values.copy(deep=False)

    @property
    def outvoted(self) -> pd.DataFrame:
        """Values that are not in use: another source or upload speaks for the node or the assessment, long."""
        return self._outvoted.copy(deep=False)

    @property
    def records(self) -> pd.DataFrame:
        """Every record behind the values, with predicate, note, misprint and publication."""
        return self._records.copy(deep=False)

    @property
    def empty(self) -> bool:
        """Whether nothing is stored."""
        return self._values.empty


def once(function: Callable[Concatenate[Snapshot, P], T]) -> Callable[Concatenate[Snapshot, P], T]:
    """Make a function answer from memory what it was asked of the same snapshot with the same arguments.

    Nobody may change what it returns. A snapshot remembers the answers that were asked for last, :data:`MOST` of them.
    """

    @wraps(function)
    def remembered(snapshot: Snapshot, /, *args: P.args, **named: P.kwargs) -> T:
        key = (function, args, tuple(sorted(named.items())))
        answer = snapshot.memory.pop(key, None) or (function(snapshot, *args, **named),)
        snapshot.memory[key] = answer  # as the newest
        for oldest in list(snapshot.memory)[:-MOST]:
            snapshot.memory.pop(oldest, None)
        found: T = answer[0]
        return found

    return remembered
