"""The sentences that open pages: value, change, then the opposite movement if there is one.

Pure text from figures; no module state and no screen, so that every sentence can be tested.
"""

from collections.abc import Sequence
from fractions import Fraction

import pandas as pd

from spbe_analytics.analysis.ranking import RankMove
from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.scoring.display import format_number, format_score, format_span, round_half_up

SMALLEST = Fraction(1, 100)
"""The least distance that two decimals can show."""

NBSP = "\N{NO-BREAK SPACE}"


def movement(change: float | None) -> str:
    """Say a change in words: ``naik 0,08``, ``turun 0,45``, ``tetap``; empty when it is missing."""
    if change is None or pd.isna(change):
        return ""
    shown = round_half_up(change)
    if shown == 0:
        return "tetap"
    return f"{'naik' if shown > 0 else 'turun'} {format_number(abs(change))}"


def distance(least: Fraction | float, most: Fraction | float) -> str:
    """Say a distance that is known to lie between two; one too small to be shown is said in words."""
    return format_span(least, most) if round_half_up(most) else f"kurang dari {format_score(SMALLEST)}"


def joined(names: Sequence[str]) -> str:
    """Join names: ``A``, ``A dan B``, ``A, B, dan C``."""
    if len(names) <= 2:
        return " dan ".join(names)
    return f"{', '.join(names[:-1])}, dan {names[-1]}"


def own_headline(
    name: str,
    row: pd.Series,
    province_row: pd.Series | None,
    place: str,
    kind_word: str,
    year: int,
    falls: Sequence[tuple[str, float]],
) -> str:
    """Sum up a region: index, predicate, change, and what moved the other way.

    Args:
        name: The region's bare name.
        row: Its row of the national ranking.
        province_row: Its row of the ranking in its province; ``None`` to speak of the nation.
        place: Name of that province or of the nation.
        kind_word: What is ranked.
        year: Result year.
        falls: Short name and change of every domain whose change is known.

    Returns:
        One sentence without a full stop.
    """
    ranked = row if province_row is None else province_row
    opening = f"{name} {format_score(row[INDEX_NODE])} ({row['predicate']})"
    position = f"peringkat {int(ranked['rank'])} dari {int(ranked['of'])} {kind_word} di {place}"
    change = row["change"]
    moved = movement(change)
    if not moved:
        return f"{opening}: {position}"
    said = f"{opening}: {moved} dari {year - 1}"
    steps = ranked["rank_change"]
    if pd.notna(steps) and steps:
        verb = "naik" if steps > 0 else "turun"
        word = "tetapi" if steps * change < 0 else "dan"
        before, after = int(ranked["previous_rank"]), int(ranked["rank"])
        return f"{said}, {word} {verb} dari peringkat {before}{NBSP}ke{NBSP}{after} di {place}"
    against = [(label, moved_by) for label, moved_by in falls if moved_by * change < 0]
    if against:
        label, moved_by = max(against, key=lambda item: abs(item[1]))
        return f"{said}, tetapi {label} {movement(moved_by)}"
    return f"{said}, tetap di {position}" if pd.notna(steps) else f"{said}, {position}"


def lone_headline(name: str, row: pd.Series, year: int, falls: Sequence[tuple[str, float]]) -> str:
    """Sum up a region in a year when too few others are known for a rank: index, change, and what moved against it."""
    opening = f"{name} {format_score(row[INDEX_NODE])} ({row['predicate']})"
    moved = movement(row["change"])
    if not moved:
        return f"{opening} pada {year}"
    against = [(label, moved_by) for label, moved_by in falls if moved_by * row["change"] < 0]
    if not against:
        return f"{opening}: {moved} dari {year - 1}"
    label, moved_by = max(against, key=lambda item: abs(item[1]))
    return f"{opening}: {moved} dari {year - 1}, tetapi {label} {movement(moved_by)}"


def nation_headline(
    instrument: Instrument, group: pd.DataFrame, average: float, change: float, kind_word: str, place: str, year: int
) -> str:
    """Sum up a group: its average, the change, and how many are still below the target predicate."""
    below = int((group["high"] < float(instrument.target)).sum())
    target = instrument.target_predicate
    rest = (
        f"{below} dari {len(group)} {kind_word} masih di bawah {target}"
        if below
        else f"semua {len(group)} {kind_word} sudah {target} atau lebih"
    )
    opening = f"Rata-rata {kind_word} di {place} {format_score(average)} pada {year}"
    moved = movement(change)
    if not moved:
        return f"{opening}; {rest}"
    return f"{opening}: {moved} dari {year - 1}, {'tetapi' if (change > 0) == (below > 0) else 'dan'} {rest}"


def domains_finding(rows: pd.DataFrame, reference: str) -> str:
    """Say what the pillars show against a reference, and which one moved against the others.

    Args:
        rows: Index node codes; columns ``label, own, reference, change``.
        reference: Name of the reference, ``median kabupaten``.
    """
    known = rows.dropna(subset=["own", "reference"])
    if known.empty:
        alone = rows.dropna(subset=["own"])
        if alone.empty:
            return "Nilai domain tidak tersedia"
        weakest = alone.iloc[int(alone["own"].argmin())]
        return f"{weakest['label']} paling lemah, {format_score(weakest['own'])}"
    above = known[known["own"] > known["reference"]]
    below = known[known["own"] < known["reference"]]
    if len(above) == len(known):
        first = f"Semua domain di atas {reference}"
    elif len(below) == len(known):
        worst = known.iloc[int((known["own"] - known["reference"]).argmin())]
        first = f"{worst['label']} tertinggal {format_score(worst['reference'] - worst['own'])} dari {reference}"
    elif len(above) == 1:
        first = f"Hanya {above['label'].iloc[0]} di atas {reference}"
    elif below.empty:
        first = f"Tidak ada domain di bawah {reference}"
    else:
        first = f"{joined(below['label'].tolist())} di bawah {reference}"
    moved = rows.dropna(subset=["change"])
    falling = moved[moved["change"].map(lambda value: round_half_up(value) < 0)]
    if len(moved) > 1 and len(falling) == 1:
        return f"{first}; hanya {falling['label'].iloc[0]} turun"
    return first


def lead_finding(own: pd.DataFrame, other: pd.DataFrame) -> str:
    """Say how the distance to a reference line developed within the newest instrument.

    Args:
        own: Line of the region, columns ``year, value, segment``.
        other: Line of the reference.
    """
    both = own.merge(other, on=["year", "segment"], suffixes=("", "_other")).sort_values("year")
    if both.empty:
        return "Perkembangan indeks per tahun"
    both = both[both["segment"] == both["segment"].iloc[-1]]
    lead = (both["value"] - both["value_other"]).round(9)
    first, last = lead.iloc[0], lead.iloc[-1]
    year = int(both["year"].iloc[0])
    name = other["series"].iloc[0]
    if len(both) == 1:
        side = "di atas" if last >= 0 else "di bawah"
        return f"{format_number(abs(last))} {side} {name}"
    if first > 0 and last > 0:
        since = both["year"].iloc[int(lead.argmax())]
        if last >= lead.max():
            return _moved(f"Keunggulan atas {name} melebar", first, year, last)
        return _moved(f"Keunggulan atas {name} menyusut", lead.max(), since, last)
    if first <= 0 and last <= 0:
        since = both["year"].iloc[int(lead.argmin())]
        if last <= lead.min():
            return _moved(f"Ketertinggalan dari {name} melebar", -first, year, -last)
        return _moved(f"Ketertinggalan dari {name} menyempit", -lead.min(), since, -last)
    return f"Kini {'di atas' if last > 0 else 'di bawah'} {name}, sebaliknya dari {year}"


def _moved(what: str, before: float, since: int, now: float) -> str:
    return f"{what}: {format_number(before)} ({since}) menjadi {format_number(now)}"


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


def gap_words(least: Fraction, most: Fraction) -> str:
    """Say how far two lie apart that are certainly not equal, by one figure or two; never as nothing."""
    if round_half_up(most) and not round_half_up(least):
        return f"paling banyak {format_score(most)}"
    return distance(least, most)
