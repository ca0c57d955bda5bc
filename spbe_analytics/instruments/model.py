"""An evaluation instrument: a tree of weighted nodes, a scale of levels, a scale of predicates, years of force.

Nothing here knows a particular regulation: counts, weights, names and thresholds all come from the YAML file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from spbe_analytics.errors import ScoringError, quoted
from spbe_analytics.schema import INDEX_NODE, NodeKind


@dataclass(frozen=True)
class Node:
    """One node of an instrument's tree.

    Attributes:
        code: ``index``, ``D1``…, ``A1``…, ``I1``… (or as the file says); meaningful only with its instrument.
        parent: Code of the node above; ``None`` for the root.
        kind: Index, domain, aspect or indicator.
        number: The number as the regulation or its reports write it, for example ``35-2``.
        name: Full official name.
        short: A name of at most 20 characters for charts.
        weight: Exact share in percent of the index.
        aliases: Other spellings seen in reports and tables.
        capability: Which names of levels apply to an indicator.
        owner: Agency whose own index gives the level, where the regulation takes it from outside.
    """

    code: str
    parent: str | None
    kind: NodeKind
    number: str
    name: str
    short: str
    weight: Fraction
    aliases: tuple[str, ...] = ()
    capability: str | None = None
    owner: str | None = None


@dataclass(frozen=True)
class Predicate:
    """One class of the predicate scale: ``lower`` belongs to it, ``upper`` to the next (the last includes both)."""

    name: str
    lower: Fraction
    upper: Fraction
    alias: str | None = None


@dataclass(frozen=True)
class LevelScale:
    """The levels an indicator can have, from ``lowest`` to ``highest``, in whole steps or with decimals."""

    lowest: Fraction
    highest: Fraction
    whole: bool
    decimals: int = 0

    @property
    def unit(self) -> int:
        """The factor that makes every level of the scale a whole number: 1, or 100 for two decimals."""
        return int(10**self.decimals)

    def admits(self, level: Fraction) -> bool:
        """Tell whether a level lies on the scale."""
        return self.lowest <= level <= self.highest and (level * self.unit).denominator == 1


@dataclass(frozen=True, eq=False)
class Instrument:
    """A regulation's way from levels to a predicate.

    ``nodes`` are in the regulation's order, each parent before its children. ``years`` are result years;
    ``last_year`` is ``None`` while the instrument is in force.
    """

    id: str
    name: str
    index_name: str
    short: str
    regulation: str
    gazette: str
    first_year: int
    last_year: int | None
    scale: LevelScale
    nodes: tuple[Node, ...]
    predicates: tuple[Predicate, ...]
    level_names: Mapping[str, Mapping[int, str]]
    target_predicate: str
    target_level: Fraction
    year_kinds: Mapping[int, str] = field(default_factory=dict)
    capability_names: Mapping[str, str] = field(default_factory=dict)
    guides: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    confidence: str = ""

    @cached_property
    def _by_code(self) -> dict[str, Node]:
        return {node.code: node for node in self.nodes}

    @cached_property
    def _children(self) -> dict[str, tuple[Node, ...]]:
        return {n.code: tuple(c for c in self.nodes if c.parent == n.code) for n in self.nodes}

    def __contains__(self, code: str) -> bool:
        return code in self._by_code

    def node(self, code: str) -> Node:
        """Return the node with this code; an unknown code is a ``ScoringError``."""
        try:
            return self._by_code[code]
        except KeyError:
            raise ScoringError(f"Instrumen {self.id} tidak mempunyai butir {quoted(code)}.") from None

    def children(self, code: str) -> tuple[Node, ...]:
        """Return the nodes right below, in the regulation's order; none below an indicator."""
        return self._children[self.node(code).code]

    def of_kind(self, kind: NodeKind) -> tuple[Node, ...]:
        """Return all nodes of one kind, in the regulation's order."""
        return tuple(node for node in self.nodes if node.kind is kind)

    @cached_property
    def indicators(self) -> tuple[Node, ...]:
        """The leaves."""
        return self.of_kind(NodeKind.INDICATOR)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """All node codes, the index first."""
        return tuple(self._by_code)

    @cached_property
    def indicator_codes(self) -> tuple[str, ...]:
        """Codes of the leaves."""
        return tuple(node.code for node in self.indicators)

    @property
    def pillar_word(self) -> str:
        """What the nodes right below the index are called: ``domain``, or ``aspek`` where there are no domains."""
        return self.pillars[0].kind.label.lower()

    @cached_property
    def pillars(self) -> tuple[Node, ...]:
        """The nodes right below the index: domains, or aspects where the instrument has no domains."""
        return self.children(INDEX_NODE)

    def leaves(self, code: str) -> tuple[Node, ...]:
        """Return the indicators below a node (the node itself if it is one)."""
        node = self.node(code)
        if node.kind is NodeKind.INDICATOR:
            return (node,)
        return tuple(leaf for child in self.children(code) for leaf in self.leaves(child.code))

    def path(self, code: str) -> tuple[Node, ...]:
        """Return the nodes from the index down to the node itself."""
        node = self.node(code)
        return (node,) if node.parent is None else (*self.path(node.parent), node)

    def predicate(self, index: Fraction) -> Predicate:
        """Return the predicate of an exact index; one outside the scale is a ``ScoringError``."""
        for predicate in reversed(self.predicates):
            if index >= predicate.lower:
                if index > predicate.upper:
                    break
                return predicate
        raise ScoringError(f"Indeks {float(index)} berada di luar skala predikat instrumen {self.id}.")

    def predicate_named(self, name: str) -> Predicate | None:
        """Return the predicate with this name (case and spaces do not matter), or ``None``."""
        wanted = " ".join(name.split()).casefold()
        return next((p for p in self.predicates if p.name.casefold() == wanted), None)

    @property
    def target(self) -> Fraction:
        """The index from which the minimum target printed in every report is met."""
        found = self.predicate_named(self.target_predicate)
        return found.lower if found else self.predicates[0].lower

    def level_name(self, code: str, level: Fraction | float | int) -> str | None:
        """Return the name of a whole level of an indicator; ``None`` for a fractional or nameless one."""
        names = self.level_names.get(self.node(code).capability or "", {})
        return names.get(int(level)) if level == int(level) else None

    def covers(self, year: int) -> bool:
        """Tell whether a result year falls under this instrument."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)
