"""From printed, rounded figures back to the exact ones that can stand behind them.

Where levels are whole, a domain's score is a weighted sum of whole numbers. Few such sums round to a printed domain
value, and fewer still agree with the printed index: most published records have one or two possible exact indices.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product

from spbe_analytics.errors import ScoringError
from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.scoring.display import round_half_up


@dataclass(frozen=True)
class LevelSum:
    """The sum of the levels of those indicators below one pillar that weigh the same.

    Attributes:
        pillar: Code of the domain (or aspect) right below the index.
        indicators: Codes of the indicators summed.
        total: The sum of their levels, in the scale's units (whole levels: the plain sum).
    """

    pillar: str
    indicators: tuple[str, ...]
    total: int


@dataclass(frozen=True)
class Reconstruction:
    """Everything that can stand behind one printed record.

    Attributes:
        solutions: Each possible combination of sums of levels, with its exact index; empty for a misprint.
    """

    solutions: tuple[tuple[Fraction, tuple[LevelSum, ...]], ...]

    @property
    def indices(self) -> tuple[Fraction, ...]:
        """The distinct possible exact indices, ascending."""
        return tuple(sorted({index for index, _ in self.solutions}))


@cache
def _pillar_sums(
    instrument: Instrument, pillar: str
) -> Mapping[Fraction, tuple[tuple[Fraction, tuple[LevelSum, ...]], ...]]:
    """List a pillar's possible exact scores with their sums of levels, by the figure they print as."""
    by_weight: dict[Fraction, list[str]] = defaultdict(list)
    for leaf in instrument.leaves(pillar):
        by_weight[leaf.weight].append(leaf.code)
    scale, weight = instrument.scale, instrument.node(pillar).weight
    ranges = [
        [
            LevelSum(pillar, tuple(codes), total)
            for total in range(int(scale.lowest) * len(codes), int(scale.highest) * len(codes) + 1)
        ]
        for codes in by_weight.values()
    ]
    found: dict[Fraction, list[tuple[Fraction, tuple[LevelSum, ...]]]] = defaultdict(list)
    for sums in product(*ranges):
        points = sum((part.total * w for part, w in zip(sums, by_weight, strict=True)), Fraction(0))
        found[Fraction(round_half_up(points / weight))].append((points / weight, sums))
    return {figure: tuple(choices) for figure, choices in found.items()}


def reconstruct(instrument: Instrument, printed: Mapping[str, Fraction]) -> Reconstruction:
    """List what can stand behind the printed domain values of one record, and its index if printed.

    Args:
        instrument: An instrument whose levels are whole.
        printed: Printed figures by node code: every node right below the index, and ``index`` if it is printed.

    Returns:
        All combinations of sums of levels whose domains, and index, print as given; none for a misprint.

    Raises:
        ScoringError: The instrument has fractional levels, or a domain value is missing.
    """
    if not instrument.scale.whole:
        raise ScoringError(f"Tingkat pada {instrument.name} tidak bulat: nilai eksak tidak dapat ditelusuri balik.")
    absent = [pillar.name for pillar in instrument.pillars if pillar.code not in printed]
    if absent:
        raise ScoringError(f"Nilai {', '.join(absent)} tidak ada: nilai eksak tidak dapat ditelusuri balik.")
    choices = [_pillar_sums(instrument, p.code).get(printed[p.code], ()) for p in instrument.pillars]
    root = instrument.node(INDEX_NODE).weight
    solutions = []
    for combination in product(*choices):
        index = (
            sum(
                (score * pillar.weight for (score, _), pillar in zip(combination, instrument.pillars, strict=True)),
                Fraction(0),
            )
            / root
        )
        if INDEX_NODE not in printed or Fraction(round_half_up(index)) == printed[INDEX_NODE]:
            solutions.append((index, tuple(part for _, sums in combination for part in sums)))
    return Reconstruction(tuple(sorted(solutions, key=lambda solution: solution[0])))
