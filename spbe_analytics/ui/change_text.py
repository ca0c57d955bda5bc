"""The words of a change: its finding, how to read its picture, and what to beware of."""

from collections.abc import Sequence
from fractions import Fraction

from spbe_analytics.analysis.decomposition import Change, Part, PartKind, Side
from spbe_analytics.schema import INDEX_NODE, Basis, NodeKind
from spbe_analytics.scoring.display import format_change, format_number, round_half_up
from spbe_analytics.ui.headlines import joined


def moment(side: Side) -> str:
    """Name a side: ``2024, Nilai akhir``."""
    return f"{side.year}, {side.stage.label}"


def finding(change: Change, bars: Sequence[Part]) -> str:
    """Say what contributed most to a change, and what went the other way.

    Args:
        change: The change.
        bars: Its parts at one depth.

    Returns:
        One sentence without a full stop.
    """
    what = "Indeks" if change.root.code == INDEX_NODE else change.root.short
    moving = [part for part in bars if part.kind is not PartKind.REMAINDER and round_half_up(part.contribution)]
    total = round_half_up(change.change)
    if not moving:
        return f"{what} tetap" if not total else f"{what} {format_change(change.change)}"
    rise = max(moving, key=lambda part: part.contribution)
    fall = min(moving, key=lambda part: part.contribution)
    if not total:
        if rise.contribution < 0 or fall.contribution > 0:
            return f"{what} tetap"
        return f"{what} tetap: {_gave(rise)} dan {_gave(fall)} saling menutup"
    most, least = (rise, fall) if total > 0 else (fall, rise)
    word = "kenaikan" if total > 0 else "penurunan"
    if most.contribution * change.change <= 0:
        return f"{what} {format_change(change.change)}"
    said = f"{most.short} menyumbang {format_change(most.contribution)} dari {word} {_size(change.change)}"
    return f"{said}, tetapi {_gave(least)}" if least.contribution * change.change < 0 else said


def _gave(part: Part) -> str:
    return f"{part.short} {format_change(part.contribution)}"


def _size(value: Fraction) -> str:
    return format_number(abs(value))


def reading(change: Change, depth: NodeKind) -> str:
    """Say in a sentence or two how the bars come about."""
    word = depth.label.lower()
    if change.partial:
        known = len(change.instrument.leaves(change.root.code))
        counts = f"{known - change.before.missing} dan {known - change.after.missing} dari {known} indikator"
        return (
            f"Tingkat belum lengkap ({counts}), jadi yang dibandingkan poin indikator yang dijawab; indikator yang "
            "hanya dijawab pada satu sisi berdiri sendiri."
        )
    over = "" if change.root.code == INDEX_NODE else f" dalam {change.root.short}"
    said = f"Batang: bobot{over} × perubahan nilai {word}; jumlahnya tepat sama dengan perubahan."
    printed = [side.year for side in (change.before, change.after) if side.basis is Basis.PUBLISHED]
    if not printed:
        return said
    if len(printed) == 1:
        return f"{said} {printed[0]} tercetak dua desimal, sisi lain dihitung dari tingkat."
    return f"{said} Angka tercetak dua desimal; sisanya pembulatan."


def cautions(change: Change) -> list[str]:
    """Return what to beware of: misprints, and a remainder that rounding does not explain."""
    found = []
    wrong = [moment(side) for side in (change.before, change.after) if side.misprint]
    if wrong:
        found.append(f"Angka {joined(wrong)} ditandai salah cetak; yang dipakai di sini angka sebagaimana tercetak.")
    if change.unexplained:
        found.append(
            "Pembulatan tidak menjelaskan seluruh selisih angka tercetak: indeks dan nilai di bawahnya tidak cocok. "
            "Periksa sumbernya."
        )
    return found
