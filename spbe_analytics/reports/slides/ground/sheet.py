"""The layout that slides are put on, known by its placeholders and never by name, and the room that it leaves."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation
from pptx.slide import SlideLayout

from spbe_analytics.errors import SpbeError
from spbe_analytics.reports.slides.area import Area

HIGH: Final = 540.0
"""Points of the height that everything is measured for; a slide of another size is scaled."""

NARROWEST: Final = 720.0
"""Points of width that are left of it at the least: 4 to 3."""

POINT: Final = 12700
"""English Metric Units of a point."""

SIDE: Final = 40.0
GAP: Final = 10.0
KICKER_HEIGHT: Final = 18.0
FOOT_HEIGHT: Final = 16.0
TITLE_HEIGHT: Final = 72.0
LEAST: Final = (520.0, 260.0)
"""Width and height in points below which nothing legible fits."""

_BACKGROUND: Final = 0.3
"""A picture that covers more of the slide than this stands behind the content, not beside it."""

_LOW: Final = 0.7
"""Share of the height below which a foot is one."""

_WIDE: Final = 0.6
"""Share of the width from which a foot holds all that ours says."""

_TITLES: Final = (PP_PLACEHOLDER.TITLE,)
_FOOT: Final = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_CONTENT: Final = (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY)
_SIZE_OF_TITLE: Final = 44.0


@dataclass(frozen=True)
class Sheet:
    """A layout and the room it leaves.

    Attributes:
        layout: The layout.
        unit: English Metric Units of a point of ours.
        title: Where the title stands.
        placed: Whether the layout has just that place for it, so that only its text is given.
        titled: Whether the layout has any place for it.
        title_size: Size of its letters in points of ours.
        kicker: Number of the placeholder above the title; ``None`` where the layout has none.
        above: Where the kicker stands without one.
        body: The free area.
        foot: Where the foot stands.
        own_foot: Whether that is the layout's placeholder.
        number: Whether the layout has a place for the number of the slide.
    """

    layout: SlideLayout
    unit: float
    title: Area
    placed: bool
    titled: bool
    title_size: float
    kicker: int | None
    above: Area
    body: Area
    foot: Area
    own_foot: bool
    number: bool


def layouts_of(deck: Presentation) -> list[SlideLayout]:
    """List the layouts of all masters of a presentation."""
    return [layout for master in deck.slide_masters for layout in master.slide_layouts]


def sheet_of(deck: Presentation) -> Sheet:
    """Choose the layout of a presentation and measure it.

    Raises:
        SpbeError: There is none, the slides stand upright, or too little room is left.
    """
    layouts = layouts_of(deck)
    if not layouts:
        raise SpbeError(
            "Templat tidak mempunyai tata letak salindia. Tambahkan satu di PowerPoint (Tampilan, Master Salindia), "
            "misalnya yang hanya berjudul, lalu unggah lagi."
        )
    width, height = int(deck.slide_width or 0), int(deck.slide_height or 0)
    if width < height * 1.2:
        raise SpbeError(
            "Salindia templat tegak atau hampir persegi. Pilih Desain, Ukuran Salindia, Layar Lebar (16:9) atau "
            "Standar (4:3) di PowerPoint, lalu unggah lagi."
        )
    unit = min(height / HIGH, width / NARROWEST)
    sheet = _measured(sorted(layouts, key=_turn)[0], unit, Area(0, 0, width / unit, height / unit))
    if sheet.body.width < LEAST[0] or sheet.body.height < LEAST[1]:
        raise SpbeError(
            "Templat tidak menyisakan ruang untuk isi: judul, gambar, atau kakinya terlalu besar. Sediakan di master "
            "salindia satu tata letak yang hanya berjudul dengan bidang kosong di bawahnya, lalu unggah lagi."
        )
    return sheet


def _turn(layout: SlideLayout) -> int:
    """Rank a layout: title only, title and one content, nothing at all, anything else."""
    kinds = [place.placeholder_format.type for place in layout.placeholders]
    titles = [kind for kind in kinds if kind in _TITLES]
    rest = [kind for kind in kinds if kind not in (*_TITLES, *_FOOT)]
    rest = rest[1:] if _kicker(layout) is not None else rest
    if titles and not rest:
        return 0
    if titles and len(rest) == 1 and rest[0] in _CONTENT:
        return 1
    return 3 if kinds and any(kind not in _FOOT for kind in kinds) else 2


def _kicker(layout: SlideLayout) -> Any | None:  # noqa: ANN401 - a placeholder
    """Return the low text placeholder that stands above the title; ``None`` where there is none."""
    title = next((place for place in layout.placeholders if place.placeholder_format.type in _TITLES), None)
    for place in layout.placeholders:
        if title is not None and place.placeholder_format.type == PP_PLACEHOLDER.BODY and place.height is not None:
            low = place.height * 2 < (title.height or 0)
            if low and place.top + place.height / 2 <= title.top + title.height * 0.1:
                return place
    return None


def _measured(layout: SlideLayout, unit: float, whole: Area) -> Sheet:
    """Find where everything stands on a layout."""
    places = {place.placeholder_format.type: place for place in layout.placeholders if place.width}
    title, kicker = places.get(PP_PLACEHOLDER.TITLE), _kicker(layout)
    free = Area(SIDE, SIDE * 0.6, whole.width - 2 * SIDE, whole.height - SIDE)
    feet = [_area(place, unit) for kind, place in places.items() if kind in _FOOT]
    low = [foot.top for foot in feet if foot.top > whole.height * _LOW]
    if low:
        free = Area(free.left, free.top, free.width, min(low) - GAP / 2 - free.top)
    fixed = list(_fixed(layout, unit, whole))
    if title is not None:
        heading = _area(title, unit)
        body = _between_margins(free, heading, whole).without(heading, GAP)
        heading = _clear(heading, fixed)
    else:
        for area in fixed:
            free = free.without(area, GAP)
        heading, body = free.rows(TITLE_HEIGHT, GAP)
    content = [place for place in layout.placeholders if place.placeholder_format.type in _CONTENT and place != kicker]
    if _turn(layout) == 1 and content[0].width:
        body = _area(content[0], unit)
    for area in fixed:
        body = body.without(area, GAP)
    above = Area(0, 0, 0, 0)
    if kicker is None:
        above, body = body.rows(KICKER_HEIGHT, 4)
    foot = _area(places[PP_PLACEHOLDER.FOOTER], unit) if PP_PLACEHOLDER.FOOTER in places else None
    own_foot = foot is not None and foot.width >= whole.width * _WIDE
    if foot is None or not own_foot:
        body, foot = body.rows(body.height - FOOT_HEIGHT - 4, 4)
    return Sheet(
        layout, unit, heading, title is not None and heading == _area(title, unit), title is not None,
        _title_size(layout, title) * POINT / unit,
        kicker.placeholder_format.idx if kicker is not None else None, above, body, foot, own_foot,
        PP_PLACEHOLDER.SLIDE_NUMBER in places,
    )  # fmt: skip


def _clear(heading: Area, fixed: list[Area]) -> Area:
    """Keep a title clear of the pictures at its ends; a band behind it stays behind it."""
    for area in fixed:
        clear = heading.without(area, GAP)
        if clear.height == heading.height and clear.width >= heading.width * _WIDE:
            heading = clear
    return heading


def _between_margins(free: Area, heading: Area, whole: Area) -> Area:
    """Give the content the margins of the title, where that stands as a title does: from the left, over the whole."""
    if heading.left > whole.width * _WIDE / 2:
        return free
    right = max(heading.right, whole.width - heading.left)
    return Area(heading.left, free.top, min(right, whole.width) - heading.left, free.height)


def _area(shape: Any, unit: float) -> Area:  # noqa: ANN401 - a shape of python-pptx
    return Area(shape.left / unit, shape.top / unit, shape.width / unit, shape.height / unit)


def _fixed(layout: SlideLayout, unit: float, whole: Area) -> Iterator[Area]:
    """Yield what stands on every slide of a layout and must not be covered: a coat of arms, a band at the side."""
    shown = layout.element.get("showMasterSp") not in ("0", "false")
    for shape in (*layout.shapes, *(layout.slide_master.shapes if shown else ())):
        if shape.is_placeholder or shape.width is None or shape.left is None:
            continue
        area = _area(shape, unit)
        if area.width * area.height < _BACKGROUND * whole.width * whole.height and area.width * area.height > 0:
            yield area


def _title_size(layout: SlideLayout, title: Any | None) -> float:  # noqa: ANN401 - a placeholder
    """Return the size of the title's letters in points: of the layout, of the master, of its style."""
    masters = [place for place in layout.slide_master.placeholders if place.placeholder_format.type in _TITLES]
    style = layout.slide_master.element.find("{*}txStyles/{*}titleStyle")
    for root in (*(place.element for place in (title, *masters) if place is not None), style):
        found = root.find(".//{*}lvl1pPr/{*}defRPr[@sz]") if root is not None else None
        if found is not None:
            return int(found.get("sz")) / 100
    return _SIZE_OF_TITLE
