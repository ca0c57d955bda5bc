"""Tindak lanjut: who does what until when, how far is it, and what does nobody act on yet?"""

from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.shell import open_page
from spbe_analytics.ui.tindak_lanjut import follow_up
from spbe_analytics.ui.tindak_lanjut.tabs import PARTS

view = open_page()
board = follow_up.answer(view)
if board:
    components.tabs(PARTS, "isi_tindak", board)
