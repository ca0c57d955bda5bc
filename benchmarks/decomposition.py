"""Changes split into the contributions of all nodes, for all assessments at once, against scoring them."""

import numpy as np
import pandas as pd

from benchmarks.measure import Measure, interleaved
from spbe_analytics.analysis.decomposition import Contributions, contributions
from spbe_analytics.instruments import instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import ASSESSMENT, INDEX_NODE, Stage
from spbe_analytics.scoring import score

SEED = 4416
YEARS = (2021, 2022, 2023, 2024)
STAGES = (Stage.INTERVIEW.value, Stage.FINAL.value)
ROUNDS = 40


def measures() -> list[Measure]:
    """Measure the promise about decomposition; both sides must come to the same changes."""
    instrument = instruments()["spbe-59-2020"]
    codes = list(instrument.indicator_codes)
    regions = [region.code for region in gazetteer().governments()]
    keys = pd.MultiIndex.from_product([regions, YEARS, STAGES], names=list(ASSESSMENT))
    random = np.random.default_rng(SEED)
    old, new = (
        pd.DataFrame(random.integers(1, 6, size=(len(keys), len(codes))).astype(float), index=keys, columns=codes)
        for _ in range(2)
    )
    gaps = new.mask(random.random(new.shape) < 0.02)

    def ours() -> Contributions:
        return contributions(instrument, old, new)

    def ours_with_gaps() -> Contributions:
        return contributions(instrument, old, gaps)

    def theirs() -> pd.DataFrame:
        return score(instrument, new).values

    def theirs_with_gaps() -> pd.DataFrame:
        return score(instrument, gaps).values

    change = theirs()[INDEX_NODE] - score(instrument, old).values[INDEX_NODE]
    if not np.allclose(ours().points[INDEX_NODE], change, atol=1e-12):
        raise AssertionError("the contributions do not sum to the change")
    whole = interleaved({"ours": ours, "theirs": theirs}, ROUNDS)
    gappy = interleaved({"ours": ours_with_gaps, "theirs": theirs_with_gaps}, ROUNDS)
    name = f"{len(keys)} changes × {len(codes)} into {len(instrument.codes)} nodes / scoring {len(keys)} assessments"
    return [
        Measure(name, whole["ours"], whole["theirs"], 3.0, True),
        Measure(f"{name}, 2% of levels missing", gappy["ours"], gappy["theirs"], 3.0, True),
    ]
