"""The bars of the follow-up draw the counts they are given, and say them."""

import pandas as pd

from spbe_analytics.charts import palette, progress_bars

ROWS = pd.DataFrame(
    [
        ("Domain", "Kebijakan", 3, 1, 1, 1, 1),
        ("Domain", "Layanan", 0, 0, 0, 0, 0),
        ("Tema", "Stunting", 2, 2, 0, 0, 0),
    ],
    columns=["group", "label", "total", "done", "running", "open", "overdue"],
)


def test_each_state_is_a_part_of_the_bar_and_nothing_is_drawn_for_none() -> None:
    figure = progress_bars(ROWS, palette(dark=False))
    assert {trace.name: list(trace.x) for trace in figure.data} == {"selesai": [1, 2], "berjalan": [1], "belum": [1]}
    assert figure.layout.barmode == "stack"
    first, last = figure.data[0].y
    assert figure.layout.yaxis.range[0] > last > first > 0


def test_the_sentence_says_every_row() -> None:
    assert progress_bars(ROWS, palette(dark=True)).layout.meta["alt"] == (
        "Diagram batang tindak lanjut: Kebijakan 1 dari 3 selesai, 1 lewat tenggat; Layanan belum ada tindakan; "
        "Stunting 2 dari 2 selesai."
    )


def test_groups_are_named_once() -> None:
    texts = [note.text for note in progress_bars(ROWS, palette(dark=False)).layout.annotations]
    assert sum("Domain" in text for text in texts) == 1
    assert sum("Tema" in text for text in texts) == 1
