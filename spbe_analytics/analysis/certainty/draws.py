"""Ranks if assessors had judged a little differently: many draws, counted.

Everything is a whole number, so that equal indices are equal. Three things make it fast: what a pool of patterns of
steps does to the indices is one matrix product; governments that the same steps move alike share its result; and the
ranks of a draw come from one sort of whole numbers that carry the index above and the government below.
"""

from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from spbe_analytics.analysis.certainty.start import Start, Whole
from spbe_analytics.errors import AnalysisError
from spbe_analytics.schema import REGION

SEED: Final = 2026
DRAWS: Final = 10_000
SHARE: Final = 0.9
"""Share of the draws that lies within a band; as many are left out below as above."""

ENDS: Final = ((1 - SHARE) / 2, (1 + SHARE) / 2)

PATTERNS: Final = 1 << 12
"""Patterns of steps in the pool that every government of every draw picks from; half are the mirror of the others."""

BATCH: Final = 128
"""Draws whose ranks are found at once: what fits the processor's cache."""

Numbers = NDArray[np.signedinteger[Any]]


def simulate(start: Start, steps: int, *, seed: int = SEED, draws: int = DRAWS) -> pd.DataFrame:
    """Let assessors differ by one level on some random indicators of every government, many times.

    In each draw ``steps`` different indicators of each government, chosen at random and independently of the other
    governments, move one level up or down with equal chance, and stay where the scale ends. Both bounds of the index
    move alike. The rank of a draw is the product's: 1 + the number of governments that are certainly higher, so equal
    indices share it; with no steps every draw gives the present rank.

    Args:
        start: The group.
        steps: Indicators that move, from 0 to all that assessors judge.
        seed: Seed of the random numbers; the same one gives the same result.
        draws: How many draws.

    Returns:
        One row a government in the order of the group: ``region``; ``rank_low``, ``rank_high`` (the 5 % and the 95 %
        point of the rank, the better end first); ``first`` (share of the draws with rank 1); ``index_low``,
        ``index_high`` (the 5 % point of the least and the 95 % point of the greatest index); ``hold`` and ``may_hold``
        (share of the patterns of steps with which the index certainly, or possibly, stays within the present
        predicate; missing without one).

    Raises:
        AnalysisError: There are not so many indicators.
    """
    if not 0 <= steps <= start.indicators:
        raise AnalysisError(f"Banyaknya indikator harus antara 0 dan {start.indicators}, bukan {steps}.")
    random = np.random.Generator(np.random.SFC64(seed))
    laws, law_of = np.unique(np.concatenate([start.rise, start.fall], axis=1), axis=0, return_inverse=True)
    moves = _moves(laws, _patterns(random, start.indicators, steps))
    counts = _rank_counts(start, moves, law_of.ravel(), random, draws)
    best, worst = _points(counts, draws)
    return pd.DataFrame({REGION: start.regions}).assign(
        rank_low=best,
        rank_high=worst,
        first=counts[:, 0] / draws,
        **_index_bands(start, _ascending(moves), law_of.ravel()),
    )


def _patterns(random: np.random.Generator, indicators: int, steps: int) -> NDArray[np.float32]:
    """Return one row a pattern: which indicators rise (first half of the columns), and which fall."""
    half = PATTERNS // 2
    order = random.random((half, indicators), dtype=np.float32)
    chosen = np.argpartition(order, steps - 1, axis=1)[:, :steps] if steps else np.empty((half, 0), dtype=np.intp)
    chosen = np.sort(chosen, axis=1)  # their order before depends on the processor
    falls = random.integers(0, 2, size=chosen.shape)
    patterns = np.zeros((PATTERNS, 2 * indicators), dtype=np.float32)
    rows = np.arange(half)[:, None]
    patterns[rows, chosen + falls * indicators] = 1.0
    patterns[rows + half, chosen + (1 - falls) * indicators] = 1.0
    return patterns


def _moves(laws: Whole, patterns: NDArray[np.float32]) -> NDArray[np.int32]:
    """Return by how much each pattern moves the index: one row a law, one column a pattern; exact below 2**24 units."""
    effects = laws.astype(np.float32)
    effects[:, effects.shape[1] // 2 :] *= -1
    moved: NDArray[np.int32] = (effects @ patterns.T).astype(np.int32)
    return moved


def _rank_counts(
    start: Start, moves: NDArray[np.int32], law_of: NDArray[np.intp], random: np.random.Generator, draws: int
) -> NDArray[np.int64]:
    """Count for each government (row) how often it had each rank (column, 0 is rank 1)."""
    size = len(start.regions)
    bits = size.bit_length()
    least = int(start.low.min() + moves.min())
    largest = int(start.high.max() + moves.max() - least + 1) << bits
    kind: type[np.signedinteger[Any]] = np.int32 if largest <= np.iinfo(np.int32).max else np.int64
    scaled = moves.astype(kind) << bits
    base = (((start.low - least) << bits) + np.arange(size)).astype(kind)
    spread: Numbers = ((start.high - start.low) << bits).astype(kind)
    keys: Numbers = np.empty((size, draws), dtype=kind)
    for place, law in enumerate(law_of):
        picked = np.frombuffer(random.bytes(2 * draws), dtype="<u2") & np.uint16(PATTERNS - 1)
        np.take(scaled[law], picked, out=keys[place], mode="clip")
        keys[place] += base[place]
    had = np.empty((draws, size), dtype=np.int32)
    for first in range(0, draws, BATCH):
        had[first : first + BATCH] = _ranks(np.ascontiguousarray(keys[:, first : first + BATCH].T), spread, bits)
    return np.bincount(had.ravel(), minlength=size * size).reshape(size, size)


def _ranks(keys: Numbers, spread: Numbers, bits: int) -> Numbers:
    """Find the ranks of some draws, from one row a draw and one column a government.

    A key is the least index above, the government below. In ascending order everybody further on is certainly higher
    but those whose least index does not exceed one's own greatest; these are the next ones, and mostly few.

    Returns:
        One row a draw: in any order, each government's place times their number, plus how many are higher.
    """
    size = keys.shape[1]
    keys.sort(axis=1)
    who = keys & ((1 << bits) - 1)
    reach = (keys | ((1 << bits) - 1)) + spread[who]
    higher = np.broadcast_to(np.arange(size - 1, -1, -1, dtype=keys.dtype), keys.shape).copy()
    for ahead in range(1, size):
        meets = keys[:, ahead:] <= reach[:, :-ahead]
        if not meets.any():
            break
        higher[:, :-ahead] -= meets
    ranks: Numbers = who * size + higher
    return ranks


def _points(counts: NDArray[np.int64], draws: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the two ends of the middle share of each row's counts, as ranks."""
    below = np.cumsum(counts, axis=1)
    first, last = ((below < share * draws).sum(axis=1) + 1 for share in ENDS)
    return first, last


def _ascending(moves: NDArray[np.int32]) -> Numbers:
    """Sort the moves of each law; numbers of 16 bits, which mostly suffice, are sorted three times as fast."""
    limit = np.iinfo(np.int16)
    fits = limit.min <= moves.min() and moves.max() <= limit.max
    return np.sort(moves.astype(np.int16) if fits else moves, axis=1, kind="stable")


def _index_bands(start: Start, moves: Numbers, law_of: NDArray[np.intp]) -> dict[str, NDArray[np.float64]]:
    """Return bands of the index and the share that keeps the predicate; the moves of each law in ascending order."""
    first, last = (moves[law_of, max(0, int(np.ceil(share * PATTERNS)) - 1)] for share in ENDS)
    ends = (start.from_ - start.low, start.below - start.high, start.from_ - start.high, start.below - start.low)
    counted = np.array(
        [np.searchsorted(moves[law], at) for law, at in zip(law_of, zip(*ends, strict=True), strict=True)]
    )
    reached, passed, may_reach, may_pass = counted.T
    none = start.from_ == start.below
    return {
        "index_low": np.maximum(start.low + first, start.bottom) / start.unit,
        "index_high": np.minimum(start.high + last, start.top) / start.unit,
        "hold": np.where(none, np.nan, np.maximum(passed - reached, 0) / PATTERNS),
        "may_hold": np.where(none, np.nan, (may_pass - may_reach) / PATTERNS),
    }
