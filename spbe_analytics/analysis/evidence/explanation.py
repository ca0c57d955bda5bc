"""What there is to say about one figure: statements of sources, the terms of its formula, what it can exactly be."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from spbe_analytics.analysis.assess import HALF, SLACK
from spbe_analytics.schema import Authority, Basis, NodeKind, Stage


@dataclass(frozen=True)
class Statement:
    """One figure as one source gives it.

    Attributes:
        value: The figure; ``text`` is what stood in the cell.
        basis: Whether a level or a printed figure.
        authority: What kind of source it is.
        publication: Title, ``None`` for an upload; ``url`` its address.
        file: Name of the file it was read from, with ``sheet`` and ``cell`` (``None`` where typed by hand).
        rule: How the file was read, in words.
        batch: Number of the batch, ``who`` committed it and ``when`` (UTC).
        note: What is noted about the record.
        leading: Whether it outranks the others for this node.
    """

    value: float
    text: str
    basis: Basis
    authority: Authority
    publication: str | None
    url: str | None
    file: str
    sheet: str | None
    cell: str | None
    rule: str
    batch: int
    who: str
    when: datetime
    note: str
    leading: bool

    @property
    def place(self) -> str:
        """File, sheet and cell in words."""
        inside = f", lembar {self.sheet}, sel {self.cell}" if self.sheet and self.cell else ""
        return f"{self.file}{inside}"


@dataclass(frozen=True)
class Term:
    """A node right below: its kind, exact weight, and exact value if it is known."""

    node: str
    name: str
    kind: NodeKind
    weight: Fraction
    value: Fraction | None


@dataclass(frozen=True)
class Explanation:
    """Why a figure is what it is.

    Attributes:
        region: Code of the region, ``year``, ``stage`` and ``instrument`` (id) as asked.
        node: Code, ``name`` and ``label`` (the code, or “Indeks”) of the node.
        value: The figure shown; ``None`` where nothing is known or levels are missing.
        exact: The figure as a fraction, where it follows from levels or is one.
        basis: Observed, computed or published; ``None`` without a value.
        statements: What sources say of this very node, the leading one first.
        terms: The nodes right below, to go down to.
        formula: The computation with its numbers, empty where nothing is computed.
        missing: Names of the indicators below without a level, if some have one.
        bounds: Least and greatest possible value while levels are missing.
        possible: Exact values that a printed figure can stand for.
        levels_from: Publications and uploads of the levels that a computed figure is from.
    """

    region: str
    year: int
    stage: Stage
    instrument: str
    node: str
    name: str
    label: str
    value: float | None
    exact: Fraction | None
    basis: Basis | None
    statements: tuple[Statement, ...]
    terms: tuple[Term, ...]
    formula: str
    missing: tuple[str, ...]
    bounds: tuple[Fraction, Fraction] | None
    possible: tuple[Fraction, ...]
    levels_from: tuple[str, ...]


def differs(explanation: Explanation) -> tuple[Statement, ...]:
    """Return the statements that give another figure than the one shown, by more than rounding."""
    shown = explanation.value
    if shown is None:
        return ()
    return tuple(said for said in explanation.statements if abs(said.value - shown) > HALF + SLACK)
