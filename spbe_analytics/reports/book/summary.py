"""The first sheet: the answer, its figures, and the findings of all parts with the way to them."""

from collections.abc import Mapping
from typing import Any, Final

from spbe_analytics.parts.part import Figure
from spbe_analytics.reports.book.charts import Charts
from spbe_analytics.reports.book.looks import FIGURE_SIZE, SIZE, TITLE_SIZE, Looks
from spbe_analytics.reports.book.page import LINE, Page, height
from spbe_analytics.reports.document import Document
from spbe_analytics.scoring.display import format_date

WIDTHS: Final = (32, 32, 32, 32)
"""Four columns, one a figure."""


def write(
    sheet: Any,  # noqa: ANN401 - xlsxwriter has no types
    looks: Looks,
    document: Document,
    links: Mapping[str, str],
    charts: Charts | None,
) -> None:
    """Write the sheet.

    Args:
        sheet: An empty sheet.
        looks: Formats of its workbook.
        document: The document.
        links: Names of sheets with what stands in them, in order.
        charts: Draws the first part's pictures, where it has no sheet of its own.
    """
    page = Page(sheet, looks, WIDTHS, f"{document.subject}, {document.moment}")
    sheet.fit_to_pages(1, 1)
    answer = document.parts[0]
    page.text(document.title, "title", size=TITLE_SIZE)
    page.text(f"{document.subject} · {document.moment}", "muted")
    page.line += 1
    page.text(answer.title, "heading", size=SIZE + 3)
    for said in answer.beside_charts:
        page.text(said)
    page.line += 1
    if answer.figures:
        _cards(page, answer.figures)
    page.text("Isi", "heading")
    for name, said in links.items():
        sheet.write_url(page.line, 0, f"internal:'{name.replace(QUOTE, QUOTE * 2)}'!A1", looks("link", "text"), name)
        page.text(said, first=1)
    for said in answer.notes:
        page.text(said, "muted")
    page.line += 1
    for picture in answer.pictures if charts else ():
        drawn = charts.of(picture, True) if charts else None
        if drawn is not None:
            made, (_, tall), told = drawn
            sheet.insert_chart(page.line, 0, made, {"description": told, "object_position": 2})
            page.line = page.past(page.line, tall) + 1
    made_on = f"Dibuat {format_date(document.today)} · revisi data {document.revision}"
    page.text(f"{made_on} · tanda periksa {document.manifest.checksum}", "muted")


QUOTE: Final = "'"


def _cards(page: Page, figures: tuple[Figure, ...]) -> None:
    """Write figures beside each other: what it is, the figure, what it is compared with."""
    for place, figure in enumerate(figures):
        for below, (said, words, size) in enumerate(
            (
                (figure.label, ("card", "muted"), SIZE),
                (figure.value, ("card", "figure"), FIGURE_SIZE),
                (figure.delta, ("card", "muted"), SIZE),
            )
        ):
            page.merged(page.line + below, place, place, said, *words)
            page.tall(page.line + below, height(said, WIDTHS[place] - 2, size) + LINE / 4)
    page.line += 4
