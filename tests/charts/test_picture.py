"""A picture is what plotly would have made of the same calls."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from spbe_analytics.charts.picture import Picture, plain


def draw(figure: Picture | go.Figure) -> None:
    figure.add_scatter(x=[1, 2], y=np.array([1.5, 2.5]).tolist(), name=None, marker={"size": 4, "color": None})
    figure.add_bar(x=[3], y=[4], base=None)
    figure.add_shape(type="line", x0=0, x1=1, y0=0, y1=1, line={"width": 2})
    figure.add_annotation(text="a", x=1, y=2, showarrow=False)
    figure.add_annotation(text="b", x=1, y=2, showarrow=False)
    figure.update_layout(xaxis={"range": [0, 1], "tickfont": {"size": 12}}, barmode="overlay")
    figure.update_xaxes(visible=False, tickfont={"color": "#000000"})
    figure.update_yaxes(range=[1, 0])


def test_a_picture_is_what_plotly_would_have_made() -> None:
    ours, theirs = Picture(), go.Figure(layout={"template": None})
    draw(ours)
    draw(theirs)
    assert go.Figure(ours.to_dict()).to_plotly_json()["data"] == theirs.to_plotly_json()["data"]
    layout = theirs.to_plotly_json()["layout"]
    layout.pop("template")
    assert ours.to_dict()["layout"] == layout


def test_arrays_and_numbers_are_those_of_json_and_what_is_no_number_is_nothing() -> None:
    given = {"a": np.array([1, 2]), "b": pd.Series([1.5, np.nan]), "c": np.float64(2), "d": (1, None), "e": None}
    assert plain(given) == {"a": [1, 2], "b": [1.5, None], "c": 2.0, "d": [1, None]}


def test_what_a_trace_stands_for_is_not_sent_and_the_number_of_the_content_is() -> None:
    first, second = Picture(), Picture()
    for picture, size in ((first, 1), (second, 2)):
        picture.add_scatter(x=[1], y=[size], meta={"series": "own"})
        picture.finish("Satu titik.")
    assert "meta" not in first.to_dict()["data"][0]
    assert first.alt == "Satu titik."
    assert first.to_dict()["layout"]["datarevision"] != second.to_dict()["layout"]["datarevision"]


def test_plotly_refuses_a_property_that_it_does_not_know() -> None:
    picture = Picture()
    picture.add_scatter(x=[1], y=[1], colour="red")
    with pytest.raises(ValueError, match="colour"):
        go.Figure(picture.to_dict())
