"""The names under which a whole plan is written: in an address, on the shelf, and on the command line.

Names alone are common ground here; what they hold is read and written in one place, with the position beside it.
"""

from typing import Final

GOAL: Final = "sasaran"
INDEX: Final = "indeks"
BUDGET: Final = "anggaran"
MARGIN: Final = "cadangan"
EFFORT: Final = "upaya"
FACTORS: Final = "upaya_butir"
LOCKED: Final = "kunci"
REQUIRED: Final = "wajib"
YEARS: Final = "lama"
MOST: Final = "langkah"
STEP: Final = "besar_langkah"
OPTION: Final = "pilihan"
ITEMS: Final = "ubah"
UNITS: Final = "pelaksana"

PARAMETERS: Final = (
    GOAL, INDEX, BUDGET, MARGIN, EFFORT, FACTORS, LOCKED, REQUIRED, YEARS, MOST, STEP, OPTION, ITEMS, UNITS,
)  # fmt: skip
"""Every one of them, in the order in which they are told."""
