"""Tindak lanjut: who does what until when, how far is it, and what does nobody act on yet?"""

from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.boundary import parts
from spbe_analytics.ui.kit.shell import open_page
from spbe_analytics.ui.tindak_lanjut import follow_up
from spbe_analytics.ui.tindak_lanjut.tabs import PARTS
from spbe_analytics.ui.words import origin

view = open_page()
board = follow_up.answer(view)
if board:
    parts((origin.ask,), view)
    components.tabs(PARTS, "isi_tindak", board)
