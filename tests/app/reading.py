"""What a person reads on a page of an :class:`AppTest`."""

import re
from html import unescape

from streamlit.testing.v1 import AppTest


def plain(text: str) -> str:
    """Write a text with ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def headline(app: AppTest) -> str:
    """Return the one title of a page; two titles, or none, are a fault."""
    (title,) = app.title
    return plain(title.value)


def figures(app: AppTest) -> dict[str, str]:
    """Return the figures at the top of a page."""
    return {plain(metric.label): plain(metric.value) for metric in app.metric}


def subheadings(app: AppTest) -> list[str]:
    """Return the headings of the parts of a page."""
    found = (re.match(r"<h2[^>]*>(.*?)</h2>", part.proto.body) for part in app.get("html"))
    return [plain(unescape(heading[1])) for heading in found if heading]


def faults(app: AppTest) -> list[str]:
    """Return what went wrong, in words: exceptions, and errors shown to the person."""
    return [item.message for item in app.exception] + [item.value for item in app.error]


def said(app: AppTest) -> str:
    """Return the running text of a page."""
    parts = (*app.title, *app.subheader, *app.markdown, *app.info, *app.success, *app.warning)
    return plain("\n".join([*(part.value for part in parts), *(unescape(part.proto.body) for part in app.get("html"))]))
