"""What stands beside the figures of a page: what other sources state, and which figures cannot be right."""

from collections.abc import Sequence
from typing import Final

from spbe_analytics.analysis.evidence.outranked import Outranked, outranked
from spbe_analytics.analysis.standing.row_notes import misprint_text
from spbe_analytics.instruments import Instrument
from spbe_analytics.parts.view import View
from spbe_analytics.parts.words.headlines import joined
from spbe_analytics.schema import INDEX_NODE, REGION, STAGE, YEAR, NodeKind, Stage
from spbe_analytics.scoring.display import format_level, format_score

DECIDES: Final = (
    "Urutan sumber yang dipakai: unggahan, tabel resmi nasional, laporan resmi, dinas daerah, berita; bila setara, "
    "yang lebih baru dicatat. Semua nilai satu penilaian berasal dari sumber yang sama; sumber lain hanya melengkapi "
    "bila pembulatan menjelaskan setiap selisihnya."
)
"""What decides which of several sources is in use."""


def others(view: View) -> tuple[Outranked, ...]:
    """Return what other sources state differently of the home region in the chosen year and stage."""
    home = view.home
    if home is None:
        return ()
    return outranked(view.snapshot, view.instrument, view.stage.value, year=view.year, region=home.code)


def below(view: View, line: str) -> str:
    """Add to the muted line below a headline what to beware of in the home region's figures, a line each."""
    found = [line, *interim(view), *official(view.instrument, others(view))]
    if view.own_misprint:
        found.append(misprint_text(str(view.year)))
    elif view.own is not None and view.own["previous_misprint"]:
        found.append(doubt(view.year - 1))
    return "\n".join(found)


def interim(view: View) -> list[str]:
    """Say of an earlier stage's figures that they are not the final ones; empty where they are, or none is known."""
    if view.stage is Stage.FINAL or view.own_scores is None or view.own_scores.isna().all() or view.home is None:
        return []
    there = view.standings[[REGION, YEAR, STAGE]].eq([view.home.code, view.year, Stage.FINAL.value]).all(axis=1).any()
    final = "ada pada tahap Nilai akhir" if there else "belum diketahui"
    return [f"Nilai sementara dari {view.stage.label}; nilai akhirnya {final}."]


def doubt(year: int) -> str:
    """Say that a change since a misprint means nothing."""
    return f"Perubahan dari {year} tidak dapat diandalkan: angka {year} salah cetak."


def official(instrument: Instrument, found: Sequence[Outranked]) -> list[str]:
    """Say which figure of the official table an upload takes the place of, with both values; empty without one.

    The index is named, or else the first node that differs; the others are counted.
    """
    printed = [one for one in found if one.official]
    if not printed:
        return []
    first, *more = printed
    node = instrument.node(first.node)
    name = instrument.index_name if first.node == INDEX_NODE else node.name
    said = f"Tabel resmi mencetak {name} {format_score(first.other)}; yang tampil di sini dari {first.used_source}: "
    apart = first.difference
    if first.used is None or apart is None:
        said += "belum lengkap, sehingga nilai itu belum diketahui"
    else:
        side = "lebih tinggi" if apart > 0 else "lebih rendah"
        said += f"{format_score(first.used)}, {side} {format_score(abs(apart))}"
    also = [instrument.node(one.node).short for one in more]
    return [f"{said}.{f' Juga berbeda: {joined(also)}.' if also else ''}"]


def told(instrument: Instrument, one: Outranked) -> str:
    """Say what one other source states, and what is in use instead."""
    node = instrument.node(one.node)
    write = format_level if node.kind is NodeKind.INDICATOR else format_score
    used = f"di sini {write(one.used)}" if one.used is not None else "di sini tidak diketahui"
    return f"{one.other_source} menyebut {node.name} {write(one.other)}; {used} ({one.used_source})."
