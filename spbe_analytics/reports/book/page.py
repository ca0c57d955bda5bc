"""One sheet that is written from top to bottom: merged lines of text, their heights, and how it prints."""

import textwrap
from collections.abc import Sequence
from math import ceil
from typing import Any, Final

from spbe_analytics.formulas import defuse, plain
from spbe_analytics.reports.book.looks import SIZE, TITLE_SIZE, Looks

CONTENTS: Final = "Ringkasan"
"""The first sheet, which leads to all others."""

BACK: Final = f"← {CONTENTS}"
A4: Final = 9
READABLE: Final = 110
"""Characters that a line of text is wide."""

ENDING: Final = 30
"""Characters of the end of an address that stays when it is too long to be shown whole."""

SPARE: Final = 12
"""Width in characters of a column that no table needs."""

ROW: Final = 15.75
"""Points of a row of one line."""

LINE: Final = 13.5
"""Points that a further line of the usual size takes."""

CHARACTERS: Final = 1.07
"""Letters that stand in the width of one digit, on the careful side."""

INDENT: Final = 2
"""Characters that a step inward takes."""

TALLEST: Final = 409
"""Points of the tallest row that a spreadsheet has."""

PIXELS: Final = 4 / 3
"""Pixels a point."""

DIGIT, PADDING = 7, 5
"""Pixels of a character of a column's width, and of its edges."""

PAPER: Final = (1040, 660)
"""Pixels that a sheet of paper holds across and down, at full size."""

LONGEST_FOOTER: Final = 120
"""Characters of the subject in a footer, which holds 255 in all."""


class Page:
    """A sheet, and the line that is written next.

    Attributes:
        sheet: The sheet itself.
        looks: Formats of the workbook.
        line: The next line, from 0.
        widths: Width of each column in characters.
    """

    def __init__(self, sheet: Any, looks: Looks, widths: Sequence[float], subject: str) -> None:  # noqa: ANN401
        """Prepare a sheet of some columns; more are added until a line of text has room.

        Args:
            sheet: An empty sheet of XlsxWriter.
            looks: Formats of its workbook.
            widths: Widths of the columns that tables need, in characters.
            subject: What the footer says.
        """
        self.sheet, self.looks, self.line = sheet, looks, 0
        self.widths = list(widths)
        while sum(self.widths) < READABLE:
            self.widths.append(SPARE)
        self._heights: dict[int, float] = {}
        sheet.set_default_row(ROW)
        sheet.hide_gridlines(2)
        for place, width in enumerate(self.widths):
            sheet.set_column(place, place, width)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        said = clean(subject)[:LONGEST_FOOTER].replace("&", "&&").replace("\n", " ")
        sheet.set_footer(f"&L {said}&RHalaman &P dari &N")

    @property
    def span(self) -> int:
        """How many columns a line of text reaches across."""
        across = 0.0
        for place, width in enumerate(self.widths):
            across += width
            if across >= READABLE:
                return place + 1
        return len(self.widths)

    def opening(self, title: str, about: str) -> None:
        """Write the way back, the finding and what the sheet is about."""
        self.sheet.write_url(0, 0, f"internal:'{CONTENTS}'!A1", self.looks("link"), BACK)
        self.line = 1
        self.text(title, "title", size=TITLE_SIZE)
        self.text(about, "muted")

    def text(self, said: str, *words: str, size: int = SIZE, first: int = 0, last: int | None = None) -> None:
        """Write a text across the sheet and go to the next line; an empty one leaves no line.

        Args:
            said: The text.
            *words: How it looks, see :class:`~spbe_analytics.reports.book.looks.Looks`.
            size: Points of its letters.
            first: First column it reaches across.
            last: Last column; as far as a line is readable, without.
        """
        if not said:
            return
        end = self.span - 1 if last is None else last
        self.merged(self.line, first, end, said, *words)
        self.tall(self.line, height(said, sum(self.widths[first : end + 1]), size))
        self.line += 1

    def link(self, address: str) -> None:
        """Write an address across the sheet as a link, and go to the next line."""
        look = self.looks("text", "link")
        self.sheet.merge_range(self.line, 0, self.line, self.span - 1, "", look)
        shown = address if len(address) < READABLE else f"{address[: READABLE - ENDING]}…{address[-ENDING:]}"
        self.sheet.write_url(self.line, 0, address, look, clean(shown))
        self.line += 1

    def merged(self, line: int, first: int, last: int, said: str, *words: str, below: int = 0) -> None:
        """Write a text across some columns of a line, and of lines below it."""
        look = self.looks("text", *words)
        if last > first or below:
            self.sheet.merge_range(line, first, line + below, last, "", look)
        self.sheet.write_string(line, first, clean(said), look)

    def tall(self, line: int, points: float) -> None:
        """Make a line at least so tall."""
        if points > self._heights.get(line, ROW):
            self._heights[line] = min(points, TALLEST)
            self.sheet.set_row(line, self._heights[line])

    def pixels(self, top: int, end: int) -> float:
        """Return how tall the lines from one up to another are, in pixels."""
        return sum(self._heights.get(line, ROW) for line in range(top, end)) * PIXELS

    def on_one_sheet(self, pixels: float) -> bool:
        """Tell whether what is so tall, and as wide as all columns, is printed on one sheet of paper."""
        across = sum(width * DIGIT + PADDING for width in self.widths)
        return pixels <= PAPER[1] * max(1.0, across / PAPER[0])

    def past(self, top: int, pixels: float) -> int:
        """Return the first line below something so tall whose top is the top of a line."""
        line = top
        while pixels > 0:
            pixels -= self._heights.get(line, ROW) * PIXELS
            line += 1
        return line


def clean(text: str) -> str:
    """Return a text as a cell holds it: no formula, no markup, nothing that XML cannot carry."""
    return str(defuse(plain(text)))


def height(said: str, width: float, size: float = SIZE) -> float:
    """Return the points that a text takes in a column of some width in characters."""
    fits = max(1, int(width * CHARACTERS * SIZE / size))
    lines = sum(1 if len(part) <= fits else max(1, len(textwrap.wrap(part, fits))) for part in said.split("\n"))
    return max(ROW, ceil(lines * LINE * size / SIZE) + 3)
