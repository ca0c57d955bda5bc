"""Peringkat: everybody's place, who moved, and why equals may rank apart."""

from spbe_analytics.ui import components, ranking, ranking_table
from spbe_analytics.ui.shell import open_page

view = open_page()
group = ranking.standing(view)
if ranking.answer(view, group):
    ranking.pictures(view, group)
    ranking_table.table(view, group)
    ranking_table.remarks(view, group)
    components.sources_line(view)
