"""Colours, fonts and the settings shared by every figure.

Two palettes, one for each ground. Marks reach 3:1 against the ground and letters 4.5:1, which is why a predicate
has one tone as a mark and another as text: ochre and teal are legible as a brick before they are as a letter.
"""

from dataclasses import dataclass, fields
from typing import Any, Final

from spbe_analytics.charts.picture import Picture

FONT: Final = '"Source Sans", "Source Sans Pro", sans-serif'
"""The interface's own font, so figures and page read as one."""

TEXT_SIZE: Final = 13
NAME_SIZE: Final = 15
TICK_SIZE: Final = 12.5
RING_SIZE: Final = 11

PLOT_CONFIG: Final[dict[str, Any]] = {
    "displayModeBar": False,
    "displaylogo": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showAxisDragHandles": False,
    "showTips": False,
}
"""Settings for the viewer: no tool bar, and no language that the bundled script does not carry."""

Margin = tuple[int, int, int, int]
"""Pixels left, right, top, bottom of the plotting area."""


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, as ``#RRGGBB``.

    ``predicate_*`` and ``level_*`` are tuples in ascending order: from the lowest rung of a scale to the highest,
    brown below the middle, grey at it, teal above.
    """

    dark: bool
    ground: str
    surface: str
    text: str
    muted: str
    accent: str
    own_row: str
    other: str
    axis: str
    ring: str
    hairline: str
    border: str
    worse: str
    better: str
    predicate_mark: tuple[str, ...]
    predicate_text: tuple[str, ...]
    predicate_band: tuple[str, ...]
    level_fill: tuple[str, ...]
    level_text: tuple[str, ...]
    series: tuple[str, ...]
    """One colour a region where several are compared; the first is the own region's accent."""

    def marks(self, count: int) -> tuple[str, ...]:
        """Return ``count`` mark colours in ascending order of predicates."""
        return spread_tones(self.predicate_mark, count)

    def texts(self, count: int) -> tuple[str, ...]:
        """Return ``count`` letter colours in ascending order of predicates."""
        return spread_tones(self.predicate_text, count)

    def bands(self, count: int) -> tuple[str, ...]:
        """Return ``count`` background colours in ascending order of predicates."""
        return spread_tones(self.predicate_band, count)


LIGHT: Final = Palette(
    dark=False,
    ground="#FFFFFF",
    surface="#F3F6F8",
    text="#17212B",
    muted="#55626F",
    accent="#0B5CAD",
    own_row="#E4EEF8",
    other="#8493A1",
    axis="#B9C4CD",
    ring="#DAE2E8",
    hairline="#E6EBEF",
    border="#D5DDE4",
    worse="#8C510A",
    better="#01665E",
    predicate_mark=("#8C510A", "#B87A26", "#8090A0", "#2F8F87", "#01665E"),
    predicate_text=("#8C510A", "#8F5F14", "#55626F", "#1B7A70", "#01665E"),
    predicate_band=("#F7EEE3", "#FBF6EE", "#F4F6F8", "#EDF6F5", "#DFEFED"),
    level_fill=("#8C510A", "#EBCB98", "#E1E7EC", "#A5D6CF", "#01665E"),
    level_text=("#FFFFFF", "#17212B", "#17212B", "#17212B", "#FFFFFF"),
    series=("#0B5CAD", "#17212B", "#A8407F", "#6B7512", "#55626F"),
)

DARK: Final = Palette(
    dark=True,
    ground="#12181E",
    surface="#1B232B",
    text="#E8EDF2",
    muted="#A9B5C0",
    accent="#6FB1F2",
    own_row="#1A2C3E",
    other="#6B7884",
    axis="#4A5763",
    ring="#2E3944",
    hairline="#27313A",
    border="#34404B",
    worse="#E3A65E",
    better="#7AD5C8",
    predicate_mark=("#E3A65E", "#B0803F", "#84919C", "#3FA196", "#7AD5C8"),
    predicate_text=("#E3A65E", "#C9985A", "#A9B5C0", "#58B8AD", "#7AD5C8"),
    predicate_band=("#2B2117", "#221D17", "#1A2128", "#152423", "#162D2B"),
    level_fill=("#E3A65E", "#644722", "#34404B", "#1E5953", "#7AD5C8"),
    level_text=("#12181E", "#E8EDF2", "#E8EDF2", "#E8EDF2", "#12181E"),
    series=("#6FB1F2", "#E8EDF2", "#E391C4", "#BFC766", "#A9B5C0"),
)


def palette(dark: bool) -> Palette:
    """Return the colours of the dark theme, or of the light one."""
    return DARK if dark else LIGHT


def light_of_dark() -> dict[str, str]:
    """Return the light theme's colour for each colour of the dark one: paper is light whatever the screen was."""
    pairs: dict[str, str] = {}
    for part in fields(Palette):
        dark, light = getattr(DARK, part.name), getattr(LIGHT, part.name)
        if isinstance(dark, tuple):
            pairs |= zip(dark, light, strict=True)
        elif isinstance(dark, str):
            pairs[dark] = light
    return pairs


def spread_tones(tones: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Spread tones evenly over a scale with another number of rungs.

    Args:
        tones: Colours in ascending order, at least two.
        count: Rungs of the scale, at least one.

    Returns:
        ``count`` colours: the tones themselves when the numbers agree, else mixtures of neighbours; a single rung
        gets the middle tone.
    """
    if count == len(tones):
        return tones
    last = len(tones) - 1
    places = [last / 2] if count == 1 else [last * rung / (count - 1) for rung in range(count)]
    return tuple(_mix(tones[int(place)], tones[min(int(place) + 1, last)], place % 1) for place in places)


def translucent(colour: str, opacity: float) -> str:
    """Write a ``#RRGGBB`` colour with an opacity between 0 and 1."""
    red, green, blue = _channels(colour)
    return f"rgba({red},{green},{blue},{opacity:g})"


def coloured(text: str, colour: str, *, bold: bool = False) -> str:
    """Wrap text for a plotly label in a colour, and in bold if asked."""
    inner = f"<b>{text}</b>" if bold else text
    return f'<span style="color:{colour}">{inner}</span>'


def style(figure: Picture, palette: Palette, height: int, margin: Margin) -> Picture:
    """Give a figure the product's look: clear ground, decimal comma, nothing to zoom or drag.

    Args:
        figure: The figure, which is changed and returned.
        palette: Colours of the viewer's theme.
        height: Pixels from top to bottom; the width is the page's business.
        margin: Pixels left, right, top, bottom.

    Returns:
        The same figure.
    """
    left, right, top, bottom = margin
    axis = {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "automargin": False,
        "tickfont": {"size": TICK_SIZE, "color": palette.muted},
    }
    figure.update_layout(
        height=height,
        autosize=False,  # the page sets the width
        margin={"l": left, "r": right, "t": top, "b": bottom, "pad": 0, "autoexpand": False},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        separators=",.",
        dragmode=False,
        hovermode="closest",
        showlegend=False,
        font={"family": FONT, "size": TEXT_SIZE, "color": palette.text},
        hoverlabel={
            "bgcolor": palette.surface,
            "bordercolor": palette.border,
            "font": {"family": FONT, "size": TEXT_SIZE, "color": palette.text},
            "align": "left",
        },
    )
    if not figure.polar:
        figure.update_layout(xaxis=axis, yaxis=axis)
    return figure


def describe(figure: Picture, sentence: str) -> Picture:
    """Finish a figure with the sentence that a screen reader gets in place of the picture; return it."""
    figure.finish(sentence)
    return figure


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mix(first: str, second: str, share: float) -> str:
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)
