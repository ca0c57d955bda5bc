"""Lost points and the weakest node of all regions and years at once, against the matrix product that scores them."""

from fractions import Fraction

import numpy as np
import pandas as pd

from benchmarks.measure import Measure, interleaved
from benchmarks.scoring import SEED, STAGES, YEARS
from spbe_analytics.analysis.weakness import Losses
from spbe_analytics.instruments import instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import ASSESSMENT, INDEX_NODE, NodeKind
from spbe_analytics.scoring import score

ROUNDS = 40
KINDS = (NodeKind.DOMAIN, NodeKind.ASPECT, NodeKind.INDICATOR)


def measures() -> list[Measure]:
    """Measure the promise about weakness; the lost points of the domains must sum to what the index lacks."""
    instrument = instruments()["spbe-59-2020"]
    codes = list(instrument.indicator_codes)
    regions = [region.code for region in gazetteer().governments()]
    keys = pd.MultiIndex.from_product([regions, YEARS, STAGES], names=list(ASSESSMENT))
    levels = np.random.default_rng(SEED).integers(1, 6, size=(len(keys), len(codes))).astype(float)
    wide = pd.DataFrame(levels, index=keys, columns=codes)
    scores = score(instrument, wide).values

    def ours() -> tuple[object, ...]:
        losses = Losses(instrument, scores)
        return losses.points, *(losses.costliest(kind) for kind in KINDS), *(losses.lowest(kind) for kind in KINDS)

    def theirs() -> pd.DataFrame:
        return score(instrument, wide).values

    exact = Losses(instrument, scores).exact(0)
    domains = sum((exact[pillar.code] for pillar in instrument.pillars), Fraction(0))
    if domains != exact[INDEX_NODE]:
        raise AssertionError("the lost points do not sum to what the index lacks")
    times = interleaved({"ours": ours, "theirs": theirs}, ROUNDS)
    name = f"{len(wide)} assessments: lost points of {len(instrument.codes)} nodes, weakest of each kind / scoring them"
    return [Measure(name, times["ours"], times["theirs"], 3.0, True)]
