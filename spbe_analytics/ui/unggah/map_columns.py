"""The step for a table that is not understood: a person says which row holds the headings and what each column is."""

from collections.abc import Iterator, Sequence
from typing import Final

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from spbe_analytics.ingest import Mapping
from spbe_analytics.ingest.files.workbook import Sheet, column_letters
from spbe_analytics.ingest.mapping import IGNORE, guess, meanings, signature
from spbe_analytics.ingest.tables.cells import is_blank, raw_text
from spbe_analytics.preview import Preview
from spbe_analytics.ui.kit import cache, components, form
from spbe_analytics.ui.kit.view import View

ROWS: Final = 40
"""How many rows are shown; the headings must be among them."""

MOST_COLUMNS: Final = 80
LONGEST: Final = 40


def needed(previewed: Preview) -> bool:
    """Tell whether nothing was recognised although there are tables to look at."""
    return any(item.code == "foreign-workbook" for item in previewed.reading.findings)


def step(view: View, previewed: Preview) -> None:
    """Show a sheet as a grid and keep what a person says of it; the file is then read anew."""
    sheets = cache.readers().first_rows(previewed.content, previewed.reading.name, ROWS)
    if not sheets:
        return
    components.subheading("Jelaskan tabel ini sekali")
    components.note(
        "Tunjukkan baris judul dan arti setiap kolom. Pemetaan ini disimpan dengan nama dan dipakai sendiri untuk "
        "berkas berikutnya dengan judul yang sama."
    )
    left, right = st.columns(2, gap="small")
    names = [sheet.name for sheet in sheets]
    chosen = right.selectbox("Lembar", names, key="pemetaan_lembar") if len(sheets) > 1 else names[0]
    sheet = sheets[names.index(chosen)]
    rows = [
        sheet.top + place for place, cells in enumerate(sheet.rows) if sum(not is_blank(cell) for cell in cells) > 1
    ]
    if not rows:
        return
    row = left.selectbox(
        "Baris judul",
        rows,
        index=_likely(sheet, rows),
        format_func=lambda place: _shown(sheet, place),
        key="pemetaan_baris",
    )
    _grid(sheet)
    heads = signature(sheet, row)[:MOST_COLUMNS]
    codes = _ask(view, sheet, row, heads)
    with st.form("pemetaan", border=False):
        name = st.text_input("Nama pemetaan", placeholder="Misalnya: lembar kerja konsultan", max_chars=80)
        who = form.who("pemetaan")
        pressed = st.form_submit_button("Pakai pemetaan", type="primary", icon=":material/check:")
    if not pressed:
        return
    if not name.strip() or not who:
        st.warning("Isi nama pemetaan dan nama Anda dahulu.", icon=":material/edit:")
    elif all(code == IGNORE for code in codes.values()):
        st.warning("Pilih arti paling sedikit satu kolom.", icon=":material/edit:")
    else:
        said = tuple((column, code) for column, code in codes.items() if code != IGNORE)
        cache.workspace().keep_mapping(Mapping(name.strip(), row, signature(sheet, row), said), who)
        form.know(who)
        st.rerun()


def _likely(sheet: Sheet, rows: Sequence[int]) -> int:
    """Return the place of the row with the most texts: headings are words, the rows below hold numbers."""
    counts = [sum(isinstance(cell, str) and not is_blank(cell) for cell in sheet.rows[row - sheet.top]) for row in rows]
    return counts.index(max(counts))


def _shown(sheet: Sheet, row: int) -> str:
    texts = [raw_text(cell)[:LONGEST] for cell in sheet.rows[row - sheet.top] if not is_blank(cell)]
    return f"{row + 1}: {' | '.join(texts)}"[:120]


def _grid(sheet: Sheet) -> None:
    width = min(max(len(cells) for cells in sheet.rows), MOST_COLUMNS)
    frame = pd.DataFrame(
        [[raw_text(cell)[:200] for cell in cells[:width]] for cells in sheet.rows],
        columns=[column_letters(column + sheet.left) for column in range(width)],
        index=[str(sheet.top + place + 1) for place in range(len(sheet.rows))],
    )
    st.dataframe(frame, height=260, alt="Isi lembar yang belum dikenali")


def _ask(view: View, sheet: Sheet, row: int, heads: Sequence[tuple[int, str]]) -> dict[int, str]:
    """Ask what each column means; its heading proposes an answer."""
    labels = meanings(view.instrument)
    codes: dict[int, str] = {}
    beside: Iterator[DeltaGenerator] = iter(())
    for place, (column, text) in enumerate(heads):
        if place % 2 == 0:
            beside = iter(st.columns(2, gap="small"))
        cell = sheet.rows[row - sheet.top][column - sheet.left]
        proposed = guess(cell)
        codes[column] = next(beside).selectbox(
            f"{column_letters(column)}: {components.escape(raw_text(cell)[:LONGEST])}",
            list(labels),
            index=list(labels).index(proposed),
            format_func=lambda code: labels[code],
            key=f"pemetaan-{row}-{column}-{text}",
        )
    return codes
