"""What comes out of a workbook: values with their cells, the assessments they belong to, and findings."""

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from spbe_analytics import schema
from spbe_analytics.ingest.checks.findings import Finding
from spbe_analytics.ingest.mapping import Mapping
from spbe_analytics.schema import Basis, RemarkKind, Severity, Stage


@dataclass(frozen=True)
class Identity:
    """Who, when, which stage and which regulation; ``None`` where nothing is said.

    As a hint to :func:`spbe_analytics.ingest.read` it fills in what the file does not say.

    Attributes:
        region: Kemendagri code.
        year: Result year.
        stage: Stage of the evaluation.
        instrument: Id of an instrument.
        mappings: What the columns of tables of certain shapes mean.
    """

    region: str | None = None
    year: int | None = None
    stage: Stage | None = None
    instrument: str | None = None
    mappings: tuple[Mapping, ...] = ()


class Assessment(NamedTuple):
    """One government in one year at one stage, as one sheet (or one row of it) gives it.

    ``predicate`` is the printed one, at ``predicate_cell``; both are ``None`` where none is printed.
    """

    region: str
    year: int
    stage: Stage
    instrument: str
    sheet: str
    predicate: str | None = None
    predicate_cell: str | None = None


class Value(NamedTuple):
    """One value of one node; ``raw`` is the cell as stored, written as text."""

    region: str
    year: int
    stage: Stage
    instrument: str
    node: str
    value: float
    basis: Basis
    sheet: str
    cell: str
    raw: str


class Remark(NamedTuple):
    """What an assessor wrote beside an indicator, whether or not the indicator has a level."""

    region: str
    year: int
    stage: Stage
    instrument: str
    node: str
    kind: RemarkKind
    text: str
    sheet: str
    cell: str


COLUMNS = (
    *schema.KEY,
    schema.VALUE,
    schema.BASIS,
    schema.SHEET,
    schema.CELL,
    schema.RAW,
)
"""The columns of :meth:`Reading.frame`, in the order of :class:`Value`."""


HIDDEN = frozenset({"hidden-sheet", "hidden-rows", "hidden-columns", "display-hides-value"})
"""Codes of the findings about parts and decimals that are hidden: a person may look and accept them."""


@dataclass(frozen=True)
class Reading:
    """A workbook as understood.

    Attributes:
        name: File name as given.
        sha256: Hash of the bytes, 64 hexadecimal digits.
        size: Number of bytes.
        layout: Code of the layout (several joined by ``+``); empty when nothing was recognised.
        assessments: What the file assesses; one whose identity is incomplete is not among them.
        values: The values that could be read without a guess.
        findings: All problems, in the order of the sheets and cells.
        remarks: What assessors wrote beside the indicators of these assessments.
    """

    name: str
    sha256: str
    size: int
    layout: str
    assessments: tuple[Assessment, ...]
    values: tuple[Value, ...]
    findings: tuple[Finding, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether a finding blocks a commit; what somebody may accept is in :attr:`hides`."""
        return any(item.severity is Severity.ERROR and item.code not in HIDDEN for item in self.findings)

    @property
    def hides(self) -> bool:
        """Whether parts are hidden, which somebody has to decide on before a commit."""
        return any(item.code in HIDDEN for item in self.findings)

    def frame(self) -> pd.DataFrame:
        """Return the values as the long frame of the schema; stages and bases as text, one row a value."""
        columns = dict(zip(COLUMNS, zip(*self.values, strict=True), strict=True)) if self.values else {}
        for name, kind in ((schema.STAGE, Stage), (schema.BASIS, Basis)):
            texts = {item: item.value for item in kind}
            columns[name] = tuple([texts[item] for item in columns.get(name, ())])
        frame = pd.DataFrame(columns, columns=list(COLUMNS))
        return frame.astype({schema.YEAR: "int64", schema.VALUE: "float64"})
