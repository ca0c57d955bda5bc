"""The open tables: what of the data anybody may have, by year where a table grows with the years.

Rows and columns are those of the addresses for machines. Who uploaded what, and what people keep, is not among them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.api.resource import Field
from spbe_analytics.api.resources import RESOURCES

REGIONS: Final = "daerah"
NODES: Final = "instrumen"


@dataclass(frozen=True)
class Reference:
    """A foreign key: columns whose values stand in the columns of another table."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]


@dataclass(frozen=True)
class Subject:
    """What one open table, or one of each year, is about.

    Attributes:
        resource: Where its rows come from: a resource of the addresses for machines.
        title: Its title.
        key: Its primary key; empty where rows have none.
        references: Its foreign keys.
        by_year: Whether there is one of each year.
        left_out: Columns that are not open: what leads back to a person's upload.
    """

    resource: str
    title: str
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    by_year: bool = False
    left_out: frozenset[str] = frozenset()

    @property
    def fields(self) -> Mapping[str, Field]:
        """Its columns."""
        return {name: field for name, field in RESOURCES[self.resource].fields.items() if name not in self.left_out}

    @property
    def text(self) -> str:
        """What it holds, in a sentence."""
        return RESOURCES[self.resource].text


_OF_REGION: Final = Reference(("kode",), REGIONS, ("kode",))

SUBJECTS: Final[Mapping[str, Subject]] = {
    REGIONS: Subject("regions", "Pemerintah daerah", ("kode",)),
    NODES: Subject("instruments", "Butir instrumen dan bobotnya", ("instrumen", "butir")),
    "indeks": Subject("indices", "Indeks dan predikat", ("kode", "tahun", "tahap"), (_OF_REGION,), True),
    "nilai": Subject(
        "levels",
        "Nilai setiap butir",
        ("kode", "tahun", "tahap", "butir"),
        (_OF_REGION, Reference(("instrumen", "butir"), NODES, ("instrumen", "butir"))),
        True,
    ),
    "sumber": Subject(
        "sources", "Sumber setiap penilaian", (), (_OF_REGION,), left_out=frozenset({"berkas", "unggahan"})
    ),
}
"""Every open table by its name."""


@dataclass(frozen=True)
class Table:
    """One file of the package.

    Attributes:
        name: Name of the resource: ``nilai-2024``.
        path: Where it lies in the package: ``nilai/2024.csv``.
        subject: What it is about.
        year: Its year; ``None`` for one of all years.
        rows: How many rows it has.
        content: Its bytes: CSV as RFC 4180 has it, UTF-8, headings first; what is missing is empty.
    """

    name: str
    path: str
    subject: Subject
    year: int | None
    rows: int
    content: bytes


def open_tables(snapshot: Snapshot) -> list[Table]:
    """Write the open tables of everything known, in the order of :data:`SUBJECTS`, the newest year first."""
    found = []
    for name, subject in SUBJECTS.items():
        asked: dict[str, Any] = {}
        rows = RESOURCES[subject.resource].rows(snapshot, asked)[list(subject.fields)]
        if not subject.by_year:
            found.append(Table(name, f"{name}.csv", subject, None, len(rows), csv_of(rows)))
            continue
        for year in sorted(rows["tahun"].unique(), reverse=True):
            part = rows[rows["tahun"] == year]
            found.append(Table(f"{name}-{year}", f"{name}/{year}.csv", subject, int(year), len(part), csv_of(part)))
    return found


def csv_of(rows: pd.DataFrame) -> bytes:
    """Write rows as CSV."""
    return rows.to_csv(index=False, lineterminator="\r\n").encode()
