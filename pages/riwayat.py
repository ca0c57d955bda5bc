"""Riwayat: who stored what and when, what did it change, and how is it taken back?"""

from spbe_analytics.ui.kit.boundary import parts
from spbe_analytics.ui.kit.shell import open_page
from spbe_analytics.ui.riwayat import history

view = open_page()
if history.answer(view):
    number = history.choose(view)
    parts((history.details, history.choose_page, history.changed, history.whence, history.take_back), view, number)
