"""A figure of :mod:`spbe_analytics.charts` as SVG, without a browser: one renderer for the few things they are made of.

What a figure may hold stands in :mod:`.known`; everything else is refused, so that nothing is ever drawn half.
"""

from dataclasses import dataclass
from typing import Final

from spbe_analytics.charts.picture import Picture
from spbe_analytics.reports.drawing.circle import draw_circle
from spbe_analytics.reports.drawing.key import draw_key
from spbe_analytics.reports.drawing.known import check
from spbe_analytics.reports.drawing.marks import attributes
from spbe_analytics.reports.drawing.plane import draw_plane

FAMILY: Final = "Source Sans Pro, sans-serif"
"""The font that ships; a program without it takes its own."""


@dataclass(frozen=True)
class Drawing:
    """What a figure looks like.

    Attributes:
        body: Elements of SVG, to be put into a document or a group.
        width: Pixels across.
        height: Pixels down.
        alt: The sentence that stands for the picture.
    """

    body: str
    width: float
    height: float
    alt: str = ""

    @property
    def svg(self) -> str:
        """The whole as a document of its own, its ground clear."""
        size = {"width": self.width, "height": self.height, "viewBox": f"0 0 {self.width:g} {self.height:g}"}
        head = attributes({**size, "role": "img", "aria-label": self.alt, "font-family": FAMILY})
        return f'<svg xmlns="http://www.w3.org/2000/svg"{head}>{self.body}</svg>'


def draw(figure: Picture, width: float) -> Drawing:
    """Draw a figure.

    Args:
        figure: A figure of ours; its height and margins are kept, the plot between them takes the width given.
        width: Pixels across, at least what the narrowest phone has.

    Returns:
        The drawing.

    Raises:
        ValueError: If the figure holds anything that would not be drawn.
    """
    content = figure.to_dict()
    check(content)
    layout = content["layout"]
    parts = draw_circle(content, width) if figure.polar else draw_plane(content, width)
    body = "".join([*parts, *draw_key(content, width)])
    return Drawing(body, width, float(layout["height"]), figure.alt)
