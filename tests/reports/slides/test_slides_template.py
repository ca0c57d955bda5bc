"""Somebody's own master is used as it is, his slides are gone without a trace; a bad file is refused with its cure."""

import io
import zipfile

import pytest
from pptx.enum.shapes import PP_PLACEHOLDER

from spbe_analytics.errors import SpbeError
from spbe_analytics.reports.document import Document
from spbe_analytics.reports.slides import manifest_in, slides
from spbe_analytics.reports.slides.ground import guard as limits
from spbe_analytics.reports.slides.ground.master import build
from spbe_analytics.reports.slides.ground.template import MASTER
from tests.reports.slides import templates
from tests.reports.slides.reading import deck_of, faults, figures_of, parts_of, same
from tests.reports.slides.templates import GOOGLE, OLD, SECRET, STANDARD, WIDE, arms, deck, repacked, saved

TEMPLATE = b"presentationml.template.main+xml"
PLAIN = b"presentationml.presentation.main+xml"
MACROS = b"presentation.macroEnabled.main+xml"

GOOD = {
    "coat of arms at the right": lambda: templates.with_arms(deck(), 12.2, 0.3, 0.8, 0.9),
    "coat of arms, 4:3": lambda: templates.with_arms(deck(STANDARD), 0.1, 0.1, 0.8, 0.9),
    "band at the side, small slides": lambda: templates.with_arms(deck(GOOGLE), 0, 0, 0.4, 5.625),
    "band above the foot": lambda: templates.with_arms(deck(), 0, 6.2, 13.333, 0.3),
    "only empty layouts": lambda: deck(keep=["Blank"]),
    "title with content": lambda: deck(keep=["Title and Content"]),
    "only title slides": lambda: deck(keep=["Title Slide"]),
    "a picture behind everything": lambda: templates.with_arms(deck(), 0, 0, 13.333, 7.5),
    "old slides": lambda: templates.with_old_slides(deck()),
}


def test_the_master_is_what_its_script_makes() -> None:
    assert MASTER.read_bytes() == build()


def test_our_master_has_one_layout_and_our_fonts() -> None:
    ours = deck_of(MASTER.read_bytes())
    assert [layout.name for layout in ours.slide_layouts] == ["Temuan"]
    theme = parts_of(MASTER.read_bytes())["ppt/theme/theme1.xml"]
    assert theme.count(b'typeface="Source Sans Pro"') == 2
    assert b"0B5CAD" in theme


@pytest.mark.parametrize("name", GOOD)
def test_a_template_is_used_as_it_is(name: str, luwu_utara: Document) -> None:
    own = GOOD[name]()
    given = saved(own)
    content = slides(luwu_utara, given)
    made = deck_of(content)
    assert (made.slide_width, made.slide_height) == (own.slide_width, own.slide_height)
    assert [layout.name for layout in made.slide_layouts] == [layout.name for layout in own.slide_layouts]
    assert [slide.shapes.title.text for slide in made.slides] == [part.title for part in luwu_utara.parts]
    kinds = {slide.shapes.title.placeholder_format.type for slide in made.slides}
    assert kinds == {PP_PLACEHOLDER.CENTER_TITLE if name == "only title slides" else PP_PLACEHOLDER.TITLE}
    pictures = [shape for shape in made.slide_master.shapes if shape.shape_type == 13]
    assert [picture.image.blob for picture in pictures] == [arms()] * len(pictures)
    assert bool(pictures) == (name[:4] in ("coat", "band", "a pi"))
    assert [fault for slide in made.slides for fault in faults(made, slide)] == []
    for picture in pictures:
        if picture.width * picture.height < made.slide_width * made.slide_height / 2:
            for slide in made.slides:
                beside = [shape for shape in slide.shapes if not _clear(shape, picture)]
                assert beside == []
    for slide, part in zip(made.slides, luwu_utara.parts, strict=True):
        assert not part.pictures or same(figures_of(slide), part.pictures[0].chart)
    assert manifest_in(content) == luwu_utara.manifest.write()
    assert content == slides(luwu_utara, given)


def _clear(shape: object, picture: object) -> bool:
    return (
        shape.left + shape.width <= picture.left + 1000
        or picture.left + picture.width <= shape.left + 1000
        or shape.top + shape.height <= picture.top + 1000
        or picture.top + picture.height <= shape.top + 1000
    )


def test_letters_shrink_with_the_slide(luwu_utara: Document) -> None:
    sizes = []
    for given in (deck(WIDE), deck(GOOGLE)):
        (box,) = [
            shape
            for shape in deck_of(slides(luwu_utara, saved(given))).slides[0].shapes
            if shape.name == "Angka: Predikat"
        ]
        sizes.append(box.text_frame.paragraphs[0].runs[0].font.size.pt)
    assert sizes[1] == pytest.approx(sizes[0] * 0.75, abs=0.1)


def test_old_slides_leave_no_trace(luwu_utara: Document) -> None:
    given = saved(templates.with_old_slides(deck()))
    assert any(SECRET.encode() in part for part in parts_of(given).values())
    parts = parts_of(slides(luwu_utara, given))
    for text in (OLD, SECRET):
        assert [name for name, part in parts.items() if text.encode() in part] == []
    assert sorted(name for name in parts if name.startswith("ppt/slides/slide")) == [
        f"ppt/slides/slide{number}.xml" for number in range(1, 9)
    ]
    assert len([name for name in parts if name.startswith("ppt/notesSlides/notesSlide")]) == 8
    assert not any(name.startswith(("docProps/app", "docProps/thumbnail")) for name in parts)
    assert b"sectionLst" not in parts["ppt/presentation.xml"]
    assert not any(b"hlinksldjump" in part for part in parts.values())


def test_slides_of_ours_serve_as_a_template(luwu_utara: Document, documents: dict[str, Document]) -> None:
    first = slides(documents["kota"])
    again = slides(luwu_utara, first)
    assert manifest_in(again) == luwu_utara.manifest.write()
    assert sorted(parts_of(again)) == sorted(parts_of(slides(luwu_utara)))
    assert not any(b"Bandung" in part for name, part in parts_of(again).items() if name.startswith("ppt/slides/"))


def test_a_file_for_templates_is_taken_too(luwu_utara: Document) -> None:
    given = repacked(saved(deck()), lambda _, part: part.replace(PLAIN, TEMPLATE))
    content = slides(luwu_utara, given)
    assert PLAIN in parts_of(content)["[Content_Types].xml"]
    assert len(deck_of(content).slides) == 8


def _no_layouts() -> bytes:
    made = deck(keep=["Blank"])
    made.slide_layouts.remove(made.slide_layouts[0])
    return saved(made)


def _encrypted() -> bytes:
    content = bytearray(saved(deck()))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(sign)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(sign, at + 4)
    return bytes(content)


def _bomb() -> bytes:
    zeros = bytes(limits.MOST_UNPACKED + 1)
    return repacked(saved(deck()), lambda _, part: part, {"ppt/media/image99.png": zeros})


def _xml_bomb() -> bytes:
    return repacked(
        saved(deck()), lambda _, part: part, {f"ppt/x{at}.xml": bytes(limits.MOST_XML // 2) for at in range(3)}
    )  # fmt: skip


def _other_zip() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types>spreadsheetml.sheet.main+xml</Types>")
    return written.getvalue()


def _no_room() -> bytes:
    made = deck(keep=["Title Only"])
    title = made.slide_layouts[0].placeholders[0]
    title.left, title.top, title.width, title.height = 0, 0, made.slide_width, round(made.slide_height * 0.8)
    return saved(made)


BAD = {
    "nothing": (lambda: b"", "bukan berkas .pptx"),
    "text": (lambda: b"halo" * 100, "bukan berkas .pptx"),
    "old or locked": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "kata sandi"),
    "encrypted entries": (_encrypted, "Hapus kata sandinya"),
    "a workbook": (_other_zip, "bukan presentasi PowerPoint"),
    "cut off": (lambda: saved(deck())[:9000], "rusak"),
    "macros": (lambda: repacked(saved(deck()), lambda _, part: part.replace(PLAIN, MACROS)), "makro"),
    "strict": (lambda: repacked(saved(deck()), lambda name, part: part.replace(
        b"schemas.openxmlformats.org/officeDocument/2006", b"purl.oclc.org/ooxml/officeDocument")
        if name == "_rels/.rels" else part), "Strict"),
    "master missing": (lambda: repacked(saved(deck()), lambda name, part: None if "slideMaster" in name else part),
                       "rusak"),
    "torn XML": (lambda: repacked(saved(deck()), lambda name, part: part[:300] if "presentation.xml" in name else part),
                 "rusak"),
    "bomb": (_bomb, "terlalu besar bila dibuka"),
    "bomb of XML": (_xml_bomb, "terlalu besar bila dibuka"),
    "too large": (lambda: b"PK\x03\x04" + bytes(limits.MOST_BYTES), "terlalu besar"),
    "no layouts": (_no_layouts, "tidak mempunyai tata letak"),
    "upright": (lambda: saved(deck((7.5, 10))), "tegak"),
    "no room": (_no_room, "tidak menyisakan ruang"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_template_is_refused_with_its_cure(name: str, luwu_utara: Document) -> None:
    make, said = BAD[name]
    with pytest.raises(SpbeError, match=said) as refused:
        slides(luwu_utara, make())
    assert any(word in str(refused.value) for word in ("Simpan sebagai", "Hapus", "Tambahkan", "Pilih", "Sediakan"))
