"""A worked example of the formula, from a real assessment with all its levels."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from spbe_analytics.analysis.assess import Assessed
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, Kind
from spbe_analytics.scoring import score
from spbe_analytics.scoring.display import round_half_up


@dataclass(frozen=True, eq=False)
class Worked:
    """The formula carried out on one assessment.

    Attributes:
        region: Code of the government.
        year: Result year.
        stage: Stage.
        rows: One row a node right below the index: ``name, sum`` (of level times weight), ``weight, score, part``
            (of the index), all exact.
        index: The exact index.
        rounded_first: What the index would come to if those nodes were rounded before it.
    """

    region: str
    year: int
    stage: str
    rows: pd.DataFrame
    index: Fraction
    rounded_first: Fraction

    @property
    def telling(self) -> bool:
        """Whether rounding too early would show another index."""
        return round_half_up(self.index) != round_half_up(self.rounded_first)


def worked_example(assessed: Assessed) -> Worked | None:
    """Carry out the formula on the newest assessment where rounding too early would show, else on the newest.

    Args:
        assessed: All assessments of one instrument.

    Returns:
        The example; ``None`` when no government has all its levels.
    """
    instrument = assessed.instrument
    known = assessed.answered.index[assessed.answered[INDEX_NODE] == len(instrument.indicators)]
    keys = [key for key in known if gazetteer()[key[0]].kind is not Kind.AVERAGE]
    found = [_worked(assessed, key) for key in sorted(keys, key=lambda key: key[1], reverse=True)]
    return next((one for one in found if one.telling), found[0] if found else None)


def _worked(assessed: Assessed, key: Any) -> Worked:  # noqa: ANN401 - a row's key, as pandas gives it
    instrument = assessed.instrument
    exact = score(instrument, assessed.scores.loc[[key]]).exact(key)
    root = instrument.node(INDEX_NODE).weight
    rows = [
        (
            node.name,
            exact[node.code] * node.weight,
            node.weight,
            exact[node.code],
            exact[node.code] * node.weight / root,
        )
        for node in instrument.pillars
    ]
    early = sum((Fraction(round_half_up(exact[n.code])) * n.weight for n in instrument.pillars), Fraction(0)) / root
    frame = pd.DataFrame(rows, columns=["name", "sum", "weight", "score", "part"])
    return Worked(str(key[0]), int(key[1]), str(key[2]), frame, exact[INDEX_NODE], early)
