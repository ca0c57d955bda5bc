"""What goes into a commit, and what comes out of it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from spbe_analytics.schema import Authority, Basis, Labelled


class EventKind(Labelled):
    """What can be done to a batch."""

    COMMIT = "commit", "disimpan"
    REVERT = "revert", "dibatalkan"
    RESTORE = "restore", "dipulihkan"


_SHOWN = {basis: repr(basis) for basis in Basis}


class NewFigure(NamedTuple):
    """One value: its node, its basis, and where it stood.

    ``sheet`` and ``cell`` are ``None`` for a value typed by hand; ``raw`` is the text as it stood in the cell.
    """

    node: str
    value: float
    basis: Basis
    sheet: str | None
    cell: str | None
    raw: str

    def __repr__(self) -> str:
        """Write the figure as a dataclass would, quickly: fingerprints are made of it."""
        node, value, basis, sheet, cell, raw = self
        place = f"sheet={sheet!r}, cell={cell!r}, raw={raw!r}"
        return f"NewFigure(node={node!r}, value={value!r}, basis={_SHOWN[basis]}, {place})"


class NewRemark(NamedTuple):
    """What an assessor wrote beside an indicator, and where; ``kind`` is a ``RemarkKind`` of the schema."""

    node: str
    kind: str
    text: str
    sheet: str
    cell: str


@dataclass(frozen=True)
class NewRecord:
    """One assessment as one source gives it; a figure that it does not give is absent."""

    region: str
    year: int
    stage: str
    instrument: str
    figures: tuple[NewFigure, ...]
    authority: Authority
    source: str | None = None
    predicate: str | None = None
    misprint: bool = False
    note: str = ""
    remarks: tuple[NewRemark, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Source:
    """A publication."""

    id: str
    title: str
    url: str
    authority: Authority


@dataclass(frozen=True)
class NewBatch:
    """All that one commit brings: the file's bytes and the records read from it."""

    file_name: str
    content: bytes
    layout: str
    committed_by: str
    records: tuple[NewRecord, ...]
    sources: tuple[Source, ...] = ()
    digest: str = ""
    """SHA-256 of the bytes where it is known already."""

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the file's bytes, hexadecimal."""
        return self.digest or hashlib.sha256(self.content).hexdigest()

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the file and of what was read from it: equal for the same commit made again."""
        digest = hashlib.sha256(self.sha256.encode())
        for record in self.records:
            digest.update(repr(record).encode())
            if record.remarks:
                digest.update(repr(record.remarks).encode())
        return digest.hexdigest()


@dataclass(frozen=True)
class Committed:
    """The outcome of a commit: the batch, and whether it is new (``False``: the same was there already)."""

    batch: int
    created: bool


FIGURE_COLUMNS = ("record", "node", "value", "basis", "sheet", "cell", "raw")
"""The columns of :func:`figure_rows`, in the order of the table."""

_TEXTS = {basis: basis.value for basis in Basis}


def figure_rows(record: int, figures: Iterable[NewFigure]) -> list[tuple[object, ...]]:
    """Give the rows of the table ``figures`` for one record."""
    return [(record, node, value, _TEXTS[basis], sheet, cell, raw) for node, value, basis, sheet, cell, raw in figures]
