"""A mapping: what a person says of a table that is not understood — its row of headings and what each column means.

A mapping writes known headings over the strange ones; whatever reads tables then understands this one, and every
address stays. It is kept under a name and applies by itself to each sheet with the same headings in the same row.
"""

import re
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from spbe_analytics.ingest.files.workbook import Sheet
from spbe_analytics.ingest.tables.cells import is_blank, raw_text
from spbe_analytics.ingest.tables.vocabulary import LONGEST_NAME, plain
from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import Stage

IGNORE: Final = "abaikan"
KEEP: Final = "apa-adanya"
"""The heading as it stands."""

LEVEL: Final = "tingkat"

_YEAR: Final = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")

_HEADINGS: Final[Dictionary[str, tuple[str, str]]] = {
    IGNORE: ("Abaikan", "keterangan"),
    "nomor": ("Nomor atau kode indikator", "no"),
    "indikator": ("Nama indikator", "indikator"),
    LEVEL: ("Tingkat kematangan", "nilai tingkat kematangan"),
    "bobot": ("Bobot", "bobot"),
    "daerah": ("Nama daerah", "nama instansi"),
    "provinsi": ("Provinsi", "provinsi"),
    "tahun": ("Tahun", "tahun"),
    "tahap": ("Tahap", "tahap"),
    "nama-indeks": ("Nama indeks, domain, atau aspek", "nama indeks"),
    "indeks": ("Indeks", "indeks"),
    "predikat": ("Predikat", "predikat"),
    "catatan": ("Catatan asesor", "catatan"),
    "rekomendasi": ("Rekomendasi", "rekomendasi"),
    "target": ("Target (tidak disimpan)", "target"),
    "rerata": ("Rata-rata (tidak disimpan)", "rata-rata"),
}
"""Code of a meaning → how a person reads it, and the heading that it writes."""


@dataclass(frozen=True)
class Mapping:
    """What the columns of one shape of table mean.

    Attributes:
        name: What the person calls it.
        row: Row of the headings in the sheet, from 0.
        signature: The levelled headings by column of the sheet (from 0); a sheet must have just these.
        meanings: Column → code of its meaning; a column left out is ignored.
    """

    name: str
    row: int
    signature: tuple[tuple[int, str], ...]
    meanings: tuple[tuple[int, str], ...]

    @classmethod
    def from_content(cls, name: str, content: Dictionary[str, Any]) -> "Mapping":
        """Make a mapping from what :attr:`content` gave."""
        return cls(
            name,
            int(content["row"]),
            tuple((int(column), str(text)) for column, text in content["signature"]),
            tuple((int(column), str(code)) for column, code in content["meanings"]),
        )

    @property
    def content(self) -> dict[str, Any]:
        """All but the name, as plain data."""
        return {"row": self.row, "signature": list(self.signature), "meanings": list(self.meanings)}

    def fits(self, sheet: Sheet) -> bool:
        """Tell whether a sheet has the same headings in the same row."""
        return signature(sheet, self.row) == self.signature

    def apply(self, sheet: Sheet) -> Sheet:
        """Return the sheet with known headings in the place of its own."""
        place = self.row - sheet.top
        cells = list(sheet.rows[place])
        meanings = dict(self.meanings)
        for column in dict.fromkeys((*(column for column, _ in self.signature), *meanings)):
            code = meanings.get(column, IGNORE)
            if code != KEEP and column - sheet.left < len(cells):
                cells[column - sheet.left] = _written(code, raw_text(cells[column - sheet.left]))
        rows = [*sheet.rows[:place], cells, *sheet.rows[place + 1 :]]
        return replace(sheet, rows=rows)


def signature(sheet: Sheet, row: int) -> tuple[tuple[int, str], ...]:
    """Return column (from 0 in the sheet) and levelled text of each heading in a row; empty outside the used area."""
    place = row - sheet.top
    if not 0 <= place < len(sheet.rows):
        return ()
    return tuple(
        (column + sheet.left, plain(raw_text(cell)[:LONGEST_NAME]))
        for column, cell in enumerate(sheet.rows[place])
        if not is_blank(cell)
    )


def meanings(instrument: Instrument) -> dict[str, str]:
    """Return the meanings that a column can have, code → label: those of any table, stages, and the pillars."""
    found = {code: label for code, (label, _) in _HEADINGS.items()}
    found |= {f"{LEVEL}-{stage.value}": f"Tingkat, {stage.label}" for stage in Stage}
    return found | {
        pillar.code: f"{pillar.kind.label} {pillar.number}: {pillar.short}" for pillar in instrument.pillars
    }


def apply_mappings(sheet: Sheet, mappings: Sequence[Mapping]) -> tuple[Sheet, Mapping | None]:
    """Apply the first mapping that fits a sheet, if any does."""
    found = next((item for item in mappings if item.fits(sheet)), None)
    return (found.apply(sheet), found) if found else (sheet, None)


def _written(code: str, own: str) -> str:
    """Return the heading that a meaning writes; a column of levels keeps the year that its own heading says."""
    if not code.startswith(LEVEL):
        return _HEADINGS[code][1] if code in _HEADINGS else code
    stage = code.removeprefix(LEVEL).removeprefix("-")
    year = _YEAR.search(own)
    words = [_HEADINGS[LEVEL][1], Stage(stage).label if stage else "", year[0] if year else ""]
    return " ".join(filter(None, words))
