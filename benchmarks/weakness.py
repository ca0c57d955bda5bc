"""What *Prioritas* measures of a government and of the nation, exactly, against the same figures as pandas' floats."""

import tempfile
from pathlib import Path

import pandas as pd

from benchmarks.measure import Measure, interleaved
from spbe_analytics.analysis.weakness.measures import Across, Weakness, across, weakness
from spbe_analytics.analysis.weakness.peers import GroupBy, group_of
from spbe_analytics.schema import ASSESSMENT, Kind, Stage
from spbe_analytics.settings import ROOT
from spbe_analytics.workspace import Workspace

ROUNDS = 20
YEAR = 2024
INSTRUMENT = "spbe-59-2020"
REGION = "73.22"
NEAR = 1e-9


def measures() -> list[Measure]:
    """Measure the promise about weakness; both sides must come to the same medians and the same lowest pillars."""
    with tempfile.TemporaryDirectory() as folder:
        snapshot = Workspace(f"sqlite:///{Path(folder) / 'weak.db'}", ROOT / "data" / "published").snapshot()
    instrument = snapshot.catalogue[INSTRUMENT]
    group = group_of(snapshot, instrument, REGION, YEAR, Stage.FINAL.value, GroupBy.KIND, Kind.REGENCY.value)
    scores = snapshot.scores(INSTRUMENT)
    nation = scores[scores.index.get_level_values("year") == YEAR]
    pillars = [pillar.code for pillar in instrument.pillars]

    def ours() -> tuple[Weakness, Across]:
        return weakness(snapshot, instrument, group), across(instrument, nation)

    def theirs() -> tuple[pd.DataFrame, pd.Series]:
        rows = scores.reindex(pd.MultiIndex.from_tuples(list(group.keys), names=list(ASSESSMENT)))
        return rows.quantile([0.5, 0.75]), nation[pillars].dropna(how="all").idxmin(axis=1)

    measured, spread = ours()
    floats, lowest = theirs()
    apart = [abs(float(found.median or 0) - floats.loc[0.5, found.node.code]) for found in measured.nodes]
    if max(apart) > NEAR or not all(spread.lowest.loc[key, code] for key, code in lowest.items()):
        raise AssertionError("the two sides do not measure the same")
    times = interleaved({"ours": ours, "theirs": theirs}, ROUNDS)
    name = (
        f"weakness of a government among {len(group.keys)}, lowest pillars of {len(spread.values)} / pandas' quantiles"
    )
    return [Measure(name, times["ours"], times["theirs"], 10.0, True)]
