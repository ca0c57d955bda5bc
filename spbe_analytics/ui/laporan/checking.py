"""*Laporan*: whether the figures of a document are still those that are stored."""

from typing import Final

import streamlit as st

from spbe_analytics.errors import SpbeError
from spbe_analytics.parts.view import View
from spbe_analytics.reports.verify import told, verify
from spbe_analytics.ui.kit import components

MOST_MB: Final = 50
"""Largest document taken."""


def block(view: View) -> None:
    """Take a document of ours and say which of its figures changed since it was made."""
    with st.container(gap="xxsmall"):
        components.subheading("Periksa dokumen")
        given = st.file_uploader(
            "Berkas .pdf, .pptx, atau .xlsx yang pernah diunduh dari sini", type=["pdf", "pptx", "xlsx"],
            max_upload_size=MOST_MB, key="periksa-dokumen",
        )  # fmt: skip
        if given is None:
            components.note("Apakah angkanya masih sama dengan yang tersimpan? Unggah berkasnya; tidak disimpan.")
            return
        try:
            for line in told(verify(given.getvalue(), given.name, view.snapshot)):
                components.note(line)
        except SpbeError as error:
            components.warn(str(error))
