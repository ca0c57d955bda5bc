"""What a government would come to with other levels: index, predicate, domains, and rank, the others as they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from spbe_analytics.analysis.planning.goal import Goal
from spbe_analytics.analysis.planning.levers import Position, Room
from spbe_analytics.schema import INDEX_NODE, NodeKind


@dataclass(frozen=True, eq=False)
class Outcome:
    """Where some changes lead.

    Attributes:
        position: Where they start.
        levels: New level, or sum of levels, by code; only what differs from the present.
        index: The exact index; the least possible one where several can stand behind what is printed.
        upper: The greatest possible exact index.
        nodes: Value of each domain and aspect all of whose levers are known, by code: the least possible one before,
            and the least and the greatest possible one after.
    """

    position: Position
    levels: Mapping[str, Fraction]
    index: Fraction
    upper: Fraction
    nodes: Mapping[str, tuple[Fraction, Fraction, Fraction]]

    @property
    def goal(self) -> Goal:
        """What is next, above the predicate that then stands."""
        start = self.position
        return start.goal.moved(start.instrument, self.index, self.upper) if self.levels else start.goal

    @property
    def predicates(self) -> tuple[str, ...]:
        """The predicates the index can have; one where it is certain, and where nothing changes the one that stands."""
        least = self.goal.standing
        most = self.position.instrument.predicate(self.upper)
        return (least.name, most.name) if self.levels and most.lower > least.lower else (least.name,)

    @property
    def steps(self) -> Fraction:
        """How many levels rise, less those that fall."""
        return sum((level - self.position.by_node[node].now for node, level in self.levels.items()), Fraction(0))

    @property
    def doubtful(self) -> tuple[str, ...]:
        """What rises further than is sure to be possible, whichever of the possible sums is the true one."""
        found = self.position.by_node
        return tuple(node for node, level in self.levels.items() if level - found[node].now > found[node].room)


def outcome(position: Position, levels: Mapping[str, Fraction], room: Room | None = None) -> Outcome:
    """Find where other levels lead, the rest as it is.

    Args:
        position: Where the government stands.
        levels: New level, or sum of levels, by the code of what changes.
        room: How far the parts of a lever may rise under the rules of a plan; see :meth:`Position.bounds`.

    Returns:
        Index, predicate and nodes; nothing is rounded.

    Raises:
        AnalysisError: A code is unknown, or a level lies outside of the scale.
    """
    changed = {node: level for node, level in levels.items() if position.by_node.get(node) is None
               or position.by_node[node].now != level}  # fmt: skip
    return Outcome(position, changed, *position.bounds(changed, room), _nodes(position, changed, room))


def _nodes(
    position: Position, levels: Mapping[str, Fraction], room: Room | None
) -> dict[str, tuple[Fraction, Fraction, Fraction]]:
    """Score the nodes between index and indicators, before and after."""
    instrument, found = position.instrument, {}
    for node in instrument.nodes:
        if node.kind not in (NodeKind.DOMAIN, NodeKind.ASPECT):
            continue
        below = {leaf.code for leaf in instrument.leaves(node.code)}
        inside = [lever for lever in position.levers if below.issuperset(lever.indicators)]
        if sum(len(lever.indicators) for lever in inside) != len(below):
            continue
        share = node.weight / instrument.node(INDEX_NODE).weight
        before, after = (
            [sum((position.points(lever, case, to, room) for lever in inside), Fraction(0)) for case in position.cases]
            for to in ({}, levels)
        )
        found[node.code] = (min(before) / share, min(after) / share, max(after) / share)
    return found


def rank_with(others: NDArray[np.float64], upper: Fraction) -> tuple[int, int]:
    """Rank a government among others that stay as they are.

    Args:
        others: The least possible exact indices of the others.
        upper: The greatest possible exact index of the government.

    Returns:
        Rank (1 + how many others are certainly higher) and how many are ranked, itself among them.
    """
    return int((others > float(upper)).sum()) + 1, len(others) + 1
