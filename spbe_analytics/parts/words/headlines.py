"""The sentences that open pages: value, change, then the opposite movement if there is one.

Pure text from figures; no module state and no screen, so that every sentence can be tested.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import pandas as pd

from spbe_analytics.analysis.standing.averages import Average, AverageChange, Lead, alike
from spbe_analytics.analysis.standing.ranking import RankMove, rank_move
from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.scoring.display import (
    format_number,
    format_score,
    format_span,
    is_missing,
    round_half_up,
    rounded_down,
)
from spbe_analytics.scoring.display import joined as joined

SMALLEST = Fraction(1, 100)
"""The least distance that two decimals can show."""

NBSP = "\N{NO-BREAK SPACE}"

WORDS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")


def counted(number: int) -> str:
    """Write a small count as a word, a greater one in figures."""
    return WORDS[number] if 0 <= number < len(WORDS) else str(number)


def capital(text: str) -> str:
    """Begin a sentence."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """Go on with a sentence by what would begin one."""
    return f"{text[:1].lower()}{text[1:]}"


def movement(change: Fraction | float | None) -> str:
    """Say a change in words: ``naik 0,08``, ``turun 0,45``, ``tetap``; empty when it is missing."""
    if change is None or is_missing(change):
        return ""
    shown = direction(change)
    if shown == 0:
        return "tetap"
    return f"{'naik' if shown > 0 else 'turun'} {format_number(change if shown > 0 else -change)}"


def direction(change: Fraction | float) -> int:
    """Tell which way a change goes as it is shown: 1 up, -1 down, 0 not at all."""
    shown = round_half_up(change)
    return (shown > 0) - (shown < 0)


def conjunction(one: int, other: int) -> str:
    """Join two movements by their directions: ``dan`` where both go the same way, ``tetapi`` otherwise."""
    return "dan" if one == other else "tetapi"


def distance(least: Fraction | float, most: Fraction | float) -> str:
    """Say a distance that is known to lie between two; what would begin with 0,00 is said in words."""
    alike = round_half_up(least) == round_half_up(most)
    if least >= SMALLEST or (alike and round_half_up(most)):
        return format_span(least, most)
    if most < SMALLEST:
        return f"kurang dari {format_score(SMALLEST)}"
    return f"paling banyak {format_score(-rounded_down(-most))}"


def own_headline(
    name: str,
    row: pd.Series,
    province_row: pd.Series | None,
    place: str,
    kind_word: str,
    year: int,
    changes: Mapping[str, Fraction],
    *,
    another: bool = False,
) -> str:
    """Sum up a region: index, predicate, change, and what moved the other way.

    Args:
        name: The region's bare name.
        row: Its row of the national ranking.
        province_row: Its row of the ranking in its province; ``None`` to speak of the nation.
        place: Name of that province or of the nation.
        kind_word: What is ranked.
        year: Result year.
        changes: Change of every pillar whose change is known, by its short name.
        another: Whether the page compares with another kind, so that the one ranked must be named.

    Returns:
        One sentence without a full stop.
    """
    among = f"di antara {kind_word} di {place}" if another else f"di {place}"
    ranked = row if province_row is None else province_row
    opening = f"{name} {format_score(row[INDEX_NODE])} ({row['predicate']})"
    position = f"peringkat {int(ranked['rank'])} dari {int(ranked['of'])} {kind_word} di {place}"
    if is_missing(row["change"]):
        return f"{opening}: {position}"
    said = f"{opening}: {movement(row['change'])} dari {year - 1}"
    way, move = direction(row["change"]), rank_move(ranked)
    if move is not None and move.steps:
        word = conjunction(way, 1 if move.steps > 0 else -1)
        return f"{said}, {word} {rank_move_words(move)} {among}"
    if against := opposed(changes, row["change"]):
        return f"{said}, tetapi {against}"
    if move is None:
        return f"{said}, {position}"
    return f"{said}, tetap di {position}" if move.plain else f"{said}, {rank_move_words(move)} {among}"


def lone_headline(name: str, row: pd.Series, year: int, changes: Mapping[str, Fraction]) -> str:
    """Sum up a region in a year when too few others are known for a rank: index, change, and what moved against it."""
    opening = f"{name} {format_score(row[INDEX_NODE])} ({row['predicate']})"
    if is_missing(row["change"]):
        return f"{opening} pada {year}"
    against = opposed(changes, row["change"])
    return f"{opening}: {movement(row['change'])} dari {year - 1}" + (f", tetapi {against}" if against else "")


def opposed(changes: Mapping[str, Fraction], change: Fraction | float) -> str:
    """Say what moved farthest against a change, all equals: ``Kebijakan dan Manajemen turun 0,20``; empty for none."""
    against = {label: by for label, by in changes.items() if direction(by) * direction(change) < 0}
    if not against:
        return ""
    most = max(abs(round_half_up(by)) for by in against.values())
    names = [label for label, by in against.items() if abs(round_half_up(by)) == most]
    return f"{joined(names)} {movement(next(by for label, by in against.items() if label == names[0]))}"


def nation_headline(
    instrument: Instrument, average: Average, change: AverageChange | None, below: int, count: int
) -> str:
    """Sum up a group: its average, the change, and how many are still below the target predicate.

    Args:
        instrument: Whose target counts.
        average: The average of the group.
        change: How it moved since the year before; ``None`` where that cannot be said.
        below: How many of the group are below the target.
        count: How many of the group have an index.
    """
    word, target = average.group.word, instrument.target_predicate
    rest = (
        f"{below} dari {count} {word} masih di bawah {target}"
        if below
        else f"semua {count} {word} sudah {target} atau lebih"
    )
    opening = f"Rata-rata {word} di {average.group.place} {format_score(average.value)} pada {average.year}"
    if change is None:
        return f"{opening}; {rest}"
    before, way = f"{format_score(change.before.value)} pada {change.before.year}", direction(change.by)
    if not change.sure:
        return f"{opening} ({before}); {rest}"
    if not way:
        return f"{opening}, tetap seperti {change.before.year}; {rest}"
    return f"{opening}: {movement(change.by)} dari {before}, {conjunction(way, -1 if below else 1)} {rest}"


def lead_finding(found: Lead) -> str:
    """Say how far a government lies from an average of others, and how that developed since the year before.

    A development is called one only where the governments of all these years tell the same way.
    """
    name, (year, now) = found.average.name, list(found.by.items())[-1]
    if len(found.by) == 1:
        return f"{side(now, name)} ({year})"
    since, before = list(found.by.items())[-2]
    first, last = direction(before), direction(now)
    if first * last <= 0:
        then = f"{since} {'setara' if not first else side(before, '').strip()}"
        return f"{since} dan {year} setara {name}" if first == last else f"Kini {side(now, name)} ({year}); pada {then}"
    what = f"Keunggulan atas {name}" if last > 0 else f"Ketertinggalan dari {name}"
    sizes = format_number(abs(before)), format_number(abs(now))
    if sizes[0] == sizes[1]:
        return f"{what} tetap {sizes[1]} ({since} dan {year})"
    if not alike(now - before, found.same[year] - found.same[since]):
        return f"{what}: {sizes[0]} ({since}) dan {sizes[1]} ({year})"
    grown = abs(now) > abs(before)
    verb = "melebar" if grown else "menyusut" if last > 0 else "menyempit"
    return f"{what} {verb}: {sizes[0]} ({since}) menjadi {sizes[1]} ({year})"


def side(gap: Fraction, name: str) -> str:
    """Say on which side of something a value lies: ``0,29 di atas median kabupaten``, ``setara median kabupaten``."""
    if not direction(gap):
        return f"setara {name}"
    return f"{format_number(abs(gap))} di {'atas' if gap > 0 else 'bawah'} {name}"


def lead_basis(found: Lead) -> str:
    """Say over how many governments an average is taken, and how many of them are in all years compared."""
    average = found.average
    said = f"{capital(average.name)}: dari {average.count} {average.group.word} pada {average.year}"
    if len(found.by) == 1:
        return f"{said}."
    whole = "semuanya" if found.both == average.count else f"{found.both} di antaranya"
    return f"{said}; {whole} ada pada {joined([str(year) for year in found.by])}."


def rank_move_words(move: RankMove) -> str:
    """Say how a rank moved; from rank to rank only where both whole rankings tell the same as those in both years.

    Returns:
        ``turun dari peringkat 1 ke 4``, ``turun 3 peringkat di antara 389 yang dinilai pada kedua tahun``, ``tetap di
        peringkat 4`` or ``peringkat tetap di antara 17 yang dinilai pada kedua tahun``.
    """
    among = f"di antara {format_number(move.common_of, 0)} yang dinilai pada kedua tahun"
    if not move.steps:
        return f"tetap di peringkat {move.now}" if move.plain else f"peringkat tetap {among}"
    verb = "naik" if move.steps > 0 else "turun"
    if move.plain:
        return f"{verb} dari peringkat {move.before}{NBSP}ke{NBSP}{move.now}"
    return f"{verb} {format_number(abs(move.steps), 0)} peringkat {among}"


def rank_move_brief(move: RankMove, since: int) -> str:
    """Say in a few words, for the line below a figure, how a rank moved: ``naik 3 dari 2023``, ``tetap sejak 2023``."""
    if not move.steps:
        return f"tetap sejak {since}"
    return f"{'naik' if move.steps > 0 else 'turun'}{NBSP}{format_number(abs(move.steps), 0)} dari {since}"


def rank_move_basis(move: RankMove, since: int) -> str:
    """Say in a sentence or two what a move was counted from: the rank before, and among whom."""
    said = f"{since}: peringkat {move.before} dari {move.before_of} daerah."
    if move.before_of == move.now_of == move.common_of:
        return said
    return f"{said} Naik atau turun dihitung di antara {move.common_of} yang dinilai pada kedua tahun."


FULL_VALUES = (
    "Selisih dihitung dari nilai penuh, bukan dari angka dua desimal yang tampak, jadi dapat berbeda 0,01 dari "
    "selisih angka itu."
)


def full_values(apart: Iterable[tuple[Fraction | float | None, Fraction | float | None]]) -> str:
    """Say how differences are taken; empty where each reads as the difference of the shown values.

    Args:
        apart: The two values of each difference that is told; one that is not known is passed over.
    """
    for one, other in apart:
        if one is None or other is None or is_missing(one) or is_missing(other):
            continue
        if round_half_up(one - other) != round_half_up(one) - round_half_up(other):
            return FULL_VALUES
    return ""


def gap_words(least: Fraction, most: Fraction) -> str:
    """Say how far two lie apart that are certainly not equal, by one figure or two; never as nothing."""
    if round_half_up(most) and not round_half_up(least):
        return f"paling banyak {format_score(most)}"
    return distance(least, most)
