"""How many governments of a group must have a value before ranks, medians and averages of it mean anything."""

from typing import Final

from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Kind, Stage

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
