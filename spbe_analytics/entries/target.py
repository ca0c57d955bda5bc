"""The index that a document asks for: the table of its fields."""

from typing import Final

from spbe_analytics.entries.fields import Field, Fields, FieldType, Record

FIELDS: Final[dict[str, Field]] = {
    "value": Field(
        "Target", FieldType.NUMBER, 14, label="Target indeks", example="Misalnya 2,75", default=None, half=True
    ),
    "document": Field("Dokumen", FieldType.LINE, 36, 200, example="RPJMD 2025–2029"),
}
"""What of a target people fill in, in the order of form, list and workbook. A row more is a column more."""

KEY: Final = ("region", "year", "instrument")
"""What a target is about: a government, a year, and the instrument of the document's figure."""


class Target(Record):
    """The index that a document asks for; the names are :data:`KEY` and :data:`FIELDS`."""

    about_names = KEY

    def __init__(self, region: str, year: int, instrument: str, value: float, document: str, **said: object) -> None:
        super().__init__(region=region, year=int(year), instrument=instrument, value=value, document=document, **said)

    @classmethod
    def fields(cls) -> Fields:
        """Return :data:`FIELDS`."""
        return FIELDS

    @property
    def key(self) -> tuple[str, int, str]:
        """What it is about: at most one target of each counts."""
        return self.region, self.year, self.instrument
