"""A promise of speed, and the way to time the two sides of one."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Measure:
    """One promise, measured.

    Attributes:
        name: What is compared.
        ours: Median time of the product, in milliseconds.
        theirs: Median time of what it is compared with, in milliseconds.
        limit: The promised ratio.
        at_most: Whether the ratio (ours / theirs) may be at most the limit; else it (theirs / ours) must be at least
            the limit.
    """

    name: str
    ours: float
    theirs: float
    limit: float
    at_most: bool

    @property
    def ratio(self) -> float:
        """How many times as long (``at_most``), or how many times faster."""
        return self.ours / self.theirs if self.at_most else self.theirs / self.ours

    @property
    def holds(self) -> bool:
        """Whether the promise is kept."""
        return self.ratio <= self.limit if self.at_most else self.ratio >= self.limit

    def as_dict(self) -> dict[str, object]:
        """Return what is kept of the measure."""
        return {
            "name": self.name,
            "ratio": round(self.ratio, 3),
            "limit": self.limit,
            "at_most": self.at_most,
            "holds": self.holds,
        }


def interleaved(sides: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Time several functions in turn, so that a busy moment of the machine falls on all of them.

    Args:
        sides: The functions by name; each is called once before the clock starts.
        rounds: How often each is timed.

    Returns:
        Median time of each, in milliseconds.
    """
    times: dict[str, list[float]] = {name: [] for name in sides}
    for side in sides.values():
        side()
    for _ in range(rounds):
        for name, side in sides.items():
            start = time.perf_counter()
            side()
            times[name].append((time.perf_counter() - start) * 1000)
    return {name: median(found) for name, found in times.items()}
