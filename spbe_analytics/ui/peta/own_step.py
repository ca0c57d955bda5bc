"""The step in which a person brings outlines of an own, such as districts: for the session alone, on nobody's disk."""

from dataclasses import dataclass
from typing import Final

import streamlit as st

from spbe_analytics.regions import sent
from spbe_analytics.regions.brought import MOST_BYTES, BoundaryError, read_outlines
from spbe_analytics.ui.kit import components

HELD: Final = "batas-sendiri"
ROUND: Final = "putaran-batas"


@dataclass(frozen=True)
class Own:
    """Outlines in use.

    Attributes:
        name: Their name on the server.
        file: Name of the file.
        count: How many shapes there are.
    """

    name: str
    file: str
    count: int

    @property
    def address(self) -> str:
        """Where a browser fetches them, relative to any page."""
        return f"spbe/peta/sendiri/{self.name}.json"


def in_use() -> Own | None:
    """Return the outlines that this session brought; ``None`` without any, or once the server let go of them."""
    held = st.session_state.get(HELD)
    return held if isinstance(held, Own) and sent.OWN.get(held.name) is not None else None


def step() -> None:
    """Let a person bring outlines, or take them away."""
    held = in_use()
    with st.expander("Batas sendiri di atas peta, misalnya kecamatan", expanded=False):
        if held is not None:
            components.note(
                f"{held.count} bentuk dari {held.file} tampak sebagai garis putus-putus, hanya di sesi ini."
            )
            if st.button("Hapus batas sendiri", key="hapus-batas"):
                sent.OWN.forget(held.name)
                del st.session_state[HELD]
                st.rerun()
            return
        components.note(
            "GeoJSON dengan poligon dan kode Kemendagri di properti “kode”, seperti 73.22.01. Berkasnya tidak disimpan."
        )
        given = st.file_uploader(
            "Berkas GeoJSON",
            type=["geojson", "json"],
            max_upload_size=MOST_BYTES >> 20,
            key=f"batas-{st.session_state.get(ROUND, 0)}",
        )
        if given is None:
            return
        try:
            found = read_outlines(given.getvalue())
        except BoundaryError as error:
            for fault in error.faults:
                components.warn(fault)
            return
        name = sent.OWN.keep(sent.packed(found.paths, found.points))
        st.session_state[HELD] = Own(name, given.name, len(found.paths))
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        st.rerun()
