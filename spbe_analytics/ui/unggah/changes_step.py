"""The third step of *Unggah data*: what storing would change, and the button that stores."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.assess import Assessed
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.parts.part import Column, Figure, known_columns
from spbe_analytics.parts.view import View
from spbe_analytics.preview import Evaluated
from spbe_analytics.schema import INDEX_NODE, NodeKind, Stage
from spbe_analytics.scoring.display import MISSING, format_change, format_number, format_score, is_missing
from spbe_analytics.ui.kit import cache, components, form
from spbe_analytics.ui.kit.above import filters
from spbe_analytics.ui.unggah import question, steps
from spbe_analytics.ui.unggah.caution import caution, decided
from spbe_analytics.ui.unggah.desk import Parcel, emptied
from spbe_analytics.ui.unggah.steps import Place, Step
from spbe_analytics.ui.unggah.upload import Upload
from spbe_analytics.ui.words import origin

MOST: Final = 200
"""Assessments of one upload that are compared with what is stored; more would make a person wait."""

SHORT: Final = 12
"""Rows up to which a table is shown whole."""

NOTHING: Final = "belum ada nilai sekarang"


def opening(view: View, upload: Upload) -> None:
    """Open the step with what the index would become."""
    found = upload.found
    if len(found) != 1:
        many = f" dari {len(upload.ready)} berkas" if len(upload.ready) > 1 else ""
        said = f"{len(found)} penilaian{many} siap disimpan" if found else "Tidak ada yang dapat disimpan"
        steps.opening(upload.place, said, "Sesudah disimpan, semuanya dapat dibatalkan di Riwayat.")
        return
    (only,) = found
    now, then, _ = _index(_against(view, only, _after(view, upload)))
    name = f"{only.region_name}, {Stage(only.stage).label} {only.year}"
    became = "indeks belum dapat dihitung" if is_missing(then) else f"indeks {format_score(then)}"
    if not is_missing(now) and not is_missing(then):
        became = f"indeks {format_score(now)} menjadi {format_score(then)}"
    steps.opening(upload.place, f"{name}: {became}", "Belum tersimpan.")


def shown(view: View, upload: Upload) -> None:
    """Compare what is stored with what would be."""
    found, after = upload.found, _after(view, upload)
    if len(found) == 1:
        _one(view, found[0], after)
    elif found:
        _many(view, found, after)
    origin.about(view, lambda: [(one.region, one.year, one.stage) for one in found])
    left = len(upload.previews) - len(upload.ready)
    if left:
        components.note(f"{left} berkas dengan kesalahan tidak ikut disimpan; temuannya tetap di langkah Temuan.")


def _after(view: View, upload: Upload) -> list[dict[str, Assessed]]:
    """Assess the upload as if it were stored, once for what it holds and what is known."""
    key = (view.snapshot.revision, upload.parcel.hints, tuple(item.reading.sha256 for item in upload.ready))
    kept: tuple[object, list[dict[str, Assessed]]] | None = st.session_state.get("akibat")
    if kept is None or kept[0] != key:
        made = [after for item in upload.ready for after in [item.after(view.snapshot)] * len(item.evaluated)]
        kept = key, made
        st.session_state["akibat"] = kept
    return kept[1]


def _against(view: View, found: Evaluated, after: Sequence[dict[str, Assessed]]) -> pd.DataFrame:
    return found.against(view.snapshot, after[0])


def _index(table: pd.DataFrame) -> tuple[float, float, float]:
    """Return the index now, then, and the change; NaN for what is not known."""
    now, then, change = (float(table[name].get(INDEX_NODE, float("nan"))) for name in ("now", "then", "change"))
    return now, then, change


def present(found: Evaluated, table: pd.DataFrame, snapshot: Snapshot) -> str:
    """Say what the new index is held against: the present one, or else what is known elsewhere or not at all."""
    now, then, change = _index(table)
    if not is_missing(now):
        return f"sekarang {format_score(now)}" if is_missing(then) else f"{format_change(change)} dari nilai sekarang"
    if table["now"].notna().any():
        return "indeks sekarang belum diketahui"
    return NOTHING if found.elsewhere(snapshot) is None else "baru"


def elsewhere(found: Evaluated, table: pd.DataFrame, snapshot: Snapshot) -> str:
    """Say what is known of a region where nothing is of this year and stage; empty where something is, or nothing."""
    other = None if table["now"].notna().any() else found.elsewhere(snapshot)
    if other is None:
        return ""
    year, stage, index = other
    here = f"{Stage(found.stage).label} {found.year}"
    return f"Belum ada nilai untuk {here}; yang ada {stage.label} {year}: {format_score(index)}."


def _one(view: View, found: Evaluated, after: Sequence[dict[str, Assessed]]) -> None:
    table = _against(view, found, after)
    standing = _standing(found, after[0])
    now, index, _ = _index(table)
    components.figures(
        [
            Figure(found.instrument.index_name, format_score(index), present(found, table, view.snapshot)),
            Figure("Predikat", standing["predicate"] if isinstance(standing["predicate"], str) else MISSING),
            Figure("Indikator terisi", f"{standing['answered']} dari {found.of}"),
            Figure(
                "Nilai yang berubah",
                str(int((table["change"].abs() > 0).sum())),
                f"{int((table['now'].isna() & table['then'].notna()).sum())} lainnya baru",
            ),
        ]
    )
    if said := elsewhere(found, table, view.snapshot):
        components.note(said)
    if is_missing(index):
        missing = found.of - int(standing["answered"])
        components.note(
            f"Indeks belum dapat dihitung: {missing} indikator belum ada tingkatnya, dan tidak dihitung nol. "
            f"{_unknown(found, after[0], now)}"
        )
    above = table[table["kind"] != NodeKind.INDICATOR.value].rename_axis("node").reset_index()
    levels = table[table["kind"] == NodeKind.INDICATOR.value].rename_axis("node").reset_index()
    columns = {
        "name": Column("Nilai", width=50),
        "now": Column("Sekarang", 2),
        "then": Column("Sesudah disimpan", 2),
        "change": Column("Perubahan", 2, signed=True),
    }
    components.plain_table(above, known_columns(above, columns))
    if len(levels):
        with st.expander(f"Tingkat {len(levels)} indikator, sekarang dan sesudah disimpan"):
            decimals = 0 if found.instrument.scale.whole else 2
            components.plain_table(
                levels,
                {
                    "node": Column("No."),
                    "name": Column("Indikator"),
                    "now": Column("Sekarang", decimals),
                    "then": Column("Sesudah disimpan", decimals),
                },
            )


def _standing(found: Evaluated, after: Mapping[str, Assessed]) -> pd.Series:
    """Return where an assessment would stand after storing."""
    key: Any = (found.region, found.year, found.stage)
    row: pd.Series = after[found.instrument.id].standings.loc[key]
    return row


def _unknown(found: Evaluated, after: Mapping[str, Assessed], now: float) -> str:
    """Say within which bounds an unknown index lies, and that the present one is then no longer shown as such."""
    key: Any = (found.region, found.year, found.stage)
    assessed = after[found.instrument.id]
    low, high = assessed.lower[INDEX_NODE][key], assessed.upper[INDEX_NODE][key]
    said = f"Indeksnya antara {format_score(low)} dan {format_score(high)}." if not is_missing(low) else ""
    if not is_missing(now):
        said += (
            f" Sesudah disimpan, indeks {format_score(now)} yang sekarang hanya disebut sebagai nilai sumber lain, "
            "tanpa peringkat, sampai tingkat yang kurang diunggah."
        )
    return said.strip()


def _many(view: View, found: Sequence[Evaluated], after: Sequence[dict[str, Assessed]]) -> None:
    rows = []
    for item, its in zip(found[:MOST], after, strict=False):
        table, standing = item.against(view.snapshot, its), _standing(item, its)
        now, index, _ = _index(table)
        rows.append(
            {
                "name": item.region_name,
                "year": str(item.year),
                "stage": Stage(item.stage).label,
                "answered": f"{standing['answered']} dari {item.of}" if standing["answered"] else "domain",
                "now": format_score(now),
                "index": format_score(index),
                "predicate": standing["predicate"] if isinstance(standing["predicate"], str) else MISSING,
                "changed": str(int((table["change"].abs() > 0).sum())),
            }
        )
    headings = ("Daerah", "Tahun", "Tahap", "Terisi", "Sekarang", "Sesudah disimpan", "Predikat", "Nilai berubah")
    frame = pd.DataFrame(rows).set_axis(list(headings), axis=1)
    height: Any = "content" if len(frame) <= SHORT else 420
    components.grid(frame, height=height, alt="Penilaian yang siap disimpan")
    if len(found) > MOST:
        components.note(f"Yang tampil {MOST} pertama; semua {len(found)} ikut disimpan.")


def commit(view: View, upload: Upload) -> None:
    """Store all files without errors together at the press of a button, then show what was changed."""
    ready = upload.ready
    back = Place(Step.FINDINGS, upload.place.token)
    if not ready:
        components.note("Belum dapat disimpan: masih ada kesalahan, atau tidak ada penilaian di dalamnya.")
        steps.move("Kembali ke temuan", back)
        return
    caution(ready)
    if not decided(upload) or question.open_for(view, upload):
        if question.open_for(view, upload):
            components.note("Jawab dulu pertanyaan di atas: isi berkas, atau batal. Sesudah itu tombol Simpan tampil.")
        steps.move("Kembali ke temuan", back)
        return
    count = sum(len(item.reading.values) for item in ready)
    what = f"{format_number(count, 0)} nilai" if len(ready) == 1 else f"{len(ready)} berkas"
    with st.form("simpan", border=False):
        who = form.who("simpan")
        pressed = st.form_submit_button(f"Simpan {what}", type="primary", icon=":material/save:")
    if pressed and not who:
        st.warning("Isi nama Anda dahulu, supaya riwayat tahu siapa yang menyimpan.", icon=":material/edit:")
    elif pressed:
        with st.spinner(f"Menyimpan {what} dalam satu transaksi…"):
            parcel = store(upload.place.token, who)
        form.know(who)
        if parcel is None:  # gone meanwhile: the page says so
            st.rerun()
        if len(upload.found) == 1:
            filters.look_at(upload.found[0].region, upload.found[0].year, upload.found[0].stage)
        stored = Place(Step.STORED, upload.place.token if parcel.files else "", parcel.stored)
        if parcel.again:
            numbers = steps.written(parcel.again)
            steps.tell(stored, f"Tidak ada yang baru: isi yang sama sudah ada sebagai unggahan nomor {numbers}.")
        steps.go(stored)
        st.rerun()
    steps.move("Kembali ke temuan", back)


def store(token: str, who: str) -> Parcel | None:
    """Store what can be stored of an upload, once however often the button is pressed; return what is left of it.

    Between the commit and the note of it nothing is drawn: a run that a second press ends would lose the note.
    """
    with steps.desk().alone(token) as parcel:
        ready = [item for item in parcel.previews if item.committable] if parcel else []
        if not ready:
            return parcel
        outcomes = cache.workspace().commit_many(ready, who)
        stored = {
            item.reading.sha256: (outcome.batch, outcome.created) for item, outcome in zip(ready, outcomes, strict=True)
        }
        return steps.desk().change(token, lambda now: emptied(now, stored))
