"""Targets from a workbook or CSV: read safely, shown, then stored whole or not at all."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.entries.fields import FieldType
from spbe_analytics.entries.target import FIELDS
from spbe_analytics.ingest.checks.findings import Finding
from spbe_analytics.ingest.files.workbook import LAST_HEADER_ROW, Sheet
from spbe_analytics.ingest.target_table import MOST_ROWS, TargetReading, read_targets
from spbe_analytics.parts.part import Column, known_columns
from spbe_analytics.parts.view import View
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports import to_xlsx
from spbe_analytics.schema import INSTRUMENT, REGION, VALUE, YEAR, Severity
from spbe_analytics.ui.kit import cache, components, form, upload
from spbe_analytics.ui.kit.upload import findings_table

AHEAD: Final = 5
"""Years to come that the list to fill in holds: the length of a regional plan."""

UPLOAD: Final = "target-unggah"
"""Where the name of the person is asked."""


def form_columns() -> dict[str, Column]:
    """Return the columns of the list to fill in; a year is written as text."""
    return {"name": Column("Daerah", width=30), YEAR: Column("Tahun", width=10)} | _fields() | {
        INSTRUMENT: Column("Instrumen", width=20)
    }  # fmt: skip


def preview_columns() -> dict[str, Column]:
    """Return the columns of what a file holds, each target beside the one that counts now."""
    named = {"name": Column("Daerah", width=30), YEAR: Column("Tahun"), "now": Column("Sekarang", 2)}
    return named | _fields() | {INSTRUMENT: Column("Instrumen", width=20)}


def _fields() -> dict[str, Column]:
    return {
        name: Column(field.heading, 2 if field.holds is FieldType.NUMBER else None, width=field.width)
        for name, field in FIELDS.items()
    }


SHORT: Final = 40
"""Targets that are shown; all of them are stored."""


def step(view: View, kept: pd.DataFrame) -> None:
    """Offer a list to fill in, take a file, show what it holds, store it at the press of a button."""
    with st.expander("Unggah target", icon=":material/upload:"):
        components.note(
            "Kolom Tahun, Target, dan Dokumen; Daerah bila memuat banyak daerah; Instrumen hanya bila target ditulis "
            "menurut instrumen lain."
        )
        st.download_button(
            "Unduh daftar untuk diisi",
            lambda: to_xlsx(to_fill(view, kept), form_columns(), "Target indeks", ()),
            "target-untuk-diisi.xlsx",
            on_click="ignore",
            icon=":material/download:",
            key="target-daftar",
        )
        document = st.text_input(
            "Dokumen, bila tidak ada kolomnya", placeholder="RPJMD 2025–2029", max_chars=FIELDS["document"].longest,
            key="target_dokumen_berkas",
        )  # fmt: skip
        read = upload.one(UPLOAD, "Berkas target: buku kerja atau CSV", None, _sheets)
        if read is not None:
            _show(reading_of(view, *read, document))


Sheets = tuple[str, Sequence[Sheet], Sequence[Finding]]
"""Name of a file, its first rows, and why there are none."""


def _sheets(content: bytes, name: str) -> Sheets:
    sheets = cache.readers().first_rows(content, name, MOST_ROWS + LAST_HEADER_ROW + 1)
    return name, sheets, () if sheets else cache.readers().read(content, name).findings


def to_fill(view: View, kept: pd.DataFrame) -> pd.DataFrame:
    """Return the home region's targets, and a line for each of the next years; columns :func:`form_columns`."""
    name = view.home.name if view.home else ""
    catalogue = view.snapshot.catalogue
    rows = pd.DataFrame(
        {
            "name": name,
            YEAR: kept[YEAR],
            **{field: kept[field] for field in FIELDS},
            INSTRUMENT: [catalogue[code].short for code in kept[INSTRUMENT]],
        }
    )
    ahead = [year for year in range(view.year + 1, view.year + 1 + AHEAD) if year not in set(kept[YEAR])]
    empty = {field: float("nan") if one.holds is FieldType.NUMBER else "" for field, one in FIELDS.items()}
    blank = pd.DataFrame({"name": name, YEAR: ahead, **empty, INSTRUMENT: ""})
    return pd.concat([part for part in (rows, blank) if len(part)], ignore_index=True).sort_values(YEAR)


def reading_of(
    view: View, name: str, sheets: Sequence[Sheet], findings: Sequence[Finding], document: str
) -> TargetReading:
    """Understand a file as targets; why it cannot be read is a finding."""
    reading = read_targets(name, sheets, view.home.code if view.home else None, document)
    errors = tuple(item for item in findings if item.severity is Severity.ERROR)
    return TargetReading(name, (), errors) if errors else reading


def _show(reading: TargetReading) -> None:
    if reading.findings:
        findings_table(reading.findings)
    if reading.rows:
        rows = _rows(reading)
        components.plain_table(rows.head(SHORT), known_columns(rows, preview_columns()))
        if len(rows) > SHORT:
            components.note(f"Yang tampil {SHORT} pertama dari {len(rows)}.")
    if not reading.committable:
        components.note("Belum dapat disimpan: perbaiki kesalahan di berkas, lalu unggah lagi.")
        return
    with st.form("target-unggah", border=False):
        form.who(UPLOAD)
        pressed = st.form_submit_button(f"Simpan {len(reading.rows)} target", type="primary", icon=":material/save:")

    def keep(who: str) -> str:
        count = cache.workspace().targets.keep([row.target for row in reading.rows], who)
        upload.kept(UPLOAD)
        return f"{count} target baru atau berubah tersimpan dari {reading.name}."

    if pressed:
        form.at_once(UPLOAD, keep)


def _rows(reading: TargetReading) -> pd.DataFrame:
    """Return the targets of a file beside those that count now; columns :func:`preview_columns`."""
    catalogue = cache.workspace().catalogue
    current = cache.workspace().targets.current().set_index([REGION, YEAR, INSTRUMENT])[VALUE].to_dict()
    rows = [
        {
            "name": gazetteer()[target.region].name,
            YEAR: str(target.year),
            "now": current.get(target.key),
            **{name: target[name] for name in FIELDS},
            INSTRUMENT: catalogue[target.instrument].short,
        }
        for target, *_ in reading.rows
    ]
    return pd.DataFrame(rows, columns=list(preview_columns()))
