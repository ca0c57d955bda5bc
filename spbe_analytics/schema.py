"""The names of columns, stages, kinds and bases; no other module defines one.

Two shapes carry all data:

* the long frame of values, one row a node: ``REGION, YEAR, STAGE, INSTRUMENT, NODE, VALUE, BASIS`` and,
  where known, ``SOURCE, BATCH, SHEET, CELL, RAW``;
* the wide frame of scores of one instrument: index ``(REGION, YEAR, STAGE)``, one column a node.
"""

from enum import IntEnum, StrEnum
from typing import Final, NamedTuple, Self

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


class Labelled(StrEnum):
    """A closed list of words; each member says its value and its Indonesian label, so that none can be without."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member of a value and its label; one without a label cannot be made."""
        if not label:
            raise TypeError(f"{cls.__name__}: {value} has no label")
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Stage(Labelled):
    """A stage of the evaluation, in the order in which the stages take place."""

    SELF = "mandiri", "Penilaian Mandiri"
    DOCUMENT = "dokumen", "Penilaian Dokumen"
    INTERVIEW = "interviu", "Penilaian Interviu"
    VISIT = "visitasi", "Penilaian Visitasi"
    FINAL = "final", "Nilai akhir"

    @property
    def order(self) -> int:
        """The place of the stage in the evaluation, from 0."""
        return list(Stage).index(self)


class Kind(Labelled):
    """What is evaluated: three kinds of government, and printed averages."""

    PROVINCE = "provinsi", "Provinsi"
    REGENCY = "kabupaten", "Kabupaten"
    CITY = "kota", "Kota"
    AVERAGE = "rerata", "Rerata"


class Basis(Labelled):
    """Where a value comes from."""

    OBSERVED = "observed", "tingkat diisi"
    """A level that somebody gave."""
    COMPUTED = "computed", "dihitung dari tingkat"
    """Computed by us from levels."""
    PUBLISHED = "published", "tercetak"
    """Printed in a publication, with two decimals."""


class NodeKind(Labelled):
    """The place of a node in an instrument's tree, from the root to the leaves."""

    INDEX = "index", "Indeks"
    DOMAIN = "domain", "Domain"
    ASPECT = "aspect", "Aspek"
    INDICATOR = "indicator", "Indikator"


class Severity(Labelled):
    """How bad a finding is: an error blocks a commit, a warning asks for a look, an info only tells."""

    ERROR = "error", "Kesalahan"
    WARNING = "warning", "Peringatan"
    INFO = "info", "Keterangan"


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


class RemarkKind(Labelled):
    """What an assessor leaves beside an indicator."""

    NOTE = "catatan", "Catatan"
    RECOMMENDATION = "rekomendasi", "Rekomendasi"


class ActionState(Labelled):
    """How far an action of the follow-up has come."""

    OPEN = "belum", "Belum"
    RUNNING = "berjalan", "Berjalan"
    DONE = "selesai", "Selesai"


class Theme(Labelled):
    """The themes of thematic bureaucratic reform (RB Tematik) that an action can serve."""

    POVERTY = "kemiskinan", "Pengentasan kemiskinan"
    INVESTMENT = "investasi", "Investasi"
    INFLATION = "inflasi", "Inflasi"
    LOCAL_CATALOGUE = "katalog-lokal", "Katalog lokal/P3DN"
    STUNTING = "stunting", "Stunting"
    DIGITAL = "digitalisasi", "Digitalisasi"
