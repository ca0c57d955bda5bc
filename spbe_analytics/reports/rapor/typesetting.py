"""From a template and its data to a PDF: tagged (PDF/UA-1), made to be kept (PDF/A-3a), offline."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from spbe_analytics.reports.rapor.letters import FAMILY, FONTS, drawn

STANDARDS: Final = ("a-3a", "ua-1")
DENSITY: Final = 100.0
"""Pixels an inch of a page that is shown on a screen."""

TEMPLATES: Final = Path(__file__).parent
SHARED: Final = "look.typ"
"""What both templates import: the page, its foot, figures and tables."""


def typeset(template: str, data: Mapping[str, Any], pictures: Mapping[str, str] | None = None) -> bytes:
    """Set a document.

    Text reaches the template as JSON, never as markup, so nothing in it can be taken for a command.

    Args:
        template: Name of a template beside this module.
        data: What it reads as ``data.json``; its text as :func:`~.letters.written` writes it.
        pictures: SVG by the names that the data has for them.

    Returns:
        A PDF; the same for the same data, to the byte.
    """
    compiler, files = _compiler(template, data, pictures)
    content: bytes = compiler.compile(files, format="pdf", pdf_standards=list(STANDARDS))
    return content


def drawn_pages(template: str, data: Mapping[str, Any], pictures: Mapping[str, str] | None = None) -> list[bytes]:
    """Draw the pages of what :func:`typeset` sets, as PNG."""
    compiler, files = _compiler(template, data, pictures)
    pages: bytes | list[bytes] = compiler.compile(files, format="png", ppi=DENSITY)
    return pages if isinstance(pages, list) else [pages]


def _compiler(
    template: str, data: Mapping[str, Any], pictures: Mapping[str, str] | None
) -> tuple[Any, dict[str, bytes]]:
    """Return a compiler, one a call: it cannot be shared by threads, its fonts can; and the files it reads."""
    import typst

    files = {
        "main.typ": (TEMPLATES / template).read_bytes(),
        SHARED: (TEMPLATES / SHARED).read_bytes(),
        "data.json": json.dumps({**data, "font": FAMILY}, ensure_ascii=False).encode(),
        **{name: drawn(svg).encode() for name, svg in (pictures or {}).items()},
    }
    return typst.Compiler(font_paths=_fonts()), files


@cache
def _fonts() -> Any:  # noqa: ANN401 - typst is loaded with the first report
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
