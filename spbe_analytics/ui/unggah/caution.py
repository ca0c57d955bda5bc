"""What a person should know before files are stored, said once above the button."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from spbe_analytics.preview import Preview
from spbe_analytics.ui.kit import cache, components

KEPT: Final = "peringatan_simpan"
"""Where a session keeps what was said of the files it looks at, until the data change."""


def caution(previews: Sequence[Preview]) -> None:
    """Warn of a later stage in the store, of published figures replaced, and of files stored before."""
    snapshot = cache.snapshot()
    stored = st.session_state.get("tersimpan", {})
    waiting = [previewed for previewed in previews if previewed.reading.sha256 not in stored]
    key = (snapshot.revision, *(previewed.reading.sha256 for previewed in waiting))
    kept_for, texts = st.session_state.get(KEPT, (None, []))
    if kept_for != key:
        texts = cache.workspace().cautions(waiting, snapshot)
        st.session_state[KEPT] = (key, texts)
    for text in texts:
        st.warning(components.escape(text), icon=":material/warning:")


def decided(previews: Sequence[Preview]) -> bool:
    """Ask for a decision where files hide something; tell whether there is none left to take."""
    hiding = [previewed.reading.name for previewed in previews if previewed.reading.hides]
    if not hiding:
        return True
    names = hiding[0] if len(hiding) == 1 else f"{hiding[0]} dan {len(hiding) - 1} berkas lain"
    agreed = st.checkbox(
        f"Bagian tersembunyi dalam {components.escape(names)} sudah saya periksa: baris dan kolom tersembunyi ikut "
        "dibaca, lembar tersembunyi tidak, dan angka yang desimalnya tersembunyi dibaca selengkapnya.",
        key=f"tersembunyi-{previews[0].reading.sha256}-{len(previews)}",
    )
    if not agreed:
        components.note("Centang bila benar demikian; bila tidak, tampilkan atau hapus bagian itu lalu unggah lagi.")
    return agreed
