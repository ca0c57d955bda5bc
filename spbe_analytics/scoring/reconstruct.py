"""From printed, rounded figures back to the exact ones that can stand behind them.

Where levels are whole, a domain's score is a weighted sum of whole numbers. Few such sums round to a printed domain
value, and fewer still agree with the printed index: most published records have one or two possible exact indices.
Printed aspects, and single levels that are known, leave fewer still.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from itertools import product

from spbe_analytics.errors import ScoringError
from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.scoring.display import round_half_up


@dataclass(frozen=True)
class LevelSum:
    """The sum of the levels of indicators below one pillar that weigh the same and lie below the same printed nodes.

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
        levels: Levels that are known one by one; their indicators are in none of the sums.
    """

    solutions: tuple[tuple[Fraction, tuple[LevelSum, ...]], ...]
    levels: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def indices(self) -> tuple[Fraction, ...]:
        """The distinct possible exact indices, ascending."""
        return tuple(sorted({index for index, _ in self.solutions}))


Figures = tuple[tuple[str, Fraction], ...]
"""Figures by node code, sorted: what the cache knows them by."""


@cache
def _pillar_sums(
    instrument: Instrument, pillar: str, inner: Figures = (), known: Figures = ()
) -> Mapping[Fraction, tuple[tuple[Fraction, tuple[LevelSum, ...]], ...]]:
    """List a pillar's possible exact scores with their sums of levels, by the figure they print as.

    Args:
        instrument: The instrument.
        pillar: Code of a node right below the index.
        inner: Printed figures of nodes between the pillar and its indicators.
        known: Levels of some of its indicators.
    """
    found: dict[Fraction, list[tuple[Fraction, tuple[LevelSum, ...]]]] = defaultdict(list)
    for sums in _choices(instrument, pillar, inner, dict(known)):
        exact = _score(instrument, pillar, sums, dict(known))
        found[Fraction(round_half_up(exact))].append((exact, sums))
    return {figure: tuple(choices) for figure, choices in found.items()}


def _choices(
    instrument: Instrument, pillar: str, inner: Figures, levels: Mapping[str, Fraction]
) -> Iterator[tuple[LevelSum, ...]]:
    """Yield every choice of sums under which the nodes inside a pillar print as given."""
    groups, scale = defaultdict[object, list[str]](list), instrument.scale
    printed = {code for code, _ in inner}
    for leaf in instrument.leaves(pillar):
        if leaf.code not in levels:
            above = [node.code for node in instrument.path(leaf.code) if node.code in printed]
            groups[(leaf.weight, *above)].append(leaf.code)
    ranges = [
        [
            LevelSum(pillar, tuple(codes), total)
            for total in range(int(scale.lowest) * len(codes), int(scale.highest) * len(codes) + 1)
        ]
        for codes in groups.values()
    ]
    wide = []
    for code, figure in inner:
        below = {leaf.code for leaf in instrument.leaves(code)}
        inside = [place for place, codes in enumerate(groups.values()) if below.issuperset(codes)]
        if len(inside) == 1:  # what does not print as given is not even combined with anything
            ranges[inside[0]] = [
                part
                for part in ranges[inside[0]]
                if Fraction(round_half_up(_score(instrument, code, [part], levels))) == figure
            ]
        else:
            wide.append((code, figure, inside))
    for sums in product(*ranges):
        if all(
            Fraction(round_half_up(_score(instrument, code, [sums[place] for place in inside], levels))) == figure
            for code, figure, inside in wide
        ):
            yield sums


def _score(instrument: Instrument, code: str, sums: Iterable[LevelSum], levels: Mapping[str, Fraction]) -> Fraction:
    """Score a node from the sums below it and the levels that are known."""
    points = sum((part.total * instrument.node(part.indicators[0]).weight for part in sums), Fraction(0))
    leaves = instrument.leaves(code)
    points += sum((levels[leaf.code] * leaf.weight for leaf in leaves if leaf.code in levels), Fraction(0))
    return points / instrument.node(code).weight


def reconstruct(
    instrument: Instrument, printed: Mapping[str, Fraction], levels: Mapping[str, Fraction] | None = None
) -> Reconstruction:
    """List what can stand behind the printed figures of one record.

    Args:
        instrument: An instrument whose levels are whole.
        printed: Printed figures by node code: every node right below the index, and whatever else is printed.
        levels: Whole levels of single indicators, where some are known.

    Returns:
        All combinations of sums of levels under which every figure prints as given; none for a misprint.

    Raises:
        ScoringError: The instrument has fractional levels, or a domain value is missing.
    """
    if not instrument.scale.whole:
        raise ScoringError(f"Tingkat pada {instrument.name} tidak bulat: nilai eksak tidak dapat ditelusuri balik.")
    absent = [pillar.name for pillar in instrument.pillars if pillar.code not in printed]
    if absent:
        raise ScoringError(f"Nilai {', '.join(absent)} tidak ada: nilai eksak tidak dapat ditelusuri balik.")
    given, pillars = levels or {}, {pillar.code for pillar in instrument.pillars}
    inner = _by_pillar(instrument, {code: printed[code] for code in printed if code not in {INDEX_NODE, *pillars}})
    known = _by_pillar(instrument, given)
    choices = [
        _pillar_sums(instrument, p.code, inner.get(p.code, ()), known.get(p.code, ())).get(printed[p.code], ())
        for p in instrument.pillars
    ]
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
    return Reconstruction(tuple(sorted(solutions, key=lambda solution: solution[0])), dict(given))


def _by_pillar(instrument: Instrument, figures: Mapping[str, Fraction]) -> dict[str, Figures]:
    """Split figures of nodes below the pillars by the pillar that they belong to."""
    found = defaultdict[str, list[tuple[str, Fraction]]](list)
    for code, figure in figures.items():
        found[instrument.path(code)[1].code].append((code, figure))
    return {pillar: tuple(sorted(given)) for pillar, given in found.items()}


def trace(instrument: Instrument, figures: Mapping[str, float]) -> Reconstruction:
    """List what can stand behind everything that is known of one record.

    Args:
        instrument: Its instrument.
        figures: What is known by node code: printed figures, levels, and what was computed from levels.

    Returns:
        What agrees with all of it. Where nothing does, what agrees with the printed figures without the levels; else
        what agrees with the domains and the index alone. Empty where that cannot be told or there is a misprint.
    """
    if not instrument.scale.whole or any(pillar.code not in figures for pillar in instrument.pillars):
        return Reconstruction(())
    leaves = set(instrument.indicator_codes)
    levels = {code: Fraction(repr(float(level))) for code, level in figures.items() if code in leaves}
    printed = {code: Fraction(round_half_up(figure)) for code, figure in figures.items() if code not in leaves}
    top = {INDEX_NODE, *(pillar.code for pillar in instrument.pillars)}
    bare = {code: figure for code, figure in printed.items() if code in top}
    found = reconstruct(instrument, printed, levels)
    if not found.solutions and levels:
        found = reconstruct(instrument, printed)
    if not found.solutions and len(printed) > len(bare):
        found = reconstruct(instrument, bare)
    return found
