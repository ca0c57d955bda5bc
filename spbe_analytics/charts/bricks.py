"""The distribution: one brick a government, stacked in bins whose edges are the predicates' cut-offs.

Nothing is rounded on the way: cut-offs are always edges.
"""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Final

import pandas as pd

from spbe_analytics.charts.picture import Picture
from spbe_analytics.charts.room import NARROWEST, number, shorten, spread, text_width, word, wrap
from spbe_analytics.charts.theme import NAME_SIZE, TEXT_SIZE, TICK_SIZE, Palette, coloured, describe, style
from spbe_analytics.scoring.display import format_number, format_score

BINS: Final = 40
"""About so many bins over the whole scale."""

SIDE: Final = 8
FOOT: Final = 24
LINE: Final = 17
LANE: Final = 26
"""Height of the free lane above the stacks, in which the own region's name stands."""

TALLEST: Final = 20.0
"""Most pixels that one brick is high."""

HOVER: Final = "%{customdata[1]}<br>%{customdata[2]} %{customdata[3]}<extra></extra>"

OWN_WIDTH: Final = 1.25
"""The own brick is a little wider than its bin."""

WIDTH: Final = NARROWEST - 2 * SIDE


@dataclass(frozen=True)
class Brick:
    """A government in its bin, ``level`` bricks above the ground."""

    region: str
    name: str
    index: float
    predicate: str
    bin: int
    level: int = 0


class Scale:
    """Predicates and bins as exact fractions."""

    def __init__(self, bands: pd.DataFrame, lowest: float, values: list[float | None]) -> None:
        self.names = [word(name) for name in bands["predicate"]]
        cuts = [exact(value) for value in bands["lower"]] + [exact(bands["upper"].iloc[-1])]
        known = [value for value in values if value is not None]
        if cuts[0] < exact(lowest) < cuts[1] and all(value >= lowest for value in known):
            cuts[0] = exact(lowest)
        self.cuts = cuts
        step = (cuts[-1] - cuts[0]) / BINS
        self.edges = [cuts[0]]
        for lower, upper in pairwise(cuts):
            parts = max(1, round((upper - lower) / step))
            self.edges += [lower + (upper - lower) * part / parts for part in range(1, parts + 1)]

    def bin(self, value: float) -> int:
        """Return the bin of a value: the one that begins at it or below; the last takes its upper end too."""
        return min(max(bisect_right(self.edges, exact(value)) - 1, 0), len(self.edges) - 2)

    def middle(self, at: int) -> float:
        """Return the middle of a bin."""
        return float((self.edges[at] + self.edges[at + 1]) / 2)

    def width(self, at: int) -> float:
        """Return the width of a bin."""
        return float(self.edges[at + 1] - self.edges[at])


def exact(value: float | Fraction) -> Fraction:
    """Read a number as the shortest decimal that names it, so that 2.6 is 13/5 and not a hair beside it."""
    return value if isinstance(value, Fraction) else Fraction(repr(round(float(value), 9)))


def stack(values: pd.DataFrame, scale: Scale, own: str | None) -> list[Brick]:
    """Pile up the governments that have an index, lower predicates below, the own one on top of its stack."""
    found = []
    for region, name, index, predicate in zip(
        values["region"], values["name"], values["index"], values["predicate"], strict=True
    ):
        value = number(index)
        if value is not None:
            found.append(Brick(word(region), word(name), value, word(predicate), scale.bin(value)))
    order = {name: at for at, name in enumerate(scale.names)}
    found.sort(key=lambda brick: (brick.region == own, order.get(brick.predicate, -1), brick.index, brick.name))
    filled: Counter[int] = Counter()
    out = []
    for brick in found:
        out.append(replace(brick, level=filled[brick.bin]))
        filled[brick.bin] += 1
    return out


def bricks(
    values: pd.DataFrame,
    bands: pd.DataFrame,
    palette: Palette,
    *,
    own: str | None = None,
    lowest: float = 1,
    height: int = 270,
) -> Picture:
    """Draw every government as a brick above its index.

    Args:
        values: One row a government; columns ``region``, ``name``, ``index``, ``predicate``. Rows without an
            index have no brick; a predicate that the bands do not know gets the neutral colour.
        bands: Predicates in ascending order; columns ``predicate``, ``lower``, ``upper``.
        palette: Colours of the viewer's theme.
        own: Code of the own region, whose brick lies on top of its stack and is named.
        lowest: Where the scale begins, unless a value lies below.
        height: Pixels.

    Returns:
        The figure. A value at a cut-off lies in the bin that begins there; a brick has the colour of its own
        predicate, even where a printed value lies in the neighbour's bin.
    """
    scale = Scale(bands, lowest, [number(value) for value in values["index"]])
    stacked = stack(values, scale, own)
    tallest = max((brick.level for brick in stacked), default=0) + 1
    counts = Counter(brick.predicate for brick in stacked)
    heads = _heads(scale, counts)
    mine = next((brick for brick in stacked if own is not None and brick.region == own), None)
    top = LINE * max((len(lines) + 1 for lines, _ in heads), default=1) + 6
    lane = LANE if mine else 6
    unit = min(TALLEST, (height - FOOT - top - lane) / tallest)
    roof = (height - FOOT - top) / unit

    figure = Picture()
    others = [brick for brick in stacked if brick is not mine]
    if others:
        _draw_bricks(figure, others, scale, tallest, palette)
    if mine:
        _draw_mine(figure, mine, scale, palette)
    style(figure, palette, height, (SIDE, SIDE, top, FOOT))
    _draw_frame(figure, scale, roof, palette)
    _draw_heads(figure, scale, heads, counts, palette)
    if mine:
        _draw_own(figure, mine, scale, tallest, roof, palette, unit)
    parts = [f"{name} {counts[name]}" for name in scale.names]
    place = f"; {mine.name} {format_score(mine.index)}" if mine else ""
    return describe(figure, f"Sebaran indeks {format_number(len(stacked), 0)} daerah: {', '.join(parts)}{place}.")


def _draw_bricks(figure: Picture, bricks: list[Brick], scale: Scale, tallest: int, palette: Palette) -> None:
    """Draw the bricks as one image of cells: hundreds of bars cost a page as much as all the rest of it."""
    marks = [*palette.marks(len(scale.names)), palette.other]
    tones = {name: at for at, name in enumerate(scale.names)}
    width = len(scale.edges) - 1
    cells: list[list[int | None]] = [[None] * width for _ in range(tallest)]
    told: list[list[list[str]]] = [[["", "", "", ""] for _ in range(width)] for _ in range(tallest)]
    for brick in bricks:
        cells[brick.level][brick.bin] = tones.get(brick.predicate, len(scale.names))
        told[brick.level][brick.bin] = _told(brick)
    last = len(marks) - 1
    figure.add_heatmap(
        x=[float(edge) for edge in scale.edges],
        y=list(range(tallest + 1)),
        z=cells,
        zmin=0,
        zmax=last,
        colorscale=[[at / last, mark] for at, mark in enumerate(marks)],
        showscale=False,
        xgap=1,
        ygap=1,
        hoverongaps=False,
        customdata=told,
        hovertemplate=HOVER,
    )


def _draw_mine(figure: Picture, mine: Brick, scale: Scale, palette: Palette) -> None:
    figure.add_bar(
        x=[scale.middle(mine.bin)],
        y=[1],
        base=[mine.level],
        width=[OWN_WIDTH * scale.width(mine.bin)],
        marker={"color": palette.accent, "line": {"color": palette.ground, "width": 1}},
        customdata=[_told(mine)],
        hovertemplate=HOVER,
    )


def _told(brick: Brick) -> list[str]:
    """Return what the tooltip of a brick says."""
    return [brick.region, brick.name, format_score(brick.index), brick.predicate]


def _draw_frame(figure: Picture, scale: Scale, roof: float, palette: Palette) -> None:
    cuts = [float(cut) for cut in scale.cuts]
    for cut in cuts[1:-1]:
        figure.add_shape(
            type="line", layer="below", x0=cut, x1=cut, y0=0, y1=roof,
            line={"color": palette.axis, "width": 1, "dash": "2px,3px"},
        )  # fmt: skip
    figure.add_shape(
        type="line", layer="below", x0=cuts[0], x1=cuts[-1], y0=0, y1=0, line={"color": palette.axis, "width": 1}
    )
    figure.update_xaxes(
        range=[cuts[0], cuts[-1]], tickvals=cuts, ticktext=[_cut_text(cut) for cut in cuts],
        tickfont={"size": TICK_SIZE, "color": palette.muted},
    )  # fmt: skip
    figure.update_yaxes(range=[0, roof], visible=False)
    figure.update_layout(barmode="overlay", bargap=0)


def _cut_text(cut: float) -> str:
    return format_number(cut).rstrip("0").rstrip(",") or "0"


def _heads(scale: Scale, counts: Counter[str]) -> list[tuple[list[str], float]]:
    """Return each predicate's name in lines, and its middle in pixels on the narrowest screen."""
    cuts = [_pixel(scale, float(cut)) for cut in scale.cuts]
    names = []
    for name, left, right in zip(scale.names, cuts, cuts[1:], strict=False):
        words = max((text_width(part, TEXT_SIZE) for part in name.split()), default=0.0)
        names.append(wrap(name, TEXT_SIZE, max(right - left, words + 1)))
    sizes = [
        max(text_width(part, TEXT_SIZE, bold=True) for part in [*lines, str(counts[name])]) + 6
        for name, lines in zip(scale.names, names, strict=True)
    ]
    middles = spread([(a + b) / 2 for a, b in pairwise(cuts)], sizes, -SIDE, WIDTH + SIDE)
    return list(zip(names, middles, strict=True))


def _draw_heads(
    figure: Picture, scale: Scale, heads: list[tuple[list[str], float]], counts: Counter[str], palette: Palette
) -> None:
    texts = palette.texts(len(scale.names))
    for name, (lines, middle), colour in zip(scale.names, heads, texts, strict=True):
        figure.add_annotation(
            text=coloured("<br>".join([*lines, f"<b>{format_number(counts[name], 0)}</b>"]), colour),
            x=_value(scale, middle), y=1, yref="paper", yanchor="bottom", yshift=3, showarrow=False, borderpad=0,
            font={"size": TEXT_SIZE},
        )  # fmt: skip


def _draw_own(
    figure: Picture, mine: Brick, scale: Scale, tallest: int, roof: float, palette: Palette, unit: float
) -> None:
    x = scale.middle(mine.bin)
    y = min(tallest + LANE / 2 / unit, roof)
    figure.add_shape(
        type="line", x0=x, x1=x, y0=mine.level + 1, y1=y + 8 / unit, line={"color": palette.accent, "width": 2}
    )
    pixel = _pixel(scale, x)
    value = f" {format_score(mine.index)}"
    room = max(pixel, WIDTH - pixel) + SIDE - 8 - text_width(value, NAME_SIZE, bold=True)
    text = shorten(mine.name, NAME_SIZE, room, bold=True) + value
    width = text_width(text, NAME_SIZE, bold=True) + 8
    right = WIDTH + SIDE - pixel >= width or WIDTH - pixel >= pixel
    figure.add_annotation(
        text=coloured(text, palette.accent, bold=True), x=x, y=y, xanchor="left" if right else "right",
        xshift=6 if right else -6, yanchor="middle", showarrow=False, borderpad=1, bgcolor=palette.ground,
        font={"size": NAME_SIZE},
    )  # fmt: skip


def _pixel(scale: Scale, value: float) -> float:
    """Return where a value lies on the narrowest screen, from the left end of the scale."""
    return WIDTH * (value - float(scale.cuts[0])) / float(scale.cuts[-1] - scale.cuts[0])


def _value(scale: Scale, pixel: float) -> float:
    return float(scale.cuts[0]) + pixel / WIDTH * float(scale.cuts[-1] - scale.cuts[0])
