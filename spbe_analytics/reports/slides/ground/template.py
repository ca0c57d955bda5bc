"""Opens what slides are put on: our own master, or a .pptx that somebody gives, emptied of its slides."""

import io
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation

from spbe_analytics.errors import SpbeError
from spbe_analytics.reports.slides.ground.guard import CURE, guard
from spbe_analytics.reports.slides.ground.sheet import Sheet, layouts_of, sheet_of
from spbe_analytics.reports.slides.package import bare

MASTER: Final = Path(__file__).with_name("master.pptx")
"""Our own ground; :mod:`~spbe_analytics.reports.slides.ground.master` makes it."""

_SECTIONS: Final = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
"""Names the list of sections among the extensions of a presentation."""


def opened(template: bytes | None) -> tuple[Presentation, Sheet]:
    """Open our master, or somebody's template, without a slide.

    Args:
        template: A .pptx; ``None`` for our own.

    Returns:
        The empty presentation, and the layout with the room it leaves.

    Raises:
        SpbeError: It is no .pptx, holds macros, is locked, damaged, too large, has no layout, or leaves no room.
    """
    content = MASTER.read_bytes() if template is None else guard(template)
    try:
        deck = pptx.Presentation(io.BytesIO(content))
        _empty(deck)
        bare(deck)
        if template is not None:
            return deck, sheet_of(deck)
        at, measured = _ours()
        return deck, replace(measured, layout=layouts_of(deck)[at])
    except SpbeError:
        raise
    except Exception:  # python-pptx and lxml raise many kinds for damaged files
        raise SpbeError(f"Templat rusak: isinya tidak dapat dibaca. {CURE}") from None


@cache
def _ours() -> tuple[int, Sheet]:
    """Measure our own master once; return which of its layouts is used, and the room it leaves."""
    deck = pptx.Presentation(str(MASTER))
    sheet = sheet_of(deck)
    return [layout.part for layout in layouts_of(deck)].index(sheet.layout.part), sheet


def _empty(deck: Presentation) -> None:
    """Take out all slides, and whatever names one: sections, shows, links of layouts."""
    root: Any = deck.element
    listed = root.find("{*}sldIdLst")
    if listed is not None:
        for entry in list(listed):
            listed.remove(entry)
    for shows in root.findall("{*}custShowLst"):
        root.remove(shows)
    for section in [found for found in root.iter("{*}ext") if found.get("uri", "").upper() == _SECTIONS]:
        section.getparent().remove(section)
    _forget_slides(deck.part)
    for master in deck.slide_masters:
        for sheet in (master, *master.slide_layouts):
            keys = _forget_slides(sheet.part)
            for link in [found for found in sheet.element.iter() if keys & set(found.attrib.values())]:
                link.getparent().remove(link)


def _forget_slides(part: Any) -> set[str]:  # noqa: ANN401 - a part of python-pptx
    """Drop the relations of a part to slides, so that these are not written; return their names."""
    keys = {key for key, rel in part.rels.items() if rel.reltype == RELATIONSHIP_TYPE.SLIDE}
    for key in keys:
        part.rels.pop(key)
    return keys
