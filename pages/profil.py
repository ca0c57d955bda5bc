"""Profil daerah: one government from its index down to the levels of its indicators."""

from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.boundary import parts
from spbe_analytics.ui.kit.shell import open_page
from spbe_analytics.ui.profil import about, explained, levels, next_step, profile
from spbe_analytics.ui.words import origin

view = open_page()
if profile.answer(view):
    parts((origin.ask,), view)
    parts((next_step.show, next_step.follow_up_line, profile.domains), view)
    parts((levels.parts, levels.strengths, profile.stages, explained.show, profile.remarks, about.show), view)
    components.sources_line(view, view.home.code)
