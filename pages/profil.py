"""Profil daerah: one government from its index down to the levels of its indicators."""

from spbe_analytics.ui import components, followup, levels, next_step, profile
from spbe_analytics.ui.shell import open_page

view = open_page()
if profile.answer(view):
    next_step.show(view)
    followup.line(view)
    profile.domains(view)
    levels.parts(view)
    levels.strengths(view)
    profile.stages(view)
    profile.remarks(view)
    components.sources_line(view, view.home.code)
