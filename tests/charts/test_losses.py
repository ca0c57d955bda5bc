"""The bars of lost points, and the map of who is weakest where."""

import numpy as np
import pandas as pd

from spbe_analytics.charts import Palette, loss_bars, weak_map

ROWS = pd.DataFrame(
    {
        "label": ["Layanan Publik", "Perencanaan", "Penyelenggara"],
        "note": ["nilai 2,83, bobot 18%", "nilai 1,50, bobot 10%", "nilai 5,00, bobot 5%"],
        "lost": [0.39, 0.35, 0.0],
    }
)


def test_one_bar_a_node_and_the_first_stands_out(colours: Palette) -> None:
    figure = loss_bars(ROWS, colours)
    assert [bar.x[0] for bar in figure.data] == [0.39, 0.35, 0.0]
    assert [bar.marker.color for bar in figure.data] == [colours.accent, colours.other, colours.other]
    places = [bar.y[0] for bar in figure.data]
    assert places == sorted(places)
    assert figure.layout.height > places[-1]
    texts = [note.text for note in figure.layout.annotations]
    assert sum("0,39" in text for text in texts) == 1
    assert figure.layout.meta["alt"] == (
        "Diagram batang poin yang hilang: Layanan Publik 0,39; Perencanaan 0,35; Penyelenggara 0,00."
    )


def test_no_loss_at_all_draws_no_bar_beyond_the_figure(light: Palette) -> None:
    figure = loss_bars(ROWS.assign(lost=0.0), light)
    assert figure.layout.xaxis.range[1] > 0
    assert {bar.x[0] for bar in figure.data} == {0.0}


def test_the_weakest_of_each_row_carries_a_sign(colours: Palette, missing: float) -> None:
    values = pd.DataFrame({"Kebijakan": [1.2, 4.0], "Tata Kelola": [3.4, missing]}, index=["Luwu", "Gowa"])
    marked = np.array([[True, False], [True, False]])
    figure = weak_map(values, marked, colours, lowest=1, highest=5, own="Luwu")
    texts = list(figure.data[1].text)
    assert texts == ["<b>▼ 1,20</b>", "3,40", "<b>▼ 4,00</b>", "–"]
    assert [list(row) for row in figure.data[0].z] == [[0, 3], [3, None]]
    assert colours.accent in figure.layout.yaxis.ticktext[0]
    assert figure.layout.yaxis.ticktext[1] == "Gowa"
    assert figure.layout.meta["alt"] == "Tabel warna 2 baris; terlemah di tiap baris: Kebijakan 2, Tata Kelola 0."


def test_where_much_is_bad_the_scale_runs_the_other_way(light: Palette) -> None:
    lost = pd.DataFrame({"A": [1.0], "B": [0.0]}, index=["Luwu"])
    figure = weak_map(lost, np.array([[True, False]]), light, lowest=1.0, highest=0.0)
    assert list(figure.data[0].z[0]) == [0, 4]
