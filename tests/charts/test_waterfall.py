"""A waterfall leads from one value to the other, fits on a phone, and never tells by colour alone."""

import re

import pandas as pd
import plotly.graph_objects as go
import pytest

from spbe_analytics.charts import Palette, waterfall
from spbe_analytics.charts.room import NARROWEST, SIDE, text_width
from spbe_analytics.charts.theme import TEXT_SIZE

START, END = ("2023, Nilai akhir", 3.18), ("2024, Nilai akhir", 3.26)


@pytest.fixture
def bars() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": ["Kebijakan", "Tata Kelola", "Manajemen", "Layanan", "Pembulatan"],
            "note": ["bobot 13%", "bobot 25%", "bobot 16,5%", "bobot 45,5%", ""],
            "right": ["3,20 → 3,50", "2,50 → 2,60", "2,27 → 1,82", "3,87 → 4,07", ""],
            "contribution": [0.039, 0.025, -0.07425, 0.091, -0.00075],
            "aside": [False, False, False, False, True],
        }
    )


def texts(figure: go.Figure) -> list[str]:
    return [re.sub("<[^>]+>", "", note.text).replace("&nbsp;", "").strip() for note in figure.layout.annotations]


def drawn(figure: go.Figure) -> list[go.Bar]:
    return [trace for trace in figure.data if trace.type == "bar"]


def on_a_phone(figure: go.Figure) -> list[tuple[float, float]]:
    """Left and right edge in pixels of every number beside its bar."""
    low, high = figure.layout.xaxis.range
    out = []
    for note in figure.layout.annotations:
        if note.xref in (None, "x"):
            width = text_width(re.sub("<[^>]+>", "", note.text), TEXT_SIZE + 0.5, bold=True)
            at = SIDE + (NARROWEST - 2 * SIDE) * (note.x - low) / (high - low) + note.xshift
            out.append((at - width, at) if note.xanchor == "right" else (at, at + width))
    return out


def test_each_bar_begins_where_the_last_one_ended(bars: pd.DataFrame, light: Palette) -> None:
    found = drawn(waterfall(bars, START, END, light))
    ends = [START[1]]
    for trace in found:
        assert trace.base[0] == pytest.approx(ends[-1])
        ends.append(trace.base[0] + trace.x[0])
    assert ends[-1] == pytest.approx(END[1])
    rows = [trace.y[0] for trace in found]
    assert rows == sorted(rows)


def test_sign_and_colour_agree_and_rounding_is_neither(bars: pd.DataFrame, colours: Palette) -> None:
    figure = waterfall(bars, START, END, colours)
    better, worse, other = colours.better, colours.worse, colours.other
    assert [trace.marker.color for trace in drawn(figure)] == [better, better, worse, better, other]
    assert {"+0,04", "+0,03", "−0,07", "+0,09", "−0,0008", "3,18", "3,26"} <= set(texts(figure))
    assert {"Kebijakan bobot 13%", "2,27 → 1,82", "2023, Nilai akhir"} <= set(texts(figure))


def test_the_own_region_is_the_accent_and_others_are_not(bars: pd.DataFrame, light: Palette) -> None:
    def markers(figure: go.Figure) -> list[str]:
        return [trace.marker.line.color for trace in figure.data if trace.type == "scatter"]

    assert markers(waterfall(bars, START, END, light)) == [light.accent] * 2
    assert markers(waterfall(bars, START, END, light, own=False)) == [light.muted] * 2


@pytest.mark.parametrize("scale", [1.0, 0.01, 20.0, -1.0])
def test_every_number_fits_on_a_phone(bars: pd.DataFrame, light: Palette, scale: float) -> None:
    scaled = bars.assign(contribution=bars["contribution"] * scale)
    figure = waterfall(scaled, START, (END[0], START[1] + 0.08 * scale), light)
    assert all(left >= 0 and right <= NARROWEST for left, right in on_a_phone(figure))


def test_headings_keep_clear_of_the_bars(bars: pd.DataFrame, light: Palette) -> None:
    long = bars.assign(label=["Kebijakan Internal Tata Kelola Sistem Pemerintahan Berbasis Elektronik"] * 5)
    figure = waterfall(long, START, END, light)
    heads = [note for note in figure.layout.annotations if note.xref == "paper" and note.xanchor == "left"]
    middles = [trace.y[0] for trace in drawn(figure)]
    for head, middle in zip(heads[1:-1], middles, strict=True):
        assert head.y + 18 * (head.text.count("<br>") + 1) <= middle - 7
        assert head.bgcolor == light.ground
    assert figure.layout.height > middles[-1] + 40


def test_nothing_moved_is_drawn_too(light: Palette) -> None:
    still = pd.DataFrame({"label": ["Kebijakan"], "contribution": [0.0]})
    figure = waterfall(still, ("2023", 2.0), ("2024", 2.0), light)
    assert "0,00" in texts(figure)
    low, high = figure.layout.xaxis.range
    assert low < 2 < high


def test_the_picture_is_told_in_words(bars: pd.DataFrame, light: Palette) -> None:
    assert waterfall(bars, START, END, light).layout.meta["alt"] == (
        "Diagram air terjun dari 2023, Nilai akhir 3,18 ke 2024, Nilai akhir 3,26: Kebijakan +0,04; Tata Kelola +0,03; "
        "Manajemen −0,07; Layanan +0,09; Pembulatan −0,0008."
    )
