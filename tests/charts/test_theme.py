"""Contrast, tones of a scale of any length, and the settings that every figure gets."""

import re
from fractions import Fraction
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go
import pytest

from spbe_analytics.charts import (
    PLOT_CONFIG,
    Palette,
    bricks,
    change_bars,
    compare_dots,
    dot_plot,
    level_heatmap,
    light_of_dark,
    palette,
    radar,
    trend,
)  # fmt: skip
from spbe_analytics.charts.theme import spread_tones


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_letters_reach_four_and_a_half_to_one(colours: Palette) -> None:
    for letter in (colours.text, colours.muted, colours.accent, colours.worse, colours.better, *colours.predicate_text):
        assert contrast(letter, colours.ground) >= 4.5, letter
    for letter in (colours.text, colours.muted, colours.accent):
        assert contrast(letter, colours.surface) >= 4.5, letter
    assert contrast(colours.accent, colours.own_row) >= 4.5


def test_a_predicate_is_legible_on_its_own_band(colours: Palette) -> None:
    for letter, band in zip(colours.predicate_text, colours.predicate_band, strict=True):
        assert contrast(letter, band) >= 4.5, (letter, band)
    for band in colours.predicate_band:
        assert contrast(colours.accent, band) >= 4.5
        assert contrast(colours.muted, band) >= 4.5


def test_marks_reach_three_to_one(colours: Palette) -> None:
    for mark in (colours.accent, colours.other, colours.muted, *colours.series, *colours.predicate_mark):
        assert contrast(mark, colours.ground) >= 3, mark


def test_a_level_is_legible_in_its_cell(colours: Palette) -> None:
    for fill, letter in zip(colours.level_fill, colours.level_text, strict=True):
        assert contrast(fill, letter) >= 4.5, (fill, letter)


@pytest.mark.parametrize("count", [2, 3, 4, 6, 7])
def test_a_scale_of_another_length_keeps_ends_and_contrast(colours: Palette, count: int) -> None:
    marks, texts = colours.marks(count), colours.texts(count)
    assert len(marks) == len(set(marks)) == count
    assert (marks[0], marks[-1]) == (colours.predicate_mark[0], colours.predicate_mark[-1])
    assert all(contrast(mark, colours.ground) >= 3 for mark in marks)
    assert all(contrast(text, colours.ground) >= 4.5 for text in texts)


def test_five_predicates_have_the_five_tones(colours: Palette) -> None:
    assert colours.marks(5) == colours.predicate_mark
    assert spread_tones(("#000000", "#FFFFFF"), 3) == ("#000000", "#808080", "#FFFFFF")
    assert spread_tones(("#000000", "#808080", "#FFFFFF"), 1) == ("#808080",)


def test_levels_grow_from_brown_to_teal(colours: Palette) -> None:
    reds = [int(fill[1:3], 16) - int(fill[5:7], 16) for fill in colours.level_fill]
    assert reds[0] > 0 > reds[-1]
    assert all(a != b for a, b in pairwise(colours.level_fill))


def figures(domains: pd.DataFrame, bands: pd.DataFrame, colours: Palette) -> dict[str, go.Figure]:
    values = domains[["own", "reference"]]
    names = domains["label"].to_dict()
    governments = pd.DataFrame({"region": ["a"], "name": ["A"], "index": [3.26], "predicate": ["Baik"]})
    lines = pd.DataFrame(
        {"series": ["A"], "year": [2024], "value": [3.26], "segment": ["x"], "hollow": [False], "own": [True]}
    )
    return {
        "radar": radar(values, names, colours),
        "dots": dot_plot(domains, colours, own_name="A", reference_name="median", change_from="2023"),
        "compare": compare_dots(values, names, colours),
        "bricks": bricks(governments, bands, colours, own="a"),
        "trend": trend(lines, bands.assign(segment="x"), colours),
        "changes": change_bars(domains[["label", "change"]], colours),
        "heatmap": level_heatmap(values, colours),
    }


def test_every_figure_is_calm_and_described(domains: pd.DataFrame, bands: pd.DataFrame, colours: Palette) -> None:
    for name, figure in figures(domains, bands, colours).items():
        layout = figure.layout
        alt = layout.meta["alt"]
        assert alt.endswith("."), name
        assert not re.search(r"\b(nan|none)\b", alt.lower()), name
        assert layout.separators == ",.", name
        assert layout.dragmode is False, name
        if name != "radar":
            assert layout.xaxis.fixedrange is True, name
            assert layout.yaxis.fixedrange is True, name
        assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)", name
        assert layout.width is None, name
        assert layout.height > 0, name
        assert "Source Sans" in layout.font.family, name


def test_a_figure_drawn_twice_is_drawn_the_second_time_for_its_width_alone(
    domains: pd.DataFrame, bands: pd.DataFrame, colours: Palette
) -> None:
    drawn = figures(domains, bands, colours)
    again = figures(domains, bands, colours)
    assert len({figure.layout.datarevision for figure in drawn.values()}) == len(drawn)
    for name, figure in drawn.items():
        assert figure.layout.datarevision == again[name].layout.datarevision, name


def test_frames_stay_as_they_were(domains: pd.DataFrame, bands: pd.DataFrame, colours: Palette) -> None:
    before = domains.copy(deep=True), bands.copy(deep=True)
    figures(domains, bands, colours)
    pd.testing.assert_frame_equal(domains, before[0])
    pd.testing.assert_frame_equal(bands, before[1])


def test_the_viewer_gets_no_tool_bar_and_no_foreign_language() -> None:
    assert PLOT_CONFIG["displayModeBar"] is False
    assert "locale" not in PLOT_CONFIG


def test_frames_without_rows_give_figures_without_marks(bands: pd.DataFrame, light: Palette) -> None:
    columns = ["label", "weight", "own", "reference", "change"]
    empty = pd.DataFrame(columns=columns)
    lines = pd.DataFrame(columns=["series", "year", "value", "segment", "hollow", "own"])
    governments = pd.DataFrame(columns=["region", "name", "index", "predicate"])
    for figure in (
        dot_plot(empty, light, own_name="A", reference_name="median", change_from=None),
        bricks(governments, bands, light, own="a"),
        trend(lines, bands.assign(segment="x"), light),
        change_bars(empty, light),
    ):
        assert not [x for trace in figure.data for x in (trace.x if trace.x is not None else [])]
        assert figure.layout.height > 0


def test_fractions_and_every_kind_of_missing_are_read(light: Palette) -> None:
    values = pd.DataFrame({"own": [Fraction(7, 2), None, pd.NA, 3]}, index=list("abcd"))
    own = next(trace for trace in radar(values, {}, light).data if trace.name == "own")
    assert list(own.r) == [3.5, None, None, 3.0, 3.5]


def test_paper_has_the_light_colour_of_every_dark_one() -> None:
    pairs = light_of_dark()
    dark, light = palette(True), palette(False)
    assert (pairs[dark.ground], pairs[dark.text], pairs[dark.accent]) == (light.ground, light.text, light.accent)
    for tone in (*dark.series, *dark.predicate_text, *dark.predicate_mark):
        assert contrast(pairs[tone], light.ground) >= 3, tone
