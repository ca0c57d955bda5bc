"""The parts of *Metodologi* that the data at hand prove: worked example, rounding, predicates, coverage, sources."""

from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.evidence import coverage
from spbe_analytics.analysis.evidence.worked import Worked, worked_example
from spbe_analytics.instruments import Instrument
from spbe_analytics.parts.part import Column
from spbe_analytics.parts.view import View, kept
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, NODE, REGION, STAGE, VALUE, YEAR, Authority, Stage
from spbe_analytics.scoring.display import format_number, format_score, joined
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.menu import UPLOAD
from spbe_analytics.ui.words import origin

EXACT: Final = 4
"""Decimals of a figure that is shown before it is rounded."""

WORKED: Final = {
    "name": Column("Butir", width=40),
    "sum": Column("Tingkat × bobot", EXACT),
    "weight": Column("Bobot", 2),
    "score": Column("Nilai", EXACT),
    "part": Column("Bagian", EXACT),
}

CASES: Final = {
    "place": Column("Daerah", width=30),
    INDEX_NODE: Column("Tercetak", 2),
    "exact": Column("Indeks eksak", width=18),
    "told": Column("Predikat, mengikuti", width=30),
}

FOLLOWS: Final = {"exact": "indeks eksak", "rounded": "nilai yang dibulatkan", "open": "tidak pasti"}

COVERAGE: Final = {
    YEAR: Column("Tahun"),
    STAGE: Column("Tahap", width=20),
    INDEX_NODE: Column("Indeks", 0),
    "domains": Column("Domain", 0),
    "levels": Column("Indikator", 0),
}

MISPRINTS: Final = {"name": Column("Daerah", width=30), YEAR: Column("Tahun"), "note": Column("Catatan", width=60)}


@kept
def _worked(view: View, instrument: str) -> Worked | None:
    return worked_example(view.snapshot.assessed(instrument))


@kept
def _edge_cases(view: View, instrument: Instrument) -> pd.DataFrame:
    return coverage.edge_cases(view.standings, instrument)


def whence(view: View, instrument: Instrument) -> None:
    """Offer to explain the figures of the worked example."""
    worked = _worked(view, instrument.id)
    if worked is None:
        origin.ask(view)
    else:
        origin.about(view, lambda: [(worked.region, worked.year, worked.stage)])


def example(view: View, instrument: Instrument) -> None:
    """Carry out the formula on a real assessment, and show what rounding too early would do."""
    worked = _worked(view, instrument.id)
    if worked is None:
        components.empty(
            f"Belum ada daerah yang semua tingkatnya diketahui dengan {instrument.short}.",
            "Unggah satu laporan lengkap untuk melihat contoh hitungan.",
            UPLOAD,
        )
        return
    name = gazetteer()[worked.region].name
    title = f"{name} {worked.year}: {format_number(worked.index, EXACT)} ditampilkan {format_score(worked.index)}"
    with st.container(gap="xxsmall"):
        components.subheading(title)
        components.plain_table(worked.rows.astype(dict.fromkeys(("sum", "weight", "score", "part"), float)), WORKED)
        components.note(worked_sentence(worked, _printed(view, worked)))


def worked_sentence(worked: Worked, printed: float | None) -> str:
    """Say what the example comes to, what the report prints, and what rounding too early would give."""
    parts = " + ".join(format_number(part, EXACT) for part in worked.rows["part"])
    said = f"{parts} = {format_number(worked.index, EXACT)}."
    if printed is not None:
        said += f" Laporan resmi mencetak {format_score(printed)}."
    if worked.telling:
        said += f" Membulatkan lebih dulu nilai di atas akan memberi {format_score(worked.rounded_first)}."
    return said


def _printed(view: View, worked: Worked) -> float | None:
    """Return the index that a publication prints for the example, if one does."""
    values = pd.concat([view.snapshot.values, view.snapshot.outvoted], ignore_index=True)
    mine = values[(values[REGION] == worked.region) & (values[YEAR] == worked.year) & (values[STAGE] == worked.stage)]
    found = mine[mine[NODE] == INDEX_NODE][VALUE]
    return None if found.empty else float(found.iloc[0])


def rounding(view: View, instrument: Instrument) -> None:
    """Say how figures are rounded, and how far the printed ones bear it out."""
    traced = coverage.traced(view.snapshot, instrument)
    one, two = int((traced["count"] == 1).sum()), int((traced["count"] > 1).sum())
    text = (
        "Nilai dibulatkan dua desimal, setengah ke atas, hanya saat ditampilkan; selisih 0,01 dari hitungan atas "
        "angka tercetak adalah pembulatan, bukan kesalahan."
    )
    if traced.empty:
        title = "Dua desimal, setengah ke atas, hanya untuk tampilan"
    else:
        title = (
            f"{format_number(one + two, 0)} dari {format_number(len(traced), 0)} angka tercetak dapat ditelusuri balik"
        )
        apart = format_number((traced["high"] - traced["low"]).max(), EXACT)
        text += (
            f" Karena tingkat bulat, nilai tercetak menyisakan sedikit indeks eksak: {format_number(one, 0)} rekaman "
            f"tepat satu, {format_number(two, 0)} rekaman beberapa yang berjarak paling jauh {apart}."
        )
        without = traced[traced["count"] == 0]
        if len(without):
            names = ", ".join(f"{view.name(row[REGION])} {row[YEAR]}" for _, row in without.iterrows())
            text += f" Tanpa jawaban: {names}, yang salah cetak."
    with st.container(gap="xxsmall"):
        components.subheading(title)
        st.markdown(components.escape(text))


def edges(view: View, instrument: Instrument) -> None:
    """Show the governments whose printed index alone would not tell the predicate."""
    found = _edge_cases(view, instrument)
    text = (
        "Predikat mengikuti indeks yang belum dibulatkan. Predikat yang tercetak dalam dokumen dipakai apa adanya; "
        "yang tidak tercetak diturunkan dari indeks eksak."
    )
    with st.container(gap="xxsmall"):
        if found.empty:
            components.subheading("Predikat ditentukan indeks eksak")
            st.markdown(components.escape(text))
            return
        first = found[found["case"] == "exact"]
        title = "Predikat ditentukan indeks eksak, bukan angka yang tampak"
        if len(first):
            row = first.sort_values(YEAR).iloc[-1]
            seen = f"{view.name(row[REGION])} {row[YEAR]} tercetak {format_score(row[INDEX_NODE])}"
            title = f"{seen}, tetapi {row['predicate']}"
        components.subheading(title)
        exact = [
            " sampai ".join(dict.fromkeys(format_number(float(value), EXACT) for value in (row["low"], row["high"])))
            for _, row in found.iterrows()
        ]
        places = [f"{view.name(row[REGION])} {row[YEAR]}" for _, row in found.iterrows()]
        told = found["printed_predicate"] + ", " + found["case"].map(FOLLOWS)
        table = found.assign(place=places, exact=exact, told=told)
        components.plain_table(table, CASES)
        components.note(text)


def covered(view: View) -> None:
    """Show how many governments are known by year, stage and depth."""
    counts = coverage.coverage(view.standings, coverage.pillars_known(view.snapshot))
    if counts.empty:
        components.empty("Belum ada data.", "Unggah hasil penilaian lebih dulu.", UPLOAD)
        return
    most = int(counts[INDEX_NODE].max())
    fullest = joined([str(year) for year in sorted(set(counts.loc[counts[INDEX_NODE] == most, YEAR]))])
    table = counts.assign(stage=counts[STAGE].map(lambda value: Stage(value).label)).astype({YEAR: str})
    total = len(gazetteer().governments())
    with st.container(gap="xxsmall"):
        components.subheading(f"{fullest} paling lengkap: {most} dari {total} daerah")
        components.plain_table(table, COVERAGE)
        components.note(
            "Banyaknya daerah yang indeksnya, semua domainnya, dan semua indikatornya diketahui. "
            "Daerah yang tidak terhitung belum tentu tidak dinilai: hasilnya mungkin belum ditemukan."
        )


def sources(view: View) -> None:
    """Show every publication and upload with its authority, its records, and its address."""
    records = view.snapshot.records
    if records.empty:
        return
    named = records.assign(title=records["title"].fillna("Unggahan " + records["file_name"]))
    named = named.assign(source=named["source"].fillna(named["title"]))
    grouped = named.groupby(["authority", "source", "title"], as_index=False).agg(
        url=("url", "first"), records=("id", "count"), first=(YEAR, "min"), last=(YEAR, "max")
    )
    grouped = grouped.sort_values(["authority", "records"], ascending=[False, False], ignore_index=True)
    official = int((grouped["authority"] == Authority.TABLE).sum())
    table = pd.DataFrame(
        {
            "Sumber": grouped["title"],
            "Kewenangan": [Authority(value).label for value in grouped["authority"]],
            "Tahun": [str(a) if a == b else f"{a}–{b}" for a, b in zip(grouped["first"], grouped["last"], strict=True)],
            "Rekaman": [format_number(int(count), 0) for count in grouped["records"]],
            "Tautan": grouped["url"],
        }
    )
    with st.container(gap="xxsmall"):
        components.subheading(f"{len(table)} sumber, {official} di antaranya tabel resmi nasional")
        components.grid(
            table,
            height=420,
            column_config={
                "Kewenangan": st.column_config.TextColumn(width=190),
                "Sumber": st.column_config.TextColumn(width=480),
                "Tahun": st.column_config.TextColumn(width=80),
                "Rekaman": st.column_config.TextColumn(width=70, alignment="right"),
                "Tautan": st.column_config.LinkColumn(width=60, display_text="buka"),
            },
            alt="Daftar sumber menurut kewenangan",
        )
        components.note("Rekaman: satu penilaian satu daerah menurut satu sumber.")


def misprints(view: View) -> None:
    """Show the records that are printed wrongly."""
    records = view.snapshot.records
    wrong = records[records["misprint"].astype(bool)]
    if wrong.empty:
        return
    names = [gazetteer()[code].name for code in wrong[REGION]]
    with st.container(gap="xxsmall"):
        components.subheading(f"{len(wrong)} salah cetak ditandai dan tidak ikut median")
        components.plain_table(wrong.assign(name=names).astype({YEAR: str}), MISPRINTS)
        components.note("Ditampilkan seperti tercetak.")
