"""*Laporan*: the document as files, what its first slide and page look like, and an own template for the slides."""

from typing import Final

import streamlit as st

from spbe_analytics.documents.making import Format, written
from spbe_analytics.errors import SpbeError
from spbe_analytics.parts.view import View
from spbe_analytics.reports.document import Document
from spbe_analytics.reports.preview import first_slide
from spbe_analytics.reports.rapor import first_page
from spbe_analytics.ui.kit import components, markup
from spbe_analytics.ui.kit.boundary import guarded

TEMPLATE: Final = "templat_slide"
"""Where the session keeps an own template, once it was tried."""

MOST_MB: Final = 50
"""Largest template."""

MIME: Final = {
    Format.SLIDES: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Format.BOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.REPORT: "application/pdf",
}
LABELS: Final = {
    Format.SLIDES: "Unduh slide (.pptx)",
    Format.BOOK: "Unduh buku kerja (.xlsx)",
    Format.REPORT: "Unduh rapor (.pdf)",
}


def downloads(_: View, document: Document) -> None:
    """Offer the document in each format; nothing is made before somebody asks."""
    with st.container(horizontal=True, gap="small"):
        for wanted in Format:
            st.download_button(
                LABELS[wanted],
                lambda wanted=wanted: written(document, wanted, _template()),  # type: ignore[misc]
                f"{document.stem}.{wanted.value}",
                MIME[wanted],
                on_click="ignore",
                icon=":material/download:",
                key=f"laporan-{wanted.value}",
            )
    _own_template(document)


def _template() -> bytes | None:
    found = st.session_state.get(TEMPLATE)
    return found[1] if found else None


@guarded
def _own_template(document: Document) -> None:
    kept = st.session_state.get(TEMPLATE)
    with st.expander(f"Templat slide sendiri: {kept[0]}" if kept else "Pakai templat slide sendiri (lambang daerah)"):
        components.note(
            "Berkas .pptx dengan lambang dan warna daerah: slide induknya dipakai, slide di dalamnya tidak. Disimpan "
            "hanya selama halaman ini terbuka."
        )
        given = st.file_uploader("Templat .pptx", type=["pptx"], max_upload_size=MOST_MB, key="templat-berkas")
        if given is None:
            st.session_state.pop(TEMPLATE, None)
            return
        if kept and kept[2] == given.file_id:
            return
        content = given.getvalue()
        try:
            written(document, Format.SLIDES, content)
        except SpbeError as error:
            st.session_state.pop(TEMPLATE, None)
            components.warn(str(error))
            return
        st.session_state[TEMPLATE] = (given.name, content, given.file_id)
        components.note(f"Templat {given.name} dipakai untuk slide yang diunduh.")


def preview(view: View, document: Document) -> None:
    """Show what the first slide holds, and the first page of the report."""
    keys = tuple(part.key for part in document.parts)
    slide, page = view.keep(("pratinjau", document.manifest.checksum, keys), lambda: _drawn(document))
    left, right = st.columns([5, 3], gap="medium")
    with left, st.container(gap="xxsmall"):
        components.subheading("Slide pertama")
        st.html(slide)
    with right, st.container(gap="xxsmall"):
        components.subheading("Halaman pertama")
        st.html(page)


def _drawn(document: Document) -> tuple[str, str]:
    slide = markup.sheet(f"Slide pertama: {document.parts[0].title}", first_slide(document).encode(), "svg+xml")
    return slide, markup.sheet(f"Halaman pertama {document.title}", first_page(document), "png")


def contents(view: View, document: Document) -> None:
    """List the findings in the document, part by part."""
    with st.container(gap="xxsmall"):
        components.subheading("Isinya")
        st.html(markup.contents([(part.heading, part.title) for part in document.parts], view.palette))
