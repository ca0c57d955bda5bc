"""Who is there: whether a group has a government with an index, and if not, why not and when it had one."""

from dataclasses import dataclass

import pandas as pd

from spbe_analytics.analysis.quorum import members
from spbe_analytics.schema import INDEX_NODE, KIND, PROVINCE, STAGE, YEAR, Kind


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
