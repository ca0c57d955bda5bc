"""A picture as a file to be passed on: the finding above, the sentence below, and where its figures come from.

It is read on a phone, scaled down to half its width: no letter is smaller than 14 of its 720 pixels across.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from spbe_analytics.charts import Palette
from spbe_analytics.charts.room import wrap
from spbe_analytics.parts.part import Picture
from spbe_analytics.reports.drawing import Drawing, draw
from spbe_analytics.reports.drawing.marks import element, fill, rectangle
from spbe_analytics.reports.drawing.texts import Run, draw_rows
from spbe_analytics.scoring.display import format_date

WIDTH: Final = 720
SIDE: Final = 32
INNER: Final = WIDTH - 2 * SIDE
LARGER: Final = 1.28
"""How much larger the chart is than on a page, so that its smallest letters reach 14 pixels."""

SHARP: Final = 2
"""Pixels of the PNG for one of the drawing."""

TITLE: Final = 25.0
BODY: Final = 16.0
SMALL: Final = 14.5
SPACE: Final = 16.0
"""Between two blocks."""

FONTS: Final = tuple(sorted(str(path) for path in (Path(__file__).parent / "fonts").glob("*.ttf")))


@dataclass(frozen=True)
class About:
    """What a picture does not say by itself.

    Attributes:
        subject: Whom it is about: ``Kabupaten Luwu Utara``; empty for none.
        moment: Which assessment: ``Nilai akhir 2024``; empty for none.
        source: Where the figures come from; empty for none.
        today: The day it is made.
    """

    subject: str
    moment: str
    source: str
    today: date

    @property
    def title(self) -> str:
        """Whom and which assessment it is about: ``Kabupaten Luwu Utara, Nilai akhir 2024``."""
        return ", ".join(filter(None, (self.subject, self.moment)))

    @property
    def made(self) -> str:
        """When and with what it was made."""
        return f"Dibuat {format_date(self.today)} dengan SPBE Analytics."


def picture_svg(picture: Picture, about: About, palette: Palette) -> bytes:
    """Draw a picture with title, sentence and source as SVG.

    Args:
        picture: The picture; its figure was made with ``palette``.
        about: Whom and which assessment it is about, and its source.
        palette: Colours of the ground and of the words.

    Returns:
        The file's bytes, UTF-8. The font is named, not embedded.
    """
    return framed(picture, about, palette).svg.encode()


def picture_png(picture: Picture, about: About, palette: Palette) -> bytes:
    """Draw the same as PNG, two pixels for one, with the font that ships; see :func:`picture_svg`."""
    import resvg_py

    svg = framed(picture, about, palette).svg
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=SHARP, font_files=list(FONTS), skip_system_fonts=True))


def framed(picture: Picture, about: About, palette: Palette) -> Drawing:
    """Draw a picture with title, sentence and source; see :func:`picture_svg`."""
    drawn = picture.figure
    chart = drawn if isinstance(drawn, Drawing) else draw(drawn, INNER / LARGER)
    out, y = _block(picture.title, SIDE - 8, TITLE, palette.text, bold=True)
    if about.title:
        said, y = _block(about.title, y + 6, BODY, palette.muted)
        out += said
    y += SPACE
    out.append(element("g", {"transform": f"translate({SIDE} {y:g}) scale({LARGER})"}, chart.body))
    y += chart.height * LARGER + SPACE
    said, y = _block(picture.text, y, BODY, palette.text)
    out += said
    y += SPACE
    out.append(rectangle((SIDE, y), (WIDTH - SIDE, y + 1), fill(palette.border)))
    y += SPACE * 0.6
    for line in filter(None, (about.source, about.made)):
        said, y = _block(line, y, SMALL, palette.muted)
        out += said
    height = round(y + SIDE * 0.75)
    ground = rectangle((0, 0), (WIDTH, height), fill(palette.ground))
    return Drawing("".join([ground, *out]), WIDTH, height, f"{picture.title}. {chart.alt}")


def _block(text: str, top: float, size: float, colour: str, *, bold: bool = False) -> tuple[list[str], float]:
    """Write text as wide as the picture from a height on, and return the height where it ends."""
    if not text:
        return [], top
    lines = [[Run(line, bold)] for line in wrap(text, size, INNER, bold=bold)]
    font = {"size": size, "color": colour}
    return draw_rows(lines, SIDE, top + size * 1.05, "left", font), top + size * 1.3 * len(lines)
