"""One plan as a person chooses it, whole: what is wanted, what rises when, and who is in charge.

Every page, the address, what is kept, the workbook and the command line hold this one object; what it comes to follows
from it and from where the government stands, and from nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Self

from spbe_analytics.analysis.planning.levers import Position
from spbe_analytics.analysis.planning.plan import Plan
from spbe_analytics.analysis.planning.rules import Rules
from spbe_analytics.analysis.planning.search import PLANS, least_effort, most_gain, next_target
from spbe_analytics.analysis.planning.whatif import Outcome, outcome
from spbe_analytics.schema import Labelled


class Aim(Labelled):
    """What a plan is to reach."""

    PREDICATE = "predikat", "Predikat"
    INDEX = "indeks", "Indeks tertentu"
    BUDGET = "anggaran", "Sebanyak mungkin dengan anggaran upaya"


@dataclass(frozen=True)
class Wish:
    """What is asked of a plan.

    Attributes:
        aim: Whether a predicate or an index is to be reached, or as much as an effort allows.
        predicate: Name of the predicate to reach; empty for the next one.
        index: The index to reach; ``None`` for the highest of the scale.
        budget: The most effort, for :attr:`Aim.BUDGET`.
        rules: Steps, years, locks, required rises, effort, margin.
        option: Which of the plans beside each other, from 0.
    """

    aim: Aim = Aim.PREDICATE
    predicate: str = ""
    index: Fraction | None = None
    budget: Fraction = Fraction(10)
    rules: Rules = field(default_factory=Rules)
    option: int = 0

    def target(self, position: Position) -> Fraction | None:
        """Return the index to reach, without margin; ``None`` for a budget."""
        match self.aim:
            case Aim.BUDGET:
                return None
            case Aim.INDEX:
                return position.instrument.scale.highest if self.index is None else self.index
            case Aim.PREDICATE:
                named = position.instrument.predicate_named(self.predicate)
                return named.lower if named else next_target(position)

    @property
    def binding(self) -> Rules:
        """The rules that count: only a predicate's threshold has a margin."""
        return self.rules if self.aim is Aim.PREDICATE else replace(self.rules, margin=Fraction(0))


def first_wish(position: Position) -> Wish:
    """Return what is asked as long as nobody chose: the next predicate, at the top of the scale the highest index."""
    following = position.goal.predicate
    return Wish(predicate=following.name) if following else Wish(Aim.INDEX)


def plans(position: Position, wish: Wish, count: int = PLANS) -> tuple[Plan, ...]:
    """Find the plans for a wish, the cheapest first; a budget has one.

    Raises:
        AnalysisError: The rules do not fit the position.
    """
    target = wish.target(position)
    if target is None:
        return (most_gain(position, wish.budget, wish.binding),)
    return least_effort(position, target, wish.binding, count)


def picked(found: Sequence[Plan], wish: Wish) -> Plan:
    """Return the plan that the wish picks; the last one where there are not that many."""
    return found[min(wish.option, len(found) - 1)]


@dataclass(frozen=True)
class Item:
    """One rise of a plan: to which level, or sum of levels, in which year of the plan, from 1."""

    node: str
    to: Fraction
    year: int = 1


@dataclass(frozen=True)
class Line:
    """An item and what it comes to.

    Attributes:
        node: Code.
        name: Short name.
        start: Level, or sum of levels, before.
        to: Level, or sum of levels, after.
        year: Year of the plan, from 1.
        unit: Unit in charge; empty where nobody is named.
        gain: Points of the index, after the lines before it.
        index: The least possible exact index after it.
    """

    node: str
    name: str
    start: Fraction
    to: Fraction
    year: int
    unit: str
    gain: Fraction
    index: Fraction


@dataclass(frozen=True)
class Proposal:
    """A plan as a person chooses it.

    Attributes:
        wish: What is asked.
        items: What rises, in the order of the plan; empty as long as the plan is the one that the wish picks.
        units: Unit in charge by code.
    """

    wish: Wish = field(default_factory=Wish)
    items: tuple[Item, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)

    @property
    def levels(self) -> Mapping[str, Fraction]:
        """Level, or sum of levels, at the end, by the code of what changes."""
        return {item.node: item.to for item in sorted(self.items, key=lambda item: item.year)}

    def taking(self, plan: Plan) -> Self:
        """Return it with the moves of a plan as its items."""
        return replace(self, items=tuple(Item(move.node, move.to, move.year) for move in plan.moves))

    def at(self, position: Position, levels: Mapping[str, Fraction]) -> Self:
        """Return it with other levels at the end; what does not change keeps its years."""
        kept, before = list[Item](), self.levels
        last = {item.node: item for item in sorted(self.items, key=lambda item: item.year)}
        for item in self.items:
            level = levels.get(item.node)
            if level is None:
                continue
            if level == before[item.node] or (item is not last[item.node] and item.to < level):
                kept.append(item)
            elif item is last[item.node]:
                kept.append(replace(item, to=level))
        fresh = [Item(node, level) for node, level in levels.items() if node not in before]
        now = {item.node: position.by_node[item.node].now for item in (*kept, *fresh)}
        final = {item.node: item.to for item in (*kept, *fresh)}
        return replace(self, items=tuple(item for item in (*kept, *fresh) if final[item.node] != now[item.node]))

    def in_year(self, place: int, year: int) -> Self:
        """Return it with one item in another year."""
        items = [replace(item, year=year) if at == place else item for at, item in enumerate(self.items)]
        return replace(self, items=tuple(items))

    def charged(self, node: str, unit: str) -> Self:
        """Return it with another unit in charge; an empty one is nobody."""
        units = dict(self.units) | {node: unit}
        return replace(self, units={code: name for code, name in units.items() if name})


def settled(position: Position, proposal: Proposal, found: Sequence[Plan] = ()) -> Proposal:
    """Return a proposal that has its items: its own, or else those of the plan that its wish picks.

    Args:
        position: Where the government stands.
        proposal: What was chosen.
        found: The plans for its wish, where they are known already.
    """
    if proposal.items:
        return proposal
    made = found or plans(position, proposal.wish, proposal.wish.option + 1)
    return proposal.taking(picked(made, proposal.wish))


def come_to(position: Position, proposal: Proposal) -> Outcome:
    """Find where the items lead, all of them together."""
    return outcome(position, proposal.levels, proposal.wish.rules.rooms(position))


def lines(position: Position, proposal: Proposal) -> tuple[Line, ...]:
    """Return the items with what they come to, year by year."""
    made, done, index = [], dict[str, Fraction](), position.index
    room = proposal.wish.rules.rooms(position)
    for item in sorted(proposal.items, key=lambda item: item.year):
        lever = position.by_node[item.node]
        before = done.get(item.node, lever.now)
        done[item.node] = item.to
        reached = position.after(done, room)
        unit = proposal.units.get(item.node, "")
        made.append(Line(item.node, lever.name, before, item.to, item.year, unit, reached - index, reached))
        index = reached
    return tuple(made)
