"""The second step of *Unggah data*: what was recognised in each file, and what is wrong with it."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from spbe_analytics.ingest import SHAPES, Identity
from spbe_analytics.parts.part import Column
from spbe_analytics.parts.view import View
from spbe_analytics.preview import Preview
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports import to_csv
from spbe_analytics.schema import INDEX_NODE, Severity, Stage
from spbe_analytics.scoring.display import MISSING, format_score
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.boundary import answering
from spbe_analytics.ui.kit.upload import show_findings
from spbe_analytics.ui.unggah import steps
from spbe_analytics.ui.unggah.file_step import years_of
from spbe_analytics.ui.unggah.remarks import counted, show_remarks
from spbe_analytics.ui.unggah.steps import Place, Step
from spbe_analytics.ui.unggah.upload import Upload

COLUMNS: Final = {
    "file": Column("Berkas", width=40),
    "found": Column("Penilaian", width=46),
    "index": Column("Indeks berkas"),
    "predicate": Column("Predikat berkas"),
    "remarks": Column("Catatan", 0),
    "errors": Column("Kesalahan", 0),
    "others": Column("Peringatan", 0),
    "state": Column("Keadaan", width=28),
}
WINDOW: Final = 420
SHORT: Final = 12
"""Rows up to which a table is shown whole."""

UNSAID: Final = frozenset(
    {"missing-identity", "identity-unclear", "hint-contradicts-file", "template-of-another", "identity-conflict"}
)
"""Findings that are settled by saying beside the file whose it is: the fold is then open."""


def opening(_: View, upload: Upload) -> None:
    """Open the step with what was recognised, and what could not be taken in."""
    steps.opening(upload.place, *_answer(upload.previews))
    for text in upload.parcel.refused:
        st.error(components.escape(text), icon=":material/error:")


def _answer(previews: Sequence[Preview]) -> tuple[str, str]:
    if len(previews) > 1:
        ready = sum(not item.reading.has_errors for item in previews)
        said = f"{len(previews)} berkas terbaca: {ready} tanpa kesalahan, {len(previews) - ready} perlu diperbaiki"
        return said, "Yang tanpa kesalahan disimpan bersama; sisanya tetap di sini dengan temuannya."
    (only,) = previews
    what = found_in(only) if only.evaluated else only.reading.name
    return f"{what}: {_counted(only)}", only.reading.name if only.evaluated else ""


def found_in(previewed: Preview) -> str:
    """Name what a file is about: ``Kabupaten Luwu Utara, Nilai akhir 2024 dan 4 lainnya``; a dash for nothing."""
    found = previewed.evaluated
    if not found:
        return MISSING
    first = f"{found[0].region_name}, {Stage(found[0].stage).label} {found[0].year}"
    return first if len(found) < 2 else f"{first} dan {len(found) - 1} lainnya"


def _counted(previewed: Preview) -> str:
    """Count the findings of a file: ``2 kesalahan dan 1 peringatan atau keterangan``."""
    found = previewed.reading.findings
    errors = sum(item.severity is Severity.ERROR for item in found)
    others = len(found) - errors
    said = [f"{errors} kesalahan" if errors else "", f"{others} peringatan atau keterangan" if others else ""]
    return " dan ".join(filter(None, said)) or "tanpa temuan"


def files(_: View, upload: Upload) -> None:
    """List many files with what was recognised in each, and a download of the list."""
    if len(upload.previews) < 2:
        return
    table = pd.DataFrame([_row(item) for item in upload.previews])
    shown = table.rename(columns={key: column.heading for key, column in COLUMNS.items()})
    height: Any = "content" if len(shown) <= SHORT else WINDOW
    components.grid(shown, height=height, alt="Hasil pembacaan setiap berkas")
    st.download_button(
        "Unduh hasil pembacaan (CSV)",
        lambda: to_csv(table, COLUMNS),
        "hasil-pembacaan.csv",
        "text/csv",
        on_click="ignore",
        key="hasil-csv",
    )


def _row(item: Preview) -> dict[str, object]:
    found = item.evaluated
    errors = sum(finding.severity is Severity.ERROR for finding in item.reading.findings)
    return {
        "file": item.reading.name,
        "found": found_in(item),
        "index": format_score(found[0].nodes.get(INDEX_NODE)) if len(found) == 1 else MISSING,
        "predicate": (found[0].predicate or MISSING) if len(found) == 1 else MISSING,
        "remarks": len(item.reading.remarks),
        "errors": errors,
        "others": len(item.reading.findings) - errors,
        "state": "siap disimpan" if item.committable else "perlu diperbaiki",
    }


def choose(upload: Upload) -> Preview:
    """Let a person choose the file that is looked at, those with errors first; one alone needs no choice."""
    if len(upload.previews) == 1:
        return upload.previews[0]
    places = sorted(range(len(upload.previews)), key=lambda place: not upload.previews[place].reading.has_errors)
    chosen: int = st.selectbox(
        "Temuan berkas",
        places,
        format_func=lambda place: upload.previews[place].reading.name,
        filter_mode="contains",
        key=f"temuan-berkas-{upload.place.token}",
        persist_state="session",
    )
    return upload.previews[chosen]


def listed(_: View, __: Upload, previewed: Preview) -> None:
    """Sum up a file and list its findings, errors first, and its remarks."""
    reading = previewed.reading
    label = " dan ".join(SHAPES.get(code, code) for code in reading.layout.split("+") if code)
    summary = f"{'; '.join(filter(None, [label or 'Tidak dikenali', counted(reading), _counted(previewed)]))}."
    if reading.has_errors:
        st.error(f"{summary} Perbaiki kesalahan di berkas, lalu unggah lagi.", icon=":material/error:")
    else:
        st.success(summary, icon=":material/check_circle:")
    show_remarks(reading)
    show_findings(previewed)


def said(view: View, upload: Upload) -> None:
    """Ask behind a fold for what the files do not say of themselves."""
    places, now, key = gazetteer(), upload.parcel.said, upload.place.token
    codes = {item.code for previewed in upload.previews for item in previewed.reading.findings}
    regions = [item.code for item in places.governments()]
    years, stages = [str(year) for year in years_of(view)], [item.value for item in Stage]
    given = now != Identity()
    with st.expander("Berkas tidak menyebut daerah, tahun, atau tahapnya?", expanded=bool(codes & UNSAID) or given):
        components.note(
            "Isi hanya yang tidak tertulis di berkas. Isian yang bertentangan dengan berkas menjadi temuan."
        )
        left, middle, right = st.columns(3, gap="small")
        left.selectbox(
            "Daerah",
            regions,
            index=regions.index(now.region) if now.region in regions else None,
            format_func=lambda code: places[code].name,
            placeholder="Menurut berkas",
            filter_mode="contains",
            key=f"isian-daerah-{key}",
            on_change=_say,
            args=(upload,),
        )
        middle.selectbox(
            "Tahun hasil",
            years,
            index=years.index(str(now.year)) if str(now.year) in years else None,
            placeholder="Menurut berkas",
            key=f"isian-tahun-{key}",
            on_change=_say,
            args=(upload,),
        )
        right.selectbox(
            "Tahap",
            stages,
            index=stages.index(now.stage.value) if now.stage else None,
            format_func=lambda value: Stage(value).label,
            placeholder="Menurut berkas",
            key=f"isian-tahap-{key}",
            on_change=_say,
            args=(upload,),
        )


@answering
def _say(upload: Upload) -> None:
    region, year, stage = (
        st.session_state.get(f"isian-{what}-{upload.place.token}") for what in ("daerah", "tahun", "tahap")
    )
    upload.say(Identity(region, int(year) if year else None, Stage(stage) if stage else None))


def onward(_: View, upload: Upload) -> None:
    """Lead on to what changes, or back to another file."""
    if not upload.ready:
        components.note("Belum dapat disimpan: masih ada kesalahan, atau tidak ada penilaian di dalamnya.")
    with st.container(horizontal=True):
        if upload.ready:
            steps.move("Lanjut: yang berubah", Place(Step.CHANGES, upload.place.token), primary=True)
        steps.move("Unggah berkas lain", Place(Step.FILE, upload.place.token))
