"""One action of the follow-up: the table of its fields, and the rules that always hold."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Self

from spbe_analytics.entries.fields import Field, Fields, FieldType, Record
from spbe_analytics.schema import ActionState, Theme

FIELDS: Final[dict[str, Field]] = {
    "node": Field(
        "Indikator", FieldType.NODE, 10, example="Cari kode atau nama", aliases=("kode",),
    ),
    "remark": Field(
        "Catatan/rekomendasi", FieldType.TEXT, 48, 4000, label="Catatan/rekomendasi asesor",
        example="Misalnya: SK tim koordinasi SPBE direviu agar pembagian tugas jelas",
        aliases=("catatan", "rekomendasi", "catatan rekomendasi"),
    ),
    "action": Field(
        "Tindakan", FieldType.TEXT, 48, 2000, "Isi tindakannya: apa yang akan dikerjakan",
        example="Misalnya: Menetapkan SK tim koordinasi SPBE dengan pembagian tugas yang jelas",
        aliases=("rencana tindak lanjut", "tindak lanjut"),
    ),
    "level_from": Field(
        "Dari tingkat", FieldType.FIGURE, 9, 20, example="Misalnya 2", aliases=("tingkat kini",), half=True,
    ),
    "level_to": Field(
        "Ke tingkat", FieldType.FIGURE, 9, 20, example="Misalnya 3", aliases=("tingkat rencana",), half=True,
    ),
    "criterion": Field(
        "Kriteria tingkat", FieldType.TEXT, 48, 8000, label="Kriteria tingkat yang dituju",
        example="Bunyi kriteria menurut peraturan", aliases=("kriteria",),
    ),
    "wanted": Field(
        "Bukti yang diminta", FieldType.TEXT, 40, 8000, example="Dokumen yang diminta asesor untuk tingkat itu",
        aliases=("data dukung",),
    ),
    "unit": Field(
        "Perangkat daerah", FieldType.LINE, 26, 200, example="Dinas Komunikasi dan Informatika",
        aliases=("opd", "penanggung jawab"), half=True,
    ),
    "due": Field(
        "Tenggat", FieldType.DATE, 18, default=None, aliases=("batas waktu", "target waktu"), half=True,
    ),
    "state": Field(
        "Keadaan", FieldType.CHOICE, 12, choices=ActionState, by_value=True, default=ActionState.OPEN.value,
        aliases=("status",), half=True,
    ),
    "evidence": Field(
        "Bukti", FieldType.LINK, 34, 2000, label="Bukti (tautan)", example="https://…",
        aliases=("bukti dukung", "tautan"), half=True,
    ),
    "theme": Field("Tema", FieldType.CHOICE, 24, choices=Theme, half=True),
    "gain": Field(
        "Tambahan indeks", FieldType.FIGURE, 11, 20, label="Tambahan indeks bila selesai", example="Misalnya 0,06",
        half=True,
    ),
}  # fmt: skip
"""What of an action people fill in, in the order of form, list, history and workbook. A row more is a column more."""

IDENTITY: Final = ("region", "year", "stage", "instrument")
"""What of an action never changes: the assessment that it follows."""

EARLIEST: Final = 1
LATEST: Final = 20
"""A due date lies between this many years before the result year and that many after it."""

SHEET: Final = "Tindak lanjut"
LIST_SHEET: Final = "Daftar"
"""Names of the sheets of the workbook in which actions go out and come in."""

IDENTITY_LABELS: Final = ("Daerah", "Tahun", "Tahap", "Instrumen")
"""What the block above its table says, in this order."""

NUMBER, NAME, VERSION = "number", "name", "version"
"""Columns of the workbook that nobody fills in; the version keeps two people from overwriting each other."""


class Action(Record):
    """What somebody is to do about one node of one assessment; the names are :data:`IDENTITY` and :data:`FIELDS`."""

    about_names = IDENTITY

    def __init__(
        self, region: str, year: int, stage: str, instrument: str, node: str = "", action: str = "", **said: object
    ) -> None:
        super().__init__(
            region=region, year=int(year), stage=stage, instrument=instrument, node=node, action=action, **said
        )

    @classmethod
    def fields(cls) -> Fields:
        """Return :data:`FIELDS`."""
        return FIELDS

    @classmethod
    def of_row(cls, row: Mapping[Any, Any]) -> Self:
        """Make the action that a row of the store's frames holds, where a missing date is no ``None``."""
        said = {name: row[name] for name in (*IDENTITY, *FIELDS)}
        empty = {
            name: None for name, field in FIELDS.items() if field.holds is FieldType.DATE and said[name] != said[name]
        }
        return cls(**said | empty)

    def faults(self) -> dict[str, str]:
        """List what is wrong, whatever the instrument: name of a field and, in Indonesian, what."""
        found = super().faults()
        if self.due is not None and (said := due_fault(self.due, self.year)):
            found["due"] = said
        return found


def columns() -> dict[str, str]:
    """Return the headings of the workbook's table by name, in their order."""
    filled = {name: field.heading for name, field in FIELDS.items() if name != "node"}
    return {NUMBER: "No.", "node": "Kode indikator", NAME: "Indikator", **filled, VERSION: "Versi"}


def due_fault(due: date, year: int) -> str:
    """Say why a due date cannot be meant; empty for a sound one."""
    first, last = year - EARLIEST, year + LATEST
    if first <= due.year <= last:
        return ""
    return f"Tenggat tahun {due.year} di luar kewajaran untuk hasil {year}: pilih antara {first} dan {last}"
