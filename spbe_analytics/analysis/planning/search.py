"""From a position and its rules to plans: the least effort to a target, or the most that an effort can reach."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor, gcd, lcm

import pandas as pd

from spbe_analytics.analysis.planning.levers import Case, Lever, Position
from spbe_analytics.analysis.planning.plan import Plan, Step, as_moves, scheduled
from spbe_analytics.analysis.planning.rules import Rules
from spbe_analytics.analysis.planning.solver import Chain, Counts, Programme
from spbe_analytics.errors import AnalysisError, quoted
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.schema import INDEX_NODE, NAME, NODE, PREDICATE, Basis

PLANS = 3
"""Most plans shown beside each other."""

APART = Fraction(1, 4)
"""The share of its steps in which a further plan differs from those before it."""


@dataclass(frozen=True)
class _Links:
    """Levers with the same remaining steps; of a sum, one entry for each step that costs the same."""

    steps: tuple[tuple[Step, ...], ...]
    forced: bool


def _steps(
    position: Position, lever: Lever, rules: Rules, *, fill: bool = False, used: Collection[str] = ()
) -> tuple[Step, ...]:
    """List the steps a lever may take, in ascending order; the last of a fractional scale may be smaller.

    Args:
        position: The position.
        lever: What rises.
        rules: What the steps keep to.
        fill: Whether steps go on until the lever is full in every case; where it is full before, they gain nothing.
        used: Parts of the lever that take one step of their own.
    """
    cases = [_rises(position, lever, case, rules, used) for case in position.cases]
    found, level, reached = [], lever.now, list(position.starts)
    for number in range((max if fill else min)(map(len, cases))):
        taken = [rises[number] if number < len(rises) else None for rises in cases]
        before, gains = min(reached), tuple(rise[1] if rise else Fraction(0) for rise in taken)
        reached = [index + gain for index, gain in zip(reached, gains, strict=True)]
        size, effort = max(rise[0] for rise in taken if rise), max(rise[2] for rise in taken if rise)
        level += size
        found.append(Step(lever.node, level, size, min(reached) - before, effort, gains))
    return tuple(found)


def _rises(
    position: Position, lever: Lever, case: Case, rules: Rules, used: Collection[str]
) -> list[tuple[Fraction, Fraction, Fraction]]:
    """List size, gain and effort of each step a lever may take in one case, its parts in their order."""
    found = []
    for part in lever.parts or (lever,):
        level = case.get(part.node, part.now) if lever.is_sum else lever.now
        room = rules.room(position, part, level)
        if part is not lever and part.node in used:
            level, room = level + rules.step, room - rules.step
        while room > 0:
            size = min(rules.step, room)
            level, room = level + size, room - size
            found.append((size, size * part.worth, rules.effort(position, part, level)))
    return found


def _wanted(position: Position, rules: Rules, *, fill: bool) -> Iterator[tuple[Lever, tuple[Step, ...], bool]]:
    """List what may rise, with its steps and whether the first is required.

    Parts rise on their own where another part is locked, so that what rises can be named; and for one required step.
    """
    forced = rules.forced(position)
    for lever in position.levers:
        apart = any(rules.locks(position, part) for part in lever.parts)
        for part in lever.parts:
            steps = _steps(position, part, rules, fill=fill)
            if part.node in forced and not steps:
                raise AnalysisError(f"{part.node} {part.name} diwajibkan naik, tetapi tidak dapat naik lagi.")
            if apart or part.node in forced:
                yield part, steps if apart else steps[:1], part.node in forced
        if not apart:
            yield lever, _steps(position, lever, rules, fill=fill, used=forced), lever.node in forced


def _linked(position: Position, rules: Rules, *, fill: bool) -> Iterator[_Links]:
    """Group what is interchangeable, lowest levels first, in the regulation's order among equals."""
    groups: dict[tuple[object, bool], list[tuple[Step, ...]]] = {}
    for lever, steps, forced in sorted(_wanted(position, rules, fill=fill), key=lambda found: found[0].now):
        if forced and not steps:
            raise AnalysisError(f"{lever.node} {lever.name} diwajibkan naik, tetapi tidak dapat naik lagi.")
        if lever.parts and steps:  # its steps gain differently, and the order is fixed
            groups[lever.node, forced] = [steps]
        elif lever.is_sum:  # nobody knows which of its levels rises: each step is a link of its own
            for place, step in enumerate(steps):
                groups.setdefault(((step.node, step.effort), forced and place == 0), []).append((step,))
        elif steps:
            groups.setdefault((tuple((step.gain, step.effort) for step in steps), forced), []).append(steps)
    for (_, forced), found in groups.items():
        yield _Links(tuple(found), forced)


class _Search:
    """The programme of a position under rules, in whole units, and the way back from its answers to plans."""

    def __init__(self, position: Position, rules: Rules, *, fill: bool = False) -> None:
        rules.check(position)
        self.position, self.rules = position, rules
        self.links = list(_linked(position, rules, fill=fill))
        every = [step for links in self.links for steps in links.steps for step in steps]
        gains = [gain for step in every for gain in step.gains]
        gains += [start - position.index for start in position.starts]
        self.unit = Fraction(1, lcm(1, *(gain.denominator for gain in gains)))
        self.unit *= gcd(*(int(gain / self.unit) for gain in gains)) or 1
        self.price = Fraction(1, lcm(1, *(step.effort.denominator for step in every)))
        self.programme = Programme([self._chain(links) for links in self.links], len(position.cases))

    def _chain(self, links: _Links) -> Chain:
        first = links.steps[0]
        return Chain(
            size=len(links.steps),
            gains=tuple(tuple(int(gain / self.unit) for gain in step.gains) for step in first),
            efforts=tuple(int(step.effort / self.price) for step in first),
            burdens=tuple(ceil(step.to / len(self.position.by_node[step.node].indicators)) for step in first),
            forced=links.forced,
        )

    def needs(self, goal: Fraction) -> list[int]:
        """Return what each case has to gain to a goal, in whole units."""
        return [max(0, ceil((goal - start) / self.unit)) for start in self.position.starts]

    def lightest(self, needs: Sequence[int]) -> Counts | None:
        """Find the steps of the least effort; of published figures within a single pillar where that is as light."""
        found = self.programme.cheapest(needs)
        if found is None or self.position.basis is Basis.OBSERVED or not found.any():
            return found
        within = [self.position.pillar_of[steps.node].code for links in self.links for steps in links.steps[0]]
        for pillar in self.position.instrument.pillars:
            alone = self.programme.cheapest(needs, among=[code == pillar.code for code in within])
            if alone is not None and self.programme.effort @ alone == self.programme.effort @ found:
                return alone
        return found

    def plan(self, counts: Counts, target: Fraction | None) -> Plan:
        """Turn an answer into a plan: of interchangeable levers those of the lowest level rise."""
        taken: list[Step] = []
        place = 0
        for links in self.links:
            for number in range(len(links.steps[0])):
                taken += [steps[number] for steps in links.steps[: int(counts[place])]]
                place += 1
        order = {node: number for number, node in enumerate(self.position.by_node)}
        taken.sort(key=lambda step: (order[step.node], step.to))
        most = {}
        if self.rules.max_step is not None:
            for lever in self.position.by_node.values():
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
        The plans, the cheapest first; of printed figures the first lies within one domain where that is as cheap.
        Fewer where there are no more. Where the target cannot be reached, one plan with every step that is possible,
        whose ``reached`` is false. A target already reached gives a plan without moves (but for required ones).

    Raises:
        AnalysisError: The rules do not fit the position.
    """
    chosen = rules or Rules()
    search = _Search(position, chosen)
    goal = target + chosen.margin
    needs, everything = search.needs(goal), search.programme.size.astype("int64")
    if not search.programme.reached(everything, needs) and len(position.cases) > 1:
        # What no number of steps reaches surely, all levels at the top can: however many steps that turns out to be.
        search = _Search(position, chosen, fill=True)
        needs, everything = search.needs(goal), search.programme.size.astype("int64")
    if not search.programme.reached(everything, needs):
        return (search.plan(everything, goal),)
    found: list[Counts] = []
    while len(found) < min(count, PLANS):
        away = max(2, ceil(APART * int(found[0].sum()))) if found else 0
        counts = search.programme.cheapest(needs, found, away) if found else search.lightest(needs)
        if counts is None:
            break
        found.append(counts)
    return tuple(search.plan(counts, goal) for counts in found)


def single(position: Position, target: Fraction, rules: Rules) -> list[tuple[Node, Plan]]:
    """Find for each pillar the plan of the least effort that raises nothing else.

    Args:
        position: Where the government stands.
        target: The index to reach.
        rules: What the plans keep to; pillars that are locked are left out, and so is what another must rise.

    Returns:
        The pillars with their plans, the lightest first. Where one pillar is not enough, the plan raises all of it that
        surely can rise; these come last.
    """
    pillars = position.instrument.pillars
    fixed = position.members(rules.locked)
    found = []
    for pillar in pillars:
        if fixed.issuperset(position.members([pillar.code])):
            continue
        others = frozenset(other.code for other in pillars if other is not pillar)
        inside = position.members([pillar.code])
        required = frozenset(code for code in rules.required if position.members([code]) <= inside)
        (plan,) = least_effort(position, target, replace(rules, locked=rules.locked | others, required=required))
        found.append((pillar, plan))
    return sorted(found, key=lambda item: (not item[1].reached, item[1].effort))


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
    starts = [int((start - position.index) / search.unit) for start in position.starts]
    counts = search.programme.richest(floor(budget / search.price), starts)
    if counts is None:
        raise AnalysisError("Kenaikan yang diwajibkan saja sudah melebihi anggaran upaya. Naikkan anggarannya.")
    return search.plan(counts, None)


def marginal(position: Position, step: Fraction = Fraction(1)) -> pd.DataFrame:
    """List what one step more of each indicator (or sum of levels) is worth, the others as they are.

    Args:
        position: Where the government stands.
        step: Size of the step; where less is left to the top of the scale, that.

    Returns:
        Columns ``node, name, now, then, gain, index, predicate``, the greatest gain first; ``gain`` and ``index`` in
        points (of the least possible index), ``now`` and ``then`` from the least possible sum. What surely stands at
        the top already is left out. Of a lever with parts, each part.
    """
    rows = []
    for lever in (part for whole in position.levers for part in whole.parts or (whole,)):
        size = min(step, lever.highest - lever.now)
        if size > 0:
            after = position.index + size * lever.worth
            named = position.goal.moved(position.instrument, after, after).standing.name
            rows.append((lever.node, lever.name, lever.now, lever.now + size, size * lever.worth, after, named))
    rows.sort(key=lambda row: -row[4])
    columns = [NODE, NAME, "now", "then", "gain", INDEX_NODE, PREDICATE]
    numbers = dict.fromkeys(("now", "then", "gain", INDEX_NODE), float)
    return pd.DataFrame(rows, columns=columns).astype(numbers)


def next_target(position: Position) -> Fraction:
    """Return the index from which the next predicate begins; at the top of the scale its highest index."""
    following = position.goal.predicate
    return following.lower if following else position.instrument.scale.highest


def written_target(instrument: Instrument, text: str) -> Fraction:
    """Read what a person wants to reach: ``Baik``, ``2.6`` or ``2,6``; also ``Baik, mulai 2,60``, as in an address.

    Raises:
        AnalysisError: It is no predicate of the instrument and no index of its scale.
    """
    predicate = instrument.predicate_named(text.partition(", mulai")[0])
    if predicate is not None:
        return predicate.lower
    try:
        index = Fraction(text.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        index = instrument.scale.highest + 1
    if not instrument.scale.lowest <= index <= instrument.scale.highest:
        names = ", ".join(found.name for found in instrument.predicates)
        raise AnalysisError(
            f"Sasaran {quoted(text)} bukan predikat ({names}) dan bukan indeks antara "
            f"{float(instrument.scale.lowest):g} dan {float(instrument.scale.highest):g}."
        )
    return index
