"""A plan's rows become actions in words; what is there already is not made twice."""

from datetime import date
from fractions import Fraction

import pytest

from spbe_analytics.analysis.followup import actions_of_plan, new_ones
from spbe_analytics.instruments import Catalogue

DUE = date(2027, 6, 30)


@pytest.mark.parametrize(
    ("instrument", "year", "row", "words"),
    [
        (
            "spbe-59-2020",
            2024,
            {"node": "I10", "from": 2, "to": 3.0},
            "Naikkan Kebijakan Internal Tim Koordinasi SPBE Instansi Pusat/Pemerintah Daerah dari tingkat 2 "
            "(Terkelola) ke 3 (Terdefinisi)",
        ),
        (
            "spbe-59-2020",
            2024,
            {"node": "D2", "from": Fraction(23), "to": Fraction(29)},
            "Naikkan 6 tingkat di Tata Kelola SPBE: jumlah tingkat indikatornya dari 23 menjadi 29",
        ),
        (
            "pemdi-8-2026",
            2026,
            {"node": "I1", "from": 2.25, "to": 3.5},
            "Naikkan Tata Kelola Pemdi dari tingkat 2,25 ke 3,50",
        ),
    ],
)
def test_a_row_is_put_into_words(
    catalogue: Catalogue, instrument: str, year: int, row: dict[str, object], words: str
) -> None:
    (action,) = actions_of_plan("73.22", year, "final", catalogue[instrument], [row], DUE)
    assert (action.node, action.action, action.due, action.state) == (row["node"], words, DUE, "belum")


def test_what_raises_nothing_or_is_there_already_is_left_out(catalogue: Catalogue) -> None:
    rows = [{"node": "I1", "from": 2, "to": 3, "unit": "Diskominfo"}, {"node": "I2", "from": 3, "to": 3}]
    made = actions_of_plan("73.22", 2024, "final", catalogue["spbe-59-2020"], rows)
    assert [(action.node, action.unit) for action in made] == [("I1", "Diskominfo")]
    assert new_ones(made, made) == []
    assert new_ones(made, []) == made
