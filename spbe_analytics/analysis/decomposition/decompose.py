"""One region's change, exactly."""

from spbe_analytics.analysis.absence import nothing
from spbe_analytics.analysis.decomposition.change import Change
from spbe_analytics.analysis.decomposition.ends import End, Moment
from spbe_analytics.analysis.decomposition.splitting import answered, split
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.errors import AnalysisError, UnansweredError
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.scoring.display import joined


def decompose(snapshot: Snapshot, region: str, before: Moment, after: Moment, root: str = INDEX_NODE) -> Change:
    """Split the change of a region's index, or of a node below it.

    Args:
        snapshot: Everything known.
        region: Code of a government or a printed average.
        before: Year and stage where the change starts; it may be the later one.
        after: Year and stage where it ends.
        root: Code of the node whose change is asked.

    Returns:
        The change. Where the root's value is known on both sides, its parts are weight × change of the nodes below
        it, as far down as they are known, with the remainder of rounding as a part of its own. Where levels are
        missing, the points of the answered indicators are compared, and indicators answered on one side only are
        parts of their own.

    Raises:
        AnalysisError: Both sides are the same or fall under two instruments, or too little is known of one.
        RegionError: The region is not known.
    """
    if before == after:
        raise AnalysisError("Pilih dua tahun atau dua tahap yang berbeda.")
    instrument = _one_instrument(snapshot, before[0], after[0])
    node = instrument.node(root)
    name = gazetteer()[region].name
    ends = [End(snapshot, instrument, region, moment) for moment in (before, after)]
    for end in ends:
        if not end.values and not end.printed:
            raise UnansweredError(nothing(snapshot.standings, region, end.year, end.stage))
    start, stop = ends
    if root in start.values and root in stop.values:
        parts, partial = split(instrument, node, node.weight, start, stop), False
        sides = [end.side(end.values[root], node) for end in ends]
        if not parts:
            raise UnansweredError(_unsplit(instrument, node, name, ends))
    elif all(end.levels_below(node) for end in ends):
        parts, partial = answered(instrument, node, start, stop), True
        sides = [end.side(end.points(node), node) for end in ends]
    else:
        raise UnansweredError(_unknown(node, name, ends))
    return Change(instrument, region, node, sides[0], sides[1], parts, partial)


def _one_instrument(snapshot: Snapshot, before: int, after: int) -> Instrument:
    found = {year: snapshot.catalogue.for_year(year) for year in (before, after)}
    for year, item in found.items():
        if item is None:
            raise AnalysisError(f"Tidak ada instrumen untuk tahun {year}.")
    first, last = found[before], found[after]
    if first is None or last is None or first is not last:
        told = " dan ".join(f"{year} dinilai dengan {item.name}" for year, item in found.items() if item)
        raise UnansweredError(f"{told}: butir dan bobotnya berbeda, sehingga perubahannya tidak dihitung.")
    return last


def _unsplit(instrument: Instrument, node: Node, name: str, ends: list[End]) -> str:
    """Say which values below a node are not known."""
    children = instrument.children(node.code)
    if not children:
        return f"{node.name} tidak terurai lebih lanjut."
    lacking = [
        f"{joined([child.short for child in children if child.code not in end.values])} ({end.stage.label} {end.year})"
        for end in ends
        if any(child.code not in end.values for child in children)
    ]
    return f"Nilai {name} belum terurai: belum diketahui nilai {'; '.join(lacking)}. Unggah data yang lengkap."


def _unknown(node: Node, name: str, ends: list[End]) -> str:
    """Say on which side a node has no value."""
    lacking = [f"{end.stage.label} {end.year}" for end in ends if node.code not in end.values]
    return f"{node.name} {name} belum lengkap pada {' dan '.join(lacking)}. Lengkapi datanya di halaman Unggah data."
