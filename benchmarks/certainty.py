"""Draws of ranks where assessors differ by one level, against as many stable sorts, which no vector unit helps."""

from dataclasses import replace

import numpy as np
import pandas as pd

from benchmarks.measure import Measure, interleaved
from spbe_analytics.analysis.certainty.draws import DRAWS, simulate
from spbe_analytics.analysis.certainty.start import Start, unit_of
from spbe_analytics.instruments import Instrument, instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.scoring import score

LIMIT = 4.0
ROUNDS = 9
SEED = 552
STEPS = (1, 10)


def measures() -> list[Measure]:
    """Measure the promise about draws: where all levels are known, and where two decimals are printed."""
    instrument = instruments()["spbe-59-2020"]
    known = _known(instrument)
    printed = replace(
        known, high=known.high + 5, rise=np.maximum(known.rise, known.fall), fall=np.maximum(known.rise, known.fall)
    )
    found = []
    indices = np.random.default_rng(SEED).random((DRAWS, len(known.regions)))
    for basis, group in (("all levels known", known), ("printed figures", printed)):
        for steps in STEPS:
            times = interleaved(
                {
                    "ours": lambda g=group, k=steps: simulate(g, k),
                    "theirs": lambda: np.argsort(indices, axis=1, kind="stable"),
                },
                ROUNDS,
            )
            name = (
                f"{DRAWS:,} draws × {len(known.regions)} governments, {steps} steps, {basis} / a stable sort of as many"
            )
            found.append(Measure(name, times["ours"], times["theirs"], LIMIT, True))
    return found


def _known(instrument: Instrument) -> Start:
    """Make a group of all governments with random levels, hard for the draws: no two move alike."""
    regions = tuple(region.code for region in gazetteer().governments())
    drawn = np.random.default_rng(SEED).integers(1, 6, size=(len(regions), len(instrument.indicators)))
    levels = pd.DataFrame(drawn, index=list(regions), columns=list(instrument.indicator_codes), dtype=float)
    unit = unit_of(instrument)
    index = np.rint(score(instrument, levels).values[INDEX_NODE].to_numpy() * unit).astype(np.int64)
    weights = np.array([int(leaf.weight * unit / instrument.node(INDEX_NODE).weight) for leaf in instrument.indicators])
    edges = np.zeros(len(regions), dtype=np.int64)
    return Start(
        regions=regions,
        unit=unit,
        bottom=unit,
        top=unit * 5,
        low=index,
        high=index,
        rise=(drawn < 5) * weights,
        fall=(drawn > 1) * weights,
        from_=edges,
        below=edges + unit * 3,
        known=(drawn > 0).sum(axis=1),
    )


if __name__ == "__main__":
    for measure in measures():
        print(measure.as_dict(), round(measure.ours, 1), round(measure.theirs, 1))
