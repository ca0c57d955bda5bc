"""The weakest node by each measure, with its reason in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import pandas as pd

from spbe_analytics.analysis.peers import Group
from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import KIND, OF, RANK, VALUE, NodeKind
from spbe_analytics.scoring.display import format_level, format_score, format_weight

NAMED: Final = 3
"""How many equally weak nodes are named at the most."""


class Measure(StrEnum):
    """How weakness is measured."""

    LOST = "lost"
    VALUE = "value"
    TARGET = "target"
    MEDIAN = "median"
    QUARTILE = "quartile"
    RANK = "rank"

    @property
    def label(self) -> str:
        """The Indonesian name."""
        return _LABELS[self]


_LABELS = {
    Measure.LOST: "Poin hilang terbanyak",
    Measure.VALUE: "Nilai terendah",
    Measure.TARGET: "Terjauh di bawah target",
    Measure.MEDIAN: "Terjauh di bawah median",
    Measure.QUARTILE: "Terjauh di bawah kuartil atas",
    Measure.RANK: "Peringkat terendah",
}

_COLUMNS: Final = {
    Measure.LOST: ("lost", False),
    Measure.VALUE: (VALUE, True),
    Measure.TARGET: ("target_gap", True),
    Measure.MEDIAN: ("median_gap", True),
    Measure.QUARTILE: ("quartile_gap", True),
    Measure.RANK: (RANK, False),
}
"""The column that measures, and whether its least value is the weakest."""


@dataclass(frozen=True)
class Weakest:
    """The weakest of one kind of node by one measure.

    Attributes:
        measure: How weakness is measured.
        kind: Kind of node.
        nodes: Codes; several where they are equally weak, in the regulation's order.
        figure: The figure that decides.
        reason: Why it is the weakest, as a part of a sentence.
    """

    measure: Measure
    kind: NodeKind
    nodes: tuple[str, ...]
    figure: float
    reason: str


def weakest(instrument: Instrument, table: pd.DataFrame, kind: NodeKind, group: Group | None = None) -> list[Weakest]:
    """Name the weakest node of one kind by each measure.

    Args:
        instrument: The instrument.
        table: The measures of :func:`spbe_analytics.analysis.weakness.weakness`.
        kind: Kind of node.
        group: Whom the region is compared with, for the words.

    Returns:
        One entry a measure, in the order of :class:`Measure`; a measure by which nobody is weak (nothing lost, nothing
        below target, median or quartile, or no such figure) is absent.
    """
    rows = table[table[KIND] == kind.value]
    found = []
    for measure, (column, lowest) in _COLUMNS.items():
        known = rows[column].dropna()
        if known.empty:
            continue
        worst = known.min() if lowest else known.max()
        gap = measure in (Measure.TARGET, Measure.MEDIAN, Measure.QUARTILE)
        if (gap and worst >= 0) or (measure is Measure.LOST and worst <= 0) or (measure is Measure.RANK and worst <= 1):
            continue
        nodes = tuple(known.index[known == worst])
        said = _reason(instrument, rows.loc[nodes[0]], measure, len(nodes), group)
        found.append(Weakest(measure, kind, nodes, float(worst), said))
    return found


def _reason(instrument: Instrument, row: pd.Series, measure: Measure, count: int, group: Group | None) -> str:
    kind, value = NodeKind(row[KIND]), row[VALUE]
    written = format_level(value) if kind is NodeKind.INDICATOR else format_score(value)
    among = group.label if group else "kelompok"
    if measure is Measure.LOST:
        weight = format_weight(instrument.node(str(row.name)).weight)
        return f"{format_score(row['lost'])} poin: bobot {weight}, nilai {written}"
    if measure is Measure.VALUE:
        return f"nilai {written}" + (f"; {count} {kind.label.lower()} sama rendah" if count > 1 else "")
    if measure is Measure.TARGET:
        return f"{format_score(-row['target_gap'])} di bawah tingkat {format_level(instrument.target_level)}"
    if measure is Measure.RANK:
        return f"peringkat {int(row[RANK])} dari {int(row[OF])} {among}"
    name = "median" if measure is Measure.MEDIAN else "kuartil atas"
    column = "median" if measure is Measure.MEDIAN else "quartile"
    at = f" ({format_score(row[column])})" if count == 1 else ""
    return f"{format_score(-row[f'{column}_gap'])} di bawah {name} {among}{at}"


def by_measure(found: Sequence[Weakest], measure: Measure) -> Weakest | None:
    """Return the entry of one measure, or ``None``."""
    return next((item for item in found if item.measure is measure), None)


def names_of(instrument: Instrument, nodes: Sequence[str]) -> str:
    """Name equally weak nodes by their short names, and count those beyond the first few."""
    names = [instrument.node(code).short for code in nodes[:NAMED]]
    return ", ".join(names) + (f", dan {len(nodes) - NAMED} lainnya" if len(nodes) > NAMED else "")
