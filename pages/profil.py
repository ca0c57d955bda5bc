"""Profil daerah: one government from its index down to the levels of its indicators."""

from spbe_analytics.ui import components, followup, levels, next_step, profile
from spbe_analytics.ui.boundary import parts
from spbe_analytics.ui.shell import open_page

view = open_page()
if profile.answer(view):
    parts((next_step.show, followup.line, profile.domains), view)
    parts((levels.parts, levels.strengths, profile.stages, profile.remarks), view)
    components.sources_line(view, view.home.code)
