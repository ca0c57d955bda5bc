"""How much is known: governments by year, stage and depth of the data, and what printed figures give back."""

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from spbe_analytics.analysis.snapshot import Snapshot, once
from spbe_analytics.instruments import Instrument
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, INSTRUMENT, KIND, NODE, PREDICATE, REGION, STAGE, VALUE, YEAR, Kind, Stage
from spbe_analytics.scoring import reconstruct
from spbe_analytics.scoring.display import round_half_up


def coverage(standings: pd.DataFrame, pillars_known: pd.Series) -> pd.DataFrame:
    """Count the governments with data by year and stage.

    Args:
        standings: One row an assessment.
        pillars_known: In the same order, whether all domain values are known.

    Returns:
        Columns ``year, stage, instrument, index, domains, levels``: governments with an index, with all domain
        values, and with all levels; the newest year first.
    """
    governments = standings.assign(domains=pillars_known)[standings[KIND] != Kind.AVERAGE.value]
    counted = (
        governments.assign(index=governments[INDEX_NODE].notna(), levels=governments["answered"] == governments["of"])
        .groupby([YEAR, STAGE, INSTRUMENT], as_index=False)[["index", "domains", "levels"]]
        .sum()
    )
    return counted.sort_values([YEAR, STAGE], ascending=[False, True], ignore_index=True)


def pillars_known(snapshot: Snapshot) -> pd.Series:
    """Tell for each assessment, in the order of the standings, whether every node right below the index is known."""
    parts = [
        snapshot.scores(item.id)[[pillar.code for pillar in item.pillars]].notna().all(axis=1)
        for item in snapshot.catalogue.values()
    ]
    return pd.concat(parts).reset_index(drop=True)


class Fresh(NamedTuple):
    """How fresh the final results are.

    Attributes:
        year: The newest year of which at least half as many governments are known as of the fullest one.
        known: How many are known of it.
        of: How many governments there are.
        later: The later years, with how many are known of each.
    """

    year: int
    known: int
    of: int
    later: tuple[tuple[int, int], ...]


def newest(standings: pd.DataFrame) -> Fresh | None:
    """Say how fresh the final results are; ``None`` without any.

    Args:
        standings: One row an assessment.
    """
    final = standings[(standings[STAGE] == Stage.FINAL.value) & (standings[KIND] != Kind.AVERAGE.value)]
    counts = final[final[INDEX_NODE].notna()].groupby(YEAR)[REGION].nunique()
    if counts.empty:
        return None
    year = int(counts[counts >= counts.max() / 2].index.max())
    later = tuple((int(str(after)), int(count)) for after, count in counts[counts.index > year].items())
    return Fresh(year, int(counts[year]), len(gazetteer().governments()), later)


@once
def traced(snapshot: Snapshot, instrument: Instrument) -> pd.DataFrame:
    """Trace every printed record of a government back to the exact indices that can stand behind it.

    Args:
        snapshot: Everything known.
        instrument: Whose records; only those that print the index and every node right below it.

    Returns:
        Columns ``region, year, count, low, high``, one row a record: how many exact indices are possible (0 for a
        misprint), the least and the greatest. Empty for an instrument whose levels are not whole.
    """
    codes = [INDEX_NODE, *(pillar.code for pillar in instrument.pillars)]
    stated = pd.concat([snapshot.values, snapshot.outvoted], ignore_index=True)
    stated = stated[(stated[INSTRUMENT] == instrument.id) & stated[NODE].isin(codes) & instrument.scale.whole]
    wide = stated.pivot(index=["record", REGION, YEAR], columns=NODE, values=VALUE).reindex(columns=codes).dropna()
    rows = []
    for (_, region, year), figures in zip(wide.index, wide.itertuples(index=False, name=None), strict=True):
        if gazetteer()[region].kind is not Kind.AVERAGE:
            exact = _possible(instrument, figures)
            ends = (float(exact[0]), float(exact[-1])) if exact else (float("nan"), float("nan"))
            rows.append((region, int(year), len(exact), *ends))
    return pd.DataFrame(rows, columns=[REGION, YEAR, "count", "low", "high"])


@lru_cache(maxsize=16384)
def _possible(instrument: Instrument, figures: tuple[float, ...]) -> tuple[Fraction, ...]:
    """List the exact indices behind a printed index and the printed values right below it, in this order."""
    codes = (INDEX_NODE, *(pillar.code for pillar in instrument.pillars))
    printed = {code: Fraction(round_half_up(value)) for code, value in zip(codes, figures, strict=True)}
    return reconstruct(instrument, printed).indices


def edge_cases(standings: pd.DataFrame, instrument: Instrument) -> pd.DataFrame:
    """List the governments whose predicate the printed index alone would not tell.

    Args:
        standings: One row an assessment, with bounds and printed predicate.
        instrument: Whose assessments.

    Returns:
        Rows of ``standings`` plus ``shown`` (the predicate of the index as printed) and ``case``: ``exact`` (the
        printed predicate follows the exact index), ``rounded`` (it follows the rounded one) or ``open`` (the printed
        figures leave two predicates possible); newest year first.
    """
    mine = standings[(standings[INSTRUMENT] == instrument.id) & standings["printed_predicate"].notna()]
    mine = mine[(mine[KIND] != Kind.AVERAGE.value) & (mine["exact_predicates"] != "") & ~mine["misprint"]]
    shown = [instrument.predicate(Fraction(round_half_up(value))).name for value in mine[INDEX_NODE]]
    found = mine.assign(shown=shown)
    several = found["exact_predicates"].str.contains("|", regex=False)
    case = pd.Series("", index=found.index).mask(found["exact_predicates"] != found["shown"], "exact")
    case = case.mask(found["exact_predicates"] != found["printed_predicate"], "rounded").mask(several, "open")
    return found.assign(case=case)[case != ""].sort_values([YEAR, PREDICATE], ascending=[False, True])
