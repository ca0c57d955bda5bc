"""What is weakest, and by which measure: the only place that decides it.

Three questions have three answers. The *weakest* has the lowest value; what *holds the index back most* loses most
points; what *lags most* lies farthest below the median. Printed figures are compared as they are shown, computed ones
exactly, and all equals are weakest.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, assert_never

from spbe_analytics.analysis.weakness.measures import Measured, Weakness
from spbe_analytics.analysis.weakness.peers import Group
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.schema import Basis, Labelled, NodeKind
from spbe_analytics.scoring.display import format_level, format_score, format_weight, round_half_up

NAMED: Final = 3
"""How many equally weak nodes are named at the most in a table."""


class Measure(Labelled):
    """How weakness is measured."""

    LOST = "lost", "Poin hilang terbanyak"
    VALUE = "value", "Nilai terendah"
    TARGET = "target", "Terjauh di bawah target"
    MEDIAN = "median", "Terjauh di bawah median"
    QUARTILE = "quartile", "Terjauh di bawah kuartil atas"
    RANK = "rank", "Peringkat terendah"


@dataclass(frozen=True)
class Weakest:
    """The weakest of some nodes by one measure.

    Attributes:
        measure: How weakness is measured.
        nodes: All that are equally weak, in the regulation's order.
        figure: The figure that decides: value, lost points, gap or rank.
        among: How many nodes were compared.
        of: How many of their kind there are.
    """

    measure: Measure
    nodes: tuple[Measured, ...]
    figure: Fraction
    among: int
    of: int

    @property
    def first(self) -> Measured:
        """The one to open or mark first: of equals the one that loses most points, then the regulation's first."""
        return max(self.nodes, key=lambda found: found.lost)

    @property
    def kind(self) -> NodeKind:
        """What kind of node it is."""
        return self.nodes[0].node.kind

    @property
    def names(self) -> tuple[str, ...]:
        """Short names of all equals."""
        return tuple(found.node.short for found in self.nodes)


def lowest(values: Iterable[tuple[Node, Fraction]], *, printed: bool) -> tuple[tuple[Node, Fraction], ...]:
    """Return the nodes of the lowest value, all equals, in the order given.

    Args:
        values: Nodes with their values.
        printed: Whether any of the values is printed, so that they are compared as they are shown.
    """
    given = list(values)
    if not given:
        return ()
    decides = [Fraction(round_half_up(value)) if printed else value for _, value in given]
    return tuple(item for item, figure in zip(given, decides, strict=True) if figure == min(decides))


def weakest(found: Weakness, nodes: Sequence[Measured], measure: Measure) -> Weakest | None:
    """Return the weakest of some nodes of one kind by one measure.

    Args:
        found: The measures of the assessment.
        nodes: The nodes compared; one that has no such figure is left out.
        measure: How weakness is measured.

    Returns:
        All equals; ``None`` where nobody is weak by it (nothing lost, nothing below target, median or quartile,
        everybody first) or there is no such figure.
    """
    figures = {node.node.code: _figure(node, measure) for node in nodes}
    told = [(node, figure) for node in nodes if (figure := figures[node.node.code]) is not None]
    if not told:
        return None
    shown = measure not in (Measure.LOST, Measure.RANK) and any(node.basis is Basis.PUBLISHED for node, _ in told)
    decides = [Fraction(round_half_up(figure)) if shown else figure for _, figure in told]
    falling = measure in (Measure.LOST, Measure.RANK)
    worst = max(decides) if falling else min(decides)
    nobody = {Measure.LOST: worst <= 0, Measure.RANK: worst <= 1, Measure.VALUE: False}.get(measure, worst >= 0)
    if nobody:
        return None
    equal = tuple(node for (node, _), figure in zip(told, decides, strict=True) if figure == worst)
    whole = found.instrument.of_kind(equal[0].node.kind)
    return Weakest(measure, equal, next(figure for node, figure in told if node is equal[0]), len(told), len(whole))


def _figure(node: Measured, measure: Measure) -> Fraction | None:
    match measure:
        case Measure.LOST:
            return node.lost
        case Measure.VALUE:
            return node.value
        case Measure.TARGET:
            return node.target_gap
        case Measure.MEDIAN:
            return node.median_gap
        case Measure.QUARTILE:
            return node.quartile_gap
        case Measure.RANK:
            return None if node.rank is None else Fraction(node.rank)
        case _:
            assert_never(measure)


def by_measures(found: Weakness, kind: NodeKind) -> list[Weakest]:
    """Return the weakest of one kind by each measure that has one, in the order of :class:`Measure`."""
    each = (weakest(found, found.of_kind(kind), measure) for measure in Measure)
    return [item for item in each if item is not None]


def reason(instrument: Instrument, found: Weakest, group: Group) -> str:
    """Say why it is the weakest, as a part of a sentence; figures that differ between equals are left out."""
    node, count = found.nodes[0], len(found.nodes)
    written = format_level(node.value) if found.kind is NodeKind.INDICATOR else format_score(node.value)
    match found.measure:
        case Measure.LOST:
            alone = f": bobot {format_weight(node.node.weight)}, nilai {written}"
            same = len({(item.node.weight, item.value) for item in found.nodes}) == 1
            return f"{format_score(found.figure)} poin{alone if same else ''}"
        case Measure.VALUE:
            return f"nilai {written}" + (f"; {count} {found.kind.label.lower()} sama rendah" if count > 1 else "")
        case Measure.TARGET:
            return f"{format_score(-found.figure)} di bawah tingkat {format_level(instrument.target_level)}"
        case Measure.RANK:
            sizes = {item.of for item in found.nodes}
            among = f" dari {node.of}" if len(sizes) == 1 else ""
            return f"peringkat {int(found.figure)}{among} {group.label}"
        case Measure.MEDIAN:
            return _below("median", node.median, found, group)
        case Measure.QUARTILE:
            return _below("kuartil atas", node.quartile, found, group)
        case _:
            assert_never(found.measure)


def _below(name: str, middle: Fraction | None, found: Weakest, group: Group) -> str:
    at = f" ({format_score(middle)})" if len(found.nodes) == 1 else ""
    return f"{format_score(-found.figure)} di bawah {name} {group.label}{at}"


def names_of(found: Weakest) -> str:
    """Name equally weak nodes by their short names, and count those beyond the first few."""
    names, more = found.names[:NAMED], len(found.nodes) - NAMED
    return ", ".join(names) + (f", dan {more} lainnya" if more > 0 else "")
