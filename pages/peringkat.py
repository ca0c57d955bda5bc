"""Peringkat: everybody's place, who moved, and why equals may rank apart."""

from spbe_analytics.parts.ranking import ranking_rows
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.boundary import parts
from spbe_analytics.ui.kit.shell import open_page
from spbe_analytics.ui.peringkat import certainty, ranking, ranking_table
from spbe_analytics.ui.words import origin

view = open_page()
group = ranking_rows(view)
if ranking.answer(view, group):
    parts((origin.ask,), view, list(group["region"]))
    parts((ranking.pictures, ranking_table.table, certainty.part), view, group)
    parts((ranking_table.remarks,), view, group)
    components.sources_line(view)
