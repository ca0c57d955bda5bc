"""Files that come in on *Unggah data*: what they do not say of themselves, and their reading with visible progress."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

import streamlit as st

from spbe_analytics.errors import SpbeError
from spbe_analytics.ingest import Identity
from spbe_analytics.ingest.bundle import is_bundle, unbundle
from spbe_analytics.preview import Preview, preview_many
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Stage
from spbe_analytics.settings import settings
from spbe_analytics.ui import cache, components

TYPES = ("xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "txt", "zip")
READ = "terbaca"
"""Where a session keeps what it has read: nobody else's session sees it."""


def take(years: Sequence[int], hints: Identity | None = None) -> list[Preview]:
    """Take files, and behind a fold what they do not say of themselves; return their previews.

    Args:
        years: Result years that can be chosen.
        hints: What is known besides, such as mappings.

    Returns:
        One preview a file in the order of the files; a zip of workbooks counts as its files.
    """
    components.subheading("2. Unggah dan periksa")
    given = st.file_uploader(
        "Satu atau banyak berkas: buku kerja (.xlsx, .xlsm, .xls, .xlsb, .ods), CSV, atau zip",
        type=list(TYPES),
        accept_multiple_files=True,
        max_upload_size=settings().max_upload_mb,
        key="berkas",
    )
    said = _said(years, hints or Identity())
    if not given:
        st.session_state.pop(READ, None)
        return []
    files = []
    for item in given:
        try:
            files += list(_files(item.name, item.getvalue()))
        except SpbeError as error:
            st.error(components.escape(str(error)), icon=":material/error:")
    return _read(files, said)


def _said(years: Sequence[int], hints: Identity) -> Identity:
    places = gazetteer()
    with st.expander("Berkas tidak menyebut daerah, tahun, atau tahapnya?"):
        components.note(
            "Isi hanya yang tidak tertulis di berkas. Isian yang bertentangan dengan berkas menjadi temuan."
        )
        left, middle, right = st.columns(3, gap="small")
        region = left.selectbox(
            "Daerah",
            [item.code for item in places.governments()],
            index=None,
            format_func=lambda code: places[code].name,
            placeholder="Menurut berkas",
            filter_mode="contains",
            key="isian_daerah",
        )
        year = middle.selectbox(
            "Tahun hasil",
            [str(year) for year in years],
            index=None,
            placeholder="Menurut berkas",
            key="isian_tahun",
        )
        stage = right.selectbox(
            "Tahap",
            [item.value for item in Stage],
            index=None,
            format_func=lambda value: Stage(value).label,
            placeholder="Menurut berkas",
            key="isian_tahap",
        )
    return Identity(region, int(year) if year else None, Stage(stage) if stage else None, None, hints.mappings)


def _files(name: str, content: bytes) -> Iterable[tuple[str, bytes]]:
    if is_bundle(content):
        return unbundle(content, name, settings().max_upload_mb << 20)
    return [(name, content)]


def _read(files: Sequence[tuple[str, bytes]], said: Identity) -> list[Preview]:
    """Read what this session has not read yet, showing how far it is."""
    known: dict[tuple[str, str, Identity], Preview] = st.session_state.get(READ, {})
    keys = [(sha256(content).hexdigest(), name, said) for name, content in files]
    fresh = [place for place, key in enumerate(keys) if key not in known]
    kept = {key: known[key] for key in keys if key in known}
    if fresh:
        bar = st.progress(0.0, text="Membaca berkas…") if len(fresh) > 1 else None
        read = preview_many([(files[place][1], files[place][0]) for place in fresh], said, cache.readers())
        for done, (place, previewed) in enumerate(read, start=1):
            kept[keys[fresh[place]]] = previewed
            if bar is not None:
                bar.progress(
                    done / len(fresh), text=f"{done} dari {len(fresh)} berkas terbaca: {previewed.reading.name}"
                )
        if bar is not None:
            bar.empty()
    st.session_state[READ] = kept
    return [kept[key] for key in dict.fromkeys(keys)]
