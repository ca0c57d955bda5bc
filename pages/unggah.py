"""Unggah data: template, file, preview, commit."""

from spbe_analytics.ui.kit.boundary import parts
from spbe_analytics.ui.kit.shell import open_page
from spbe_analytics.ui.unggah import bulk, reading_plan, results

view = open_page()
results.opening()
parts((results.templates,), view)
previews, said = results.incoming(view)
if len(previews) == 1:
    parts((results.recognised,), view, previews[0])
    parts((results.findings,), previews[0])
    parts((reading_plan.step,), view, previews[0], said)
    parts((results.commit,), previews[0])
elif previews:
    parts((bulk.recognised,), previews)
    chosen = bulk.choose(previews)
    if chosen is not None:
        parts((results.findings,), chosen)
    parts((bulk.commit,), previews)
