"""Why a figure is as it is, in a person's words: the table of its fields."""

from typing import Final

from spbe_analytics.entries.fields import Field, Fields, FieldType, Record

FIELDS: Final[dict[str, Field]] = {
    "text": Field(
        "Penjelasan", FieldType.TEXT, 60, 1000, required="Isi penjelasannya",
        example="Misalnya: SK tim koordinasi baru terbit setelah penilaian",
    ),
}  # fmt: skip
"""What of a note people fill in."""

KEY: Final = ("region", "year", "stage", "instrument", "node")
"""What a note is about: one figure of an assessment."""


class Note(Record):
    """Why a figure is as it is; the names are :data:`KEY` and :data:`FIELDS`."""

    about_names = KEY

    def __init__(
        self, region: str, year: int, stage: str, instrument: str, node: str, text: str, **said: object
    ) -> None:
        super().__init__(
            region=region, year=int(year), stage=stage, instrument=instrument, node=node, text=text, **said
        )

    @classmethod
    def fields(cls) -> Fields:
        """Return :data:`FIELDS`."""
        return FIELDS

    @property
    def key(self) -> tuple[str, int, str, str, str]:
        """What it is about: at most one note of each counts."""
        return self.region, self.year, self.stage, self.instrument, self.node
