"""No line crosses a change of instrument or a missing year; labels stand apart."""

import math
import re
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go
import pytest

from spbe_analytics.charts import Palette, change_bars, level_heatmap, trend

Point = tuple[int, float, str]


def frame(**series: list[Point]) -> pd.DataFrame:
    rows = [
        {
            "series": name, "year": year, "value": value, "segment": segment, "hollow": year == 2024 and name != "own",
            "own": name == "own", "segment_label": "Instrumen baru" if segment == "b" else None,
        }
        for name, points in series.items()
        for year, value, segment in points
    ]  # fmt: skip
    return pd.DataFrame(rows)


OWN = [(2021, 2.68, "a"), (2022, 2.93, "a"), (2023, 3.18, "a"), (2024, 3.26, "a")]
MEAN = [(2021, 2.11, "a"), (2022, 2.17, "a"), (2023, 2.59, "a"), (2024, 2.97, "a")]


@pytest.fixture
def both(bands: pd.DataFrame, later_bands: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([bands.assign(segment="a"), later_bands.assign(segment="b")])


def ends(figure: go.Figure) -> list[float]:
    """Heights of the labels at the right end, in pixels."""
    low, high = figure.layout.yaxis.range
    room = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    return sorted((note.y - low) / (high - low) * room for note in figure.layout.annotations if note.xref == "paper")


def test_no_trace_spans_two_instruments(both: pd.DataFrame, light: Palette) -> None:
    figure = trend(frame(own=[*OWN, (2026, 1.24, "b")], mean=[*MEAN, (2026, 1.3, "b")]), both, light)
    assert [(trace.meta["series"], trace.meta["segment"]) for trace in figure.data] == [
        ("mean", "a"), ("own", "a"), ("mean", "b"), ("own", "b"),
    ]  # fmt: skip
    before = max(max(trace.x) for trace in figure.data if trace.meta["segment"] == "a")
    after = min(min(trace.x) for trace in figure.data if trace.meta["segment"] == "b")
    separators = [shape.x0 for shape in figure.layout.shapes if shape.name == "pemisah"]
    assert len(separators) == 1
    assert before < separators[0] < after
    assert any(note.text == "Instrumen baru" for note in figure.layout.annotations)


def test_each_instrument_has_its_own_bands(both: pd.DataFrame, light: Palette) -> None:
    figure = trend(frame(own=[*OWN, (2026, 3.6, "b")]), both, light)
    edges = {
        (shape.x0, round(shape.y0, 2))
        for shape in figure.layout.shapes
        if shape.type == "line" and shape.name != "pemisah"
    }
    starts = sorted({x for x, _ in edges})
    assert {y for x, y in edges if x == starts[0]} >= {2.6, 3.5, 4.2}
    assert {y for x, y in edges if x == starts[1]} >= {2.5, 3.5, 4}
    assert list(figure.layout.yaxis.ticktext) == ["2,6", "3,5", "4,2"]


def test_one_instrument_has_no_separator(both: pd.DataFrame, light: Palette) -> None:
    figure = trend(frame(own=OWN, mean=MEAN), both, light)
    assert not [shape for shape in figure.layout.shapes if shape.name == "pemisah"]
    assert list(figure.layout.xaxis.ticktext) == ["2021", "2022", "2023", "2024"]


@pytest.mark.parametrize("missing", [math.nan, None])
def test_a_missing_year_interrupts_the_line(both: pd.DataFrame, light: Palette, missing: float | None) -> None:
    without = frame(own=[OWN[0], OWN[1], OWN[3]])
    empty = frame(own=[OWN[0], OWN[1], (2023, missing, "a"), OWN[3]])  # type: ignore[list-item]
    for lines in (without, empty):
        (trace,) = trend(lines, both, light).data
        assert list(trace.y) == [2.68, 2.93, None, 3.26]
        assert trace.connectgaps is False


def test_computed_values_are_hollow(both: pd.DataFrame, light: Palette) -> None:
    mean, own = trend(frame(own=OWN, mean=MEAN), both, light).data
    assert list(mean.marker.color) == [light.muted] * 3 + [light.ground]
    assert set(own.marker.color) == {light.accent}
    assert mean.line.dash != own.line.dash
    assert mean.marker.symbol != own.marker.symbol


def test_own_values_are_printed_and_the_last_beside_the_name(both: pd.DataFrame, light: Palette) -> None:
    figure = trend(frame(own=OWN, mean=MEAN), both, light)
    written = [re.sub("<[^>]+>", " ", note.text).split() for note in figure.layout.annotations]
    assert [words for words in written if words in (["2,68"], ["2,93"], ["3,18"])] == [["2,68"], ["2,93"], ["3,18"]]
    assert ["3,26", "own"] in written
    assert ["2,97", "mean"] in written


@pytest.mark.parametrize("last", [[3.26, 3.27, 3.25], [3.26, 3.26, 3.26], [1.0, 1.01, 4.9], [4.9, 4.95, 5.0]])
def test_end_labels_are_at_least_34_pixels_apart(both: pd.DataFrame, light: Palette, last: list[float]) -> None:
    series = {name: [(2023, 3.0, "a"), (2024, value, "a")] for name, value in zip(("own", "x", "y"), last, strict=True)}
    figure = trend(frame(**series), both, light)
    heights = ends(figure)
    assert len(heights) == 3
    assert all(b - a >= 34 - 1e-6 for a, b in pairwise(heights))
    assert heights[0] >= 0
    assert heights[-1] <= figure.layout.height


def test_a_line_that_ended_early_says_when(both: pd.DataFrame, light: Palette) -> None:
    figure = trend(frame(own=OWN, mean=MEAN[:3]), both, light)
    assert any("2,59 (2023)" in note.text for note in figure.layout.annotations)


def test_the_scale_shows_the_data_with_their_bands(both: pd.DataFrame, light: Palette) -> None:
    low, high = trend(frame(own=OWN, mean=MEAN), both, light).layout.yaxis.range
    assert low <= 1.8 < 3.5 <= high
    assert high - low < 3


def test_changes_are_signed_and_coloured(colours: Palette, missing: float) -> None:
    changes = pd.DataFrame(
        {"label": ["2022", "2023", "2024", "2026"], "change": [0.25, -0.08, 0.0, missing],
         "note": [None, None, None, "instrumen berganti"]}
    )  # fmt: skip
    figure = change_bars(changes, colours)
    assert [bar.x[0] for bar in figure.data] == [0.25, -0.08, 0.0]
    assert [bar.marker.color for bar in figure.data][:2] == [colours.better, colours.worse]
    written = [re.sub("<[^>]+>", "", note.text) for note in figure.layout.annotations]
    assert {"+0,25", "−0,08", "0,00"} <= set(written)
    assert any(text.startswith("–") and "instrumen berganti" in text for text in written)
    low, high = figure.layout.xaxis.range
    assert low < -0.08 < 0.25 < high


def test_every_cell_has_its_number(light: Palette, missing: float) -> None:
    levels = pd.DataFrame({"A": [1, 2.5], "B": [5, missing]}, index=["I1 Arsitektur", "I2 Peta Rencana"])
    cells, numbers = level_heatmap(levels, light).data
    assert [list(row) for row in cells.z] == [[1, 5], [2, None]]
    assert list(numbers.text) == ["1", "5", "2,50", "–"]
    assert list(numbers.textfont.color) == [
        light.level_text[0], light.level_text[4], light.level_text[1], light.muted,
    ]  # fmt: skip


def test_many_columns_have_upright_names(light: Palette) -> None:
    few = pd.DataFrame({"Luwu Utara": [3], "Bone": [4]}, index=["I1 Arsitektur"])
    many = pd.DataFrame({f"Kabupaten {name}": [3] for name in "abcdef"}, index=["I1 Arsitektur"])
    assert {note.textangle for note in level_heatmap(few, light).layout.annotations} == {0}
    assert {note.textangle for note in level_heatmap(many, light).layout.annotations} == {-90}
    assert level_heatmap(many, light).layout.height - level_heatmap(many, light).layout.margin.t == 22


def test_targets_are_a_dashed_line_of_their_own_that_reaches_ahead(both: pd.DataFrame, light: Palette) -> None:
    goals = frame(target=[(2023, 3.0, "a"), (2024, 3.3, "a"), (2026, 2.2, "b"), (2028, 2.8, "b")]).assign(goal=True)
    lines = pd.concat([frame(own=OWN, mean=MEAN).assign(goal=False), goals], ignore_index=True)
    figure = trend(lines, both, light)
    drawn = [trace for trace in figure.data if trace.meta["series"] == "target"]
    assert [trace.meta["segment"] for trace in drawn] == ["a", "b"]
    assert {(trace.line.dash, trace.marker.symbol, trace.line.color) for trace in drawn} == {
        ("6px,4px", "triangle-up", light.better)
    }
    looks = {(trace.line.dash, trace.marker.symbol) for trace in figure.data if trace.meta["series"] != "target"}
    assert not looks & {("6px,4px", "triangle-up")}
    assert max(drawn[0].x) < min(drawn[1].x)
    assert drawn[1].y == (2.2, None, 2.8)
    assert list(figure.layout.xaxis.ticktext)[-2:] == ["2026", "2028"]
    assert any("2,80" in note.text and "target" in note.text for note in figure.layout.annotations)
    assert "target 2023 3,00, 2024 3,30, 2026 2,20, 2028 2,80" in figure.layout.meta["alt"]


def test_the_look_of_other_lines_does_not_depend_on_targets(both: pd.DataFrame, light: Palette) -> None:
    goals = frame(target=[(2024, 3.3, "a")]).assign(goal=True)
    lines = pd.concat([goals, frame(own=OWN, mean=MEAN).assign(goal=False)], ignore_index=True)
    looks = [
        {
            trace.meta["series"]: (trace.line.dash, trace.marker.symbol, trace.line.color)
            for trace in trend(drawn, both, light).data
        }
        for drawn in (frame(own=OWN, mean=MEAN), lines)
    ]
    assert looks[1] == {**looks[0], "target": ("6px,4px", "triangle-up", light.better)}
