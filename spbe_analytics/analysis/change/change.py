"""A change and its parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from spbe_analytics.analysis.standing.side_by_side import Amount, greatest
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Basis, Kind, NodeKind, Stage
from spbe_analytics.scoring.display import joined, round_half_up

DEPTHS: Final = (NodeKind.DOMAIN, NodeKind.ASPECT, NodeKind.INDICATOR)
"""How deep a change can be told, from the top."""


class PartKind(StrEnum):
    """What a part of a change is."""

    NODE = "node"
    """Weight × change of a node whose values are known on both sides."""
    NEW = "new"
    """Indicators without a level before that have one now."""
    GONE = "gone"
    """Indicators with a level before that have none now."""
    REMAINDER = "remainder"
    """What rounding leaves between a printed figure and the figures below it."""


@dataclass(frozen=True)
class Part:
    """One part of a change.

    Attributes:
        kind: What it is.
        node: Code of the node; of a remainder the node whose children leave it; of NEW and GONE together their root.
        name: Full name, or what it is in words.
        short: A name of at most 20 characters.
        weight: In percent of the index; of NEW and GONE that of their indicators, of a remainder 0.
        before: Exact value before, ``None`` where it is not known or not one value.
        after: Exact value after.
        contribution: In points of the root.
        parts: What it is the exact sum of; empty where nothing below is known.
        limit: The most that rounding explains; 0 for all but remainders.
    """

    kind: PartKind
    node: str
    name: str
    short: str
    weight: Fraction
    before: Fraction | None
    after: Fraction | None
    contribution: Fraction
    parts: tuple["Part", ...] = ()
    limit: Fraction = Fraction(0)


@dataclass(frozen=True)
class Side:
    """One end of a change.

    Attributes:
        year: Result year.
        stage: Stage.
        value: Exact value of the root, or the points of its answered indicators.
        basis: ``COMPUTED`` from levels, or ``PUBLISHED``.
        misprint: Whether a publication is flagged as misprinted.
        missing: Indicators below the root without a level.
    """

    year: int
    stage: Stage
    value: Fraction
    basis: Basis
    misprint: bool
    missing: int


@dataclass(frozen=True, eq=False)
class Change:
    """A change and its parts, which sum to it exactly.

    Attributes:
        instrument: The one instrument of both sides.
        region: Code of the region.
        root: The node whose change it is; the index or a node below it.
        before: Where it starts.
        after: Where it ends.
        parts: The parts right below the root.
        partial: Whether the values are points of answered indicators, because levels are missing on a side.
    """

    instrument: Instrument
    region: str
    root: Node
    before: Side
    after: Side
    parts: tuple[Part, ...]
    partial: bool

    @property
    def change(self) -> Fraction:
        """The exact change of the root."""
        return self.after.value - self.before.value

    @property
    def basis(self) -> str:
        """``observed`` where both sides follow from levels, ``published`` where both are printed, else ``mixed``."""
        sides = {self.before.basis, self.after.basis}
        if len(sides) > 1:
            return "mixed"
        return Basis.PUBLISHED.value if Basis.PUBLISHED in sides else Basis.OBSERVED.value

    @property
    def depths(self) -> tuple[NodeKind, ...]:
        """The depths at which the change can be told, from the top; those that add nothing are left out."""
        reached = {self.instrument.node(part.node).kind for part in _all(self.parts) if part.kind is PartKind.NODE}
        return tuple(depth for depth in DEPTHS if depth in reached)

    def bars(self, depth: NodeKind) -> tuple[Part, ...]:
        """Return the parts at a depth: nodes that cannot be split so far as they are, one remainder last.

        They sum exactly to the change.
        """
        found = list(self._down(self.parts, DEPTHS.index(depth)))
        rests = [part for part in found if part.kind is PartKind.REMAINDER]
        return (*(part for part in found if part.kind is not PartKind.REMAINDER), *_together(self.root, rests))

    def _down(self, parts: tuple[Part, ...], depth: int) -> Iterator[Part]:
        for part in parts:
            kind = self.instrument.node(part.node).kind
            reached = DEPTHS.index(kind) if part.kind is PartKind.NODE else len(DEPTHS) - 2
            if part.parts and reached < depth:
                yield from self._down(part.parts, depth)
            else:
                yield part

    @property
    def remainder(self) -> Fraction:
        """What rounding leaves right below the root; 0 where all is exact."""
        return sum((part.contribution for part in self.parts if part.kind is PartKind.REMAINDER), Fraction(0))

    @property
    def unexplained(self) -> bool:
        """Whether a remainder is greater than rounding explains: a printed figure cannot be right."""
        return any(abs(part.contribution) > part.limit for part in _all(self.parts) if part.kind is PartKind.REMAINDER)


def remainder_of(node: Node, rest: Fraction, limit: Fraction) -> Part:
    """Return the part that is left of a node's change; ``limit`` is the most that rounding explains."""
    name = "Pembulatan" if abs(rest) <= limit else "Selisih angka tercetak"
    return Part(PartKind.REMAINDER, node.code, name, name, Fraction(0), None, None, rest, (), limit)


def _together(root: Node, rests: list[Part]) -> tuple[Part, ...]:
    """Join remainders into one."""
    if len(rests) < 2:
        return tuple(rests)
    total = sum((part.contribution for part in rests), Fraction(0))
    limit = sum((part.limit for part in rests), Fraction(0))
    return (remainder_of(root, total, limit),) if total else ()


def _all(parts: tuple[Part, ...]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from _all(part.parts)


@dataclass(frozen=True)
class Pull:
    """What moved a change one way.

    Attributes:
        most: The parts that contributed most, all equals; one at least.
        count: How many parts went this way.
        total: What they contributed together.
    """

    most: tuple[Part, ...]
    count: int
    total: Fraction


def pulls(change: Change, bars: Sequence[Part]) -> tuple[Pull | None, Pull | None]:
    """Return what raised a change and what lowered it.

    Args:
        change: The change.
        bars: Its parts at one depth. Remainders of rounding are no contributors, nor are parts that two decimals do
            not show.

    Returns:
        The two; ``None`` where nothing went that way. Contributions are equal as shown where a printed figure stands
        behind the change, else exactly.
    """
    moving = [part for part in bars if part.kind is not PartKind.REMAINDER and round_half_up(part.contribution)]
    printed = change.basis != Basis.OBSERVED.value
    up, down = ([part for part in moving if (part.contribution > 0) is rose] for rose in (True, False))
    return _pull(up, printed), _pull(down, printed)


def _pull(parts: Sequence[Part], printed: bool) -> Pull | None:
    if not parts:
        return None
    most = greatest({part: Amount(abs(part.contribution), printed) for part in parts})
    return Pull(most, len(parts), sum((part.contribution for part in parts), Fraction(0)))


def moment(side: Side) -> str:
    """Name a side: ``2024, Nilai akhir``."""
    return f"{side.year}, {side.stage.label}"


def cautions(change: Change) -> list[str]:
    """Return what to beware of: misprints, averages of two groups, and a remainder that rounding does not explain."""
    found = []
    if gazetteer()[change.region].kind is Kind.AVERAGE:
        found.append("Rata-rata sebagaimana tercetak: yang dinilai tiap tahun dapat berbeda.")
    wrong = [moment(side) for side in (change.before, change.after) if side.misprint]
    if wrong:
        found.append(f"Angka {joined(wrong)} ditandai salah cetak; yang dipakai di sini angka sebagaimana tercetak.")
    if change.unexplained:
        found.append(
            "Pembulatan tidak menjelaskan seluruh selisih angka tercetak: indeks dan nilai di bawahnya tidak cocok. "
            "Periksa sumbernya."
        )
    return found


def partly(change: Change) -> str:
    """Say what is compared where levels are missing; empty where the values themselves are."""
    if not change.partial:
        return ""
    known = len(change.instrument.leaves(change.root.code))
    counts = f"{known - change.before.missing} dan {known - change.after.missing} dari {known} indikator"
    return (
        f"Tingkat belum lengkap ({counts}), jadi yang dibandingkan poin indikator yang dijawab; indikator yang "
        "hanya dijawab pada satu sisi berdiri sendiri."
    )
