"""The parts of *Unggah data*: template, file, preview with findings, explicit commit."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.assess import Assessed
from spbe_analytics.ingest import SHAPES, Identity, template
from spbe_analytics.preview import Evaluated, Preview
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports import Column
from spbe_analytics.schema import INDEX_NODE, NodeKind, Severity, Stage
from spbe_analytics.scoring.display import MISSING, format_change, format_score
from spbe_analytics.ui.kit import cache, components, filters, form
from spbe_analytics.ui.kit.components import Figure
from spbe_analytics.ui.kit.upload import show_findings, take
from spbe_analytics.ui.kit.view import View
from spbe_analytics.ui.unggah import reading_plan
from spbe_analytics.ui.unggah.caution import caution, decided
from spbe_analytics.ui.unggah.remarks import counted, show_remarks

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST: Final = 200
"""Assessments of one file that are compared with what is stored; more would make a person wait."""

SHORT: Final = 12
"""Rows up to which a table is shown whole."""


def opening() -> None:
    """Open the page."""
    components.headline(
        "Unggah hasil, periksa, lalu simpan",
        "Berkas dibaca dan dihitung dahulu. Tidak ada yang tersimpan sebelum Anda menekan Simpan.",
    )


def templates(view: View) -> None:
    """Offer the template of a government, year and stage."""
    places = gazetteer()
    governments = [region.code for region in places.governments()]
    components.subheading("1. Unduh templat")
    left, middle, right = st.columns([2, 1, 1], gap="small", vertical_alignment="bottom")
    region = left.selectbox(
        "Daerah",
        governments,
        index=governments.index(view.home.code) if view.home else None,
        format_func=lambda code: places[code].name,
        placeholder="Pilih daerah",
        filter_mode="contains",
        key="templat_daerah",
    )
    years = [str(year) for year in _years(view)]
    year = int(middle.selectbox("Tahun hasil", years, index=years.index(str(view.year)), key="templat_tahun"))
    stage = right.selectbox(
        "Tahap",
        [stage.value for stage in Stage],
        index=view.stage.order,
        format_func=lambda value: Stage(value).label,
        key="templat_tahap",
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


def _years(view: View) -> list[int]:
    """List the result years of all instruments, the newest first; an open one counts up to the newest year known."""
    newest = max(int(view.standings["year"].max()) if len(view.standings) else 0, view.year)
    years: set[int] = set()
    for instrument in view.snapshot.catalogue.values():
        last = instrument.last_year or max(instrument.first_year, newest)
        years |= set(range(instrument.first_year, last + 1))
    return sorted(years, reverse=True)


def incoming(view: View) -> tuple[list[Preview], Identity]:
    """Take files with what they do not say of themselves; return their previews, and all that was said beside them."""
    return take(_years(view), Identity(mappings=(*reading_plan.corrections(), *cache.workspace().mappings())))


def recognised(view: View, previewed: Preview) -> None:
    """Say what was recognised and what it scores."""
    reading = previewed.reading
    found = previewed.evaluated
    errors = sum(finding.severity is Severity.ERROR for finding in reading.findings)
    others = len(reading.findings) - errors
    said = [f"{errors} kesalahan" if errors else "", f"{others} peringatan atau keterangan" if others else ""]
    label = " dan ".join(SHAPES.get(code, code) for code in reading.layout.split("+") if code)
    parts = [label or "Tidak dikenali", counted(reading), " dan ".join(filter(None, said)) or "tanpa temuan"]
    summary = f"{'; '.join(filter(None, parts))}."
    if errors:
        st.error(f"{summary} Perbaiki kesalahan di berkas, lalu unggah lagi.", icon=":material/error:")
    else:
        st.success(summary, icon=":material/check_circle:")
    if found:
        after = previewed.after(view.snapshot)
        if len(found) == 1:
            _one(view, found[0], after)
        else:
            _many(view, found, after)
    show_remarks(reading)


def _one(view: View, found: Evaluated, after: Mapping[str, Assessed]) -> None:
    table = found.against(view.snapshot, after)
    standing = _standing(found, after)
    now, index, change = (table[name].get(INDEX_NODE, float("nan")) for name in ("now", "then", "change"))
    stage = Stage(found.stage).label
    components.subheading(f"3. {found.region_name}, {stage} {found.year}")
    components.figures(
        [
            Figure(
                found.instrument.index_name,
                format_score(index),
                "belum ada nilai sekarang"
                if pd.isna(now)
                else f"sekarang {format_score(now)}"
                if pd.isna(index)
                else f"{format_change(change)} dari nilai sekarang",
            ),
            Figure("Predikat", standing["predicate"] if isinstance(standing["predicate"], str) else MISSING),
            Figure("Indikator terisi", f"{standing['answered']} dari {found.of}"),
            Figure(
                "Nilai yang berubah",
                str(int((table["change"].abs() > 0).sum())),
                f"{int((table['now'].isna() & table['then'].notna()).sum())} lainnya baru",
            ),
        ]
    )
    if pd.isna(index):
        missing = found.of - int(standing["answered"])
        components.note(
            f"Indeks belum dapat dihitung: {missing} indikator belum ada tingkatnya, dan tidak dihitung nol. "
            f"{_unknown(found, after, now)}"
        )
    shown = table[table["kind"] != NodeKind.INDICATOR.value].rename_axis("node").reset_index()
    levels = table[table["kind"] == NodeKind.INDICATOR.value].rename_axis("node").reset_index()
    columns = {
        "name": Column("Nilai", width=50),
        "now": Column("Sekarang", 2),
        "then": Column("Sesudah disimpan", 2),
        "change": Column("Perubahan", 2, signed=True),
    }
    components.plain_table(shown, components.known_columns(shown, columns))
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
    said = f"Indeksnya antara {format_score(low)} dan {format_score(high)}." if pd.notna(low) else ""
    if pd.notna(now):
        said += (
            f" Sesudah disimpan, indeks {format_score(now)} yang sekarang hanya disebut sebagai nilai sumber lain, "
            "tanpa peringkat, sampai tingkat yang kurang diunggah."
        )
    return said.strip()


def _many(view: View, found: tuple[Evaluated, ...], after: Mapping[str, Assessed]) -> None:
    components.subheading(f"3. {len(found)} penilaian ditemukan")
    rows = []
    for item in found[:MOST]:
        table, standing = item.against(view.snapshot, after), _standing(item, after)
        now, index = (table[name].get(INDEX_NODE) for name in ("now", "then"))
        rows.append(
            {
                "name": item.region_name,
                "year": str(item.year),
                "stage": Stage(item.stage).label,
                "answered": f"{standing['answered']} dari {item.of}" if standing["answered"] else "domain",
                "index": format_score(index),
                "predicate": standing["predicate"] if isinstance(standing["predicate"], str) else MISSING,
                "now": format_score(now),
                "changed": str(int((table["change"].abs() > 0).sum())),
            }
        )
    headings = ("Daerah", "Tahun", "Tahap", "Terisi", "Indeks", "Predikat", "Sekarang", "Nilai berubah")
    frame = pd.DataFrame(rows).set_axis(list(headings), axis=1)
    components.grid(frame, height="content" if len(frame) <= SHORT else 420, alt="Penilaian dalam berkas")
    if len(found) > MOST:
        components.note(f"Yang tampil {MOST} pertama; semua {len(found)} ikut disimpan.")


def findings(previewed: Preview) -> None:
    """List all findings, errors first, each with sheet, cell, message and cure."""
    show_findings(previewed)


def commit(previewed: Preview) -> None:
    """Store the preview at the press of a button, then lead to the profile."""
    components.subheading("4. Simpan")
    if not previewed.committable:
        components.note("Belum dapat disimpan: masih ada kesalahan, atau tidak ada penilaian di dalamnya.")
        return
    caution([previewed])
    if not decided([previewed]):
        return
    count = len(previewed.reading.values)
    with st.form("simpan", border=False):
        who = form.who("simpan")
        pressed = st.form_submit_button(f"Simpan {count} nilai", type="primary", icon=":material/save:")
    done = st.session_state.setdefault("tersimpan", {})
    key = previewed.reading.sha256
    if pressed and not who:
        st.warning("Isi nama Anda dahulu, supaya riwayat tahu siapa yang menyimpan.", icon=":material/edit:")
    elif pressed:
        done[key] = _store(previewed, who)
        first = previewed.evaluated[0]
        form.know(who)
        filters.look_at(first.region, first.year, first.stage)
        st.rerun()
    if key in done:
        st.success(done[key], icon=":material/check_circle:")
        _links(previewed)


def _store(previewed: Preview, who: str) -> str:
    """Commit under a visible progress; return what to tell."""
    with st.status("Menyimpan…") as status:
        status.write(f"Menyimpan {len(previewed.reading.values)} nilai dalam satu transaksi.")
        outcome = cache.workspace().commit(previewed, who)
        status.write("Menghitung ulang indeks, peringkat, dan median.")
        cache.snapshot()
        status.update(label="Tersimpan", state="complete")
    word = "Tersimpan sebagai" if outcome.created else "Tidak ada yang baru: berkas ini sudah ada sebagai"
    return f"{word} unggahan nomor {outcome.batch}."


def _links(previewed: Preview) -> None:
    """Lead on; the filters already look at the first assessment of the file."""
    if len(previewed.evaluated) == 1:
        item = previewed.evaluated[0]
        label = f"Buka profil {item.region_name} {item.year}"
        st.page_link("pages/profil.py", label=label, icon=":material/arrow_forward:")
    else:
        st.page_link("pages/peringkat.py", label="Buka peringkat", icon=":material/arrow_forward:")
