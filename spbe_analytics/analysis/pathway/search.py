"""From a position and its rules to plans: the least effort to a target, or the most that an effort can reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, gcd, lcm

from spbe_analytics.analysis.levers import Lever, Position
from spbe_analytics.analysis.pathway.plan import Plan, Step, as_moves, scheduled
from spbe_analytics.analysis.pathway.rules import Rules
from spbe_analytics.analysis.pathway.solver import Chain, Counts, Programme
from spbe_analytics.errors import AnalysisError

PLANS = 3
"""Most plans shown beside each other."""

APART = Fraction(1, 4)
"""The share of its steps in which a further plan differs from those before it."""


@dataclass(frozen=True)
class _Links:
    """Levers with the same remaining steps; of a sum, one entry for each step that costs the same."""

    steps: tuple[tuple[Step, ...], ...]
    forced: bool


def _steps(position: Position, lever: Lever, rules: Rules) -> tuple[Step, ...]:
    """List the steps a lever may take, in ascending order; the last of a fractional scale may be smaller."""
    room, found, level = rules.room(position, lever), [], lever.now
    while room > 0:
        size = min(rules.step, room)
        level, room = level + size, room - size
        found.append(Step(lever.node, level, size, size * lever.worth, rules.effort(position, lever, level)))
    return tuple(found)


def _linked(position: Position, rules: Rules) -> Iterator[_Links]:
    """Group what is interchangeable, lowest levels first, in the regulation's order among equals."""
    required = position.members(rules.required)
    groups: dict[tuple[object, bool], list[tuple[Step, ...]]] = {}
    for lever in sorted(position.levers, key=lambda lever: lever.now):
        steps, forced = _steps(position, lever, rules), bool(required & set(lever.indicators))
        if forced and not steps:
            raise AnalysisError(f"{lever.node} {lever.name} diwajibkan naik, tetapi tidak dapat naik lagi.")
        if lever.is_sum:  # nobody knows which of its levels rises: each step is a link of its own
            for place, step in enumerate(steps):
                groups.setdefault(((step.node, step.effort), forced and place == 0), []).append((step,))
        elif steps:
            groups.setdefault((tuple((step.gain, step.effort) for step in steps), forced), []).append(steps)
    for (_, forced), found in groups.items():
        yield _Links(tuple(found), forced)


class _Search:
    """The programme of a position under rules, in whole units, and the way back from its answers to plans."""

    def __init__(self, position: Position, rules: Rules) -> None:
        rules.check(position)
        self.position, self.rules = position, rules
        self.links = list(_linked(position, rules))
        every = [step for links in self.links for steps in links.steps for step in steps]
        self.unit = Fraction(1, lcm(1, *(step.gain.denominator for step in every)))
        self.unit *= gcd(*(int(step.gain / self.unit) for step in every)) or 1
        self.price = Fraction(1, lcm(1, *(step.effort.denominator for step in every)))
        self.programme = Programme([self._chain(links) for links in self.links])

    def _chain(self, links: _Links) -> Chain:
        first = links.steps[0]
        count = {lever.node: len(lever.indicators) for lever in self.position.levers}
        return Chain(
            size=len(links.steps),
            gains=tuple(int(step.gain / self.unit) for step in first),
            efforts=tuple(int(step.effort / self.price) for step in first),
            burdens=tuple(ceil(step.to / count[step.node]) for step in first),
            forced=links.forced,
        )

    def plan(self, counts: Counts, target: Fraction | None) -> Plan:
        """Turn an answer into a plan: of interchangeable levers those of the lowest level rise."""
        taken: list[Step] = []
        place = 0
        for links in self.links:
            for number in range(len(links.steps[0])):
                taken += [steps[number] for steps in links.steps[: int(counts[place])]]
                place += 1
        order = {lever.node: number for number, lever in enumerate(self.position.levers)}
        taken.sort(key=lambda step: (order[step.node], step.to))
        most = {}
        if self.rules.max_step is not None:
            for lever in self.position.levers:
                own = sum(step.node == lever.node for step in taken)
                most[lever.node] = ceil(own / self.rules.years) if lever.is_sum else self.rules.max_step
        when = scheduled(taken, self.rules.years, most)
        return Plan(self.position, target, as_moves(self.position, taken, when))


def least_effort(position: Position, target: Fraction, rules: Rules | None = None, count: int = 1) -> tuple[Plan, ...]:
    """Find the plans of the least effort that surely reach a target index.

    Args:
        position: Where the government stands.
        target: The index to reach, such as the lower edge of a predicate.
        rules: Steps, years, locks, effort; whole steps of equal effort without any limit by default.
        count: How many different plans, 1 to 3; each further one differs from those before it in at least a quarter of
            its steps, and is the cheapest that does.

    Returns:
        The plans, the cheapest first; fewer where there are no more. Where the target cannot be reached, one plan with
        every step that is possible, whose ``reached`` is false. A target already reached gives a plan without moves
        (but for required ones).

    Raises:
        AnalysisError: The rules do not fit the position.
    """
    chosen = rules or Rules()
    search = _Search(position, chosen)
    goal = target + chosen.margin
    need = max(0, ceil((goal - position.index) / search.unit))
    if need > search.programme.most:
        return (search.plan(search.programme.size.astype("int64"), goal),)
    found: list[Counts] = []
    while len(found) < min(count, PLANS):
        away = max(2, ceil(APART * int(found[0].sum()))) if found else 0
        counts = search.programme.cheapest(need, found, away)
        if counts is None:
            break
        found.append(counts)
    return tuple(search.plan(counts, goal) for counts in found)


def most_gain(position: Position, budget: Fraction, rules: Rules | None = None) -> Plan:
    """Find the plan that gains most within an effort, and of those the cheapest.

    Args:
        position: Where the government stands.
        budget: The most it may cost.
        rules: As for :func:`least_effort`.

    Returns:
        The plan; without moves where nothing can be afforded.

    Raises:
        AnalysisError: The rules do not fit the position, or the required rises alone cost more.
    """
    search = _Search(position, rules or Rules())
    counts = search.programme.richest(floor(budget / search.price))
    if counts is None:
        raise AnalysisError("Kenaikan yang diwajibkan saja sudah melebihi anggaran upaya. Naikkan anggarannya.")
    return search.plan(counts, None)
