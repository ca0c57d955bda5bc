"""Tindak lanjut: who does what until when, how far is it, and what does nobody act on yet?"""

from spbe_analytics.ui import components, followup
from spbe_analytics.ui.followup_parts import PARTS
from spbe_analytics.ui.shell import open_page

view = open_page()
board = followup.answer(view)
if board:
    components.tabs(PARTS, "isi_tindak", board)
