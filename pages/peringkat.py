"""Peringkat: everybody's place, who moved, and why equals may rank apart."""

from spbe_analytics.ui import certainty, components, origin, ranking, ranking_rows, ranking_table
from spbe_analytics.ui.boundary import parts
from spbe_analytics.ui.shell import open_page

view = open_page()
group = ranking_rows.standing(view)
if ranking.answer(view, group):
    parts((ranking.pictures, ranking_table.table, certainty.part), view, group)
    parts((origin.ask,), view, list(group["region"]), view.instrument.codes)
    parts((ranking_table.remarks,), view, group)
    components.sources_line(view)
