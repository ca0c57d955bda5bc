"""Simulasi & rencana: what if these levels rose, and which should rise first?"""

from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.boundary import parts
from spbe_analytics.ui.kit.shell import open_page
from spbe_analytics.ui.simulasi import simulation
from spbe_analytics.ui.words import origin

view = open_page()
start = simulation.start(view)
if start is not None:
    parts((simulation.workbench,), view, start)
    parts((origin.ask,), view)
    components.sources_line(view, start.region)
