"""The fourth step of *Unggah data*: what was changed, read from the history, with the ways on and back."""

from typing import Final
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.effect import replaced_words
from spbe_analytics.analysis.exact import difference
from spbe_analytics.analysis.moved import Move, Moves, Side
from spbe_analytics.analysis.moved import Place as Rank
from spbe_analytics.history import ACTIVE
from spbe_analytics.instruments import Instrument
from spbe_analytics.parts.part import Column, Figure, known_columns
from spbe_analytics.parts.view import View, kept
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import NodeKind
from spbe_analytics.scoring.display import MISSING, format_change, format_number, format_score, is_missing
from spbe_analytics.ui.kit import cache, clock, components, markup
from spbe_analytics.ui.unggah import steps
from spbe_analytics.ui.unggah.steps import Place, Step
from spbe_analytics.ui.words import origin

MOST: Final = 25
"""Assessments whose change is shown; the rest stands in *Riwayat*."""

NODES: Final = {
    "name": Column("Nilai", width=50),
    "before": Column("Sebelum", 2),
    "after": Column("Sesudah", 2),
    "change": Column("Perubahan", 2, signed=True),
}
ROWS: Final = {
    "name": Column("Penilaian"),
    "index": Column("Indeks"),
    "predicate": Column("Predikat"),
    "nation": Column("Peringkat nasional"),
    "province": Column("Peringkat provinsi"),
    "changed": Column("Nilai berubah"),
}
ARROW: Final = "→"


def shown(view: View, place: Place) -> None:
    """Show who stored what, what it changed, and where the way leads on."""
    batches = _batches(view, place.numbers)
    if batches.empty:
        steps.opening(place, f"Unggahan nomor {steps.written(place.numbers)} tidak ada", "")
        components.empty("Nomor ini tidak ada dalam riwayat.", "Lihat semua unggahan di Riwayat.", "riwayat")
        steps.move("Unggah berkas", Place())
        return
    moved = _moved(view, place.numbers)
    taken = batches[batches["state"] != ACTIVE]
    gone = len(taken) == len(batches)
    steps.opening(
        place,
        f"Dibatalkan: unggahan nomor {steps.written(place.numbers)}" if gone else headline(moved),
        _stored(batches),
    )
    if len(taken):
        named = ", ".join(str(number) for number in sorted(taken["number"]))
        st.warning(
            f"Unggahan nomor {named} sudah dibatalkan; yang tampil ialah akibatnya ketika disimpan.",
            icon=":material/undo:",
        )
    origin.about(view, lambda: [(move.region, move.year, move.stage.value) for move in moved.moves])
    if len(moved.moves) == 1:
        _one(moved.moves[0])
    else:
        _many(moved, int(batches["assessments"].sum()))
    if moved.replaced:
        components.note(
            f"{len(moved.replaced)} angka terbitan tidak lagi dipakai: {replaced_words(moved.replaced)}. "
            "Angka terbitan tetap tersimpan, dan berlaku lagi bila unggahan dibatalkan."
        )
    _links(view, place, moved, gone=gone)


@kept
def _batches(_: View, numbers: tuple[int, ...]) -> pd.DataFrame:
    return cache.workspace().history(set(numbers))


@kept
def _moved(view: View, numbers: tuple[int, ...]) -> Moves:
    return cache.workspace().moved(numbers, view.snapshot, MOST)


def headline(moved: Moves) -> str:
    """Say in one sentence what was changed."""
    if len(moved.moves) != 1:
        changed = sum(bool(move.changed or move.new or move.gone) for move in moved.moves)
        return f"Tersimpan: {changed} penilaian berubah" if changed else "Tersimpan: tidak ada nilai yang berubah"
    (move,) = moved.moves
    name = _name(move)
    if not (move.changed or move.new or move.gone):
        return f"Tersimpan: tidak ada nilai {name} yang berubah"
    before, after = move.before.index, move.after.index
    if is_missing(after):
        return f"Tersimpan: {move.new} nilai baru untuk {name}, indeks belum dapat dihitung"
    if is_missing(before):
        return f"Tersimpan: {name} kini berindeks {format_score(after)}"
    if format_score(before) == format_score(after):
        return f"Tersimpan: indeks {name} tetap {format_score(after)}"
    return f"Tersimpan: indeks {name} dari {format_score(before)} menjadi {format_score(after)}"


def _name(move: Move) -> str:
    return f"{gazetteer()[move.region].name}, {move.stage.label} {move.year}"


def _stored(batches: pd.DataFrame) -> str:
    """Say as which numbers, by whom and when."""
    numbers = steps.written(tuple(int(number) for number in batches["number"]))
    newest = batches.iloc[0]
    return f"Tersimpan sebagai unggahan nomor {numbers}, oleh {newest['who']}, {clock.moment(newest['when'])}."


def _one(move: Move) -> None:
    before, after = move.before, move.after
    index = _change(move.instrument, "index", after.index, before.index)
    components.figures(
        [
            Figure(
                move.instrument.index_name,
                format_score(after.index),
                f"{format_change(index)} dari {format_score(before.index)}" if index is not None else _was(before),
                "up" if (index or 0) > 0 else "down" if (index or 0) < 0 else "off",
                "green" if (index or 0) > 0 else "red" if (index or 0) < 0 else "gray",
            ),
            Figure("Predikat", after.predicate or MISSING, f"sebelumnya {before.predicate}" * bool(before.predicate)),
            Figure("Peringkat nasional", _rank(after.nation), _was_rank(before.nation, after.nation)),
            Figure("Peringkat provinsi", _rank(after.province), _was_rank(before.province, after.province)),
        ]
    )
    gone = f", {move.gone} tidak lagi dipakai" if move.gone else ""
    components.note(
        f"{move.changed} nilai berubah, {move.new} baru{gone}. Peringkat dihitung terhadap data yang kini berlaku."
    )
    table = _nodes(move)
    components.plain_table(table, known_columns(table, NODES))


def _was(before: Side) -> str:
    return "sebelumnya belum ada" if is_missing(before.index) else f"sebelumnya {format_score(before.index)}"


def _rank(place: Rank | None) -> str:
    return f"{place.rank} dari {format_number(place.of, 0)}" if place else MISSING


def _was_rank(before: Rank | None, after: Rank | None) -> str:
    if after is None:
        return "menunggu data daerah lain"
    return f"sebelumnya {_rank(before)}" if before else ""


def _change(instrument: Instrument, node: str, after: float, before: float) -> float | None:
    exact = None if is_missing(after) or is_missing(before) else difference(instrument, node, after, before)
    return None if exact is None else float(exact)


def _nodes(move: Move) -> pd.DataFrame:
    """List the values above the indicators before and after."""
    nodes = {code: move.instrument.node(code) for code in move.nodes.index}
    before, after = move.nodes["before"], move.nodes["after"]
    rows = [
        (node.name, before[code], after[code], _change(move.instrument, str(code), after[code], before[code]))
        for code, node in nodes.items()
        if node.kind is not NodeKind.INDICATOR
    ]
    return pd.DataFrame(rows, columns=list(NODES))


def _many(moved: Moves, count: int) -> None:
    rows = [
        (
            _name(move),
            f"{format_score(move.before.index)} {ARROW} {format_score(move.after.index)}",
            f"{move.before.predicate or MISSING} {ARROW} {move.after.predicate or MISSING}",
            f"{_rank(move.before.nation)} {ARROW} {_rank(move.after.nation)}",
            f"{_rank(move.before.province)} {ARROW} {_rank(move.after.province)}",
            f"{move.changed} berubah, {move.new} baru",
        )
        for move in moved.moves
    ]
    components.plain_table(pd.DataFrame(rows, columns=list(ROWS)), ROWS)
    left = f" Yang tampil {len(rows)} pertama dari {count}; selebihnya di Riwayat." if count > len(rows) else ""
    components.note(f"Sebelum {ARROW} sesudah. Peringkat dihitung terhadap data yang kini berlaku.{left}")


def _undo(number: int, *, several: bool, gone: bool) -> str:
    """Say what can be done in the history."""
    if gone:
        return f"Lihat unggahan nomor {number} di Riwayat"
    return "Batalkan satu per satu di Riwayat" if several else f"Batalkan unggahan nomor {number}"


def _links(view: View, place: Place, moved: Moves, *, gone: bool) -> None:
    """Lead on to the profile, back by an undo, to files that are left, and to the next upload."""
    with st.container(horizontal=True):
        if len(moved.moves) == 1:
            move = moved.moves[0]
            region = gazetteer()[move.region]
            label = f"Buka profil {region.name} {move.year}"
            if view.home == region and (view.year, view.stage) == (move.year, move.stage):
                st.page_link("pages/profil.py", label=label, icon=":material/arrow_forward:")
            else:  # a link of Streamlit's would carry the filters of this page as well
                at = urlencode({"daerah": region.name, "tahun": move.year, "tahap": move.stage.label})
                st.html(markup.render("link", view.palette, text=label, address=f"profil?{at}"), width="content")
        else:
            st.page_link("pages/peringkat.py", label="Buka peringkat", icon=":material/arrow_forward:")
        for number in sorted(place.numbers)[:1]:
            several = len(place.numbers) > 1
            st.page_link(
                "pages/riwayat.py",
                label=_undo(number, several=several, gone=gone),
                icon=":material/undo:",
                query_params={"unggahan": str(number)},
            )
    with st.container(horizontal=True):
        if place.token:
            steps.move("Temuan berkas yang belum disimpan", Place(Step.FINDINGS, place.token), primary=True)
        steps.move("Unggah berkas lain", Place())
