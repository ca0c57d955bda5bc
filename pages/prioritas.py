"""Prioritas: what holds us back, what to raise first, and against whom?"""

from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.boundary import parts
from spbe_analytics.ui.kit.shell import open_page
from spbe_analytics.ui.prioritas import priority
from spbe_analytics.ui.prioritas.tabs import PARTS
from spbe_analytics.ui.words import origin

view = open_page()
answered = priority.answer(view)
parts((origin.ask,), view)
if answered and priority.holding(view):
    components.tabs(PARTS, "isi", view)
    components.sources_line(view, view.home.code)
