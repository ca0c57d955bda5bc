"""Short tables and lists of levels as HTML: what they say, and that hostile text stays text."""

import re
from html import unescape
from html.parser import HTMLParser

import pandas as pd
import pytest

from spbe_analytics.charts import Palette, palette
from spbe_analytics.parts.part import Column
from spbe_analytics.ui.kit import markup

COLUMNS = {"name": Column("Daerah"), "index": Column("Indeks", 2), "change": Column("Perubahan", 2, signed=True)}


class Reader(HTMLParser):
    """Collects tags and the text of cells."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("td", "th"):
            self.cells.append("")
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.cells[-1] += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def colours(request: pytest.FixtureRequest) -> Palette:
    return palette(request.param)


def test_numbers_are_indonesian_and_to_the_right(colours: Palette) -> None:
    frame = pd.DataFrame({"name": ["Luwu Utara"], "index": [3.255], "change": [-0.45]})
    found = read(markup.table(frame, COLUMNS, colours))
    assert found.cells == ["Daerah", "Indeks", "Perubahan", "Luwu Utara", "3,26", "\N{MINUS SIGN}0,45"]
    sides = [re.search(r"text-align:(\w+)", str(attrs["style"])) for tag, attrs in found.tags if tag == "td"]
    assert [side.group(1) for side in sides if side] == ["left", "right", "right"]


def test_a_missing_cell_is_a_dash_and_never_zero(colours: Palette) -> None:
    frame = pd.DataFrame({"name": [None], "index": [float("nan")], "change": [float("nan")]})
    assert read(markup.table(frame, COLUMNS, colours)).cells[3:] == ["–", "–", "–"]


def test_only_the_own_row_stands_out(colours: Palette) -> None:
    frame = pd.DataFrame({"name": ["A", "B"], "index": [1.0, 2.0], "change": [0.0, 0.0]})
    found = read(markup.table(frame, COLUMNS, colours, [False, True]))
    looks = [str(attrs.get("style")) for tag, attrs in found.tags if tag == "tr"]
    assert [colours.own_row in look for look in looks] == [False, False, True]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a & b", "![x](http://e.x/a)"]
)
def test_hostile_text_is_shown_as_text(text: str, colours: Palette) -> None:
    frame = pd.DataFrame({"name": [text], "index": [1.0], "change": [0.0]})
    found = read(markup.table(frame, COLUMNS, colours))
    assert found.cells[3] == text
    assert {tag for tag, _ in found.tags} == {"div", "table", "thead", "tbody", "tr", "th", "td"}
    rows = pd.DataFrame({"label": [text], "level": [3.0]}, index=[text])
    listed = read(markup.squares(rows, colours, target=3, maximum=5))
    assert listed.cells[:2] == [text, text]


def test_squares_fill_up_to_the_level(colours: Palette) -> None:
    rows = pd.DataFrame({"label": list("abcd"), "level": [3, 2, 2.5, None]}, index=["I1", "I2", "I3", "I4"])
    html = markup.squares(rows, colours, target=3, maximum=5)
    lines = html.split("<tr")[1:]
    filled = [
        sum(line.count(f"margin-right:2px;background:{tone}") for tone in (colours.accent, colours.worse))
        for line in lines
    ]
    assert filled == [3, 2, 2, 0]
    assert f"linear-gradient(90deg,{colours.worse} 50%" in lines[2]
    assert [line.count(f"background:{colours.hairline}") for line in lines] == [2, 3, 2, 5]
    assert [read("<tr" + line).cells[-1] for line in lines] == ["3", "2", "2,50", "–"]
    assert [colours.worse in line and 'font-weight:600"' in line for line in lines] == [False, True, True, False]


def test_a_table_for_paper_is_lines_of_text() -> None:
    frame = pd.DataFrame({"Daerah": ["Luwu\tUtara", "<b>Wajo</b>\n& Bone"], "Indeks": ["3,26", None]})
    html = markup.paper(frame, right=["Indeks"], own=[True, False])
    assert [tag for tag, _ in read(html).tags] == ["div"]
    lines = unescape(re.sub(r"^<div[^>]*>|</div>$", "", html)).split("\n")
    assert lines == ["kiri\tkanan", "Daerah\tIndeks", "*\tLuwu Utara\t3,26", "\t<b>Wajo</b> & Bone\t–"]


def test_a_long_word_may_break_and_stays_one_word_and_text(colours: Palette) -> None:
    digest, hostile = "d2aa185c" * 8, "<b>" * 20
    texts = [f"SHA {digest} akhir", hostile, "Luwu Utara"]
    html = markup.table(pd.DataFrame({"name": texts}), {"name": Column("Isi")}, colours)
    reader = Reader()
    reader.feed(html)
    assert reader.cells[1:] == texts
    assert "d2aa185cd2aa185c<wbr>d2aa185c" in html
    assert "Luwu<wbr>" not in html
    assert not any(tag == "b" for tag, _ in reader.tags)
