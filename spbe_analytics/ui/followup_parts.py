"""The tabs of *Tindak lanjut*: a new one is a new row."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from spbe_analytics.ui import followup, followup_file, followup_list, followup_remarks
from spbe_analytics.ui.followup import Board


def _actions(board: Board) -> None:
    left, right = st.columns([5, 3], gap="medium")
    with left:
        followup_list.show(board)
    with right:
        followup.progress(board)


PARTS: Final[dict[str, Callable[[Board], None]]] = {
    "Daftar tindakan": _actions,
    "Catatan tanpa tindakan": followup_remarks.show,
    "Lewat Excel": followup_file.show,
}
"""Title of each tab and what it shows."""
