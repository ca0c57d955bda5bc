"""How many governments of a group must have a value before ranks, medians and averages of it mean anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, KIND, PROVINCE, REGION, STAGE, YEAR, Kind, Stage
from spbe_analytics.scoring.display import joined

QUORUM: Final = 0.5
"""Least share of a group's governments; a year of a few press reports says nothing about a nation."""

FEWEST: Final = 3
"""Least governments of a group that is compared with: a median of two says nothing about either."""


def members(kind: str | None, province: str | None = None) -> int:
    """Count the governments of a kind (all kinds without one), in the nation or one province."""
    return len(gazetteer().governments(Kind(kind) if kind else None, province))


def has_quorum(count: int, kind: str | None, province: str | None = None) -> bool:
    """Tell whether ``count`` governments with a value are enough to speak of the group."""
    return count > 0 and count >= QUORUM * members(kind, province)


def least(of: int) -> int:
    """Return how many of ``of`` governments must have a value for a rank or a median among them."""
    return max(FEWEST, -int(-QUORUM * of // 1))


def among(kind: str | None, province: str | None = None) -> str:
    """Name a group of governments: ``kabupaten di Sulawesi Selatan``, ``pemerintah daerah di Indonesia``."""
    return f"{kind or 'pemerintah daerah'} di {gazetteer()[province].bare if province else 'Indonesia'}"


def too_few(count: int, year: int, stage: str, kind: str | None, province: str | None = None) -> str:
    """Say that fewer of a group are known than ranks, medians and averages of it need."""
    of = members(kind, province)
    return f"{Stage(stage).label} {year}: baru {count} dari {of} {among(kind, province)} mempunyai nilai"


def compared(known: int, of: int, label: str) -> str:
    """Say with how many a government is compared, or that too few of them are known for it."""
    return f"{known} dari {of} {label} diketahui" if known < least(of) else f"dibandingkan dengan {known} {label}"


@dataclass(frozen=True)
class Presence:
    """How many of a group have an index.

    Attributes:
        year: Result year.
        stage: Stage.
        kind: Kind of government; ``None`` for all.
        province: Code of a province; ``None`` for the nation.
        stored: Whether anything at all is stored.
        members: How many governments there are in the group, with an index or without.
        known: How many have an index in the year and stage; misprints do not count.
        known_at: Year and stage of each moment at which any of them has one, ascending.
    """

    year: int
    stage: str
    kind: str | None
    province: str | None
    stored: bool
    members: int
    known: int
    known_at: tuple[tuple[int, str], ...]


def presence(standings: pd.DataFrame, *, year: int, stage: str, kind: str | None, province: str | None) -> Presence:
    """Count who of a group has an index; see :class:`Presence`.

    Args:
        standings: One row an assessment.
        year: Result year.
        stage: Stage.
        kind: Only this kind, if given.
        province: Only this province, if given.
    """
    mask = standings[INDEX_NODE].notna() & ~standings["misprint"]
    mask &= standings[KIND] == kind if kind else standings[KIND] != Kind.AVERAGE.value
    if province:
        mask &= standings[PROVINCE] == province
    counts = standings[mask].groupby([YEAR, STAGE]).size()
    return Presence(
        year=year,
        stage=stage,
        kind=kind,
        province=province,
        stored=len(standings) > 0,
        members=members(kind, province),
        known=int(counts.get((year, stage), 0)),
        known_at=tuple((int(at), str(when)) for at, when in counts.index),
    )


def nobody(found: Presence) -> tuple[str, str]:
    """Say that nobody of a group has an index in a year and stage, and what is there instead."""
    who = among(found.kind, found.province)
    if not found.stored:
        return "Belum ada data.", "Belum ada penilaian yang tersimpan; unggah datanya dulu."
    if not found.members:
        here = [(item, members(item.value, found.province)) for item in Kind if item is not Kind.AVERAGE]
        return (
            f"Tidak ada {who}.",
            f"Yang ada di sana: {joined([f'{count} {item.value}' for item, count in here if count])}.",
        )
    said = f"Belum ada indeks {who} untuk {Stage(found.stage).label} {found.year}."
    return said, instead(found.known_at, found.stage)


def nothing(standings: pd.DataFrame, region: str, year: int, stage: str) -> str:
    """Say that no value of a region is known in a year and stage, and when there is one."""
    known = standings[standings[REGION] == region]
    at = instead(moments(known), stage)
    return f"Tidak ada nilai {gazetteer()[region].name} untuk {Stage(stage).label} {year}. {at}"


def moments(standings: pd.DataFrame) -> list[tuple[int, str]]:
    """List the years and stages of assessments, each once, ascending."""
    return sorted(set(standings[[YEAR, STAGE]].itertuples(index=False, name=None)))


def instead(moments: Sequence[tuple[int, str]], stage: str) -> str:
    """Say in which years of the same stage there is something; where in none, in which other stages."""
    found = [str(at) for at, when in moments if when == stage]
    found = found or [f"{Stage(when).label} {at}" for at, when in moments]
    return f"Ada nilai untuk {joined(found)}." if found else "Belum ada nilai sama sekali."
