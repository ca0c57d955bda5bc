"""The exact rational behind a stored float, and what is taken from such values: differences, medians, means.

A value is either printed, so a short decimal, or computed from levels, so a whole number of units over the node's own
denominator. Both can be told from the float without loss. A difference is taken of these, once, and rounded once when
it is shown: 3.01 - 2.145 is 0.865 and shows as 0,87, whatever the floats say.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache, lru_cache
from math import floor, isnan, lcm

import pandas as pd

from spbe_analytics.instruments import Instrument


@cache
def _denominator(instrument: Instrument, node: str) -> int:
    """Return the number that makes every value of a node that levels can give a whole one."""
    weight = instrument.node(node).weight
    return lcm(*((leaf.weight / weight).denominator for leaf in instrument.leaves(node))) * instrument.scale.unit


@lru_cache(maxsize=65536)
def exact(instrument: Instrument, node: str, value: float) -> Fraction:
    """Return the rational that a known value of a node stands for.

    Args:
        instrument: The instrument of the value.
        node: Code of the node.
        value: Its value as frames hold it; not missing.

    Returns:
        The computed score where levels can give it, else the decimal as it is printed.
    """
    denominator = _denominator(instrument, node)
    units = round(value * denominator)
    return Fraction(units, denominator) if units / denominator == value else Fraction(repr(float(value)))


def known(instrument: Instrument, scores: "pd.Series[float] | None") -> Mapping[str, Fraction]:
    """Return the exact values of an assessment by node; a missing one, or a missing assessment, has none."""
    if scores is None:
        return {}
    return {str(node): exact(instrument, str(node), float(value)) for node, value in scores.items() if value == value}


def difference(instrument: Instrument, node: str, now: float, before: float) -> Fraction | None:
    """Subtract two values of a node exactly; ``None`` where either is missing."""
    if isnan(now) or isnan(before):
        return None
    return exact(instrument, node, now) - exact(instrument, node, before)


def quantile(instrument: Instrument, node: str, values: Iterable[float], share: Fraction) -> Fraction | None:
    """Return a quantile of the known values of a node, exactly; between two values on the line that joins them.

    Args:
        instrument: The instrument of the values.
        node: Code of the node.
        values: Values, in any order; missing ones are left out.
        share: The part of the values below it, from 0 to 1; 1/2 is the median.

    Returns:
        The quantile, or ``None`` without any value.
    """
    ordered = sorted(value for value in values if value == value)
    if not ordered:
        return None
    place = share * (len(ordered) - 1)
    below = floor(place)
    low = exact(instrument, node, ordered[below])
    if place == below:
        return low
    return low + (place - below) * (exact(instrument, node, ordered[below + 1]) - low)


def mean(instrument: Instrument, node: str, values: Iterable[float]) -> Fraction | None:
    """Return the mean of the known values of a node, exactly; ``None`` without any value."""
    found = [exact(instrument, node, value) for value in values if value == value]
    return sum(found, Fraction(0)) / len(found) if found else None
