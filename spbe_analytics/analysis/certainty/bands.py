"""The ranks a government can have, whichever exact indices stand behind the printed figures.

Nothing here is a probability: what is printed bounds each exact index, and the bounds alone decide.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from spbe_analytics.schema import REGION

BEST: Final = "best"
WORST: Final = "worst"

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Alike:
    """Governments of which no two can be told apart; nobody else could join them.

    Attributes:
        regions: Their codes, the best printed first.
        low: The least index that all of them can have.
        high: The greatest index that all of them can have.
        best: The best rank that one of them can have.
        worst: The worst rank that one of them can have.
    """

    regions: tuple[str, ...]
    low: float
    high: float
    best: int
    worst: int


def rank_bands(low: pd.Series, high: pd.Series) -> pd.DataFrame:
    """Bound every rank by what is known of the exact indices.

    The best rank is 1 + the number of others that are certainly higher (``low`` above one's own ``high``): the rank the
    product shows. The worst is 1 + the number of others that can be higher (``high`` above one's own ``low``). Each is
    the competition rank for some choice of exact indices within the bounds, so no narrower band is right. Others with
    the same exact index share the rank and widen nothing.

    Args:
        low: Least possible exact index of each government of a group.
        high: Greatest possible exact index.

    Returns:
        Whole numbers ``best, worst``, in the order given.
    """
    lows, highs = low.to_numpy(dtype=np.float64), high.to_numpy(dtype=np.float64)
    higher = len(lows) - np.searchsorted(np.sort(lows), highs, side="right")
    maybe_higher = len(highs) - np.searchsorted(np.sort(highs), lows, side="right")
    itself = highs > lows
    return pd.DataFrame(
        {BEST: higher + 1, WORST: maybe_higher - itself + 1},
        index=low.index,
        dtype=np.int64,
    )


def widest(ranked: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a ranking with ``best`` and ``worst`` whose rank is least certain, all equals."""
    widths = ranked[WORST] - ranked[BEST]
    found: pd.DataFrame = ranked[widths == widths.max()]
    return found


def largest(groups: Sequence[Alike]) -> tuple[Alike, ...]:
    """Return the groups with the most governments, all equals."""
    most = max((len(group.regions) for group in groups), default=0)
    return tuple(group for group in groups if len(group.regions) == most)


def undecided(low: pd.Series, high: pd.Series) -> list[tuple[int, ...]]:
    """List for each government those that it cannot be told apart from.

    Two governments cannot be told apart when their bounds meet: they may be equal, and neither is certainly higher. Two
    whose exact indices are known and equal are equal; they share a rank and are not listed.

    Args:
        low: Least possible exact index of each government of a group.
        high: Greatest possible exact index.

    Returns:
        For each government the places of the others, ascending; empty for most.
    """
    lows, highs = low.to_numpy(dtype=np.float64), high.to_numpy(dtype=np.float64)
    exact = lows == highs
    meet = (lows[:, None] <= highs) & (lows <= highs[:, None]) & ~(exact[:, None] & exact)
    np.fill_diagonal(meet, False)
    return [tuple(np.flatnonzero(row).tolist()) for row in meet]


def alike(ranked: pd.DataFrame) -> list[Alike]:
    """List the groups of governments that cannot be told apart.

    Being alike is no equivalence: A may meet B and B meet C while C is certainly higher than A. A group is therefore a
    largest set of which *all* pairs meet, which for bounds is a set with a common possible index. A government between
    two such sets belongs to both; no chain of neighbours makes a group.

    Args:
        ranked: A ranking with ``region, low, high, best, worst``, best first.

    Returns:
        Groups of two or more, the highest first; equals with known exact indices alone are none.
    """
    lows, highs = (ranked[name].to_numpy(dtype=np.float64) for name in ("low", "high"))
    found = []
    for members in _largest_meeting(lows, highs):
        if len(members) < 2 or (lows[members] == highs[members]).all():
            continue
        rows = ranked.iloc[members]
        found.append(
            Alike(
                regions=tuple(rows[REGION]),
                low=float(lows[members].max()),
                high=float(highs[members].min()),
                best=int(rows[BEST].min()),
                worst=int(rows[WORST].max()),
            )
        )
    return sorted(found, key=lambda group: -group.high)


def _largest_meeting(lows: Floats, highs: Floats) -> Iterator[NDArray[np.intp]]:
    """Yield the largest sets of bounds that all meet, as places in ascending order.

    Walking upwards, a set is complete at the end of a bound if another has begun since the last one that was complete.
    """
    begins, ends = np.sort(lows), np.unique(highs)
    begun = 0
    for end in ends:
        now = int(np.searchsorted(begins, end, side="right"))
        if now > begun:
            yield np.flatnonzero((lows <= end) & (highs >= end))
            begun = now
