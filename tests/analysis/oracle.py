"""The cheapest plan from printed domains, by trying everything: own arithmetic, whole numbers, nothing of the product.

Levels are whole and weights have few decimals: the index times ``UNIT`` is a whole number. A plan raises domains with
one sum by so many levels; in a domain with two sums it may raise each by so many, and beyond that so many levels
anywhere in the domain, those of the greater weight first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

import numpy as np
from numpy.typing import NDArray

UNIT = 10_000
TOP = 5


@dataclass(frozen=True)
class Sum:
    """Indicators of one weight: how many, and what one level of one of them adds to the index times ``UNIT``."""

    count: int
    worth: int


Domains = Mapping[str, Sequence[Sum]]
"""The sums of each domain, the heavier first."""

Totals = tuple[tuple[int, ...], ...]
"""A sum of levels for each sum of each domain."""


def hundredths(points: int, whole: int) -> int:
    """Round points by a weight half up to hundredths."""
    return (200 * points + whole) // (2 * whole)


def behind(domains: Domains, printed: Mapping[str, int], index: int | None) -> list[Totals]:
    """List every combination of sums that prints as given, in hundredths."""
    choices: list[list[tuple[int, ...]]] = []
    for name, sums in domains.items():
        whole = sum(part.count * part.worth for part in sums)
        ranges = [range(part.count, TOP * part.count + 1) for part in sums]
        choices.append([
            totals
            for totals in product(*ranges)
            if hundredths(sum(n * part.worth for n, part in zip(totals, sums, strict=True)), whole) == printed[name]
        ])  # fmt: skip
    return [
        totals for totals in product(*choices) if index is None or hundredths(exact(domains, totals), UNIT) == index
    ]


def exact(domains: Domains, totals: Totals) -> int:
    """Return the index times ``UNIT``."""
    return sum(
        n * part.worth
        for sums, inside in zip(domains.values(), totals, strict=True)
        for n, part in zip(inside, sums, strict=True)
    )


def cheapest(domains: Domains, cases: Sequence[Totals], target: Fraction) -> int | None:
    """Return the fewest levels that reach a target in every case; ``None`` where none do."""
    need = target * UNIT
    open_, plain = _split(domains)
    gained = _plain_gains(domains, plain, cases[0])
    starts = [exact(domains, case) for case in cases]
    best: int | None = None
    for levels, least in _open_ends(domains, open_, cases, starts):
        others = next((n for n, gain in enumerate(gained) if least + gain >= need), None)
        if others is not None and (best is None or levels + others < best):
            best = levels + others
    return best


def _split(domains: Domains) -> tuple[list[int], list[int]]:
    order = list(enumerate(domains.values()))
    return [place for place, sums in order if len(sums) > 1], [place for place, sums in order if len(sums) == 1]


def _plain_gains(domains: Domains, plain: Sequence[int], totals: Totals) -> list[int]:
    """The most that 0, 1, 2 … levels gain in the domains with one sum: they gain the same in every case."""
    sums = list(domains.values())
    steps = sorted((sums[place][0].worth for place in plain
                    for _ in range(TOP * sums[place][0].count - totals[place][0])), reverse=True)  # fmt: skip
    return [0, *np.cumsum(steps).tolist()]


def _open_ends(
    domains: Domains, places: Sequence[int], cases: Sequence[Totals], starts: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield for 0, 1, 2 … levels in the one domain with two sums the greatest index that is sure."""
    (place,) = places
    heavy, light = list(domains.values())[place]
    rooms = [(TOP * heavy.count - case[place][0], TOP * light.count - case[place][1]) for case in cases]
    most = min(a + b for a, b in rooms)
    own_a = np.arange(min(a for a, _ in rooms) + 1)[:, None, None]
    own_b = np.arange(min(b for _, b in rooms) + 1)[None, :, None]
    free = np.arange(most + 1)[None, None, :]
    ends: list[NDArray[np.int64]] = []
    for (a, b), start in zip(rooms, starts, strict=True):
        first = np.minimum(free, a - own_a)
        rest = free - first
        end = start + (own_a + first) * heavy.worth + (own_b + rest) * light.worth
        ends.append(np.where(rest <= b - own_b, end, -1))
    sure = np.minimum.reduce(ends)
    used = np.broadcast_to(own_a + own_b + free, sure.shape)
    for levels in range(most + 1):
        yield levels, int(sure[used == levels].max())


def after(domains: Domains, totals: Totals, rises: Mapping[str, int], own: Mapping[str, Sequence[int]]) -> int | None:
    """Return where a plan leads in one case, the index times ``UNIT``; ``None`` where it does not fit.

    Args:
        domains: The sums of each domain.
        totals: The case.
        rises: Levels anywhere in a domain, the heavier sum first.
        own: Levels in each sum of a domain.
    """
    found = 0
    for (name, sums), inside in zip(domains.items(), totals, strict=True):
        left = rises.get(name, 0)
        for place, (part, total) in enumerate(zip(sums, inside, strict=True)):
            level = total + (own[name][place] if name in own else 0)
            room = TOP * part.count - level
            step = min(left, room)
            if room < 0:
                return None
            left -= step
            found += (level + step) * part.worth
        if left:
            return None
    return found
