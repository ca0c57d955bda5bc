"""The frame around every page: menu, filters, and the page itself inside the boundary for errors.

Until the first ``st.navigation`` of a server process, Streamlit runs a file of ``pages/`` by itself when somebody opens
its address. ``open_page``, the first call of each page, then enters through the shell.
"""

from contextvars import ContextVar
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import streamlit as st

from spbe_analytics import garbage
from spbe_analytics.parts.view import View
from spbe_analytics.settings import ROOT
from spbe_analytics.ui.kit import boundary, cache, form
from spbe_analytics.ui.kit.above import filters
from spbe_analytics.ui.kit.menu import MENU, PRODUCT, ROOT_PATH, page_title

ICON = Path(__file__).parent / "icon.svg"
Visibility = Literal["visible", "hidden"]
LOGO = Path(__file__).parent / "logo.svg"

_entered: ContextVar[View | None] = ContextVar("entered", default=None)


def run() -> None:
    """Show the menu and the filters, then the page that the address names."""
    garbage.settle()
    st.set_page_config(page_title=PRODUCT, page_icon=str(ICON), layout="wide")
    st.logo(str(LOGO), size="large")
    first = ROOT / "pages" / f"{MENU[0].file}.py"
    # Streamlit serves the default page at the bare address only; its own address is a page of its own, and the menu
    # shows the one that the visitor came by.
    by_name = urlsplit(st.context.url or "").path.rstrip("/").endswith(f"/{MENU[0].file}")
    shown: tuple[Visibility, Visibility] = ("hidden", "visible") if by_name else ("visible", "hidden")
    sections: dict[str, list[Any]] = {
        MENU[0].section: [
            st.Page(first, title=MENU[0].title, url_path=ROOT_PATH, default=True, visibility=shown[0]),
            st.Page(first, title=MENU[0].title, url_path=MENU[0].file, visibility=shown[1]),
        ]
    }
    for entry in MENU[1:]:
        page = st.Page(ROOT / "pages" / f"{entry.file}.py", title=entry.title, url_path=entry.file)
        sections.setdefault(entry.section, []).append(page)
    chosen = st.navigation(sections, position="sidebar", expanded=True)
    boundary.tell_later()
    form.tell()
    with boundary.part():
        view = filters.choose(cache.snapshot(), chosen.url_path or MENU[0].file)
        st.set_page_config(page_title=page_title(view.home.name if view.home else "", chosen.title))
        token = _entered.set(view)
        try:
            chosen.run()
        finally:
            _entered.reset(token)


def open_page() -> View:
    """Give a page what it looks at; called in its first line.

    Returns:
        The view the filters select.
    """
    view = _entered.get()
    if view is None:
        run()
        st.stop()
    return view
