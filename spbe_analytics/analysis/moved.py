"""Where a batch moved governments to: index, predicate and ranks right before it and right after it."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd

from spbe_analytics.analysis.effect import ASSESSED, Replaced, replaced
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.standing.presence import has_quorum
from spbe_analytics.analysis.standing.ranking import ranked, standing_of
from spbe_analytics.instruments import Instrument
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, OF, PREDICATE, RANK, Kind, Stage


class Place(NamedTuple):
    """A rank and among how many."""

    rank: int
    of: int


@dataclass(frozen=True)
class Side:
    """One assessment at one moment; ``None`` and NaN for what is not known.

    Attributes:
        index: Its index.
        predicate: Its predicate.
        nation: Its rank among its kind in the nation, ``province`` in its province; not of too few, not of a misprint.
    """

    index: float
    predicate: str | None
    nation: Place | None
    province: Place | None


@dataclass(frozen=True, eq=False)
class Move:
    """What became of one assessment.

    Attributes:
        region: Whose; with year, stage and instrument.
        before: Where it stood, ``after`` where it stands; ``nodes`` the values of all nodes on both sides.
        changed: How many of its values changed, ``new`` how many came, ``gone`` how many went.
    """

    region: str
    year: int
    stage: Stage
    instrument: Instrument = field(repr=False)
    before: Side
    after: Side
    nodes: pd.DataFrame = field(repr=False)
    changed: int
    new: int
    gone: int


class Moves(NamedTuple):
    """What became of the assessments of a batch, and which printed figures gave way."""

    moves: tuple[Move, ...]
    replaced: tuple[Replaced, ...]


def moves(before: Snapshot, after: Snapshot, assessed: pd.DataFrame, most: int) -> Moves:
    """Compare some assessments at two moments.

    Args:
        before: What was known before.
        after: What was known after.
        assessed: The assessments, ``region, year, stage, instrument``.
        most: How many of them are looked at, the first ones.
    """
    mine = assessed[ASSESSED].drop_duplicates().sort_values(ASSESSED, kind="stable").head(most)
    found = [_move(before, after, *key) for key in mine.itertuples(index=False, name=None)]
    gave_way = replaced(before, mine, lambda: {name: after.assessed(name) for name in mine["instrument"].unique()})
    return Moves(tuple(found), gave_way)


def _move(before: Snapshot, after: Snapshot, region: str, year: int, stage: str, instrument: str) -> Move:
    held = before.catalogue[instrument]
    key: Any = (region, year, stage)
    old, new = (_scores(snapshot, instrument, key) for snapshot in (before, after))
    nodes = pd.DataFrame({"before": old, "after": new}).reindex(list(held.codes))
    nodes = nodes[nodes.notna().any(axis=1)]
    both = nodes.notna().all(axis=1)
    return Move(
        region,
        year,
        Stage(stage),
        held,
        _side(before, instrument, key),
        _side(after, instrument, key),
        nodes,
        int((both & (nodes["before"] != nodes["after"])).sum()),
        int((nodes["before"].isna() & nodes["after"].notna()).sum()),
        int((nodes["before"].notna() & nodes["after"].isna()).sum()),
    )


def _scores(snapshot: Snapshot, instrument: str, key: Any) -> "pd.Series[float]":  # noqa: ANN401 - a key of an index
    scores = snapshot.scores(instrument)
    return scores.loc[key].astype(float) if key in scores.index else pd.Series(index=scores.columns, dtype=float)


def _side(snapshot: Snapshot, instrument: str, key: Any) -> Side:  # noqa: ANN401 - a key of an index
    standings = snapshot.assessed(instrument).standings
    if key not in standings.index:
        return Side(float("nan"), None, None, None)
    row = standings.loc[key]
    predicate = row[PREDICATE] if isinstance(row[PREDICATE], str) else None
    region = gazetteer()[key[0]]
    province = None if region.kind is Kind.PROVINCE else region.province
    near = _rank(snapshot, key, province) if province else None
    return Side(float(row[INDEX_NODE]), predicate, _rank(snapshot, key, None), near)


def _rank(snapshot: Snapshot, key: Any, province: str | None) -> Place | None:  # noqa: ANN401 - a key of an index
    region, year, stage = key
    kind = gazetteer()[region].kind.value
    group = ranked(snapshot, year, stage, kind, province)
    row = standing_of(group, region) if has_quorum(len(group), kind, province) else None
    return None if row is None else Place(int(row[RANK]), int(row[OF]))
