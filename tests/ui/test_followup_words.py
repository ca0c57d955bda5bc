"""The sentences of *Tindak lanjut*."""

import pandas as pd
import pytest

from spbe_analytics.analysis.followup import PROGRESS, Standing
from spbe_analytics.charts import palette
from spbe_analytics.ui.profil.next_step import actions_so_far
from spbe_analytics.ui.tindak_lanjut.action_list import evidence
from spbe_analytics.ui.tindak_lanjut.follow_up import finding, opening


@pytest.mark.parametrize(
    ("now", "headline", "line"),
    [
        (Standing(0, 0, 0, 0, 0), "belum ada tindakan yang dicatat", "belum ada tindakan yang dicatat"),
        (
            Standing(12, 3, 4, 5, 2),
            "3 dari 12 tindakan selesai, 2 lewat tenggat",
            "4 tindakan berjalan, 5 belum dimulai, 2 lewat tenggat",
        ),
        (
            Standing(2, 1, 1, 0, 0),
            "1 dari 2 tindakan selesai, tidak ada yang lewat tenggat",
            "1 tindakan berjalan, tidak ada yang lewat tenggat",
        ),
        (Standing(2, 2, 0, 0, 0), "semua 2 tindakan selesai", "semua 2 tindakan selesai"),
    ],
)
def test_how_far_it_is(now: Standing, headline: str, line: str) -> None:
    assert opening("Luwu Utara", now) == f"Luwu Utara: {headline}"
    assert actions_so_far(now) == f"Tindak lanjut: {line}"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("Kebijakan", 3, 0, 1), ("Layanan", 4, 0, 2)], "Paling banyak lewat tenggat: Layanan"),
        ([("Kebijakan", 3, 2, 0), ("Layanan", 4, 1, 0)], "Paling banyak tersisa: Layanan"),
        ([("Kebijakan", 3, 0, 2), ("Layanan", 4, 0, 2)], "Paling banyak lewat tenggat: Kebijakan dan Layanan"),
        ([("Kebijakan", 2, 0, 1), ("Data", 2, 0, 1), ("Layanan", 2, 0, 1)], "3 tindakan lewat tenggat di 3 domain"),
        ([("Kebijakan", 3, 3, 0), ("Layanan", 0, 0, 0)], "Semua tindakan selesai"),
    ],
)
def test_the_title_of_the_picture_is_its_finding(rows: list[tuple[str, int, int, int]], said: str) -> None:
    frame = pd.DataFrame(
        [("Domain", label, label, total, done, 0, total - done, late) for label, total, done, late in rows],
        columns=list(PROGRESS),
    )
    assert finding(frame, "Domain") == said


def test_only_a_web_address_is_a_link() -> None:
    light = palette(dark=False)
    assert "<a " not in evidence("javascript:alert(1)", light)
    assert "&lt;b&gt;" in evidence("<b>", light)
    assert evidence("", light) == ""
    assert '<a href="https://a.id/?x=%22&amp;y" target="_blank" rel="noopener noreferrer"' in evidence(
        "https://a.id/?x=%22&y", light
    )
