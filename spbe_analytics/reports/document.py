"""What a document is, whoever writes it: parts in order, whose figures they are, and what they rest on."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Final, NamedTuple

import pandas as pd

from spbe_analytics.analysis.planning.proposal import Proposal
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.parts.part import Part
from spbe_analytics.parts.view import View
from spbe_analytics.schema import INSTRUMENT, Labelled

PRODUCT: Final = "SPBE Analytics"

LICENCE: Final = (
    "Angka berasal dari publikasi instansi pemerintah dan unggahan yang disebut sebagai sumber; kode dan nama daerah "
    "menurut Kementerian Dalam Negeri dan Badan Pusat Statistik. Sebutkan sumbernya bila angkanya dikutip."
)
"""Whose the figures are, for a line of every document."""


class Kind(Labelled):
    """Whom a document is about."""

    REGION = "daerah", "Satu daerah"
    COMPARISON = "perbandingan", "Perbandingan"
    PROVINCE = "provinsi", "Satu provinsi"


@dataclass(frozen=True, eq=False)
class Kept:
    """What people keep of a region besides its assessments, at the moment a document is made.

    Attributes:
        actions: All versions of its actions, the oldest first.
        targets: Its targets as the store gives them.
        remarks: What assessors wrote.
        today: The day of the document.
        plan: The plan that is told; the lightest one to the next predicate where nobody chose.
    """

    actions: pd.DataFrame
    targets: pd.DataFrame
    remarks: pd.DataFrame
    today: date
    plan: Proposal = field(default_factory=Proposal)


class Source(NamedTuple):
    """A publication or a file, with its address where it has one."""

    title: str
    url: str


@dataclass(frozen=True)
class Manifest:
    """The figures a document rests on, as it carries them, so that it can be held against the store later.

    Attributes:
        kind: Whom it is about.
        revision: Revision of the store.
        made: The day, as ISO writes it.
        figures: Exact value as text by ``region|year|stage|node``; a value unknown then has no entry.
    """

    kind: str
    revision: int
    made: str
    figures: Mapping[str, str]

    @cached_property
    def checksum(self) -> str:
        """The first digits of a digest of all of it, shown on every page."""
        return sha256(self._text().encode()).hexdigest()[:12]

    def _text(self) -> str:
        said = {"kind": self.kind, "revision": self.revision, "made": self.made, "figures": dict(self.figures)}
        return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    def write(self) -> str:
        """Write it as JSON, with its sum."""
        return json.dumps({"manifest": json.loads(self._text()), "checksum": self.checksum}, ensure_ascii=False)


@dataclass(frozen=True, eq=False)
class Document:
    """A document, as every writer takes it.

    Attributes:
        kind: Whom it is about.
        title: Its title.
        subject: Whose figures it tells.
        moment: Stage and year.
        stem: Name of its file, without the ending.
        view: The view it is told from; light colours.
        regions: Codes of the governments whose figures it tells, the own one first.
        parts: What it tells, in order.
        sources: Publications and files behind it, those of most figures first.
        method: How its figures come about, one a line.
        today: The day it is made.
        revision: Revision of the store.
        kept: What people keep of the region; ``None`` for several.
    """

    kind: Kind
    title: str
    subject: str
    moment: str
    stem: str
    view: View
    regions: Sequence[str]
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]
    method: tuple[str, ...]
    today: date
    revision: int
    kept: Kept | None = None

    @cached_property
    def manifest(self) -> Manifest:
        """The figures that the document rests on."""
        keys = [figure_key(region, self.view.year, self.view.stage.value, "") for region in self.regions]
        return Manifest(self.kind.value, self.revision, self.today.isoformat(), figures_of(self.view.snapshot, keys))


def figure_key(region: str, year: int, stage: str, node: str) -> str:
    """Name a figure in a manifest; without a node the beginning of the names of all of an assessment."""
    return f"{region}|{year}|{stage}|{node}"


def figures_of(snapshot: Snapshot, assessments: Iterable[str]) -> dict[str, str]:
    """Return every figure known of some assessments as text that keeps all its digits.

    Args:
        snapshot: Everything known.
        assessments: As :func:`figure_key` names them without a node.
    """
    found: dict[str, str] = {}
    for beginning in dict.fromkeys(assessments):
        region, year, stage, _ = beginning.split("|")
        instrument = snapshot.catalogue.for_year(int(year))
        if instrument is None:
            continue
        scores = snapshot.scores(instrument.id)
        key = (region, int(year), stage)
        if key in scores.index:
            row = scores.loc[[key]].iloc[0].dropna()
            found |= {f"{beginning}{node}": repr(float(value)) for node, value in row.items()}
    return found


def sources_of(view: View, regions: Sequence[str]) -> tuple[Source, ...]:
    """Name the publications and files behind the figures of some governments, those of most figures first."""
    records = view.snapshot.records
    used = records[
        (records["year"] == view.year)
        & (records["stage"] == view.stage.value)
        & records["region"].isin(list(regions))
        & (records[INSTRUMENT] == view.instrument.id)
    ]
    named = used.assign(shown=used["title"].fillna(used["file_name"].map(lambda name: f"unggahan {name}")))
    found = []
    for title in named["shown"].value_counts().index:
        urls = named.loc[named["shown"] == title, "url"].dropna()
        found.append(Source(str(title), str(urls.iloc[0]) if len(urls) else ""))
    return tuple(found)


def method_of(view: View) -> tuple[str, ...]:
    """Say how the figures of a view come about."""
    guides = [f"Pedoman: {', '.join(view.instrument.guides)}."] if view.instrument.guides else []
    return (
        f"Instrumen: {view.instrument.regulation}.",
        *guides,
        "Nilai dihitung tepat dari tingkat dan bobot, atau memakai angka tercetak bila tingkatnya tidak terbit; hanya "
        "tampilannya dibulatkan dua desimal. Predikat dan peringkat memakai nilai sebelum dibulatkan. Tingkat yang "
        "tidak diketahui tidak dihitung nol, dan nilai dua instrumen tidak disambung menjadi satu deret.",
    )


def program_of(view: View) -> str:
    """Name what is evaluated: ``SPBE``, ``Pemdi``."""
    return view.instrument.index_name.removeprefix("Indeks ")


def stem_of(*parts: str) -> str:
    """Write the name of a file: lower-case letters, digits and hyphens, at most 80."""
    text = "-".join(parts).lower()
    plain = "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in text)
    return "-".join(filter(None, plain.split("-")))[:80].rstrip("-")
