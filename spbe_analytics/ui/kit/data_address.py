"""Where a program finds the figures that a picture or table of a page shows."""

from collections.abc import Callable, Mapping
from typing import Final

from spbe_analytics.analysis.planning.levers import Position
from spbe_analytics.analysis.planning.proposal import Proposal
from spbe_analytics.analysis.planning.written import write
from spbe_analytics.api.addresses import address
from spbe_analytics.api.parameters import MOST_ROWS
from spbe_analytics.entries.plan import UNITS
from spbe_analytics.parts.view import View


def region(view: View, resource: str = "levels") -> str:
    """Return the address of the own region's assessment; of the whole group's without one."""
    if view.home is None:
        return group(view, resource)
    return address(resource, daerah=view.home.code, tahun=view.year, tahap=view.stage.value)


def group(view: View, resource: str = "levels") -> str:
    """Return the address of the assessments of the kind and place compared with."""
    province = view.province.code if view.province else None
    return address(
        resource, tahun=view.year, tahap=view.stage.value, jenis=view.kind, provinsi=province, baris=MOST_ROWS
    )


def rankings(view: View) -> str:
    """Return the address of the ranking of the kind and place compared with."""
    return group(view, "rankings")


def years(view: View, resource: str = "indices") -> str:
    """Return the address of all years of the own region; of the kind and place compared with without one."""
    if view.home is not None:
        return address(resource, daerah=view.home.code, tahap=view.stage.value, baris=MOST_ROWS)
    province = view.province.code if view.province else None
    return address(resource, tahap=view.stage.value, jenis=view.kind, provinsi=province, baris=MOST_ROWS)


def several(view: View, codes: tuple[str, ...]) -> str:
    """Return the address of some governments' values beside each other."""
    return address("levels", daerah=",".join(codes), tahun=view.year, tahap=view.stage.value, baris=MOST_ROWS)


def stages(view: View) -> str:
    """Return the address of all stages of the own region's year."""
    return address("levels", daerah=view.home.code if view.home else None, tahun=view.year, baris=MOST_ROWS)


def plan(start: Position, proposal: Proposal) -> str:
    """Return the address of a plan, whole but for who is in charge."""
    said = {name: "-".join(texts) for name, texts in write(proposal).items() if name != UNITS}
    return address("plans", daerah=start.region, tahun=start.year, tahap=start.stage, **said)


OF: Final[Mapping[str, Callable[[View], str]]] = {
    "domain": region,
    "sebaran": rankings,
    "peringkat": rankings,
    "peta": group,
    "peta-predikat": rankings,
    "peta-index": rankings,
    "peta-perubahan": rankings,
    "sebaran-peringkat": rankings,
    "rentang-peringkat": rankings,
    "undian": rankings,
    "kelompok-setara": rankings,
    "profil-domain": region,
    "tingkat": region,
    "tahap": stages,
    "tren": lambda view: years(view, "levels"),
    "tren-indeks": years,
    "perubahan": lambda view: years(view, "levels"),
    "perubahan-indeks": years,
    "target": years,
    "urai": years,
    "koreksi": stages,
    "prioritas": region,
    "prioritas-median": group,
    "prioritas-rata-rata": group,
    "peta-lemah": group,
    "satu-tingkat": region,
}
"""By the beginning of its key on a page. What nobody else may read, such as a follow-up, has no address."""


def of(view: View, key: str) -> str:
    """Return the address, relative to any page, of the figures under a key; empty where there is none."""
    parts = key.split("-")
    for many in range(len(parts), 0, -1):
        make = OF.get("-".join(parts[:many]))
        if make is not None:
            return make(view)
    return ""
