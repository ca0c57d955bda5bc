"""The sentences about what assessors made of a self-assessment; pure text from corrections."""

from fractions import Fraction

import pandas as pd

from spbe_analytics.analysis.change.corrections import Corrected, Corrections
from spbe_analytics.parts.words.headlines import joined
from spbe_analytics.schema import CHANGE
from spbe_analytics.scoring.display import format_change, format_number, format_score, round_half_up

NAMED = 3
"""How many of several equal nodes are named; of more only their number is said."""


def course(whole: Corrections, node: str) -> str:
    """Name the value at each stage, with the step to it; empty where none is known."""
    parts = [
        f"{step.stage.label} {format_score(step.value)}" + ("" if step.by is None else f" ({format_change(step.by)})")
        for step in whole.course(node)
    ]
    return f"{whole.year}: {', '.join(parts)}" if parts else ""


def finding(told: Corrections, node: str) -> str:
    """Say what became of a node, which part was corrected most, and which one the other way by more than the whole.

    Args:
        told: The stages held against each other.
        node: Code of the node.

    Returns:
        One sentence without a full stop; all equals are said.
    """
    opening = f"{told.last.label} {told.year}"
    amount = told.changes.get(node)
    total = None if amount is None else amount.value
    below = [child.code for child in told.instrument.children(node)]
    lowered, raised = told.most(below, down=True), told.most(below, down=False)
    falling = total < 0 if total else lowered is not None
    along, against = (lowered, raised) if falling else (raised, lowered)
    said = f"{opening}: {_whole(total)}"
    if along is not None:
        said += f", paling banyak {_named(told, along, bracketed=True)}" if total else f": {_named(told, along)}"
    if against is not None and abs(against.by) >= abs(total or Fraction(0)):
        said += f", tetapi {_named(told, against)}"
    return said


def _whole(change: Fraction | None) -> str:
    """Say what became of the whole."""
    if change is None:
        return "nilai belum lengkap pada salah satu tahap"
    if not change:
        return "asesor tidak mengubah nilainya"
    verb = "menaikkan" if change > 0 else "menurunkan"
    size = format_number(abs(change)) if round_half_up(change) else "kurang dari 0,01"
    return f"asesor {verb} {size}"


def _named(told: Corrections, found: Corrected, *, bracketed: bool = False) -> str:
    shorts = [told.instrument.node(code).short for code in found.nodes]
    kind = told.instrument.node(found.nodes[0]).kind.label.lower()
    who = joined(shorts) if len(shorts) <= NAMED else f"{len(shorts)} {kind}"
    by = ("masing-masing " if len(shorts) > 1 else "") + format_change(found.by)
    return f"{who} ({by})" if bracketed else f"{who} {by}"


def years(rows: pd.DataFrame) -> str:
    """Say how corrections between the same two stages developed.

    Args:
        rows: Columns ``year, exact`` of one pair of stages and one instrument, the oldest first; at least one.
    """
    first, last = rows.iloc[0], rows.iloc[-1]
    if len(rows) == 1:
        return f"Koreksi {last['year']}: {format_change(last['exact'])}; tahun lain belum dapat dibandingkan"
    before, after = (round_half_up(row["exact"]) for row in (first, last))
    if before == after:
        return f"Koreksi {last['year']} sama dengan {first['year']}: {format_change(last['exact'])}"
    word = "mengecil" if abs(after) < abs(before) else "membesar"
    if before * after < 0:
        word = "berbalik"
    shown = " ke ".join(f"{format_change(row['exact'])} ({row['year']})" for row in (first, last))
    return f"Koreksi {word} dari {shown}"


def indicators(told: Corrections, known: pd.DataFrame) -> str:
    """Say on how many indicators the first stage was too high, and on how many too low.

    Args:
        told: The stages held against each other.
        known: Rows of its table: the indicators whose correction is known, at least one.
    """
    over, under = int((known[CHANGE] < 0).sum()), int((known[CHANGE] > 0).sum())
    if not over and not under:
        return f"{told.year}: semua {len(known)} indikator yang diketahui dinilai sama"
    if over and under:
        return f"{told.year}: terlalu tinggi pada {over} indikator, terlalu rendah pada {under}"
    side, count = ("tinggi", over) if over else ("rendah", under)
    other = "rendah" if over else "tinggi"
    return f"{told.year}: terlalu {side} pada {count} indikator, tidak ada yang terlalu {other}"


def nation(summed: pd.DataFrame, count: int) -> str:
    """Say how many regions have several stages, and the median correction of the newest year with several of them.

    Where only single regions have several stages, it is the newest one's correction. Unlike pairs of stages of that
    year are not pooled.

    Args:
        summed: Rows of the summary, at least one.
        count: How many regions have several stages in any year.
    """
    opening = f"{format_number(count, 0)} daerah dengan beberapa tahap"
    pool = summed[summed["count"] > 1] if (summed["count"] > 1).any() else summed
    newest = pool[pool["year"] == pool["year"].max()]
    if len(newest) > 1:
        return f"{opening} pada tahun yang sama"
    row = newest.iloc[0]
    what = "median koreksi" if row["count"] > 1 else "koreksi"
    return f"{opening}; {what} {int(row['year'])} {format_change(row['median'])} ({int(row['count'])} daerah)"
