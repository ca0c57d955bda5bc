"""Unggah data: template, file, preview, commit."""

from spbe_analytics.ui import bulk, map_columns, upload
from spbe_analytics.ui.shell import open_page

view = open_page()
upload.opening()
upload.templates(view)
previews = upload.incoming(view)
if len(previews) == 1:
    upload.recognised(view, previews[0])
    upload.findings(previews[0])
    if map_columns.needed(previews[0]):
        map_columns.step(view, previews[0])
    upload.commit(previews[0])
elif previews:
    bulk.recognised(previews)
    chosen = bulk.choose(previews)
    if chosen is not None:
        upload.findings(chosen)
    bulk.commit(previews)
