"""Bins of a distribution: the predicates' cut-offs are always edges, and nothing is rounded on the way."""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Final

import pandas as pd

from spbe_analytics.charts.fit import number, word

BINS: Final = 40
"""About so many bins over the whole scale."""


@dataclass(frozen=True)
class Brick:
    """A government in its bin, ``level`` bricks above the ground."""

    region: str
    name: str
    index: float
    predicate: str
    bin: int
    level: int = 0


class Scale:
    """Predicates and bins as exact fractions."""

    def __init__(self, bands: pd.DataFrame, lowest: float, values: list[float | None]) -> None:
        self.names = [word(name) for name in bands["predicate"]]
        cuts = [exact(value) for value in bands["lower"]] + [exact(bands["upper"].iloc[-1])]
        known = [value for value in values if value is not None]
        if cuts[0] < exact(lowest) < cuts[1] and all(value >= lowest for value in known):
            cuts[0] = exact(lowest)
        self.cuts = cuts
        step = (cuts[-1] - cuts[0]) / BINS
        self.edges = [cuts[0]]
        for lower, upper in pairwise(cuts):
            parts = max(1, round((upper - lower) / step))
            self.edges += [lower + (upper - lower) * part / parts for part in range(1, parts + 1)]

    def bin(self, value: float) -> int:
        """Return the bin of a value: the one that begins at it or below; the last takes its upper end too."""
        return min(max(bisect_right(self.edges, exact(value)) - 1, 0), len(self.edges) - 2)

    def middle(self, at: int) -> float:
        """Return the middle of a bin."""
        return float((self.edges[at] + self.edges[at + 1]) / 2)

    def width(self, at: int) -> float:
        """Return the width of a bin."""
        return float(self.edges[at + 1] - self.edges[at])


def exact(value: float | Fraction) -> Fraction:
    """Read a number as the shortest decimal that names it, so that 2.6 is 13/5 and not a hair beside it."""
    return value if isinstance(value, Fraction) else Fraction(repr(round(float(value), 9)))


def stack(values: pd.DataFrame, scale: Scale, own: str | None) -> list[Brick]:
    """Pile up the governments that have an index, lower predicates below, the own one on top of its stack."""
    found = []
    for region, name, index, predicate in zip(
        values["region"], values["name"], values["index"], values["predicate"], strict=True
    ):
        value = number(index)
        if value is not None:
            found.append(Brick(word(region), word(name), value, word(predicate), scale.bin(value)))
    order = {name: at for at, name in enumerate(scale.names)}
    found.sort(key=lambda brick: (brick.region == own, order.get(brick.predicate, -1), brick.index, brick.name))
    filled: Counter[int] = Counter()
    out = []
    for brick in found:
        out.append(replace(brick, level=filled[brick.bin]))
        filled[brick.bin] += 1
    return out
