"""How a file is read, drawn over its first rows; what a column means can be corrected and kept for the next file."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from spbe_analytics.charts import Palette
from spbe_analytics.ingest import Identity, Mapping
from spbe_analytics.ingest.files.workbook import Sheet, column_letters
from spbe_analytics.ingest.mapping import IGNORE, KEEP, meanings, signature
from spbe_analytics.ingest.plan import Part, SheetPlan
from spbe_analytics.ingest.tables.cells import is_blank, raw_text
from spbe_analytics.parts.view import View
from spbe_analytics.preview import Preview
from spbe_analytics.schema import Severity
from spbe_analytics.ui.kit import cache, components, form, markup
from spbe_analytics.ui.unggah.upload import Upload

ROUND: Final = "putaran_rencana"
TRIED: Final = "koreksi Anda"
"""What a correction is called until it is kept under a name."""

MOST_COLUMNS: Final = 60
LONGEST: Final = 40
UPPER_ROWS: Final = 3
"""How far above the lowest headings the name of a column is looked for."""

UNCLEAR: Final = frozenset(
    {"foreign-workbook", "figures-without-meaning", "ambiguous-column", "rows-without-meaning", "unknown-stage"}
)
"""Findings that a correction of a column's meaning may settle: the plan is then open."""


def step(view: View, upload: Upload, previewed: Preview) -> None:
    """Show how a file is read, and let a person correct what a column means."""
    plans = _plans(previewed, upload.hints)
    if not plans:
        return
    codes = {item.code for item in previewed.reading.findings if item.severity is Severity.ERROR}
    tried = upload.parcel.corrections.get(previewed.reading.sha256)
    with st.expander("Bagaimana berkas ini dibaca", expanded=bool(codes & UNCLEAR) or tried is not None):
        names = [plan.sheet.name for plan in plans]
        chosen = st.selectbox("Lembar", names, key="rencana_lembar") if len(plans) > 1 else names[0]
        plan = plans[names.index(chosen)]
        st.html(grid(plan, view.palette))
        if plan.turned:
            components.note("Judulnya berdiri di kolom kiri; lembar ini dibaca dengan baris sebagai kolom.")
            return
        _correct(view, upload, previewed, plan, tried)


def _plans(previewed: Preview, hints: Identity) -> list[SheetPlan]:
    """Return the plans of a file, made once for what is said beside it."""
    key = (previewed.reading.sha256, hints)
    kept: tuple[object, list[SheetPlan]] | None = st.session_state.get("rencana_baca")
    if kept is None or kept[0] != key:
        made = cache.readers().plan(previewed.content, previewed.reading.name, hints)
        kept = st.session_state["rencana_baca"] = (key, made)
    return kept[1]


def fills(palette: Palette) -> dict[Part, str]:
    """Return the colour behind each part of a sheet; letters on all of them keep the contrast of the page."""
    return {
        Part.NAME: palette.own_row,
        Part.FIGURE: palette.predicate_band[-1],
        Part.FACT: palette.predicate_band[0],
        Part.BESIDE: palette.surface,
        Part.UNKNOWN: palette.level_fill[1],
    }


def grid(plan: SheetPlan, palette: Palette) -> str:
    """Write the first rows of a sheet as a table, each cell with the colour of what it means, and a legend."""
    sheet, colours = plan.sheet, fills(palette)
    parts = {(mark.row, mark.column): mark.part for mark in plan.marks}
    width = min(max(len(cells) for cells in sheet.rows), MOST_COLUMNS)
    rows = []
    for place, cells in enumerate(sheet.rows):
        found = [parts.get((place + sheet.top, column + sheet.left)) for column in range(width)]
        texts = [raw_text(cell)[:200] for cell in cells[:width]]
        line = [(t, colours[p] if p else "", p.label if p else "", 1) for t, p in zip(texts, found, strict=False)]
        if sum(map(bool, texts)) == 1:  # a title reaches over the blank cells beside it
            alone = next(column for column, text in enumerate(texts) if text)
            line = [*line[:alone], (*line[alone][:3], width - alone)]
        rows.append((place + sheet.top + 1, line))
    letters = [column_letters(column + sheet.left) for column in range(width)]
    shown = [part for part in Part if part in parts.values()]
    legend = [(part.label, colours[part]) for part in shown]
    return markup.render("plan", palette, sheet=sheet.name, letters=letters, rows=rows, legend=legend)


def _correct(view: View, upload: Upload, previewed: Preview, plan: SheetPlan, tried: Mapping | None) -> None:
    """Let a person choose a column and say what it means; the file is then read anew."""
    sheet, digest = plan.sheet, previewed.reading.sha256
    row = tried.row if tried is not None else plan.row
    if row < 0:
        row = _ask_row(sheet)
        if row < 0:
            return
    heads = dict(signature(sheet, row))
    columns = [sheet.left + place for place in range(min(len(sheet.rows[0]), MOST_COLUMNS))]
    said = dict(tried.meanings) if tried is not None else {}
    labels = {column: _label(plan, row, column) for column in columns if _filled(sheet, column)}
    chosen = st.pills(
        "Klik kolom yang artinya perlu diubah", list(labels), format_func=lambda column: labels[column],
        key=f"rencana-kolom-{digest[:8]}-{sheet.name}-{_round()}",
    )  # fmt: skip
    if chosen is not None:
        options = {KEEP: "Menurut judulnya"} | meanings(view.instrument)
        now = said.get(chosen, KEEP)
        code = st.selectbox(
            f"Arti kolom {labels[chosen]}", list(options), index=list(options).index(now),
            format_func=lambda option: options[option], filter_mode="contains",
            key=f"rencana-arti-{digest[:8]}-{sheet.name}-{row}-{chosen}-{_round()}",
        )  # fmt: skip
        if code != said.get(chosen, KEEP):
            rest = dict.fromkeys(heads, KEEP if plan.row >= 0 else IGNORE)
            tried = Mapping(TRIED, row, signature(sheet, row), tuple({**rest, **said, chosen: code}.items()))
            upload.correct(digest, tried)
            st.rerun()
    if tried is not None:
        _keep(upload, digest, tried)


def _ask_row(sheet: Sheet) -> int:
    """Ask which row holds the headings, where no table was found."""
    rows = [sheet.top + n for n, cells in enumerate(sheet.rows) if sum(not is_blank(cell) for cell in cells) > 1]
    if not rows:
        return -1
    counts = [sum(isinstance(c, str) and not is_blank(c) for c in sheet.rows[row - sheet.top]) for row in rows]
    chosen: int = st.selectbox(
        "Baris judul", rows, index=counts.index(max(counts)), format_func=lambda row: _shown(sheet, row),
        key="rencana_baris",
    )  # fmt: skip
    return chosen


def _shown(sheet: Sheet, row: int) -> str:
    texts = [raw_text(cell)[:LONGEST] for cell in sheet.rows[row - sheet.top] if not is_blank(cell)]
    return f"{row + 1}: {' | '.join(texts)}"[:120]


def _filled(sheet: Sheet, column: int) -> bool:
    return any(not is_blank(cells[column - sheet.left]) for cells in sheet.rows)


def _label(plan: SheetPlan, row: int, column: int) -> str:
    """Name a column by its letter and its heading, which may stand above the row of headings."""
    sheet, known = plan.sheet, {(mark.row, mark.column) for mark in plan.marks}
    above = [at for at in range(row - 1, row - UPPER_ROWS, -1) if (at, column) in known and at >= sheet.top]
    texts = (" ".join(raw_text(sheet.rows[at - sheet.top][column - sheet.left]).split()) for at in (row, *above))
    text = next(filter(None, texts), "")[:LONGEST]
    return f"{column_letters(column)}: {components.escape(text) or 'tanpa judul'}"


def _keep(upload: Upload, digest: str, tried: Mapping) -> None:
    """Keep a correction under a name, or drop it."""
    changed: Sequence[str] = [code for _, code in tried.meanings if code not in (KEEP, IGNORE)]
    components.note(
        f"{len(changed)} arti kolom Anda ubah. Simpan agar berkas berikutnya dengan judul yang sama langsung terbaca."
    )
    with st.form("pemetaan", border=False):
        name = st.text_input("Nama pemetaan", placeholder="Misalnya: lembar kerja konsultan", max_chars=80)
        who = form.who("pemetaan")
        with st.container(horizontal=True):
            pressed = st.form_submit_button("Pakai pemetaan", type="primary", icon=":material/check:")
            dropped = st.form_submit_button("Batalkan koreksi", icon=":material/undo:")
    if dropped:
        _forget(upload, digest)
        st.rerun()
    if not pressed:
        return
    if not name.strip() or not who:
        st.warning("Isi nama pemetaan dan nama Anda dahulu.", icon=":material/edit:")
        return
    cache.workspace().keep_mapping(Mapping(name.strip(), tried.row, tried.signature, tried.meanings), who)
    _forget(upload, digest)
    form.know(who)
    st.rerun()


def _round() -> int:
    """Return how often a correction was kept or dropped: what was chosen before is then no longer chosen."""
    return int(st.session_state.get(ROUND, 0))


def _forget(upload: Upload, digest: str) -> None:
    """Forget the correction of a file, and what was chosen for it."""
    upload.correct(digest, None)
    st.session_state[ROUND] = _round() + 1
