"""What a person should know before files are stored, said once above the button."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from spbe_analytics.preview import Preview
from spbe_analytics.ui.kit import cache, components
from spbe_analytics.ui.unggah.upload import Upload, agree

HIDDEN: Final = "tersembunyi"
"""The decision about hidden parts, as an upload keeps it."""

KEPT: Final = "peringatan_simpan"
"""Where a session keeps what was said of the files it looks at, until the data change."""


def caution(previews: Sequence[Preview]) -> None:
    """Warn of a later stage in the store, of published figures replaced, and of files stored before."""
    snapshot = cache.snapshot()
    key = (snapshot.revision, *(previewed.reading.sha256 for previewed in previews))
    kept_for, texts = st.session_state.get(KEPT, (None, []))
    if kept_for != key:
        texts = cache.workspace().cautions(previews, snapshot)
        st.session_state[KEPT] = (key, texts)
    for text in texts:
        st.warning(components.escape(text), icon=":material/warning:")


def decided(upload: Upload) -> bool:
    """Ask for a decision where files hide something; tell whether there is none left to take."""
    hiding = [previewed.reading.name for previewed in upload.ready if previewed.reading.hides]
    if not hiding:
        return True
    names = hiding[0] if len(hiding) == 1 else f"{hiding[0]} dan {len(hiding) - 1} berkas lain"
    key = f"tersembunyi-{upload.place.token}"
    agreed = st.checkbox(
        f"Bagian tersembunyi dalam {components.escape(names)} sudah saya periksa: baris dan kolom tersembunyi ikut "
        "dibaca, lembar tersembunyi tidak, dan angka yang desimalnya tersembunyi dibaca selengkapnya.",
        value=HIDDEN in upload.parcel.agreed,
        key=key,
        on_change=agree,
        args=(upload, HIDDEN, key),
    )
    if not agreed:
        components.note("Centang bila benar demikian; bila tidak, tampilkan atau hapus bagian itu lalu unggah lagi.")
    return agreed
