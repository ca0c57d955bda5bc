"""How many people live in a government's region and how large it is: counted facts, each with its date."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent

POPULATION_SOURCE: Final = "Ditjen Dukcapil, penduduk terdaftar semester II 2024"
AREA_SOURCE: Final = "BIG B-16.10/DIGD-BIG/IGD.04.04/12/2024, luas wilayah darat"
PARTS_SOURCE: Final = "Kepmendagri 300.2.2-2430/2025"


@dataclass(frozen=True)
class Facts:
    """What is counted of a region.

    Attributes:
        population: Registered inhabitants, which is not the census nor a projection.
        counted: The day of that count.
        area: Land in square kilometres.
        districts: Kecamatan and distrik.
        villages: Desa, desa adat and kelurahan.
        note: Why a figure is doubted, in Indonesian; empty where none is.
    """

    population: int
    counted: date
    area: Decimal
    districts: int
    villages: int
    note: str = ""

    @property
    def density(self) -> Decimal:
        """Inhabitants a square kilometre."""
        return self.population / self.area


@cache
def facts() -> Mapping[str, Facts]:
    """Return the facts of every government by its code; printed averages have none.

    Source: ``github.com/cahyadsn/wilayah`` (MIT), a transcription of the official tables named above; see
    ``data/LICENCES.md``.
    """
    with (HERE / "facts.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: Facts(
                int(row["population"]),
                date.fromisoformat(row["population_date"]),
                Decimal(row["area_km2"]),
                int(row["districts"]),
                int(row["villages"]),
                row["note"],
            )
            for row in csv.DictReader(file)
        }
