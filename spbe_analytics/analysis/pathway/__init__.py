"""The way up: the least effort to a target, the most that an effort can reach, and what one level more is worth."""

from spbe_analytics.analysis.pathway.marginal import marginal
from spbe_analytics.analysis.pathway.plan import Move, Plan
from spbe_analytics.analysis.pathway.rules import Preset, Rules, presets
from spbe_analytics.analysis.pathway.search import least_effort, most_gain, single
from spbe_analytics.analysis.pathway.targets import next_target, written_target

__all__ = [
    "Move",
    "Plan",
    "Preset",
    "Rules",
    "least_effort",
    "marginal",
    "most_gain",
    "next_target",
    "presets",
    "single",
    "written_target",
]
