"""Writes on one slide: title, kicker, foot, text, tiles of figures; in points, scaled to the slide's size."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.util import Emu

from spbe_analytics.charts import Palette
from spbe_analytics.reports.slides.area import Area
from spbe_analytics.reports.slides.ground.sheet import Sheet
from spbe_analytics.reports.slides.text import Line, clean, cut, fitted, lines_of

LANGUAGE: Final = "id-ID"
_NAMES: Final = nsdecls("a")
_ANCHORS: Final = {MSO_ANCHOR.TOP: "t", MSO_ANCHOR.MIDDLE: "ctr", MSO_ANCHOR.BOTTOM: "b"}
TITLE_SIZES: Final = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0)
LINES_OF_TITLE: Final = 4
"""Most lines of a title; what goes beyond is in the notes."""

LEADING_OF_TITLE: Final = 1.2
KICKER_SIZE: Final = 13.0
INSET: Final = 15.0
ROOM_OF_TITLE: Final = 0.96
"""Share of its width that a title is fitted into: bold letters of the broadest sans that stands in are wider still."""
"""Points that a template may take from the width of its title for margins."""


@dataclass(frozen=True)
class Canvas:
    """One slide in the making.

    Attributes:
        slide: The slide.
        sheet: Its layout, measured.
        palette: Light colours.
    """

    slide: Slide
    sheet: Sheet
    palette: Palette

    def box(self, area: Area) -> tuple[Emu, Emu, Emu, Emu]:
        """Return left, top, width and height as python-pptx takes them."""
        unit = self.sheet.unit
        sides = (area.left, area.top, area.width, area.height)
        left, top, width, height = (Emu(round(side * unit)) for side in sides)
        return left, top, width, height

    def size(self, points: float) -> Emu:
        """Scale a size of letters or a width to the slide; in whole hundredths of a point, as files have them."""
        return Emu(round(points * self.sheet.unit / 127) * 127)

    def title(self, text: str) -> float:
        """Write the title into its placeholder, smaller where it would not fit; return where the content may begin."""
        sheet, said = self.sheet, clean(text)
        area, shape = sheet.title, self.slide.shapes.title
        room = (area.width - INSET) * ROOM_OF_TITLE
        if shape is None:
            shape = _own_title(self.slide)
        shape.name = "Judul"
        sizes = [min(size, sheet.title_size) for size in TITLE_SIZES if size <= max(sheet.title_size, TITLE_SIZES[-1])]
        size = fitted(said, sizes, room, area.height, bold=True)
        said = cut(said, size, room, LINES_OF_TITLE, bold=True)
        need = lines_of(said, size, room, bold=True) * size * LEADING_OF_TITLE
        if need > area.height or not sheet.placed:
            area = Area(area.left, area.top, area.width, max(need, area.height))
            shape.left, shape.top, shape.width, shape.height = self.box(area)
        frame = shape.text_frame
        frame.text = said
        if size != sheet.title_size or not sheet.titled:
            for run in frame.paragraphs[0].runs:
                run.font.size = self.size(size)
        if not sheet.titled:
            frame.word_wrap = True
            frame.vertical_anchor = MSO_ANCHOR.TOP
            frame.paragraphs[0].runs[0].font.bold = True
        self.spoken(shape)
        return area.bottom

    def kicker(self, text: str) -> None:
        """Write what the slide is about, in a word or two, above the title or above the content."""
        said = cut(clean(text), KICKER_SIZE, self.sheet.title.width, 1, bold=True)
        if self.sheet.kicker is None:
            self.text(self.sheet.above, [Line(said, KICKER_SIZE, True, self.palette.accent)], "Pokok")
            return
        for place in self.slide.placeholders:
            if place.placeholder_format.idx == self.sheet.kicker:
                place.name, place.text_frame.text = "Pokok", said
                self.spoken(place)

    def foot(self, text: str, size: float, number: int) -> None:
        """Write the foot into the layout's places, or into a line of its own; the number counts by itself."""
        sheet = self.sheet
        said = cut(clean(text), size, sheet.foot.width, 1)
        if not sheet.own_foot:
            numbered = said if sheet.number else f"{cut(clean(text), size, sheet.foot.width - 30, 1)} · {number}"
            self.text(sheet.foot, [Line(numbered, size, False, self.palette.muted)], "Kaki")
        for place in sheet.layout.placeholders:
            kind = place.placeholder_format.type
            if kind == PP_PLACEHOLDER.FOOTER and sheet.own_foot:
                look = f'lang="{LANGUAGE}" sz="{self.size(size) // 127}"'
                run = f"<a:r {_NAMES}><a:rPr {look}/><a:t>{escape(said)}</a:t></a:r>"
                self._from_layout(place, "Kaki").append(parse_xml(run))
            elif kind == PP_PLACEHOLDER.SLIDE_NUMBER:
                self._from_layout(place, "Nomor halaman").append(_number_field(number))

    def _from_layout(self, place: Any, name: str) -> Any:  # noqa: ANN401 - a placeholder
        """Copy a placeholder of the layout to the slide, which python-pptx does not; return its empty paragraph."""
        element = copy.deepcopy(place.element)
        properties = element.find("{*}spPr")
        for inner in list(properties):
            properties.remove(inner)
        body = element.find("{*}txBody")
        for paragraph in body.findall("{*}p")[1:]:
            body.remove(paragraph)
        first = body.find("{*}p")
        for inner in list(first):
            first.remove(inner)
        for style in body.findall("{*}lstStyle"):
            for inner in list(style):
                style.remove(inner)
        identity = element.find("{*}nvSpPr/{*}cNvPr")
        tree: Any = self.slide.shapes._spTree
        identity.set("id", str(max(int(other.get("id")) for other in tree.iter("{*}cNvPr")) + 1))
        identity.set("name", name)
        tree.append(element)
        return first

    def text(self, area: Area, lines: Sequence[Line], name: str, anchor: MSO_ANCHOR = MSO_ANCHOR.TOP) -> Any:  # noqa: ANN401
        """Write paragraphs into a box without margins; return it."""
        shape = self.slide.shapes.add_textbox(*self.box(area))
        shape.name = name
        self.fill(shape.text_frame, lines, anchor)
        return shape

    def fill(self, frame: Any, lines: Sequence[Line], anchor: MSO_ANCHOR, side: float = 0.0) -> None:  # noqa: ANN401
        """Write paragraphs into a frame, in one piece: element by element takes five times as long.

        Args:
            frame: A text frame.
            lines: The paragraphs.
            anchor: Where they stand.
            side: Points that stay free left and right.
        """
        body, inset = frame._txBody, self.size(side)
        for old in [*body.iterchildren("{*}bodyPr"), *body.iterchildren("{*}p")]:
            body.remove(old)
        place = _ANCHORS[anchor]
        margins = f'lIns="{inset}" tIns="0" rIns="{inset}" bIns="0"'
        body.insert(
            0, parse_xml(f'<a:bodyPr {_NAMES} wrap="square" {margins} anchor="{place}"><a:noAutofit/></a:bodyPr>')
        )
        for line in lines:
            body.append(parse_xml(self._paragraph(line)))
        for paragraph, line in zip(frame.paragraphs, lines, strict=True):
            if line.link:
                paragraph.runs[0].hyperlink.address = line.link

    def _paragraph(self, line: Line) -> str:
        after = f'<a:spcAft><a:spcPts val="{self.size(line.after) // 127}"/></a:spcAft>'
        return f'<a:p {_NAMES}><a:pPr algn="l">{after}</a:pPr>{self.written(line)}</a:p>'

    def written(self, line: Line) -> str:
        """Return a run as XML."""
        colour = "" if line.colour is None or line.link else f'<a:srgbClr val="{line.colour[1:]}"/>'
        ink = f"<a:solidFill>{colour}</a:solidFill>" if colour else ""
        look = f'lang="{LANGUAGE}" sz="{self.size(line.size) // 127}" b="{int(line.bold)}"'
        return f"<a:r><a:rPr {look}>{ink}</a:rPr><a:t>{escape(clean(line.text))}</a:t></a:r>"

    def spoken(self, shape: Any) -> None:  # noqa: ANN401 - a shape
        """Say in which language all text of a shape is."""
        for run in shape.element.iter("{*}r"):
            run.get_or_add_rPr().set("lang", LANGUAGE)


def _own_title(slide: Slide) -> Any:  # noqa: ANN401 - a placeholder
    """Add a title placeholder to a slide whose layout has none, so that outline and readers of screens find it."""
    number = max((shape.shape_id for shape in slide.shapes), default=1) + 1
    element = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="Judul"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p/>'
        "</p:txBody></p:sp>"
    )
    slide.shapes._spTree.insert(2, element)
    return slide.shapes.title


def _number_field(number: int) -> Any:  # noqa: ANN401 - an element
    return parse_xml(
        f'<a:fld {nsdecls("a")} id="{{5C2D1F0A-7B7E-4C0B-9B57-2C1D6E9A1F01}}" type="slidenum">'
        f'<a:rPr lang="{LANGUAGE}"/><a:t>{number}</a:t></a:fld>'
    )
