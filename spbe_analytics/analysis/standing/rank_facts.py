"""What a ranking tells: who leads, who comes last, who moved farthest, who overtook whom; all equals each time."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import CHANGE, EXACT, INDEX_NODE, PREDICATE, RANK, REGION
from spbe_analytics.scoring.display import round_half_up


@dataclass(frozen=True)
class Place:
    """Governments that no one in a ranking can tell apart by what is asked, best first.

    Attributes:
        rank: The rank they share; of the lowest the best of their ranks.
        regions: Codes of all of them.
        least: The least index among them, as it stands for printed or computed.
        most: The greatest.
    """

    rank: int
    regions: tuple[str, ...]
    least: Fraction
    most: Fraction


@dataclass(frozen=True)
class Neighbour:
    """The next rank above or below a government.

    Attributes:
        place: Who stands there.
        least: The least distance of the indices, never below 0: who ranks higher may print the same.
        most: The greatest.
    """

    place: Place
    least: Fraction
    most: Fraction


@dataclass(frozen=True)
class Farthest:
    """Those who moved farthest one way.

    Attributes:
        steps: Places gained, below 0 lost; among those in both years.
        regions: Codes of all of them, best first.
    """

    steps: int
    regions: tuple[str, ...]


@dataclass(frozen=True)
class Rivals:
    """Where a government stands among others, and who passed it since the year before.

    Attributes:
        of: How many are ranked.
        higher: How many are certainly higher.
        sharing: Codes of the others at its rank.
        passed: Codes of those that are certainly higher now and were not above it the year before.
        rises: The change of the index of each of these, in the same order.
    """

    of: int
    higher: int
    sharing: tuple[str, ...]
    passed: tuple[str, ...]
    rises: tuple[Fraction, ...]


def highest(ranked: pd.DataFrame) -> Place:
    """Return those whom nobody is certainly above: all at rank 1 of a ranking that is not empty."""
    return _place(ranked[ranked[RANK] == 1])


def lowest(ranked: pd.DataFrame) -> Place:
    """Return those whom nobody is certainly below; the ranking is not empty."""
    return _place(ranked[ranked["low"] <= ranked["high"].min()])


def led_before(ranked: pd.DataFrame) -> bool:
    """Tell whether all at rank 1 stood there the year before, too."""
    return bool((ranked.loc[ranked[RANK] == 1, "previous_rank"] == 1).all())


def sharing(ranked: pd.DataFrame, region: str) -> tuple[str, ...]:
    """Return the codes of the others at a government's rank, best first; none where it is not ranked."""
    mine = ranked.loc[ranked[REGION] == region, RANK]
    if mine.empty:
        return ()
    return tuple(ranked.loc[(ranked[RANK] == mine.iloc[0]) & (ranked[REGION] != region), REGION])


def around(ranked: pd.DataFrame, region: str) -> tuple[Neighbour | None, Neighbour | None]:
    """Return the next rank above a government and the next below, with all that stand there.

    Args:
        ranked: A ranking, best first.
        region: Code of a government.

    Returns:
        The two; ``None`` where there is nobody, or the region is not ranked. Those sharing its rank are neither.
    """
    mine = ranked[ranked[REGION] == region]
    if mine.empty:
        return None, None
    rank, own = mine[RANK].iloc[0], mine[EXACT].iloc[0]
    above, below = ranked[ranked[RANK] < rank], ranked[ranked[RANK] > rank]
    higher = None if above.empty else _neighbour(above[above[RANK] == above[RANK].max()], own, above=True)
    return higher, None if below.empty else _neighbour(below[below[RANK] == below[RANK].min()], own, above=False)


def _neighbour(rows: pd.DataFrame, own: Fraction, *, above: bool) -> Neighbour:
    place = _place(rows)
    ends = (place.least - own, place.most - own) if above else (own - place.most, own - place.least)
    return Neighbour(place, *(max(end, Fraction(0)) for end in ends))


def _place(rows: pd.DataFrame) -> Place:
    return Place(int(rows[RANK].iloc[0]), tuple(rows[REGION]), min(rows[EXACT]), max(rows[EXACT]))


def farthest(ranked: pd.DataFrame) -> tuple[Farthest | None, Farthest | None]:
    """Return those whose rank rose most and those whose rank fell most; ``None`` where nobody rose or fell."""
    steps = ranked["rank_change"]
    ends = (steps.max(), steps.min())
    if pd.isna(ends[0]):
        return None, None
    rose, fell = (Farthest(int(end), tuple(ranked.loc[steps == end, REGION])) for end in ends)
    return rose if rose.steps > 0 else None, fell if fell.steps < 0 else None


def movers(ranked: pd.DataFrame, count: int) -> pd.DataFrame:
    """Return the governments whose rank changed most.

    Args:
        ranked: A ranking with ``rank_change``.
        count: How many on each side at the most; of those that moved alike the best ranked come first.

    Returns:
        Rows of the ranking: first those that rose, the farthest first, then those that fell, the farthest first.
    """
    known = ranked.dropna(subset=["rank_change"])
    rose = known[known["rank_change"] > 0].sort_values("rank_change", ascending=False, kind="stable")
    fell = known[known["rank_change"] < 0].sort_values("rank_change", kind="stable")
    return pd.concat([rose.head(count), fell.head(count)])


def overtaken(ranked: pd.DataFrame) -> pd.DataFrame:
    """Return the governments whose rank fell while their index rose by what two decimals show."""
    return ranked[(ranked["rank_change"] < 0) & ranked[CHANGE].map(_rose)]


def _rose(change: float) -> bool:
    return change == change and round_half_up(change) > 0


def rivals(ranked: pd.DataFrame, region: str) -> Rivals | None:
    """Return where a government stands, and who passed it since the year before; ``None`` where it is not ranked.

    Who passed it is told among those whose ranks of both years can be compared; the rank of the year before is that of
    the whole ranking.
    """
    found = ranked[ranked[REGION] == region]
    if found.empty:
        return None
    mine = found.iloc[0]
    passed = ranked.iloc[:0]
    if pd.notna(mine["rank_change"]):
        passed = ranked[
            ranked["rank_change"].notna()
            & (ranked["low"] > mine["high"])
            & (ranked["previous_rank"] >= mine["previous_rank"])
        ]
    rises = _subtracted(passed[EXACT], passed["previous_exact"])
    return Rivals(len(ranked), int(mine[RANK]) - 1, sharing(ranked, region), tuple(passed[REGION]), rises)


def _subtracted(now: Iterable[Fraction], before: Iterable[Fraction]) -> tuple[Fraction, ...]:
    return tuple(after - begin for after, begin in zip(now, before, strict=True))


def reached(ranked: pd.DataFrame, instrument: Instrument) -> int:
    """Count the governments whose predicate is the target predicate of the instrument or a better one."""
    good = {item.name for item in instrument.predicates if item.lower >= instrument.target}
    return int(ranked[PREDICATE].isin(good).sum())


def alike_and_apart(ranked: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Find an example of each oddity that rounding leaves in a ranking.

    Args:
        ranked: A ranking with ``low`` and ``high``, best first.

    Returns:
        The first neighbours that show the same index and rank apart, and all at the first rank that several share;
        no rows where there is no such thing.
    """
    shown = ranked[INDEX_NODE].map(round_half_up)
    same_rank = ranked[RANK] == ranked[RANK].shift()
    apart = ((shown == shown.shift()) & ~same_rank).to_numpy().nonzero()[0]
    pair = ranked.iloc[apart[0] - 1 : apart[0] + 1] if len(apart) else ranked.iloc[:0]
    return pair, ranked[ranked[RANK] == ranked.loc[same_rank, RANK].min()]
