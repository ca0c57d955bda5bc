"""The least effort as a mixed-integer programme, solved exactly by HiGHS.

Levers whose remaining steps gain and cost the same are interchangeable: they form a chain, of which only the number
matters that have taken at least one step, at least two, and so on. That leaves a few dozen whole variables however many
indicators there are, and no symmetry to search through.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from spbe_analytics.errors import AnalysisError

DOMINANT: Final = 4096
"""By how much one unit of effort outweighs one of burden: more than all levels of an instrument together."""


@dataclass(frozen=True)
class Chain:
    """Interchangeable levers.

    Attributes:
        size: How many levers there are.
        gains: Gain of each step in whole units, one number a case.
        efforts: Effort of each step, in whole units.
        burdens: What decides between plans of equal effort, in whole units, smaller first.
        forced: Whether each lever takes its first step at least.
    """

    size: int
    gains: tuple[tuple[int, ...], ...]
    efforts: tuple[int, ...]
    burdens: tuple[int, ...]
    forced: bool = False


Counts = NDArray[np.int64]
"""For each step of each chain, how many levers take it."""


class Programme:
    """The choice of steps, with everything that limits it.

    What is to be reached is to be reached in every *case*: where sums of levels are open, one step can gain more under
    one combination than under another.
    """

    def __init__(self, chains: Sequence[Chain], cases: int = 1) -> None:
        """Lay out one whole variable a step of a chain."""
        self.size = np.array([chain.size for chain in chains for _ in chain.gains], dtype=float)
        every = [gains for chain in chains for gains in chain.gains]
        self.gain = np.array(every, dtype=float).reshape(-1, cases).T
        self.effort = np.array([effort for chain in chains for effort in chain.efforts], dtype=float)
        self.burden = np.array([burden for chain in chains for burden in chain.burdens], dtype=float)
        first = [place == 0 and chain.forced for chain in chains for place in range(len(chain.gains))]
        self.least = np.where(first, self.size, 0.0)
        self.rows: list[tuple[NDArray[np.float64], float, float]] = []
        place = 0
        for chain in chains:
            for step in range(place + 1, place + len(chain.gains)):
                self.rows.append((self._row({step - 1: 1.0, step: -1.0}), 0.0, np.inf))
            place += len(chain.gains)

    def _row(self, entries: dict[int, float]) -> NDArray[np.float64]:
        row = np.zeros(len(self.size))
        row[list(entries)] = list(entries.values())
        return row

    def reached(self, counts: Counts, needs: Sequence[int]) -> bool:
        """Tell whether some steps gain what is needed in every case."""
        return bool((self.gain @ counts >= np.array(needs)).all())

    def cheapest(
        self, needs: Sequence[int], others: Sequence[Counts] = (), distance: int = 0, among: Sequence[bool] = ()
    ) -> Counts | None:
        """Find the steps of the least effort, and of those the least burden.

        Args:
            needs: The gain to reach at least, in each case.
            others: Choices to keep away from.
            distance: By how many steps at least the answer shall differ from each of them.
            among: For each step of each chain, whether it may be taken; all by default.

        Returns:
            How many levers take each step; ``None`` when nothing reaches the need.
        """
        rows = [*self.rows, *((gain, float(need), np.inf) for gain, need in zip(self.gain, needs, strict=True))]
        if among:
            rows.append(((~np.array(among)).astype(float), -np.inf, 0.0))
        return self._solve(self.effort * DOMINANT + self.burden, rows, others, distance)

    def richest(self, budget: int, starts: Sequence[int]) -> Counts | None:
        """Find the steps that lead furthest within an effort in the worst case, and of those the least effort.

        Args:
            budget: The most effort.
            starts: What each case starts from, in the units of the gains.

        Returns:
            How many levers take each step; ``None`` when the forced steps alone cost more.
        """
        found: Counts | None = None
        rows = [*self.rows, (self.effort, -np.inf, float(budget))]
        # The worst case is not known beforehand: each is tried as the worst, the others being no worse.
        for worst, start in enumerate(starts):
            no_worse = [
                (self.gain[case] - self.gain[worst], float(start - other), np.inf)
                for case, other in enumerate(starts)
                if case != worst
            ]
            counts = self._solve(-self.gain[worst], [*rows, *no_worse])
            if counts is not None and (found is None or self._least(counts, starts) > self._least(found, starts)):
                found = counts
        if found is None:
            return None
        reached = self._least(found, starts)
        return self.cheapest([reached - start for start in starts])

    def _least(self, counts: Counts, starts: Sequence[int]) -> int:
        return int((self.gain @ counts + np.array(starts)).min())

    def _solve(
        self,
        objective: NDArray[np.float64],
        rows: Sequence[tuple[NDArray[np.float64], float, float]],
        others: Sequence[Counts] = (),
        distance: int = 0,
    ) -> Counts | None:
        steps, extra = len(self.size), len(self.size)
        if not steps:
            nothing_else = bool(others)  # to take no step is the only choice there is
            possible = all(low <= 0 <= high for _, low, high in rows)
            return np.zeros(0, dtype=np.int64) if possible and not nothing_else else None
        # Each choice to keep away from adds, per step: by how much more, by how much less, and which of both.
        width = steps + 3 * extra * len(others)
        matrix = [np.concatenate([row, np.zeros(width - steps)]) for row, _, _ in rows]
        low, high = [low for _, low, _ in rows], [high for _, _, high in rows]
        for turn, other in enumerate(others):
            more = steps + 3 * extra * turn
            less, which = more + extra, more + 2 * extra
            for step in range(steps):
                for entries, least, greatest in (
                    ({step: 1.0, more + step: -1.0, less + step: 1.0}, float(other[step]), float(other[step])),
                    ({more + step: 1.0, which + step: -self.size[step]}, -np.inf, 0.0),
                    ({less + step: 1.0, which + step: self.size[step]}, -np.inf, self.size[step]),
                ):
                    row = np.zeros(width)
                    row[list(entries)] = list(entries.values())
                    matrix.append(row)
                    low.append(least)
                    high.append(greatest)
            row = np.zeros(width)
            row[more:which] = 1.0
            matrix.append(row)
            low.append(float(distance))
            high.append(np.inf)
        per_other = np.concatenate([self.size, self.size, np.ones(extra)])
        upper = np.concatenate([self.size, *[per_other for _ in others]])
        lower = np.concatenate([self.least, np.zeros(width - steps)])
        from scipy.optimize import Bounds, LinearConstraint, milp  # late: a quarter of a second

        answer = milp(
            np.concatenate([objective, np.zeros(width - steps)]),
            constraints=LinearConstraint(np.array(matrix), np.array(low), np.array(high)) if matrix else (),
            bounds=Bounds(lower, upper),
            integrality=np.ones(width),
            options={"mip_rel_gap": 0},
        )
        if answer.status == 2:  # infeasible
            return None
        if answer.x is None or answer.status != 0:
            raise AnalysisError("Rencana tidak dapat dihitung. Kurangi syaratnya, lalu coba lagi.")
        counts: Counts = np.rint(answer.x[:steps]).astype(np.int64)
        return counts
