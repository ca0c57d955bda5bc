"""What moved since the last visit: of the own region, its province and its peers."""

from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.change.between import Turn
from spbe_analytics.parts.part import Column
from spbe_analytics.parts.view import View, kept
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import REGION, STAGE, YEAR, Kind, Stage
from spbe_analytics.scoring.display import MISSING, format_date, format_score
from spbe_analytics.ui.kit import cache, components

SINCE: Final = "sejak"
"""Name of the revision seen last in the address; the browser puts it there (``door.js``)."""

MOST: Final = 12
"""Most rows that are shown; those of the own region come first."""

COLUMNS: Final = {
    "what": Column("Penilaian"),
    "turn": Column("Yang terjadi"),
    "values": Column("Indeks"),
    "who": Column("Oleh"),
    "when": Column("Tanggal"),
}


def show(view: View) -> None:
    """Show what moved since the revision in the address; and tell the browser which one is seen now."""
    now = view.snapshot.revision
    st.html(f'<span hidden data-spbe-revisi="{now}"></span>')
    written = st.query_params.get(SINCE)
    if written is None:
        return
    if not (written.isascii() and written.isdecimal()) or int(written[:12]) > now:
        components.warn("Alamat ini menyebut kunjungan terakhir yang tidak dikenal, jadi yang baru tidak ditampilkan.")
        return
    seen = int(written)
    if seen == now:
        return
    rows = _rows(view, seen)
    if rows.empty:
        return
    own = view.home is not None and bool((rows[REGION] == view.home.code).any())
    who = f"{view.home.bare} dan sekitarnya" if own and view.home else _whose(view)
    with st.container(gap="xxsmall"):
        components.subheading(f"Sejak kunjungan terakhir: {len(rows)} penilaian {who} baru atau berubah")
        components.plain_table(rows.head(MOST), COLUMNS)
        left = len(rows) - MOST
        rest = f"{left} lainnya ada di Riwayat. " if left > 0 else ""
        components.note(f"{rest}Kunjungan berikutnya dihitung dari sekarang.")


def _whose(view: View) -> str:
    return f"{view.kind_word} di {view.place}"


@kept
def _rows(view: View, seen: int) -> pd.DataFrame:
    kind = Kind(view.kind) if view.kind else None
    province = view.province.code if view.province else None
    group = [one.code for one in gazetteer().governments(kind, province)]
    home = view.home
    own = [] if home is None else [home.code, home.province]
    found = cache.workspace().since(seen, {*group, *own}, view.snapshot)
    found = found.assign(first=found[REGION] != (home.code if home else ""))
    found = found.sort_values(["first", YEAR, REGION], ascending=[True, False, True], ignore_index=True)
    return found.assign(
        what=[
            f"{gazetteer()[code].name}, {Stage(stage).label} {year}"
            for code, year, stage in zip(found[REGION], found[YEAR], found[STAGE], strict=True)
        ],
        turn=[Turn(turn).label for turn in found["turn"]],
        values=[_values(before, after) for before, after in zip(found["before"], found["after"], strict=True)],
        when=[format_date(at.date()) for at in found["when"]],
    )


def _values(before: float, after: float) -> str:
    old, new = (MISSING if pd.isna(value) else format_score(value) for value in (before, after))
    return new if old in (MISSING, new) else f"{old} → {new}"
