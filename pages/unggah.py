"""Unggah data: template, file, preview, commit."""

from spbe_analytics.ui import upload
from spbe_analytics.ui.shell import open_page

view = open_page()
upload.opening()
upload.templates(view)
previewed = upload.incoming(view)
if previewed is not None:
    upload.recognised(view, previewed)
    upload.findings(previewed)
    upload.commit(previewed)
