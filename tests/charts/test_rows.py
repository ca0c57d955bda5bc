"""Ranges of ranks: what is drawn, that names fit a phone, and that the scale stays within the group."""

import re
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from spbe_analytics.charts import Palette
from spbe_analytics.charts.room import NARROWEST, text_width
from spbe_analytics.charts.rows import rank_ranges
from spbe_analytics.charts.theme import TEXT_SIZE


def rows(*cells: tuple[str, int, int, int], own: str = "") -> pd.DataFrame:
    found = pd.DataFrame(cells, columns=["name", "rank", "best", "worst"])
    return found.assign(own=found["name"] == own)


def texts(figure: go.Figure) -> list[str]:
    return [re.sub("<[^>]+>", "", note.text) for note in figure.layout.annotations]


def lines(figure: go.Figure, kind: str) -> list[Any]:
    widths = {"bar": 7, "draws": 2}
    return [shape for shape in figure.layout.shapes if shape.line.width == widths[kind]]


def test_a_bar_only_where_the_rank_is_open(colours: Palette) -> None:
    figure = rank_ranges(rows(("A", 1, 1, 1), ("B", 2, 2, 4), ("C", 2, 2, 3), own="B"), colours, last=9)
    assert texts(figure) == ["A", "1", "B", "2–4", "C", "2–3"]
    bars = lines(figure, "bar")
    assert [(bar.x0, bar.x1, bar.line.color) for bar in bars] == [(2, 4, colours.accent), (2, 3, colours.other)]
    assert lines(figure, "draws") == []
    others, own = figure.data
    assert (list(others.x), list(own.x)) == ([1, 2], [2])
    assert figure.layout.meta["alt"] == "Rentang peringkat: A 1; B 2–4; C 2–3."


def test_draws_are_a_line_with_ends_and_the_range_in_figures(light: Palette) -> None:
    frame = rows(("A", 1, 1, 1), ("B", 2, 2, 3)).assign(rank_low=[1, 1], rank_high=[1, 8])
    figure = rank_ranges(frame, light, last=9)
    assert texts(figure) == ["A", "1", "B", "1–8"]
    (line,) = lines(figure, "draws")
    assert line.path.startswith("M1,")
    assert "L8," in line.path
    assert figure.layout.xaxis.range[0] == 1
    assert figure.layout.xaxis.range[1] >= 8


@pytest.mark.parametrize(
    ("cells", "last", "ticks"),
    [
        ((("A", 130, 130, 130), ("B", 131, 131, 133)), 392, [129, 130, 131, 132, 133, 134]),
        ((("A", 1, 1, 2), ("B", 2, 1, 2)), 2, [1, 2]),
        ((("A", 1, 1, 1),), 1, [1, 2]),
        ((("A", 12, 12, 12), ("B", 57, 57, 58)), 60, [10, 20, 30, 40, 50, 60]),
        ((("A", 1, 1, 1), ("B", 47, 47, 48)), 48, [1, 10, 20, 30, 40, 48]),
    ],
)
def test_ticks_are_whole_and_stay_within_the_group(
    light: Palette, cells: tuple[tuple[str, int, int, int], ...], last: int, ticks: list[int]
) -> None:
    figure = rank_ranges(rows(*cells), light, last=last)
    assert list(figure.layout.xaxis.tickvals) == ticks
    assert list(figure.layout.xaxis.range) == [ticks[0], ticks[-1]]


def test_a_long_name_leaves_room_for_the_range(light: Palette) -> None:
    name = "Kabupaten Pangkajene dan Kepulauan Sekitarnya di Utara"
    figure = rank_ranges(rows((name, 120, 120, 124), own=name), light, last=392)
    left, right = texts(figure)
    assert left.endswith("…")
    assert text_width(left, TEXT_SIZE, bold=True) + text_width(right, TEXT_SIZE, bold=True) < NARROWEST
