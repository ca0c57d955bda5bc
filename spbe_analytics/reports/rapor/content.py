"""What the template of a report takes of a document."""

from collections.abc import Mapping
from typing import Any, Final

from spbe_analytics.charts import Palette
from spbe_analytics.parts.part import Figure, Part
from spbe_analytics.reports.document import PRODUCT, Document, Source
from spbe_analytics.reports.rapor.carried import ATTACHED
from spbe_analytics.reports.rapor.layout import Shown, rows_of
from spbe_analytics.reports.rapor.letters import written
from spbe_analytics.reports.rapor.typesetting import drawn_pages, typeset
from spbe_analytics.scoring.display import MISSING, format_date

TEMPLATE: Final = "report.typ"


def typeset_report(document: Document) -> bytes:
    """Set a document; see :func:`spbe_analytics.reports.rapor.report`."""
    return typeset(TEMPLATE, *_content(document))


def draw_first_page(document: Document) -> bytes:
    """Draw the first page of a document as PNG."""
    return drawn_pages(TEMPLATE, *_content(document))[0]


def _content(document: Document) -> tuple[dict[str, Any], Mapping[str, str]]:
    """Return what the template reads, and the pictures by their names in it."""
    shown = Shown()
    data = {
        "title": written(document.title) or PRODUCT,
        "about": [written(text) for text in (document.subject, document.moment)],
        "made": format_date(document.today),
        "product": PRODUCT,
        "date": [document.today.year, document.today.month, document.today.day],
        "revision": str(document.revision),
        "checksum": document.manifest.checksum,
        "colours": colours(document.view.palette),
        "parts": [_part(part, shown) for part in document.parts],
        "sources": [_source(source) for source in document.sources],
        "method": [written(line) for line in document.method],
        "attached": {"name": ATTACHED, "content": document.manifest.write()},
    }
    return data, shown.drawings


def colours(palette: Palette) -> dict[str, str]:
    """Return the colours that the templates use."""
    names = ("text", "muted", "accent", "own_row", "border", "hairline", "surface", "better", "worse")
    return {name: getattr(palette, name) for name in names}


def _part(part: Part, shown: Shown) -> dict[str, Any]:
    return {
        "heading": written(part.heading),
        "title": written(part.title) or written(part.heading) or MISSING,
        "sentences": [written(text) for text in part.sentences if text],
        "figures": [_figure(figure) for figure in part.figures],
        "rows": rows_of(part, shown),
        "notes": [written(text) for text in part.notes if text],
    }


def _figure(figure: Figure) -> dict[str, str]:
    texts = {"label": written(figure.label), "value": written(figure.value), "delta": written(figure.delta)}
    return {**texts, "arrow": figure.arrow, "tone": figure.tone}


def _source(source: Source) -> dict[str, str]:
    """Name a source with its address where it is one of the web."""
    host = written(source.host)
    return {"title": written(source.title), "url": source.url if host else "", "host": host}
