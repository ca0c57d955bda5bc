"""``path`` on the command line: the way up, from levels or from published domains."""

import pytest

from tests.cli.conftest import Run

LUWU_UTARA = ("path", "--region", "73.22", "--year", 2024)
BANDAR_LAMPUNG = ("path", "--region", "18.71", "--year", 2024)


def test_a_plan_from_published_domains_as_json(run: Run) -> None:
    found = run(*LUWU_UTARA, "--target", "Sangat Baik", "--json")
    assert found.code == 0
    assert found.json == {
        "reached": True,
        "from": 3.255,
        "to": 3.5,
        "steps": 9,
        "effort": 9,
        "plan": [
            {"node": "A8", "from": 25, "to": 29, "gain": 0.12},
            {"node": "D2", "from": 26, "to": 31, "gain": 0.125},
        ],
        "basis": "published",
    }


def test_a_plan_from_levels_keeps_to_locks_and_years(run: Run) -> None:
    options = ("--max-step", 1, "--years", 2, "--lock", "A8, I11", "--require", "I1", "--json")
    found = run(*BANDAR_LAMPUNG, "--target", "3,5", *options).json
    assert (found["reached"], found["basis"]) == (True, "observed")
    assert {move["year"] for move in found["plan"]} == {1, 2}
    moved = {move["node"] for move in found["plan"]}
    assert "I1" in moved
    assert not moved & {"I11", "I42", "I43", "I44", "I45", "I46", "I47"}
    assert sum(move["gain"] for move in found["plan"]) == pytest.approx(found["to"] - found["from"])
    assert found["steps"] == sum(move["to"] - move["from"] for move in found["plan"])


def test_the_next_predicate_is_the_target_where_none_is_given(run: Run) -> None:
    said = run(*BANDAR_LAMPUNG, "--effort", "tinggi")
    assert "2,98 menjadi 3,50 dengan 20 kenaikan (upaya 64)" in said.err
    assert said.out.splitlines()[0] == "1\tI11\tArsitektur\t1\t3\t+0,0500"


def test_what_cannot_be_reached_says_how_far_it_goes(run: Run) -> None:
    found = run("path", "--region", "73.17", "--year", 2024, "--target", "Memuaskan", "--max-step", 1, "--json")
    assert (found.code, found.json["reached"]) == (0, False)
    assert found.json["to"] < 4.2
    said = run("path", "--region", "73.17", "--year", 2024, "--target", "Memuaskan", "--max-step", 1)
    assert "4,20 tidak tercapai dengan syarat ini" in said.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--target", "hebat"), "bukan predikat (Kurang, Cukup, Baik, Sangat Baik, Memuaskan)"),
        (("--target", "5.1"), "bukan indeks antara 1 dan 5"),
        (("--lock", "I99"), "Butir “I99” tidak ada"),
        (("--years", 4), "1 sampai 3 tahun"),
        (("--effort", "mudah"), "Anggapan upaya “mudah” tidak ada"),
        (("--step", "x"), "--step"),
    ],
)
def test_wrong_use_is_told(run: Run, options: tuple[object, ...], message: str) -> None:
    found = run(*LUWU_UTARA, *options, "--json")
    assert (found.code, found.out) == (2, "")
    assert message in " ".join(found.err.split())


def test_a_government_without_values_is_told(run: Run) -> None:
    found = run("path", "--region", "73.22", "--year", 2025, "--target", "Baik", "--json")
    assert (found.code, found.json) == (1, None)
    assert "Tidak ada nilai Kabupaten Luwu Utara untuk Nilai akhir 2025. Ada nilai untuk" in found.err
