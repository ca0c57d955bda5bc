"""The lightest way of the home region to the next predicate, made once for the pages that tell it."""

from dataclasses import dataclass

from spbe_analytics.analysis.levers import Position, position
from spbe_analytics.analysis.pathway import Plan, Rules, least_effort, next_predicate
from spbe_analytics.errors import AnalysisError
from spbe_analytics.instruments import Node, Predicate
from spbe_analytics.schema import Basis
from spbe_analytics.ui.view import View

PLAIN = "sama"
"""Id of the assumption under which every level costs the same."""


@dataclass(frozen=True, eq=False)
class WayUp:
    """What it takes.

    Attributes:
        start: Where the region stands; ``None`` where nothing can be planned.
        why: Why nothing can be planned, for a person; empty otherwise.
        goal: The next predicate; ``None`` at the top of the scale.
        plan: The lightest plan, every level costing the same.
    """

    start: Position | None
    why: str = ""
    goal: Predicate | None = None
    plan: Plan | None = None


def way_up(view: View) -> WayUp:
    """Return the lightest way of the home region to the next predicate."""
    return view.keep("langkah-teringan", lambda: _way_up(view))


def _way_up(view: View) -> WayUp:
    if view.home is None:
        return WayUp(None, "Belum ada daerah yang dipilih.")
    try:
        start = position(view.snapshot, view.instrument, view.home.code, view.year, view.stage.value)
    except AnalysisError as error:
        return WayUp(None, str(error))
    goal = next_predicate(start.instrument, start.index)
    return WayUp(start, "", goal, lightest(start, goal, PLAIN) if goal else None)


def lightest(start: Position, goal: Predicate, preset: str) -> Plan:
    """Return the plan of the least effort; of sums of levels one within a single pillar where that is as light."""
    (plan,) = least_effort(start, goal.lower, Rules(preset=preset))
    if start.basis is Basis.OBSERVED or not plan.reached or not plan.moves:
        return plan
    alone = [found for _, found in single(start, goal, preset) if found.reached and found.effort == plan.effort]
    return alone[0] if alone else plan


def single(start: Position, goal: Predicate, preset: str) -> list[tuple[Node, Plan]]:
    """Return for each pillar the lightest plan that raises nothing else, the lightest first.

    Where one pillar is not enough, the plan raises all of it that surely can rise; these come last.
    """
    pillars = start.instrument.pillars
    found = []
    for pillar in pillars:
        others = frozenset(other.code for other in pillars if other is not pillar)
        (plan,) = least_effort(start, goal.lower, Rules(preset=preset, locked=others))
        found.append((pillar, plan))
    return sorted(found, key=lambda item: (not item[1].reached, item[1].effort))
