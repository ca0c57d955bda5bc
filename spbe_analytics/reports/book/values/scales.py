"""The sheet of scales, which formulas ask: where predicates begin, and what levels are called."""

from dataclasses import dataclass
from typing import Any, Final

from spbe_analytics.instruments import Instrument
from spbe_analytics.reports.book.looks import Looks
from spbe_analytics.reports.book.page import Page, clean
from spbe_analytics.scoring.display import format_number

SHEET: Final = "Skala"
TOP: Final = 5
"""Row (from 1) of the first predicate."""

WIDTHS: Final = (26, 30, 30, 30, 30)

METHOD: Final = (
    "Bobot bulat adalah bobot tiap butir dalam bilangan bulat yang sebanding dengan bobot peraturan. Poin adalah bobot "
    "bulat × nilai dalam satuan terkecil. Nilai adalah jumlah poin dibagi bobot bulat, satu kali, tanpa pembulatan.",
    "Butir yang semua tingkatnya terisi dihitung dari tingkat; butir lain memakai angka tercetak. Indeks dihitung dari "
    "butir tepat di bawahnya bila semuanya diketahui, selain itu memakai indeks tercetak.",
    "Angka tercetak sudah dibulatkan dua desimal, jadi indeks darinya dapat bergeser; paling rendah dan paling tinggi "
    "mengatakan seberapa jauh. Predikat ditentukan dari nilai sebelum dibulatkan; bila keduanya berbeda predikat, "
    "disebut kedua-duanya.",
)


@dataclass(frozen=True)
class Ranges:
    """Cells of the sheet that formulas name.

    Attributes:
        names: Names of the predicates, ascending.
        lowers: Where they begin.
        levels: The whole levels, ascending.
        level_names: Their names, by capability.
    """

    names: str
    lowers: str
    levels: str
    level_names: dict[str, str]

    @property
    def lowest(self) -> str:
        """Where the first predicate begins."""
        return self.lowers.partition(":")[0]


def ranges(instrument: Instrument) -> Ranges:
    """Return where the scales of an instrument stand in the sheet."""
    last = TOP + len(instrument.predicates) - 1
    first, end = _level_rows(instrument)

    def cells(column: str, top: int, bottom: int) -> str:
        return f"{SHEET}!${column}${top}:${column}${bottom}"

    names = {capability: cells("BCDE"[place], first, end) for place, capability in enumerate(instrument.level_names)}
    return Ranges(cells("A", TOP, last), cells("B", TOP, last), cells("A", first, end), names)


def _level_rows(instrument: Instrument) -> tuple[int, int]:
    """Return the rows (from 1) of the first and the last level."""
    first = TOP + len(instrument.predicates) + 3
    scale = instrument.scale
    return first, first + int(scale.highest) - int(scale.lowest)


def write(sheet: Any, looks: Looks, instrument: Instrument, subject: str) -> None:  # noqa: ANN401 - no types
    """Write the sheet; its cells lie where :func:`ranges` says."""
    page = Page(sheet, looks, WIDTHS, subject)
    page.opening("Skala predikat dan nama tingkat", instrument.regulation)
    _head(sheet, looks, TOP - 2, ("Predikat", "Mulai"))
    for line, predicate in enumerate(instrument.predicates, start=TOP - 1):
        sheet.write_string(line, 0, clean(predicate.name), looks("cell"))
        sheet.write_number(line, 1, float(predicate.lower), looks("cell", number="0.00"))
    first, end = _level_rows(instrument)
    labels = [instrument.capability_names.get(key, key) for key in instrument.level_names]
    _head(sheet, looks, first - 2, ("Tingkat", *labels))
    for line in range(first - 1, end):
        level = int(instrument.scale.lowest) + line - first + 1
        sheet.write_number(line, 0, level, looks("cell", number="0"))
        for place, names in enumerate(instrument.level_names.values(), start=1):
            sheet.write_string(line, place, clean(names.get(level, "")), looks("cell"))
    page.line = end + 1
    page.text("Cara menghitung", "heading")
    for said in METHOD:
        page.text(said)
    target = f"Target minimum: {instrument.target_predicate}, mulai {format_number(instrument.target)}."
    page.text(target, "muted")


def _head(sheet: Any, looks: Looks, line: int, headings: tuple[str, ...]) -> None:  # noqa: ANN401 - as above
    for place, heading in enumerate(headings):
        sheet.write_string(line, place, clean(heading), looks("head"))
