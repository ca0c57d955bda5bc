"""Labels stay in the figure and say what is missing; names are written once."""

import re
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go
import pytest

from spbe_analytics.charts import Palette, compare_dots, dot_plot
from spbe_analytics.charts.room import NARROWEST, SIZE, narrow_x, pair, place, spread, text_width, wrap
from spbe_analytics.errors import SpbeError


def texts(figure: go.Figure) -> list[str]:
    return [re.sub("<[^>]+>", "", note.text).replace("&nbsp;", "").strip() for note in figure.layout.annotations]


def draw(rows: pd.DataFrame, colours: Palette, **options: object) -> go.Figure:
    given = {"own_name": "Luwu Utara", "reference_name": "median kabupaten", "change_from": "2023", **options}
    return dot_plot(rows, colours, **given)  # type: ignore[arg-type]


def labels_on_a_phone(figure: go.Figure) -> list[tuple[float, float, float]]:
    """Row, left and right edge in pixels of every label that stands at a value."""
    out = []
    for note in figure.layout.annotations:
        if note.xref in (None, "x"):
            plain = re.sub("<[^>]+>", "", note.text).replace("&nbsp;", " ")
            width = text_width(plain, SIZE, bold="<b>" in note.text)
            at = narrow_x(note.x, 1, 5) + (note.xshift or 0)
            left = at - width if note.xanchor == "right" else at
            out.append((note.y, left, left + width))
    return out


def test_names_and_year_are_written_once(domains: pd.DataFrame, light: Palette) -> None:
    figure = draw(domains, light)
    written = texts(figure)
    assert "3,50 Luwu Utara" in written
    assert "median kabupaten 3,10" in written
    assert [text for text in written if "2023" in text] == ["+0,30 dari 2023"]
    assert sum("Luwu Utara" in text for text in written) == 1
    assert {"bobot 13%", "bobot 25%", "bobot 16,5%", "bobot 45,5%"} <= {
        f"bobot{text.split('bobot')[1]}" for text in written if "bobot" in text
    }


def test_values_stand_on_the_outer_sides(domains: pd.DataFrame, light: Palette) -> None:
    sides = {note.text: note.xanchor for note in draw(domains, light).layout.annotations}
    assert next(side for text, side in sides.items() if "2,30" in text) == "right"
    assert next(side for text, side in sides.items() if "2,60" in text) == "left"


def test_a_fall_is_bold_and_brown(domains: pd.DataFrame, light: Palette) -> None:
    fallen = [note.text for note in draw(domains, light).layout.annotations if "0,45" in note.text]
    assert len(fallen) == 1
    assert light.worse in fallen[0]
    assert "<b>" in fallen[0]


def test_without_a_year_there_are_no_changes(domains: pd.DataFrame, light: Palette) -> None:
    assert not [text for text in texts(draw(domains, light, change_from=None)) if text.startswith(("+", "−"))]


def test_a_missing_change_is_a_dash(domains: pd.DataFrame, light: Palette, missing: float) -> None:
    rows = domains.assign(change=[missing, 0.1, missing, missing])
    written = texts(draw(rows, light))
    assert written.count("–") == 3
    assert "+0,10 dari 2023" in written


def test_missing_values_have_no_mark_and_are_named(domains: pd.DataFrame, light: Palette, missing: float) -> None:
    rows = domains.assign(own=[missing, 2.6, 1.82, missing], reference=[3.1, missing, 1.27, missing])
    figure = draw(rows, light)
    marks = {trace.name: list(trace.x) for trace in figure.data}
    assert marks == {"Luwu Utara": [2.6, 1.82], "median kabupaten": [3.1, 1.27]}
    assert sum("belum ada nilai" in text for text in texts(figure)) == 2
    assert "2,60 Luwu Utara" in texts(figure)
    connectors = [shape for shape in figure.layout.shapes if shape.line.width == 4]
    assert [(shape.x0, shape.x1) for shape in connectors] == [(1.82, 1.27)]


NASTY = [
    (1.0, 1.2), (1.2, 1.0), (1.0, 1.0), (5.0, 5.0), (5.0, 4.95), (4.95, 5.0), (1.0, 5.0), (5.0, 1.0),
    (3.3, 3.3), (3.3, 3.301), (1.0, 3.0), (3.0, 5.0), (4.6, 1.1), (1.82, 1.27), (2.9, 3.1),
]  # fmt: skip


@pytest.mark.parametrize(("own", "reference"), NASTY)
def test_labels_never_leave_a_phone_nor_cover_one_another(own: float, reference: float, light: Palette) -> None:
    for name, other in (("Luwu Utara", "median kabupaten"), ("Kepulauan Siau Tagulandang Biaro", "rata-rata nasional")):
        rows = pd.DataFrame(
            {"label": ["A", "B"], "weight": [50, 50], "own": own, "reference": reference, "change": 0.0},
            index=["a", "b"],
        )
        spans = labels_on_a_phone(draw(rows, light, own_name=name, reference_name=other))
        assert spans
        for row, left, right in spans:
            assert left >= 0, spans
            assert right <= NARROWEST, spans
            for second, start, end in spans:
                if second == row and (start, end) != (left, right):
                    assert end <= left or right <= start, spans


def test_equal_values_are_said_to_be_equal(light: Palette) -> None:
    both = pair(1.5, 1.5, "Luwu Utara", "median")
    placed = place(both, 1, 5)
    assert placed is not None
    assert len(placed) == 1
    assert "sama dengan median" in placed[0].text(light)


def test_an_equal_reference_is_drawn_around_the_own_mark(light: Palette) -> None:
    rows = pd.DataFrame(
        {"label": ["A", "B"], "weight": 50, "own": [3.3, 2.0], "reference": [3.3, 4.0], "change": 0.0}, index=["a", "b"]
    )
    sizes = {trace.name: list(trace.marker.size) for trace in draw(rows, light).data}
    assert sizes["median kabupaten"][0] > sizes["Luwu Utara"][0] > sizes["median kabupaten"][1]


def test_headings_of_any_length_wrap(light: Palette) -> None:
    label = "Layanan Administrasi Pemerintahan Berbasis Elektronik di Lingkungan Pemerintah Daerah"
    rows = pd.DataFrame({"label": [label], "weight": [27.5], "own": 3.0, "reference": 2.0, "change": 0.1}, index=["A6"])
    heading = next(note.text for note in draw(rows, light).layout.annotations if "Layanan" in note.text)
    lines = [re.sub("<[^>]+>", "", line).replace("&nbsp;", " ") for line in heading.split("<br>")]
    assert len(lines) >= 3
    assert all(text_width(line, 15) <= NARROWEST for line in lines)


def test_the_height_given_is_kept_or_passed(domains: pd.DataFrame, light: Palette) -> None:
    needed = draw(domains, light).layout.height
    assert draw(domains, light, height=400).layout.height == 400
    assert draw(domains, light, height=10).layout.height == needed <= 270


def test_regions_that_coincide_are_stacked(light: Palette, missing: float) -> None:
    frame = pd.DataFrame({"A": [3.5, 2.0], "B": [3.5, 4.0], "C": [3.52, missing]}, index=["D1", "D2"])
    figure = compare_dots(frame, {"D1": "Kebijakan"}, light)
    traces = {trace.name: trace for trace in figure.data}
    assert len({traces[name].y[0] for name in "ABC"}) == 3
    assert traces["A"].y[1] == traces["B"].y[1]
    assert len(traces["C"].x) == 1
    assert len({(trace.marker.symbol, trace.marker.line.width) for trace in figure.data}) == 3
    assert {"Kebijakan", "D2", "A 3,50", "A 2,00"} <= set(texts(figure))


def test_six_regions_are_too_many(light: Palette) -> None:
    with pytest.raises(SpbeError, match="1 sampai 5 daerah, bukan 6"):
        compare_dots(pd.DataFrame({str(at): [1.0] for at in range(6)}), {}, light)


def test_spread_keeps_labels_apart_and_inside() -> None:
    placed = spread([10, 12, 11, 100], [20, 20, 20, 20], 0, 110)
    order = sorted(placed)
    assert all(b - a >= 20 - 1e-9 for a, b in pairwise(order))
    assert min(placed) >= 10
    assert max(placed) <= 100
    assert spread([30, 90], [20, 20], 0, 110) == [30, 90]


def test_wrapping_loses_no_word() -> None:
    text = "Layanan Publik Berbasis Elektronik"
    assert " ".join(wrap(text, 13, 100)) == text
    assert wrap(text, 13, 100, lines=1)[0].endswith("…")
