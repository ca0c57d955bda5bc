"""Peringkat: everybody's place, who moved, and why equals may rank apart."""

from spbe_analytics.ui import certainty, components, origin, ranking, ranking_table
from spbe_analytics.ui.shell import open_page

view = open_page()
group = ranking.standing(view)
if ranking.answer(view, group):
    ranking.pictures(view, group)
    ranking_table.table(view, group)
    certainty.part(view, group)
    origin.ask(view, list(group["region"]), view.instrument.codes)
    ranking_table.remarks(view, group)
    components.sources_line(view)
