"""Polygons are closed, gaps stay open, weak points are marked twice."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from spbe_analytics.charts import Palette, radar
from spbe_analytics.charts.room import NARROWEST
from spbe_analytics.errors import SpbeError

NAMES = {"D1": "Kebijakan", "D2": "Tata Kelola", "D3": "Manajemen", "D4": "Layanan"}


def trace(figure: go.Figure, name: str) -> go.Scatterpolar:
    return next(trace for trace in figure.data if trace.name == name)


def values(domains: pd.DataFrame) -> pd.DataFrame:
    return domains[["own", "reference"]]


def indicators(count: int, series: int = 1) -> pd.DataFrame:
    codes = [f"I{at + 1}" for at in range(count)]
    return pd.DataFrame({f"s{at}": [1 + (row + at) % 5 for row in range(count)] for at in range(series)}, index=codes)


@pytest.mark.parametrize("count", [3, 4, 7, 8, 16])
def test_polygons_and_rings_close(light: Palette, count: int) -> None:
    figure = radar(indicators(count, 2), {}, light)
    for line in (trace(figure, "s0"), trace(figure, "s1")):
        assert len(line.r) == count + 1
        assert (line.r[0], line.theta[0]) == (line.r[-1], line.theta[-1])
    rings = {}
    for name in ("ring", "ring kuat"):
        line = trace(figure, name)
        for first in range(0, len(line.r), count + 2):
            *points, gap = zip(line.r[first : first + count + 2], line.theta[first : first + count + 2], strict=True)
            assert gap == (None, None)
            assert points[0] == points[-1]
            assert len({radius for radius, _ in points}) == 1
            rings.setdefault(name, []).append(points[0][0])
    assert rings == {"ring": [1, 2, 4], "ring kuat": [3, 5]}


def test_axes_keep_the_order_and_the_scale(domains: pd.DataFrame, light: Palette) -> None:
    figure = radar(values(domains), NAMES, light)
    assert list(trace(figure, "own").r) == [3.50, 2.60, 1.82, 4.07, 3.50]
    assert list(figure.layout.polar.angularaxis.ticktext) == list(NAMES.values())
    assert list(figure.layout.polar.angularaxis.tickvals) == [0, 90, 180, 270]
    assert tuple(figure.layout.polar.radialaxis.range) == (0, 5.5)


def test_only_the_own_series_is_filled_and_others_differ(light: Palette) -> None:
    figure = radar(indicators(8, 3), {}, light)
    own, second, third = (trace(figure, name) for name in ("s0", "s1", "s2"))
    assert own.fill == "toself"
    assert second.fill is third.fill is None
    assert len({own.line.dash, second.line.dash, third.line.dash}) == 3
    assert len({own.marker.symbol, second.marker.symbol, third.marker.symbol}) == 3
    assert figure.data[-1].name == "s0"


@pytest.mark.parametrize("at", [0, 2, 3])
def test_a_missing_value_leaves_the_polygon_open(
    domains: pd.DataFrame, light: Palette, missing: float, at: int
) -> None:
    frame = values(domains).copy()
    frame.iloc[at, 0] = missing
    own = trace(radar(frame, NAMES, light, target=3), "own")
    assert [place for place, value in enumerate(own.r[:4]) if value is None] == [at]
    assert (own.r[4] is None) == (at == 0)
    assert own.fill == "none"
    assert own.connectgaps is False


def test_below_the_target_mark_and_label_change(domains: pd.DataFrame, light: Palette) -> None:
    figure = radar(values(domains), NAMES, light, target=3)
    own = trace(figure, "own")
    assert list(own.marker.color) == [light.accent, light.ground, light.ground, light.accent, light.accent]
    assert list(own.marker.line.color)[:4] == [light.accent, light.worse, light.worse, light.accent]
    texts = figure.layout.polar.angularaxis.ticktext
    assert ["<b>" in text and light.worse in text for text in texts] == [False, True, True, False]


def test_the_target_itself_is_not_below(light: Palette) -> None:
    frame = pd.DataFrame({"own": [3.0, 2.99, 3.01]}, index=["a", "b", "c"])
    own = trace(radar(frame, {}, light, target=3), "own")
    assert list(own.marker.color)[:3] == [light.accent, light.ground, light.accent]


def test_values_stand_under_the_names(domains: pd.DataFrame, light: Palette, missing: float) -> None:
    frame = values(domains).copy()
    frame.iloc[0, 0] = missing
    texts = radar(frame, NAMES, light, label_values=True).layout.polar.angularaxis.ticktext
    assert ["–" in texts[0], "2,60" in texts[1], "1,82" in texts[2], "4,07" in texts[3]] == [True] * 4


def test_side_labels_fit_on_a_phone_and_leave_a_circle(domains: pd.DataFrame, light: Palette) -> None:
    long = dict.fromkeys(NAMES, "Penerapan Manajemen Layanan Administrasi Pemerintahan")
    for names in (NAMES, long):
        margin = radar(values(domains), names, light, label_values=True).layout.margin
        assert 60 <= margin.l <= 125
        assert NARROWEST - margin.l - margin.r >= 80


def test_four_series_are_too_many(light: Palette) -> None:
    with pytest.raises(SpbeError, match="1 sampai 3 deret, bukan 4"):
        radar(indicators(8, 4), {}, light)


def test_two_axes_are_too_few(domains: pd.DataFrame, light: Palette) -> None:
    with pytest.raises(SpbeError, match="paling sedikit 3 sumbu, hanya ada 2"):
        radar(values(domains).iloc[:2], NAMES, light)
