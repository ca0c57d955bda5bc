"""Every value known of a region by year and node, with its basis and source, and where sources disagree."""

from collections.abc import Mapping
from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis import series
from spbe_analytics.analysis.evidence.outranked import outranked
from spbe_analytics.parts.part import Column
from spbe_analytics.parts.view import View, kept
from spbe_analytics.parts.words.beside import DECIDES
from spbe_analytics.reports import to_csv, to_xlsx
from spbe_analytics.schema import BASIS, INSTRUMENT, KIND, NAME, VALUE, YEAR, Basis, NodeKind
from spbe_analytics.scoring.display import MISSING, format_level, format_score
from spbe_analytics.ui.kit import components

NATION: Final = "nasional"
"""Code of the printed average that stands for the nation where no home region is chosen."""

VALUES: Final = {
    YEAR: Column("Tahun", width=8),
    NAME: Column("Butir", width=44),
    VALUE: Column("Nilai", 2, width=10),
    BASIS: Column("Dasar", width=22),
    "source": Column("Sumber", width=60),
    "url": Column("Tautan", width=40),
    KIND: Column("Jenis", width=12),
    INSTRUMENT: Column("Instrumen", width=18),
}

SHOWN: Final = (YEAR, VALUE, NAME, BASIS, "source", "url")
"""Columns of the table on the page; the download has all."""

DISAGREEMENTS: Final = {
    YEAR: Column("Tahun"),
    NAME: Column("Butir"),
    VALUE: Column("Dipakai"),
    "other": Column("Lainnya"),
    "source": Column("Sumber yang dipakai"),
    "other_source": Column("Sumber nilai lainnya"),
}


def table(view: View) -> None:
    """Show where sources disagree, then every value with its basis and source, and their downloads."""
    code = view.home.code if view.home else NATION
    known = series.known_values(view.snapshot, code, view.stage)
    if known.empty:
        return
    _disagreements(view, code)
    title = f"{len(known)} nilai dari {known[YEAR].nunique()} tahun, {known['source'].nunique()} sumber"
    labels: Mapping[str, str] = {item.id: item.short for item in view.snapshot.catalogue.values()}
    rows = known.assign(
        basis=known[BASIS].map(lambda value: Basis(value).label), instrument=known[INSTRUMENT].map(labels)
    )
    with st.container(gap="xxsmall"):
        components.subheading(title)
        decimals = known[BASIS] != Basis.OBSERVED
        told = [
            format_score(value) if printed else format_level(value)
            for value, printed in zip(known[VALUE], decimals, strict=True)
        ]
        headings = {key: VALUES[key].heading for key in SHOWN}
        shown = rows.assign(value=told, year=rows[YEAR].astype(str))[list(SHOWN)].rename(columns=headings)
        components.grid(
            shown,
            paper=shown.drop(columns=headings["url"]),  # the source is named, and *Metodologi* has its address
            column_config={
                "Tahun": st.column_config.TextColumn(width=50),
                "Butir": st.column_config.TextColumn(width=290),
                "Nilai": st.column_config.TextColumn(width=50, alignment="right"),
                "Sumber": st.column_config.TextColumn(width=380),
                "Tautan": st.column_config.LinkColumn(width=60, display_text="buka"),
            },
            key="semua-nilai",
            alt=title,
        )
        with st.container(horizontal=True):
            st.download_button("Unduh CSV", lambda: to_csv(rows, VALUES), "tren.csv", "text/csv", on_click="ignore")
            st.download_button(
                "Unduh XLSX",
                lambda: to_xlsx(rows, VALUES, title, (f"{view.stage.label}.",)),
                "tren.xlsx",
                on_click="ignore",
            )


def _disagreements(view: View, code: str) -> None:
    differ = _differing(view, code)
    if differ.empty:
        return
    row = differ.iloc[0]
    pair = f"{row[YEAR]}: {row[VALUE]} dan {row['other']}"
    title = f"Dua sumber menyebut nilai berbeda untuk {pair}" if len(differ) == 1 else "Sumber menyebut nilai berbeda"
    with st.container(gap="xxsmall"):
        components.subheading(title)
        components.plain_table(differ, DISAGREEMENTS)
        components.note(DECIDES)


@kept
def _differing(view: View, code: str) -> pd.DataFrame:
    """List what other sources state differently in any year, the newest first, as text."""
    rows = []
    for instrument in view.snapshot.catalogue.values():
        for one in outranked(view.snapshot, instrument, view.stage.value, region=code):
            node = instrument.node(one.node)
            write = format_level if node.kind is NodeKind.INDICATOR else format_score
            used = MISSING if one.used is None else write(one.used)
            rows.append((str(one.year), node.name, used, write(one.other), one.used_source, one.other_source))
    frame = pd.DataFrame(rows, columns=list(DISAGREEMENTS))
    return frame.sort_values(YEAR, ascending=False, kind="stable", ignore_index=True)
