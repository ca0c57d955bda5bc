"""Riwayat: who stored what and when, what did it change, and how is it taken back?"""

from spbe_analytics.ui import history
from spbe_analytics.ui.shell import open_page

view = open_page()
if history.answer(view):
    number = history.choose(view)
    history.details(view, number)
    history.changed(view, number)
    history.take_back(view, number)
