"""The sentences of *Tindak lanjut*."""

from datetime import date

import pandas as pd
import pytest

from spbe_analytics.analysis.followup import PROGRESS, Standing
from spbe_analytics.charts import palette
from spbe_analytics.entries.action import FIELDS, Action
from spbe_analytics.instruments import Catalogue
from spbe_analytics.parts.region.follow_up import finding, opening
from spbe_analytics.ui.profil.next_step import actions_so_far
from spbe_analytics.ui.tindak_lanjut.action_list import card


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


@pytest.mark.parametrize(
    ("evidence", "written"),
    [
        ("javascript:alert(1)", "Bukti: javascript:alert(1)"),
        ("<b>", "Bukti: &lt;b&gt;"),
        (
            "https://a.id/?x=%22&y",
            'Bukti: <a href="https://a.id/?x=%22&amp;y" target="_blank" rel="noopener noreferrer"',
        ),
        ("", None),
    ],
)
def test_only_a_web_address_is_a_link(catalogue: Catalogue, evidence: str, written: str | None) -> None:
    instrument = catalogue["spbe-59-2020"]
    action = Action("73.22", 2024, "final", instrument.id, "I1", "Menetapkan", evidence=evidence)
    row = action.about | {name: action[name] for name in FIELDS} | {"number": 1, "removed": False}
    html = card(row, instrument, palette(dark=False), date(2025, 1, 1), late=False)
    assert (written in html) if written else ("Bukti" not in html)
    assert ("<a " in html) == evidence.startswith("https")
    assert "Tanpa tenggat" in html
