"""The tree of an instrument as cells that compute: each node in whole points, divided once, as the scores are.

A node is worth points: its weight as a whole number, times its value in whole units. Points add up without rounding, so
that a value is one division of two whole numbers, the very one of :mod:`spbe_analytics.scoring.scores`.

A node whose levels are all known is computed from them, another keeps its printed figure, as in
:mod:`spbe_analytics.analysis.assess`. The index alone also follows from the nodes right below it where these are
printed, so that it answers to a change of any of them; how far it may then be off is its doubt.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from spbe_analytics.instruments import Instrument
from spbe_analytics.instruments.loader import MOST_DECIMALS
from spbe_analytics.instruments.model import Node
from spbe_analytics.schema import INDEX_NODE, NodeKind
from spbe_analytics.scoring import whole_weights
from spbe_analytics.scoring.display import DISPLAY_DECIMALS

UNITS: Final = 10**MOST_DECIMALS
"""Units of one level; more decimals no figure has."""

HALF: Final = UNITS // (2 * 10**DISPLAY_DECIMALS)
"""Units that rounding moves a printed figure by, at most."""

INCOMPLETE: Final = "belum lengkap"

PRINTED, VALUE, ANSWERED, OF, WEIGHT, POINTS, DOUBT = "E", "F", "M", "N", "O", "P", "Q"
"""Columns of the sheet of values that formulas name."""


@dataclass(frozen=True)
class Worth:
    """What a node comes to.

    Attributes:
        weight: Its weight as a whole number.
        answered: How many indicators below it have a level.
        points: Weight times value in whole units; ``None`` where it is not known.
        doubt: Weight of what in it is printed, so rounded.
    """

    weight: int
    answered: int
    points: int | None
    doubt: int

    @property
    def value(self) -> float | None:
        """Its value; ``None`` where it is not known."""
        return None if self.points is None else self.points / (self.weight * UNITS)

    @property
    def ends(self) -> tuple[float, float] | None:
        """The least that the value before rounding can be, and what it is below (or equal to, without doubt)."""
        if self.points is None:
            return None
        whole, slack = self.weight * UNITS, self.doubt * HALF
        return (self.points - slack) / whole, (self.points + slack) / whole

    def written(self, off: int = 0) -> str | None:
        """Write its value as the division it is: a number in a workbook has sixteen digits, a double seventeen.

        Args:
            off: Minus or plus one for the end of what it can be.
        """
        if self.points is None:
            return None
        return f"={self.points + off * self.doubt * HALF}/{self.weight * UNITS}"


def worth(instrument: Instrument, levels: Mapping[str, float], printed: Mapping[str, float]) -> dict[str, Worth]:
    """Compute every node as the formulas do.

    Args:
        instrument: The instrument.
        levels: Known levels by code of an indicator.
        printed: Printed figures by code of any other node.
    """
    weights, unit = whole_weights(instrument), instrument.scale.unit
    found: dict[str, Worth] = {}
    for node in reversed(instrument.nodes):
        code, weight = node.code, weights[node.code]
        if node.kind is NodeKind.INDICATOR:
            level = levels.get(code)
            exact = UNITS if unit == 1 else unit
            points = None if level is None else weight * round(level * exact) * (UNITS // exact)
            found[code] = Worth(weight, int(level is not None), points, 0)
            continue
        below = [found[child.code] for child in instrument.children(code)]
        answered, figure = sum(child.answered for child in below), printed.get(code)
        points = None if figure is None else weight * round(figure * UNITS)
        doubt = 0 if figure is None else weight
        known = [child.points for child in below if child.points is not None]
        if answered == len(instrument.leaves(code)) or (code == INDEX_NODE and len(known) == len(below)):
            points, doubt = sum(known), sum(child.doubt for child in below)
        found[code] = Worth(weight, answered, points, doubt)
    return {code: found[code] for code in instrument.codes}


class Formulas:
    """The formulas of every node; what they come to is what :func:`worth` says."""

    def __init__(self, instrument: Instrument, rows: Mapping[str, int]) -> None:
        """Take the row of every node, from 1, by code."""
        self._instrument, self._rows = instrument, rows

    def answered(self, node: Node) -> str:
        """Count the levels below a node."""
        if node.kind is NodeKind.INDICATOR:
            return f"=COUNT({self._at(VALUE, node)})"
        return f"=SUM({self._below(ANSWERED, node)})"

    def points(self, node: Node) -> str:
        """Add up the points of a node; nothing where it is not known."""
        weight, unit = self._at(WEIGHT, node), self._instrument.scale.unit
        if node.kind is NodeKind.INDICATOR:
            level = self._at(VALUE, node)
            scaled = f"ROUND({level}*{UNITS},0)" if unit == 1 else f"ROUND({level}*{unit},0)*{UNITS // unit}"
            return f'=IF(ISNUMBER({level}),{weight}*{scaled},"")'
        figure = self._at(PRINTED, node)
        printed = f'IF(ISNUMBER({figure}),{weight}*ROUND({figure}*{UNITS},0),"")'
        return f"=IF({self._follows(node)},SUM({self._below(POINTS, node)}),{printed})"

    def doubt(self, node: Node) -> str:
        """Weigh what of a node that is no indicator is printed."""
        inside = f"SUM({self._below(DOUBT, node)})" if node.code == INDEX_NODE else "0"
        printed = f"IF(ISNUMBER({self._at(PRINTED, node)}),{self._at(WEIGHT, node)},0)"
        return f"=IF({self._follows(node)},{inside},{printed})"

    def value(self, node: Node) -> str:
        """Divide the points of a node that is no indicator, once."""
        points = self._at(POINTS, node)
        return f'=IF(ISNUMBER({points}),{points}/({self._at(WEIGHT, node)}*{UNITS}),"{INCOMPLETE}")'

    def end(self, sign: str) -> str:
        """Compute the least (``-``) or the greatest (``+``) that the index before rounding can be."""
        node = self._instrument.node(INDEX_NODE)
        points, weight, doubt = (self._at(column, node) for column in (POINTS, WEIGHT, DOUBT))
        return f'=IF(ISNUMBER({points}),({points}{sign}{doubt}*{HALF})/({weight}*{UNITS}),"{INCOMPLETE}")'

    def _follows(self, node: Node) -> str:
        """Say whether a node is computed from what lies below it."""
        if node.code == INDEX_NODE:
            return f"COUNT({self._below(POINTS, node)})={len(self._instrument.pillars)}"
        return f"{self._at(ANSWERED, node)}={self._at(OF, node)}"

    def _at(self, column: str, node: Node) -> str:
        return f"{column}{self._rows[node.code]}"

    def _below(self, column: str, node: Node) -> str:
        return spans(column, (self._rows[child.code] for child in self._instrument.children(node.code)))


def spans(column: str, rows: Iterable[int]) -> str:
    """Name the cells of some rows of a column, neighbours as a range: ``P5:P7,P9``."""
    ends: list[list[int]] = []
    for row in rows:
        if ends and ends[-1][1] == row - 1:
            ends[-1][1] = row
        else:
            ends.append([row, row])
    return ",".join(f"{column}{first}:{column}{last}" if last > first else f"{column}{first}" for first, last in ends)
