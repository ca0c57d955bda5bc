"""The texts of an instrument's levels: what is asked, the evidence wanted, and where both are printed."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Document:
    """A document that texts are quoted from.

    Attributes:
        title: Kind, number and year.
        place: The part of it that holds the texts.
        unit: What its parts are counted by: ``hlm.`` or ``lembar``.
        url: Public address of the copy that was read.
    """

    title: str
    place: str
    unit: str
    url: str

    def cited(self, page: str) -> str:
        """Name the place of a text: ``PermenPANRB Nomor 59 Tahun 2020, Lampiran I huruf E (Kuesioner), hlm. 72``."""
        return f"{self.title}, {self.place}, {self.unit} {page}"


@dataclass(frozen=True)
class Quote:
    """A text as printed, with the place where it is printed and the address of the copy that was read."""

    text: str
    source: str
    url: str


@dataclass(frozen=True)
class Criterion:
    """What one level of one indicator asks for.

    Attributes:
        node: Code of the indicator.
        level: The level.
        text: The criterion as printed.
        source: Document, part and page of the text.
        page: The page alone.
        url: Public address of the copy that was read.
        evidence: The evidence wanted for this level alone, as printed; empty where none is known.
        evidence_source: Document, part and page of the evidence; empty without evidence.
        evidence_url: Public address of the copy that was read; empty without evidence.
        note: What a reader should know of the text, such as a misprint; empty for nothing.
        builds_on: The lower level that the text takes as met; ``None`` where it names none.
    """

    node: str
    level: int
    text: str
    source: str
    page: str
    url: str
    evidence: tuple[str, ...] = ()
    evidence_source: str = ""
    evidence_url: str = ""
    note: str = ""
    builds_on: int | None = None


@dataclass(frozen=True)
class Texts:
    """All that is known of an instrument's levels.

    Attributes:
        criteria: The criteria by indicator and level.
        general: What a level means for all indicators of a capability, by capability and level.
        absent: Why there is no text, by the code of an indicator or of a node above it.
        documents: The documents quoted, each once, the regulation first.
        notes: What a reader should know of all texts.
    """

    criteria: Mapping[tuple[str, int], Criterion]
    general: Mapping[tuple[str, int], Quote]
    absent: Mapping[str, str]
    documents: tuple[Document, ...]
    notes: tuple[str, ...]
