"""Tindak lanjut: who does what until when, how far is it, and what does nobody act on yet?"""

import streamlit as st

from spbe_analytics.ui import followup, followup_file, followup_list, followup_remarks
from spbe_analytics.ui.shell import open_page

view = open_page()
board = followup.answer(view)
if board:
    actions, remarks, file = st.tabs(followup.PARTS, key="isi_tindak", on_change="rerun", bind="query-params")
    if actions.open:
        with actions:
            left, right = st.columns([5, 3], gap="medium")
            with left:
                followup_list.show(board)
            with right:
                followup.progress(board)
    if remarks.open:
        with remarks:
            followup_remarks.show(board)
    if file.open:
        with file:
            followup_file.show(board)
