"""The sentences of *Prioritas*: pure text from figures, so that every one can be tested."""

from collections.abc import Sequence
from fractions import Fraction

import pandas as pd

from spbe_analytics.analysis.pathway import Plan
from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import CHANGE, OF, RANK, VALUE, Basis, NodeKind
from spbe_analytics.scoring.display import format_change, format_level, format_score, format_weight, round_half_up
from spbe_analytics.ui.headlines import joined

WORDS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
ROUNDING = 1e-9
"""Below it two sums are the same but for the noise of a float."""


def counted(number: int) -> str:
    """Write a small count as a word, a greater one in figures."""
    return WORDS[number] if 0 <= number < len(WORDS) else str(number)


def way(plan: Plan) -> str:
    """Say what a plan takes: ``menaikkan 14 indikator``, ``sembilan kenaikan tingkat di Layanan``."""
    if plan.position.basis is Basis.OBSERVED:
        return f"menaikkan {counted(plan.raised)} indikator"
    return f"{counted(plan.steps)} kenaikan tingkat di {where(plan)}"


def where(plan: Plan) -> str:
    """Name the pillars in which a plan raises something."""
    return joined(list(dict.fromkeys(plan.position.pillar_of[move.node].short for move in plan.moves)))


def headline(name: str, distance: str, goal: str, plan: Plan | None) -> str:
    """Sum up how far the next predicate is, and what is enough to reach it."""
    short = distance.startswith("kurang")
    opening = f"{name} {distance} poin lagi untuk {goal}" if short else f"{name} kurang {distance} poin untuk {goal}"
    if plan is None or not plan.moves:
        return opening
    enough = "sudah cukup" if plan.reached else "belum pasti cukup"
    return f"{opening}; {way(plan)} {enough}"


def top_headline(name: str, predicate: str, lost: str, most: str, highest: str) -> str:
    """Sum up a region of the highest predicate: what is left to the top of the scale."""
    return f"{name} sudah {predicate}; masih {lost} poin sampai indeks {highest}, terbanyak di {most}"


def costliest_title(word: str, name: str, *, named: bool) -> str:
    """Say which node costs the index most; ``word`` is said where nodes are not named otherwise."""
    return f"{word}: {name} menahan indeks paling banyak" if named else f"{name} menahan indeks paling banyak"


def lost_text(instrument: Instrument, lost: float, sums: Sequence[float]) -> str:
    """Say what lost points are, and what the bars sum to.

    Args:
        instrument: The instrument.
        lost: Distance of the index to the top of the scale; NaN where the index is not known.
        sums: Lost points of the bars.
    """
    said = f"Bobot × jarak ke tingkat {format_level(instrument.scale.highest)}"
    total = float(sum(sums))
    if lost != lost:
        return f"{said}; jumlah yang diketahui {format_score(total)}."
    if abs(total - lost) > ROUNDING:
        return f"{said}; dari nilai tercetak jumlahnya {format_score(total)}."
    return f"{said}; jumlahnya {format_score(total)}, dibulatkan."


def fallen_alone(node: str, changes: pd.Series) -> bool:
    """Tell whether a node is the only one of several that fell since the year before."""
    known = changes.dropna()
    falls = [code for code, change in known.items() if round_half_up(float(change)) < 0]
    return len(known) > 1 and falls == [node]


def weakest_text(
    row: pd.Series,
    changes: pd.Series,
    *,
    year: int,
    word: str,
    among: str,
    target: float,
    cause: str,
    equals: Sequence[str] = (),
) -> str:
    """Say in two sentences why a pillar is the weakest, where it stands among others, and what pulls it down.

    Args:
        row: Its row of the table of weakness; its name is the code.
        changes: Change of every pillar since the year before.
        year: Result year.
        word: What it is: ``domain``.
        among: What it is compared with.
        target: The target level.
        cause: Sentence about what is below it; empty where that is not known.
        equals: Names of others of the same value.
    """
    said = f"Nilai terendah dari {counted(len(changes))} {word}"
    if equals:
        said += f", sama rendah dengan {joined(equals)}"
    if fallen_alone(str(row.name), changes):
        said += f" dan satu-satunya yang turun ({format_change(float(changes[str(row.name)]))} dari {year - 1})"
    place = f", peringkat {int(row[RANK])} dari {int(row[OF])}" if pd.notna(row[RANK]) else ""
    if pd.notna(row["median"]):
        gap, middle = row["median_gap"], format_score(row["median"])
        if gap < 0:
            said += f", {format_score(-gap)} di bawah median {among} ({middle}){place}"
        elif gap > 0:
            said += f", tetapi masih {format_score(gap)} di atas median {among} ({middle}){place}"
            if row["quartile"] < target:
                said += f": kelemahan sebagian besar {among}"
        else:
            said += f", tepat pada median {among}{place}"
    return f"{said}. {cause}".strip()


def cause(instrument: Instrument, table: pd.DataFrame, pillar: str) -> str:
    """Say which aspect, and which indicators in it, pull a pillar down; empty where neither is known."""
    below = table[(table["pillar"] == pillar) & (table.index != pillar)]
    aspects = below[below["kind"] == NodeKind.ASPECT.value]
    opening, leaves = "Yang terendah", below[below["kind"] == NodeKind.INDICATOR.value]
    if len(aspects) > 1:
        weakest = aspects.iloc[int(aspects[VALUE].argmin())]
        inside = [leaf.code for leaf in instrument.leaves(str(weakest.name))]
        leaves = leaves[leaves.index.isin(inside)]
        opening = f"Penyebabnya {weakest['short']} ({format_score(weakest[VALUE])})"
    if leaves.empty:
        return f"{opening}." if len(aspects) > 1 else ""
    low = leaves[leaves[VALUE] == leaves[VALUE].min()]
    names = [f"{name} ({code})" for code, name in zip(low.index[:3], low["short"], strict=False)]
    if len(low) > len(names):
        names.append(f"{len(low) - len(names)} lainnya")
    level = float(low[VALUE].iloc[0])
    title = instrument.level_name(str(low.index[0]), level)
    same = len({instrument.level_name(str(code), level) for code in low.index}) == 1
    named = f", {title}" if title and same else ""
    return f"{opening}: {joined(names)} masih tingkat {format_level(level)}{named}."


def gap_title(rows: pd.DataFrame, among: str) -> str:
    """Say how pillars stand to the median of a group: all above, all below, or which one lies farthest below."""
    known = rows.dropna(subset=["median_gap"])
    below = known[known["median_gap"] < 0]
    if below.empty:
        return f"Tidak ada yang di bawah median {among}"
    worst = below.iloc[int(below["median_gap"].argmin())]
    equal = below[below["median_gap"] == worst["median_gap"]]["short"].tolist()
    return f"{joined(equal)} {format_score(-worst['median_gap'])} di bawah median {among}"


def weight_title(row: pd.Series, weight: Fraction, *, lowest: bool) -> str:
    """Say which pillar loses most points, and why: its weight, or its low value as well."""
    why = "dan nilainya terendah" if lowest else f"karena bobotnya {format_weight(weight)}"
    return f"{row['short']} kehilangan {format_score(row['lost'])} poin {why}"


def changes_of(before: pd.Series | None, now: pd.Series, codes: Sequence[str]) -> pd.Series:
    """Return the change of some nodes since the year before; missing where either is."""
    if before is None:
        return pd.Series(float("nan"), index=list(codes), name=CHANGE)
    return (now[list(codes)] - before[list(codes)]).astype(float).round(9)
