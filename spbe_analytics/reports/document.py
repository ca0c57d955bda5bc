"""What a document is, whoever writes it: parts in order, whose figures they are, and what they rest on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple
from urllib.parse import urlsplit

import pandas as pd

from spbe_analytics.analysis.planning.proposal import Proposal
from spbe_analytics.parts.part import Part
from spbe_analytics.parts.view import View
from spbe_analytics.reports.manifest import Kind, Manifest, figure_key, figures_of

PRODUCT: Final = "SPBE Analytics"

LICENCE: Final = (
    "Angka berasal dari publikasi instansi pemerintah dan unggahan yang disebut sebagai sumber; kode dan nama daerah "
    "menurut Kementerian Dalam Negeri dan Badan Pusat Statistik. Sebutkan sumbernya bila angkanya dikutip."
)
"""Whose the figures are, for a line of every document."""


@dataclass(frozen=True, eq=False)
class Kept:
    """What people keep of a region besides its assessments, at the moment a document is made.

    Attributes:
        actions: All versions of its actions, the oldest first.
        targets: Its targets as the store gives them.
        remarks: What assessors wrote.
        today: The day of the document.
        plan: The plan that is told; the lightest one to the next predicate where nobody chose.
        notes: Why figures are as they are, as the store gives them.
    """

    actions: pd.DataFrame
    targets: pd.DataFrame
    remarks: pd.DataFrame
    today: date
    plan: Proposal = field(default_factory=Proposal)
    notes: pd.DataFrame = field(default_factory=pd.DataFrame)


class Source(NamedTuple):
    """A publication or a file, with its address where it has one."""

    title: str
    url: str

    @property
    def host(self) -> str:
        """The host whose copy of it was read; empty for a file, or an address that is not of the web."""
        address = urlsplit(self.url)
        return (address.hostname or "") if address.scheme in ("http", "https") else ""


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
        sources: Publications and files behind it, those of the chosen year and of most figures first.
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

    @property
    def source_line(self) -> str:
        """The sources in one line: the first one, and how many more."""
        more = f" dan {len(self.sources) - 1} sumber lain" if len(self.sources) > 1 else ""
        return f"Sumber: {self.sources[0].title}{more}" if self.sources else ""

    @cached_property
    def manifest(self) -> Manifest:
        """The figures that the document rests on."""
        keys = [figure_key(region, self.view.year, self.view.stage.value, "") for region in self.regions]
        figures = figures_of(self.view.snapshot, keys)
        return Manifest(self.kind.value, self.revision, self.today.isoformat(), keys, figures)


def sources_of(view: View, regions: Sequence[str], since: int = 0) -> tuple[Source, ...]:
    """Name the publications and files behind the figures of some governments.

    Those of the chosen year come first, of most figures first; then those of the other years that lines and changes
    tell. Where nothing of the governments is known, those of the whole kind that medians are taken of.

    Args:
        view: The chosen year and stage.
        regions: Codes of the governments.
        since: The first year that is told; all without one.
    """
    records = view.snapshot.records
    records = records[records["stage"] == view.stage.value]
    used = records[records["region"].isin(list(regions)) & (records["year"] >= since)]
    now = used[used["year"] == view.year]
    if now.empty:
        now = records[(records["year"] == view.year) & (records["region"].isin(view.nation["region"]))]
    named = pd.concat([now, used[used["year"] != view.year].sort_values("year", ascending=False)])
    named = named.assign(shown=named["title"].fillna(named["file_name"].map(lambda name: f"unggahan {name}")))
    first = now.assign(shown=named["shown"].iloc[: len(now)])["shown"].value_counts().index
    found = []
    for title in dict.fromkeys([*first, *named["shown"]]):
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
