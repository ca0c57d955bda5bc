"""What is known of one end of a change."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from spbe_analytics.analysis.decomposition.change import Side
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.schema import Basis, Stage
from spbe_analytics.scoring import score

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
