"""How a rank moved, in words: up, down, still; told by two rankings or only by those in both."""

import pytest

from spbe_analytics.analysis.standing.ranking import RankMove
from spbe_analytics.parts.words.headlines import NBSP, rank_move_basis, rank_move_brief, rank_move_words

CASES = [
    pytest.param(
        RankMove(-3, 1, 4, 21, 21, 21),
        "turun dari peringkat 1 ke 4",
        "turun 3 dari 2023",
        "2023: peringkat 1 dari 21 daerah.",
        id="down, the same governments",
    ),
    pytest.param(
        RankMove(5, 9, 4, 18, 17, 17),
        "naik dari peringkat 9 ke 4",
        "naik 5 dari 2023",
        "2023: peringkat 9 dari 18 daerah. Naik atau turun dihitung di antara 17 yang dinilai pada kedua tahun.",
        id="up, another is gone below",
    ),
    pytest.param(
        RankMove(2, 17, 14, 18, 17, 17),
        "naik 2 peringkat di antara 17 yang dinilai pada kedua tahun",
        "naik 2 dari 2023",
        "2023: peringkat 17 dari 18 daerah. Naik atau turun dihitung di antara 17 yang dinilai pada kedua tahun.",
        id="up, another is gone above",
    ),
    pytest.param(
        RankMove(-1, 4, 4, 18, 17, 17),
        "turun 1 peringkat di antara 17 yang dinilai pada kedua tahun",
        "turun 1 dari 2023",
        "2023: peringkat 4 dari 18 daerah. Naik atau turun dihitung di antara 17 yang dinilai pada kedua tahun.",
        id="the same number, and yet down",
    ),
    pytest.param(
        RankMove(0, 4, 4, 21, 21, 21),
        "tetap di peringkat 4",
        "tetap sejak 2023",
        "2023: peringkat 4 dari 21 daerah.",
        id="still",
    ),
    pytest.param(
        RankMove(0, 18, 17, 18, 17, 17),
        "peringkat tetap di antara 17 yang dinilai pada kedua tahun",
        "tetap sejak 2023",
        "2023: peringkat 18 dari 18 daerah. Naik atau turun dihitung di antara 17 yang dinilai pada kedua tahun.",
        id="last both times: Aceh Utara",
    ),
]


@pytest.mark.parametrize(("move", "words", "brief", "basis"), CASES)
def test_a_move(move: RankMove, words: str, brief: str, basis: str) -> None:
    assert rank_move_words(move).replace(NBSP, " ") == words
    assert rank_move_brief(move, 2023).replace(NBSP, " ") == brief
    assert rank_move_basis(move, 2023) == basis
