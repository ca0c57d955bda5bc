"""The tabs of *Tindak lanjut*: a new one is a new row."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from spbe_analytics.parts.region.follow_up import Board
from spbe_analytics.ui.tindak_lanjut import action_list, brought, follow_up, remarks, workbook


def _actions(board: Board) -> None:
    left, right = st.columns([5, 3], gap="medium")
    with left:
        action_list.show(board)
    with right:
        follow_up.progress(board)
        brought.show(board)


PARTS: Final[dict[str, Callable[[Board], None]]] = {
    "Daftar tindakan": _actions,
    "Catatan tanpa tindakan": remarks.show,
    "Lewat Excel": workbook.show,
}
"""Title of each tab and what it shows."""
