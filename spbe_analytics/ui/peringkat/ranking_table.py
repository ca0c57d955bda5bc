"""The parts of *Peringkat* below its pictures: the list itself, its downloads, and what is odd about it."""

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Any, cast

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from spbe_analytics.analysis.standing import rank_facts
from spbe_analytics.analysis.standing.row_notes import misprint_notes
from spbe_analytics.charts import Palette
from spbe_analytics.parts.part import Column, cell_text
from spbe_analytics.parts.ranking import (
    all_columns,
    file_columns,
    listed,
    misprint_rows,
    outranked_here,
    own_row,
    where,
)
from spbe_analytics.parts.view import View
from spbe_analytics.parts.words.beside import DECIDES
from spbe_analytics.parts.words.headlines import joined
from spbe_analytics.parts.words.ranking_words import NAMED, RULE, steps
from spbe_analytics.regions import gazetteer
from spbe_analytics.regions.gazetteer import squeeze
from spbe_analytics.reports import to_csv, to_xlsx
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.scoring.display import MISSING, format_number, format_score
from spbe_analytics.ui.kit import components, data_address
from spbe_analytics.ui.kit.choice import unknown

ROWS = 25
"""Longest table that is shown whole; a longer one scrolls in a window of fewer rows."""

WINDOW = 15
ROW_HEIGHT = 35
WIDTHS = {
    "shown_name": 136, "rank": 80, INDEX_NODE: 62, "rank_change": 78, "band": 76, "change": 78, "predicate": 92,
    "nation_rank": 76, "province_name": 160, "note": 96,
}  # fmt: skip
"""Pixels of each column; name, rank, index and the change of rank fit a phone."""

FULL_NAME = 220
"""Pixels of a name with its kind."""

EXACT = 4
"""Decimals in which two exact indices that print alike are told apart."""


def table(view: View, group: pd.DataFrame) -> None:
    """Show the ranking as a table to search, narrow, sort and download."""
    components.subheading(f"Daftar {where(view)}")
    left, right = st.columns(2, gap="medium")
    with left:
        written = st.text_input(
            "Cari daerah", key="cari", placeholder="Nama daerah", type="search", live=True, bind="query-params"
        )
    with right:
        names = list(reversed([item.name for item in view.instrument.predicates]))
        unknown("Predikat", "predikat", names, "semua predikat")
        chosen = st.pills("Predikat", names, selection_mode="multi", key="predikat", wrap=True, bind="query-params")
    shown = narrow(listed(view), written or "", chosen)
    columns = all_columns(view, shown)
    components.note(_own_line(view, group, shown))
    if shown.empty:
        components.empty("Tidak ada daerah yang cocok.", "Ubah kata pencarian, atau hapus pilihan predikat.")
        return
    _grid(view, shown, columns)
    _downloads(view, shown, columns)


def narrow(group: pd.DataFrame, written: str, predicates: Sequence[str]) -> pd.DataFrame:
    """Keep the governments whose name holds what was written, or that it means, and whose predicate was chosen.

    Args:
        group: A ranking with ``region``, ``name`` and ``predicate``.
        written: Part of a name, in any case and with any spaces, or another name or code; empty keeps all.
        predicates: Names of predicates; none keeps all.
    """
    meant = gazetteer().match(written).region
    found = group["name"].map(squeeze).str.contains(squeeze(written), regex=False)
    found |= group["region"] == (meant.code if meant else "")
    return group[found & (group["predicate"].isin(predicates) if predicates else True)]


def _own_line(view: View, group: pd.DataFrame, shown: pd.DataFrame) -> str:
    without = int((~shown["region"].isin(group["region"])).sum())
    counted = f"{len(shown) - without} dari {len(group)} {view.kind_word}."
    if without:
        counted = f"{counted[:-1]}, dan {without} tanpa peringkat karena salah cetak."
    row = own_row(view, group)
    if row is None:
        return counted
    hidden = "" if row["region"] in set(shown["region"]) else ", tidak termasuk pencarian ini"
    rank = "" if pd.isna(row["rank"]) else f"peringkat {int(row['rank'])}, "
    place = f"{row['shown_name']}: {rank}indeks {format_score(row[INDEX_NODE])}"
    return f"{counted} {place} ({row['predicate']}){hidden}."


def _grid(view: View, shown: pd.DataFrame, columns: Mapping[str, Column]) -> None:
    headings = {key: column.heading for key, column in columns.items()}
    words = {key: "" for key, column in columns.items() if column.decimals is None}
    frame = shown[list(columns)].fillna(words).rename(columns=headings).reset_index(drop=True)
    formats: dict[Any, str | Callable[[object], str] | None] = {
        column.heading: partial(cell_text, column=column) for column in columns.values()
    }
    if "rank_change" in columns:
        formats[headings["rank_change"]] = cast("Callable[[object], str]", steps)
    own = (shown["region"] == (view.home.code if view.home else "")).to_numpy()
    styled = frame.style.format(formats).apply(lambda cells: _colours(cells, headings, own, view.palette), axis=None)
    widths = WIDTHS | ({} if view.kind else {"shown_name": FULL_NAME})
    widths |= {pillar.code: 28 + 6 * len(pillar.short) for pillar in view.instrument.pillars}
    paper = view.keep(
        ("daftar di kertas", tuple(shown["region"])),
        lambda: pd.DataFrame({name: frame[name].map(write) for name, write in formats.items()}),
    )
    components.grid(
        styled,
        paper=paper,
        own=own.tolist(),
        height=(len(frame) if len(frame) <= ROWS else WINDOW) * ROW_HEIGHT + ROW_HEIGHT + 3,
        column_config={
            headings[key]: st.column_config.Column(
                width=widths[key],
                pinned=key == "shown_name",
                alignment="left" if column.decimals is None else "right",
            )
            for key, column in columns.items()
        },
        placeholder=MISSING,
        key="daftar-peringkat",
    )


def _colours(
    cells: pd.DataFrame, headings: Mapping[str, str], own: NDArray[np.bool_], palette: Palette
) -> pd.DataFrame:
    """Give each cell its style: the own row stands out, what rose or fell has its colour."""
    css = pd.DataFrame("", index=cells.index, columns=cells.columns)
    for key in ("rank_change", "change"):
        if key in headings:
            values = cells[headings[key]]
            css.loc[values > 0, headings[key]] = f"color: {palette.better}"
            css.loc[values < 0, headings[key]] = f"color: {palette.worse}"
    css.loc[own] = f"background-color: {palette.own_row}; color: {palette.accent}; font-weight: 600"
    # A pinned column is drawn at 60 % of its colour: only the strongest one stays legible.
    css[headings["shown_name"]] += f"; color: {'white' if palette.dark else 'black'}"
    return css


def _downloads(view: View, shown: pd.DataFrame, columns: Mapping[str, Column]) -> None:
    files = file_columns(columns) | {"source": Column("Sumber", width=60)}
    title = f"Peringkat {view.instrument.index_name} {where(view)}, {view.stage.label} {view.year}"
    regulation = view.instrument.regulation.split(" tentang ")[0]
    notes = [
        f"Instrumen {regulation}. Indeks dibulatkan dua desimal bila tercetak demikian di sumbernya.",
        RULE,
        "Sumber tiap nilai tertulis di kolom Sumber.",
    ]
    name = re.sub(r"[^a-z0-9]+", "-", f"peringkat {where(view)} {view.year} {view.stage.value}".lower())
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Unduh CSV", partial(to_csv, shown, files), f"{name}.csv", "text/csv", key="unduh-csv", on_click="ignore"
        )
        st.download_button(
            "Unduh XLSX",
            partial(to_xlsx, shown, files, title, notes),
            f"{name}.xlsx",
            sheet,
            key="unduh-xlsx",
            on_click="ignore",
        )
        st.link_button(
            "Alamat data",
            data_address.rankings(view),
            type="tertiary",
            icon=":material/data_object:",
            key="alamat-data",
        )


def remarks(view: View, group: pd.DataFrame) -> None:
    """Show what other sources print, which rows are misprints, and how equals are told apart."""
    _misprints(view)
    _other_prints(view, group)
    if not view.province_quorum:
        return
    with st.expander("Mengapa nilai yang sama dapat berbeda peringkat?"):
        for line in method(group, view.instrument.scale.whole):
            st.markdown(components.escape(line))


def method(group: pd.DataFrame, whole: bool) -> list[str]:
    """Explain ranks and ties in a few sentences, with examples from the ranking itself.

    Args:
        group: A ranking with ``shown_name``.
        whole: Whether the instrument's levels are whole, so that exact indices follow from printed domains.
    """
    lines = [
        f"{RULE} Daerah yang berbagi peringkat belum tentu bernilai sama, dan nomor peringkat sesudahnya dapat "
        "melompat."
    ]
    if group["rank_change"].notna().any():
        lines.append("Naik dan turun dihitung di antara daerah yang dinilai pada kedua tahun.")
    if whole:
        lines.append(
            "Peringkat memakai indeks sebelum dibulatkan. Sumber mencetak dua desimal; dari nilai domain yang "
            "tercetak, indeks sebelum dibulatkan dihitung balik, sering tepat, kadang sebagai rentang."
        )
    apart, shared = rank_facts.alike_and_apart(group)
    if len(apart):
        lines.append(f"Contoh: {joined(_exacts(apart))} tercetak sama, tetapi berbeda peringkat.")
    if len(shared):
        rank = int(shared["rank"].iloc[0])
        after = group.loc[group["rank"] > rank, "rank"]
        follows = f"; sesudahnya peringkat {after.min()}" if len(after) else ""
        who = joined(_exacts(shared)) if len(shared) <= NAMED else f"{len(shared)} daerah"
        lines.append(f"Contoh: {who} tidak dapat dibedakan dan berbagi peringkat {rank}{follows}.")
    return lines


def _exacts(rows: pd.DataFrame) -> list[str]:
    return [f"{row['shown_name']} {_exact(row)}" for _, row in rows.iterrows()]


def _exact(row: pd.Series) -> str:
    low, high = format_number(row["low"], EXACT), format_number(row["high"], EXACT)
    inner = low if low == high else f"antara {low} dan {high}"
    return f"({format_score(row[INDEX_NODE])}; sebenarnya {inner})"


def _misprints(view: View) -> None:
    notes = misprint_notes(view.standings, view.snapshot.records, view.year, view.stage.value)
    for region in misprint_rows(view)["region"]:
        components.note(notes[region])


def _other_prints(view: View, group: pd.DataFrame) -> None:
    shorts = {code: view.instrument.node(code).short for code in view.instrument.codes}
    names = group.set_index("region")["shown_name"].to_dict()
    top = {INDEX_NODE, *(pillar.code for pillar in view.instrument.pillars)}
    found = pd.DataFrame(
        [
            (
                one.region,
                names[one.region],
                shorts[one.node],
                _number(one.used),
                float(one.other),
                one.used_source,
                one.other_source,
            )
            for one in outranked_here(view)
            if one.region in names and one.node in top
        ],
        columns=["region", "name", "node", "used", "value", "source", "title"],
    )
    if found.empty:
        return
    title = f"Sumber lain mencetak nilai berbeda untuk {found['region'].nunique()} daerah"
    with st.expander(title) if len(found) > WINDOW else st.container(gap="xxsmall"):
        if len(found) <= WINDOW:
            components.subheading(title)
        columns = {
            "name": Column("Daerah"),
            "node": Column("Nilai"),
            "used": Column("Dipakai", 2),
            "value": Column("Lain", 2),
            "source": Column("Sumber yang dipakai"),
            "title": Column("Sumber nilai lain"),
        }
        if (found["node"] == shorts[INDEX_NODE]).all():
            del columns["node"]
        components.plain_table(found, columns)
        components.note(f"{DECIDES} Peringkat mengikuti nilai yang dipakai.")


def _number(value: Fraction | None) -> float:
    return float("nan") if value is None else float(value)
