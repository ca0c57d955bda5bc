"""Laporan: slides, workbook and report to take into a meeting; many at once; and whether an old one still holds."""

from spbe_analytics.ui.kit.boundary import parts
from spbe_analytics.ui.kit.shell import open_page
from spbe_analytics.ui.laporan import checking, chosen, files, many

view = open_page()
document = chosen.answer(view)
if document:
    parts((files.downloads, files.preview, files.contents), view, document)
parts((many.block, checking.block), view)
