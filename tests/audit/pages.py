"""Opens pages as a visitor does and writes down what stands on them, line by line.

A page is opened through :class:`AppTest`, one session a government, so that what a view keeps is there for its next
page. Pictures are not serialised (that is most of a page's time and says nothing in words): in the place of a picture
stand its alternative text, the names of its lines and what is written into it.
"""

import gc
import json
import os
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 120
MARK = "⟦gambar⟧"


@dataclass(frozen=True)
class Address:
    """Where a page is found: its file name and what stands in the address, as pairs in alphabetical order."""

    page: str
    query: tuple[tuple[str, str], ...]

    @staticmethod
    def of(page: str, **query: str) -> "Address":
        return Address(page, tuple(sorted(query.items())))

    def get(self, name: str) -> str:
        return dict(self.query).get(name, "")

    def with_(self, page: str, **query: str) -> "Address":
        return Address.of(page, **(dict(self.query) | query))

    def __str__(self) -> str:
        return f"/{self.page}?" + "&".join(f"{name}={value}" for name, value in self.query)


@dataclass(frozen=True)
class Line:
    """One line of a page.

    Attributes:
        kind: ``headline``, ``figure``, ``heading``, ``note``, ``text``, ``row`` (cells joined by `` | ``), ``info``,
            ``warning``, ``error``, ``exception``, ``picture``, ``legend``, ``control`` or ``data`` (a large table).
        text: What it says, with ordinary spaces. Of a figure: label, value, delta, help and arrow, joined by `` | ``.
    """

    kind: str
    text: str


@dataclass(frozen=True)
class Page:
    """What stands on one page."""

    address: Address
    lines: tuple[Line, ...]

    def of(self, *kinds: str) -> list[str]:
        return [line.text for line in self.lines if line.kind in kinds]

    @property
    def headline(self) -> str:
        return next(iter(self.of("headline")), "")


class _Html(HTMLParser):
    """Splits a piece of HTML into lines: headings, table rows, and running text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._text = ""
        self._cells: list[str] = []

    def _close(self, kind: str) -> None:
        if self._text.strip():
            self.lines.append(Line(kind, plain(self._text)))
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in ("h2", "div", "table", "p"):
            self._close("note")
        elif tag == "tr":
            self._cells = []
        elif tag in ("td", "th"):
            self._text = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "h2":
            self._close("heading")
        elif tag in ("td", "th"):
            self._cells.append(plain(self._text))
            self._text = ""
        elif tag == "tr":
            self.lines.append(Line("row", " | ".join(self._cells)))
        elif tag in ("div", "p"):
            self._close("note")

    def handle_data(self, data: str) -> None:
        self._text += data

    def close(self) -> None:
        super().close()
        self._close("note")


def plain(text: str) -> str:
    """Write a text with ordinary single spaces."""
    return re.sub(r"\s+", " ", text.replace("\N{NO-BREAK SPACE}", " ")).strip()


def _unescaped(text: str) -> str:
    """Take the marks of markdown from a text."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return plain(re.sub(r"\\([\\\[\]*_`$<>#~:])", r"\1", re.sub(r"(?<!\\)\*\*|(?<!\\):small\[(.*)\]", r"\1", text)))


def lines_of(app: AppTest) -> tuple[Line, ...]:
    """Write down what stands in the main part of a page, from top to bottom."""
    return tuple(_walk(app.main))


def _walk(block: Any) -> Iterator[Line]:  # noqa: ANN401 - Streamlit's tree is not typed
    for child in block.children.values():
        label = getattr(child, "label", "")
        if getattr(child, "type", "") in ("expander", "expandable") and label:
            yield Line("text", plain(label))
        if hasattr(child, "children"):
            yield from _walk(child)
        else:
            yield from _element(child)


CONTROLS = frozenset(
    {"selectbox", "multiselect", "number_input", "toggle", "checkbox", "button_group", "slider", "text_input", "button"}
)
TEXTS = {"title": "headline", "markdown": "text", "info": "info", "warning": "warning", "error": "error",
         "success": "info", "subheader": "heading", "caption": "note"}  # fmt: skip


def _element(item: Any) -> Iterator[Line]:  # noqa: ANN401 - Streamlit's elements are not typed
    kind = item.type
    if kind == "exception":
        yield Line("exception", plain(f"{item.message}"))
    elif kind == "text" and item.value.startswith(MARK):
        drawn = json.loads(item.value.removeprefix(MARK))
        yield Line("picture", plain(drawn["alt"]))
        yield from (Line("legend", plain(text)) for text in drawn["texts"])
    elif kind in TEXTS:
        yield Line(TEXTS[kind], _unescaped(item.value))
    elif kind == "metric":
        arrow = {0: "↓", 1: "↑"}.get(int(item.proto.direction), "") if item.delta else ""
        told = (item.label, item.value, item.delta or "", item.proto.help or "", arrow)
        yield Line("figure", " | ".join(map(plain, told)))
    elif kind == "html" and 'data-spbe="tabel"' in item.proto.body:
        return  # for paper, the rows of the table before it
    elif kind == "html" and "grid-template-columns" in item.proto.body:
        yield from _facts(item.proto.body)
    elif kind == "html":
        parser = _Html()
        parser.feed(item.proto.body)
        parser.close()
        yield from parser.lines
    elif kind in ("arrow_data_frame", "dataframe"):
        frame = item.value
        yield Line("data", " | ".join(map(str, frame.columns)))
        yield from (
            Line("data", " | ".join("–" if value is None or value != value else plain(str(value)) for value in row))
            for row in frame.itertuples(index=False)
        )
    elif kind in CONTROLS:
        yield Line("control", _unescaped(item.label or ""))


def _facts(body: str) -> Iterator[Line]:
    """Write figures that a page paints itself like those of Streamlit."""
    for label, value, remark in re.findall(
        r"<div>(<div[^>]*>.*?</div>)(<div[^>]*>.*?</div>)<span[^>]*>(.*?)</span>", body
    ):
        cells = (unescape(re.sub(r"<[^>]+>", "", part)) for part in (label, value, remark))
        told, value, remark = map(plain, cells)
        arrow = remark[:1] if remark[:1] in ("↑", "↓") else ""
        yield Line("figure", " | ".join((told, value, remark.removeprefix(arrow).strip(), "", arrow)))


def _texts(picture: Any) -> list[str]:  # noqa: ANN401 - whatever the product draws
    """List names of lines and annotations of a picture, each once."""
    drawn = picture.to_dict()
    found = [trace["name"] for trace in drawn["data"] if trace.get("name")]
    found += [note["text"] for note in drawn["layout"].get("annotations", ()) if note.get("text")]
    return list(dict.fromkeys(re.sub(r"<[^>]+>", " ", text) for text in found))


def _told(picture: Any, *, alt: str, **_: Any) -> None:  # noqa: ANN401 - Streamlit's own arguments
    st.text(MARK + json.dumps({"alt": alt, "texts": _texts(picture)}))


@contextmanager
def product(database: Path) -> Iterator[None]:
    """Point the app of this process at a database with the published figures, and let it tell its pictures."""
    from spbe_analytics.settings import settings
    from spbe_analytics.ui.kit import cache

    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        patch.setenv("SPBE_DATABASE_URL", f"sqlite:///{database}")
        patch.setenv("SPBE_LOAD_PUBLISHED", "true")
        patch.setattr(st, "plotly_chart", _told)
        settings.cache_clear()
        st.cache_resource.clear()
        gc.freeze()
        try:
            yield
        finally:
            cache.workspace().store.close()
            st.cache_resource.clear()
            settings.cache_clear()
            gc.unfreeze()


def make_database(path: Path) -> None:
    """Make a closed database that holds the published figures, unless it is there."""
    from spbe_analytics.workspace import Workspace

    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}")
        Workspace(f"sqlite:///{unfinished}", ROOT / "data" / "published").store.close()
        unfinished.rename(path)


TAB_KEYS = {"prioritas": "isi", "tren": "isi"}
"""Pages whose parts stand in the address; the choice is kept in the session under this name."""


def read(addresses: Sequence[Address]) -> list[Page]:
    """Read pages that share their filters in one session, in the order given."""
    filters = {name: value for name, value in addresses[0].query if name in FILTERS}
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=SECONDS)
    for name, value in filters.items():
        app.query_params[name] = value
    pages, opened = [], False
    for address in addresses:
        if address.page != "ringkasan" or opened:
            if not opened:
                app.run()
            app.switch_page(f"pages/{address.page}.py")
        opened = True
        for name, value in address.query:
            if name not in FILTERS:
                app.session_state[name] = value
        app.run()
        pages.append(Page(address, lines_of(app)))
    return pages


FILTERS = frozenset({"tahun", "tahap", "daerah", "jenis", "provinsi"})


def stored(page: Page) -> str:
    """Write a page as one line of JSON."""
    return json.dumps(
        [page.address.page, page.address.query, [(line.kind, line.text) for line in page.lines]], ensure_ascii=False
    )


def restored(text: str) -> Page:
    """Read what :func:`stored` wrote."""
    page, query, lines = json.loads(text)
    return Page(
        Address(page, tuple((name, value) for name, value in query)), tuple(Line(kind, said) for kind, said in lines)
    )


def grouped(addresses: Iterable[Address]) -> list[list[Address]]:
    """Put addresses that share their filters together, each group one session."""
    found: dict[tuple[tuple[str, str], ...], list[Address]] = {}
    for address in addresses:
        key = tuple((name, value) for name, value in address.query if name in FILTERS)
        found.setdefault(key, []).append(address)
    return list(found.values())


def named(query: Mapping[str, str]) -> dict[str, str]:
    """Leave out what is empty."""
    return {name: value for name, value in query.items() if value}
