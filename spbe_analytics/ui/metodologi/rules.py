"""The part of *Metodologi* that says how figures are compared: ranks, gaps, sides, sources, instruments."""

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.certainty.draws import DRAWS, SHARE
from spbe_analytics.instruments import Instrument
from spbe_analytics.parts.part import Column
from spbe_analytics.parts.view import View
from spbe_analytics.schema import INDEX_NODE, INSTRUMENT, KIND, REGION, STAGE, YEAR, Authority, Kind, NodeKind
from spbe_analytics.scoring.display import format_number, outward
from spbe_analytics.ui.kit import components


def comparison(view: View, instrument: Instrument) -> None:
    """Say how ranks, changes, gaps, strengths and conflicting sources are treated."""
    left, right = st.columns(2, gap="medium")
    with left:
        _ranks(view)
        _missing(view, instrument)
    with right:
        _sides(instrument)
        _authorities()
        _certainty(instrument)
    _breaks(view)


def _paragraph(title: str, text: str) -> None:
    with st.container(gap="xxsmall"):
        components.subheading(title)
        st.markdown(components.escape(text))


def _ranks(view: View) -> None:
    group = view.nation
    text = (
        "Peringkat = 1 + banyaknya daerah yang pasti lebih tinggi. Angka dua desimal menyisakan selang indeks eksak; "
        "dua daerah yang selangnya bersinggungan tidak saling mengalahkan dan dapat berbagi peringkat."
    )
    if len(group):
        shared = int(group["rank"].duplicated(keep=False).sum())
        text += f" Pada {view.year}, {shared} dari {len(group)} {view.kind_word} berbagi peringkat."
    _paragraph("Peringkat hanya turun bila ada yang pasti lebih tinggi", text)


def _certainty(instrument: Instrument) -> None:
    share = format_number(SHARE * 100, 0)
    text = (
        "Peringkat terbaik = 1 + banyaknya daerah yang pasti lebih tinggi; terburuk = 1 + banyaknya daerah yang "
        "mungkin lebih tinggi. Daerah yang indeks eksaknya diketahui dan sama berbagi peringkat tanpa melebarkan "
        "rentang. Satu kelompok tidak dapat dibedakan bila selang setiap pasangan di dalamnya bersinggungan; rantai "
        f"tetangga bukan kelompok. Bila diminta, halaman Peringkat mengundi {format_number(DRAWS, 0)} kali: di setiap "
        "daerah beberapa indikator acak berubah satu tingkat ke atas atau ke bawah, dan rentang memuat "
        f"{share}% undian. Bobot tidak diundi karena ditetapkan "
        f"{instrument.regulation.split(' tentang ')[0]}."
    )
    _paragraph("Seberapa pasti peringkat: yang mungkin, dan yang diundi", text)


def _missing(view: View, instrument: Instrument) -> None:
    assessed = view.snapshot.assessed(instrument.id)
    scale = instrument.scale
    text = (
        "Indikator tanpa tingkat membuat aspek, domain, dan indeksnya kosong. Sebagai gantinya ada batas: tingkat yang "
        f"kosong dianggap {scale.lowest} untuk batas bawah dan {scale.highest} untuk batas atas."
    )
    mine = view.standings[(view.standings[INSTRUMENT] == instrument.id) & (view.standings[KIND] != Kind.AVERAGE.value)]
    partial = mine[(mine["answered"] > 0) & (mine["answered"] < mine["of"])].sort_values("answered")
    if len(partial):
        row = partial.iloc[-1]
        key = (row[REGION], row[YEAR], row[STAGE])
        low, high = outward(assessed.lower.loc[key, INDEX_NODE], assessed.upper.loc[key, INDEX_NODE])
        text += (
            f" Contoh: {view.name(row[REGION])} {row[YEAR]}, {row['answered']} dari {row['of']} indikator diketahui, "
            f"indeks antara {low} dan {high}."
        )
    _paragraph("Yang tidak ada bukan nol", text)


def _sides(instrument: Instrument) -> None:
    level = format_number(instrument.target_level, 0)
    _paragraph(
        f"Kekuatan di atas tingkat {level}, kelemahan di bawahnya",
        f"Laporan resmi menyebut indikator di atas tingkat {level} sebagai kekuatan, yang terbaik lebih dahulu, dan di "
        f"bawah tingkat {level} sebagai kelemahan, yang terburuk lebih dahulu. Tingkat {level} sendiri bukan keduanya.",
    )


def _authorities() -> None:
    order = " > ".join(authority.label.lower() for authority in sorted(Authority, reverse=True))
    _paragraph(
        "Satu nilai untuk satu butir",
        f"Bila sumber berbeda, yang berkewenangan lebih tinggi dipakai: {order}. Unggahan paling tinggi karena "
        "pengunggah memegang laporannya sendiri dan dapat ditelusuri sampai sel. Bila setara, berkas terbaru "
        "dipakai, lalu yang lebih dahulu di dalamnya. Butir yang semua tingkatnya diketahui dihitung dari tingkat "
        "itu. Nilai lain tetap disimpan dan ditampilkan di halaman Tren.",
    )


def _breaks(view: View) -> None:
    catalogue = view.snapshot.catalogue.values()
    rows = [
        (
            item.short,
            *(len(item.of_kind(kind)) or None for kind in (NodeKind.DOMAIN, NodeKind.ASPECT, NodeKind.INDICATOR)),
            float(item.target),
        )
        for item in catalogue
    ]
    columns = {
        INSTRUMENT: Column("Instrumen"),
        "domains": Column("Domain", 0),
        "aspects": Column("Aspek", 0),
        "indicators": Column("Indikator", 0),
        "target": Column("Baik mulai", 2),
    }
    with st.container(gap="xxsmall"):
        components.subheading("Nilai dari dua instrumen tidak sebanding")
        components.plain_table(pd.DataFrame(rows, columns=list(columns)), columns)
        components.note(
            "Garis tren terputus di setiap pergantian; perubahan dan peringkat tidak dihitung melewatinya, dan tabel "
            "padanan resmi tidak ada."
        )
