"""What is known of one end of a change."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from spbe_analytics.analysis.change.change import Change, Part, PartKind, Side, remainder_of
from spbe_analytics.analysis.snapshot import Snapshot, once
from spbe_analytics.analysis.standing.presence import nothing
from spbe_analytics.errors import AnalysisError, UnansweredError
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, Basis, Stage
from spbe_analytics.scoring import score
from spbe_analytics.scoring.display import joined
from spbe_analytics.scoring.reconcile import HALF_UNIT

Moment = tuple[int, Stage]
"""A result year and a stage."""


class End:
    """What is known on one side: exact values by node, levels, and which values are printed."""

    def __init__(self, snapshot: Snapshot, instrument: Instrument, region: str, moment: Moment) -> None:
        self.instrument = instrument
        self.year, self.stage = moment
        key: Any = (region, self.year, self.stage.value)
        assessed = snapshot.assessed(instrument.id)
        self.values: Mapping[str, Fraction] = {}
        self.levels: Mapping[str, Fraction] = {}
        self.printed: frozenset[str] = frozenset()
        self.misprint = False
        if key not in assessed.scores.index:
            return
        exact = score(instrument, assessed.scores.loc[[key]]).exact(key)
        known, basis = assessed.scores.loc[key].dropna(), assessed.basis.loc[key]
        self.printed = frozenset(code for code in known.index if basis[code] == Basis.PUBLISHED)
        self.values = {
            code: Fraction(repr(float(value))) if code in self.printed else exact[code] for code, value in known.items()
        }
        self.levels = {code: self.values[code] for code in instrument.indicator_codes if code in self.values}
        self.misprint = bool(assessed.standings["misprint"][key])

    def levels_below(self, node: Node) -> dict[str, Fraction]:
        """Return the known levels below a node by indicator."""
        leaves = self.instrument.leaves(node.code)
        return {leaf.code: self.levels[leaf.code] for leaf in leaves if leaf.code in self.levels}

    def points(self, node: Node) -> Fraction:
        """Return what the answered indicators add to a node's value."""
        below = self.levels_below(node).items()
        return sum((self.instrument.node(code).weight * level for code, level in below), Fraction(0)) / node.weight

    def side(self, value: Fraction, node: Node) -> Side:
        """Return this end of the change of a node."""
        missing = len(self.instrument.leaves(node.code)) - len(self.levels_below(node))
        basis = Basis.PUBLISHED if node.code in self.printed else Basis.COMPUTED
        return Side(self.year, self.stage, value, basis, self.misprint, missing)


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


@once
def decompose(snapshot: Snapshot, region: str, before: Moment, after: Moment, root: str = INDEX_NODE) -> Change:
    """Split the change of a region's index, or of a node below it.

    Args:
        snapshot: Everything known.
        region: Code of a government or a printed average.
        before: Year and stage where the change starts; it may be the later one.
        after: Year and stage where it ends.
        root: Code of the node whose change is asked.

    Returns:
        The change. Where the root's value is known on both sides, its parts are weight × change of the nodes below
        it, as far down as they are known, with the remainder of rounding as a part of its own. Where levels are
        missing, the points of the answered indicators are compared, and indicators answered on one side only are
        parts of their own.

    Raises:
        AnalysisError: Both sides are the same or fall under two instruments, or too little is known of one.
        RegionError: The region is not known.
    """
    if before == after:
        raise AnalysisError("Pilih dua tahun atau dua tahap yang berbeda.")
    instrument = _one_instrument(snapshot, before[0], after[0])
    node = instrument.node(root)
    name = gazetteer()[region].name
    ends = [End(snapshot, instrument, region, moment) for moment in (before, after)]
    for end in ends:
        if not end.values and not end.printed:
            raise UnansweredError(nothing(snapshot.standings, region, end.year, end.stage))
    start, stop = ends
    if root in start.values and root in stop.values:
        parts, partial = split(instrument, node, node.weight, start, stop), False
        sides = [end.side(end.values[root], node) for end in ends]
        if not parts:
            raise UnansweredError(_unsplit(instrument, node, name, ends))
    elif all(end.levels_below(node) for end in ends):
        parts, partial = answered(instrument, node, start, stop), True
        sides = [end.side(end.points(node), node) for end in ends]
    else:
        raise UnansweredError(_unknown(node, name, ends))
    return Change(instrument, region, node, sides[0], sides[1], parts, partial)


def _one_instrument(snapshot: Snapshot, before: int, after: int) -> Instrument:
    found = {year: snapshot.catalogue.for_year(year) for year in (before, after)}
    for year, item in found.items():
        if item is None:
            raise AnalysisError(f"Tidak ada instrumen untuk tahun {year}.")
    first, last = found[before], found[after]
    if first is None or last is None or first is not last:
        told = " dan ".join(f"{year} dinilai dengan {item.name}" for year, item in found.items() if item)
        raise UnansweredError(f"{told}: butir dan bobotnya berbeda, sehingga perubahannya tidak dihitung.")
    return last


def _unsplit(instrument: Instrument, node: Node, name: str, ends: list[End]) -> str:
    """Say which values below a node are not known."""
    children = instrument.children(node.code)
    if not children:
        return f"{node.name} tidak terurai lebih lanjut."
    lacking = [
        f"{joined([child.short for child in children if child.code not in end.values])} ({end.stage.label} {end.year})"
        for end in ends
        if any(child.code not in end.values for child in children)
    ]
    return f"Nilai {name} belum terurai: belum diketahui nilai {'; '.join(lacking)}. Unggah data yang lengkap."


def _unknown(node: Node, name: str, ends: list[End]) -> str:
    """Say on which side a node has no value."""
    lacking = [f"{end.stage.label} {end.year}" for end in ends if node.code not in end.values]
    return f"{node.name} {name} belum lengkap pada {' dan '.join(lacking)}. Lengkapi datanya di halaman Unggah data."
