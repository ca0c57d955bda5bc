"""The words of a change: its finding, how to read its picture, and what to beware of."""

from collections.abc import Sequence
from fractions import Fraction

from spbe_analytics.analysis.change.change import Change, Part, PartKind, Pull, partly, pulls
from spbe_analytics.parts.words.headlines import joined, movement
from spbe_analytics.schema import INDEX_NODE, Basis, NodeKind
from spbe_analytics.scoring.display import format_change, format_number, round_half_up

NAMED = 3
"""How many of several equal parts are named; of more only their number is said."""


def is_indicator(change: Change, part: Part) -> bool:
    """Tell whether a part is one indicator."""
    return change.instrument.node(part.node).kind is NodeKind.INDICATOR


def label(change: Change, part: Part) -> str:
    """Name a part; an indicator with its code, for its short name may be that of a domain."""
    return f"{part.node} {part.short}" if is_indicator(change, part) else part.short


def finding(change: Change, bars: Sequence[Part]) -> str:
    """Say what contributed most to a change, and what went the other way; all equals each time.

    Args:
        change: The change.
        bars: Its parts at one depth.

    Returns:
        One sentence without a full stop; it says where a side of the change is a misprint.
    """
    wrong = [str(side.year) for side in (change.before, change.after) if side.misprint]
    return _moved(change, bars) + (f" (angka {joined(wrong)} salah cetak)" if wrong else "")


def _moved(change: Change, bars: Sequence[Part]) -> str:
    """Say how a change came about, as if its figures were right."""
    what = "Indeks" if change.root.code == INDEX_NODE else change.root.short
    if change.partial:
        what = f"Poin {what[:1].lower()}{what[1:]}" if change.root.code == INDEX_NODE else f"Poin {what}"
    up, down = pulls(change, bars)
    total = round_half_up(change.change)
    if not total:
        return f"{what} tetap" if up is None or down is None else f"{what} tetap: {_cancelled(change, up, down)}"
    most, against = (up, down) if total > 0 else (down, up)
    if most is None:
        return f"{what} {movement(float(change.change))}"
    word = f"{'kenaikan' if total > 0 else 'penurunan'}{' poin' if change.partial else ''}"
    said = _contributed(change, most, f"dari {word} {_size(change.change)}")
    return said if against is None else f"{said}, tetapi {_gave(change, against)}"


def _cancelled(change: Change, up: Pull, down: Pull) -> str:
    """Say what rose and what fell, of a change that is nothing as shown."""
    sums = [round_half_up(pull.total) for pull in (up, down)]
    how = "saling menutup" if not sum(sums) else "hampir saling menutup"
    if up.count == down.count == 1:
        return f"{_gave(change, up)} dan {_gave(change, down)} {how}"
    rose, fell = (
        _names(change, pull.most) if pull.count == 1 else f"{pull.count} {_word(change, pull.most)}"
        for pull in (up, down)
    )
    return f"{rose} menambah {_size(up.total)} dan {fell} mengurangi {_size(down.total)}, {how}"


def _contributed(change: Change, pull: Pull, whole: str) -> str:
    """Say who contributed most to a change: one, several alike, or indicators answered on one side only."""
    parts, each = pull.most, "masing-masing " if len(pull.most) > 1 else ""
    amount = format_change(parts[0].contribution)
    if len({part.kind for part in parts}) > 1 or parts[0].kind is PartKind.NODE:
        return f"{_names(change, parts)} {each}menyumbang {amount} {whole}"
    verb = "baru dijawab" if parts[0].kind is PartKind.NEW else "tidak lagi dijawab"
    if parts[0].parts:
        return f"{len(parts[0].parts)} indikator {verb}: {amount} {whole}"
    return f"{_names(change, parts)} {verb}{', ' + each.strip() if each else ':'} {amount} {whole}"


def _gave(change: Change, pull: Pull) -> str:
    each = "masing-masing " if len(pull.most) > 1 else ""
    return f"{_names(change, pull.most)} {each}{format_change(pull.most[0].contribution)}"


def _names(change: Change, parts: Sequence[Part]) -> str:
    """Name all of some equal parts, or say how many they are."""
    if len(parts) <= NAMED:
        return joined([label(change, part) for part in parts])
    return f"{len(parts)} {_word(change, parts)}"


def _word(change: Change, parts: Sequence[Part]) -> str:
    """Say what some parts are: ``domain``, ``indikator``; ``butir`` where they are of several kinds."""
    kinds = {change.instrument.node(part.node).kind for part in parts}
    return kinds.pop().label.lower() if len(kinds) == 1 else "butir"


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
