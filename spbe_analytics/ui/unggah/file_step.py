"""The first step of *Unggah data*: the template, and the file."""

from collections.abc import Iterable
from typing import Final

import streamlit as st

from spbe_analytics.errors import SpbeError
from spbe_analytics.ingest import template
from spbe_analytics.ingest.files.kinds import PERHAPS_TABLES, TABLES
from spbe_analytics.ingest.processes.bundle import is_bundle
from spbe_analytics.parts.view import View
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Stage
from spbe_analytics.scoring.display import format_number
from spbe_analytics.settings import settings
from spbe_analytics.ui.kit import cache, components
from spbe_analytics.ui.kit.boundary import answering
from spbe_analytics.ui.unggah import steps
from spbe_analytics.ui.unggah.desk import File, Parcel
from spbe_analytics.ui.unggah.steps import Place, Step

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROUND: Final = "unggah_putaran"
"""How many uploads this session took in: the field of files is then empty again."""

NAMED: Final = 3
"""Files that are named."""


def opening(_: View, place: Place) -> None:
    """Open the step, and show what lies here already."""
    steps.opening(
        place,
        "Unggah hasil, periksa, lalu simpan",
        "Berkas dibaca dan dihitung dahulu. Tidak ada yang tersimpan sebelum Anda menekan Simpan.",
    )
    parcel = steps.desk().look(place.token) if place.token else None
    if parcel is None:
        return
    with st.container(border=True):
        components.note(f"Sedang diperiksa, belum disimpan: {_named(parcel)}.")
        with st.container(horizontal=True):
            steps.move("Lanjut ke temuan", Place(Step.FINDINGS, place.token), primary=True)
            st.button("Buang berkas ini", icon=":material/delete:", on_click=_drop, args=(place.token,), key="buang")


@answering
def _drop(token: str) -> None:
    steps.desk().drop(token)
    steps.go(Place())


def _named(parcel: Parcel) -> str:
    names = [f"{file.name} ({format_number(len(file.content) / 1024, 0)} KB)" for file in parcel.files[:NAMED]]
    more = len(parcel.files) - NAMED
    return f"{', '.join(names)}{f' dan {more} berkas lain' if more > 0 else ''}"


YEAR: Final = "templat-tahun"
STAGE: Final = "templat-tahap"
"""Names of the year and stage of a template; behind each stands the filter that it began with."""


def templates(view: View, _: Place) -> None:
    """Offer the template of a government, year and stage."""
    places = gazetteer()
    governments = [region.code for region in places.governments()]
    components.subheading("Unduh templat")
    left, middle, right = st.columns([2, 1, 1], gap="small", vertical_alignment="bottom")
    region = left.selectbox(
        "Daerah",
        governments,
        index=governments.index(view.home.code) if view.home else None,
        format_func=lambda code: places[code].name,
        placeholder="Pilih daerah",
        filter_mode="contains",
        key=f"templat-daerah-{view.home.code if view.home else ''}",
    )
    years = [str(year) for year in years_of(view)]
    year = int(
        middle.selectbox(
            "Tahun hasil", years, index=years.index(str(view.year)), key=f"{YEAR}-{view.year}", persist_state="session"
        )
    )
    stage = right.selectbox(
        "Tahap",
        [stage.value for stage in Stage],
        index=view.stage.order,
        format_func=lambda value: Stage(value).label,
        key=f"{STAGE}-{view.stage}",
        persist_state="session",
    )
    instrument = view.snapshot.catalogue.for_year(year)
    if region is None or instrument is None:
        components.note(
            "Pilih daerah untuk mengunduh templatnya. Berkas lain yang berisi tabel indikator juga terbaca."
        )
        return
    st.download_button(
        f"Unduh templat {places[region].bare} {year}",
        lambda: template(instrument, places[region], year, Stage(stage)),
        f"spbe-{region}-{year}-{stage}.xlsx",
        XLSX,
        on_click="ignore",
        icon=":material/download:",
        key="templat",
    )
    count = len(instrument.indicators)
    components.note(f"{instrument.name}: {count} indikator. Isi kolom Tingkat, lalu unggah di bawah.")


def years_of(view: View) -> list[int]:
    """List the result years of all instruments, the newest first; an open one counts up to the newest year known."""
    newest = max(int(view.standings["year"].max()) if len(view.standings) else 0, view.year)
    years: set[int] = set()
    for instrument in view.snapshot.catalogue.values():
        last = instrument.last_year or max(instrument.first_year, newest)
        years |= set(range(instrument.first_year, last + 1))
    return sorted(years, reverse=True)


def take(_: View, place: Place) -> None:
    """Take files in, a zip of workbooks counting as its files, and go on to what was found in them."""
    components.subheading("Unggah berkas")
    given = st.file_uploader(
        "Satu atau banyak berkas: buku kerja (.xlsx, .xlsm, .xls, .xlsb, .ods), CSV, tabel web, atau zip",
        type=[*TABLES, *PERHAPS_TABLES, "zip"],
        accept_multiple_files=True,
        max_upload_size=settings().max_upload_mb,
        key=f"berkas-unggah-{st.session_state.get(ROUND, 0)}",
    )
    components.note(
        "Sampai disimpan, berkas hanya ada di ingatan server, di balik alamat halaman ini. Siapa pun yang menerima "
        "alamat ini selengkapnya dapat melihat berkasnya."
    )
    if not given:
        return
    files, refused = [], []
    for item in given:
        try:
            files += [File(name, content) for name, content in _files(item.name, item.getvalue())]
        except SpbeError as error:
            refused.append(str(error))
    if not files:
        for text in refused:
            st.error(components.escape(text), icon=":material/error:")
        return
    once = {(file.digest, file.name): file for file in files}
    token = steps.desk().lay(Parcel(tuple(once.values()), tuple(refused)))
    steps.desk().drop(place.token)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    steps.go(Place(Step.FINDINGS, token))
    st.rerun()


def _files(name: str, content: bytes) -> Iterable[tuple[str, bytes]]:
    if is_bundle(content):
        return cache.readers().unbundle(content, name, settings().max_upload_mb << 20)
    return [(name, content)]
