"""Small instruments for trying everything."""

from collections.abc import Sequence
from fractions import Fraction

from spbe_analytics.analysis.planning.goal import goal_above
from spbe_analytics.analysis.planning.levers import Lever, Position
from spbe_analytics.instruments.model import Instrument, LevelScale, Node, Predicate
from spbe_analytics.schema import INDEX_NODE, Basis, NodeKind

Sums = list[tuple[list[int], int]]
WHOLE = LevelScale(Fraction(1), Fraction(5), whole=True)
HUNDRED = Fraction(100)
KEY = ("73.22", 2024, "final")


def small_instrument(weights: Sequence[Fraction], scale: LevelScale = WHOLE) -> Instrument:
    """An instrument of one domain whose indicators have weights in these proportions; the last is a service."""
    whole = sum(weights)
    shares = [weight * HUNDRED / whole for weight in weights]
    root = Node(INDEX_NODE, None, NodeKind.INDEX, "", "Indeks", "Indeks", HUNDRED)
    domain = Node("D1", INDEX_NODE, NodeKind.DOMAIN, "1", "Domain", "Domain", HUNDRED)
    leaves = [
        Node(
            f"I{place}", "D1", NodeKind.INDICATOR, str(place), f"Butir {place}", f"Butir {place}", share,
            capability="service" if place == len(shares) else "process",
        )
        for place, share in enumerate(shares, start=1)
    ]  # fmt: skip
    named = (Predicate("Cukup", Fraction(1), Fraction(3)), Predicate("Baik", Fraction(3), Fraction(5)))
    return Instrument(
        id="kecil", name="Instrumen kecil", index_name="Indeks", short="Kecil", regulation="", gazette="",
        first_year=2021, last_year=None, scale=scale, nodes=(root, domain, *leaves), predicates=named,
        level_names={}, target_predicate="Baik", target_level=Fraction(3),
    )  # fmt: skip


def small_position(levels: Sequence[Fraction], weights: Sequence[Fraction], scale: LevelScale = WHOLE) -> Position:
    """Where a government with these levels stands."""
    instrument = small_instrument(weights, scale)
    levers = tuple(
        Lever(
            leaf.code,
            leaf.short,
            (leaf.code,),
            level,
            scale.highest,
            leaf.weight / HUNDRED,
            scale.highest - level,
        )
        for leaf, level in zip(instrument.indicators, levels, strict=True)
    )
    index = sum((lever.now * lever.worth for lever in levers), Fraction(0))
    return Position(
        instrument, *KEY, Basis.OBSERVED, levers, goal_above(instrument, KEY, Basis.COMPUTED, (index, index))
    )


def sum_position(groups: Sums) -> Position:
    """Where a government stands of which only sums of levels are known: levels and weight of each group."""
    instrument = small_instrument([Fraction(weight) for levels, weight in groups for _ in levels])
    levers, place = [], 0
    for number, (levels, _) in enumerate(groups, start=1):
        leaves = instrument.indicators[place : place + len(levels)]
        place += len(levels)
        now, top = Fraction(sum(levels)), Fraction(5 * len(levels))
        codes = tuple(leaf.code for leaf in leaves)
        levers.append(Lever(f"S{number}", f"Jumlah {number}", codes, now, top, leaves[0].weight / HUNDRED, top - now))
    index = sum((lever.now * lever.worth for lever in levers), Fraction(0))
    return Position(
        instrument, *KEY, Basis.PUBLISHED, tuple(levers), goal_above(instrument, KEY, Basis.PUBLISHED, (index, index))
    )
