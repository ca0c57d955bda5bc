"""Peta: every government where it lies, coloured by predicate, value or change."""

from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.boundary import parts
from spbe_analytics.ui.kit.shell import open_page
from spbe_analytics.ui.peta import painting
from spbe_analytics.ui.words import origin

view = open_page()
if painting.answer(view):
    parts((origin.ask, painting.picture), view)
    components.sources_line(view)
