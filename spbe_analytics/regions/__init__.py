"""Who is evaluated: codes, names, kinds, and matching a written name to a code."""

from spbe_analytics.regions.asked import proposals, resolve, resolve_province
from spbe_analytics.regions.gazetteer import Gazetteer, Match, Region, gazetteer

__all__ = ["Gazetteer", "Match", "Region", "gazetteer", "proposals", "resolve", "resolve_province"]
