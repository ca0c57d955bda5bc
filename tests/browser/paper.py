"""What a page says on the screen, and the sheets of A4 that the browser makes of it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page
from pypdfium2 import PdfDocument, PdfPage

MM = 72 / 25.4
"""Points of a millimetre."""

SIDE, TOP, BOTTOM = 12 * MM, 12 * MM, 15 * MM
"""Margins of a sheet in points."""

SAID = r"""() => {
  const main = document.querySelector('.stMain');
  const shown = item => item.offsetParent !== null
    && !(item.closest('.stExpander')?.querySelector('input, textarea'));
  const texts = selector => [...main.querySelectorAll(selector)].filter(shown).map(item => item.innerText);
  return {
    sentences: texts('h1, h2, h3, .stHtml > div:not(:has(table)):not([data-spbe]):not(.spbe-alat), .stAlert p'),
    figures: texts('[data-testid=stMetricLabel] p, [data-testid=stMetricValue], [data-testid=stMetricDelta] p'),
    cells: texts('.stHtml :is(th, td)'),
    charts: [...main.querySelectorAll('.js-plotly-plot')].filter(item => item.offsetParent !== null)
      .map(chart => [...chart.querySelectorAll('.main-svg text')].flatMap(label => {
        const lines = [...label.querySelectorAll('.line')];
        return lines.length ? lines.map(line => line.textContent) : [label.textContent];
      }).filter(text => text.trim())),
    tables: [...main.querySelectorAll('[data-spbe=tabel]')].map(place => place.textContent.split('\n').slice(1)
      .map((line, at) => line.split('\t').slice(at ? 1 : 0))),
    grids: main.querySelectorAll('.stDataFrame').length,
    buttons: texts('.stButton p, .stDownloadButton p, .stPageLink p'),
  };
}"""
"""Gives everything that a page says: what is to be read on paper, and what is not."""


@dataclass(frozen=True)
class Said:
    """What a page says on the screen.

    Attributes:
        sentences: Headline, headings and notes.
        figures: Labels, values and remarks of the figures at the top.
        cells: Cells of short tables.
        charts: The labels of each chart.
        tables: The rows of each long table, the headings first.
        grids: How many long tables the screen shows.
        buttons: Words on buttons and links.
    """

    sentences: list[str]
    figures: list[str]
    cells: list[str]
    charts: list[list[str]]
    tables: list[list[list[str]]]
    grids: int
    buttons: list[str]


def said(page: Page) -> Said:
    """Read what a page says on the screen."""
    return Said(**page.evaluate(SAID))


def squeezed(text: str) -> str:
    """Write a text without what a break of line or a font changes: spaces, hyphens, ligatures."""
    return re.sub(r"[-\s\u0002\ufffe\u00ad\u200b]+", "", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True)
class Sheet:
    """One side of paper.

    Attributes:
        text: Everything on it, line by line.
        squeezed: The same; see :func:`squeezed`.
        beyond: What is printed in its margins, but for its number.
        filled: How far down it is printed, from 0 to 1.
        picture: A small grey picture of it.
    """

    text: str
    squeezed: str
    beyond: list[str]
    filled: float
    picture: NDArray[np.uint8]


def printed(page: Page) -> list[Sheet]:
    """Print a page as a person does who leaves everything as the browser proposes it, but wants the colours."""
    with closing(PdfDocument(page.pdf(format="A4", print_background=True, prefer_css_page_size=True))) as document:
        return [_sheet(sheet) for sheet in document]


def _sheet(sheet: PdfPage) -> Sheet:
    width, height = sheet.get_size()
    beyond, lowest = [], height
    with closing(sheet), closing(sheet.get_textpage()) as read:
        for place in range(read.count_rects()):
            left, bottom, right, top = read.get_rect(place)
            if left >= SIDE - 1 and right <= width - SIDE + 1 and bottom >= BOTTOM - 1 and top <= height - TOP + 1:
                lowest = min(lowest, bottom)
                continue
            text = read.get_text_bounded(left, bottom, right, top).strip()
            numbers = top < BOTTOM and re.fullmatch(r"[\d /]+", text)
            if text and not numbers:
                beyond.append(text)
        text = read.get_text_range()
        picture = sheet.render(scale=0.5, grayscale=True).to_numpy().copy()
    return Sheet(text, squeezed(text), beyond, 1 - lowest / height, picture)


def missing(sheets: Sequence[Sheet], wanted: Iterable[str]) -> list[str]:
    """List the texts that no sheet has."""
    text = "".join(sheet.squeezed for sheet in sheets)
    return [item for item in wanted if squeezed(item) not in text]
