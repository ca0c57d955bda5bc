"""Unggah data: template, file, preview, commit."""

from spbe_analytics.ui.kit.boundary import parts
from spbe_analytics.ui.kit.shell import open_page
from spbe_analytics.ui.unggah import bulk, map_columns, results

view = open_page()
results.opening()
parts((results.templates,), view)
previews = results.incoming(view)
if len(previews) == 1:
    parts((results.recognised,), view, previews[0])
    parts((results.findings,), previews[0])
    if map_columns.needed(previews[0]):
        parts((map_columns.step,), view, previews[0])
    parts((results.commit,), previews[0])
elif previews:
    parts((bulk.recognised,), previews)
    chosen = bulk.choose(previews)
    if chosen is not None:
        parts((results.findings,), chosen)
    parts((bulk.commit,), previews)
