"""The workbook of a document: summary, values that compute, a sheet a part, scales, figures of charts, sources."""

import io
from datetime import datetime
from typing import Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from spbe_analytics.formulas import plain
from spbe_analytics.reports.book import charts, manifest, parts, sources, summary
from spbe_analytics.reports.book.looks import FONT, SIZE, Looks
from spbe_analytics.reports.book.page import CONTENTS
from spbe_analytics.reports.book.values import scales
from spbe_analytics.reports.book.values import sheet as values
from spbe_analytics.reports.document import PRODUCT, Document
from spbe_analytics.reports.manifest import Kind
from spbe_analytics.reports.unit_sheets import sheet_names

OTHERS: Final = (CONTENTS, values.SHEET, scales.SHEET, charts.SHEET, sources.SHEET, manifest.SHEET)
"""Sheets that are no part's."""

OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class Sheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A sheet whose formulas use functions that every Excel has.

    XlsxWriter would look through each formula for thirty newer ones, which takes longer than all the rest.
    """

    def _prepare_formula(self, formula: str, _: bool = False) -> str:
        return formula.removeprefix("=")


def workbook(document: Document) -> bytes:
    """Write a document as one workbook; see :func:`spbe_analytics.reports.book.book`."""
    buffer = io.BytesIO()
    about = f"{document.subject}, {document.moment}"
    region = document.kind is Kind.REGION
    told = document.parts[1:] if not document.parts[0].tables else document.parts
    names = sheet_names([part.heading for part in told], OTHERS)
    links = {values.SHEET: "Semua butir; tingkatnya dapat diubah dan indeksnya dihitung ulang"} if region else {}
    links |= {names[part.heading]: part.title for part in told}
    links |= {scales.SHEET: "Batas predikat, nama tingkat, dan cara menghitung"} if region else {}
    links |= {
        charts.SHEET: "Angka di balik grafik",
        sources.SHEET: "Sumber, cara menghitung, dan tanda periksa",
    }
    letters = {"font_name": FONT, "font_size": SIZE, "font_scheme": False}
    with xlsxwriter.Workbook(buffer, OPTIONS | {"default_format_properties": letters}) as made:
        made.set_properties(
            {
                "title": plain(document.title),
                "subject": plain(about),
                "author": PRODUCT,
                "created": datetime(document.today.year, document.today.month, document.today.day),
            }
        )
        looks = Looks(made, document.view.palette)
        sheets = {name: made.add_worksheet(name, Sheet) for name in (CONTENTS, *links)}
        drawing = charts.Charts(made, sheets[charts.SHEET], looks, document.view.palette, about)
        own_sheet = told is document.parts
        summary.write(sheets[CONTENTS], looks, document, links, None if own_sheet else drawing)
        if region:
            values.write(sheets[values.SHEET], looks, document)
            scales.write(sheets[scales.SHEET], looks, document.view.instrument, about)
        for part in told:
            parts.write(made, sheets[names[part.heading]], looks, part, about, drawing)
        sources.write(sheets[sources.SHEET], looks, document)
        manifest.write(made, document.manifest)
        sheets[CONTENTS].activate()
    return buffer.getvalue()
