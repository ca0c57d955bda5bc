"""Printed figures against what follows from levels, or from the printed figures below them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from spbe_analytics.instruments import Instrument
from spbe_analytics.scoring.display import DISPLAY_DECIMALS, round_half_up

HALF_UNIT: Final = Fraction(1, 2 * 10**DISPLAY_DECIMALS)
"""The most that half-up rounding to two decimals moves a value."""


@dataclass(frozen=True)
class Mismatch:
    """A printed figure that does not follow.

    Attributes:
        node: Code of the printed node.
        printed: The figure as printed.
        expected: What follows: exact from levels, or from printed figures below.
        from_levels: Whether ``expected`` comes from levels (else from printed figures, themselves rounded).
    """

    node: str
    printed: Fraction
    expected: Fraction
    from_levels: bool


def reconcile(
    instrument: Instrument, computed: Mapping[str, Fraction], printed: Mapping[str, Fraction]
) -> tuple[Mismatch, ...]:
    """List the printed figures that rounding cannot explain.

    A node computed from levels must round (half up, two decimals) to the printed figure. A node without levels is
    compared with the weighted mean of the printed figures right below it; those are rounded too, so it may differ by
    a whole unit of the last decimal. A node with neither is not judged.

    Args:
        instrument: The instrument of all figures.
        computed: Exact values by node code; a node that cannot be computed is absent.
        printed: Printed figures by node code; a missing one is absent.

    Returns:
        The mismatches in the order of the instrument's tree; empty when all follows.
    """
    found = []
    for code in instrument.codes:
        if code not in printed:
            continue
        figure = printed[code]
        if code in computed:
            if Fraction(round_half_up(computed[code])) != figure:
                found.append(Mismatch(code, figure, computed[code], True))
            continue
        children = instrument.children(code)
        if children and all(child.code in printed for child in children):
            weight = instrument.node(code).weight
            mean = sum((printed[c.code] * c.weight for c in children), Fraction(0)) / weight
            if abs(mean - figure) > 2 * HALF_UNIT:
                found.append(Mismatch(code, figure, mean, False))
    return tuple(found)
