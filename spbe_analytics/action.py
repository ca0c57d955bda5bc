"""One action of the follow-up: its fields, their names on the screen, and the rules that always hold."""

import re
import unicodedata
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from spbe_analytics.schema import ActionState, Theme

LABELS: Final = {
    "node": "Indikator",
    "remark": "Catatan/rekomendasi",
    "action": "Tindakan",
    "unit": "Perangkat daerah",
    "due": "Tenggat",
    "state": "Keadaan",
    "evidence": "Bukti",
    "theme": "Tema",
}
"""What of an action may change, in the order of the form, with the names on the screen."""

IDENTITY: Final = ("region", "year", "stage", "instrument")
"""What of an action never changes: the assessment that it follows."""

LENGTHS: Final = {"remark": 4000, "action": 2000, "unit": 200, "evidence": 2000}
"""Most letters of each text."""

EARLIEST: Final = 1
LATEST: Final = 20
"""A due date lies between this many years before the result year and that many after it."""

_UNSEEN: Final = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Signs without width, or that turn the direction of what follows them."""

_SCHEMES: Final = ("http", "https")


@dataclass(frozen=True)
class Action:
    """What somebody is to do about one node of one assessment.

    Attributes:
        region: Code of the government.
        year: Result year of the assessment that is followed up.
        stage: Its stage.
        instrument: Id of its instrument.
        node: Code of an indicator, aspect or domain of the instrument.
        action: What is to be done.
        remark: The assessor's note or recommendation, may be empty.
        unit: The unit in charge (perangkat daerah), may be empty.
        due: Until when, ``None`` where nobody said.
        state: A value of ``ActionState``.
        evidence: An http(s) link, may be empty.
        theme: A value of ``Theme``, may be empty.
    """

    region: str
    year: int
    stage: str
    instrument: str
    node: str
    action: str
    remark: str = ""
    unit: str = ""
    due: date | None = None
    state: str = ActionState.OPEN.value
    evidence: str = ""
    theme: str = ""

    def tidy(self) -> "Action":
        """Return the action without spaces around its texts and without signs that nobody can see."""
        return replace(
            self,
            remark=clean(self.remark),
            action=clean(self.action),
            unit=clean(self.unit),
            evidence=clean(self.evidence),
        )

    def differing(self, other: "Action") -> list[str]:
        """Name the fields, in the order of the form, in which another version differs."""
        return [name for name in LABELS if getattr(self, name) != getattr(other, name)]

    def __getitem__(self, name: str) -> object:
        """Return a field by its name."""
        return getattr(self, name)


FIELDS: Final = tuple(item.name for item in fields(Action))
"""The names of all fields."""


def clean(text: str) -> str:
    """Take spaces at the ends, line ends of other systems and control characters out of a text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    unseen = {sign for sign in set(lines) if unicodedata.category(sign) in ("Cc", "Cs")} - {"\n", "\t"} | _UNSEEN
    return "".join(sign for sign in lines if sign not in unseen).strip()


def is_link(text: str) -> bool:
    """Tell whether a text is a whole http(s) address: nothing else is ever offered as a link."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme.lower() in _SCHEMES and bool(host) and not re.search(r"[\s<>\"]", text)


def due_fault(due: date, year: int) -> str:
    """Say why a due date cannot be meant; empty for a sound one."""
    first, last = year - EARLIEST, year + LATEST
    if first <= due.year <= last:
        return ""
    return f"Tenggat tahun {due.year} di luar kewajaran untuk hasil {year}: pilih antara {first} dan {last}"


def faults(action: Action) -> dict[str, str]:
    """List what is wrong with an action, whatever its instrument.

    Returns:
        Name of a field and what is wrong with it, in Indonesian; empty for a sound action.
    """
    found: dict[str, str] = {}
    if not action.action:
        found["action"] = "Isi tindakannya: apa yang akan dikerjakan"
    for name, most in LENGTHS.items():
        length = len(getattr(action, name))
        if length > most:
            found[name] = f"{LABELS[name]} terlalu panjang: {length} huruf, paling banyak {most}"
    if action.evidence and not is_link(action.evidence):
        found.setdefault("evidence", "Bukti harus berupa tautan yang diawali http:// atau https://")
    if action.due is not None and (said := due_fault(action.due, action.year)):
        found["due"] = said
    if action.state not in {state.value for state in ActionState}:
        known = ", ".join(state.value for state in ActionState)
        found["state"] = f"Keadaan “{action.state}” tidak dikenal: pilih {known}"
    if action.theme and action.theme not in {theme.value for theme in Theme}:
        found["theme"] = f"Tema “{action.theme}” tidak dikenal: pilih dari daftar, atau kosongkan"
    return found


SHEET: Final = "Tindak lanjut"
LIST_SHEET: Final = "Daftar"
"""Names of the sheets of the workbook in which actions go out and come in."""

IDENTITY_LABELS: Final = ("Daerah", "Tahun", "Tahap", "Instrumen")
"""What the block above its table says, in this order."""

COLUMNS: Final = {
    "number": "No.",
    "node": "Kode indikator",
    "name": "Indikator",
    "remark": LABELS["remark"],
    "action": LABELS["action"],
    "unit": LABELS["unit"],
    "due": LABELS["due"],
    "state": LABELS["state"],
    "evidence": LABELS["evidence"],
    "theme": LABELS["theme"],
    "version": "Versi",
}
"""Headings of its table. ``version`` says what the person saw: it keeps two people from overwriting each other."""
