"""The parts of *Metodologi* that tell of an instrument: its tree, its scales and its formula."""

from fractions import Fraction
from itertools import pairwise
from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.parts.part import Column, Figure
from spbe_analytics.parts.view import View
from spbe_analytics.reports import to_csv
from spbe_analytics.schema import INDEX_NODE, NodeKind
from spbe_analytics.scoring.display import format_number, format_score, format_weight, joined
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.choice import pressed

PREDICATES: Final = {
    "name": Column("Predikat"),
    "from": Column("Mulai"),
    "to": Column("Sampai"),
    "alias": Column("Nama lain", width=24),
}

TREE: Final = {
    "number": Column("Nomor"),
    "kind": Column("Jenis"),
    "name": Column("Butir", width=60),
    "weight": Column("Bobot"),
    "capability": Column("Nama tingkat", width=24),
    "owner": Column("Nilai dari instansi lain", width=36),
}


def choose(view: View) -> Instrument:
    """Let a person choose the instrument; the choice stands in the address."""
    catalogue = view.snapshot.catalogue
    labels = {item.id: item.short for item in catalogue.values()}
    return catalogue[pressed("Instrumen", "instrumen", labels, view.instrument.id)]


def answer(view: View) -> Instrument:
    """Show the headline, the choice of the instrument and its figures."""
    top = st.container()
    instrument = choose(view)
    with top:
        components.headline(
            f"{instrument.index_name} adalah rata-rata tertimbang {len(instrument.indicators)} indikator, "
            "dibulatkan hanya saat ditampilkan",
            f"{instrument.regulation}. Hasil {years(instrument)}.",
        )
    components.figures(_figures(instrument))
    return instrument


def years(instrument: Instrument) -> str:
    """Say which result years an instrument covers."""
    return (
        f"{instrument.first_year}–{instrument.last_year}" if instrument.last_year else f"sejak {instrument.first_year}"
    )


def _figures(instrument: Instrument) -> list[Figure]:
    counts = [Figure(kind.label, str(len(nodes))) for kind, nodes in _levels(instrument)]
    scale = instrument.scale
    steps = "bilangan bulat" if scale.whole else f"{scale.decimals} desimal"
    found = [
        *counts,
        Figure("Skala tingkat", f"{scale.lowest}–{scale.highest}", steps),
        Figure(f"Target {instrument.target_predicate}", f"≥ {format_score(instrument.target)}"),
    ]
    return found if len(found) <= 4 else [*counts, found[-1]]


def _levels(instrument: Instrument) -> list[tuple[NodeKind, tuple[Node, ...]]]:
    """Return the kinds of nodes below the index that the instrument has, with their nodes."""
    kinds = [(kind, instrument.of_kind(kind)) for kind in NodeKind if kind is not NodeKind.INDEX]
    return [(kind, nodes) for kind, nodes in kinds if nodes]


def scales(instrument: Instrument) -> None:
    """Show the predicates with their exact bounds beside the names of the levels."""
    left, right = st.columns(2, gap="medium")
    with left, st.container(gap="xxsmall"):
        components.subheading(f"{instrument.target_predicate} mulai {format_score(instrument.target)}")
        top = instrument.predicates[-1]
        rows = [
            (
                item.name,
                format_score(item.lower),
                f"{format_score(item.upper)}" if item is top else f"di bawah {format_score(item.upper)}",
                item.alias,
            )
            for item in instrument.predicates
        ]
        frame = pd.DataFrame(rows, columns=list(PREDICATES))
        components.plain_table(frame, {k: c for k, c in PREDICATES.items() if frame[k].notna().any()})
        components.note("Batas bawah termasuk ke dalam predikatnya, dibandingkan dengan indeks yang belum dibulatkan.")
    with right, st.container(gap="xxsmall"):
        components.subheading(f"Target tiap indikator: tingkat {format_number(instrument.target_level, 0)}")
        labels = {key: instrument.capability_names.get(key, key) for key in instrument.level_names}
        steps = sorted({level for names in instrument.level_names.values() for level in names})
        table = pd.DataFrame(
            {"step": steps} | {k: [n.get(s) for s in steps] for k, n in instrument.level_names.items()}
        )
        columns = {"step": Column("Tingkat", 0)} | {key: Column(label) for key, label in labels.items()}
        components.plain_table(table, columns)
        components.note("Nama tingkat menurut jenis kapabilitas indikator.")


def tree(instrument: Instrument) -> None:
    """Show all nodes with their exact weights, and their download."""
    total = format_weight(sum((node.weight for node in instrument.indicators), Fraction(0)))
    most = max(node.weight for node in instrument.pillars)
    heaviest = joined([node.short for node in instrument.pillars if node.weight == most])
    labels = instrument.capability_names
    rows = [
        (
            node.number,
            node.kind.label,
            node.name,
            exact_weight(node.weight),
            labels.get(node.capability or "", "") if node.kind is NodeKind.INDICATOR else "",
            node.owner,
        )
        for node in instrument.nodes
        if node.kind is not NodeKind.INDEX
    ]
    frame = pd.DataFrame(rows, columns=list(TREE))
    columns = {key: column for key, column in TREE.items() if frame[key].notna().any()}
    with st.container(gap="xxsmall"):
        components.subheading(f"{heaviest} paling berat: {exact_weight(most)} dari indeks")
        components.grid(
            frame[list(columns)].rename(columns={key: column.heading for key, column in columns.items()}),
            height=420,
            column_config={
                "Nomor": st.column_config.TextColumn(width=60),
                "Jenis": st.column_config.TextColumn(width=80),
                "Butir": st.column_config.TextColumn(width=500),
                "Bobot": st.column_config.TextColumn(width=70, alignment="right"),
            },
            alt=f"Pohon bobot {instrument.name}",
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(width="stretch"):
                components.note(f"Bobot semua indikator berjumlah tepat {total}; pecahan disimpan apa adanya.")
            st.download_button(
                "Unduh CSV",
                lambda: to_csv(frame, columns),
                f"{instrument.id}.csv",
                "text/csv",
                on_click="ignore",
                type="tertiary",
            )


def exact_weight(weight: Fraction) -> str:
    """Write a weight without losing anything: ``16,5%``, or ``10/3%`` where the decimals never end."""
    ends = (weight * 100).denominator == 1
    return format_weight(weight) if ends else f"{weight.numerator}/{weight.denominator}%"


def about(instrument: Instrument) -> None:
    """Show regulation, gazette, years, guides, notes, sources, and how sure we are of them."""
    kinds = [f"{year} {kind}" for year, kind in instrument.year_kinds.items()]
    entries = (
        ("Peraturan", (f"{instrument.regulation}, {instrument.gazette}",)),
        ("Tahun hasil", (years(instrument) + (f": {', '.join(kinds)}" if kinds else ""),)),
        ("Pedoman", instrument.guides),
        ("Keyakinan", (instrument.confidence,)),
        ("Catatan", instrument.notes),
        ("Dibaca dari", instrument.sources),
    )
    with st.container(gap="xxsmall"):
        components.subheading("Dasar hukum dan tingkat keyakinan")
        lines = [f"- **{label}.** {components.escape(text)}" for label, texts in entries for text in texts if text]
        st.markdown("\n".join(lines))


def formula(instrument: Instrument) -> None:
    """Show the formula from the levels up to the index."""
    kinds = [kind for kind, _ in _levels(instrument)]
    components.subheading("Tingkat naik menjadi indeks tanpa pembulatan di tengah")
    for upper, lower in list(pairwise(kinds))[::-1]:
        value = "tingkat" if lower is NodeKind.INDICATOR else f"nilai {lower.label.lower()}"
        _fraction(upper.label.lower(), value, lower.label.lower(), f"bobot {upper.label.lower()}")
    first = kinds[0].label.lower()
    _fraction("indeks", f"nilai {first}", first, format_number(instrument.node(INDEX_NODE).weight, 0))


def _fraction(result: str, value: str, lower: str, divisor: str) -> None:
    above = rf"\sum \text{{{value}}} \times \text{{bobot {lower}}}"
    st.latex(rf"\text{{{result}}} = \frac{{{above}}}{{\text{{{divisor}}}}}", width="content")
