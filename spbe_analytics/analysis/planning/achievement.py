"""Targets against results, year by year and within one instrument: achievement in percent, distance, state."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

import pandas as pd

from spbe_analytics.analysis.series import COLUMNS
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import INDEX_NODE, INSTRUMENT, VALUE, YEAR, Basis, Labelled
from spbe_analytics.scoring import score
from spbe_analytics.scoring.display import round_half_up

PERCENT: Final = 100

ACHIEVED: Final = (
    YEAR, INSTRUMENT, "target", "result", "result_instrument", "achievement", "distance", "state", "reason",
    "document", "kept_by",
)  # fmt: skip
"""The columns of :func:`achievements`."""

SERIES: Final = "target"
"""The name of the line of targets in a trend."""


class TargetState(Labelled):
    """How a result stands to its target."""

    REACHED = "tercapai", "Tercapai"
    MISSED = "belum", "Belum tercapai"
    UNKNOWN = "belum-ada-nilai", "Belum ada nilai"
    APART = "tidak-sebanding", "Tidak sebanding"


def achievement(result: Fraction, target: Fraction) -> Fraction:
    """Return how much of a target is reached, in percent; both are indices of one instrument, the target above 0."""
    return result / target * PERCENT


def achievements(snapshot: Snapshot, targets: pd.DataFrame, region: str, stage: str) -> pd.DataFrame:
    """Compare a region's targets with its results of one stage.

    Whether a target is reached is decided by the exact index: one that only rounds to the target is not enough. Of a
    printed index the bounds of the exact one decide where they are certain; else it counts as it is printed. So does
    a misprint, which is said.

    Args:
        snapshot: Everything known.
        targets: The region's targets, columns ``year, instrument, value, document, kept_by``.
        region: Code of a government.
        stage: Stage of the results.

    Returns:
        Columns :data:`ACHIEVED`, one row a target, the oldest year first. ``achievement`` (percent) and ``distance``
        (result less target, index points) are missing where there is no result, or only one under another instrument
        than the target's; ``reason`` then says why.
    """
    rows = [
        (
            int(year),
            name,
            value,
            *_compared(snapshot, int(year), name, Fraction(repr(float(value))), region, stage),
            document,
            who,
        )
        for year, name, value, document, who in zip(
            targets[YEAR], targets[INSTRUMENT], targets[VALUE], targets["document"], targets["kept_by"], strict=True
        )
    ]
    frame = pd.DataFrame(rows, columns=list(ACHIEVED)).astype(
        {YEAR: "int64", "target": float, "result": float, "achievement": float, "distance": float}
    )
    return frame.sort_values([YEAR, INSTRUMENT], ignore_index=True)


def _compared(
    snapshot: Snapshot, year: int, name: str, target: Fraction, region: str, stage: str
) -> tuple[float | None, str | None, float | None, float | None, str, str]:
    """Return result and its instrument, achievement, distance, state and reason of one target."""
    catalogue = snapshot.catalogue
    result = exact_index(snapshot, name, region, year, stage)
    if result is not None:
        reached, gap = result >= target, result - target
        reason = "" if reached or round_half_up(gap) else "Selisihnya kurang dari 0,005"
        least, most = _bounds(snapshot, name, region, year, stage)
        if _misprinted(snapshot, name, region, year, stage):
            reason = f"Angka {year} salah cetak"
        elif reached and most < float(target):
            reached, reason = False, "Tercetak sama, tetapi indeks eksaknya pasti di bawah target"
        elif not reached and least >= float(target):
            reached, reason = True, "Tercetak lebih rendah, tetapi indeks eksaknya pasti mencapai target"
        state = TargetState.REACHED if reached else TargetState.MISSED
        return float(result), name, float(achievement(result, target)), float(gap), state.value, reason
    for other in catalogue:
        found = None if other == name else exact_index(snapshot, other, region, year, stage)
        if found is not None:
            return float(found), other, None, None, TargetState.APART.value, _apart(catalogue[name], catalogue[other])
    due = catalogue.for_year(year)
    if due is not None and due.id != name:
        return None, None, None, None, TargetState.APART.value, _apart(catalogue[name], due)
    return None, None, None, None, TargetState.UNKNOWN.value, ""


def _apart(target: Instrument, result: Instrument) -> str:
    return f"Ditulis menurut {target.short}, padahal nilainya menurut {result.short}; capaian tidak dihitung"


def _bounds(snapshot: Snapshot, name: str, region: str, year: int, stage: str) -> tuple[float, float]:
    """Return the least and the greatest possible exact index of an assessment that has one."""
    row = snapshot.assessed(name).standings.loc[[(region, year, stage)]].iloc[0]
    return float(row["low"]), float(row["high"])


def _misprinted(snapshot: Snapshot, name: str, region: str, year: int, stage: str) -> bool:
    key: Any = (region, year, stage)
    return bool(snapshot.assessed(name).standings.loc[key, "misprint"])


def exact_index(snapshot: Snapshot, name: str, region: str, year: int, stage: str) -> Fraction | None:
    """Return the exact index of an assessment under one instrument; ``None`` where it has none.

    An index computed from levels is the exact fraction; a printed one is the decimal that is printed.
    """
    assessed = snapshot.assessed(name)
    key: Any = (region, year, stage)
    if key not in assessed.scores.index:
        return None
    value = float(assessed.scores.loc[key][INDEX_NODE])
    if value != value:
        return None
    if assessed.basis.loc[key][INDEX_NODE] != Basis.COMPUTED.value:
        return Fraction(repr(value))
    levels = assessed.scores.loc[[key]][list(assessed.instrument.indicator_codes)]
    return score(assessed.instrument, levels).exact(key)[INDEX_NODE]


def with_goals(lines: pd.DataFrame, goals: pd.DataFrame) -> pd.DataFrame:
    """Put a line of targets beside the lines of a trend; without targets the lines stay as they are."""
    return pd.concat([lines.assign(goal=False), goals], ignore_index=True) if len(goals) else lines


def goal_line(targets: pd.DataFrame, catalogue: Mapping[str, Instrument]) -> pd.DataFrame:
    """Return the targets as a line beside those of a trend.

    Args:
        targets: Columns ``year, instrument, value``.
        catalogue: The instruments by id. A target under another instrument than its year's has no place in a trend
            and is left out.

    Returns:
        The columns of :func:`spbe_analytics.analysis.series.region_line` and ``goal``, which is true.
    """
    rows = [
        (SERIES, int(year), float(value), name, catalogue[name].short, False, False, 1, True)
        for year, name, value in zip(targets[YEAR], targets[INSTRUMENT], targets[VALUE], strict=True)
        if catalogue[name].covers(int(year))
    ]
    return pd.DataFrame(rows, columns=[*COLUMNS, "goal"])
