"""What is counted of a region, and who borders on it: how large it is, never why it scores as it does."""

from decimal import Decimal
from typing import Final

from spbe_analytics.parts.words.headlines import joined
from spbe_analytics.regions import Region, gazetteer
from spbe_analytics.regions.facts import AREA_SOURCE, PARTS_SOURCE, POPULATION_SOURCE, facts
from spbe_analytics.regions.neighbours import ALONE, neighbours
from spbe_analytics.scoring.display import format_date, format_number

PEOPLE: Final = 100_000
"""For how many inhabitants a rate is given."""


def counted(region: Region) -> str:
    """Say how many people live in a region, how large it is and of how many parts it consists."""
    found = facts()[region.code]
    per = Decimal(found.villages * PEOPLE) / found.population
    said = (
        f"{format_number(found.population, 0)} penduduk terdaftar ({format_date(found.counted)}), "
        f"{format_number(float(found.area))} km², {format_number(float(found.density), 0)} jiwa per km²; "
        f"{found.districts} kecamatan dan {format_number(found.villages, 0)} desa atau kelurahan, "
        f"{format_number(float(per), 0)} per {format_number(PEOPLE, 0)} penduduk."
    )
    return f"{said} {found.note}".strip()


def sources() -> str:
    """Name where the counted facts come from."""
    return f"{POPULATION_SOURCE}; {AREA_SOURCE}; {PARTS_SOURCE}. Dari transkripsi publik, bukan dokumen aslinya."


def bordering(region: Region) -> str:
    """Name who borders on a region on land, the longest border first; or say that nobody does."""
    around = [gazetteer()[code].name for code in neighbours(region.code)]
    return f"Berbatasan darat dengan {joined(around)}." if around else f"{region.name} {ALONE}."
