"""Why figures are as they are: what people wrote, beside the figures, and what they wrote before."""

from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.entries.note import FIELDS, Note
from spbe_analytics.errors import EntryError
from spbe_analytics.parts import notes as note_words
from spbe_analytics.parts.part import Column
from spbe_analytics.parts.view import View
from spbe_analytics.regions import Region
from spbe_analytics.scoring.display import format_date
from spbe_analytics.ui.kit import cache, components, form

ENTRY: Final = "penjelasan"
PAST: Final = "penjelasan-lalu"
"""Where the name of the person is asked."""

NODE: Final = "penjelasan_butir"
SEEN: Final = "penjelasan_terisi"
VERSIONS: Final = 20
"""Most versions that are listed."""

LIST: Final = {
    "what": Column("Nilai"),
    "text": Column("Penjelasan"),
    "kept_by": Column("Oleh"),
    "when": Column("Tanggal"),
}


def show(view: View) -> None:
    """Show the notes of the assessment, and let a person write, change, withdraw and bring back one."""
    home = view.home
    if home is None or view.own_scores is None:
        return
    notes = cache.workspace().notes
    mine = note_words.of_assessment(notes.current(home.code), view.instrument, view.year, view.stage)
    title = f"{len(mine)} penjelasan atas nilai {view.year}" if len(mine) else f"Penjelasan atas nilai {view.year}"
    with st.container(gap="xxsmall"):
        components.subheading(title)
        if len(mine):
            components.plain_table(_listed(view, mine), LIST)
        else:
            components.note("Belum ada. Tulis mengapa sebuah nilai begini, agar pembaca lain dan dokumen menyebutnya.")
    _entry(view, home, mine)
    _past(view, home, notes.history(home.code))


def _listed(view: View, mine: pd.DataFrame) -> pd.DataFrame:
    return mine.assign(
        what=[note_words.label(view.instrument, node) for node in mine["node"]],
        when=[format_date(at.date()) for at in mine["kept_at"]],
    )


def _entry(view: View, home: Region, mine: pd.DataFrame) -> None:
    scores = view.own_scores
    assert scores is not None
    nodes = [code for code in view.instrument.codes if pd.notna(scores.get(code))]
    with st.expander("Tulis atau ubah penjelasan", icon=":material/edit_note:"):
        chosen = st.selectbox(
            "Nilai yang dijelaskan",
            nodes,
            format_func=lambda code: note_words.label(view.instrument, code),
            filter_mode="contains",
            key=NODE,
        )
        about = (home.code, view.year, view.stage.value, view.instrument.id, chosen)
        text = next(iter(mine.loc[mine["node"] == chosen, "text"]), "")
        if st.session_state.get(SEEN) != (about, text):  # what is kept stands in the field, ready to be changed
            st.session_state[SEEN], st.session_state[_key("text")] = (about, text), text
        with st.form("penjelasan-tulis", border=False, enter_to_submit=False):
            form.ask(FIELDS, _key)
            form.who(ENTRY)
            with st.container(horizontal=True):
                keep = st.form_submit_button("Simpan penjelasan", type="primary", icon=":material/save:")
                remove = st.form_submit_button("Hapus", icon=":material/delete:", disabled=not text)
    written = str(st.session_state.get(_key("text")) or "")

    def store(who: str) -> str:
        if cache.workspace().notes.keep(Note(*about, written), who):
            return f"Penjelasan atas {note_words.label(view.instrument, chosen)} tersimpan."
        raise EntryError("Penjelasan itu sudah tersimpan persis begitu.")

    def withdraw(who: str) -> str:
        cache.workspace().notes.remove(Note(*about, ""), who)
        return f"Penjelasan atas {note_words.label(view.instrument, chosen)} dihapus; riwayatnya tetap ada."

    if keep:
        form.at_once(ENTRY, store)
    elif remove:
        form.at_once(ENTRY, withdraw)
    else:
        form.message(ENTRY)


def _key(name: str) -> str:
    return f"penjelasan_{name}"


def _past(view: View, home: Region, history: pd.DataFrame) -> None:
    """List what was written before, each version with a press that brings it back."""
    mine = note_words.of_assessment(history, view.instrument, view.year, view.stage)
    mine = mine.sort_values("kept_at", ascending=False, ignore_index=True, kind="stable")
    if len(mine) < 2:
        return
    with st.expander(f"Riwayat penjelasan ({len(mine)})", icon=":material/history:"):
        form.who(PAST)
        for at, version in enumerate(mine.head(VERSIONS).to_dict("records")):
            what = note_words.label(view.instrument, version["node"])
            day = format_date(version["kept_at"].date())
            said = version["text"] or "(dihapus)"
            with st.container(horizontal=True, vertical_alignment="center"):
                components.note(f"{day}, {version['kept_by']}, {what}: {said}")
                about = (home.code, view.year, view.stage.value, view.instrument.id, version["node"])
                newest = mine[mine["node"] == version["node"]]["text"].iloc[0]
                older = bool(version["text"]) and version["text"] != newest
                if older and st.button("Pakai lagi", key=f"penjelasan-lagi-{at}", type="tertiary"):
                    form.at_once(PAST, partial(_again, Note(*about, version["text"]), what))
        form.message(PAST)


def _again(note: Note, what: str, who: str) -> str:
    cache.workspace().notes.keep(note, who)
    return f"Penjelasan atas {what} dipakai lagi."
