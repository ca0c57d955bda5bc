"""Levels to the scores of all nodes, against the index alone by pandas ``groupby.sum``."""

import numpy as np
import pandas as pd

from benchmarks.measure import Measure, interleaved
from spbe_analytics.instruments import instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import ASSESSMENT, INDEX_NODE, NODE, REGION, STAGE, VALUE, YEAR, Stage
from spbe_analytics.scoring import score

SEED = 4416
YEARS = (2021, 2022, 2023, 2024)
STAGES = (Stage.INTERVIEW.value, Stage.FINAL.value)
ROUNDS = 25


def measures() -> list[Measure]:
    """Measure the promise about scoring; both sides must come to the same indices."""
    instrument = instruments()["spbe-59-2020"]
    codes = list(instrument.indicator_codes)
    regions = [region.code for region in gazetteer().governments()]
    keys = pd.MultiIndex.from_product([regions, YEARS, STAGES], names=list(ASSESSMENT))
    levels = np.random.default_rng(SEED).integers(1, 6, size=(len(keys), len(codes))).astype(float)
    wide = pd.DataFrame(levels, index=keys, columns=codes)
    weights = {node.code: float(node.weight) / 100 for node in instrument.indicators}
    long = pd.DataFrame(
        {
            REGION: np.repeat(keys.get_level_values(REGION).to_numpy(dtype=str), len(codes)),
            YEAR: np.repeat(keys.get_level_values(YEAR).to_numpy(), len(codes)),
            STAGE: np.repeat(keys.get_level_values(STAGE).to_numpy(dtype=str), len(codes)),
            NODE: np.tile(codes, len(keys)),
            VALUE: levels.ravel(),
            "weight": np.tile([weights[code] for code in codes], len(keys)),
        }
    )

    def ours() -> pd.DataFrame:
        return score(instrument, wide).values

    def theirs() -> pd.Series:
        product = long.assign(product=long[VALUE] * long["weight"])
        return product.groupby(list(ASSESSMENT))["product"].sum()

    same = theirs().reindex(keys)
    if not np.allclose(ours()[INDEX_NODE], same, atol=1e-9):
        raise AssertionError("the two sides do not agree")
    times = interleaved({"ours": ours, "theirs": theirs}, ROUNDS)
    name = f"{len(wide)} assessments × {len(codes)}: groupby.sum of the index / all {len(instrument.codes)} nodes"
    return [Measure(name, times["ours"], times["theirs"], 20.0, False)]
