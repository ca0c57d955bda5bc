"""Where the draws start from: exact indices as whole numbers, and what a step of each indicator does to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from spbe_analytics.analysis.assess import Assessed
from spbe_analytics.errors import AnalysisError
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.schema import INDEX_NODE, INSTRUMENT, PREDICATE, REGION
from spbe_analytics.scoring import reconstruct
from spbe_analytics.scoring.display import DISPLAY_DECIMALS, round_half_up

Whole = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Start:
    """A group of governments before any draw; every number is a whole number of the smallest unit of an index.

    Attributes:
        regions: Codes, in the order of the ranking.
        unit: Units that make one point of the index.
        bottom: The least index that there is.
        top: The greatest index that there is.
        low: Least possible exact index of each government.
        high: Greatest possible exact index.
        rise: One row a government, one column an indicator that assessors judge: what one level more adds; 0 where the
            indicator certainly stands at the top.
        fall: What one level less takes away; 0 where the indicator certainly stands at the bottom.
        from_: Least index of the government's predicate.
        below: Index from which the next predicate begins.
        known: How many levels of each government are known.
    """

    regions: tuple[str, ...]
    unit: int
    bottom: int
    top: int
    low: Whole
    high: Whole
    rise: Whole
    fall: Whole
    from_: Whole
    below: Whole
    known: Whole

    @property
    def indicators(self) -> int:
        """How many indicators assessors judge."""
        return int(self.rise.shape[1])


def judged(instrument: Instrument) -> tuple[Node, ...]:
    """Return the indicators whose level assessors judge: all but those that another agency's index gives."""
    return tuple(leaf for leaf in instrument.indicators if leaf.owner is None)


def start(assessed: Assessed, ranked: pd.DataFrame, *, year: int, stage: str) -> Start:
    """Prepare a ranked group for the draws.

    A level that is known says exactly what a step up or down does. Where only sums of levels follow from what is
    printed, a step counts with the indicator's whole weight, except where the sums say that all indicators of the same
    weight stand at one end of the scale. Where nothing follows, every step counts.

    Args:
        assessed: All assessments of the group's instrument.
        ranked: The ranking, with ``region, instrument, low, high, predicate``.
        year: Result year.
        stage: Stage.

    Returns:
        The start of all draws.

    Raises:
        AnalysisError: The group holds results of another instrument, or is empty.
    """
    instrument = assessed.instrument
    if ranked.empty:
        raise AnalysisError("Tidak ada daerah yang mempunyai indeks. Pilih tahun, jenis, atau provinsi lain.")
    if (ranked[INSTRUMENT] != instrument.id).any():
        raise AnalysisError("Peringkat ini memuat nilai dua instrumen, yang tidak sebanding. Pilih tahun lain.")
    regions = tuple(ranked[REGION])
    keys: Any = pd.MultiIndex.from_arrays([regions, [year] * len(regions), [stage] * len(regions)])
    scores = assessed.scores.reindex(keys)
    leaves = judged(instrument)
    root, unit = instrument.node(INDEX_NODE).weight, unit_of(instrument)
    weights = np.array([int(leaf.weight / root * unit) for leaf in leaves], dtype=np.float64)
    levels = scores[[leaf.code for leaf in leaves]].to_numpy(dtype=np.float64)
    up, down = _room(instrument, levels)
    names = [INDEX_NODE, *(pillar.code for pillar in instrument.pillars)]
    for place, printed in enumerate(scores[names].itertuples(index=False, name=None)):
        if np.isnan(levels[place]).any():
            top, bottom = _ends(instrument, printed)
            unknown = np.isnan(levels[place])
            up[place, unknown & top], down[place, unknown & bottom] = 0.0, 0.0
    edges = [_edges(instrument, name, unit) for name in ranked[PREDICATE]]
    slack = 1e-6  # bounds are floats of whole units, or just below one
    return Start(
        regions=regions,
        unit=unit,
        bottom=int(instrument.scale.lowest * unit),
        top=int(instrument.scale.highest * unit),
        low=np.ceil(ranked["low"].to_numpy() * unit - slack).astype(np.int64),
        high=np.floor(ranked["high"].to_numpy() * unit + slack).astype(np.int64),
        rise=np.rint(up * weights).astype(np.int64),
        fall=np.rint(down * weights).astype(np.int64),
        from_=np.array([edge[0] for edge in edges], dtype=np.int64),
        below=np.array([edge[1] for edge in edges], dtype=np.int64),
        known=(~np.isnan(levels)).sum(axis=1),
    )


def unit_of(instrument: Instrument) -> int:
    """Return how many of the smallest units of an exact or printed index make one point."""
    root = instrument.node(INDEX_NODE).weight
    steps = (leaf.weight / root / instrument.scale.unit for leaf in instrument.indicators)
    printed = int(2 * 10**DISPLAY_DECIMALS)
    unit: int = lcm(printed, *(step.denominator for step in steps))
    return unit


def _room(instrument: Instrument, levels: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return by how much of a level each can rise and fall within one step; a whole step where it is not known."""
    lowest, highest = float(instrument.scale.lowest), float(instrument.scale.highest)
    return (np.nan_to_num(np.clip(room, 0.0, 1.0), nan=1.0) for room in (highest - levels, levels - lowest))  # type: ignore[return-value]


@lru_cache(maxsize=65536)
def _ends(instrument: Instrument, printed: Sequence[float]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell which indicators certainly stand at the top, and which at the bottom, from a printed index and domains."""
    leaves = judged(instrument)
    nothing = np.zeros(len(leaves), dtype=np.bool_)
    if not instrument.scale.whole or any(value != value for value in printed):
        return nothing, nothing
    codes = (INDEX_NODE, *(pillar.code for pillar in instrument.pillars))
    figures = {code: Fraction(round_half_up(value)) for code, value in zip(codes, printed, strict=True)}
    solutions = reconstruct(instrument, figures).solutions
    found = []
    for level in (instrument.scale.highest, instrument.scale.lowest):
        at_end = [
            {code for part in parts if part.total == level * len(part.indicators) for code in part.indicators}
            for _, parts in solutions
        ]
        certain = set.intersection(*at_end) if at_end else set()
        found.append(np.array([leaf.code in certain for leaf in leaves], dtype=np.bool_))
    return found[0], found[1]


def _edges(instrument: Instrument, name: Any, unit: int) -> tuple[int, int]:  # noqa: ANN401 - a cell
    """Return the first unit of a predicate and the first after it; of none both are 0."""
    predicate = instrument.predicate_named(name) if isinstance(name, str) else None
    if predicate is None:
        return 0, 0
    last = predicate is instrument.predicates[-1]
    return -(-predicate.lower * unit // 1), int(predicate.upper * unit) + 1 if last else -(-predicate.upper * unit // 1)
