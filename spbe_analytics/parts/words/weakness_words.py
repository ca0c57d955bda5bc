"""The sentences of weakness: pure text from facts, one function a pattern.

Three questions keep three words: *lemah* for the lowest value, *menahan indeks* for lost points, *tertinggal* for the
greatest distance below a median.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from spbe_analytics.analysis.weakness.measures import Measured, Weakness
from spbe_analytics.analysis.weakness.weakest import Measure, Weakest, lowest, weakest
from spbe_analytics.instruments import Instrument
from spbe_analytics.parts.words.headlines import SMALLEST, capital, counted, direction, joined
from spbe_analytics.schema import Basis, NodeKind
from spbe_analytics.scoring.display import format_change, format_level, format_score, format_weight, round_half_up

NAMED: Final = 2
"""How many equals a sentence names; of more it says their number."""


def equals(names: Sequence[str], word: str, of: int | None = None) -> str:
    """Name equals, or say how many they are: ``Kebijakan dan Manajemen``, ``tiga domain``, ``semua empat domain``.

    Args:
        names: Short names.
        word: What they are: ``domain``.
        of: How many there are in all, where it matters that these are all.
    """
    if len(names) <= NAMED:
        return joined(names)
    return f"{'semua ' if of == len(names) else ''}{counted(len(names))} {word}"


def weakest_title(found: Weakest | None) -> str:
    """Name the lowest of some nodes: ``Manajemen paling lemah, 1,90``; empty without a value."""
    if found is None:
        return ""
    word, value = found.kind.label.lower(), format_score(found.figure)
    if found.among == 1:
        lone = "" if found.of == 1 else f", satu-satunya {word} yang diketahui"
        return f"{found.names[0]} {value}{lone}"
    rest = f" dari {counted(found.among)} {word} yang diketahui" if found.among < found.of else ""
    if len(found.nodes) == 1:
        return f"{found.names[0]} paling lemah{rest}, {value}"
    if len(found.nodes) == found.among:
        return f"{equals(found.names, word, found.among)} sama, {value}"
    return f"{equals(found.names, word)} sama lemah{rest}, {value}"


def weakest_heading(found: Weakest) -> str:
    """Head the part on the weakest: ``Domain terlemah: Manajemen, 1,90``."""
    word, value = found.kind.label, format_score(found.figure)
    if found.among == 1 or len(found.nodes) > 1:
        return capital(weakest_title(found))
    return f"{word} terlemah: {found.names[0]}, {value}"


def weakest_figure(found: Weakest, among: str) -> tuple[str, str, str]:
    """Return label, value and note of the weakest as a figure at the top of a page.

    Args:
        found: The weakest by value.
        among: Whose median it is compared with: ``kabupaten``.
    """
    word, value = found.kind.label, format_score(found.figure)
    if len(found.nodes) > 1:
        how = "sama" if len(found.nodes) == found.among else "sama lemah"
        names = capital(equals(found.names, word.lower(), found.among))
        return f"{word} terlemah", names, f"{how}, {value}"
    gap = found.nodes[0].median_gap
    versus = "" if gap is None else f"; {format_change(gap)} dari median {among}"
    return f"{word} terlemah", found.names[0], f"{value}{versus}"


def holds_back(found: Weakest | None) -> str:
    """Say what loses the index most points; empty where nothing is lost."""
    if found is None:
        return ""
    names = equals(found.names, found.kind.label.lower(), found.among)
    if len(found.nodes) > 1:
        return capital(f"{names} sama-sama paling menahan indeks")
    named = f"{found.kind.label} {names}" if found.kind is NodeKind.ASPECT else names
    return f"{named} paling menahan indeks"


def held_sentence(found: Weakness) -> str:
    """Say in a sentence what holds the index back, and which pillar is the weakest; empty without pillars."""
    low, costly = weakest(found, found.pillars, Measure.VALUE), weakest(found, found.costs, Measure.LOST)
    if low is None or costly is None:
        return ""
    word = low.kind.label.lower()
    points = f"{format_score(costly.figure)} poin hilang"
    each = ", masing-masing" if len(costly.nodes) > 1 else ","
    said = f"Paling menahan indeks: {equals(costly.names, costly.kind.label.lower())}{each} {points}"
    value = format_score(low.figure)
    if len(low.nodes) > 1:
        how = "sama" if len(low.nodes) == low.among else "sama lemah"
        return f"{said}; {equals(low.names, word, low.among)} {how} ({value})."
    if low.among == 1:
        return f"{said}."
    if low.nodes == costly.nodes:
        return f"{said}, sekaligus {word} terlemah ({value})."
    return f"{said}; {word} terlemah {low.names[0]} ({value})."


def lost_title(found: Weakest | None) -> str:
    """Head the bars of lost points."""
    return holds_back(found) or "Tidak ada poin yang hilang"


def lost_text(instrument: Instrument, lost: Fraction | None, sums: Sequence[Fraction]) -> str:
    """Say what lost points are, and what the bars sum to.

    Args:
        instrument: The instrument.
        lost: Distance of the index to the top of the scale; ``None`` where the index is not known.
        sums: Lost points of the bars.
    """
    said = f"Bobot × jarak ke tingkat {format_level(instrument.scale.highest)}"
    total = sum(sums, Fraction(0))
    if lost is None:
        return f"{said}; jumlah yang diketahui {format_score(total)}."
    if total == lost:
        return f"{said}; jumlahnya {format_score(total)}, dibulatkan."
    if round_half_up(total) == round_half_up(lost):
        return f"{said}; dari nilai tercetak jumlahnya {format_score(total)}."
    return (
        f"{said}; dari nilai tercetak jumlahnya {format_score(total)}, dari indeks tercetak {format_score(lost)}: "
        "bedanya pembulatan."
    )


def shares_title(found: Weakest, low: Weakest) -> str:
    """Say which pillar loses most points, and why: its weight, or its low value as well."""
    names, points = equals(found.names, found.kind.label.lower()), format_score(found.figure)
    if len(found.nodes) > 1:
        return capital(f"{names} sama-sama kehilangan {points} poin, terbanyak")
    if found.nodes == low.nodes and low.among > 1:
        return f"{names} kehilangan {points} poin dan nilainya terendah"
    if found.nodes[0] in low.nodes and low.among > 1:
        return f"{names} kehilangan {points} poin dan nilainya termasuk yang terendah"
    return f"{names} kehilangan {points} poin karena bobotnya {format_weight(found.nodes[0].node.weight)}"


def lag_title(found: Weakness) -> str:
    """Say how pillars stand to the medians of the group: none below, or which one lies farthest below."""
    lag = weakest(found, found.pillars, Measure.MEDIAN)
    if lag is not None:
        return capital(lag_words(lag, f"median {found.group.label}"))
    known, word = [node for node in found.pillars if node.median_gap is not None], found.pillars[0].node.kind.label
    rest = "" if len(known) == len(found.instrument.pillars) else f" dari {counted(len(known))} {word.lower()}"
    return f"Tidak ada{rest} yang di bawah median {found.group.label}"


def lag_words(lag: Weakest, reference: str = "") -> str:
    """Say what lags most behind the medians, all equals: ``Kebijakan paling tertinggal: 0,80 di bawah median kota``."""
    names, gap = equals(lag.names, lag.kind.label.lower(), lag.among), format_score(-lag.figure)
    gap = gap if direction(lag.figure) else f"kurang dari {format_score(SMALLEST)}"
    below = f"{gap} di bawah {reference}".rstrip() if reference else f"({gap})"
    if len(lag.nodes) > 1:
        return f"{names} sama-sama {'paling tertinggal ' if not reference else ''}{below}"
    return f"{names} paling tertinggal{': ' if reference else ' '}{below}"


def domains_finding(found: Weakness, changes: Mapping[str, Fraction]) -> str:
    """Say what the pillars show against the median of the group, and which one moved against the others.

    Args:
        found: The measures of the assessment.
        changes: Change since the year before of every pillar whose change is known, by its code.
    """
    every = found.instrument.pillars
    word, reference = every[0].kind.label.lower(), f"median {found.group.label}"
    known = [node for node in found.pillars if node.median_gap is not None]
    if not known:
        low = weakest(found, found.pillars, Measure.VALUE)
        return capital(weakest_title(low)) or f"Nilai {word} tidak tersedia"
    ways = {node.node.short: direction(node.median_gap or 0) for node in known}
    above = [short for short, way in ways.items() if way > 0]
    below = [short for short, way in ways.items() if way < 0]
    whole = len(known) == len(every)
    rest = f"{counted(len(known))} {word} yang diketahui"
    all_of, among = (word, "") if whole else (rest, f" dari {rest}")
    if len(above) == len(known) and len(known) > 1:
        first = f"Semua {all_of} di atas {reference}"
    elif len(below) == len(known) and len(known) > 1:
        worst = weakest(found, found.pillars, Measure.MEDIAN)
        lag = lag_words(worst) if worst else ""
        first = f"Semua {all_of} di bawah {reference}, {lag}"
    elif len(above) == 1 and len(known) > 1:
        first = f"Hanya {above[0]}{among} di atas {reference}"
    elif not below:
        first = f"Tidak ada {word if whole else among.strip()} di bawah {reference}"
    else:
        first = f"{joined(below)} di bawah {reference}"
    falling = [node.short for node in every if direction(changes.get(node.code, Fraction(0))) < 0]
    if len(changes) == len(every) > 1 and len(falling) == 1:
        return f"{first}; hanya {falling[0]} turun"
    return first


def fallen_alone(nodes: Sequence[Measured], changes: Mapping[str, Fraction], of: int) -> bool:
    """Tell whether these nodes alone fell since the year before; not known unless every change is."""
    falls = [code for code, change in changes.items() if round_half_up(change) < 0]
    return len(changes) == of and of > 1 and falls == [node.node.code for node in nodes]


def weakest_text(found: Weakness, low: Weakest, changes: Mapping[str, Fraction], cause: str) -> str:
    """Say in two sentences why a pillar is the weakest, where it stands among others, and what pulls it down.

    Args:
        found: The measures of the assessment.
        low: Its weakest pillars by value.
        changes: Change since the year before of every pillar whose change is known.
        cause: Sentence about what is below it; empty where that is not known.
    """
    word, year = low.kind.label.lower(), found.group.year
    among = found.group.label
    if low.among == 1:
        said = f"Satu-satunya {word} yang diketahui" if low.of > 1 else ""
    elif len(low.nodes) == low.among:
        said = f"Nilai {counted(low.among)} {word} sama"
    else:
        rest = " yang diketahui" if low.among < low.of else ""
        said = f"Nilai terendah dari {counted(low.among)} {word}{rest}"
        if len(low.nodes) > 1:
            said = f"Dari {counted(low.among)} {word}{rest}, yang lain lebih tinggi"
    if len(low.nodes) == 1 and fallen_alone(low.nodes, changes, low.of):
        said += f" dan satu-satunya yang turun ({format_change(changes[low.nodes[0].node.code])} dari {year - 1})"
    if len(low.nodes) == 1:
        said += _among_others(low.nodes[0], among, found.instrument.target_level)
    return f"{said}. {cause}".strip()


def _among_others(node: Measured, among: str, target: Fraction) -> str:
    """Say where one node stands in the comparison group; nothing where too few are known."""
    gap = node.median_gap
    if gap is None:
        return ""
    place = "" if node.rank is None else f", peringkat {node.rank} dari {node.of}"
    middle = format_score(node.median)
    if not round_half_up(gap):
        return f", pada median {among} ({middle}){place}"
    if gap < 0:
        return f", {format_score(-gap)} di bawah median {among} ({middle}){place}"
    said = f", tetapi masih {format_score(gap)} di atas median {among} ({middle}){place}"
    weak = node.quartile is not None and node.quartile < target
    return f"{said}: kelemahan sebagian besar {among}" if weak else said


def cause_of(found: Weakness, low: Weakest) -> str:
    """Say which aspect, and which indicators in it, pull the weakest pillar down; empty where neither is known."""
    if len(low.nodes) > 1:
        return ""
    instrument, pillar = found.instrument, low.nodes[0].node.code
    below = [node for node in found.nodes if node.pillar == pillar]
    aspects = [node for node in below if node.node.kind is NodeKind.ASPECT and node.node.code != pillar]
    leaves = [node for node in below if node.node.kind is NodeKind.INDICATOR]
    opening, scope = "Yang terendah", pillar
    if len(aspects) == len([n for n in instrument.children(pillar) if n.kind is NodeKind.ASPECT]) > 1:
        weak = weakest(found, aspects, Measure.VALUE)
        if weak is not None and len(weak.nodes) == 1:
            scope = weak.nodes[0].node.code
            opening = f"Penyebabnya {weak.names[0]} ({format_score(weak.figure)})"
    every = {leaf.code for leaf in instrument.leaves(scope)}
    leaves = [node for node in leaves if node.node.code in every]
    if not leaves:
        return f"{opening}." if scope != pillar else ""
    printed = any(node.basis is Basis.PUBLISHED for node in leaves)
    least = lowest(((node.node, node.value) for node in leaves), printed=printed)
    names = [f"{node.short} ({node.code})" for node, _ in least[:3]]
    if len(least) > len(names):
        names.append(f"{len(least) - len(names)} lainnya")
    level = least[0][1]
    titles = {instrument.level_name(node.code, float(level)) for node, _ in least}
    title = next(iter(titles)) if len(titles) == 1 else None
    rest = f" dari {len(leaves)} indikator yang diketahui" if len(leaves) < len(every) else ""
    return f"{opening}{rest}: {joined(names)} masih tingkat {format_level(level)}{f', {title}' if title else ''}."
