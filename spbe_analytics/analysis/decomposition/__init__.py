"""The change of an index between two years or two stages of one instrument, split into what it came from.

A score is a weighted mean, so its change is exactly the sum of weight × change of what lies below it. Where figures are
printed, rounding leaves a remainder; where levels are missing, only the points of the answered indicators compare.
"""

from spbe_analytics.analysis.decomposition.change import Change, Part, PartKind, Side
from spbe_analytics.analysis.decomposition.contributions import Contributions, contributions, yearly
from spbe_analytics.analysis.decomposition.decompose import decompose
from spbe_analytics.analysis.decomposition.ends import Moment
from spbe_analytics.analysis.decomposition.pulls import Pull, pulls

__all__ = [
    "Change",
    "Contributions",
    "Moment",
    "Part",
    "PartKind",
    "Pull",
    "Side",
    "contributions",
    "decompose",
    "pulls",
    "yearly",
]
