"""A file that comes in, read once a session; and what is found in files."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from pathlib import PurePath
from typing import Final, TypeVar

import pandas as pd
import streamlit as st

from spbe_analytics.ingest import Finding
from spbe_analytics.ingest.annotated import annotate
from spbe_analytics.ingest.files.kinds import PERHAPS_TABLES, TABLES
from spbe_analytics.parts.part import Column
from spbe_analytics.preview import Preview
from spbe_analytics.schema import Severity
from spbe_analytics.settings import settings
from spbe_analytics.ui.kit import components

TYPES = (*TABLES, *PERHAPS_TABLES)
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
        persist_state="session",
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
            persist_state="session",
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
