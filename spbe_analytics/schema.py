"""The names of columns, stages, kinds and bases; no other module defines one.

Two shapes carry all data:

* the long frame of values, one row a node: ``REGION, YEAR, STAGE, INSTRUMENT, NODE, VALUE, BASIS`` and,
  where known, ``SOURCE, BATCH, SHEET, CELL, RAW``;
* the wide frame of scores of one instrument: index ``(REGION, YEAR, STAGE)``, one column a node.
"""

from enum import IntEnum, StrEnum
from typing import Final, NamedTuple

REGION: Final = "region"
YEAR: Final = "year"
STAGE: Final = "stage"
INSTRUMENT: Final = "instrument"
NODE: Final = "node"
VALUE: Final = "value"
BASIS: Final = "basis"
SOURCE: Final = "source"
BATCH: Final = "batch"
SHEET: Final = "sheet"
CELL: Final = "cell"
RAW: Final = "raw"

NAME: Final = "name"
KIND: Final = "kind"
PROVINCE: Final = "province"
PREDICATE: Final = "predicate"
RANK: Final = "rank"
OF: Final = "of"
CHANGE: Final = "change"
EXACT: Final = "exact"

INDEX_NODE: Final = "index"
"""Node code of the root of every instrument's tree."""

LAST_PLANNED_YEAR: Final = 2045
"""No plan in force reaches further: the end of the national long-term plan (RPJPN 2025–2045, UU 59/2024)."""

ASSESSMENT: Final = (REGION, YEAR, STAGE)
"""The key of one row of a wide frame of scores."""

KEY: Final = (REGION, YEAR, STAGE, INSTRUMENT, NODE)
"""The key of one current value."""


class Key(NamedTuple):
    """An assessment: one government, one result year, one stage, under one instrument."""

    region: str
    year: int
    stage: str
    instrument: str


class Stage(StrEnum):
    """A stage of the evaluation, in the order in which the stages take place."""

    SELF = "mandiri"
    DOCUMENT = "dokumen"
    INTERVIEW = "interviu"
    VISIT = "visitasi"
    FINAL = "final"

    @property
    def label(self) -> str:
        """The Indonesian name, as the regulation spells it."""
        return _STAGE_LABELS[self]

    @property
    def order(self) -> int:
        """The place of the stage in the evaluation, from 0."""
        return list(Stage).index(self)


_STAGE_LABELS = {
    Stage.SELF: "Penilaian Mandiri",
    Stage.DOCUMENT: "Penilaian Dokumen",
    Stage.INTERVIEW: "Penilaian Interviu",
    Stage.VISIT: "Penilaian Visitasi",
    Stage.FINAL: "Nilai akhir",
}


class Kind(StrEnum):
    """What is evaluated: three kinds of government, and printed averages."""

    PROVINCE = "provinsi"
    REGENCY = "kabupaten"
    CITY = "kota"
    AVERAGE = "rerata"

    @property
    def label(self) -> str:
        """The Indonesian name with a capital, for menus and headings."""
        return self.value.capitalize()


class Basis(StrEnum):
    """Where a value comes from."""

    OBSERVED = "observed"
    """A level that somebody gave."""
    COMPUTED = "computed"
    """Computed by us from levels."""
    PUBLISHED = "published"
    """Printed in a publication, with two decimals."""

    @property
    def label(self) -> str:
        """The Indonesian word shown beside a figure."""
        return _BASIS_LABELS[self]


_BASIS_LABELS = {
    Basis.OBSERVED: "tingkat diisi",
    Basis.COMPUTED: "dihitung dari tingkat",
    Basis.PUBLISHED: "tercetak",
}


class NodeKind(StrEnum):
    """The place of a node in an instrument's tree, from the root to the leaves."""

    INDEX = "index"
    DOMAIN = "domain"
    ASPECT = "aspect"
    INDICATOR = "indicator"

    @property
    def label(self) -> str:
        """The Indonesian name."""
        return _NODE_LABELS[self]


_NODE_LABELS = {
    NodeKind.INDEX: "Indeks",
    NodeKind.DOMAIN: "Domain",
    NodeKind.ASPECT: "Aspek",
    NodeKind.INDICATOR: "Indikator",
}


class Severity(StrEnum):
    """How bad a finding is: an error blocks a commit, a warning asks for a look, an info only tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """The Indonesian word."""
        return {"error": "Kesalahan", "warning": "Peringatan", "info": "Keterangan"}[self.value]


class Authority(IntEnum):
    """How much a source weighs when two give different figures for one thing: the greater wins."""

    PRESS = 10
    AGENCY = 20
    REPORT = 30
    TABLE = 40
    UPLOAD = 50

    @property
    def label(self) -> str:
        """The Indonesian name."""
        return _AUTHORITY_LABELS[self]


_AUTHORITY_LABELS = {
    Authority.PRESS: "Berita",
    Authority.AGENCY: "Dinas daerah",
    Authority.REPORT: "Laporan resmi untuk satu daerah",
    Authority.TABLE: "Tabel resmi nasional",
    Authority.UPLOAD: "Unggahan",
}


class RemarkKind(StrEnum):
    """What an assessor leaves beside an indicator."""

    NOTE = "catatan"
    RECOMMENDATION = "rekomendasi"

    @property
    def label(self) -> str:
        """The Indonesian word with a capital."""
        return self.value.capitalize()


class ActionState(StrEnum):
    """How far an action of the follow-up has come."""

    OPEN = "belum"
    RUNNING = "berjalan"
    DONE = "selesai"

    @property
    def label(self) -> str:
        """The Indonesian word with a capital."""
        return self.value.capitalize()


class Theme(StrEnum):
    """The themes of thematic bureaucratic reform (RB Tematik) that an action can serve."""

    POVERTY = "kemiskinan"
    INVESTMENT = "investasi"
    INFLATION = "inflasi"
    LOCAL_CATALOGUE = "katalog-lokal"
    STUNTING = "stunting"
    DIGITAL = "digitalisasi"

    @property
    def label(self) -> str:
        """The Indonesian name."""
        return _THEME_LABELS[self]


_THEME_LABELS = {
    Theme.POVERTY: "Pengentasan kemiskinan",
    Theme.INVESTMENT: "Investasi",
    Theme.INFLATION: "Inflasi",
    Theme.LOCAL_CATALOGUE: "Katalog lokal/P3DN",
    Theme.STUNTING: "Stunting",
    Theme.DIGITAL: "Digitalisasi",
}
