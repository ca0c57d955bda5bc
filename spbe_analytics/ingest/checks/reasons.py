"""Why a printed figure may not follow from the levels: rounding on the way, weights left out or shifted, one level."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain
from typing import Final

from spbe_analytics.ingest.records.levels import show_number
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.scoring.display import DISPLAY_DECIMALS, round_half_up

SHIFTS: Final = (Fraction(1, 10), Fraction(10))
"""What a misplaced decimal sign makes of a weight."""


def likely_reason(
    instrument: Instrument, levels: Mapping[str, float], computed: Mapping[str, Fraction], code: str, printed: Fraction
) -> str:
    """Guess why a printed figure is not the computed one.

    Args:
        instrument: The instrument.
        levels: Levels by indicator, all below the node known.
        computed: Exact scores by node code, the node's among them.
        code: The node.
        printed: The figure as printed.

    Returns:
        The likeliest single cause in Indonesian, the harmless ones first; empty when none explains the figure.
    """
    node, children = instrument.node(code), instrument.children(code)
    found = chain(_by_rounding(computed, children, code, printed), _by_weights(computed, children, printed))
    return next(chain(found, _by_level(instrument, levels, computed, node, printed)), "")


def _shown(value: Fraction) -> Fraction:
    return Fraction(round_half_up(value))


def _mean(children: tuple[Node, ...], values: Mapping[str, Fraction], weights: Mapping[str, Fraction]) -> Fraction:
    total = sum(weights.values(), Fraction(0))
    return sum((values[child.code] * weights[child.code] for child in children), Fraction(0)) / total


def _by_rounding(
    computed: Mapping[str, Fraction], children: tuple[Node, ...], code: str, printed: Fraction
) -> Iterator[str]:
    weights = {child.code: child.weight for child in children}
    rounded = {child.code: _shown(computed[child.code]) for child in children}
    if children and _shown(_mean(children, rounded, weights)) == printed:
        yield "nilai di bawahnya dibulatkan lebih dulu"
    scale = 10**DISPLAY_DECIMALS
    if Fraction(int(computed[code] * scale), scale) == printed:
        yield "desimalnya dipotong, bukan dibulatkan"


def _by_weights(computed: Mapping[str, Fraction], children: tuple[Node, ...], printed: Fraction) -> Iterator[str]:
    weights = {child.code: child.weight for child in children}
    if children and _shown(_mean(children, computed, dict.fromkeys(weights, Fraction(1)))) == printed:
        yield "rata-rata tanpa bobot"
    for child in children:
        for shift in SHIFTS:
            if _shown(_mean(children, computed, weights | {child.code: child.weight * shift})) == printed:
                written = show_number(child.weight * shift)
                yield f"bobot {child.short} tertulis {written}, menurut peraturan {show_number(child.weight)}"


def _by_level(
    instrument: Instrument,
    levels: Mapping[str, float],
    computed: Mapping[str, Fraction],
    node: Node,
    printed: Fraction,
) -> Iterator[str]:
    """Look for one level whose change by whole steps gives the figure, the smallest change first."""
    scale = instrument.scale
    for step in sorted((s for s in range(-4, 5) if s), key=abs):
        for leaf in instrument.leaves(node.code):
            level = Fraction(repr(levels[leaf.code])) + step
            share = leaf.weight / node.weight
            if scale.lowest <= level <= scale.highest and _shown(computed[node.code] + share * step) == printed:
                yield f"satu tingkat berbeda, misalnya indikator {leaf.number} seharusnya {show_number(level)}"
