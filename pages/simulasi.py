"""Simulasi & rencana: what if these levels rose, and which should rise first?"""

from spbe_analytics.ui import components, simulation
from spbe_analytics.ui.boundary import parts
from spbe_analytics.ui.shell import open_page

view = open_page()
start = simulation.start(view)
if start is not None:
    parts((simulation.workbench,), view, start)
    components.sources_line(view, start.region)
