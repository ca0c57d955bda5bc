"""Templates of others, made as they occur: with a coat of arms, old slides, other sizes, other layouts."""

import io
import zipfile
from collections.abc import Callable, Iterable

from PIL import Image
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation as Deck
from pptx.util import Inches

OLD, SECRET = "Judul dari rapat lama", "jangan dibaca siapa pun"
WIDE = (13.333, 7.5)
GOOGLE = (10, 5.625)
STANDARD = (10, 7.5)
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


def arms() -> bytes:
    """Return a picture that stands for a coat of arms."""
    drawn = io.BytesIO()
    Image.new("RGB", (60, 70), "#B8860B").save(drawn, "PNG")
    return drawn.getvalue()


def deck(size: tuple[float, float] = WIDE, keep: Iterable[str] | None = None) -> Deck:
    """Return an empty presentation of a size in inches, with the layouts of some names."""
    made = Presentation()
    across, down = size[0] * 914400 / made.slide_width, size[1] * 914400 / made.slide_height
    for sheet in (made.slide_master, *made.slide_layouts):
        for shape in sheet.shapes:
            if shape.element.find(".//{*}xfrm") is not None:
                shape.left, shape.width = round(shape.left * across), round(shape.width * across)
                shape.top, shape.height = round(shape.top * down), round(shape.height * down)
    made.slide_width, made.slide_height = Inches(size[0]), Inches(size[1])
    for layout in list(made.slide_layouts):
        if keep is not None and layout.name not in keep:
            made.slide_layouts.remove(layout)
    return made


def with_arms(made: Deck, left: float, top: float, width: float, height: float) -> Deck:
    """Put a coat of arms on the master, in inches."""
    master = made.slide_master
    _, key = master.part.get_or_add_image_part(io.BytesIO(arms()))
    slide = made.slides.add_slide(made.slide_layouts[0])
    picture = slide.shapes.add_picture(
        io.BytesIO(arms()), Inches(left), Inches(top), Inches(width), Inches(height)
    )._element  # fmt: skip
    picture.find(".//{*}blip").set(_EMBED, key)
    master.shapes._spTree.append(picture)
    return made


def with_old_slides(made: Deck) -> Deck:
    """Give a presentation slides, notes, a section, a show, and a layout with a link to a slide."""
    for _ in range(3):
        slide = made.slides.add_slide(made.slide_layouts[0])
        slide.shapes.title.text = OLD
        slide.notes_slide.notes_text_frame.text = SECRET
    key, identity = made.slides._sldIdLst[0].rId, made.slides._sldIdLst[0].id
    made.core_properties.comments = SECRET
    root = made.element
    root.append(
        parse_xml(
            f'<p:custShowLst {nsdecls("p", "r")}><p:custShow name="{SECRET}" id="0"><p:sldLst><p:sld r:id="{key}"/>'
            "</p:sldLst></p:custShow></p:custShowLst>"
        )
    )
    root.append(
        parse_xml(
            f'<p:extLst {nsdecls("p")}><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}"><p14:sectionLst '
            'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section '
            f'name="{SECRET}" id="{{6F1F3C5B-0E59-4A3B-9B10-3E0D8A9D3C11}}"><p14:sldIdLst><p14:sldId id="{identity}"/>'
            "</p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>"
        )
    )
    layout = made.slide_layouts[-1]
    link = layout.part.relate_to(made.slides[0].part, RELATIONSHIP_TYPE.SLIDE)
    name = layout.shapes[0].element.find(".//{*}cNvPr")
    name.append(parse_xml(f'<a:hlinkClick {nsdecls("a", "r")} r:id="{link}" action="ppaction://hlinksldjump"/>'))
    return made


def saved(made: Deck) -> bytes:
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def repacked(
    content: bytes, change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None
) -> bytes:
    """Write an archive anew with its parts changed; a part that becomes ``None`` is left out."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            changed = change(name, old.read(name))
            if changed is not None:
                new.writestr(name, changed)
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return written.getvalue()
