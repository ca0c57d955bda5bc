"""Makes ``master.pptx``, the ground of our slides: theme, one master, one layout. Run it after changing what it says.

    python -m spbe_analytics.reports.slides.ground.master

It begins with what python-pptx ships, and leaves nothing of it that is seen: no second layout, no English name, no
theme of another's. The fonts are named, not embedded: where Source Sans Pro is not installed the office program takes
another sans by the kind that is noted beside the name.
"""

from typing import Any, Final

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml

from spbe_analytics.charts import palette
from spbe_analytics.reports.document import PRODUCT
from spbe_analytics.reports.slides.ground.template import MASTER
from spbe_analytics.reports.slides.package import bare, pack

POINT: Final = 12700
"""English Metric Units of a point."""

WIDTH, HEIGHT = 960, 540
"""Points of a slide, 16 to 9."""

SIDE: Final = 40
"""Points left and right of all that stands on a slide."""

_SPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_FONT: Final = '<a:latin typeface="Source Sans Pro" panose="020B0503030403020204" pitchFamily="34" charset="0"/>'
_GROUP: Final = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_NOTES: Final = {
    "Click to edit Master text styles": "Teks catatan",
    "Second level": "Tingkat kedua",
    "Third level": "Tingkat ketiga",
    "Fourth level": "Tingkat keempat",
    "Fifth level": "Tingkat kelima",
}
"""What python-pptx writes into the master of the notes, and what we say."""

_NOTES_NAMES: Final = {
    PP_PLACEHOLDER.HEADER: "Kepala",
    PP_PLACEHOLDER.DATE: "Tanggal",
    PP_PLACEHOLDER.SLIDE_IMAGE: "Gambar salindia",
    PP_PLACEHOLDER.BODY: "Catatan",
    PP_PLACEHOLDER.FOOTER: "Kaki",
    PP_PLACEHOLDER.SLIDE_NUMBER: "Nomor halaman",
}

_NUMBER: Final = (
    '<a:p><a:fld id="{5C2D1F0A-7B7E-4C0B-9B57-2C1D6E9A1F01}" type="slidenum"><a:rPr lang="id-ID"/>'
    "<a:t>‹#›</a:t></a:fld>"
    '<a:endParaRPr lang="id-ID"/></a:p>'
)


def build() -> bytes:
    """Return the bytes of the file: always the same."""
    deck = Presentation()
    bare(deck)
    deck.slide_width, deck.slide_height = WIDTH * POINT, HEIGHT * POINT
    root: Any = deck.element
    root.find(".//{*}sldSz").attrib.pop("type", None)
    for default in root.iter("{*}defRPr"):
        default.set("lang", "id-ID")
    master, kept = deck.slide_master, deck.slide_layouts.get_by_name("Title Only")
    assert kept is not None
    for layout in [layout for layout in deck.slide_layouts if layout != kept]:
        deck.slide_layouts.remove(layout)
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme.blob = _theme(theme.blob)
    _refill(master.element, _master_shapes())
    master.element.replace(master.element.find("{*}txStyles"), parse_xml(_styles()))
    _refill(kept.element, _layout_shapes())
    kept.element.find("{*}cSld").set("name", "Temuan")
    kept.part.partname = PackURI("/ppt/slideLayouts/slideLayout1.xml")
    notes = deck.notes_master
    beside = notes.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    beside._element = parse_xml(_theme(beside.blob))
    for text in notes.element.iter("{*}t"):
        text.text = _NOTES.get(text.text, text.text)
    for place in notes.placeholders:
        place.name = _NOTES_NAMES.get(place.placeholder_format.type, place.name)
    return pack(deck, notes=True)


def _refill(root: Any, shapes: str) -> None:  # noqa: ANN401 - an element of python-pptx
    tree = root.find("{*}cSld/{*}spTree")
    tree.getparent().replace(tree, parse_xml(f"<p:spTree {_SPACES}>{_GROUP}{shapes}</p:spTree>"))


def _theme(blob: bytes) -> bytes:
    """Put our colours and fonts into a theme, and leave its effects."""
    light = palette(False)
    root: Any = etree.fromstring(blob)
    root.set("name", PRODUCT)
    series = [colour for colour in light.series if colour not in (light.accent, light.muted)]
    accents = [light.accent, light.muted, *series, light.better][:6]
    named = {"dk1": light.text, "lt1": light.ground, "dk2": light.muted, "lt2": light.surface}
    named |= {f"accent{at}": colour for at, colour in enumerate(accents, start=1)}
    named |= {"hlink": light.accent, "folHlink": light.muted}
    colours = "".join(f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>' for name, colour in named.items())
    fonts = "".join(
        f'<a:{kind}Font>{_FONT}<a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>' for kind in ("major", "minor")
    )
    for tag, inner in (("clrScheme", colours), ("fontScheme", fonts)):
        old = root.find(f".//{{*}}{tag}")
        new = etree.fromstring(f'<a:{tag} {_SPACES} name="{PRODUCT}">{inner}</a:{tag}>')
        old.getparent().replace(old, new)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _place(name: str, number: int, kind: str, box: tuple[float, float, float, float] | None, body: str) -> str:
    """Write a placeholder: where it stands and what is in it."""
    at = ""
    if box is not None:
        left, top, width, height = (round(side * POINT) for side in box)
        at = f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        at += '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f"<p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{at}</p:spPr><p:txBody>{body}</p:txBody></p:sp>"
    )


def _body(anchor: str, style: str, paragraphs: str) -> str:
    return (
        f'<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}">'
        f"<a:normAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle>{paragraphs}"
    )


def _said(text: str) -> str:
    return f'<a:p><a:r><a:rPr lang="id-ID"/><a:t>{text}</a:t></a:r><a:endParaRPr lang="id-ID"/></a:p>'


def _small(align: str) -> str:
    return (
        f'<a:lvl1pPr algn="{align}"><a:defRPr sz="900"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
        '<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr>'
    )


def _line(number: int, top: float) -> str:
    """Draw the hairline above the foot."""
    left, width = SIDE * POINT, (WIDTH - 2 * SIDE) * POINT
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="Garis kaki"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvCxnSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{round(top * POINT)}"/><a:ext cx="{width}" cy="0"/>'
        "</a:xfrm>"
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:srgbClr '
        f'val="{palette(False).border[1:]}"/></a:solidFill></a:ln></p:spPr></p:cxnSp>'
    )


TITLE: Final = (SIDE, 44, WIDTH - 2 * SIDE, 72)
KICKER: Final = (SIDE, 24, WIDTH - 2 * SIDE, 18)
BODY: Final = (SIDE, 128, WIDTH - 2 * SIDE, 366)
FOOT: Final = (SIDE, 509, WIDTH - 2 * SIDE - 48, 16)
NUMBER: Final = (WIDTH - SIDE - 40, 509, 40, 16)
"""Left, top, width and height in points of what a slide holds."""


def _master_shapes() -> str:
    levels = "".join(
        f'<a:p><a:pPr lvl="{level}"/><a:r><a:rPr lang="id-ID"/><a:t>Teks tingkat {level + 1}</a:t></a:r></a:p>'
        for level in range(3)
    )
    return (
        _place("Judul", 2, 'type="title"', TITLE, _body("t", "", _said("Temuan dalam satu kalimat")))
        + _place("Isi", 3, 'type="body" idx="1"', BODY, _body("t", "", levels))
        + _place("Kaki", 4, 'type="ftr" sz="quarter" idx="3"', FOOT, _body("ctr", _small("l"), _said("")))
        + _place("Nomor halaman", 5, 'type="sldNum" sz="quarter" idx="4"', NUMBER, _body("ctr", _small("r"), _NUMBER))
        + _line(6, 502)
    )


def _layout_shapes() -> str:
    kicker = (
        '<a:lvl1pPr marL="0" indent="0"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="1300" b="1">'
        '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    )
    bare_body = "<a:bodyPr/><a:lstStyle/>"
    return (
        _place("Judul", 2, 'type="title"', None, bare_body + _said("Temuan dalam satu kalimat"))
        + _place("Pokok", 3, 'type="body" sz="quarter" idx="13"', KICKER, _body("t", kicker, _said("Pokok bahasan")))
        + _place("Kaki", 4, 'type="ftr" sz="quarter" idx="10"', None, bare_body + _said(""))
        + _place("Nomor halaman", 5, 'type="sldNum" sz="quarter" idx="11"', None, bare_body + _NUMBER)
    )


def _styles() -> str:
    fonts = '<a:latin typeface="+{0}-lt"/><a:ea typeface="+{0}-ea"/><a:cs typeface="+{0}-cs"/>'
    title = (
        '<a:lvl1pPr algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct '
        'val="95000"/></a:lnSpc><a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/>'
        '<a:defRPr sz="2800" b="1" kern="1200">'
        f'<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>{fonts.format("mj")}</a:defRPr></a:lvl1pPr>'
    )
    body = "".join(
        f'<a:lvl{level}pPr marL="{228600 * level}" indent="-228600" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" '
        'latinLnBrk="0" hangingPunct="1"><a:spcBef><a:spcPts val="600"/></a:spcBef><a:buFont typeface="Arial"/>'
        f'<a:buChar char="•"/><a:defRPr sz="{size}" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        f"{fonts.format('mn')}</a:defRPr></a:lvl{level}pPr>"
        for level, size in enumerate((1800, 1600, 1400), start=1)
    )
    other = (
        '<a:lvl1pPr marL="0" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:defRPr '
        f'sz="1800" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>{fonts.format("mn")}</a:defRPr>'
        "</a:lvl1pPr>"
    )
    return (
        f"<p:txStyles {_SPACES}><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{body}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    )


if __name__ == "__main__":
    MASTER.write_bytes(build())
