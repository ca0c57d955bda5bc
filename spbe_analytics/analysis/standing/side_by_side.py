"""Which of several figures are equal: as shown where one is printed, exactly where both are computed."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar

import pandas as pd

from spbe_analytics.analysis.assess import Assessed
from spbe_analytics.analysis.evidence.sources import source_names
from spbe_analytics.analysis.exact import exact
from spbe_analytics.schema import (
    ASSESSMENT,
    INDEX_NODE,
    REGION,
    SOURCE,
    STAGE,
    YEAR,
    Basis,
)
from spbe_analytics.scoring.display import round_half_up

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True)
class Amount:
    """A value or a difference.

    Attributes:
        value: The exact fraction.
        printed: Whether a printed figure stands behind it, which holds no more than its decimals show.
    """

    value: Fraction
    printed: bool

    def same(self, other: "Amount") -> bool:
        """Tell whether two amounts cannot be told apart: as shown where one is printed, else exactly."""
        if self.printed or other.printed:
            return round_half_up(self.value) == round_half_up(other.value)
        return self.value == other.value

    def above(self, other: "Amount") -> bool:
        """Tell whether this amount is the greater one of two that can be told apart."""
        return self.value > other.value and not self.same(other)

    def less(self, other: "Amount") -> "Amount":
        """Return this amount less another."""
        return Amount(self.value - other.value, self.printed or other.printed)


def greatest(amounts: Mapping[T, Amount]) -> tuple[T, ...]:
    """Return the keys of the greatest amount and of all that equal it, in the order given; empty without any."""
    most = max(amounts.values(), key=lambda amount: amount.value, default=None)
    return tuple(key for key, amount in amounts.items() if most is not None and amount.same(most))


def least(amounts: Mapping[T, Amount]) -> tuple[T, ...]:
    """Return the keys of the least amount and of all that equal it, in the order given; empty without any."""
    fewest = min(amounts.values(), key=lambda amount: amount.value, default=None)
    return tuple(key for key, amount in amounts.items() if fewest is not None and amount.same(fewest))


@dataclass(frozen=True)
class Lead:
    """How far one region is ahead of another at a node.

    Attributes:
        node: Code of the node.
        other: Name of the region that is ahead, or behind.
        by: How far, above 0.
    """

    node: str
    other: str
    by: Amount


@dataclass(frozen=True)
class Span:
    """How far regions lie apart at a node.

    Attributes:
        node: Code of the node.
        width: The highest value less the lowest.
        highest: Names of all that are highest.
        lowest: Names of all that are lowest.
    """

    node: str
    width: Amount
    highest: tuple[str, ...]
    lowest: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class SideBySide:
    """The values of several regions.

    Attributes:
        year: Result year.
        stage: Stage.
        frame: Index node code, one column a region under its name, the first one measured against the others; missing
            where nothing is known.
        amounts: The same values as fractions by node and name, without those that are missing.
    """

    year: int
    stage: str
    frame: pd.DataFrame
    amounts: Mapping[tuple[str, str], Amount]

    @property
    def names(self) -> tuple[str, ...]:
        """The regions, in the order asked for."""
        return tuple(str(name) for name in self.frame.columns)

    @property
    def nodes(self) -> tuple[str, ...]:
        """The nodes, in the order asked for."""
        return tuple(str(node) for node in self.frame.index)

    @property
    def complete(self) -> bool:
        """Whether every region has a value at every node, so that something can be said of all of them."""
        return len(self.amounts) == self.frame.size > 0

    def part(self, nodes: Iterable[str] | None = None, names: Iterable[str] | None = None) -> "SideBySide":
        """Return some of the nodes and some of the regions."""
        rows = list(self.nodes if nodes is None else nodes)
        columns = list(self.names if names is None else names)
        kept = {
            (node, name): self.amounts[node, name] for node, name in self.amounts if node in rows and name in columns
        }
        return SideBySide(self.year, self.stage, self.frame.loc[rows, columns], kept)

    def at(self, node: str) -> dict[str, Amount]:
        """Return the known values of a node by region."""
        return {name: self.amounts[node, name] for name in self.names if (node, name) in self.amounts}

    def of(self, name: str) -> dict[str, Amount]:
        """Return the known values of a region by node."""
        return {node: self.amounts[node, name] for node in self.nodes if (node, name) in self.amounts}

    def apart(self, node: str, name: str, other: str) -> Amount | None:
        """Subtract another region's value from one's, exactly; ``None`` where either is missing."""
        known = self.at(node)
        return known[name].less(known[other]) if name in known and other in known else None

    def leads(self, name: str, others: Iterable[str]) -> tuple[Lead, ...]:
        """Return where a region is ahead of others, by node and then by region."""
        return self._leads(name, tuple(others), ahead=True)

    def lags(self, name: str, others: Iterable[str]) -> tuple[Lead, ...]:
        """Return where a region is behind others, by node and then by region."""
        return self._leads(name, tuple(others), ahead=False)

    def _leads(self, name: str, others: tuple[str, ...], *, ahead: bool) -> tuple[Lead, ...]:
        found = []
        for node in self.nodes:
            known = self.at(node)
            for other in others:
                if name in known and other in known:
                    front, back = (known[name], known[other]) if ahead else (known[other], known[name])
                    if front.above(back):
                        found.append(Lead(node, other, front.less(back)))
        return tuple(found)

    def spans(self) -> tuple[Span, ...]:
        """Return how far the regions lie apart at every node that two of them have."""
        found = []
        for node in self.nodes:
            known = self.at(node)
            if len(known) > 1:
                highest, lowest = greatest(known), least(known)
                width = known[highest[0]].less(known[lowest[0]])
                found.append(
                    Span(node, Amount(Fraction(0), width.printed) if highest == lowest else width, highest, lowest)
                )
        return tuple(found)

    def differences(self) -> pd.DataFrame:
        """Subtract every other region from the first: positive where the first is ahead, missing where either is."""
        first, *others = self.names
        return pd.DataFrame(
            {
                other: pd.Series({node: _number(self.apart(node, first, other)) for node in self.nodes}, dtype=float)
                for other in others
            },
            index=self.frame.index,
        )


def _number(amount: Amount | None) -> float:
    return float("nan") if amount is None else float(amount.value)


def side_by_side(
    assessed: Assessed, regions: Mapping[str, str], nodes: Sequence[str], *, year: int, stage: str
) -> SideBySide:
    """Put the values of several regions side by side.

    Args:
        assessed: The instrument of the year with all its assessments.
        regions: Name by code, in the order wanted; names are unique.
        nodes: Node codes, in the order wanted.
        year: Result year.
        stage: Stage.

    Returns:
        The values; a region of which nothing is known is missing throughout.
    """
    keys: Any = pd.MultiIndex.from_tuples([(code, year, stage) for code in regions], names=list(ASSESSMENT))
    scores, basis = (frame[list(nodes)].reindex(keys) for frame in (assessed.scores, assessed.basis))
    names = list(regions.values())
    amounts = {
        (node, name): Amount(exact(assessed.instrument, node, float(value)), kind == Basis.PUBLISHED)
        for node in nodes
        for name, value, kind in zip(names, scores[node], basis[node], strict=True)
        if value == value
    }
    scores.index = pd.Index(names)
    return SideBySide(year, stage, scores.T, amounts)


def suggest(ranked: pd.DataFrame, home: str | None) -> list[str]:
    """Propose up to three regions to compare.

    Args:
        ranked: The ranking of the group they come from.
        home: Code of the home region, ranked or not.

    Returns:
        The home region, the best other one and the one nearest to the median; without a home region the best three.
    """
    if home is None:
        return ranked[REGION].head(3).tolist()
    others = ranked[ranked[REGION] != home]
    if others.empty:
        return [home]
    distance = (others[INDEX_NODE] - ranked[INDEX_NODE].median()).abs().iloc[1:]
    return [home, others[REGION].iloc[0], *others.loc[distance.nsmallest(1).index, REGION]]


def leading_sources(records: pd.DataFrame, *, year: int, stage: str) -> pd.Series:
    """Name the source of highest authority of each region in one year and stage; index region."""
    mine = records[(records[YEAR] == year) & (records[STAGE] == stage)].drop_duplicates(REGION)
    return pd.Series(source_names(mine).values(), index=pd.Index(mine[REGION]), name=SOURCE, dtype=object)
