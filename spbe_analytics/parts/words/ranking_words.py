"""The sentences of *Peringkat*: pure text from what a ranking tells, without a screen."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pandas as pd

from spbe_analytics.analysis.standing import rank_facts
from spbe_analytics.analysis.standing.rank_facts import Farthest, Neighbour, Place, Rivals
from spbe_analytics.analysis.standing.ranking import RankMove, rank_move
from spbe_analytics.instruments import Instrument
from spbe_analytics.parts.words.headlines import NBSP, gap_words, joined, movement
from spbe_analytics.schema import REGION
from spbe_analytics.scoring.display import (
    MISSING,
    format_change,
    format_number,
    format_score,
    format_span,
    is_missing,
    round_half_up,
)

NAMED = 3
"""How many of several equals are named; of more only their number is said."""

RULE = "Peringkat: 1 + banyaknya daerah yang pasti lebih tinggi."

Names = Mapping[str, str]
"""Shown name by code of a region."""


def names_of(ranked: pd.DataFrame) -> Names:
    """Return the shown names of a ranking."""
    return dict(zip(ranked[REGION], ranked["shown_name"], strict=True))


def listed(regions: Sequence[str], names: Names, word: str = "daerah") -> str:
    """Name all of several equals, or say how many they are: ``A dan B``, ``5 daerah``."""
    return joined([names[code] for code in regions]) if len(regions) <= NAMED else f"{len(regions)} {word}"


def steps(change: float) -> str:
    """Say a number of places in words: ``naik 3``, ``turun 2``, ``tetap``; ``–`` when it is missing."""
    if is_missing(change):
        return MISSING
    return "tetap" if change == 0 else f"{'naik' if change > 0 else 'turun'}{NBSP}{format_number(abs(change), 0)}"


def own_sentence(name: str, row: pd.Series, group: pd.DataFrame, among: str, year: int) -> str:
    """Sum up the home region's place: rank and who shares it, how it moved, and what the index did meanwhile.

    Args:
        name: Name of the region.
        row: Its row of the ranking.
        group: The ranking, with ``shown_name``.
        among: What is ranked and where: ``kabupaten di Sulawesi Selatan``.
        year: Result year.

    Returns:
        One sentence without a full stop.
    """
    names, region = names_of(group), str(row[REGION])
    opening = f"{name} peringkat {int(row['rank'])} dari {int(row['of'])} {among}"
    others = rank_facts.sharing(group, region)
    if others:
        opening += f", bersama {listed(others, names, 'daerah lain')}"
    move = rank_move(row)
    if move is not None:
        return f"{opening}: {_moved(move, year - 1)}{_meanwhile(move, movement(row['change']))}"
    above, below = rank_facts.around(group, region)
    if above is not None:
        return f"{opening}, {gap(above)} di bawah {listed(above.place.regions, names)}"
    return f"{opening}, {gap(below)} di atas {listed(below.place.regions, names)}" if below is not None else opening


def _moved(move: RankMove, since: int) -> str:
    said = f"{steps(move.steps)} peringkat dari {since}" if move.steps else f"peringkat tetap sejak {since}"
    return said if move.plain else f"{said} di antara {move.common_of} yang dinilai pada kedua tahun"


def _meanwhile(move: RankMove, index: str) -> str:
    """Say what the index did: in line with the rank, or in spite of it."""
    if not index:
        return ""
    if index == "tetap":
        return " meski indeks tetap" if move.steps else ", begitu pula indeksnya"
    rose = index.startswith("naik")
    return f" meski indeks {index}" if (move.steps < 0 if rose else move.steps >= 0) else f", indeks {index}"


def group_sentence(group: pd.DataFrame, kind_word: str, among: str, instrument: Instrument) -> str:
    """Sum up a ranking: who leads, and how many lost places although their index rose.

    Args:
        group: The ranking, not empty, with ``shown_name``.
        kind_word: What is ranked.
        among: What is ranked and where.
        instrument: The instrument of the year.
    """
    top, names = rank_facts.highest(group), names_of(group)
    value = format_span(top.least, top.most)
    if len(group) == 1:
        only = group["predicate"].iloc[0]
        return f"{listed(top.regions, names)} {value} ({only}): hanya satu {among} yang mempunyai nilai"
    again = "tetap " if rank_facts.led_before(group) else ""
    several = "bersama-sama " if len(top.regions) > 1 else ""
    opening = f"{listed(top.regions, names, kind_word)} {again}{several}memimpin {len(group)} {among} ({value})"
    passed = rank_facts.overtaken(group)
    if len(passed):
        return f"{opening}, tetapi {len(passed)} {kind_word} turun peringkat meski indeksnya naik"
    below, target = len(group) - rank_facts.reached(group, instrument), instrument.target_predicate
    return f"{opening}; {below} masih di bawah {target}" if below else f"{opening}; semua sudah {target} atau lebih"


def gap(next_rank: Neighbour) -> str:
    """Say how far the next rank lies apart by the indices shown; never nothing, for it is certainly apart."""
    return gap_words(next_rank.least, next_rank.most)


def end(place: Place, names: Names) -> tuple[str, str]:
    """Return the value and the names of those at one end of a ranking."""
    return format_span(place.least, place.most), listed(place.regions, names)


def farthest_sentence(ends: Sequence[Farthest | None], names: Names) -> str:
    """Name who rose and who fell most, all equals: ``A naik 9; B dan C turun 7 peringkat``."""
    parts = [f"{listed(found.regions, names)} {steps(found.steps)}" for found in ends if found is not None]
    return f"{'; '.join(parts)} peringkat"


def higher_than(count: int, of: int, word: str = "daerah") -> str:
    """Say how many of a ranking a government is certainly above."""
    return f"Lebih tinggi dari {count} dari {of} {word}" if count else f"Tidak pasti di atas satu pun dari {of} {word}"


def basis(ranked: pd.DataFrame, kind_word: str, year: int) -> str:
    """Say among how many the ranks of two years are, and among whom moves are counted."""
    before, now, common = (int(ranked[name].dropna().iloc[0]) for name in ("previous_of", "of", "common_of"))
    sizes = f"{now}" if before == now else f"{before} dan {now}"
    said = f"{year - 1}, {year}: peringkat dari {sizes} {kind_word}."
    if not before == now == common:
        said += f" Naik dan turun: di antara {common} yang dinilai pada kedua tahun."
    return said


def rivals_sentence(rivals: Rivals | None, kind_word: str) -> str:
    """Say who passed the home region since the year before, or where it stands."""
    if rivals is None:
        return f"{kind_word[:1].upper()}{kind_word[1:]} teratas"
    if rivals.passed:
        return f"{len(rivals.passed)} {kind_word} menyalip{_rises(rivals.rises)}"
    if rivals.higher:
        return f"{rivals.higher} {kind_word} lebih tinggi"
    if rivals.sharing:
        return f"Berbagi peringkat 1 dengan {len(rivals.sharing)} {kind_word} lain"
    return f"Tertinggi di antara {rivals.of} {kind_word}" if rivals.of > 1 else f"Satu-satunya {kind_word} yang dinilai"


def _rises(changes: Sequence[Fraction]) -> str:
    """Say how the index of those who passed changed: all up, none, all down, or both ways."""
    low, high = (round_half_up(find(changes)) for find in (min, max))
    each = "masing-masing " if len(changes) > 1 else ""
    if low == high:
        if not low:
            return " dengan indeks tetap"
        return f", {each}{movement(float(low))}" if low > 0 else f" meski {each}{movement(float(low))}"
    if low > 0:
        return f", naik {format_score(float(low))} sampai {format_score(float(high))}"
    if high < 0:
        return f" meski turun {format_score(float(-high))} sampai {format_score(float(-low))}"
    return f", indeksnya berubah {format_change(float(low))} sampai {format_change(float(high))}"
