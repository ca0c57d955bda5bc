"""What the finished actions were to bring to the index, and what the next result shows they brought."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

import pandas as pd

from spbe_analytics.analysis.followup_effect import Effect, Total
from spbe_analytics.instruments import Instrument
from spbe_analytics.parts.part import Column
from spbe_analytics.parts.region.follow_up import Board
from spbe_analytics.schema import ActionState
from spbe_analytics.scoring.display import MISSING, format_change, format_level, joined
from spbe_analytics.ui.kit import components

DECIMALS: Final = 4
"""Decimals of the gain of one action: most are smaller than two can show."""

COLUMNS: Final = {
    "what": Column("Tindakan selesai"),
    "levels": Column("Tingkat", width=14),
    "expected": Column("Diharapkan"),
    "real": Column("Terjadi"),
}
SHOWN: Final = 12
"""Actions that are listed; the sum is of all."""


def show(board: Board) -> None:
    """Show what the finished actions brought, one by one and in sum."""
    found = board.total
    if not found.finished:
        return
    done = board.actions[board.actions["state"] == ActionState.DONE.value]
    rows = [_row(row, board.effects[int(row["number"])], board.view.instrument) for row in done.to_dict("records")]
    components.titled_table(summed(found), pd.DataFrame(rows[:SHOWN], columns=list(COLUMNS)), COLUMNS)
    more = f" {len(rows) - SHOWN} tindakan lain ikut dijumlahkan." if len(rows) > SHOWN else ""
    components.note(f"{basis(found, board)}{more}")


def summed(found: Total) -> str:
    """Say what the finished actions were to bring, and what they brought: ``diharapkan +0,06; terjadi +0,03``."""
    opening = f"{found.finished} tindakan selesai"
    if found.expected is None and found.real is None:
        return f"{opening}: pengaruhnya pada indeks belum diketahui"
    promised = "harapannya tidak tercatat"
    if found.expected is not None:
        promised = f"diharapkan {_two(found.expected)}{_of(found.promising, found.finished)}"
    if found.real is None:
        return f"{opening}: {promised}; yang terjadi belum diketahui"
    return f"{opening}: {promised}; terjadi {_two(found.real)}{_of(found.seen, found.finished)}"


def _of(count: int, whole: int) -> str:
    return "" if count == whole else f" ({count} dari {whole})"


def _two(points: Fraction) -> str:
    """Write a sum of points: two decimals, more where two would show nothing."""
    return format_change(points) if abs(points) >= Fraction(1, 100) or not points else format_change(points, DECIMALS)


def basis(found: Total, board: Board) -> str:
    """Say what is compared, and why something is not known."""
    said = (
        "Diharapkan: kenaikan tingkat dikali bobotnya. Terjadi: perubahan nilai pada hasil berikutnya dikali bobotnya."
    )
    if any(effect.printed and effect.real is not None for effect in board.effects.values()):
        said += " Nilai yang hanya tercetak dibulatkan dua desimal."
    return f"{said} Belum diketahui: {joined(list(found.whys))}." if found.whys else said


def _row(row: Mapping[Any, Any], effect: Effect, instrument: Instrument) -> tuple[str, str, str, str]:
    levels = ""
    if effect.before is not None and effect.after is not None:
        levels = f"{format_level(effect.before)} → {format_level(effect.after)} ({effect.year})"
    node = instrument.node(row["node"])
    what = f"No. {int(row['number'])} {node.code} {node.short}"
    return what, levels, points(effect.expected), points(effect.real)


def points(value: Fraction | None) -> str:
    """Write points of the index with their sign; a missing one is a dash."""
    return MISSING if value is None else format_change(value, DECIMALS)


def line(effect: Effect) -> str:
    """Say on the card of an action what it is to bring, and what it brought; empty where nothing is known."""
    said = []
    if effect.expected is not None:
        said.append(f"Diharapkan {points(effect.expected)}")
    if effect.real is not None and effect.before is not None and effect.after is not None:
        levels = f"{format_level(effect.before)} → {format_level(effect.after)} pada hasil {effect.year}"
        said.append(f"terjadi {points(effect.real)} ({levels})")
    return "; ".join(said)
