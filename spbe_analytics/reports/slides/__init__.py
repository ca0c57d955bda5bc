"""A document as slides: one a part, with charts that can be edited, on our master or on somebody's own."""

from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide

from spbe_analytics.charts import palette
from spbe_analytics.reports.document import Document
from spbe_analytics.reports.slides.area import Area
from spbe_analytics.reports.slides.canvas import LANGUAGE, Canvas
from spbe_analytics.reports.slides.compose import compose
from spbe_analytics.reports.slides.ground.sheet import GAP, Sheet
from spbe_analytics.reports.slides.ground.template import opened
from spbe_analytics.reports.slides.notes import notes_of
from spbe_analytics.reports.slides.package import describe, manifest_in, pack
from spbe_analytics.reports.slides.text import clean, cut, wide
from spbe_analytics.scoring.display import format_date

__all__ = ["check_template", "manifest_in", "slides"]

NOTES = {"sldImg": "Gambar salindia", "body": "Catatan"}
"""Names of the places of a page of notes, by their kind."""

FOOT_SIZES = (9.0, 8.5, 8.0)
"""Sizes of the foot in points, in the order in which they are tried."""

SPARE = 48
"""Points of the foot that stay free: for a number where it has no place of its own, and for broader letters."""

SUBJECT_SHARE = 0.42
"""Share of the foot that the name of the document's subject may take."""


def check_template(template: bytes) -> None:
    """Look whether slides can be made on somebody's .pptx.

    Raises:
        SpbeError: They cannot; the message says why and what to do.
    """
    opened(template)


def slides(document: Document, template: bytes | None = None) -> bytes:
    """Write a document as slides.

    Args:
        document: What they tell; one slide a part, sources and method on the last one.
        template: A .pptx whose master, layouts and size are used; its own slides are left out. ``None`` for ours.

    Returns:
        A .pptx: the same document gives the same bytes. :func:`manifest_in` reads from it the figures it rests on.

    Raises:
        SpbeError: The template cannot be used; the message says why and what to do.
    """
    deck, sheet = opened(template)
    foot = _foot(document, sheet)
    for at, part in enumerate(document.parts):
        last = document if at == len(document.parts) - 1 else None
        slide = deck.slides.add_slide(sheet.layout)
        canvas = Canvas(slide, sheet, palette(False))
        _only_ours(slide, sheet)
        below = canvas.title(part.title)
        canvas.kicker(part.heading)
        body = sheet.body if below <= sheet.body.top else _lower(sheet.body, below + GAP)
        compose(canvas, part, body, first=at == 0 and bool(part.figures), document=last)
        canvas.foot(*foot, at + 1)
        _speak(slide, notes_of(part, last))
    describe(deck, document)
    return pack(deck)


def _only_ours(slide: Slide, sheet: Sheet) -> None:
    """Take from a new slide the empty places that nothing of ours stands in."""
    title = slide.shapes.title
    for place in list(slide.placeholders):
        if place.placeholder_format.idx != sheet.kicker and (title is None or place.shape_id != title.shape_id):
            place.element.getparent().remove(place.element)


def _lower(body: Area, top: float) -> Area:
    return Area(body.left, top, body.width, max(body.bottom - top, 0.0))


def _foot(document: Document, sheet: Sheet) -> tuple[str, float]:
    """Write the foot: whose figures, of when, from where, made when, and the sum to hold them against.

    Returns:
        The text, and the size in points in which it stands whole; in the smallest the place within the source is left
        out, then the source is cut.
    """
    first = clean(document.sources[0].title) if document.sources else ""
    more = f" dan {len(document.sources) - 1} lainnya" if len(document.sources) > 1 else ""
    ends = [document.moment, format_date(document.today), f"tanda periksa {document.manifest.checksum}"]
    width = sheet.foot.width - SPARE
    shorter = first.rpartition(", ")[0] or first
    tried = [*((first, size) for size in FOOT_SIZES), (shorter, FOOT_SIZES[-1])]
    for told, size in tried:
        subject = cut(clean(document.subject), size, width * SUBJECT_SHARE, 1)
        room = width - wide(" · ".join([subject, *ends, more]), size)
        if wide(told, size) <= room:
            break
    if wide(told, size) > room:
        told = cut(told, size, room - SPARE, 1)
    source = [told + more] if first and room > 60 + SPARE else []
    return " · ".join([subject, ends[0], *source, *ends[1:]]), size


def _speak(slide: Slide, said: list[str]) -> None:
    """Write the notes of a slide, where the template's notes have a place for text."""
    for place in slide.notes_slide._element.iter("{*}ph"):
        kind, head = place.get("type", ""), place.getparent().getparent()
        if kind in NOTES:
            head.find("{*}cNvPr").set("name", NOTES[kind])
        body = head.getparent().find("{*}txBody") if kind == "body" else None
        if body is None:
            continue
        for old in list(body.iterchildren("{*}p")):
            body.remove(old)
        for text in said:
            run = f'<a:r><a:rPr lang="{LANGUAGE}"/><a:t>{escape(text)}</a:t></a:r>'
            body.append(parse_xml(f"<a:p {nsdecls('a')}>{run}</a:p>"))
