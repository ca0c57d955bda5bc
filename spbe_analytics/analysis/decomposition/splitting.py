"""How a change is split: by node where both values are known, else by the answered indicators."""

from fractions import Fraction

from spbe_analytics.analysis.decomposition.change import Part, PartKind, remainder_of
from spbe_analytics.analysis.decomposition.ends import End
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.scoring.reconcile import HALF_UNIT


def split(instrument: Instrument, node: Node, whole: Fraction, start: End, stop: End) -> tuple[Part, ...]:
    """Split the change of a node whose values are known; empty where a value below is missing."""
    children = instrument.children(node.code)
    if not all(child.code in end.values for child in children for end in (start, stop)):
        return ()
    parts = [
        Part(
            PartKind.NODE,
            child.code,
            child.name,
            child.short,
            child.weight,
            start.values[child.code],
            stop.values[child.code],
            (stop.values[child.code] - start.values[child.code]) * child.weight / whole,
            split(instrument, child, whole, start, stop),
        )
        for child in children
    ]
    moved = (stop.values[node.code] - start.values[node.code]) * node.weight / whole
    rest = moved - sum((part.contribution for part in parts), Fraction(0))
    if parts and rest:
        rounded = [n.weight for n in (node, *children) for end in (start, stop) if n.code in end.printed]
        limit = sum(rounded, Fraction(0)) * HALF_UNIT / whole
        parts.append(remainder_of(node, rest, limit))
    return tuple(parts)


def answered(instrument: Instrument, root: Node, start: End, stop: End) -> tuple[Part, ...]:
    """Compare the points of answered indicators: by node where answered on both sides, else as parts of their own."""
    old, new = start.levels_below(root), stop.levels_below(root)
    parts = [_common(instrument, child, root.weight, start, stop) for child in instrument.children(root.code)]
    groups = (
        (PartKind.NEW, "Baru dijawab", new.keys() - old.keys()),
        (PartKind.GONE, "Tidak lagi dijawab", old.keys() - new.keys()),
    )
    zero = Fraction(0)
    for kind, name, codes in groups:
        single = []
        for leaf in instrument.leaves(root.code):
            if leaf.code in codes:
                worth = (new.get(leaf.code, zero) - old.get(leaf.code, zero)) * leaf.weight / root.weight
                was, now = old.get(leaf.code), new.get(leaf.code)
                single.append(Part(kind, leaf.code, leaf.name, leaf.short, leaf.weight, was, now, worth))
        if single:
            weight, worth = (sum(n, zero) for n in zip(*((p.weight, p.contribution) for p in single), strict=True))
            parts.append(Part(kind, root.code, name, name, weight, None, None, worth, tuple(single)))
    return tuple(part for part in parts if part is not None)


def _common(instrument: Instrument, node: Node, whole: Fraction, start: End, stop: End) -> Part | None:
    """Sum up the indicators below a node that are answered on both sides; ``None`` without any."""
    both = [leaf for leaf in instrument.leaves(node.code) if leaf.code in start.levels and leaf.code in stop.levels]
    if not both:
        return None
    moves = ((stop.levels[leaf.code] - start.levels[leaf.code]) * leaf.weight for leaf in both)
    below = (_common(instrument, child, whole, start, stop) for child in instrument.children(node.code))
    return Part(
        PartKind.NODE,
        node.code,
        node.name,
        node.short,
        node.weight,
        start.values.get(node.code),
        stop.values.get(node.code),
        sum(moves, Fraction(0)) / whole,
        tuple(part for part in below if part is not None),
    )
