"""What is not there, in sentences that say why and what is there instead; the same for page and command line."""

from collections.abc import Sequence

import pandas as pd

from spbe_analytics.analysis.presence import Presence
from spbe_analytics.analysis.quorum import among, members
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import REGION, STAGE, YEAR, Kind, Stage
from spbe_analytics.scoring.display import joined


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
