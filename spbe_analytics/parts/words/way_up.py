"""The lightest way of the home region to the next predicate, made once for the pages that tell it."""

from dataclasses import dataclass

from spbe_analytics.analysis.planning.levers import Position, position
from spbe_analytics.analysis.planning.plan import Plan
from spbe_analytics.analysis.planning.rules import Rules
from spbe_analytics.analysis.planning.search import least_effort
from spbe_analytics.errors import AnalysisError
from spbe_analytics.instruments import Predicate
from spbe_analytics.parts.view import View, kept


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
    return _way_up(view)


@kept
def _way_up(view: View) -> WayUp:
    if view.home is None:
        return WayUp(None, "Belum ada daerah yang dipilih.")
    try:
        start = position(view.snapshot, view.instrument, view.home.code, view.year, view.stage.value)
    except AnalysisError as error:
        return WayUp(None, str(error))
    goal = start.goal.predicate
    return WayUp(start, "", goal, least_effort(start, goal.lower, Rules())[0] if goal else None)
