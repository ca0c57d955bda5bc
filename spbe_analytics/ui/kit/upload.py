"""Files that come in: one at a time or many, read once a session with visible progress, and their findings."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from hashlib import sha256
from pathlib import PurePath
from typing import Final, TypeVar

import pandas as pd
import streamlit as st

from spbe_analytics.errors import SpbeError
from spbe_analytics.ingest import Finding, Identity
from spbe_analytics.ingest.annotated import annotate
from spbe_analytics.ingest.files.kinds import PERHAPS_TABLES, TABLES
from spbe_analytics.ingest.processes.bundle import is_bundle
from spbe_analytics.preview import Preview, preview_many
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports import Column
from spbe_analytics.schema import Severity, Stage
from spbe_analytics.settings import settings
from spbe_analytics.ui.kit import cache, components

TYPES = (*TABLES, *PERHAPS_TABLES)
READ = "terbaca"
"""Where a session keeps what it has read: nobody else's session sees it."""


T = TypeVar("T")


def one(place: str, label: str, about: Hashable, read: Callable[[bytes, str], T]) -> T | None:
    """Take one file and return what is read from it, once a session; ``None`` without a file.

    Args:
        place: Where on the page; :func:`kept` empties its field.
        label: What file is asked for.
        about: What else the reading depends on.
        read: Reads bytes and name, in a process of its own.
    """
    given = st.file_uploader(
        label,
        type=list(TYPES),
        max_upload_size=settings().max_upload_mb,
        key=f"berkas-{place}-{st.session_state.get(f'putaran-{place}', 0)}",
    )
    known = f"terbaca-{place}"
    if given is None:
        st.session_state.pop(known, None)
        return None
    key = (given.file_id, about)
    if known not in st.session_state or st.session_state[known][0] != key:
        with st.spinner("Membaca berkas…"):
            st.session_state[known] = (key, read(given.getvalue(), given.name))
    found: T = st.session_state[known][1]
    return found


def kept(place: str) -> None:
    """Empty the field of a file whose content was kept."""
    st.session_state[f"putaran-{place}"] = st.session_state.get(f"putaran-{place}", 0) + 1
    st.session_state.pop(f"terbaca-{place}", None)


def take(years: Sequence[int], hints: Identity | None = None) -> tuple[list[Preview], Identity]:
    """Take files, and behind a fold what they do not say of themselves; return their previews.

    Args:
        years: Result years that can be chosen.
        hints: What is known besides, such as mappings.

    Returns:
        One preview a file in the order of the files, a zip of workbooks counting as its files; and what was said.
    """
    components.subheading("2. Unggah dan periksa")
    given = st.file_uploader(
        "Satu atau banyak berkas: buku kerja (.xlsx, .xlsm, .xls, .xlsb, .ods), CSV, tabel web, atau zip",
        type=[*TYPES, "zip"],
        accept_multiple_files=True,
        max_upload_size=settings().max_upload_mb,
        key="berkas",
    )
    said = _said(years, hints or Identity())
    if not given:
        st.session_state.pop(READ, None)
        return [], said
    files = []
    for item in given:
        try:
            files += list(_files(item.name, item.getvalue()))
        except SpbeError as error:
            st.error(components.escape(str(error)), icon=":material/error:")
    return _read(files, said), said


def _said(years: Sequence[int], hints: Identity) -> Identity:
    places = gazetteer()
    with st.expander("Berkas tidak menyebut daerah, tahun, atau tahapnya?"):
        components.note(
            "Isi hanya yang tidak tertulis di berkas. Isian yang bertentangan dengan berkas menjadi temuan."
        )
        left, middle, right = st.columns(3, gap="small")
        region = left.selectbox(
            "Daerah",
            [item.code for item in places.governments()],
            index=None,
            format_func=lambda code: places[code].name,
            placeholder="Menurut berkas",
            filter_mode="contains",
            key="isian_daerah",
        )
        year = middle.selectbox(
            "Tahun hasil",
            [str(year) for year in years],
            index=None,
            placeholder="Menurut berkas",
            key="isian_tahun",
        )
        stage = right.selectbox(
            "Tahap",
            [item.value for item in Stage],
            index=None,
            format_func=lambda value: Stage(value).label,
            placeholder="Menurut berkas",
            key="isian_tahap",
        )
    return Identity(region, int(year) if year else None, Stage(stage) if stage else None, None, hints.mappings)


def _files(name: str, content: bytes) -> Iterable[tuple[str, bytes]]:
    if is_bundle(content):
        return cache.readers().unbundle(content, name, settings().max_upload_mb << 20)
    return [(name, content)]


def _read(files: Sequence[tuple[str, bytes]], said: Identity) -> list[Preview]:
    """Read what this session has not read yet, showing how far it is."""
    known: dict[tuple[str, str, Identity], Preview] = st.session_state.get(READ, {})
    keys = [(sha256(content).hexdigest(), name, said) for name, content in files]
    fresh = [place for place, key in enumerate(keys) if key not in known]
    kept = {key: known[key] for key in keys if key in known}
    if fresh:
        bar = st.progress(0.0, text="Membaca berkas…") if len(fresh) > 1 else None
        read = preview_many([(files[place][1], files[place][0]) for place in fresh], said, cache.readers())
        for done, (place, previewed) in enumerate(read, start=1):
            kept[keys[fresh[place]]] = previewed
            if bar is not None:
                bar.progress(
                    done / len(fresh), text=f"{done} dari {len(fresh)} berkas terbaca: {previewed.reading.name}"
                )
        if bar is not None:
            bar.empty()
    st.session_state[READ] = kept
    return [kept[key] for key in dict.fromkeys(keys)]


XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FEW: Final = 8
"""Findings up to which nothing needs to be filtered."""

SHORT: Final = 12
"""Rows up to which a table is shown whole."""


def show_findings(previewed: Preview) -> None:
    """List all findings, errors first, each with sheet, cell, message and cure; offer the annotated copy."""
    found = previewed.reading.findings
    if not found:
        return
    components.subheading(f"{len(found)} temuan")
    if any(item.cell for item in found):
        _offer_copy(previewed)
    order = list(Severity)
    ordered = sorted(found, key=lambda item: order.index(item.severity))
    findings_table(_chosen(ordered, previewed.reading.sha256) if len(found) > FEW else ordered)


def _offer_copy(previewed: Preview) -> None:
    reading = previewed.reading
    st.download_button(
        "Unduh salinan beranotasi",
        lambda: annotate(previewed.content, reading.name, reading.findings),
        f"{PurePath(reading.name).stem} - temuan.xlsx",
        XLSX,
        on_click="ignore",
        icon=":material/download:",
        help="Salinan berkas Anda: sel yang bermasalah diwarnai dan diberi komentar, dengan daftar pada lembar "
        "Temuan. Berkas asli tidak berubah.",
        key="salinan_beranotasi",
    )


def _chosen(found: list[Finding], file: str) -> list[Finding]:
    """Let a person choose one severity and one sheet; the choice holds for one file."""
    counts = Counter(item.severity for item in found)
    sheets = list(dict.fromkeys(item.sheet for item in found if item.sheet))
    left, right = st.columns(2, gap="small", vertical_alignment="bottom")
    severity = left.segmented_control(
        "Jenis",
        [item.value for item in Severity if counts[item]],
        format_func=lambda value: f"{Severity(value).label} ({counts[Severity(value)]})",
        key=f"temuan_jenis_{file}",
    )
    sheet = None
    if len(sheets) > 1:
        sheet = right.selectbox(
            "Lembar",
            sheets,
            index=None,
            placeholder="Semua lembar",
            filter_mode="contains",
            key=f"temuan_lembar_{file}",
        )
    return [item for item in found if severity in (None, item.severity) and sheet in (None, item.sheet)]


def findings_table(found: Sequence[Finding]) -> None:
    """Show findings as a table; a long one scrolls."""
    if not found:
        components.note("Tidak ada temuan dengan pilihan ini.")
        return
    frame = pd.DataFrame(
        [(item.severity.label, item.sheet or "", item.cell or "", item.message, item.code) for item in found],
        columns=["Jenis", "Lembar", "Sel", "Temuan dan perbaikannya", "Kode"],
    )
    if len(frame) <= SHORT:
        columns = {name: Column(name) for name in ("Jenis", "Sel", "Temuan dan perbaikannya")}
        components.plain_table(frame, columns)
        return
    components.grid(
        frame,
        height=420,
        column_config={"Temuan dan perbaikannya": st.column_config.TextColumn(width=620)},
        alt="Daftar temuan",
    )
