"""Unggah data: template, file, preview, commit."""

from spbe_analytics.ui import bulk, map_columns, upload
from spbe_analytics.ui.boundary import parts
from spbe_analytics.ui.shell import open_page

view = open_page()
upload.opening()
parts((upload.templates,), view)
previews = upload.incoming(view)
if len(previews) == 1:
    parts((upload.recognised,), view, previews[0])
    parts((upload.findings,), previews[0])
    if map_columns.needed(previews[0]):
        parts((map_columns.step,), view, previews[0])
    parts((upload.commit,), previews[0])
elif previews:
    parts((bulk.recognised,), previews)
    chosen = bulk.choose(previews)
    if chosen is not None:
        parts((upload.findings,), chosen)
    parts((bulk.commit,), previews)
