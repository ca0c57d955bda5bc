"""One brick a government; a cut-off begins its bin; colour follows the government's own predicate."""

from fractions import Fraction
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go
import pytest

from spbe_analytics.charts import Palette, bricks
from spbe_analytics.charts.bricks import Scale


def governments(values: list[float], predicates: list[str] | None = None) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "region": [f"r{at}" for at in range(len(values))],
            "name": [f"Kabupaten {at}" for at in range(len(values))],
            "index": values,
            "predicate": predicates or ["Baik"] * len(values),
        }
    )


def drawn(figure: go.Figure) -> pd.DataFrame:
    cells = figure.data[0]
    tones = [tone for _, tone in cells.colorscale]
    rows = [
        {"region": cells.customdata[level][at][0], "x": (left + right) / 2, "base": level, "colour": tones[z]}
        for level, row in enumerate(cells.z)
        for at, (z, (left, right)) in enumerate(zip(row, pairwise(cells.x), strict=True))
        if z is not None
    ] + [
        {"region": data[0], "x": x, "base": base, "colour": trace.marker.color}
        for trace in figure.data[1:]
        for x, base, data in zip(trace.x, trace.base, trace.customdata, strict=True)
    ]
    return pd.DataFrame(rows).set_index("region")


def test_the_cut_offs_are_edges_of_bins_a_tenth_wide(bands: pd.DataFrame) -> None:
    scale = Scale(bands, 1, [3.0])
    assert {Fraction(9, 5), Fraction(13, 5), Fraction(7, 2), Fraction(21, 5)} <= set(scale.edges)
    assert {b - a for a, b in pairwise(scale.edges)} == {Fraction(1, 10)}


def test_other_cut_offs_are_edges_too(later_bands: pd.DataFrame) -> None:
    odd = later_bands.assign(lower=[0, 33.3, 50, 66.6, 80], upper=[33.3, 50, 66.6, 80, 100])
    assert {Fraction(333, 10), Fraction(50), Fraction(333, 5), Fraction(80)} <= set(Scale(odd, 1, [10]).edges)


@pytest.mark.parametrize(
    ("value", "begins"),
    [(1.8, 1.8), (2.6, 2.6), (3.5, 3.5), (4.2, 4.2), (1.79, 1.7), (2.59, 2.5), (3.49, 3.4), (4.19, 4.1), (2.7, 2.7),
     (2.9, 2.9), (1.1, 1.1), (1, 1), (5, 4.9), (1.7999, 1.7), (13 / 5, 2.6), (1.1 + 1.5, 2.6)],
)  # fmt: skip
def test_a_value_lies_in_the_bin_that_begins_at_it(value: float, begins: float, bands: pd.DataFrame) -> None:
    scale = Scale(bands, 1, [value])
    assert float(scale.edges[scale.bin(value)]) == pytest.approx(begins)


def test_every_government_is_one_brick_and_no_two_overlap(bands: pd.DataFrame, light: Palette, missing: float) -> None:
    frame = governments([2.6, 2.61, 2.69, 3.26, 4.9, 1.0, 2.6, missing])
    table = drawn(bricks(frame, bands, light))
    assert sorted(table.index) == [f"r{at}" for at in range(7)]
    assert not table.duplicated(["x", "base"]).any()
    assert sorted(table.loc[["r0", "r1", "r2", "r6"], "base"]) == [0, 1, 2, 3]


def test_colour_is_the_own_predicates_even_across_a_cut_off(bands: pd.DataFrame, colours: Palette) -> None:
    table = drawn(bricks(governments([2.60, 2.60], ["Baik", "Cukup"]), bands, colours))
    assert table.loc["r0", "x"] == table.loc["r1", "x"] == pytest.approx(2.65)
    assert table.loc["r0", "colour"] == colours.predicate_mark[2]
    assert table.loc["r1", "colour"] == colours.predicate_mark[1]
    assert table.loc["r1", "base"] == 0


def test_an_unknown_predicate_is_neutral(bands: pd.DataFrame, light: Palette) -> None:
    frame = governments([3.0]).assign(predicate=[None])
    assert drawn(bricks(frame, bands, light)).loc["r0", "colour"] == light.other


def test_the_own_brick_lies_on_top_and_is_named(bands: pd.DataFrame, light: Palette) -> None:
    figure = bricks(governments([3.21, 3.22, 3.29, 3.25]), bands, light, own="r0")
    table = drawn(figure)
    assert table.loc["r0", "base"] == 3
    assert table.loc["r0", "colour"] == light.accent
    assert any("Kabupaten 0 3,21" in note.text for note in figure.layout.annotations)
    assert "Kabupaten 0 3,21" in figure.layout.meta["alt"]


def test_an_own_government_without_index_has_no_leader(bands: pd.DataFrame, light: Palette, missing: float) -> None:
    figure = bricks(governments([missing, 3.0]), bands, light, own="r0")
    assert light.accent not in set(drawn(figure)["colour"])
    assert len(figure.layout.annotations) == 5


def test_names_carry_counts(bands: pd.DataFrame, light: Palette) -> None:
    figure = bricks(governments([2.6, 2.7, 4.5], ["Baik", "Baik", "Memuaskan"]), bands, light)
    written = [note.text for note in figure.layout.annotations]
    assert ["Baik<br><b>2</b>" in text for text in written] == [False, False, True, False, False]
    assert "Sangat<br>Baik<br><b>0</b>" in written[3]


@pytest.mark.parametrize("value", [1.0, 3.0, 4.95])
def test_a_long_own_name_stays_in_the_figure(value: float, bands: pd.DataFrame, light: Palette) -> None:
    frame = governments([value]).assign(name="Kabupaten Kepulauan Siau Tagulandang Biaro dan Sekitarnya")
    note = bricks(frame, bands, light, own="r0").layout.annotations[-1]
    assert "…" in note.text
    assert note.xanchor == ("left" if value < 3 else "right" if value > 3.1 else note.xanchor)


def test_a_value_below_the_scale_lengthens_it(bands: pd.DataFrame, light: Palette) -> None:
    assert tuple(bricks(governments([0.4]), bands, light).layout.xaxis.range) == (0, 5)
    assert tuple(bricks(governments([1.4]), bands, light).layout.xaxis.range) == (1, 5)


@pytest.mark.parametrize("count", [2, 3, 7])
def test_scales_of_other_lengths(count: int, light: Palette) -> None:
    edges = [1 + 4 * at / count for at in range(count + 1)]
    scale = pd.DataFrame({"predicate": [f"P{at}" for at in range(count)], "lower": edges[:-1], "upper": edges[1:]})
    figure = bricks(governments([1.1, 4.9], ["P0", f"P{count - 1}"]), scale, light)
    table = drawn(figure)
    assert list(table["colour"]) == [light.predicate_mark[0], light.predicate_mark[-1]]
    assert len(figure.layout.annotations) == count
