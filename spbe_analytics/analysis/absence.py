"""What is not there, in sentences that say why and what is there instead; the same for page and command line."""

import pandas as pd

from spbe_analytics.analysis.quorum import among, members
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, KIND, PROVINCE, REGION, STAGE, YEAR, Kind, Stage
from spbe_analytics.scoring.display import joined


def nobody(standings: pd.DataFrame, *, year: int, stage: str, kind: str | None, province: str | None) -> str:
    """Say why nobody of a group has an index in a year and stage, and when somebody has.

    Args:
        standings: One row an assessment.
        year: Result year.
        stage: Stage.
        kind: Only this kind, if given.
        province: Code of the province, if only one is asked for.
    """
    who = among(kind, province)
    if not members(kind, province):
        here = [(item, members(item.value, province)) for item in Kind if item is not Kind.AVERAGE]
        there = joined([f"{count} {item.value}" for item, count in here if count])
        return f"Tidak ada {who}. Yang ada di sana: {there}."
    mask = standings[KIND] == kind if kind else standings[KIND] != Kind.AVERAGE.value
    if province:
        mask &= standings[PROVINCE] == province
    known = standings[mask & standings[INDEX_NODE].notna()]
    return f"Belum ada indeks {who} untuk {Stage(stage).label} {year}. {_instead(known, stage)}"


def nothing(standings: pd.DataFrame, region: str, year: int, stage: str) -> str:
    """Say that no value of a region is known in a year and stage, and when there is one."""
    known = standings[standings[REGION] == region]
    return f"Tidak ada nilai {gazetteer()[region].name} untuk {Stage(stage).label} {year}. {_instead(known, stage)}"


def _instead(known: pd.DataFrame, stage: str) -> str:
    """Name the years of the same stage; where there are none, the other stages with their years."""
    years = sorted(set(known.loc[known[STAGE] == stage, YEAR]))
    if years:
        return f"Ada nilai untuk {joined([str(year) for year in years])}."
    pairs = known[[YEAR, STAGE]].drop_duplicates().sort_values([YEAR, STAGE])
    found = [f"{Stage(other).label} {year}" for year, other in pairs.itertuples(index=False)]
    return f"Ada nilai untuk {joined(found)}." if found else "Belum ada nilai sama sekali; unggah datanya dulu."
