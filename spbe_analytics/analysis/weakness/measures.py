"""What holds a government back: lost points, distances and ranks of every node; and which pillar is weakest where."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

import pandas as pd

from spbe_analytics.analysis.exact import exact, known, quantile
from spbe_analytics.analysis.snapshot import Snapshot, once
from spbe_analytics.analysis.standing.presence import least
from spbe_analytics.analysis.weakness.peers import Group, bounds
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.schema import INDEX_NODE, KIND, NODE, OF, RANK, VALUE, Basis, NodeKind

MEDIAN: Final = Fraction(1, 2)
QUARTILE: Final = Fraction(3, 4)


def lost(instrument: Instrument, node: str, value: Fraction) -> Fraction:
    """Return a node's lost points: its weight times the distance of its value to the top of the scale.

    Those of all domains, of all aspects and of all indicators sum to the distance of the index to the top, where all
    are computed; printed values have been rounded.

    Returns:
        Points of the index.
    """
    weight = instrument.node(node).weight / instrument.node(INDEX_NODE).weight
    return weight * (instrument.scale.highest - value)


@dataclass(frozen=True)
class Measured:
    """One node of an assessment with everything that tells how weak it is.

    Attributes:
        node: The node.
        pillar: Code of the node right below the index that it belongs to.
        value: Its value: exact where computed or observed, as it is printed otherwise.
        basis: What the value rests on.
        lost: Lost points, in points of the index.
        target_gap: Value less the target level.
        median: Median of the comparison group; ``None`` where too few of the group are known.
        quartile: Upper quartile of the group; ``None`` likewise.
        rank: 1 + how many of the group are certainly higher; ``None`` likewise.
        of: How many of the group have a value; ``None`` likewise.
    """

    node: Node
    pillar: str
    value: Fraction
    basis: Basis
    lost: Fraction
    target_gap: Fraction
    median: Fraction | None
    quartile: Fraction | None
    rank: int | None
    of: int | None

    @property
    def median_gap(self) -> Fraction | None:
        """Value less the median; ``None`` without one."""
        return None if self.median is None else self.value - self.median

    @property
    def quartile_gap(self) -> Fraction | None:
        """Value less the upper quartile; ``None`` without one."""
        return None if self.quartile is None else self.value - self.quartile


@dataclass(frozen=True, eq=False)
class Weakness:
    """The measures of one assessment.

    Attributes:
        instrument: The instrument of the year.
        group: Whom the region is compared with.
        nodes: Every node with a value, the index left out, in the regulation's order.
        lost: Distance of the index to the top of the scale; ``None`` where the index is not known.
    """

    instrument: Instrument
    group: Group
    nodes: tuple[Measured, ...]
    lost: Fraction | None

    def of_kind(self, kind: NodeKind) -> tuple[Measured, ...]:
        """Return the known nodes of one kind."""
        return tuple(found for found in self.nodes if found.node.kind is kind)

    @cached_property
    def pillars(self) -> tuple[Measured, ...]:
        """The known nodes right below the index."""
        return tuple(found for found in self.nodes if found.node in self.instrument.pillars)

    @cached_property
    def costs(self) -> tuple[Measured, ...]:
        """What lost points are told of: the aspects, or the pillars where no aspect is known."""
        return self.of_kind(NodeKind.ASPECT) or self.pillars

    @cached_property
    def table(self) -> pd.DataFrame:
        """The measures for tables and charts.

        Index node code; columns ``kind, name, short, pillar, weight`` (percent), ``value, lost, target_gap, median,
        median_gap, quartile, quartile_gap, rank, of``; numbers are floats of the exact figures, NaN without one.
        """
        return frame_of(self.nodes)


def frame_of(nodes: Iterable[Measured]) -> pd.DataFrame:
    """List measured nodes as a frame; see :attr:`Weakness.table`."""
    rows = [
        (
            found.node.code, found.node.kind.value, found.node.name, found.node.short, found.pillar,
            *(
                float("nan") if number is None else float(number)
                for number in (
                    found.node.weight, found.value, found.lost, found.target_gap, found.median, found.median_gap,
                    found.quartile, found.quartile_gap, found.rank, found.of,
                )
            ),
        )
        for found in nodes
    ]  # fmt: skip
    columns = [
        NODE, KIND, "name", "short", "pillar", "weight", VALUE, "lost", "target_gap", "median", "median_gap",
        "quartile", "quartile_gap", RANK, OF,
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).set_index(NODE)


@once
def weakness(snapshot: Snapshot, instrument: Instrument, group: Group) -> Weakness:
    """Measure every known node of a group's region.

    Args:
        snapshot: Everything known.
        instrument: The instrument of the year.
        group: Whom the region is compared with.

    Returns:
        The measures; without any node when nothing below the index is known.
    """
    assessed = snapshot.assessed(instrument.id)
    key: Any = (group.region, group.year, group.stage)
    own = assessed.scores.loc[key] if key in assessed.scores.index else None
    values = known(instrument, own)
    low, high = bounds(assessed, group.keys)
    rows = assessed.scores.reindex(group.keys)
    enough = least(group.of)
    nodes = []
    for node in instrument.nodes:
        code = node.code
        if code not in values or code == INDEX_NODE:
            continue
        others = rows[code].dropna().tolist()
        told = len(others) >= enough
        higher = int((low[code] > high.loc[key, code]).sum()) if group.member else None
        nodes.append(
            Measured(
                node=node,
                pillar=instrument.path(code)[1].code,
                value=values[code],
                basis=Basis(assessed.basis.loc[key, code]),
                lost=lost(instrument, code, values[code]),
                target_gap=values[code] - instrument.target_level,
                median=quantile(instrument, code, others, MEDIAN) if told else None,
                quartile=quantile(instrument, code, others, QUARTILE) if told else None,
                rank=higher + 1 if told and higher is not None else None,
                of=len(others) if told else None,
            )
        )
    index = values.get(INDEX_NODE)
    return Weakness(instrument, group, tuple(nodes), None if index is None else lost(instrument, INDEX_NODE, index))


@dataclass(frozen=True, eq=False)
class Across:
    """The pillars of several governments beside each other; every frame has one row a region, one column a pillar.

    Attributes:
        values: Values; only regions with any.
        lost: Lost points.
        lowest: Whether it is the lowest value of its region (several where equal).
        costliest: Whether it loses its region most points (several where equal).
    """

    values: pd.DataFrame
    lost: pd.DataFrame
    lowest: pd.DataFrame
    costliest: pd.DataFrame


def across(instrument: Instrument, scores: pd.DataFrame) -> Across:
    """Find which pillar is weakest where.

    Args:
        instrument: The instrument.
        scores: Wide scores, one row a region (any index).

    Returns:
        Values, lost points and which of them are the weakest, in the order given. A region is compared over the pillars
        that are known of it.
    """
    pillars = [pillar.code for pillar in instrument.pillars]
    values = scores.loc[scores[pillars].notna().any(axis=1), pillars]
    points = values.apply(
        lambda column: column.map(
            lambda value: float(lost(instrument, str(column.name), exact(instrument, str(column.name), value))),
            na_action="ignore",
        )
    ).astype(float)
    lowest, costliest = values.eq(values.min(axis=1), axis=0), points.eq(points.max(axis=1), axis=0)
    return Across(values, points, lowest, costliest)
