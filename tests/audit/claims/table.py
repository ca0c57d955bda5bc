"""The table of wordings, and the pieces that regular expressions are made of."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.audit.context import Context, Pass, Said, Wrong

Found = Iterator[Wrong | Said | Pass]
Check = Callable[[Context, "Groups"], Found]

PRED = "Kurang|Cukup|Baik|Sangat Baik|Memuaskan"
X = r"\d{1,3}(?:\.\d{3})*(?:,\d+)?"
V = r"\d,\d\d"
S = r"[+−-]?\d+,\d+"
Y = r"20\d\d"
N = r"\d{1,3}(?:\.\d{3})*(?!,?\d)"
COUNT = rf"(?:{N}|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas)"
GROUP = r"(?:kabupaten|kota|provinsi|pemerintah daerah|daerah)"
NAME = r"[A-Z][\w'’.\- ]*?"
RANGE = rf"(?:{V}(?:–{V}| sampai {V})?|kurang dari {V}|paling banyak {V})"
PILLAR = (
    r"(?:Kebijakan|Tata Kelola|Manajemen|Layanan|Penyelenggara|Data|Keamanan|Teknologi|Keterpaduan|Kepuasan Pengguna)"
)
PART = r"(?:[A-Z][\w.&’\-]*(?:,? (?:[A-Z&][\w.&’\-]*))*?)"
PILLARS = rf"{PILLAR}(?:(?:, dan |, | dan ){PILLAR})*"


class Groups(dict[str, str]):
    """The named groups of a match; one that took no part is empty."""


@dataclass(frozen=True)
class Pattern:
    """A wording: its name, where it may stand, how it reads, and what it must fulfil.

    A check that yields :class:`Pass` leaves the words to the rows below.
    """

    name: str
    regex: re.Pattern[str]
    check: Check
    kinds: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()


PATTERNS: list[Pattern] = []


_first: list[Pattern] = []


def pattern(regex: str, *, kinds: str = "", pages: str = "", first: bool = False) -> Callable[[Check], Check]:
    """Add a row to the table; rows are tried in the order in which they stand, those told to be first before all."""

    def add(check: Check) -> Check:
        name = check.__name__.strip("_")
        row = Pattern(name, re.compile(regex), check, frozenset(kinds.split()), frozenset(pages.split()))
        PATTERNS.insert(len(_first) if first else len(PATTERNS), row)
        if first:
            _first.append(row)
        return check

    return add


def names(text: str) -> list[str]:
    """Split ``A, B, dan C``."""
    return [part for part in re.split(r", dan |, | dan ", text) if part]
