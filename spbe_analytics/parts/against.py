"""Whom the home region is measured against, and its measures against them."""

from spbe_analytics.analysis.weakness.measures import Weakness, weakness
from spbe_analytics.analysis.weakness.peers import Group, GroupBy, group_of
from spbe_analytics.parts.view import View


def chosen_group(view: View, by: GroupBy) -> Group:
    """Return a comparison group of the home region; one that cannot be told is an ``AnalysisError``."""
    code = view.home.code if view.home else ""
    return group_of(view.snapshot, view.instrument, code, view.year, view.stage.value, by, view.kind)


def measures(view: View, chosen: Group) -> Weakness:
    """Return every known node of the home region with its measures."""
    return weakness(view.snapshot, view.instrument, chosen)
