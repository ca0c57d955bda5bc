"""What actions do to the index: what each is to bring when it is finished, and what the next result shows it brought.

Only results of one instrument and one stage are compared. What is not known is missing, never 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

import pandas as pd

from spbe_analytics.analysis.exact import exact
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.entries.fields import figure
from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import INDEX_NODE, REGION, STAGE, YEAR, ActionState, Basis, NodeKind, Stage

Key = tuple[int, str, str]
"""Result year, stage and node."""

UNFINISHED: Final = "dihitung setelah tindakan selesai"


@dataclass(frozen=True)
class Effect:
    """What one action does to the index.

    Attributes:
        expected: Points of the index that it is to bring; ``None`` where the action does not say.
        before: Level of an indicator, or value of a node, in the result that the action follows.
        after: The same in the newest later result.
        year: The year of that later result; ``None`` without one.
        real: Points of the index that the change brought; ``None`` where it is not known.
        printed: Whether a value that is printed with two decimals is among them.
        why: Why it is not known; empty where it is.
    """

    expected: Fraction | None
    before: Fraction | None = None
    after: Fraction | None = None
    year: int | None = None
    real: Fraction | None = None
    printed: bool = False
    why: str = ""


@dataclass(frozen=True)
class Total:
    """What the finished actions together do to the index.

    Attributes:
        finished: How many are finished.
        expected: Points that those are to bring which say so; ``None`` where none does.
        promising: How many say so.
        real: Points that the next results show; ``None`` where they show none yet.
        seen: Of how many they show it.
        whys: Why it is not known of the others, each reason once.
    """

    finished: int
    expected: Fraction | None
    promising: int
    real: Fraction | None
    seen: int
    whys: tuple[str, ...]


def expected(action: Mapping[Any, Any], instrument: Instrument) -> Fraction | None:
    """Return how many points an action is to bring: of an indicator by its levels, else what it says."""
    node = instrument.node(action["node"])
    start, end = figure(str(action["level_from"])), figure(str(action["level_to"]))
    if node.kind is NodeKind.INDICATOR and start is not None and end is not None:
        return (end - start) * _share(instrument, node.code)
    return figure(str(action["gain"]))


def effects(snapshot: Snapshot, actions: pd.DataFrame, instrument: Instrument) -> dict[int, Effect]:
    """Return what actions do to the index, by their numbers.

    What a node brought counts once: several finished actions about it share it in the order of their due dates, each
    up to what it is to bring, the last one the rest; and an action about a node above others has what these leave.

    Args:
        snapshot: Everything known.
        actions: One row an action, all of one region and of this instrument.
        instrument: The instrument.
    """
    rows = actions.to_dict("records")
    found = {int(row["number"]): _alone(snapshot, row, instrument) for row in rows}
    finished = [row for row in rows if row["state"] == ActionState.DONE.value]
    groups: dict[Key, list[Mapping[Any, Any]]] = {}
    for row in finished:
        if found[int(row["number"])].real is not None:
            groups.setdefault((int(row[YEAR]), str(row[STAGE]), str(row["node"])), []).append(row)
    whole = {key: found[int(own[0]["number"])].real or Fraction(0) for key, own in groups.items()}
    for key, own in groups.items():
        left = whole[key] - sum((whole[below] for below in _right_below(key, whole, instrument)), Fraction(0))
        turn = _in_turn(own)
        for done, part in zip(turn, _parts(left, turn, instrument), strict=True):
            number = int(done["number"])
            found[number] = replace(found[number], real=part)
    return found


def total(actions: pd.DataFrame, found: Mapping[int, Effect]) -> Total:
    """Sum up what the finished actions do to the index."""
    done = [
        found[int(number)]
        for number, state in zip(actions["number"], actions["state"], strict=True)
        if state == ActionState.DONE.value
    ]
    promised = [one.expected for one in done if one.expected is not None]
    real = [one.real for one in done if one.real is not None]
    return Total(
        len(done),
        sum(promised, Fraction(0)) if promised else None,
        len(promised),
        sum(real, Fraction(0)) if real else None,
        len(real),
        tuple(dict.fromkeys(one.why for one in done if one.why)),
    )


def _share(instrument: Instrument, node: str) -> Fraction:
    return instrument.node(node).weight / instrument.node(INDEX_NODE).weight


def _alone(snapshot: Snapshot, action: Mapping[Any, Any], instrument: Instrument) -> Effect:
    """Return what one action does as if it were the only one about its node."""
    promised, node = expected(action, instrument), str(action["node"])
    if action["state"] != ActionState.DONE.value:
        return Effect(promised, why=UNFINISHED)
    region, year, stage = str(action[REGION]), int(action[YEAR]), str(action[STAGE])
    assessed = snapshot.assessed(instrument.id)
    scores, flags = assessed.scores, assessed.standings["misprint"]
    own = scores.index[(scores.index.get_level_values(REGION) == region)]
    later = [key for key in own if key[1] > year and key[2] == stage]
    if not later:
        return Effect(promised, why=_nothing_later(snapshot, region, year, stage, instrument))
    newest: Any = max(later, key=lambda key: key[1])
    start: Any = (region, year, stage)
    name = "tingkat" if instrument.node(node).kind is NodeKind.INDICATOR else "nilai"
    for key in (start, newest):
        if key not in scores.index or pd.isna(scores.loc[key][node]):
            return Effect(promised, year=newest[1], why=f"{name} {node} pada hasil {key[1]} tidak diketahui")
        if bool(flags.get(key, False)):
            return Effect(promised, year=newest[1], why=f"angka {key[1]} salah cetak")
    before, after = (exact(instrument, node, float(scores.loc[key][node])) for key in (start, newest))
    printed = any(assessed.basis.loc[key][node] == Basis.PUBLISHED.value for key in (start, newest))
    return Effect(promised, before, after, int(newest[1]), (after - before) * _share(instrument, node), printed)


def _nothing_later(snapshot: Snapshot, region: str, year: int, stage: str, instrument: Instrument) -> str:
    known = snapshot.standings
    mine = known[(known[REGION] == region) & (known[YEAR] > year)]
    if (mine[STAGE] == stage).any():
        other = snapshot.catalogue[str(mine.loc[mine[STAGE] == stage, "instrument"].iloc[0])]
        return f"hasil sesudah {year} memakai instrumen lain ({other.short}), tidak sebanding dengan {instrument.short}"
    following = snapshot.catalogue.for_year(year + 1)
    if following is not None and following is not instrument:
        return f"hasil sesudah {year} memakai {following.short}, tidak sebanding dengan {instrument.short}"
    return f"menunggu {Stage(stage).label} sesudah {year}"


def _right_below(key: Key, known: Mapping[Key, Fraction], instrument: Instrument) -> list[Key]:
    """Return what lies below a node with no other of the same result between them."""
    year, stage, node = key

    def above(other: Key) -> list[str]:
        return [part.code for part in instrument.path(other[2])[:-1]]

    inside = [other for other in known if other[:2] == (year, stage) and node in above(other)]
    return [one for one in inside if not any(two[2] in above(one) for two in inside)]


def _in_turn(actions: Sequence[Mapping[Any, Any]]) -> list[Mapping[Any, Any]]:
    def turn(row: Mapping[Any, Any]) -> tuple[str, Fraction, int]:
        due = row["due"].isoformat() if hasattr(row["due"], "isoformat") else "9999"
        return due, figure(str(row["level_to"])) or Fraction(0), int(row["number"])

    return sorted(actions, key=turn)


def _parts(whole: Fraction, actions: Sequence[Mapping[Any, Any]], instrument: Instrument) -> list[Fraction]:
    """Share what a node brought among actions in their turn; the sum is exact."""
    parts, left = [], whole
    for row in actions[:-1]:
        promised = expected(row, instrument)
        part = min(max(left, Fraction(0)), promised) if promised is not None and promised > 0 else Fraction(0)
        parts.append(part)
        left -= part
    return [*parts, left]
