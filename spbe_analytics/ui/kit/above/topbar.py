"""What stands above every page: whose figures are looked at, and what can be done with the page as it is."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from spbe_analytics.errors import RegionError
from spbe_analytics.regions import Region, gazetteer, proposals, resolve
from spbe_analytics.reports.manifest import Kind as DocumentKind
from spbe_analytics.schema import Kind
from spbe_analytics.ui.kit import markup
from spbe_analytics.ui.kit.above import terms, told
from spbe_analytics.ui.kit.boundary import answering

HOME: Final = "daerah"
"""Name of the own region in session and address."""

BEFORE: Final = "daerah-sebelum"
"""The region looked at before a name was typed that means none."""

MEANT: Final = "daerah-mungkin"
"""What a typed name may mean, until one of it is chosen."""

ALL_PROVINCES: Final = "semua"
MOST_MEANT: Final = 4

TOLD_IN: Final[dict[str, tuple[DocumentKind, tuple[str, ...]]]] = {
    "ringkasan": (DocumentKind.REGION, ()),
    "beranda": (DocumentKind.REGION, ()),
    "peringkat": (DocumentKind.REGION, ("Peringkat",)),
    "profil": (DocumentKind.REGION, ()),
    "perbandingan": (DocumentKind.COMPARISON, ()),
    "tren": (DocumentKind.REGION, ("Perkembangan", "Perubahan")),
    "prioritas": (DocumentKind.REGION, ("Jalan naik",)),
    "simulasi": (DocumentKind.REGION, ("Jalan naik",)),
    "tindak_lanjut": (DocumentKind.REGION, ("Tindak lanjut",)),
}
"""For each page the document that tells what it shows, and the headings of its parts; none for all of them."""


def region(names: Mapping[str, str], page: str) -> str | None:
    """Ask whose figures are looked at; return the code, ``None`` for the nation.

    Names can be typed as people write them; what is no option of the list is resolved as everywhere.

    Args:
        names: Full name of each government by code.
        page: File name of the page below.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="atas"):
        home: str | None = st.selectbox(
            "Daerah saya",
            list(names),
            index=None,
            format_func=lambda code: names.get(code, code),
            placeholder="Cari daerah: nama, singkatan, atau kode",
            key=HOME,
            bind="query-params",
            filter_mode="contains",
            accept_new_options=True,
            on_change=_follow,
            label_visibility="collapsed",
            width=420,
        )
        st.html(markup.render("tools"), width="content")
        terms.ask(page)
        _download(page, home)
    st.session_state[BEFORE] = home
    return home


def _download(page: str, home: str | None) -> None:
    """Lead to the document of what the page shows."""
    if page not in TOLD_IN:
        return
    kind, parts = TOLD_IN[page]
    whose = DocumentKind.PROVINCE if home is None and kind is DocumentKind.REGION else kind
    asked = {"dokumen": whose.label} | ({"isi_dokumen": list(parts)} if whose is DocumentKind.REGION and parts else {})
    st.page_link("pages/laporan.py", label="Unduh", icon=":material/download:", query_params=asked)


def mean(written: str) -> None:
    """Remember what a name that means none may mean; :func:`offer` offers it."""
    st.session_state[MEANT] = [place.code for place in proposals(written, MOST_MEANT)]


def offer(names: Mapping[str, str]) -> None:
    """Offer what a typed name may mean."""
    meant = st.session_state.get(MEANT, ())
    if not meant:
        return
    with st.container(horizontal=True, gap="small", key="mungkin"):
        for code in meant:
            st.button(f"{names[code]} ({code})", key=f"mungkin-{code}", on_click=_take, args=(code,))


def around(place: Region) -> dict[str, str]:
    """Return the filters that look at a region among its own: itself, its kind and its province."""
    return {HOME: place.code, "jenis": place.kind.value, "provinsi": province_filter(place)}


def province_filter(place: Region) -> str:
    """Choose where a region is compared: in its province, a province itself with all others."""
    return ALL_PROVINCES if place.kind is Kind.PROVINCE else place.province


@answering
def _follow() -> None:
    """Follow a choice or a typed name; kind and province become the region's own."""
    written = st.session_state[HOME]
    st.session_state.pop(MEANT, None)
    if written is None:
        return
    try:
        found = gazetteer()[written] if written in gazetteer() else resolve(written)
    except RegionError as error:
        st.session_state[HOME] = st.session_state.get(BEFORE)
        mean(written)
        told.later(str(error))
        return
    st.session_state.update(around(found))


@answering
def _take(code: str) -> None:
    st.session_state.pop(MEANT, None)
    st.session_state.update(around(gazetteer()[code]))
