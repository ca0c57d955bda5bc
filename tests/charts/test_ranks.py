"""The bars of a ranking."""

import pandas as pd

from spbe_analytics.charts import Palette, rank_bars

CUT = ("Baik", 2.6)


def rows(*cells: tuple[float | None, str, float], own: str = "") -> pd.DataFrame:
    frame = pd.DataFrame(cells, columns=["rank", "name", "index"])
    return frame.assign(own=frame["name"] == own)


def draw(frame: pd.DataFrame, colours: Palette) -> dict:  # type: ignore[type-arg]
    return rank_bars(frame, colours, lowest=1, maximum=5, cut=CUT).to_dict()


def test_each_government_has_a_bar_from_the_lowest_level_and_its_value(light: Palette) -> None:
    drawn = draw(rows((1, "A", 3.64), (2, "B", 2.31), own="B"), light)
    bars = [trace for trace in drawn["data"] if trace["type"] == "bar"]
    assert [(bar["base"][0], round(bar["x"][0], 2)) for bar in bars] == [(1, 2.64), (1, 1.31)]
    texts = " ".join(note["text"] for note in drawn["layout"]["annotations"])
    assert all(text in texts for text in ("1. A", "2. B", "3,64", "2,31", "Baik 2,60"))


def test_the_own_government_stands_out(light: Palette) -> None:
    drawn = draw(rows((1, "A", 3.64), (2, "B", 2.31), own="B"), light)
    colours = [trace["marker"]["color"] for trace in drawn["data"] if trace["type"] == "bar"]
    assert colours == [light.other, light.accent]


def test_without_ranks_the_names_stand_alone_and_long_ones_are_cut(light: Palette) -> None:
    drawn = draw(rows((None, "Kabupaten dengan nama yang sangat panjang sekali", 2.0)), light)
    texts = [note["text"] for note in drawn["layout"]["annotations"]]
    assert any("…" in text and not text.startswith("1.") for text in texts)
    assert drawn["layout"]["height"] > 0


def test_a_ranking_of_nobody_is_an_empty_picture(light: Palette) -> None:
    assert [trace for trace in draw(rows(), light)["data"] if trace["type"] == "bar"] == []
