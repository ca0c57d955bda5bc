"""The words of a change: its finding, how to read its picture, and what to beware of."""

from collections.abc import Sequence
from fractions import Fraction

from spbe_analytics.analysis.decomposition import Change, Part, PartKind
from spbe_analytics.analysis.decomposition.cautions import partly
from spbe_analytics.schema import INDEX_NODE, Basis, NodeKind
from spbe_analytics.scoring.display import format_change, format_number, round_half_up
from spbe_analytics.ui.headlines import movement


def is_indicator(change: Change, part: Part) -> bool:
    """Tell whether a part is one indicator."""
    return change.instrument.node(part.node).kind is NodeKind.INDICATOR


def label(change: Change, part: Part) -> str:
    """Name a part; an indicator with its code, for its short name may be that of a domain."""
    return f"{part.node} {part.short}" if is_indicator(change, part) else part.short


def finding(change: Change, bars: Sequence[Part]) -> str:
    """Say what contributed most to a change, and what went the other way.

    Args:
        change: The change.
        bars: Its parts at one depth.

    Returns:
        One sentence without a full stop.
    """
    what = "Indeks" if change.root.code == INDEX_NODE else change.root.short
    if change.partial:
        what = f"Poin {what[:1].lower()}{what[1:]}" if change.root.code == INDEX_NODE else f"Poin {what}"
    moving = [part for part in bars if part.kind is not PartKind.REMAINDER and round_half_up(part.contribution)]
    total = round_half_up(change.change)
    rise = max(moving, key=lambda part: part.contribution, default=None)
    fall = min(moving, key=lambda part: part.contribution, default=None)
    if not total:
        if rise is None or fall is None or rise.contribution < 0 or fall.contribution > 0:
            return f"{what} tetap"
        return f"{what} tetap: {_gave(change, rise)} dan {_gave(change, fall)} saling menutup"
    most, least = (rise, fall) if total > 0 else (fall, rise)
    if most is None or least is None or most.contribution * change.change < 0:
        return f"{what} {movement(float(change.change))}"
    word = f"{'kenaikan' if total > 0 else 'penurunan'}{' poin' if change.partial else ''}"
    share = f"{format_change(most.contribution)} dari {word} {_size(change.change)}"
    said = f"{label(change, most)} menyumbang {share}"
    if most.kind is not PartKind.NODE:
        count = f"{len(most.parts)} indikator" if most.parts else label(change, most)
        said = f"{count} {'baru' if most.kind is PartKind.NEW else 'tidak lagi'} dijawab: {share}"
    return f"{said}, tetapi {_gave(change, least)}" if least.contribution * change.change < 0 else said


def _gave(change: Change, part: Part) -> str:
    return f"{label(change, part)} {format_change(part.contribution)}"


def _size(value: Fraction) -> str:
    return format_number(abs(value))


def reading(change: Change, depth: NodeKind) -> str:
    """Say in a sentence or two how the bars come about."""
    word = depth.label.lower()
    if change.partial:
        return partly(change)
    over = "" if change.root.code == INDEX_NODE else f" dalam {change.root.short}"
    said = f"Batang: bobot{over} × perubahan nilai {word}; jumlahnya tepat sama dengan perubahan sebelum dibulatkan."
    printed = [side.year for side in (change.before, change.after) if side.basis is Basis.PUBLISHED]
    if not printed:
        return said
    if len(printed) == 1:
        return f"{said} {printed[0]} tercetak dua desimal, sisi lain dihitung dari tingkat."
    return f"{said} Angka tercetak dua desimal; sisanya pembulatan."
