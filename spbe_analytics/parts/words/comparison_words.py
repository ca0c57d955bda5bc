"""The sentences of *Perbandingan*: pure text from regions side by side, without a screen."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from spbe_analytics.analysis.standing.side_by_side import Amount, Lead, SideBySide, Span, greatest, least
from spbe_analytics.parts.words.headlines import gap_words, joined
from spbe_analytics.regions import Region, gazetteer
from spbe_analytics.schema import INDEX_NODE, Kind
from spbe_analytics.scoring.display import format_level, format_score

NAMED = 2
"""How many of several equal nodes are named; of more only their number is said."""

Labels = Mapping[str, str]
"""Short name by node code."""


def names_of(regions: Sequence[Region]) -> dict[str, str]:
    """Name regions by code without their kind; a province among others, and a name that several bear, keep theirs."""
    mixed = len({region.kind for region in regions}) > 1
    bare = Counter(region.bare for region in gazetteer().governments())
    return {
        region.code: region.name if bare[region.bare] > 1 or (mixed and region.kind is Kind.PROVINCE) else region.bare
        for region in regions
    }


def finding(beside: SideBySide, labels: Labels, word: str) -> str:
    """Sum up a comparison: the first region against the highest, then the opposite movement if there is one.

    Args:
        beside: The index and the nodes right below it; at least one region.
        labels: Short name by node code.
        word: What a node right below the index is called: ``domain`` or ``aspek``.

    Returns:
        One sentence without a full stop.
    """
    known = beside.at(INDEX_NODE)
    first, *others = beside.names
    if not others:
        own = f"{first} {format_score(known[first].value)}" if first in known else f"Indeks {first} belum diketahui"
        return f"{own}: pilih daerah lain untuk dibandingkan"
    if first not in known or len(known) == 1:
        return f"Indeks {first} tidak dapat dibandingkan dengan {joined(others)}"
    best = greatest(known)
    pillars = beside.part([node for node in beside.nodes if node != INDEX_NODE])
    if first not in best:
        return _behind(beside, pillars, best, labels, word)
    among = f"{len(known)} daerah" + ("" if len(known) == len(beside.names) else " yang indeksnya diketahui")
    value = format_score(known[first].value)
    opening = f"{first} tertinggi dari {among} ({value})"
    if len(best) > 1:
        equals = joined([first, *(name for name in best if name != first)])
        opening = f"{equals} sama-sama tertinggi dari {among} ({value})"
        if len(best) == len(known):
            opening = f"Indeks {equals} sama, {value}"
    lags = pillars.lags(first, others)
    if lags:
        name = first if len(best) > 1 else ""
        return f"{opening}, tetapi {name + ' ' if name else ''}tertinggal {_farthest(lags, labels, word)}"
    if pillars.complete:
        whom = f"{first} " if len(best) > 1 else ""
        return f"{opening} dan {whom}tidak tertinggal di {word} mana pun"
    return opening


def _behind(beside: SideBySide, pillars: SideBySide, best: tuple[str, ...], labels: Labels, word: str) -> str:
    """Say how far the first region is behind the highest, where, and where or of whom it is ahead in spite of that."""
    known, first = beside.at(INDEX_NODE), beside.names[0]
    opening = f"{first} tertinggal {_sizes([known[name].less(known[first]) for name in best])} dari {joined(best)}"
    if len(best) == 1:
        lags, leads = pillars.lags(first, best), pillars.leads(first, best)
        whole = pillars.part(names=[first, *best])
        if lags:
            everywhere = f" di semua {word}" if whole.complete and len(lags) == len(whole.nodes) > 1 else ""
            opening += f"{everywhere}, paling jauh {_at(lags, labels, word)}{_known_only(whole, word)}"
        if leads:
            return f"{opening}, tetapi unggul {_farthest(leads, labels, word, to_one=True)}"
    passed = {name: amount for name, amount in known.items() if known[first].above(amount)}
    if not passed:
        return opening
    nearest = greatest(passed)
    over = _sizes([known[first].less(known[name]) for name in nearest])
    return f"{opening}, tetapi {over} di atas {joined(nearest)}"


def _known_only(whole: SideBySide, word: str) -> str:
    """Say of how many nodes a statement is, where not all are known."""
    both = sum(len(whole.at(node)) == len(whole.names) for node in whole.nodes)
    return "" if both == len(whole.nodes) else f" (dari {both} {word} yang diketahui)"


def _at(leads: Sequence[Lead], labels: Labels, word: str) -> str:
    """Say the greatest of some distances to one region, and where it is; all equals."""
    most = greatest({lead: lead.by for lead in leads})
    return f"{_sizes([lead.by for lead in most])} di {places([lead.node for lead in most], labels, word)}"


def _farthest(leads: Sequence[Lead], labels: Labels, word: str, *, to_one: bool = False) -> str:
    """Say the greatest of some distances, where and to whom; that others are smaller is said."""
    most = greatest({lead: lead.by for lead in leads})
    far = "paling jauh " if len(leads) > len(most) else ""
    if to_one:
        return f"{far}{_at(most, labels, word)}"
    nodes = list(dict.fromkeys(lead.node for lead in most))
    if len(nodes) == 1:
        return f"{far}{_at(most[:1], labels, word)} dari {joined([lead.other for lead in most])}"
    size = _sizes([lead.by for lead in most])
    if len(nodes) > NAMED:
        return f"{far}{size} di {len(nodes)} {word}"
    where = [f"di {labels[node]} dari {joined([lead.other for lead in most if lead.node == node])}" for node in nodes]
    return f"{far}{size} {joined(where)}"


def _sizes(amounts: Sequence[Amount]) -> str:
    """Write one distance, or several that are told together."""
    values = [amount.value for amount in amounts]
    return gap_words(min(values), max(values))


def places(nodes: Sequence[str], labels: Labels, word: str) -> str:
    """Name some nodes, or say how many they are: ``Kebijakan dan Layanan``, ``3 domain``."""
    return joined([labels[node] for node in nodes]) if len(nodes) <= NAMED else f"{len(nodes)} {word}"


def where(spans: Sequence[Span], labels: Labels, word: str) -> str:
    """Say at which nodes regions lie so far apart, and whose distance it is where it is one of a single pair."""
    told = places([span.node for span in spans], labels, word)
    one = spans[0]
    if len(spans) > 1 or not one.width.value or len(one.highest) > 1 or len(one.lowest) > 1:
        return told
    return f"{told}: {one.highest[0]} di atas {one.lowest[0]}"


def width(span: Span) -> str:
    """Write how far regions lie apart; what is too small for two decimals is said in words."""
    return _sizes([span.width]) if span.width.value else format_score(Fraction(0))


def ends(beside: SideBySide) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the nodes at which the regions lie farthest apart, and those at which they are nearest; all equals."""
    spans = {span: span.width for span in beside.spans()}
    return greatest(spans), least(spans)


def who(spans: Sequence[Span], labels: Labels) -> str | None:
    """Say who is highest and who lowest at each of a few nodes."""
    if len(spans) > NAMED:
        return None
    parts = [
        f"{labels[span.node]}: tertinggi {joined(span.highest)}, terendah {joined(span.lowest)}."
        if span.width.value
        else f"{labels[span.node]}: semuanya sama."
        for span in spans
    ]
    return " ".join(parts)


def widest(beside: SideBySide, labels: Labels) -> str:
    """Say where the regions lie farthest apart."""
    far, _ = ends(beside)
    if not far:
        return f"Nilai {joined(beside.names)}"
    if not far[0].width.value:
        return "Semua nilai sama" if beside.complete else "Semua nilai yang dapat dibandingkan sama"
    spread = _sizes([span.width for span in far])
    return f"Jarak terlebar {spread} di {places([span.node for span in far], labels, 'nilai')}"


def most_highest(beside: SideBySide, labels: Labels, word: str, *, some: bool = False) -> str:
    """Say which region has the most of the highest values; of a single region, where it is strongest and weakest.

    Args:
        beside: Nodes of one kind; at least one value.
        labels: Short name by node code.
        word: What a node is called.
        some: Whether more regions are compared than these.
    """
    if len(beside.names) == 1:
        return _alone(beside, labels, word)
    whole = [node for node in beside.nodes if len(beside.at(node)) == len(beside.names)]
    if not whole:
        return f"Nilai {word} tidak lengkap"
    tops = {node: greatest(beside.at(node)) for node in whole}
    if all(len(top) == len(beside.names) for top in tops.values()):
        same = f"semua {word}" if len(whole) == len(beside.nodes) else f"{len(whole)} {word} yang diketahui"
        return f"{'Di antara yang digambar ' if some else ''}{same} sama".capitalize()
    counts = Counter(name for top in tops.values() for name in top)
    most = max(counts.values())
    names = [name for name in beside.names if counts[name] == most]
    share = f"semua {word}" if most == len(beside.nodes) else f"{most} dari {len(whole)} {word}"
    if len(whole) < len(beside.nodes):
        share += " yang diketahui"
    shared = any(len(top) > 1 and set(top) & set(names) for top in tops.values())
    said = f"{joined(names)} {'masing-masing ' if len(names) > 1 else ''}tertinggi{' atau setara' if shared else ''}"
    return f"{'Di antara yang digambar, ' if some else ''}{said} di {share}"


def _alone(beside: SideBySide, labels: Labels, word: str) -> str:
    known = beside.of(beside.names[0])
    strong, weak = greatest(known), least(known)
    if strong == weak:
        value = format_score(next(iter(known.values())).value)
        return f"{labels[strong[0]]} {value}" if len(known) == 1 else f"{len(known)} {word} sama kuat, {value}"
    return f"Terkuat di {places(strong, labels, word)}, terlemah di {places(weak, labels, word)}"


def ahead(beside: SideBySide, word: str) -> str:
    """Say in how many of the differences the first region is ahead.

    Args:
        beside: The nodes right below the index; two regions or more.
        word: What a node is called.
    """
    first, *others = beside.names
    known = sum(beside.apart(node, first, other) is not None for node in beside.nodes for other in others)
    if not known:
        return f"Selisih indeks {first}"
    return f"{first} unggul di {len(beside.leads(first, others))} dari {known} selisih {word}"


def levels_finding(beside: SideBySide, labels: Labels, target: Fraction) -> str:
    """Say where the regions lie farthest apart; of a single region, how many indicators are below the target.

    Args:
        beside: The indicators.
        labels: Short name by code.
        target: The level that every indicator should reach.
    """
    if len(beside.names) == 1:
        known = beside.of(beside.names[0])
        below = sum(amount.value < target for amount in known.values())
        which = "" if len(known) == len(beside.nodes) else " yang diketahui"
        return f"{below} dari {len(known)} indikator{which} di bawah tingkat {format_level(target)}"
    far, _ = ends(beside)
    if not far:
        return "tidak ada tingkat yang dapat dibandingkan"
    if not far[0].width.value:
        return "tidak ada beda tingkat" if beside.complete else "tidak ada beda di antara tingkat yang diketahui"
    where = places([span.node for span in far], labels, "indikator")
    return f"beda terjauh {format_level(far[0].width.value)} tingkat di {where}"
