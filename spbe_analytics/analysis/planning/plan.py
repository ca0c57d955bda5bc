"""A plan: which levels rise, by how much, in which year, and what that comes to."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from spbe_analytics.analysis.planning.levers import Position
from spbe_analytics.instruments import Predicate


@dataclass(frozen=True)
class Move:
    """One rise of one indicator (or sum of levels) within one year.

    Attributes:
        node: Code.
        name: Short name.
        start: Level, or sum of levels, before; the least possible one where several are.
        to: Level, or sum of levels, after; counted from the least possible one.
        steps: How many steps that is.
        gain: Points of the index, as far as they are sure after the moves before it.
        effort: What it costs.
        year: Year of the plan, from 1.
    """

    node: str
    name: str
    start: Fraction
    to: Fraction
    steps: int
    gain: Fraction
    effort: Fraction
    year: int = 1


@dataclass(frozen=True, eq=False)
class Plan:
    """What to raise, and where that leads.

    Attributes:
        position: Where it starts.
        target: The index to reach, margin included; ``None`` where a budget was given instead.
        moves: In the order of the years, in each the greatest gain for the effort first.
    """

    position: Position
    target: Fraction | None
    moves: tuple[Move, ...]

    @property
    def start(self) -> Fraction:
        """The exact index before (the least possible one)."""
        return self.position.index

    @property
    def end(self) -> Fraction:
        """The exact index after (the least possible one)."""
        return self.start + sum((move.gain for move in self.moves), Fraction(0))

    @property
    def predicate(self) -> Predicate:
        """The predicate that stands after the plan, whichever case is the true one."""
        return self.position.goal.moved(self.position.instrument, self.end, self.end).standing

    @property
    def edges(self) -> tuple[Fraction, ...]:
        """The thresholds that the end reaches or misses: those of the predicates, and the target."""
        lower = (predicate.lower for predicate in self.position.instrument.predicates)
        return (*lower, *(() if self.target is None else (self.target,)))

    @property
    def upper(self) -> Fraction:
        """The greatest possible exact index after."""
        return max(self.end, self.position.bounds(self.levels)[1])

    @property
    def effort(self) -> Fraction:
        """What all moves cost."""
        return sum((move.effort for move in self.moves), Fraction(0))

    @property
    def steps(self) -> int:
        """How many steps all moves are."""
        return sum(move.steps for move in self.moves)

    @property
    def reached(self) -> bool:
        """Whether the target is surely reached; a plan for a budget always is."""
        return self.target is None or self.end >= self.target

    @property
    def levels(self) -> Mapping[str, Fraction]:
        """Level, or sum of levels, after the plan, by the code of what rises."""
        return {move.node: max(m.to for m in self.moves if m.node == move.node) for move in self.moves}

    @property
    def raised(self) -> int:
        """How many indicators (or sums) rise."""
        return len({move.node for move in self.moves})

    def index_after(self, year: int) -> Fraction:
        """Return the exact index after a year of the plan."""
        return self.start + sum((move.gain for move in self.moves if move.year <= year), Fraction(0))


@dataclass(frozen=True)
class Step:
    """One step of one lever: the level it ends at, its gain (sure, and in each case) and its cost."""

    node: str
    to: Fraction
    size: Fraction
    gain: Fraction
    effort: Fraction
    gains: tuple[Fraction, ...]


def scheduled(steps: Sequence[Step], years: int, most: Mapping[str, int]) -> dict[Step, int]:
    """Spread the steps of a plan over years.

    What would no longer fit later comes first; then what gains most for its effort, until a year has its share of the
    whole effort. The steps of one lever keep their order.

    Args:
        steps: The steps of every lever in ascending order.
        years: How many years.
        most: Most steps of a lever in one year, by its code; no limit for those not named.

    Returns:
        The year (from 1) of each step.
    """
    waiting: dict[str, list[Step]] = {}
    for step in steps:
        waiting.setdefault(step.node, []).append(step)
    whole, done, found = sum(step.effort for step in steps), Fraction(0), dict[Step, int]()
    for year in range(1, years + 1):
        taken: Counter[str] = Counter()
        while True:
            ready = [left[0] for node, left in waiting.items() if left and taken[node] < most.get(node, len(steps))]
            pressing = [
                step
                for step in ready
                if step.node in most and len(waiting[step.node]) > most[step.node] * (years - year)
            ]
            if not ready or (not pressing and year < years and done >= whole * Fraction(year, years)):
                break
            best = max(pressing or ready, key=lambda step: step.gain / step.effort)
            waiting[best.node].pop(0)
            taken[best.node] += 1
            done += best.effort
            found[best] = year
    return found


def as_moves(position: Position, steps: Sequence[Step], when: Mapping[Step, int]) -> tuple[Move, ...]:
    """Join the steps of each lever and year into moves, the greatest gain for the effort first in each year."""
    joined: dict[tuple[int, str], list[Step]] = {}
    for step in steps:
        joined.setdefault((when[step], step.node), []).append(step)
    place = {node: number for number, node in enumerate(position.by_node)}

    def order(item: tuple[tuple[int, str], list[Step]]) -> tuple[int, Fraction, Fraction, int]:
        (year, node), found = item
        gain, effort = sum(step.gain for step in found), sum(step.effort for step in found)
        return year, -Fraction(gain) / effort, -Fraction(gain), place[node]

    moves, indices = [], list(position.starts)
    for (year, node), found in sorted(joined.items(), key=order):
        before = min(indices)
        indices = [index + sum(step.gains[case] for step in found) for case, index in enumerate(indices)]
        moves.append(
            Move(
                node=node,
                name=position.by_node[node].name,
                start=found[0].to - found[0].size,
                to=found[-1].to,
                steps=len(found),
                gain=min(indices) - before,
                effort=sum((step.effort for step in found), Fraction(0)),
                year=year,
            )
        )
    return tuple(moves)
